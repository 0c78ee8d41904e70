"""Rows on their way from a file to columns."""

from array import array
from dataclasses import dataclass, field

# Measured: runs of a thousand rows stay in the cache; of sixty thousand cost twice.
CHUNK_ROWS = 1024


@dataclass(frozen=True, slots=True)
class Damage:
    """Why a row cannot be used: a key of `data/wording/set_aside.yml`, and what."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A run of rows of text; the first has row number `first`, counted from 1.

    `damage` says why a whole row cannot be used, `hollow` which of its cells (columns
    from 0) hold a formula without a stored value; both by row number.
    """

    first: int
    cells: list[list[str]]
    damage: dict[int, Damage] = field(default_factory=dict)
    hollow: dict[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """A row set aside by the reader."""

    line: int
    damage: Damage


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as columns, before it leaves the child.

    `codes` holds one array of C ints per column; `values` its distinct texts; `hollow`
    the (row index, column index) of formulas without a stored value. `kind` and
    `roles`, one a column, are filled where the format itself says them; `doubt` says
    what of the whole a person must look at. `form` is, for a form turned on its side,
    the row number of each column's question. `apart_of` says what the lines apart are.
    """

    name: str
    headers: list[str]
    values: list[list[str]]
    codes: list["array[int]"]
    lines: "array[int]"
    header_line: int
    apart: int
    aside: list[Aside]
    notes: list[str]
    hollow: list[tuple[int, int]] = field(default_factory=list)
    kind: str = ""
    roles: list[str] = field(default_factory=list)
    doubt: str = ""
    form: list[int] = field(default_factory=list)
    apart_of: dict[str, int] = field(default_factory=dict)
