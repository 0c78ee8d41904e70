"""Names laid out as columns, and the odds of pairs with no distinctive part in common.

Columns   the columns of names, with numbers for keys
Far       the log-odds of many pairs at once
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.match.rest import FEW, MOST_SHARED, MOST_UNSHARED
from whence.match.sides import Side, is_pinyin
from whence.shelf.matching import Weights

SLOTS = 8
Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Laid:
    """The columns of some names; slots without a key hold -1."""

    han: NDArray[np.bool_]
    brands: NDArray[np.bool_]
    mass: Floats
    opaque: Floats
    trades: Numbers
    rare: Floats
    texts: Numbers
    regions: Numbers
    codes: Numbers
    forms: Numbers
    numbers: Numbers


class Columns:
    """Gives each key a number, the same for both sides of a comparison."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def of(self, sides: Sequence[Side]) -> Laid:
        """Lay names out; of more than eight keys of one kind the first eight count."""
        return Laid(
            han=np.array([s.han for s in sides], dtype=np.bool_),
            brands=np.array([bool(s.brands) for s in sides], dtype=np.bool_),
            mass=np.array([sum(p.rare for p in s.brands) for s in sides]),
            opaque=np.array([_opaque(s) for s in sides]),
            trades=self._slots([[k for k, _, _ in s.trades] for s in sides]),
            rare=_rare(sides),
            texts=_texts(sides),
            regions=self._slots([sorted(s.regions) for s in sides]),
            codes=self._slots([sorted(s.codes) for s in sides]),
            forms=self._slots([sorted(s.forms) for s in sides]),
            numbers=np.array(
                [self._number(s.numbers) if s.numbers else -1 for s in sides],
                dtype=np.int64,
            ),
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


def _opaque(side: Side) -> float:
    """Sum the rarity of spelled parts that no Chinese can be read as."""
    return sum(
        p.rare
        for p in side.brands
        if not side.han and not all(map(is_pinyin, p.text.split()))
    )


def _rare(sides: Sequence[Side]) -> Floats:
    out = np.zeros((len(sides), SLOTS))
    for at, side in enumerate(sides):
        for slot, (_, _, rare) in enumerate(side.trades[:SLOTS]):
            out[at, slot] = max(rare, FEW)
    return out


def _texts(sides: Sequence[Side]) -> Numbers:
    """Give per word of trade the slots of its concepts, as bits; 0 for none."""
    out = np.zeros((len(sides), SLOTS), dtype=np.int64)
    for at, side in enumerate(sides):
        texts: dict[str, int] = {}
        for slot, (_, text, _) in enumerate(side.trades[:SLOTS]):
            texts[text] = texts.get(text, 0) | 1 << slot
        for slot, bits in enumerate(texts.values()):
            out[at, slot] = bits
    return out


class Far:
    """Weighs pairs in which no distinctive part is found on both sides."""

    def __init__(self, left: Laid, right: Laid, weights: Weights) -> None:
        self._left, self._right, self._weights = left, right, weights

    def odds(self, one: Numbers, other: Numbers) -> tuple[Floats, Floats]:
        """Give the log-odds of being the same, and of being related."""
        left, right = self._left, self._right
        across = left.han[one] != right.han[other]
        same = self._w("prior", across)
        for side, at, name in ((right, other, "missing"), (left, one, "extra")):
            opaque = np.where(across, side.opaque[at], 0.0)
            same += self._w(name, across) * (side.mass[at] - opaque)
            same += self._w(f"{name}_opaque", across) * opaque
        same += self._w("none", across) * (left.brands[one] & right.brands[other])
        beside, together = self._places(one, other, across)
        same += beside
        trades, shared = self._trades(one, other, across)
        same += trades + self._forms(one, other, across)
        weights = self._weights
        related = np.full(len(one), weights["related.prior"])
        related += weights["related.missing"] * right.mass[other]
        related += weights["related.extra"] * left.mass[one]
        related += weights["related.trade"] * shared
        related += weights["related.same_place"] * (together > 0)
        related += weights["related.other_place"] * (together < 0)
        return same, related

    def _w(self, name: str, across: NDArray[np.bool_]) -> Floats:
        return np.where(
            across, self._weights[f"across.{name}"], self._weights[f"same.{name}"]
        )

    def _places(
        self, one: Numbers, other: Numbers, across: NDArray[np.bool_]
    ) -> tuple[Floats, Numbers]:
        """Weigh places; give also 1 for one province, -1 for two, 0 if unknown."""
        mine, theirs = self._left.regions[one], self._right.regions[other]
        placed, there = mine[:, 0] >= 0, theirs[:, 0] >= 0
        both = placed & there
        near = _meet(mine, theirs)
        spot = _meet(self._left.codes[one], self._right.codes[other])
        out = self._w("place_same", across) * (both & spot)
        out += self._w("place_within", across) * (both & ~spot & near)
        out += self._w("place_conflict", across) * (both & ~spot & ~near)
        out += self._w("place_extra", across) * (placed & ~there)
        out += self._w("place_missing", across) * (there & ~placed)
        return out, np.where(both, np.where(near, 1, -1), 0)

    def _trades(
        self, one: Numbers, other: Numbers, across: NDArray[np.bool_]
    ) -> tuple[Floats, NDArray[np.bool_]]:
        mine, theirs = self._left.trades[one], self._right.trades[other]
        bits = [np.zeros(len(one), dtype=np.int64) for _ in range(2)]
        size = np.zeros(len(one))
        rare = self._left.rare[one]
        for a in range(mine.shape[1]):
            hit = np.zeros(len(one), dtype=np.bool_)
            for b in range(theirs.shape[1]):
                equal = (mine[:, a] == theirs[:, b]) & (mine[:, a] >= 0)
                bits[1] |= equal.astype(np.int64) << b
                hit |= equal
            bits[0] |= hit.astype(np.int64) << a
            size += rare[:, a] * hit
        out = self._w("trade_same", across) * np.minimum(size, MOST_SHARED)
        for texts, said, name in (
            (self._left.texts[one], bits[0], "trade_extra"),
            (self._right.texts[other], bits[1], "trade_missing"),
        ):
            lone = ((texts > 0) & ((texts & said[:, None]) == 0)).sum(1)
            out += self._w(name, across) * np.minimum(lone, MOST_UNSHARED)
        return out, size > 0

    def _forms(self, one: Numbers, other: Numbers, across: NDArray[np.bool_]) -> Floats:
        mine, theirs = self._left.forms[one], self._right.forms[other]
        both = (mine[:, 0] >= 0) & (theirs[:, 0] >= 0)
        agree = _meet(mine, theirs)
        out = self._w("form_same", across) * (both & agree)
        out += self._w("form_conflict", across) * (both & ~agree)
        few, others = self._left.numbers[one], self._right.numbers[other]
        some, all_ = (few >= 0) | (others >= 0), (few >= 0) & (others >= 0)
        equal = few == others
        out += self._w("number_same", across) * (all_ & equal)
        out += self._w("number_conflict", across) * (all_ & ~equal)
        out += self._w("number_missing", across) * (some & ~all_)
        return out


def _meet(mine: Numbers, theirs: Numbers) -> NDArray[np.bool_]:
    """Say per pair whether a key stands in both rows of slots."""
    out = np.zeros(len(mine), dtype=np.bool_)
    for a in range(mine.shape[1]):
        for b in range(theirs.shape[1]):
            out |= (mine[:, a] == theirs[:, b]) & (mine[:, a] >= 0)
    return out
