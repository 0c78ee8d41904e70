"""Many pairs of names at once, as arrays.

Scores, score   the chances of being the same, and of being related
Weigher         the log-odds of pairs out of two lots of names
Linked          the share in them of distinctive parts that two names may share
parts_odds      the share of the distinctive parts in them
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.match.arrays import Bools, Floats, Numbers, Odds, chances
from whence.match.brands import align
from whence.match.bulk import Rest
from whence.match.columns import Columns
from whence.match.crossed import MANY, Links
from whence.match.kept import left_alone
from whence.match.linking import TABLE, Linking
from whence.match.onelink import OneLink
from whence.match.sides import Rarity, Side, side_of
from whence.match.weigh import (
    distinctive,
    mode_of,
    names_odds,
    shared_odds,
    summed,
)
from whence.match.whole import Lot, Whole
from whence.normalise.names import parts
from whence.shelf import matching, terms
from whence.shelf.matching import Weights

# Pairs weighed at once.
BATCH = 1 << 16


class Scores(NamedTuple):
    """Chances from 0 to 1 by pair: the same organisation, a related one."""

    same: Floats
    related: Floats


def score(left: Sequence[str], right: Sequence[str]) -> Scores:
    """Weigh each name on the left with the one beside it on the right.

    Nothing but the names is looked at. The chances are those of `weigh.compare`. Pairs
    out of few names on both sides are weighed far faster than as many of new names.

    Raises:
        ValueError: the sequences differ in length.

    >>> same, related = score(["和田泰达服饰有限公司"], ["Hetian Taida Apparel Ltd"])
    >>> bool(same[0] > 0.9)
    True

    """
    if len(left) != len(right):
        raise ValueError(f"{len(left)} names against {len(right)}")
    with left_alone():
        rare = Rarity(terms.rarity)
        mine, ones = _distinct(left, rare)
        theirs, others = _distinct(right, rare)
        odds = Weigher(mine, theirs, pairs=len(left)).odds(ones, others)
        return Scores(*map(chances, odds))


def _distinct(names: Sequence[str], rare: Rarity) -> tuple[list[Side], Numbers]:
    """Give the different names ready to compare, and which stands where."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    at = np.fromiter(map(numbers.__getitem__, names), np.int64, len(names))
    return [side_of(parts(raw), rare) for raw in numbers], at


class Weigher:
    """Weighs pairs of names by their numbers in two lots.

    Pairs that share no cue (`linking.Linking`) differ only by sums over each name and
    by comparisons that are made on arrays; of the others only the distinctive parts are
    weighed one by one, and aligned only where more than one word links them.
    """

    def __init__(
        self, left: Sequence[Side], right: Sequence[Side], *, pairs: int
    ) -> None:
        """Lay the names out, for about so many pairs."""
        weights = matching.weights()
        self._high, self._wide = len(left), max(1, len(right))
        book = Columns(weights)
        mine, theirs = book.of(left), book.of(right)
        self._rest = Rest(mine, theirs, book, weights, pairs=pairs)
        lots = (left, mine), (right, theirs)
        self._links = Links(book.keys)
        self._linking = Linking(left, right, self._links, weights)
        self._one = OneLink(lots, book, self._rest, self._links)
        self._linked = Linked(*lots, book, weights)

    def odds(self, one: Numbers, other: Numbers) -> Odds:
        """Give the log-odds of being the same, and of being related; pairs that are
        asked for again and again are weighed once."""
        cells = one * self._wide + other
        asked = self._asked(cells)
        if 2 * len(asked) > len(cells):
            return self._each(one, other)
        same, related = self._each(*np.divmod(asked, self._wide))
        at = np.searchsorted(asked, cells)
        return same[at], related[at]

    def _asked(self, cells: Numbers) -> Numbers:
        """Give each pair that is asked for once, in their order; all as they are where
        a table of all pairs would be too large."""
        if self._high * self._wide > TABLE:
            return cells
        table = np.zeros(self._high * self._wide, dtype=np.bool_)
        table[cells] = True
        return np.flatnonzero(table)

    def _each(self, one: Numbers, other: Numbers) -> Odds:
        out = np.empty(len(one)), np.empty(len(one))
        link = self._linking.of(one, other)
        for start in range(0, len(one), BATCH):
            some = slice(start, start + BATCH)
            out[0][some], out[1][some] = self._batch(one[some], other[some], link[some])
        return out

    def _batch(self, one: Numbers, other: Numbers, link: NDArray[np.int32]) -> Odds:
        same, related = self._rest.odds(one, other)
        some, more = self._rest.apart(one, other)
        where = np.nonzero(link > 0)[0]
        odds, held, doubt = self._one.odds(
            one[where], other[where], link[where].astype(np.int64)
        )
        some[where[held]], more[where[held]] = odds[0][held], odds[1][held]
        link[where[doubt]] = MANY
        where = np.nonzero(link == MANY)[0]
        some[where], more[where], alone = self._linked.odds(one[where], other[where])
        same[where[alone]] = related[where[alone]] = 0
        return same + some, related + more


class Linked:
    """Weighs the distinctive parts of pairs that may share some.

    Where parts agree whole or not at all that is done on arrays, else one by one.
    """

    def __init__(self, left: Lot, right: Lot, book: Columns, weights: Weights) -> None:
        """Take two lots of names, laid out by one `Columns`."""
        self._left, self._right, self._weights = left[0], right[0], weights
        self._whole = Whole(left, right, book, weights)

    def odds(self, one: Numbers, other: Numbers) -> tuple[Floats, Floats, Bools]:
        """Give the log-odds of the same and of related; where True they are those of
        everything, for the parts touch the rest of the name."""
        same, related, sure = self._whole.odds(one, other)
        alone = np.zeros(len(one), dtype=np.bool_)
        rows = np.nonzero(~sure)[0]
        pairs, at = np.unique(
            one[rows] * len(self._right) + other[rows], return_inverse=True
        )
        found = np.array([
            parts_odds(self._left[pair // len(self._right)],
                       self._right[pair % len(self._right)], self._weights)
            for pair in pairs.tolist()
        ]).reshape(-1, 3)  # fmt: skip
        same[rows], related[rows], alone[rows] = found[at].T
        return same, related, alone


def parts_odds(left: Side, right: Side, weights: Weights) -> tuple[float, float, bool]:
    """Give the log-odds of the distinctive parts of two names, for the same and for
    related; or those of everything (True) where they touch the rest of the name."""
    found = align(left, right, weights)
    whole = found.glossed or found.placed or left.full == right.full
    if whole or not (left.brands or right.brands):
        return *names_odds(left, right, found, weights), True
    same = summed(mode_of(left, right), distinctive(left, right, found), weights)
    return same, shared_odds(found, weights), False
