"""The log-odds of many pairs at once, but for what their distinctive parts share.

Rest   sums over each name; places, trades, forms and numbers against each other

The sums are those of `weigh.compare`, row by row in multiples of 1/64.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from whence.match.arrays import Bools, Floats, Numbers, Odds, meet
from whence.match.columns import MODES, Columns, Laid, grained
from whence.match.rest import MOST_SHARED, MOST_UNSHARED
from whence.shelf.matching import Weights

# Slots of a row, as bits; and what stands in no row of slots.
Slots = NDArray[np.uint8]
NOWHERE = -2


class Rest:
    """Weighs pairs but for what their distinctive parts share."""

    def __init__(
        self, left: Laid, right: Laid, book: Columns, weights: Weights, *, pairs: int
    ) -> None:
        """Take names laid out by `book`, for about so many pairs: where the kinds of
        names are fewer, each two kinds are weighed once."""
        self._left, self._right, self.weights = left, right, weights
        self._book = book
        self._weighed = tuple(
            _by_kind(weigh, (mine, theirs), pairs)
            for weigh, mine, theirs in (
                (self._place_odds, left.place, right.place),
                (self._trade_odds, left.trade, right.trade),
                (self._form_odds, left.form, right.form),
            )
        )

    def odds(self, one: Numbers, other: Numbers) -> Odds:
        """Give the log-odds of being the same and of being related, without those of
        the distinctive parts."""
        left, right = self._left, self._right
        across = (left.han[one] != right.han[other]).astype(np.int64)
        same = self._pair("prior")[across]
        related = np.full(len(one), self.weights["related.prior"])
        for weigh in self._weighed:
            some, more = weigh(one, other, across)
            same += some
            related += more
        empty = left.empty[one] | right.empty[other]
        for name, where in (("empty", empty), ("unnamed", self._unnamed(one, other))):
            same += grained(np.array(self.weights[name])) * where
        return same, related

    def _unnamed(self, one: Numbers, other: Numbers) -> Bools:
        """Say which pairs of names without a distinctive part differ in place or in
        trade (`rest.are_unnamed`)."""
        out: Bools = (self._left.count[one] == 0) & (self._right.count[other] == 0)
        rows = np.nonzero(out)[0]
        mine, theirs = self._left.place[one[rows]], self._right.place[other[rows]]
        near, told, spot = self._places(mine, theirs)
        regions, towns = (self._book.places[n][:, 0] >= 0 for n in ("regions", "towns"))
        there = ~(regions[mine] | regions[theirs])
        there |= near & (towns[mine] == towns[theirs]) & (spot | ~told)
        keys = self._book.trades["keys"]
        kinds = self._left.trade[one[rows]], self._right.trade[other[rows]]
        out[rows] = ~(there & meet(keys[kinds[0]], keys[kinds[1]]))
        return out

    def _places(self, one: Numbers, other: Numbers) -> tuple[Bools, Bools, Bools]:
        """Say which kinds of places share a region, which both tell a town, and of
        which one town lies in the other."""
        places = self._book.places
        towns, reach = places["towns"], places["reach"]
        told = (towns[one, 0] >= 0) & (towns[other, 0] >= 0)
        spot = meet(towns[one], reach[other]) | meet(reach[one], towns[other])
        return meet(places["regions"][one], places["regions"][other]), told, spot

    def apart(self, one: Numbers, other: Numbers) -> Odds:
        """Give the same of pairs in which no distinctive part is found on both sides:
        the odds of the distinctive parts alone."""
        left, right = self._left, self._right
        across = (left.han[one] != right.han[other]).astype(np.int64)
        same = left.extra[across, one] + right.missing[across, other]
        some, more = left.count[one] > 0, right.count[other] > 0
        same += self._pair("none")[across] * (some | more)
        mine, theirs = left.legible[one], right.legible[other]
        bare = np.maximum(mine, theirs) * (some ^ more)
        same += grained(self._raw("bare")[across, 0] * bare)
        unlike = np.minimum(mine, theirs) * across
        same += grained(self.weights["across.unlike"] * unlike)
        related = self.weights["related.missing"] * right.mass[other]
        related += self.weights["related.extra"] * left.mass[one]
        return same, related

    def _w(self, name: str) -> np.float64:
        return np.float64(self.weights[f"related.{name}"])

    def _pair(self, name: str) -> Floats:
        return grained(self._raw(name)[:, 0])

    def _raw(self, name: str) -> Floats:
        return np.array([[self.weights[f"{m}.{name}"]] for m in MODES])

    def _place_odds(self, one: Numbers, other: Numbers) -> Odds:
        places = self._book.places
        regions = places["regions"][:, 0] >= 0
        placed, there = regions[one], regions[other]
        both = placed & there
        left, right = places["abroad"][one], places["abroad"][other]
        near, told, spot = self._places(one, other)
        same = np.zeros((2, len(one)))
        for name, where in (
            ("place_same", both & near & told & spot),
            ("place_region", both & near & ~told),
            ("place_within", both & near & told & ~spot),
            ("place_conflict", both & ~near),
            ("land_extra", placed & ~there & left),
            ("land_missing", there & ~placed & right),
            ("place_extra", placed & ~there & ~left),
            ("place_missing", there & ~placed & ~right),
        ):
            same += self._pair(name)[:, None] * where
        related = np.where(near, self._w("same_place"), self._w("other_place")) * both
        return same, related

    def _trade_odds(self, one: Numbers, other: Numbers) -> Odds:
        weight = self._raw("trade_same")
        shared, theirs = self._shared_trades(one, other)
        lone = self._lone_words(one, shared), self._lone_words(other, theirs)
        same = self.lone_odds((one, other), lone)
        some = np.nonzero(shared)[0]
        room, rare = np.full(len(some), MOST_SHARED), self._book.trades["rare"]
        for slot in range(rare.shape[1]):
            hit = (shared[some] >> slot) & 1
            size = np.minimum(room, rare[one[some], slot]) * hit
            room -= size
            same[:, some] += grained(weight * size)
        corps = self._book.trades["corps"]
        related = self._w("trade") * (shared > 0)
        return same, related + self._w("corps") * (corps[one] & corps[other])

    def _shared_trades(self, one: Numbers, other: Numbers) -> tuple[Slots, Slots]:
        """Say which concepts of two kinds of trades are the other's too, as bits by
        slot."""
        keys = self._book.trades["keys"].T
        mine, theirs = np.zeros((2, len(one)), dtype=np.uint8)
        others = [column[other] for column in keys]
        for a, column in enumerate(keys):
            key = np.where(column < 0, NOWHERE, column)[one]
            for b, another in enumerate(others):
                hit = (key == another).view(np.uint8)
                mine |= hit << a
                theirs |= hit << b
        return mine, theirs

    def lone_trades(self, one: Numbers, other: Numbers) -> tuple[Bools, Bools]:
        """Say by slot which words of two kinds of trades share no concept with the
        other."""
        mine, theirs = self._shared_trades(one, other)
        return self._lone_words(one, mine), self._lone_words(other, theirs)

    def _lone_words(self, kinds: Numbers, shared: Slots) -> Bools:
        texts = self._book.trades["texts"].T
        return np.stack([
            (word > 0) & ((word & shared) == 0)
            for word in (column[kinds] for column in texts)
        ])  # fmt: skip

    def lone_odds(
        self, kinds: tuple[Numbers, Numbers], lone: tuple[Bools, Bools]
    ) -> Floats:
        """Give the odds, by mode, of the words of trade that are on one side only."""
        same, most = np.zeros((2, len(kinds[0]))), np.full(len(kinds[0]), np.inf)
        heavy = self._book.trades["heavy"].T
        for rows, some, name in zip(
            kinds, lone, ("trade_extra", "trade_missing"), strict=True
        ):
            size = np.zeros(len(rows))
            for column, alone in zip(heavy, some, strict=True):
                size += column[rows] * alone
            size = np.minimum(size, MOST_UNSHARED)
            same += grained(self._raw(name) * size)
            most = np.minimum(most, size)
        return np.asarray(same + grained(self._raw("trade_both") * most))

    def _form_odds(self, one: Numbers, other: Numbers) -> Odds:
        forms = self._book.forms
        mine, theirs = forms["forms"][one], forms["forms"][other]
        both = (mine[:, 0] >= 0) & (theirs[:, 0] >= 0)
        agree = meet(mine, theirs)
        few, others = forms["number"][one], forms["number"][other]
        some, all_ = (few >= 0) | (others >= 0), (few >= 0) & (others >= 0)
        equal = few == others
        series = forms["series"][one] & forms["series"][other]
        same = np.zeros((2, len(one)))
        for name, where in (
            ("form_same", both & agree),
            ("form_conflict", both & ~agree),
            ("number_same", all_ & equal),
            ("number_conflict", all_ & ~equal & ~series),
            ("number_series", all_ & ~equal & series),
            ("number_missing", some & ~all_),
        ):
            same += self._pair(name)[:, None] * where
        branch = grained(np.array(self.weights["branch"]))
        same += branch * (forms["branch"][one] != forms["branch"][other])
        return same, np.zeros(len(one))


def _by_kind(
    weigh: Callable[[Numbers, Numbers], Odds],
    kinds: tuple[Numbers, Numbers],
    pairs: int,
) -> Callable[[Numbers, Numbers, Numbers], Odds]:
    """Give a way to weigh pairs of names: out of a table of kinds, or pair by pair.

    `weigh` gives the odds of two kinds: of the same by mode, and of related; `kinds`
    are those of the names on either side.
    """
    left, right = kinds

    def one_by_one(one: Numbers, other: Numbers, across: Numbers) -> Odds:
        same, related = weigh(left[one], right[other])
        return same[across, np.arange(len(one))], related

    if not pairs:
        return one_by_one
    mine, at = np.unique(left, return_inverse=True)
    theirs, to = np.unique(right, return_inverse=True)
    if len(mine) * len(theirs) > pairs:
        return one_by_one
    same, related = weigh(np.repeat(mine, len(theirs)), np.tile(theirs, len(mine)))
    flat, wide, size = same.ravel(), len(theirs), len(mine) * len(theirs)

    def by_table(one: Numbers, other: Numbers, across: Numbers) -> Odds:
        cell = at[one] * wide + to[other]
        return flat[across * size + cell], related[cell]

    return by_table
