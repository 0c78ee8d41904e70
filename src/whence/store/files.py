"""Writing so that a crash leaves the old or the new, and a full disk a reason."""

import contextlib
import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from whence.errors import OutputError, UsageError

CHUNK = 1 << 20
MANIFEST = "manifest.json"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}

# renameat2(2) and renamex_np(2): both take 2 for "exchange the two".
_AT_FDCWD, _EXCHANGE = -100, 2


def output_error(error: OSError, where: Path | str = "") -> OutputError:
    """Say what an operating system's refusal means, and what to do about it."""
    place = str(where or error.filename or "")
    if error.errno in _FULL:
        return OutputError(
            "the disk is full, or a limit on file size was reached.",
            where=place,
            remedy="Free some space, or choose a folder on another disk, and run again;"
            " what was there before is untouched.",
        )
    if error.errno in _CLOSED:
        return OutputError(
            "the folder or file may not be read or written by you.",
            where=place,
            remedy="Change its permissions, or choose another folder.",
        )
    return OutputError(
        f"cannot be read or written: {error.strerror or error}.",
        where=place,
        remedy="Check the path, and that the disk is there.",
    )


def is_refusal(error: OSError) -> bool:
    """Whether the disk is full or closed to us: never a bug of ours."""
    return error.errno in _FULL | _CLOSED


@contextlib.contextmanager
def guarded(where: Path | str = "", *, refusals_only: bool = False) -> Iterator[None]:
    """Turn an OSError of the block into an OutputError with a remedy.

    `refusals_only` lets everything but a full or closed disk pass, for blocks that
    hold other people's code, where a missing file may well be a bug.
    """
    try:
        yield
    except OSError as error:
        if refusals_only and not is_refusal(error):
            raise
        raise output_error(error, where) from error


def sha256_of(path: Path) -> str:
    """Give the sha256 of a file's bytes.

    Raises:
        OutputError: the file cannot be read.

    """
    with guarded(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system knows how to."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_bytes(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part.

    Raises:
        OutputError: the disk is full or the folder may not be written.

    """
    write_pieces(path, (data,), mode=mode)


def write_pieces(path: Path, pieces: Iterable[bytes], *, mode: int = 0o644) -> None:
    """Write a file piece by piece, for what is too large to hold as a whole; a reader
    sees the old bytes or the new ones, never a part.

    Raises:
        OutputError: the disk is full or the folder may not be written.

    """
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with guarded(path):
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(fresh, path)
        except BaseException:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise
        sync_folder(path.parent)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file so that a reader sees the old one or the new one, never a part.

    Raises:
        OutputError: the disk is full or the folder may not be written.

    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with guarded(target):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, fresh)
            os.replace(fresh, target)
        except BaseException:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise


def write_text(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Write a text file as UTF-8 old or new, never a part.

    Raises:
        OutputError: the disk is full or the folder may not be written.

    """
    write_bytes(path, text.encode(), mode=mode)


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
