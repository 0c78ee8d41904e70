"""Exhibits by their sha256: whatever lies here is what it was, or the vault says no."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from whence.errors import InputError, UsageError
from whence.store.files import guarded, sha256_of, write_bytes


@dataclass(frozen=True, slots=True)
class ExhibitRecord:
    """A file of the vault; `file` is its name as register or settings write it."""

    file: str
    sha256: str


class Vault:
    """A folder of files named by the sha256 of their bytes."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made on the first `add`."""
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Say where an exhibit lies, or would lie."""
        return self.folder / sha256[:2] / sha256

    def add(self, exhibit: Path | bytes) -> str:
        """Keep an exhibit (once) and give its sha256.

        Raises:
            InputError: an exhibit under this name was changed since it was kept.
            OutputError: the file cannot be read, or the vault not written.

        """
        if isinstance(exhibit, Path):
            with guarded(exhibit):
                exhibit = exhibit.read_bytes()
        sha256 = hashlib.sha256(exhibit).hexdigest()
        place = self.path(sha256)
        if place.exists():
            self.check(sha256)
            return sha256
        with guarded(place):
            place.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(place, exhibit, mode=0o444)
        return sha256

    def check(self, sha256: str) -> None:
        """Make sure that an exhibit is there and unchanged.

        Raises:
            UsageError: the vault has no such exhibit.
            InputError: its bytes no longer have this sha256.

        """
        place = self.path(sha256)
        if not place.is_file():
            raise UsageError(
                f"holds no exhibit {sha256[:16]}...",
                where=str(self.folder),
                remedy="Add the document again with `whence assess`.",
            )
        if sha256_of(place) != sha256:
            raise InputError(
                "the exhibit was changed after it was kept.",
                where=str(place),
                remedy="Restore it from a copy; evidence that changed is no evidence.",
            )

    def read(self, sha256: str) -> bytes:
        """Give an exhibit's bytes, checked against its name.

        Raises:
            UsageError: the vault has no such exhibit.
            InputError: it was changed.

        """
        self.check(sha256)
        with guarded(self.path(sha256)):
            return self.path(sha256).read_bytes()

    def keys(self) -> tuple[str, ...]:
        """List the exhibits, sorted."""
        with guarded(self.folder):
            if not self.folder.is_dir():
                return ()
            names = (p.name for p in self.folder.glob("*/*") if len(p.name) == 64)
            return tuple(sorted(names))

    def damaged(self) -> tuple[str, ...]:
        """List the exhibits whose bytes are no longer what their name says."""
        return tuple(k for k in self.keys() if sha256_of(self.path(k)) != k)


def link_or_copy(source: Path, target: Path) -> None:
    """Put a second name on a file, or copy it where names cannot be shared.

    Raises:
        OutputError: the target cannot be written.

    """
    with guarded(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            target.write_bytes(source.read_bytes())
