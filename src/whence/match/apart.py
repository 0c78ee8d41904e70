"""Work done in parts, on several cores where there are some.

in_parts   the results of a function on parts, in their order
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import current_process, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from whence.match.kept import left_alone

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
    with left_alone():
        if number < 2 or not _may_fork():
            yield from map(work, parts)
        else:
            yield from _forked(work, parts, number)


def _forked(
    work: Callable[[Part], Done], parts: Sequence[Part], number: int
) -> Iterator[Done]:
    context = get_context("fork")
    ends: list[Connection] = []
    processes = []
    try:
        for first in range(1, number):
            here, there = context.Pipe(duplex=False)
            process = context.Process(
                target=_serve, args=(work, parts[first::number], there), daemon=True
            )
            process.start()
            there.close()
            ends.append(here)
            processes.append(process)
        for at, part in enumerate(parts):
            lane = at % number
            yield _received(ends[lane - 1], part, work) if lane else work(part)
    finally:
        for process in processes:
            process.terminate()
            process.join()
        for end in ends:
            end.close()


def _received(end: Connection, part: Part, work: Callable[[Part], Done]) -> Done:
    try:
        done: Done = end.recv()
    except EOFError:  # it was killed, for want of memory perhaps
        return work(part)
    return done


def _may_fork() -> bool:
    return (
        "fork" in get_all_start_methods()
        and threading.active_count() == 1
        and not current_process().daemon
    )


def _serve(
    work: Callable[[Part], Done], parts: Sequence[Part], there: Connection
) -> None:
    for part in parts:
        there.send(work(part))
    there.close()
