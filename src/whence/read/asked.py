"""A child is asked about one file: what it answers, and what its end means.

The child is a process of its own without environment, bound in memory, time and room.
"""

import errno
import json
import subprocess
from pathlib import Path
from typing import Any

from whence.alone import command
from whence.errors import InputError, OutputError, Refused, WhenceError
from whence.read.given import SPLIT
from whence.shelf.foreign import Limits

SIGXCPU, SIGXFSZ = 24, 25  # POSIX signal numbers on Linux and macOS


def run(
    child: str,
    request: str,
    *,
    path: Path,
    folder: str,
    limits: Limits,
    late: str = SPLIT,
) -> dict[str, Any]:
    """Run the `main` of a module on one request; give what it answers.

    `path` is the file it reads, `folder` where it may write, `late` the remedy where it
    takes too long.

    Raises:
        InputError: it ended without an answer; says why, and the remedy.

    """
    try:
        done = subprocess.run(
            command(child),
            input=request.encode(),
            capture_output=True,
            timeout=limits.seconds,
            env={},
            cwd=folder,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(
            f"reading took longer than {limits.seconds} seconds and was stopped.",
            where=str(path),
            remedy=late,
        ) from None
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", "replace")
        raise _stopped(done.returncode, said, path, limits)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def answer(told: dict[str, Any], name: str, *, path: Path, limits: Limits) -> Any:
    """Give what was asked for out of an answer.

    Raises:
        InputError: the file cannot be read; says what, where, and the remedy.
        Refused: the file is a list of people; nothing of it was written.
        OutputError: what was read cannot be written.

    """
    if name in told:
        return told[name]
    raise _error(told["error"], path, limits)


def _error(answer: list[str], path: Path, limits: Limits) -> WhenceError:
    kind, what, remedy = answer
    if kind == "MemoryError":
        return _too_big(path, limits)
    if kind == "OSError" and remedy == str(errno.EFBIG):
        return _too_long(path, limits)
    if kind == "OSError":
        return OutputError(
            f"the columns of the table cannot be written ({what}).",
            where=str(path),
            remedy="Make room for temporaries, and run again.",
        )
    made = Refused if kind == "Refused" else InputError
    return made(what, where=str(path), remedy=remedy)


def _too_long(path: Path, limits: Limits) -> InputError:
    return InputError(
        f"reading it needs more than {limits.spool_bytes:,} bytes of room.",
        where=str(path),
        remedy=SPLIT,
    )


def _too_big(path: Path, limits: Limits) -> InputError:
    return InputError(
        f"reading it needs more than {limits.memory_bytes:,} bytes of memory.",
        where=str(path),
        remedy=SPLIT,
    )


def _stopped(code: int, stderr: str, path: Path, limits: Limits) -> InputError:
    """Say why the child ended without an answer; its own words never reach the user."""
    last = stderr.strip().rsplit("\n", 1)[-1][:200]
    if "MemoryError" in last or "memory allocation" in stderr:
        return _too_big(path, limits)
    if code == -SIGXFSZ:
        return _too_long(path, limits)
    if code == -SIGXCPU:
        return InputError(
            f"reading it needs more than {limits.cpu_seconds} seconds of computing.",
            where=str(path),
            remedy=SPLIT,
        )
    if code < 0:
        return InputError(
            f"the reader was stopped by the system (signal {-code}), most likely for"
            " want of memory.",
            where=str(path),
            remedy=SPLIT,
        )
    return InputError(
        f"the reader could not make sense of it ({last}).",
        where=str(path),
        remedy="Save it anew as XLSX or as CSV in UTF-8, and report the message.",
    )
