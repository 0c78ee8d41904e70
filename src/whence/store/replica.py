"""A copy of a case as it stood when a run began, to make the run again."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from whence.store.case import CASEBOOK, KEY, Case
from whence.store.files import guarded
from whence.store.manifest import Manifest
from whence.store.vault import link_or_copy


@dataclass(frozen=True, slots=True)
class Replica:
    """The copy, its inputs in the order given, and its exhibits by written name."""

    case: Path
    files: tuple[Path, ...]
    exhibits: Mapping[str, Path]


def lay_out(case: Case, manifest: Manifest, place: Path) -> Replica:
    """Lay a replica out in an empty folder.

    Settings, own lists and judgements are those of the run, not those of today.

    Raises:
        InputError: something the run used was altered, or the casebook is another.
        UsageError: something the run used is gone.
        OutputError: there is no room for it.

    """
    return Replica(
        _case(case, manifest, place / "case"),
        _inputs(case, manifest, place / "files"),
        _exhibits(case, manifest, place / "exhibits"),
    )


def _case(case: Case, manifest: Manifest, target: Path) -> Path:
    with guarded(target):
        target.mkdir(parents=True)
        for record in manifest.arguments.settings:
            copy = target / record.file
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(case.vault.read(record.sha256))
        if (case.folder / KEY).exists():
            shutil.copy2(case.folder / KEY, target / KEY)
    case.casebook.copy_until(target / CASEBOOK, manifest.casebook.seq)
    return target


def _inputs(case: Case, manifest: Manifest, target: Path) -> tuple[Path, ...]:
    """Lay the inputs out under their own names, one folder each, in the given order."""
    found = []
    for number, record in enumerate(manifest.inputs):
        place = target / f"{number:06d}" / record.name
        link_or_copy(case.input_path(record.sha256), place)
        found.append(place)
    return tuple(found)


def _exhibits(case: Case, manifest: Manifest, target: Path) -> Mapping[str, Path]:
    """Lay the exhibits out under their own names, by the words of the register."""
    found = {}
    for record in manifest.exhibits:
        name = Path(record.file.replace("\\", "/")).name
        place = target / hashlib.sha256(record.file.encode()).hexdigest()[:16] / name
        link_or_copy(case.exhibit_path(record.sha256), place)
        found[record.file] = place
    return found
