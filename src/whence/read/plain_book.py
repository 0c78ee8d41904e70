"""Large plain worksheets of XLSX, read by columns without a Python object a cell.

A million rows of fourteen columns take calamine and Python three times as long. A sheet
is taken so only where nothing in it needs judgement: no formula, no merged cell, no
error, no time of day, no text in place; else calamine reads it as ever. Terms after
ECMA-376 part 1: 18.4 shared texts, 18.8.30 number formats, 18.17.4.1 dates.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from whence.read.bulk import Columns, columns_of
from whence.read.container import inflated
from whence.read.formulas import parts_of
from whence.read.plain_cells import Cells, Scanner
from whence.read.plain_parts import PATTERN, Kind, kinds_of_styles, shared_texts
from whence.read.rows import CHUNK_ROWS, Rows
from whence.read.texts import text_of

Longs = npt.NDArray[np.int64]
# Measured: below it, the careful reader is as fast.
LEAST_PART = 4 << 20
STEP = 1 << 20
DATA, DATA_END, ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
JUDGED = (b"<mergeCell ", b"<mergeCells")
# 1900 counts from here once past the day that never was, 29 February 1900.
EPOCH, FIRST_DAY, LAST_DAY = date(1899, 12, 30), 61, 2958465


@dataclass(frozen=True, slots=True)
class _Column:
    """The cells of one column: rows from 0, and a key each: a shared text's number, or
    past all of these the place in `others`."""

    rows: npt.NDArray[np.int32]
    keys: Longs
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
        coded = [self._coded(i, header_line, rows) for i in range(len(self.columns))]
        if any(any(map(str.strip, texts)) for texts, _ in coded[len(header) :]):
            return None
        coded = coded[: len(header)]
        values, codes = [v for v, _ in coded], [c for _, c in coded]
        return columns_of(values, codes, header, header_line)

    def _coded(
        self, column: int, first: int, count: int
    ) -> tuple[list[str], npt.NDArray[np.int32]]:
        """Give the distinct texts of some rows in their order, and a code a row."""
        part = self.columns[column]
        low, high = np.searchsorted(part.rows, (first, first + count))
        none = len(self.texts) + len(part.others)
        keys = np.full(count, none, dtype=np.int64)
        keys[part.rows[low:high] - first] = part.keys[low:high]
        # Written backwards, so that the first row of each key stays.
        at = np.full(none + 1, count, dtype=np.int64)
        at[keys[::-1]] = np.arange(count - 1, -1, -1)
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
        """Read one sheet by its name; None when it is small or not plain."""
        known = self.archive.NameToInfo.get(self.parts.get(name, ""))
        if known is None or known.file_size < LEAST_PART or self._kinds is None:
            return None
        texts = self._texts
        if texts is None:
            return None
        scanner = Scanner()
        found = _scanned(inflated(self.stream, known), scanner)
        if not found:
            return None
        kinds = self._kinds_of(scanner.patterns)
        return None if kinds is None else _sheet(found, kinds, texts)

    @cached_property
    def _texts(self) -> list[str] | None:
        name = "xl/sharedStrings.xml"
        if name not in self.archive.NameToInfo:
            return []
        return shared_texts(self.archive.read(name))

    @cached_property
    def _kinds(self) -> tuple[Kind, ...] | None:
        names = self.archive.NameToInfo
        book = (
            self.archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
        )
        if b"date1904" in book or b"<workbook" not in book:
            return None
        styles = "xl/styles.xml"
        return kinds_of_styles(self.archive.read(styles) if styles in names else b"")

    def _kinds_of(self, patterns: list[bytes]) -> list[Kind] | None:
        """Say what cells with such attributes hold; None when they need judgement."""
        found: list[Kind] = []
        for pattern in patterns:
            said = PATTERN.fullmatch(pattern)
            if said is None or self._kinds is None:
                return None
            style = int(said["s1"] or said["s2"] or 0)
            if style >= len(self._kinds):
                return None
            kind = Kind.TEXT if said["t"] == b"s" else self._kinds[style]
            if kind is Kind.OTHER or said["t"] not in (None, b"s", b"n"):
                return None
            found.append(kind)
        return found


def _scanned(blocks: Iterator[bytes], scanner: Scanner) -> list[Cells] | None:
    """Scan the rows block by block; None at the first thing that is not plain."""
    found: list[Cells] = []
    held = b""
    for block in blocks:
        held += block
        if DATA in held:
            held = held[held.index(DATA) + len(DATA) :]
            break
        if len(held) > STEP:
            return None
    else:
        return None
    for block in blocks:
        held += block
        if len(held) < STEP:
            continue
        end = held.rfind(ROW_END) + len(ROW_END)
        if end < len(ROW_END) or DATA_END in held:
            continue
        cells = scanner.cells(held[:end])
        if cells is None:
            return None
        found.append(cells)
        held = held[end:]
    rows, mark, tail = held.partition(DATA_END)
    if not mark or any(judged in tail for judged in JUDGED):
        return None
    cells = scanner.cells(rows)
    return None if cells is None else [*found, cells]


def _sheet(
    found: list[Cells], kinds: list[Kind], texts: list[str]
) -> PlainSheet | None:
    """Gather the cells of each column."""
    rows = np.concatenate([c.rows for c in found])
    if not len(rows):
        return None
    height = int(rows[-1])
    columns = np.concatenate([c.columns for c in found])
    left, right = int(columns.min()), int(columns.max())
    patterns = np.concatenate([c.patterns for c in found])
    values = np.concatenate([c.values for c in found])
    order = np.argsort(columns, kind="stable")
    bounds = np.searchsorted(columns[order], np.arange(left, right + 2))
    made: list[_Column] = []
    kind_of = np.array([k.value for k in kinds], dtype=np.int8)
    for i in range(right - left + 1):
        here = order[bounds[i] : bounds[i + 1]]
        column = _column(rows[here], kind_of[patterns[here]], values[here], len(texts))
        if column is None:
            return None
        made.append(column)
    return PlainSheet(height, tuple(made), texts)


def _column(
    rows: npt.NDArray[np.int32],
    kinds: npt.NDArray[np.int8],
    values: npt.NDArray[np.float64],
    texts: int,
) -> _Column | None:
    if len(rows) > 1 and not bool((np.diff(rows) > 0).all()):
        return None  # a cell stands twice
    keys = np.empty(len(rows), dtype=np.int64)
    others: list[str] = []
    for kind in np.flatnonzero(np.bincount(kinds)) if len(kinds) else ():
        here = kinds == kind
        if kind == Kind.TEXT.value:
            keys[here] = values[here].astype(np.int64)
            if int(keys[here].max()) >= texts:
                return None
            continue
        found, codes = np.unique(values[here], return_inverse=True)
        written = _written(found.tolist(), day=kind == Kind.DAY.value)
        if written is None:
            return None
        keys[here] = codes + (texts + len(others))
        others += written
    return _Column(rows - 1, keys, others)


def _written(numbers: list[float], *, day: bool) -> list[str] | None:
    if not day:
        return [text_of(number) for number in numbers]
    if any(n != int(n) or not FIRST_DAY <= n <= LAST_DAY for n in numbers):
        return None
    return [(EPOCH + timedelta(days=int(n))).isoformat() for n in numbers]
