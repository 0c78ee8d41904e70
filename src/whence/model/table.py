"""A foreign table as read: columns of text, each distinct value held once."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from whence.model.source import Source

Codes = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class RawColumn:
    """One column, dictionary-coded: `values[codes[i]]` is the text of row i.

    `values` are as written, stripped of surrounding blanks; "" is a blank cell.
    A million rows of forty distinct countries cost four megabytes and forty
    parses, which is why everything downstream parses `values`, never rows.
    """

    header: str
    values: tuple[str, ...]
    codes: Codes

    def text(self, row: int) -> str:
        """Give the text of the row with this index (not its row number)."""
        return self.values[int(self.codes[row])]


class Extent(StrEnum):
    """How much was not used: only a row counts against the rows that came in."""

    FILE = "file"
    ROW = "row"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row, a cell or a whole file that was not used, with the reason.

    `reason` is a key of `data/wording/set_aside.yml`; `detail` says what was seen.
    """

    source: Source
    reason: str
    detail: str
    remedy: str = ""
    extent: Extent = Extent.ROW


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of a table.

    Promise: rows_in = used + merged + set_aside. `apart` are title, blank and total
    lines, which are not rows of data and are counted beside.
    """

    rows_in: int = 0
    used: int = 0
    merged: int = 0
    set_aside: int = 0
    apart: int = 0

    @property
    def add_up(self) -> bool:
        """Whether the promise holds."""
        return self.rows_in == self.used + self.merged + self.set_aside


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the cells of periods that became rows stand in the file.

    `period` is the header of the column of periods; `headers` gives, for the header of
    each column of amounts, its headers in the file by the code of the period.
    """

    period: str
    headers: Dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet (or one text file) as a header and columns of text.

    `lines[i]` is the row number of row i in the file. `hollow` are the (row index,
    column index) of cells that hold a formula without a stored value; they read as
    blank. `kind` and `roles`, one a column, are told where the file follows a standard
    that says them. `doubt` says why a person must look at the whole table: its letters
    are a guess, or its rows may be shifted. `form`, of a form turned on its side, is
    the row number of each column's question. `apart_of` says what the lines apart are,
    and how many of each. `spread`, where months stood as columns, says under which.
    """

    sha256: str
    name: str
    sheet: str
    columns: tuple[RawColumn, ...]
    lines: Codes
    header_line: int
    apart: int = 0
    rows_in: int = 0
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    hollow: tuple[tuple[int, int], ...] = ()
    kind: "TableKind | None" = None
    roles: tuple[str, ...] = ()
    doubt: str = ""
    form: tuple[int, ...] = ()
    apart_of: tuple[tuple[str, int], ...] = ()
    spread: Spread | None = None

    def __len__(self) -> int:
        """Count the rows of data."""
        return len(self.lines)

    def source(self, row: int, column: str = "") -> Source:
        """Say where the row with this index stands; of a form, where its question."""
        line = int(self.lines[row])
        if self.spread is not None and column in self.spread.headers:
            periods = self._column(self.spread.period)
            column = self.spread.headers[column][int(periods.codes[row])]
        if self.form and column:
            line = self.form[[c.header for c in self.columns].index(column)]
        return Source(self.sha256, self.name, self.sheet, line, column)

    def _column(self, header: str) -> RawColumn:
        return next(c for c in self.columns if c.header == header)


class TableKind(StrEnum):
    """What the rows of a table are."""

    SUPPLIERS = "suppliers"
    ORDERS = "orders"
    MATERIALS = "materials"
    PRODUCTION = "production"
    OWNERSHIP = "ownership"
    TRADE = "trade"
    STATISTICS = "statistics"
    ENTRIES = "entries"
    PAYMENTS = "payments"
    DOCUMENTS = "documents"
    LISTINGS = "listings"


class Written(StrEnum):
    """How the days or numbers of a column are written, where its cells do not tell."""

    UNSAID = ""
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    DECIMAL_POINT = "decimal point"
    DECIMAL_COMMA = "decimal comma"


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What a column means, how sure we are, why, and how its cells are written."""

    header: str
    role: str
    confidence: float
    reason: str
    written: Written = Written.UNSAID

    @property
    def told(self) -> str:
        """Give the role as a person writes it: "date", or "date, day first"."""
        return f"{self.role}, {self.written}" if self.written else self.role

    @classmethod
    def of(cls, header: str, told: str, reason: str) -> "ColumnRole":
        """Make the role of what a person wrote.

        Raises:
            ValueError: what stands after the comma is no way to write.

        >>> ColumnRole.of("Fecha", "date, day first", "by hand").written.value
        'day first'

        """
        role, _, written = told.partition(",")
        return cls(header, role.strip(), 1.0, reason, Written(written.strip()))


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one table is to be read: its kind and the role of each column.

    `fingerprint` is the sha256 of the header, so that the same form is known again.
    `dropped` are person columns (phone, e-mail, contact): not read, only counted.
    `accepted` is true when a person, a saved mapping or high confidence settled it;
    `doubts` are what only a person can say, each a sentence.
    """

    name: str
    sheet: str
    fingerprint: str
    kind: TableKind
    confidence: float
    columns: tuple[ColumnRole, ...]
    unmapped: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    accepted: bool = False
    missing: tuple[str, ...] = field(default=())
    doubts: tuple[str, ...] = ()

    def columns_of(self, raw: RawTable) -> dict[str, RawColumn]:
        """Give the columns of the table by role, of the roles that have one in it."""
        by_header = {c.header: c for c in raw.columns}
        return {
            c.role: by_header[c.header] for c in self.columns if c.header in by_header
        }
