"""One writer per case: a lock that the system drops when its holder dies."""

import contextlib
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from whence.errors import CaseBusy
from whence.store.files import guarded

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks bytes, and a locked byte cannot be read: lock one far behind the note.
_FAR = 1 << 30


class Lock:
    """The lock of a case folder; held from `acquire` to `release` or to death.

    The note in the file (who, process, machine) is for the message only; the lock is
    the system's, so that a crash never leaves a case locked.
    """

    def __init__(self, path: Path) -> None:
        """Name the lock file; nothing is opened yet."""
        self.path = path
        self._stream: IO[str] | None = None

    def acquire(self, who: str) -> None:
        """Take the lock.

        Raises:
            CaseBusy: another process holds it; says which, and since when.
            OutputError: the lock file cannot be written.

        """
        with guarded(self.path):
            stream = self.path.open("a+", encoding="utf-8")
            try:
                _lock(stream)
            except OSError as error:
                busy = self._busy(stream)
                stream.close()
                raise busy from error
            stream.seek(0)
            stream.truncate()
            stream.write(f"{who or 'whence'}, process {os.getpid()}, {_machine()}\n")
            stream.flush()
            os.utime(self.path)
        self._stream = stream

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _busy(self, stream: IO[str]) -> CaseBusy:
        stream.seek(0)
        with contextlib.suppress(OSError):
            who = stream.read().strip()
        since = datetime.fromtimestamp(self.path.stat().st_mtime, tz=UTC)
        return CaseBusy(
            f"is being written by {who or 'another process'},"
            f" since {since:%Y-%m-%d %H:%M} UTC.",
            where=str(self.path.parent),
            remedy="Wait until it ends; one process at a time writes a case.",
        )


def _machine() -> str:
    return socket.gethostname() or "this machine"


def _lock(stream: IO[str]) -> None:
    if sys.platform == "win32":
        stream.seek(_FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
