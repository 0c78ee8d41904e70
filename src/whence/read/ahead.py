"""Several files, read two at a time, each in a locked child of its own.

Most of the time of a small file is the start of its child. While one is read and used
the next is read beside it; a large one waits for its turn, because it fills the memory.
While it is read, the caller's other work is done.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from whence.errors import WhenceError
from whence.model.table import RawTable
from whence.read.files import read_file

BESIDE = 2
SMALL = 1 << 22
"""Bytes of a file that is small: some ten thousand rows of a workbook."""

Read = Callable[[], tuple[RawTable, ...]]
Work = Callable[[], Iterator[object]]


def _nothing() -> Iterator[object]:
    """Give no work."""
    return iter(())


def each_read(
    paths: Sequence[Path], *, work: Path | None = None, meanwhile: Work = _nothing
) -> Iterator[tuple[Path, Read]]:
    """Give each file in its order, and a function that gives its tables.

    Args:
        paths: files as `read_file` takes them.
        work: folder for temporaries; the system's when None.
        meanwhile: gives work in small bits, to be done while a large file is read;
            it must be no loss where it ends half done, also by an error.

    The function raises what `read_file` raises for that file: `InputError`, `Refused`
    or `OutputError`; the files after it are read all the same.

    """
    waiting: deque[tuple[Path, Read]] = deque()
    with ThreadPoolExecutor(BESIDE) as beside:
        for path in paths:
            if _is_small(path):
                waiting.append((path, beside.submit(read_file, path, work=work).result))
            else:
                waiting.append((path, partial(_large, path, work, meanwhile)))
            if len(waiting) > BESIDE:
                yield waiting.popleft()
        yield from waiting


def _large(path: Path, work: Path | None, meanwhile: Work) -> tuple[RawTable, ...]:
    """Read a large file, and do other work until it is read."""
    with ThreadPoolExecutor(1) as alone:
        reading = alone.submit(read_file, path, work=work)
        # What goes wrong there is told when that work is done in its turn: it is no
        # fault of this file.
        with suppress(WhenceError):
            for _ in meanwhile():
                if reading.done():
                    break
        return reading.result()


def _is_small(path: Path) -> bool:
    try:
        return path.stat().st_size <= SMALL
    except OSError:
        return False
