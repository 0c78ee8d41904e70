"""A task done by a process of its own: plain data go in as JSON, bytes come out.

apart    a task in a process of its own
beside   threads whose tasks, and the processes they wait for, end with the block

A process gives all its memory back when it ends, and its Python keeps no printer
waiting that works beside it.
"""

import json
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from whence.alone import command

SECONDS = 300
ASKED_TO_END = (-signal.SIGINT, -signal.SIGTERM, 0xC000013A)
"""What a process gives back that somebody ended: by signal, or (Windows) by Ctrl-C."""


@dataclass(slots=True)
class _Running:
    """The processes at work, and how many blocks are being left by an error."""

    lock: Lock = field(default_factory=Lock)
    children: set[subprocess.Popen[bytes]] = field(default_factory=set)
    leaving: int = 0


RUNNING = _Running()


def apart(module: str, asked: object) -> bytes | None:
    """Let `main` of a module work on data, and give what it writes; None if it fails.

    A process can fail where the caller would not (the system ends it for want of
    memory, or starts none), and it cannot tell why. So the caller does the task
    itself then, and raises what there is to raise.

    Raises:
        KeyboardInterrupt: somebody asked the process to end, or this one is leaving:
            the task is not to be done at all.

    """
    task = json.dumps(asked).encode()
    try:
        child = _started(module)
    except OSError:
        return None
    try:
        made, _ = child.communicate(task, timeout=SECONDS)
    except (subprocess.TimeoutExpired, OSError):
        return None
    finally:
        _gone(child)
    if RUNNING.leaving or child.returncode in ASKED_TO_END:
        raise KeyboardInterrupt
    return made if child.returncode == 0 else None


def _started(module: str) -> "subprocess.Popen[bytes]":
    """Start the process, unless this one is leaving."""
    with RUNNING.lock:
        if RUNNING.leaving:
            raise KeyboardInterrupt
        child = subprocess.Popen(
            command(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
        )
        RUNNING.children.add(child)
    return child


def _gone(child: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, and take its last word."""
    with RUNNING.lock:
        RUNNING.children.discard(child)
    child.kill()
    with child:
        pass


@contextmanager
def beside(most: int) -> Iterator[ThreadPoolExecutor]:
    """Give threads for tasks beside this one, at most so many at once.

    Whoever leaves the block by an error or an interruption wants none of them: what
    has not begun is not begun, and the processes they wait for are ended. A task that
    is in the midst of its own work is waited for: it may write where others clean up.
    """
    pool = ThreadPoolExecutor(most)
    try:
        yield pool
    except BaseException:
        with RUNNING.lock:
            RUNNING.leaving += 1
            for child in RUNNING.children:
                child.terminate()
        try:
            pool.shutdown(cancel_futures=True)
        finally:
            with RUNNING.lock:
                RUNNING.leaving -= 1
        raise
    pool.shutdown()
