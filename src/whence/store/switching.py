"""Taking a dossier's place whole: a fresh folder is switched in, the old never lost."""

import contextlib
import ctypes
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from whence.errors import UsageError
from whence.store.files import guarded, sha256_of, sync_folder

MANIFEST = "manifest.json"

# renameat2(2) and renamex_np(2): both take 2 for "exchange the two".
_AT_FDCWD, _EXCHANGE = -100, 2


def check_target(target: Path) -> None:
    """Make sure that replacing this folder can destroy nothing but a dossier of ours.

    Raises:
        UsageError: it is a file, or a folder with other things and no manifest.

    """
    with guarded(target):
        if not target.exists():
            return
        if not target.is_dir():
            raise UsageError(
                "is a file, and a dossier is a folder.",
                where=str(target),
                remedy="Give --out the name of a new or empty folder.",
            )
        if any(target.glob("*/case.toml")):
            raise UsageError(
                "holds a case, and a case must not lie in a dossier that is sent on.",
                where=str(target),
                remedy="Give --out another folder, such as one inside the case.",
            )
        if any(target.iterdir()) and not (target / MANIFEST).is_file():
            raise UsageError(
                "is not empty and is no dossier; nothing in it will be overwritten.",
                where=str(target),
                remedy="Give --out the name of a new or empty folder.",
            )


@contextlib.contextmanager
def switched(target: Path) -> Iterator[Path]:
    """Give an empty sibling folder that takes the target's place when the block ends.

    The switch is one exchange of names where the system has it (Linux, macOS), else
    two renames. When the block fails, the target is as it was. Files in the old
    folder that its manifest does not vouch for (a note, an edited table) are moved to
    `<target>.kept`, never deleted.

    Raises:
        UsageError: the target holds things that are no dossier.
        OutputError: the disk is full or the folder may not be written.

    """
    target = target.absolute()
    with guarded(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _recover(target)
    check_target(target)
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    with guarded(target):
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
    try:
        with guarded(target, refusals_only=True):
            yield fresh
        with guarded(target):
            for path in sorted(fresh.rglob("*")):
                if path.is_file():
                    _sync_file(path)
            _keep_foreign(target)
            _exchange(fresh, target)
            sync_folder(target.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _recover(target: Path) -> None:
    """Undo what a process that died in the middle of a switch left behind."""
    for old in sorted(target.parent.glob(f".{target.name}.new-*.old")):
        if not target.exists():
            os.rename(old, target)
        else:
            shutil.rmtree(old, ignore_errors=True)
    for fresh in target.parent.glob(f".{target.name}.new-*"):
        if not _alive(fresh.name.rpartition("-")[2]):
            shutil.rmtree(fresh, ignore_errors=True)


def _alive(process: str) -> bool:
    """Whether a process of this number runs; True where asking would be unsafe."""
    if sys.platform == "win32" or not process.isdigit():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _sync_file(path: Path) -> None:
    with path.open("rb+" if sys.platform == "win32" else "rb") as stream:
        os.fsync(stream.fileno())


def _exchange(fresh: Path, target: Path) -> None:
    """Swap the two names; afterwards `fresh` holds what is to be removed, if any."""
    if not target.exists():
        os.rename(fresh, target)
        return
    if _exchanged(fresh, target):
        return
    aside = fresh.with_name(fresh.name + ".old")
    os.rename(target, aside)
    try:
        os.rename(fresh, target)
    except OSError:
        os.rename(aside, target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchanged(left: Path, right: Path) -> bool:
    """Exchange two names in one step; False where the system cannot."""
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    one, two = os.fsencode(left.absolute()), os.fsencode(right.absolute())
    if hasattr(library, "renameat2"):
        done = library.renameat2(_AT_FDCWD, one, _AT_FDCWD, two, _EXCHANGE)
    elif hasattr(library, "renamex_np"):
        done = library.renamex_np(one, two, _EXCHANGE)
    else:
        return False
    return bool(done == 0)


def foreign_files(folder: Path) -> tuple[Path, ...]:
    """Name the files of a dossier that its manifest does not vouch for."""
    try:
        rows = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        known = {str(row["path"]): str(row["sha256"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        known = {}
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name != MANIFEST and known.get(name) != sha256_of(path):
            found.append(path)
    return tuple(found)


def _keep_foreign(target: Path) -> None:
    if not target.is_dir():
        return
    kept = target.with_name(target.name + ".kept")
    for path in foreign_files(target):
        wanted = kept / path.relative_to(target)
        place, number = wanted, 1
        while place.exists():
            number += 1
            place = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
