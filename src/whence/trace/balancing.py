"""What makers shipped against what their purchases can have given, summed as time goes.

Parties are weighed a range of numbers at a time, so that each pair of party and product
is a row of a table with a column for each period, and running sums go along it. Whole
numbers throughout, each rounded down, as in `bulk_balance`, which says the same in
expressions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from whence.trace.fold import Flags, Ints, Longs
from whence.trace.lanes import spread
from whence.trace.months import MONTHS

QUARTERS = MONTHS // 3
MOST = 9_000_000_000_000_000
"""Grams of inputs that count at most, so that their thousands fit 64 bits."""
FIGURES = ("shipped", "bought", "possible_low", "possible_high", "inputs", "unweighed")

Columns = Mapping[str, npt.NDArray[Any]]


class Moved(NamedTuple):
    """What parties took in, or shipped: a row for each party, code and quarter."""

    party: Ints
    hs: Ints
    quarter: Ints
    grams: Longs
    unweighed: Longs


@dataclass(frozen=True, slots=True)
class Uses:
    """Which products each code is, or goes into.

    Those of code h are the numbers from `at[h]` to `at[h + 1]`, with the number of the
    `product`; a kilogram of it takes `low` to `high` grams of the code. `told` is not
    where the code is missing, and may be anything.
    """

    at: Longs
    product: Longs
    low: Longs
    high: Longs
    told: Flags

    @classmethod
    def of(cls, codes: int, rows: list[tuple[int, int, int, int, bool]]) -> "Uses":
        """Lay out rows of (code, product, low, high, told)."""
        hs, product, low, high, told = np.array(sorted(rows), np.int64).reshape(-1, 5).T
        at = np.searchsorted(hs, np.arange(codes + 1)).astype(np.int64)
        return cls(at, product, low, high, told != 0)

    def each(self, hs: Ints) -> tuple[Longs, Longs]:
        """Give the uses of every code, and which of these codes each is of."""
        return spread(self.at[hs], self.at[hs + 1])


@dataclass(frozen=True, slots=True)
class Conversions:
    """The products that are weighed, what is one (`made`), and what goes in (`fed`)."""

    products: tuple[str, ...]
    made: Uses
    fed: Uses

    @classmethod
    def of(cls, codes: int, known: Mapping[str, Columns]) -> "Conversions":
        """Lay out the tables goods, inputs and any_hs of `balance_goods.goods_of`."""
        names = sorted({str(p) for table in known.values() for p in table["product"]})
        number = {name: at for at, name in enumerate(names)}

        def rows(table: str, *, told: bool) -> list[tuple[int, int, int, int, bool]]:
            product = [number[str(name)] for name in known[table]["product"]]
            hs = known[table]["hs"].tolist()
            low = known[table].get("low", np.ones(len(hs), np.int64)).tolist()
            high = known[table]["high"].tolist() if "high" in known[table] else low
            return [(*row, told) for row in zip(hs, product, low, high, strict=True)]

        fed = rows("inputs", told=True) + rows("any_hs", told=False)
        made = rows("goods", told=True)
        return cls(tuple(names), Uses.of(codes, made), Uses.of(codes, fed))

    def codes(self, *uses: Uses) -> Ints:
        """Give the codes that have one of these uses."""
        some = np.sum([np.diff(use.at) for use in uses], axis=0)
        return np.flatnonzero(some).astype(np.int32)


class _Lines(NamedTuple):
    """Rows of `Moved`, once for each use of their code: the row's number, the use, and
    the pair of party and product it is for."""

    row: Longs
    use: Longs
    pair: Longs

    def where(self, some: Flags) -> "_Lines":
        """Give some of the lines."""
        kept = np.flatnonzero(some)
        return _Lines(*(column.take(kept) for column in self))


class Weighing:
    """The balance of one range of parties: first what they shipped, then what came in.

    Only pairs of a party and a product are weighed of which something was shipped and
    an input with a weight is shown. A period is so many `quarters`.
    """

    def __init__(self, known: Conversions, parties: range, *, quarters: int) -> None:
        """Begin with nothing moved."""
        self._known, self._parties, self._quarters = known, parties, quarters

    def shipped(self, moved: Moved) -> Ints:
        """Take what was shipped; give the makers, who shipped any of the products."""
        self._out, self._made = moved, self._lines(moved, self._known.made)
        self._makes = self._grams(self._made, moved) > 0
        by_party = self._makes.reshape(
            len(self._parties), len(self._known.products)
        ).any(axis=1)
        return (np.flatnonzero(by_party) + self._parties.start).astype(np.int32)

    def took(self, moved: Moved) -> dict[str, npt.NDArray[Any]]:
        """Take what makers took in; give the balance of each pair and period.

        Columns are party, product (its number), period and FIGURES, each summed from
        the beginning to the period's end, and `last`, whether nothing moved afterwards.
        Periods in which nothing moved are left out.
        """
        fed = self._known.fed
        used = self._lines(moved, fed)
        used = used.where(self._makes[used.pair])
        told = fed.told[used.use]
        sums = _Sums(self._grams(used.where(told), moved) > 0, self._quarters)
        grams = self._out.grams[self._made.row]
        sums.add(self._made, self._out, shipped=grams)
        bought = self._lines(moved, self._known.made)
        sums.add(bought, moved, bought=moved.grams[bought.row])
        grams = moved.grams[used.row]
        thousands = np.minimum(grams, MOST) * 1000
        sums.add(
            used,
            moved,
            possible_low=np.where(told, thousands // fed.high[used.use], 0),
            possible_high=thousands // fed.low[used.use],
            inputs=np.where(told, grams, 0),
        )
        return sums.told(self._parties.start, len(self._known.products))

    def _lines(self, moved: Moved, uses: Uses) -> _Lines:
        """Lay out the uses of what moved."""
        use, row = uses.each(moved.hs)
        party = moved.party.take(row).astype(np.int64) - self._parties.start
        pair = party * len(self._known.products) + uses.product.take(use)
        return _Lines(row, use, pair)

    def _grams(self, lines: _Lines, moved: Moved) -> Longs:
        """Sum the grams of each pair."""
        total = np.zeros(len(self._parties) * len(self._known.products), np.int64)
        np.add.at(total, lines.pair, moved.grams.take(lines.row))
        return total


class _Sums:
    """Figures of the pairs that are weighed: a row each, a column for each period."""

    def __init__(self, weighed: Flags, quarters: int) -> None:
        """Begin with nothing moved; `weighed` says which pairs are."""
        self._pairs, self._quarters = np.flatnonzero(weighed), quarters
        self._place = np.full(len(weighed), -1, np.int32)
        self._place[self._pairs] = np.arange(len(self._pairs), dtype=np.int32)
        shape = len(self._pairs), -(-QUARTERS // quarters)
        self._moved = np.zeros(shape, bool)
        self._figures = {name: np.zeros(shape, np.int64) for name in FIGURES}

    def add(self, lines: _Lines, moved: Moved, **figures: Longs) -> None:
        """Add figures, a number for each line, to those of its pair and period."""
        place = self._place.take(lines.pair)
        some = np.flatnonzero(place >= 0)
        row = lines.row.take(some)
        period = moved.quarter.take(row) // self._quarters
        cell = place.take(some).astype(np.int64) * self._moved.shape[1] + period
        self._moved.reshape(-1)[cell] = True
        for name, number in figures.items():
            np.add.at(self._figures[name].reshape(-1), cell, number.take(some))
        blank = moved.unweighed.take(row)
        some = np.flatnonzero(blank)
        unweighed = self._figures["unweighed"].reshape(-1)
        np.add.at(unweighed, cell.take(some), blank.take(some))

    def told(self, first: int, products: int) -> dict[str, npt.NDArray[Any]]:
        """Give the sums to the end of each period in which something moved."""
        row, period = np.nonzero(self._moved)
        pair = self._pairs.take(row)
        last = np.ones(len(row), bool)
        last[:-1] = row[1:] != row[:-1]
        sums = {
            name: np.cumsum(column, axis=1)[row, period]
            for name, column in self._figures.items()
        }
        return {
            "party": (pair // products + first).astype(np.int32),
            "product": (pair % products).astype(np.int32),
            "period": period.astype(np.int32),
            **sums,
            "last": last,
        }
