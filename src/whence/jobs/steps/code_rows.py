"""The codes of a sheet, row by row: which columns hold them, and what each row says.

CodeSheet    a sheet with a line of cells for each of its rows
code_sheet   the sheet of a table, None where no column holds codes
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from whence.jobs.steps.code_pairs import Between, between
from whence.jobs.steps.code_readings import (
    KINDS,
    CodeReading,
    codes_in,
    read_code,
    short,
)
from whence.model.table import RawColumn, RawTable
from whence.read.codes import ids as told_ids
from whence.read.headings import meanings_of
from whence.shelf.tables import reasons

COLUMNS = {
    "Whence: codes": 60,
    "Whence: decides": 34,
    "Whence: look again": 40,
    "Whence: between them": 40,
}
"""The columns, and how wide each is, in characters."""
NOTHING = "no code read in this row"
HEADED = {
    "uscc": ("uscc", "organisation"),
    "lei": ("lei",),
    "mid": ("mid",),
    "postal_code": ("postal",),
    "hs_code": ("hs",),
}
"""Which kinds of code a column holds, by what its header means."""
TELLING = frozenset({"uscc", "organisation", "lei", "mid"})
"""Kinds that tell a column of codes by themselves; six digits may be anything."""
SHARE, SURE = 0.5, 0.7


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """A sheet of codes: `cells` by row, `bare` where it is one column with no header.

    `without` counts the rows in which no code was read, `failing` those with a code
    that fails its check, `apart` those whose codes disagree.
    """

    raw: RawTable
    cells: Mapping[int, tuple[str, ...]]
    bare: bool
    without: int
    failing: int
    apart: int


@dataclass(frozen=True, slots=True)
class _Row:
    """What the codes of one row say, and how they stand to each other."""

    readings: tuple[CodeReading, ...]
    pairs: tuple[Between, ...]
    damaged: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Give the cells, one a column."""
        said = [_told(reading) for reading in self.readings]
        sure = [f"{KINDS[r.kind]} {r.code}" for r in self.readings if r.decides]
        again = [
            f"{KINDS[r.kind]} {r.code} does not hold. {' '.join(r.notes)}".strip()
            for r in self.readings
            if not r.is_valid
        ]
        again += [
            f"{text}: {reasons()['damaged number'].says}" for text in self.damaged
        ]
        pairs = [f"{p.one} and {p.other}: {p.word} ({p.what})" for p in self.pairs]
        return (
            "; ".join(said) or NOTHING,
            "; ".join(dict.fromkeys(sure)),
            "; ".join(again),
            "; ".join(pairs),
        )


def code_sheet(raw: RawTable, on: date) -> CodeSheet | None:
    """Read the codes of a table: of the columns whose header says so, or half of whose
    cells are codes of firms; of the only column there is, whatever its header."""
    bare = len(raw.columns) == 1 and bool(_read(raw.columns[0].header, (), on)[0])
    held = [
        (c, kinds) for c in raw.columns if (kinds := _kinds(c, raw, on)) is not None
    ]
    if not held:
        return None
    texts = [
        (int(line), [(column.text(at), kinds) for column, kinds in held])
        for at, line in enumerate(raw.lines)
    ]
    if bare:
        texts.insert(0, (raw.header_line, [(raw.columns[0].header, ())]))
    rows = {line: _row(cells, on) for line, cells in texts}
    return CodeSheet(
        raw,
        {line: row.cells for line, row in rows.items()},
        bare,
        sum(not row.readings for row in rows.values()),
        sum(any(not r.is_valid for r in row.readings) for row in rows.values()),
        sum(any(not p.agrees for p in row.pairs) for row in rows.values()),
    )


def _kinds(column: RawColumn, raw: RawTable, on: date) -> tuple[str, ...] | None:
    """Give the kinds of code that a column holds, () for any, None for no codes."""
    meant = meanings_of(column.header)
    for concept, kinds in HEADED.items():
        if any(
            m == concept or m.endswith(f"_{concept}")
            for m, score in meant.items()
            if score >= SURE
        ):
            return kinds
    if len(raw.columns) == 1:
        return ()
    filled = [v for v in column.values if v]
    found = (_read(value, (), on)[0] for value in filled)
    telling = sum(any(r.kind in TELLING for r in readings) for readings in found)
    return () if filled and telling >= SHARE * len(filled) else None


def _read(
    text: str, kinds: Sequence[str], on: date
) -> tuple[list[CodeReading], list[str]]:
    """Read a cell as the kinds that its column holds, else as any; give codes too."""
    codes = codes_in(text, on) if text else ()
    every = [reading for code in codes for reading in read_code(code, on).readings]
    return [r for r in every if r.kind in kinds] or every, list(codes)


def _row(cells: Sequence[tuple[str, Sequence[str]]], on: date) -> _Row:
    readings: list[CodeReading] = []
    given: list[str] = []
    damaged = [text for text, _ in cells if told_ids([text]).bad]
    for text, kinds in cells:
        if text in damaged:
            continue
        found, codes = _read(text, kinds, on)
        readings += found
        if any(r.kind != "hs" for r in found):  # six digits of goods are no area
            given += codes
    return _Row(tuple(readings), tuple(between(given)), tuple(damaged))


def _told(reading: CodeReading) -> str:
    """Say in one line what a code says."""
    word = "" if reading.is_valid else " (DOES NOT HOLD)"
    says = ", ".join(f"{what} {short(value)}" for what, value in reading.says)
    return f"{KINDS[reading.kind]} {reading.code}{word}: {says}"
