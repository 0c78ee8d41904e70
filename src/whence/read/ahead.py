"""Several files, read two at a time, each in a locked child of its own.

Most of the time of a small file is the start of its child. While one is read and used
the next is read beside it; a large one waits for its turn, because it fills the memory
and uses all cores by itself.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from whence.model.table import RawTable
from whence.read.files import read_file

BESIDE = 2
SMALL = 1 << 22
"""Bytes of a file that is small: some ten thousand rows of a workbook."""

Read = Callable[[], tuple[RawTable, ...]]


def each_read(
    paths: Sequence[Path], *, work: Path | None = None
) -> Iterator[tuple[Path, Read]]:
    """Give each file in its order, and a function that gives its tables.

    Args:
        paths: files as `read_file` takes them.
        work: folder for temporaries; the system's when None.

    The function raises what `read_file` raises for that file: `InputError`, `Refused`
    or `OutputError`; the files after it are read all the same.

    """
    waiting: deque[tuple[Path, Read]] = deque()
    with ThreadPoolExecutor(BESIDE) as beside:
        for path in paths:
            if _is_small(path):
                waiting.append((path, beside.submit(read_file, path, work=work).result))
            else:
                waiting.append((path, _later(path, work)))
            if len(waiting) > BESIDE:
                yield waiting.popleft()
        yield from waiting


def _later(path: Path, work: Path | None) -> Read:
    return lambda: read_file(path, work=work)


def _is_small(path: Path) -> bool:
    try:
        return path.stat().st_size <= SMALL
    except OSError:
        return False
