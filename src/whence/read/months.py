"""Months or years that stand side by side as columns, read as one row each.

"HS Code, Country, Value Jan-2023, Value Feb-2023, ..." says the same as a table with
the columns "HS Code, Country, Period, Value": it is turned into that. Each row keeps
its line in the file, and each cell its column.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from whence.model.table import Codes, RawColumn, RawTable, Spread
from whence.read.grammar import languages_of
from whence.read.headings import ENOUGH, meanings_of
from whence.read.layout import headers_of
from whence.read.periods import Head, head_of
from whence.read.signs import NUMBER, sample_of
from whence.shelf.periods import periods
from whence.shelf.tables import folded, words

Pool = tuple[tuple[str, ...], Codes]
UNSAID = (
    'what the cells under the months count is not said: give the column "{}" a role'
    " (value, weight_net or quantity)"
)


@dataclass(frozen=True, slots=True)
class Wide:
    """The columns of a wide table: those of one measure by period, in file order; those
    that sum periods up; and all others."""

    measures: dict[str, dict[str, int]]
    sums: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """Give the periods, each once."""
        return tuple(sorted({p for at in self.measures.values() for p in at}))


def folded_months(raw: RawTable) -> RawTable:
    """Turn months that stand side by side into rows; any other table stays as it is.

    Blank cells, and those that say nought, make no row, but for the first of a line
    that has no other: whoever it names is not lost.
    """
    wide = None if raw.kind is not None or raw.form else _wide(raw)
    return raw if wide is None else _turned(raw, wide)


def _wide(raw: RawTable) -> Wide | None:
    heads = [h for i, c in enumerate(raw.columns) if (h := head_of(c.header, i))]
    if len(heads) < periods().fewest:
        return None
    spoken = languages_of([c.header for c in raw.columns])
    months = _measured(raw, [h for h in heads if h.is_month])
    years = {} if months else _measured(raw, [h for h in heads if not h.is_month])
    if years and not _are_periods(raw, years, spoken):
        return None
    found = months or years
    if not found:
        return None
    used = {i for at in found.values() for i in at.values()}
    rest = [i for i in range(len(raw.columns)) if i not in used]
    names = {folded(name) for name in found}
    sums = {h.column for h in heads if not h.is_month and folded(h.measure) in names}
    sums = {i for i in rest if i in sums or _is_sum(raw.columns[i].header)}
    return Wide(found, tuple(sorted(sums)), tuple(i for i in rest if i not in sums))


def _measured(raw: RawTable, heads: Sequence[Head]) -> dict[str, dict[str, int]]:
    """Group columns by what they measure, where enough and most of them are numbers.

    A month of which most cells are no numbers stays with the others of its group, so
    that each of these cells is told as such.
    """
    groups: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    numeric: Counter[str] = Counter()
    for head in heads:
        name = names.setdefault(folded(head.measure), head.measure)
        groups.setdefault(name, {}).setdefault(head.period, head.column)
        numeric[name] += _are_numbers(raw.columns[head.column])
    return {
        name: at
        for name, at in groups.items()
        if numeric[name] >= periods().fewest and 2 * numeric[name] > len(at)
    }


def _are_numbers(column: RawColumn) -> bool:
    sample = sample_of(column.values)
    hits = sum(bool(NUMBER.fullmatch(v)) for v in sample)
    return hits >= periods().numeric * len(sample)


def _are_periods(
    raw: RawTable, years: dict[str, dict[str, int]], spoken: tuple[str, ...]
) -> bool:
    """Whether years in headers are periods: of an amount that the header names, or bare
    beside goods and countries."""

    def said(header: str) -> set[str]:
        return {m for m, s in meanings_of(header, spoken).items() if s >= ENOUGH}

    used = {i for at in years.values() for i in at.values()}
    beside = set[str]().union(
        *(said(c.header) for i, c in enumerate(raw.columns) if i not in used)
    )
    known = periods()
    if any(years) and all(not known.measures.isdisjoint(said(m)) for m in years):
        return True
    return not any(years) and bool(beside & known.beside) and not beside & known.firms


def _is_sum(header: str) -> bool:
    return folded(header) in words().totals


def _turned(raw: RawTable, wide: Wide) -> RawTable:
    """Write the table anew, one row for each period of a row that says something."""
    pools = [
        _pooled(raw, [at.get(p) for p in wide.periods]) for at in wide.measures.values()
    ]
    rows, which, hollow = _kept(raw, wide, pools)
    names = [periods().period, *(m or periods().unnamed for m in wide.measures)]
    others = [raw.columns[i] for i in wide.others]
    made = headers_of([*(c.header for c in others), *names], len(others) + len(names))
    heads = made[0][len(others) :]
    columns = [replace(c, codes=c.codes[rows]) for c in others]
    columns.append(RawColumn(heads[0], wide.periods, which))
    spread = {}
    measures = zip(heads[1:], wide.measures.values(), pools, strict=True)
    for head, at, (values, codes) in measures:
        columns.append(RawColumn(head, values, codes[rows, which]))
        spread[head] = tuple(
            raw.columns[at[p]].header if p in at else "" for p in wide.periods
        )
    unsaid = "" if all(wide.measures) else UNSAID.format(heads[-1])
    return replace(
        raw,
        columns=tuple(columns),
        lines=raw.lines[rows],
        rows_in=len(rows) + len(raw.set_aside),
        notes=(*raw.notes, *_notes(raw, wide, len(rows))),
        hollow=hollow,
        doubt="; ".join(d for d in (raw.doubt, unsaid) if d),
        spread=Spread(heads[0], spread),
    )


def _pooled(raw: RawTable, at: Sequence[int | None]) -> Pool:
    """Give the texts of some columns in one pool, and their codes by row and column."""
    pool: dict[str, int] = {"": 0}
    codes = np.zeros((len(raw), len(at)), dtype=np.int32)
    for place, index in enumerate(at):
        if index is not None:
            column = raw.columns[index]
            new = [pool.setdefault(v, len(pool)) for v in column.values]
            codes[:, place] = np.array(new, dtype=np.int32)[column.codes]
    return tuple(pool), codes


def _kept(
    raw: RawTable, wide: Wide, pools: Sequence[Pool]
) -> tuple[npt.NDArray[np.intp], Codes, tuple[tuple[int, int], ...]]:
    """Give the row and the period of each new row, and where formulas are hollow."""
    keep = np.zeros((len(raw), len(wide.periods)), dtype=bool)
    for values, codes in pools:
        keep |= np.array([not _is_nought(v) for v in values])[codes]
    keep[~keep.any(axis=1), 0] = True
    place = {p: i for i, p in enumerate(wide.periods)}
    new = {i: n for n, i in enumerate(wide.others)}
    cells = []
    for n, at in enumerate(wide.measures.values()):
        for period, column in at.items():
            holes = [row for row, c in raw.hollow if c == column]
            keep[holes, place[period]] = True
            cells += [(row, place[period], len(new) + 1 + n) for row in holes]
    rows, which = np.nonzero(keep)
    made = {
        (int(r), int(p)): i for i, (r, p) in enumerate(zip(rows, which, strict=True))
    }
    hollow = [(made[row, p], column) for row, p, column in cells]
    for row, column in raw.hollow:
        if column in new:
            hollow += [(int(i), new[column]) for i in np.flatnonzero(rows == row)]
    return rows, which.astype(np.int32), tuple(sorted(hollow))


def _is_nought(text: str) -> bool:
    return not text.strip("0.,") or text.casefold() in words().blanks


def _notes(raw: RawTable, wide: Wide, rows: int) -> list[str]:
    used = [i for at in wide.measures.values() for i in at.values()]
    first, last = (raw.columns[i].header for i in (min(used), max(used)))
    void = len(raw) * len(wide.periods) - rows
    said = [
        f'{len(wide.periods)} periods stand side by side, from "{first}" to "{last}":'
        f" each is read as a row of its own; {len(raw):,} rows became {rows:,}, and"
        f" {void:,} cells without an amount none"
    ]
    if wide.sums:
        names = ", ".join(f'"{raw.columns[i].header}"' for i in wide.sums)
        said.append(f"sums over the periods are not read: {names}")
    return said
