"""Writing so that a crash leaves the old or the new, and a full disk a reason."""

import contextlib
import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from whence.errors import OutputError

CHUNK = 1 << 20

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


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
