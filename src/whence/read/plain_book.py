"""Large plain worksheets of XLSX, read by columns without a Python object a cell.

A million rows of fourteen columns take calamine and Python four times as long. A sheet
is taken so only where nothing in it needs judgement: no formula, no merged cell, no
error, no time of day, no text in place; else calamine reads it as ever. While one part
of a sheet is unpacked, those before it are scanned beside it. Terms after ECMA-376
part 1: 18.4 shared texts, 18.8.30 number formats, 18.17.4.1 dates.
"""

import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import BinaryIO, TypeVar

import numpy as np
import numpy.typing as npt

from whence.read.bulk import Columns, columns_of
from whence.read.container import is_large_sheet, sized
from whence.read.formulas import parts_of
from whence.read.plain_cells import Cells, NotPlain, cells_of
from whence.read.plain_parts import PATTERN, Kind, kinds_of_styles, shared_texts
from whence.read.rows import CHUNK_ROWS, Rows
from whence.read.texts import EXACT, text_of

Ints = npt.NDArray[np.int32]
Found = TypeVar("Found")
STEP = 1 << 19
# Threads that scan, and how many runs of rows may wait for them.
WORKERS, AHEAD = 2, 4
DATA, DATA_END, ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
JUDGED = (b"<mergeCell ", b"<mergeCells")
# 1900 counts from here once past the day that never was, 29 February 1900.
EPOCH, FIRST_DAY, LAST_DAY = date(1899, 12, 30), 61, 2958465


@dataclass(frozen=True, slots=True)
class _Column:
    """The cells of one column: rows from 0, and a key each: a shared text's number, or
    past all of these the place in `others`."""

    rows: Ints
    keys: Ints
    others: list[str]


@dataclass(frozen=True)
class PlainSheet:
    """A whole sheet by columns; rows are given on demand."""

    height: int
    columns: tuple[_Column, ...]
    texts: list[str]

    def __iter__(self) -> Iterator[Rows]:
        """Yield the rows as the careful reader would."""
        for first in range(0, self.height, CHUNK_ROWS):
            count = min(CHUNK_ROWS, self.height - first)
            coded = [self._coded(i, first, count) for i in range(len(self.columns))]
            columns = [[texts[c] for c in codes.tolist()] for texts, codes in coded]
            yield Rows(first + 1, [list(row) for row in zip(*columns, strict=True)])

    def whole(self, header: list[str], header_line: int) -> Columns | None:
        """Give all rows under the header at once; None when some are wider."""
        rows = self.height - header_line
        if rows < 1 or len(header) > len(self.columns):
            return None
        coded = _of_each(lambda i: self._coded(i, header_line, rows), len(self.columns))
        if any(any(map(str.strip, texts)) for texts, _ in coded[len(header) :]):
            return None
        coded = coded[: len(header)]
        values, codes = [v for v, _ in coded], [c for _, c in coded]
        return columns_of(values, codes, header, header_line)

    def _coded(self, column: int, first: int, count: int) -> tuple[list[str], Ints]:
        """Give the distinct texts of some rows in their order, and a code a row."""
        part = self.columns[column]
        low, high = np.searchsorted(part.rows, (first, first + count))
        none = len(self.texts) + len(part.others)
        keys = np.full(count, none, dtype=np.int32)
        keys[part.rows[low:high] - first] = part.keys[low:high]
        # Written backwards, so that the first row of each key stays.
        at = np.full(none + 1, count, dtype=np.int32)
        at[keys[::-1]] = np.arange(count - 1, -1, -1, dtype=np.int32)
        found = np.flatnonzero(at < count)
        found = found[np.argsort(at[found])]
        rank = np.empty(none + 1, dtype=np.int32)
        rank[found] = np.arange(len(found), dtype=np.int32)
        texts = self._texts_of(part, found.tolist())
        single = list(dict.fromkeys(texts))
        if len(single) < len(texts):  # a text stands twice: as shared, or as 5 and "5"
            code = {text: i for i, text in enumerate(single)}
            rank[found] = [code[text] for text in texts]
        return single, rank[keys]

    def _texts_of(self, part: _Column, keys: list[int]) -> list[str]:
        shared, others = self.texts, part.others
        if not others and len(shared) not in keys:
            return list(map(shared.__getitem__, keys))
        more = [*others, ""]
        size = len(shared)
        return [shared[k] if k < size else more[k - size] for k in keys]


class PlainBook:
    """The parts of a workbook that plain sheets need."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open the archive."""
        self.stream = stream
        self.archive = zipfile.ZipFile(stream)
        self.parts = parts_of(self.archive)

    def sheet_of(self, name: str) -> PlainSheet | None:
        """Read one sheet by its name; None when it is small or not plain.

        Raises:
            InputError: the part is cut short, or more comes out of it than it says.

        """
        part = self.archive.NameToInfo.get(self.parts.get(name, ""))
        if part is None or not is_large_sheet(part):
            return None
        texts, styles = self._texts, self._styles
        if texts is None or styles is None:
            return None
        try:
            found = _scanned(sized(self.stream, part))
            kinds = [_kinds(c.patterns, styles)[c.kinds] for c in found]
            return _sheet(found, kinds, texts)
        except NotPlain:
            return None

    @cached_property
    def _texts(self) -> list[str] | None:
        name = "xl/sharedStrings.xml"
        if name not in self.archive.NameToInfo:
            return []
        return shared_texts(self.archive.read(name))

    @cached_property
    def _styles(self) -> tuple[Kind, ...] | None:
        names = self.archive.NameToInfo
        book = (
            self.archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
        )
        if b"date1904" in book or b"<workbook" not in book:
            return None
        styles = "xl/styles.xml"
        return kinds_of_styles(self.archive.read(styles) if styles in names else b"")


def _kinds(patterns: list[bytes], styles: tuple[Kind, ...]) -> npt.NDArray[np.int8]:
    """Say what cells with such attributes hold."""
    found: list[int] = []
    for pattern in patterns:
        said = PATTERN.fullmatch(pattern)
        if said is None or said["t"] not in (None, b"s", b"n"):
            raise NotPlain
        style = int(said["s1"] or said["s2"] or 0)
        if style >= len(styles):
            raise NotPlain
        kind = Kind.TEXT if said["t"] == b"s" else styles[style]
        if kind is Kind.OTHER:
            raise NotPlain
        found.append(kind.value)
    return np.array(found, dtype=np.int8)


def _of_each(work: Callable[[int], Found], columns: int) -> list[Found]:
    """Do what a column needs, some columns beside each other."""
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, range(columns)))


def _scanned(blocks: Iterator[bytes]) -> list[Cells]:
    """Scan the rows run by run, while the next are unpacked."""
    found: list[Cells] = []
    ahead: deque[Future[Cells]] = deque()
    with ThreadPoolExecutor(WORKERS) as pool:
        for rows in _runs(blocks):
            ahead.append(pool.submit(cells_of, rows))
            if len(ahead) > AHEAD:
                found.append(ahead.popleft().result())
        found += [cells.result() for cells in ahead]
    found = [cells for cells in found if cells.last_row]
    if any(a.last_row >= b.first_row for a, b in pairwise(found)):
        raise NotPlain
    return found


def _runs(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Give the rows of a sheet in runs of about `STEP` bytes."""
    held = b""
    for block in blocks:
        held += block
        if DATA in held:
            held = held[held.index(DATA) + len(DATA) :]
            break
        if len(held) > STEP:
            raise NotPlain
    for block in blocks:
        held += block
        if len(held) < STEP:
            continue
        end = held.rfind(ROW_END) + len(ROW_END)
        if end < len(ROW_END) or DATA_END in held:
            continue
        yield held[:end]
        held = held[end:]
    rows, mark, tail = held.partition(DATA_END)
    if not mark or any(judged in tail for judged in JUDGED):
        raise NotPlain
    yield rows


def _sheet(
    found: list[Cells], kinds: list[npt.NDArray[np.int8]], texts: list[str]
) -> PlainSheet:
    """Gather the cells of each column, from the first that has any."""

    def column(i: int) -> _Column:
        places = [cells.column(i) for cells in found]
        return _column(
            np.concatenate([c.rows[at] for c, at in zip(found, places, strict=True)]),
            np.concatenate([k[at] for k, at in zip(kinds, places, strict=True)]),
            np.concatenate([c.values[at] for c, at in zip(found, places, strict=True)]),
            len(texts),
        )

    if not found:
        raise NotPlain
    columns = _of_each(column, max(c.width for c in found))
    left = next((i for i, c in enumerate(columns) if len(c.rows)), 0)
    return PlainSheet(found[-1].last_row, tuple(columns[left:]), texts)


def _column(
    rows: Ints,
    kinds: npt.NDArray[np.int8],
    values: npt.NDArray[np.float64],
    texts: int,
) -> _Column:
    if not bool((np.diff(rows) > 0).all()):
        raise NotPlain  # a cell stands twice
    keys = np.empty(len(rows), dtype=np.int32)
    others: list[str] = []
    for kind in np.flatnonzero(np.bincount(kinds)) if len(kinds) else ():
        here = kinds == kind
        if kind == Kind.TEXT.value:
            keys[here] = values[here].astype(np.int32)
            if int(keys[here].max()) >= texts:
                raise NotPlain
            continue
        found, codes = np.unique(values[here], return_inverse=True)
        keys[here] = codes + (texts + len(others))
        others += _days(found) if kind == Kind.DAY.value else _numbers(found)
    return _Column(rows - 1, keys, others)


def _days(numbers: npt.NDArray[np.float64]) -> list[str]:
    days = numbers.astype(np.int64)
    if (days != numbers).any() or days[0] < FIRST_DAY or days[-1] > LAST_DAY:
        raise NotPlain
    return [(EPOCH + timedelta(days=day)).isoformat() for day in days.tolist()]


def _numbers(numbers: npt.NDArray[np.float64]) -> list[str]:
    """Write as `text_of` does; whole numbers, the usual case, at once."""
    if (np.abs(numbers) < EXACT).all() and (numbers == np.rint(numbers)).all():
        return list(map(str, numbers.astype(np.int64).tolist()))
    return list(map(text_of, numbers.tolist()))
