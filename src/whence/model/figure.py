"""A published number as a range with its unit, its source and its quotation.

Nothing here holds a single number: a figure that was printed as 3.17 million is the
range from 3.165 to 3.175 million, and keeps the words it was printed in.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends; the only place where a measured number can stand.

    Raises:
        ValueError: an end is no number, or the low end is above the high one.

    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if isnan(self.low) or isnan(self.high):
            raise ValueError("an end is no number")
        if self.low > self.high:
            raise ValueError(f"the low end {self.low:g} is above {self.high:g}")

    def holds(self, other: "Range") -> bool:
        """Whether the other range lies wholly inside this one."""
        return self.low <= other.low and other.high <= self.high

    def meets(self, other: "Range") -> bool:
        """Whether the two have anything in common."""
        return self.low <= other.high and other.low <= self.high

    def hull(self, other: "Range") -> "Range":
        """Give the smallest range that holds both: never an average."""
        return Range(min(self.low, other.low), max(self.high, other.high))


@dataclass(frozen=True, slots=True)
class Sort:
    """What a range counts: two may meet in a sum or a comparison only if these agree.

    `unit` is an expression of unit names (`person`, `USD_2021`, `person/household`);
    `flow` the population or trade flow that is counted (for a growth or a share, the
    flow that grows or is the part); `kind` one of level, growth, share, factor, date;
    `place` a code, "" where it does not matter.
    """

    unit: str
    flow: str = ""
    kind: str = "level"
    place: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A range of one sort. `digits` are the ends as printed, `range` allows for the
    rounding of the last digit. Dates are days counted from 0001-01-01."""

    range: Range
    digits: Range
    sort: Sort


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document by position: `start` and `end` count code points."""

    text: str
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a figure was published (`reference`) and where it was read (`seen_at`)."""

    key: str
    reference: str
    published: str = ""
    seen_at: str = ""
    verification: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure.

    `written` is the value as printed; `measured` is None where there is none that can
    be reckoned with. `check` holds formulas that must hold, separated by semicolons.
    `where` says in which file and line the figure stands.
    """

    key: str
    says: str
    written: str
    measured: Measured | None
    metric: str
    within: str
    period: str
    definition: str
    source: Publication
    page: str
    quotation: Quotation | None
    verification: str
    series: str
    check: str
    remark: str
    where: str


class Status(StrEnum):
    """What came of checking a figure, worst first."""

    UNIT = "unit mismatch"
    CONTRADICTED = "contradicted"
    ROUNDED = "rounded"
    CONSISTENT = "consistent"
    OPEN = "not checkable"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One formula of a figure, reckoned: its status, the sum in words, and by whom.

    `ground` says on what a good status rests: recomputed, repeated, confirmed outside,
    or possible (nothing to compare with). `reckoned` is the computed side.
    """

    formula: str
    status: Status
    ground: str
    arithmetic: str
    by: tuple[str, ...]
    reckoned: Measured | None


class Tie(StrEnum):
    """How a quotation was held against its document."""

    TEXT = "found in the text"
    HASH = "held by its hash"
    MOVED = "not at its place in this text"
    BROKEN = "differs from its hash"
    NONE = "no quotation"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one figure, and the arithmetic for it."""

    figure: Figure
    status: Status
    ground: str
    by: tuple[str, ...]
    lines: tuple[CheckLine, ...]
    tie: Tie


@dataclass(frozen=True, slots=True)
class FirstReading:
    """The status a claim had at a first reading, and why ours differs, if it does."""

    key: str
    status: str
    differs: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One row of the table that maps first readings to statuses."""

    first: str
    ours: tuple[Status, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Vintages:
    """Figures of one thing that were published with different values: a range."""

    what: str
    period: str
    range: Range
    sort: Sort
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A point in a series from which it counts something else. `at` is a year."""

    at: str
    why: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one thing over time, with the points where its definition changes."""

    key: str
    title: str
    says: str
    figures: tuple[Figure, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One reckoned line of a table: what it is, of which kind (level, growth,
    implied), its formula in words and its value."""

    says: str
    kind: str
    formula: str
    arithmetic: str
    measured: Measured
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together, with what must be known to read them."""

    key: str
    title: str
    says: str
    lines: tuple[Line, ...]
