"""What stands beside a column whose numbers can be read two ways, a thousand apart.

Asked of the first rows of a table, and only where a column does not tell by itself. In
this order, and only where it leaves one reading: the marks of other columns, another
weight of the same rows, and price times quantity.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log10

from whence.model.table import Mapping as TableMapping
from whence.model.table import RawColumn, RawTable
from whence.read.marks import BOTH, COMMA, POINT, Beside, lone, mark_in
from whence.read.numbers import grams_of, numbers, unit_in
from whence.read.weights import UNITS
from whence.shelf.tables import table_kinds

ROWS = 500
NUMBERS = ("number", "money", "share")
WEIGHTS = ("weight_net", "weight_gross", "weight", "quantity")
PRICE, VALUE = "unit_price", "value"
KILOGRAM, TONNE = 1000.0, 1_000_000.0
# Net and gross of one consignment lie within this factor of each other; a product of
# rounded numbers within this part of itself.
ALIKE, ROUNDED = 3.0, 0.02
# Rows that must tell, and from which share of them on one reading fits or does not.
LEAST, MOST, FEW = 2, 0.8, 0.2

BARE = re.compile(r"-?\d[\d.,]*")
# A comma before one digit or two: "12,500" and "5201,5205" may be anything.
CENTS = re.compile(r"[^\d.,]*\d+,\d{1,2}[^\d.,]*")
Number = float | None


@dataclass(frozen=True)
class Around:
    """The first rows of a table around one column of numbers.

    `columns` are the columns by their roles, `role` the one that is asked about.
    """

    raw: RawTable
    mapping: TableMapping
    role: str

    @cached_property
    def columns(self) -> Mapping[str, RawColumn]:
        """Role to raw column."""
        return self.mapping.columns_of(self.raw)

    def told(self) -> Beside:
        """Give the mark before the fraction, "" where nothing beside tells."""
        for evidence in (self._marks(), self._weights(), self._products()):
            if evidence.mark:
                return evidence
        return Beside()

    def _marks(self) -> Beside:
        """Ask the other columns of numbers: one file is written in one way."""
        votes: dict[str, str] = {}
        known = {c.header: r for r, c in self.columns.items()}
        for column in self.raw.columns:
            role = known.get(column.header, "")
            if role == self.role or (role and self._type(role) not in NUMBERS):
                continue
            mark = _vote(self._texts(column), named=bool(role))
            if mark:
                votes.setdefault(mark, column.header)
        if len(votes) != 1:
            return Beside()
        ((mark, header),) = votes.items()
        why = "has a comma before decimals, or points between thousands"
        return Beside(mark, f'the column "{header}" {why}')

    def _weights(self) -> Beside:
        """Hold it against another weight of the same rows that reads in one way."""
        if self.role not in WEIGHTS:
            return Beside()
        for other in WEIGHTS:
            if other == self.role or not (theirs := self._grams(other)):
                continue
            header = self.columns[other].header
            why = f'only so does it lie near the weight in the column "{header}"'
            mark = self._only([1.0], theirs, log10(ALIKE), self._units(self.role))
            if mark:
                return Beside(mark, why)
        return Beside()

    def _products(self) -> Beside:
        """Ask with which reading price times quantity is the value."""
        prices, values = self._certain(PRICE), self._certain(VALUE)
        if self.role not in UNITS or not prices or not values:
            return Beside()
        ratio = [
            v / p if v and p else None for v, p in zip(values, prices, strict=True)
        ]
        units = self._units(self.role)
        priced = grams_of(unit_in(self.columns[PRICE].header))
        if priced and all(units):
            mark = self._only([1 / priced], ratio, log10(1 + ROUNDED), units)
        elif any(units):
            # A price without a unit is for a kilogram, a tonne, or one of the measure.
            each = [1 / KILOGRAM, 1 / TONNE]
            mark = self._only(each, ratio, log10(1 + ROUNDED), units)
        else:
            mark = self._only([1.0], ratio, log10(1 + ROUNDED), None)
        return Beside(mark, "only so is price times quantity the value")

    def _only(
        self,
        factors: Sequence[float],
        wanted: Sequence[Number],
        near: float,
        units: Sequence[Number] | None,
    ) -> str:
        """Give the mark of the only reading that comes near what is wanted."""
        texts = self._rows(self.columns[self.role])
        open_ = set(lone(texts)) | set(lone(texts, COMMA))
        fits = {
            mark: max(
                _share(texts, open_, mark, wanted, near, units, f) for f in factors
            )
            for mark in (POINT, COMMA)
        }
        best = max(fits, key=lambda m: fits[m])
        other = COMMA if best == POINT else POINT
        return best if fits[best] >= MOST and fits[other] <= FEW else ""

    def _certain(self, role: str) -> list[Number]:
        """Give the numbers of a column that reads in one way only, else nothing."""
        column = self.columns.get(role)
        if column is None:
            return []
        texts = self._rows(column)
        mark = mark_in(texts)
        if mark == BOTH or (not mark and (lone(texts) or lone(texts, COMMA))):
            return []
        return [v and v[0] for v in numbers(texts).values]

    def _grams(self, role: str) -> list[Number]:
        found = self._certain(role)
        units = self._units(role) if found else []
        return [n * u if n and u else None for n, u in zip(found, units, strict=True)]

    def _units(self, role: str) -> list[Number]:
        """Give the grams of the unit of each row, None where it is no weight."""
        column = self.columns[role]
        rule = table_kinds()[self.mapping.kind.value].roles[role]
        said = unit_in(column.header) or rule.unit
        unit = self.columns.get(UNITS[role])
        inside = [v[1] if v else "" for v in numbers(self._rows(column)).values]
        beside = [""] * len(inside) if unit is None else self._rows(unit)
        pairs = zip(beside, inside, strict=True)
        return [grams_of(b or i or said) for b, i in pairs]

    def _type(self, role: str) -> str:
        return table_kinds()[self.mapping.kind.value].roles[role].type

    def _texts(self, column: RawColumn) -> list[str]:
        return list(dict.fromkeys(self._rows(column)))

    def _rows(self, column: RawColumn) -> list[str]:
        return [column.text(i) for i in range(min(ROWS, len(column.codes)))]


def _vote(texts: Sequence[str], *, named: bool) -> str:
    """Give the mark that a column beside shows, "" where it shows none.

    A program that writes a number as it holds it puts a point, whatever the texts
    beside it: a point counts where a person's format shows, by a zero at the end or by
    thousands. Of a column that is not known for numbers only one with both marks
    counts: codes have points too, and lists commas ("20,40").
    """
    filled = [t for t in texts if t]
    both = [t for t in filled if POINT in t and COMMA in t]
    if not named:
        mark = mark_in(both) if all(map(BARE.fullmatch, filled)) else ""
        return mark if mark == COMMA else ""
    cents = [t for t in filled if CENTS.fullmatch(t)]
    mark = mark_in(both + cents if len(cents) >= LEAST else both)
    if mark == COMMA:
        return COMMA if mark_in(filled) == COMMA else ""
    if mark_in(filled) != POINT:
        return ""
    return POINT if any(_formatted(t) for t in filled) else ""


def _formatted(text: str) -> bool:
    return POINT in text and (COMMA in text or text.endswith("0"))


def _share(
    texts: Sequence[str],
    open_: set[str],
    mark: str,
    wanted: Sequence[Number],
    near: float,
    units: Sequence[Number] | None,
    factor: float,
) -> float:
    """Give the share of the rows in which one reading comes near what is wanted."""
    told = [
        abs(log10(n * factor / w)) <= near
        for n, w in _pairs(texts, open_, mark, wanted, units)
    ]
    return sum(told) / len(told) if len(told) >= LEAST else 0.0


def _pairs(
    texts: Sequence[str],
    open_: set[str],
    mark: str,
    wanted: Sequence[Number],
    units: Sequence[Number] | None,
) -> Iterator[tuple[float, float]]:
    read = numbers(texts, mark).values
    units = [1.0] * len(texts) if units is None else units
    for text, value, want, unit in zip(texts, read, wanted, units, strict=True):
        if text in open_ and value and value[0] > 0 and want and want > 0 and unit:
            yield value[0] * unit, want
