"""Work done in parts, on several cores where there are some.

in_parts   the results of a function on parts, in their order
workers    how many processes so much work is worth
cores      how many of them there are
"""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import current_process, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from queue import SimpleQueue
from typing import TypeVar

from whence.match.kept import left_alone

AT_ONCE = 4
"""Processes at most: each has memory of its own for what it writes to."""

Part = TypeVar("Part")
Done = TypeVar("Done")


def in_parts(
    work: Callable[[Part], Done], parts: Sequence[Part], *, cores: int
) -> Iterator[Done]:
    """Give `work(part)` for each part, in order, whatever the number of cores.

    This process takes its turn; the others are forks of it, which share its memory and
    send back what they found. There are none where forking is not safe (other threads)
    or not known, and a part whose process died is worked here.
    """
    number = min(cores, len(parts))
    if number < 2 or not _may_fork():
        yield from map(work, parts)
        return
    # The collector would write to the memory that processes share, and so copy it.
    with left_alone():
        yield from _forked(work, parts, number)


def _forked(
    work: Callable[[Part], Done], parts: Sequence[Part], number: int
) -> Iterator[Done]:
    lanes: list[_Lane] = []
    try:
        for first in range(1, number):
            ours = [lane.end for lane in lanes]
            lanes.append(_started(work, parts[first::number], ours))
        # Forks are made before there are threads.
        for lane in lanes:
            lane.listen()
        for at, part in enumerate(parts):
            turn = at % number
            yield _received(lanes[turn - 1], part, work) if turn else work(part)
    finally:
        for lane in lanes:
            lane.close()


class _Lane:
    """One process at work, and what it has sent so far. A thread takes that in, so
    that the process need not wait until it is asked for."""

    def __init__(self, process: ForkProcess, end: Connection) -> None:
        """Take a process that was started, and our end of its pipe."""
        self.process, self.end = process, end
        self.told: SimpleQueue[bytes | None] = SimpleQueue()
        self.thread = threading.Thread(target=self._listen, daemon=True)

    def listen(self) -> None:
        """Begin to take in what it sends."""
        self.thread.start()

    def _listen(self) -> None:
        try:
            while True:
                self.told.put(self.end.recv_bytes())
        except (EOFError, OSError):
            self.told.put(None)  # it is done, or was killed

    def close(self) -> None:
        """End the process; nothing more is wanted of it."""
        self.process.terminate()
        self.process.join()
        if self.thread.ident is not None:
            self.thread.join()
        self.end.close()


def _started(
    work: Callable[[Part], Done], parts: Sequence[Part], ours: Sequence[Connection]
) -> _Lane:
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(
        target=_serve, args=(work, parts, there, (*ours, here)), daemon=True
    )
    process.start()
    there.close()
    return _Lane(process, here)


def _received(lane: _Lane, part: Part, work: Callable[[Part], Done]) -> Done:
    told = lane.told.get()
    if told is None:  # it was killed, for want of memory perhaps, or failed
        lane.told.put(None)
        return work(part)
    done: Done = pickle.loads(told)  # it comes of a fork of our own
    return done


def _may_fork() -> bool:
    return (
        "fork" in get_all_start_methods()
        and threading.active_count() == 1
        and not current_process().daemon
    )


def _serve(
    work: Callable[[Part], Done],
    parts: Sequence[Part],
    there: Connection,
    ours: Sequence[Connection],
) -> None:
    """Work on parts in a fork, and send what is found. Whatever goes wrong, the caller
    works on that part himself, and says what there is to say."""
    # Who interrupts asks the caller, and he ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in ours:  # else a pipe would outlive its reader, and this would wait on it
        end.close()
    with suppress(Exception):
        for part in parts:
            there.send_bytes(pickle.dumps(work(part), pickle.HIGHEST_PROTOCOL))
    there.close()


def workers(many: int, *, worth: int) -> int:
    """Give how many processes work on so many things; one where there are fewer than
    it is `worth` to start another for."""
    return min(cores(), AT_ONCE) if many >= worth else 1


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
