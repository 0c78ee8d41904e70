"""A case: one folder that holds what the user brought, chose, judged and answered.

case.toml         settings, saved mappings, questions and answers
inputs/           the user's files as given, by sha256
lists/            versions of official lists, each as it was read
store/            tables that can be built again
casebook.sqlite   judgements, runs, custody log
vault/            exhibits by sha256
case.key          32 random bytes for keyed hashes; stays with the case
tmp/              temporaries; emptied when the case is opened
"""

import contextlib
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from whence.errors import InputError, UsageError
from whence.store import config as settings
from whence.store import inputs, lists
from whence.store.casebook import Casebook
from whence.store.files import guarded, write_bytes
from whence.store.files import write_text as _write
from whence.store.lock import Lock
from whence.store.questions import with_questions
from whence.store.switching import MANIFEST
from whence.store.vault import ExhibitRecord, Vault

if TYPE_CHECKING:
    from whence.model import table

CASEBOOK = "casebook.sqlite"
KEY = "case.key"
KEY_BYTES = 32


class Case:
    """An open case. Use as a context manager; the lock is held until it closes."""

    def __init__(self, folder: Path, lock: Lock) -> None:
        """Wrap a folder whose lock is held; use `Case.open`."""
        self.folder = folder
        self._lock = lock
        self.vault = Vault(folder / "vault")
        self.casebook: Casebook = Casebook(folder / CASEBOOK)
        try:
            self.head = self.casebook.head()
            self.config = settings.config_of(self._text(), self.toml)
            self.settings = tuple(
                ExhibitRecord(name, self.vault.add(folder / name))
                for name in (
                    *settings.own_files(self.config, folder),
                    *lists.files(folder),
                )
            )
        except BaseException:
            self.casebook.close()
            raise

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, who: str = "") -> "Case":
        """Open a case, making it when `create` allows.

        `who` is the command as others should read it when they find the case busy.
        `head` of the result tells how the casebook stood at this moment, `settings`
        how case.toml and the user's own lists and measures did; all of these are kept
        in the vault, so that a run can be made again.

        Raises:
            UsageError: there is no case and `create` is false.
            InputError: case.toml is broken, or the case is of a newer format.
            OutputError: the folder cannot be read or written.
            CaseBusy: another process is writing it.

        """
        folder = folder.absolute()
        toml = folder / settings.NAME
        new = _missing(folder, create=create)
        lock = Lock(folder / "case.lock")
        lock.acquire(who)
        try:
            _prepare(folder)
            if new:
                _write(toml, settings.TEMPLATE)
            return cls(folder, lock)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Close the casebook and give the lock back."""
        self.casebook.close()
        self._lock.release()

    def __enter__(self) -> "Case":
        """Give the case."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @property
    def tmp(self) -> Path:
        """The folder for temporaries and spill; emptied at the next opening."""
        return self.folder / "tmp"

    @property
    def store(self) -> Path:
        """The folder for tables that can be built again."""
        return self.folder / "store"

    @property
    def key(self) -> bytes:
        """32 random bytes, made once; for HMACs of what must not be guessed.

        Raises:
            InputError: the key file does not hold 32 bytes.

        """
        place = self.folder / KEY
        if not place.exists():
            write_bytes(place, secrets.token_bytes(KEY_BYTES), mode=0o600)
        with guarded(place):
            key = place.read_bytes()
        if len(key) != KEY_BYTES:
            raise InputError(
                f"holds {len(key)} bytes instead of {KEY_BYTES}.",
                where=str(place),
                remedy="Restore it from a copy of the case: hashes made with it"
                " cannot be compared without it.",
            )
        return key

    @property
    def toml(self) -> Path:
        """The place of `case.toml`."""
        return self.folder / settings.NAME

    def list_files(self) -> tuple[Path, ...]:
        """Give the places of the user's own lists, and of the versions kept."""
        own = tuple(self.folder / name for name in self.config.lists)
        return (*own, *lists.versions(self.folder))

    def measure_files(self) -> tuple[Path, ...]:
        """Give the places of the user's own measures."""
        return tuple(self.folder / name for name in self.config.measure_files)

    def add_exhibit(self, path: Path) -> str:
        """Keep a document in the vault and give its sha256.

        Raises:
            InputError: the vault's copy was changed.
            OutputError: the document cannot be read, or the vault not written.

        """
        return self.vault.add(path)

    def exhibit_path(self, sha256: str) -> Path:
        """Give the place of an exhibit after checking that nobody altered it.

        Raises:
            UsageError: the vault has no such exhibit.
            InputError: it was changed.

        """
        self.vault.check(sha256)
        return self.vault.path(sha256)

    def add_input(self, path: Path, *, link: bool = False) -> str:
        """Keep a file of the user's as given, once per content, and give its sha256.

        `link` shares the bytes with the original instead of copying them (or points
        at it where they cannot be shared); a later change is noticed on reading.

        Raises:
            UsageError: there is no such file.
            OutputError: it cannot be read, or the case not written.

        """
        return inputs.add(self.folder, path, link=link)

    def input_path(self, sha256: str) -> Path:
        """Give the place of an input after checking that nobody altered it.

        Raises:
            UsageError: the case has no such input.
            InputError: its bytes changed since it was brought in.

        """
        return inputs.checked(self.folder, sha256)

    def input_place(self, sha256: str) -> Path:
        """Give the place of an input without reading it whole; for large ones.

        Raises:
            UsageError: the case has no such input.

        """
        return inputs.place(self.folder, sha256)

    def read_input(self, sha256: str) -> bytes:
        """Give an input's bytes, checked against its sha256.

        Raises:
            UsageError: the case has no such input.
            InputError: its bytes changed since it was brought in.

        """
        place = inputs.checked(self.folder, sha256)
        with guarded(place):
            return place.read_bytes()

    def inputs(self) -> tuple[tuple[str, str], ...]:
        """List (sha256, name) of the inputs, sorted."""
        return inputs.names(self.folder)

    def saved_mappings(self) -> "tuple[table.Mapping, ...]":
        """Give the column mappings that `case.toml` holds.

        `accepted` is false while the user still has to correct them.
        """
        from whence.store.mappings import mappings_of

        return mappings_of(self._text(), self.toml)

    def save_mappings(self, mappings: "tuple[table.Mapping, ...]") -> None:
        """Write column mappings into `case.toml`; what the user wrote stays."""
        from whence.store.mappings import with_mappings

        if mappings:
            _write(self.toml, with_mappings(self._text(), mappings, self.toml))

    def answers(self) -> dict[str, str]:
        """Give the user's answers by question key; blank ones are left out."""
        return dict(settings.config_of(self._text(), self.toml).answers)

    def ask(self, question_key: str, text: str) -> None:
        """Write one question into `case.toml`, unless it is there already."""
        self.ask_all({question_key: text})

    def ask_all(self, questions: Mapping[str, str]) -> None:
        """Write questions (key to text) that are not yet there; the file once."""
        text = self._text()
        told = with_questions(text, questions, self.toml)
        if told != text:
            _write(self.toml, told)

    def _text(self) -> str:
        return settings.read_text(self.toml)


def beside(out: Path) -> Path:
    """Give the case that belongs to a dossier when the user names none.

    It lies beside the dossier, never in it: a dossier is sent to others, and the
    inputs, the key and the judgements stay with the user.
    """
    out = out.absolute()
    return out.with_name(f"{out.name}.case")


def _missing(folder: Path, *, create: bool) -> bool:
    """Whether the case has to be made; makes its folder."""
    with guarded(folder):
        if (folder / settings.NAME).exists():
            return False
        dossier = (folder / MANIFEST).exists()
        if dossier or not create:
            raise UsageError(
                "is a dossier, no case." if dossier else "is no case.",
                where=str(folder),
                remedy="Give --case the folder that `whence assess` made or used.",
            )
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
        return True


def _prepare(folder: Path) -> None:
    """Make the rooms of a case and clear what a crash left behind."""
    with guarded(folder):
        shutil.rmtree(folder / "tmp", ignore_errors=True)
        for name in ("inputs", "store", "vault", "tmp"):
            (folder / name).mkdir(exist_ok=True)
        for stale in folder.glob(".*.tmp"):
            with contextlib.suppress(FileNotFoundError):
                stale.unlink()
