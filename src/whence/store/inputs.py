"""The user's files as given: by sha256, once per content, never altered."""

import hashlib
import os
from collections.abc import Collection, Iterable
from pathlib import Path

from whence.errors import InputError, UsageError
from whence.store.files import CHUNK, guarded, sha256_of, sync_folder


def add(folder: Path, path: Path, *, link: bool) -> str:
    """Bring a file into the case `folder` and give its sha256; see `Case.add_input`."""
    with guarded(path):
        there = path.is_file()
    if not there:
        raise UsageError("no such file.", where=str(path), remedy="Check the name.")
    sha256 = sha256_of(path)
    if _place(folder, sha256) is not None:
        checked(folder, sha256)
        return sha256
    with guarded(folder):
        fresh = folder / "tmp" / f"input-{os.getpid()}"
        sha256 = _link(path, fresh) if link else _copy(path, fresh)
        place = folder / "inputs" / sha256 / path.name
        place.parent.mkdir(exist_ok=True)
        os.replace(fresh, place)
        sync_folder(place.parent)
    return sha256


def place(folder: Path, sha256: str) -> Path:
    """Give the place of an input; see `Case.input_place`."""
    found = _place(folder, sha256)
    if found is None:
        raise UsageError(
            f"has no input {sha256[:16]}...",
            where=str(folder),
            remedy="Bring the file again with `whence assess`.",
        )
    return found


def checked(folder: Path, sha256: str) -> Path:
    """Give the place of an input after reading it; see `Case.input_path`."""
    found = place(folder, sha256)
    if sha256_of(found) != sha256:
        raise InputError(
            "was altered after it was brought into the case.",
            where=str(found),
            remedy="Delete its folder under inputs/ and run again with the file.",
        )
    return found


def tables_in(paths: Iterable[Path], endings: Collection[str]) -> tuple[Path, ...]:
    """Let each folder stand for the tables in it, sorted by name; each file once.

    `endings` are those of tables, such as ".csv". A file named outright is taken
    whatever its ending; hidden files and the lock files of Excel are not.

    Raises:
        UsageError: there is no such file or folder, or a folder holds no table.
        OutputError: a folder cannot be read.

    """
    found: dict[Path, None] = {}
    for path in paths:
        with guarded(path):
            if not path.exists():
                what = "no such file or folder."
                raise UsageError(what, where=str(path), remedy="Check the name.")
            folder = path.is_dir()
            inside = sorted(p for p in path.iterdir() if p.is_file()) if folder else []
        tables = [
            p
            for p in inside
            if p.suffix.lower() in endings and not p.name.startswith((".", "~$"))
        ]
        if folder and not tables:
            remedy = f"Known endings: {', '.join(sorted(endings))}."
            raise UsageError("holds no table.", where=str(path), remedy=remedy)
        found.update(dict.fromkeys(tables or [path]))
    return tuple(found)


def names(folder: Path) -> tuple[tuple[str, str], ...]:
    """List (sha256, name) of the inputs, sorted."""
    with guarded(folder):
        found = ((p.parent.name, p.name) for p in folder.glob("inputs/*/*"))
        return tuple(sorted(found))


def _place(folder: Path, sha256: str) -> Path | None:
    with guarded(folder):
        return next(iter(sorted(folder.glob(f"inputs/{sha256}/*"))), None)


def _copy(source: Path, target: Path) -> str:
    """Copy a file to a durable new one and give the sha256 of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest()


def _link(source: Path, target: Path) -> str:
    try:
        os.link(source, target)
    except OSError:
        os.symlink(source.resolve(), target)
    return sha256_of(target)
