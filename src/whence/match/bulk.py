"""The log-odds of many pairs at once, but for what their distinctive parts share.

Rest   sums over each name; places, trades, forms and numbers against each other

The sums are those of `weigh.compare`, row by row in multiples of 1/64.
"""

from collections.abc import Callable

import numpy as np

from whence.match.columns import MODES, Bools, Floats, Laid, Numbers, Odds, grained
from whence.match.rest import MOST_SHARED, MOST_UNSHARED
from whence.shelf.matching import Weights


class Rest:
    """Weighs pairs but for what their distinctive parts share."""

    def __init__(
        self, left: Laid, right: Laid, weights: Weights, *, pairs: int
    ) -> None:
        """Prepare for about so many pairs: where the kinds of names are fewer, each
        two kinds are weighed once."""
        self._left, self._right, self._weights = left, right, weights
        self._places = self._by_kind(self._place_odds, 0, pairs)
        self._trades = self._by_kind(self._trade_odds, 1, pairs)
        self._forms = self._by_kind(self._form_odds, 2, pairs)

    def odds(self, one: Numbers, other: Numbers) -> Odds:
        """Give the log-odds of being the same and of being related, without those of
        the distinctive parts."""
        left, right = self._left, self._right
        across = (left.han[one] != right.han[other]).astype(np.int64)
        same = self._pair("prior")[across]
        related = np.full(len(one), self._weights["related.prior"])
        for weigh in (self._places, self._trades, self._forms):
            some, more = weigh(one, other, across)
            same += some
            related += more
        empty = left.empty[one] | right.empty[other]
        return same + grained(np.array(self._weights["empty"])) * empty, related

    def apart(self, one: Numbers, other: Numbers) -> Odds:
        """Give the same of pairs in which no distinctive part is found on both sides:
        the odds of the distinctive parts alone."""
        left, right = self._left, self._right
        across = (left.han[one] != right.han[other]).astype(np.int64)
        same = left.extra[across, one] + right.missing[across, other]
        same += self._pair("none")[across] * (left.brands[one] | right.brands[other])
        same += self._pair("bare")[across] * (left.brands[one] ^ right.brands[other])
        unlike = np.minimum(left.legible[one], right.legible[other]) * across
        same += grained(self._weights["across.unlike"] * unlike)
        related = self._weights["related.missing"] * right.mass[other]
        related += self._weights["related.extra"] * left.mass[one]
        return same, related

    def _w(self, name: str) -> np.float64:
        return np.float64(self._weights[f"related.{name}"])

    def _pair(self, name: str) -> Floats:
        return grained(self._raw(name)[:, 0])

    def _raw(self, name: str) -> Floats:
        return np.array([[self._weights[f"{m}.{name}"]] for m in MODES])

    def _by_kind(
        self, weigh: Callable[[Numbers, Numbers], Odds], kind: int, pairs: int
    ) -> Callable[[Numbers, Numbers, Numbers], Odds]:
        """Give a way to weigh pairs: out of a table of kinds, or pair by pair.

        `weigh` gives the odds of the same by mode, and those of related.
        """
        mine, theirs = self._left.firsts[kind], self._right.firsts[kind]
        name = ("place", "trade", "form")[kind]
        at: Numbers = getattr(self._left, name)
        to: Numbers = getattr(self._right, name)
        if not len(mine) or len(mine) * len(theirs) > pairs:

            def one_by_one(one: Numbers, other: Numbers, across: Numbers) -> Odds:
                same, related = weigh(one, other)
                return same[across, np.arange(len(one))], related

            return one_by_one
        rows = np.repeat(mine, len(theirs)), np.tile(theirs, len(mine))
        same, related = weigh(*rows)
        flat, wide, size = same.ravel(), len(theirs), len(mine) * len(theirs)

        def by_table(one: Numbers, other: Numbers, across: Numbers) -> Odds:
            cell = at[one] * wide + to[other]
            return flat[across * size + cell], related[cell]

        return by_table

    def _place_odds(self, one: Numbers, other: Numbers) -> Odds:
        mine, theirs = self._left.regions[one], self._right.regions[other]
        placed, there = mine[:, 0] >= 0, theirs[:, 0] >= 0
        both = placed & there
        left, right = self._left.abroad[one], self._right.abroad[other]
        near = _meet(mine, theirs)
        spot = _meet(self._left.codes[one], self._right.codes[other])
        same = np.zeros((2, len(one)))
        for name, where in (
            ("place_same", both & spot),
            ("place_within", both & ~spot & near),
            ("place_conflict", both & ~spot & ~near),
            ("land_extra", placed & ~there & left),
            ("land_missing", there & ~placed & right),
            ("place_extra", placed & ~there & ~left),
            ("place_missing", there & ~placed & ~right),
        ):
            same += self._pair(name)[:, None] * where
        related = np.where(near, self._w("same_place"), self._w("other_place")) * both
        return same, related

    def _trade_odds(self, one: Numbers, other: Numbers) -> Odds:
        mine, theirs = self._left.trades[one], self._right.trades[other]
        bits = [np.zeros(len(one), dtype=np.int64) for _ in range(2)]
        rare = self._left.rare[one]
        weight = self._raw("trade_same")
        room, same = np.full(len(one), MOST_SHARED), np.zeros((2, len(one)))
        for a in range(mine.shape[1]):
            hit = np.zeros(len(one), dtype=np.bool_)
            for b in range(theirs.shape[1]):
                equal = (mine[:, a] == theirs[:, b]) & (mine[:, a] >= 0)
                bits[1] |= equal.astype(np.int64) << b
                hit |= equal
            bits[0] |= hit.astype(np.int64) << a
            size = np.minimum(room, rare[:, a]) * hit
            room -= size
            same += grained(weight * size)
        most = np.full(len(one), np.inf)
        for side, rows, said, name in (
            (self._left, one, bits[0], "trade_extra"),
            (self._right, other, bits[1], "trade_missing"),
        ):
            texts = side.texts[rows]
            lone = (texts > 0) & ((texts & said[:, None]) == 0)
            size = np.minimum((side.heavy[rows] * lone).sum(1), MOST_UNSHARED)
            same += grained(self._raw(name) * size)
            most = np.minimum(most, size)
        same += grained(self._raw("trade_both") * most)
        return same, self._w("trade") * (bits[0] > 0)

    def _form_odds(self, one: Numbers, other: Numbers) -> Odds:
        left, right = self._left, self._right
        mine, theirs = left.forms[one], right.forms[other]
        both = (mine[:, 0] >= 0) & (theirs[:, 0] >= 0)
        agree = _meet(mine, theirs)
        few, others = left.numbers[one], right.numbers[other]
        some, all_ = (few >= 0) | (others >= 0), (few >= 0) & (others >= 0)
        equal = few == others
        same = np.zeros((2, len(one)))
        for name, where in (
            ("form_same", both & agree),
            ("form_conflict", both & ~agree),
            ("number_same", all_ & equal),
            ("number_conflict", all_ & ~equal),
            ("number_missing", some & ~all_),
        ):
            same += self._pair(name)[:, None] * where
        branch = grained(np.array(self._weights["branch"]))
        same += branch * (left.branch[one] != right.branch[other])
        return same, np.zeros(len(one))


def _meet(mine: Numbers, theirs: Numbers) -> Bools:
    """Say per pair whether a key stands in both rows of slots."""
    out = np.zeros(len(mine), dtype=np.bool_)
    for a in range(mine.shape[1]):
        for b in range(theirs.shape[1]):
            out |= (mine[:, a] == theirs[:, b]) & (mine[:, a] >= 0)
    return out
