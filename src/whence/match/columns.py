"""Names laid out as columns, and the odds of many pairs at once.

Columns   the columns of names, with numbers for keys
Rest      the log-odds of pairs but for what their distinctive parts share

The sums are those of `weigh.compare`, row by row in multiples of 1/64.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.match.rest import FEW, MOST_SHARED, MOST_UNSHARED
from whence.match.sides import Side, is_pinyin
from whence.match.weigh import GRAIN
from whence.shelf.matching import Weights

SLOTS = 8
MODES = ("same", "across")
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Bools = NDArray[np.bool_]
Odds = tuple[Floats, Floats]


def grained(odds: Floats) -> Floats:
    """Round to the grain of the rows of an explanation."""
    return np.round(odds * GRAIN) / GRAIN


@dataclass(frozen=True, slots=True)
class Laid:
    """The columns of some names; slots without a key hold -1.

    `place`, `trade` and `form` number the different sets of places, of trades, and of
    form, number and branch; `firsts` give by such a number the first name that has it.
    `missing` and `extra` are the log-odds of all distinctive parts, by mode.
    """

    han: Bools
    brands: Bools
    mass: Floats
    missing: Floats
    extra: Floats
    trades: Numbers
    rare: Floats
    texts: Numbers
    regions: Numbers
    codes: Numbers
    forms: Numbers
    numbers: Numbers
    branch: Bools
    place: Numbers
    trade: Numbers
    form: Numbers
    firsts: tuple[Numbers, Numbers, Numbers]


class Columns:
    """Gives each key a number, the same for both sides of a comparison."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._numbers: dict[object, int] = {}

    def of(self, sides: Sequence[Side]) -> Laid:
        """Lay names out; of more than eight keys of one kind the first eight count."""
        ranked = [sorted(s.trades, key=lambda t: -t[2])[:SLOTS] for s in sides]
        place, places = _kinds([(s.regions, s.codes) for s in sides])
        trade, trades = _kinds([tuple(r) for r in ranked])
        form, forms = _kinds([(s.forms, s.numbers, s.branch) for s in sides])
        return Laid(
            han=np.array([s.han for s in sides], dtype=np.bool_),
            brands=np.array([bool(s.brands) for s in sides], dtype=np.bool_),
            mass=np.array([sum(p.rare for p in s.brands) for s in sides]),
            missing=self._lone(sides, "missing"),
            extra=self._lone(sides, "extra"),
            trades=self._slots([[k for k, _, _ in row] for row in ranked]),
            rare=_rare(ranked),
            texts=_texts(ranked),
            regions=self._slots([sorted(s.regions) for s in sides]),
            codes=self._slots([sorted(s.codes) for s in sides]),
            forms=self._slots([sorted(s.forms) for s in sides]),
            numbers=np.array(
                [self._number(s.numbers) if s.numbers else -1 for s in sides],
                dtype=np.int64,
            ),
            branch=np.array([s.branch for s in sides], dtype=np.bool_),
            place=place,
            trade=trade,
            form=form,
            firsts=(places, trades, forms),
        )

    def _number(self, key: object) -> int:
        return self._numbers.setdefault(key, len(self._numbers))

    def _slots(self, rows: Sequence[Iterable[str]]) -> Numbers:
        """Give a row of key numbers per name, as wide as the widest needs."""
        cut = [[self._number(k) for k in row][:SLOTS] for row in rows]
        out = np.full((len(cut), max(1, *map(len, cut), 1)), -1, dtype=np.int64)
        for at, row in enumerate(cut):
            out[at, : len(row)] = row
        return out

    def _lone(self, sides: Sequence[Side], name: str) -> Floats:
        """Give the odds of all distinctive parts when none is found, by mode."""
        out = np.zeros((2, len(sides)))
        for number, mode in enumerate(MODES):
            plain = self._weights[f"{mode}.{name}"] * GRAIN
            dark = self._weights[f"{mode}.{name}_opaque"] * GRAIN
            for at, side in enumerate(sides):
                out[number, at] = sum(
                    round(
                        (dark if number and _opaque(side, p.text) else plain) * p.rare
                    )
                    for p in side.brands
                )
        return out / GRAIN


def _kinds(rows: Sequence[object]) -> tuple[Numbers, Numbers]:
    """Number the different rows, and give where each is first met."""
    known: dict[object, int] = {}
    at = np.fromiter(
        (known.setdefault(row, len(known)) for row in rows), np.int64, len(rows)
    )
    return at, np.unique(at, return_index=True)[1].astype(np.int64)


def _opaque(side: Side, text: str) -> bool:
    """Whether a spelled part is one that no Chinese can be read as."""
    return not side.han and not all(map(is_pinyin, text.split()))


Trades = Sequence[tuple[str, str, float]]


def _rare(ranked: Sequence[Trades]) -> Floats:
    out = np.zeros((len(ranked), SLOTS))
    for at, row in enumerate(ranked):
        for slot, (_, _, rare) in enumerate(row):
            out[at, slot] = max(rare, FEW)
    return out


def _texts(ranked: Sequence[Trades]) -> Numbers:
    """Give per word of trade the slots of its concepts, as bits; 0 for none."""
    out = np.zeros((len(ranked), SLOTS), dtype=np.int64)
    for at, row in enumerate(ranked):
        texts: dict[str, int] = {}
        for slot, (_, text, _) in enumerate(row):
            texts[text] = texts.get(text, 0) | 1 << slot
        for slot, bits in enumerate(texts.values()):
            out[at, slot] = bits
    return out[:, : max(1, *map(len, ranked), 1)]


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
        return same, related

    def apart(self, one: Numbers, other: Numbers) -> Odds:
        """Give the same of pairs in which no distinctive part is found on both sides:
        the odds of the distinctive parts alone."""
        left, right = self._left, self._right
        across = (left.han[one] != right.han[other]).astype(np.int64)
        same = left.extra[across, one] + right.missing[across, other]
        same += self._pair("none")[across] * (left.brands[one] & right.brands[other])
        related = self._weights["related.missing"] * right.mass[other]
        related += self._weights["related.extra"] * left.mass[one]
        return same, related

    def _pair(self, name: str) -> Floats:
        return grained(np.array([self._weights[f"{m}.{name}"] for m in MODES]))

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
        near = _meet(mine, theirs)
        spot = _meet(self._left.codes[one], self._right.codes[other])
        same = np.zeros((2, len(one)))
        for name, where in (
            ("place_same", both & spot),
            ("place_within", both & ~spot & near),
            ("place_conflict", both & ~spot & ~near),
            ("place_extra", placed & ~there),
            ("place_missing", there & ~placed),
        ):
            same += self._pair(name)[:, None] * where
        related = self._weights["related.same_place"] * (both & near)
        related += self._weights["related.other_place"] * (both & ~near)
        return same, related

    def _trade_odds(self, one: Numbers, other: Numbers) -> Odds:
        mine, theirs = self._left.trades[one], self._right.trades[other]
        bits = [np.zeros(len(one), dtype=np.int64) for _ in range(2)]
        rare = self._left.rare[one]
        weight = np.array([self._weights[f"{m}.trade_same"] for m in MODES])[:, None]
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
        for texts, said, name in (
            (self._left.texts[one], bits[0], "trade_extra"),
            (self._right.texts[other], bits[1], "trade_missing"),
        ):
            lone = ((texts > 0) & ((texts & said[:, None]) == 0)).sum(1)
            count = np.minimum(lone, MOST_UNSHARED)
            weight = np.array([self._weights[f"{m}.{name}"] for m in MODES])[:, None]
            same += grained(weight * count)
        return same, self._weights["related.trade"] * (bits[0] > 0)

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
