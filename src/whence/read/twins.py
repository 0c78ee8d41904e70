"""A weight that a table tells twice, in two units, is one weight: never net and gross.

Data sellers give "Weight (kg)" beside "Weight (t)", and a weight in the unit it was
declared in beside one in kilograms. One is read, and held against the other.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import inf, log10

from whence.model.table import RawColumn, RawTable
from whence.read.columns import Column
from whence.read.headings import KNOWN
from whence.read.numbers import grams_of, numbers, unit_in

WEIGHTS = ("weight", "net_weight", "gross_weight")
UNIT = "weight_unit"
KILOGRAM = 1000
# Rows that are compared, how far two roundings of one weight may lie apart beside the
# last digit written, and from which share of other rows on they tell two things.
ROWS, NEAR, HALF = 500, 0.02, 0.5


def without_twins(
    raw: RawTable, columns: Sequence[Column]
) -> tuple[list[Column], tuple[str, ...]]:
    """Take the meaning from weights that only repeat another; say which disagree.

    Args:
        raw: the table.
        columns: its columns that may have a role.

    """
    left = {c.index for c in columns}
    doubts: list[str] = []
    for meaning in WEIGHTS:
        same = [c for c in columns if c.leading == meaning]
        if len(same) < 2:
            continue
        first = min(same, key=_off)
        unit = unit_in(first.header)
        twins = [c for c in same if unit and unit_in(c.header) != unit]
        left -= {c.index for c in twins}
        if any(not unit_in(c.header) for c in twins):
            # The unit that stands in a column of its own is the twin's.
            left -= {c.index for c in columns if c.leading == UNIT}
        doubts += [
            f'the columns "{first.header}" and "{c.header}" do not tell one weight'
            for c in twins
            if unit_in(c.header) and _disagree(raw, first, c)
        ]
    kept = [
        c if c.index in left else replace(c, meanings={KNOWN: 1.0}) for c in columns
    ]
    return kept, tuple(doubts)


def _off(column: Column) -> tuple[float, float, int]:
    """Order weights: in kilograms, then in a unit near it, then in none."""
    grams = grams_of(unit_in(column.header))
    return abs(log10(grams / KILOGRAM)) if grams else inf, -column.fill, column.index


def _disagree(raw: RawTable, one: Column, other: Column) -> bool:
    """Whether two weights differ in most rows that give both."""
    mine, theirs = (_weights(raw.columns[c.index]) for c in (one, other))
    pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if a and b]
    apart = sum(
        abs(a[0] - b[0]) > NEAR * max(a[0], b[0]) + max(a[1], b[1]) for a, b in pairs
    )
    return apart > HALF * len(pairs)


def _weights(column: RawColumn) -> list[tuple[float, float] | None]:
    """Give, of each row, the grams and what its last digit stands for."""
    unit = grams_of(unit_in(column.header)) or 0.0
    rows = [column.text(i) for i in range(min(ROWS, len(column.codes)))]
    return [
        (value[0] * unit, unit / 10.0 ** _decimals(text)) if value else None
        for text, value in zip(rows, numbers(rows).values, strict=True)
    ]


def _decimals(text: str) -> int:
    """Count the digits after the mark, if it is one: "1.50" has two."""
    tail = text.replace(",", ".").rpartition(".")[2]
    return len(tail) if tail.isdigit() and len(tail) < min(3, len(text)) else 0
