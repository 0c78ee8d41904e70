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
    """A run of rows of text; the first has row number `first`, counted from 1."""

    first: int
    cells: list[list[str]]
    damage: dict[int, Damage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """A row set aside by the reader."""

    line: int
    damage: Damage


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as columns, before it leaves the child.

    `codes` holds one array of C ints per column; `values` its distinct texts.
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
