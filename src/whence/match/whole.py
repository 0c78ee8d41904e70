"""Distinctive parts that agree whole, for many pairs of names at once.

Whole   the log-odds of the distinctive parts of pairs in which parts agree whole or not
        at all; it says which pairs those are

What is not whole (misspelt, written apart, cut short, a stretch, another script) is
left to `brands.align`, part by part.
"""

from collections.abc import Sequence
from itertools import compress, product
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import cpdist

from whence.match.arrays import Bools, Floats, Numbers, meet
from whence.match.brands import may_be_misspelt
from whence.match.columns import Columns, Laid, grained
from whence.match.shortened import cut_short, spelt_place
from whence.match.sides import Part, Side
from whence.match.weigh import ALIKE, agree_beside, is_brief
from whence.shelf.matching import Weights

Lot = tuple[Sequence[Side], Laid]


class Pairs(NamedTuple):
    """Pairs of names: their numbers in two lots, the keys and rarities of their parts,
    and which parts are left over on either side."""

    one: Numbers
    other: Numbers
    keys: tuple[Numbers, Numbers]
    rare: tuple[Floats, Floats]
    lone: tuple[Bools, Bools]


class Whole:
    """Weighs the distinctive parts of pairs where they agree whole or not at all."""

    def __init__(self, left: Lot, right: Lot, book: Columns, weights: Weights) -> None:
        """Take two lots of names, laid out by `book`."""
        self._left, self._right = left, right
        self._book, self._weights = book, weights
        self._least = int(weights["index.typo_length"])
        self._near = weights["index.typo_near"]

    def odds(self, one: Numbers, other: Numbers) -> tuple[Floats, Floats, Bools]:
        """Give the log-odds of the same, of related, and for which pairs they hold."""
        mine, theirs = self._left[1], self._right[1]
        sure = mine.fit[one] & theirs.fit[other]
        sure &= mine.han[one] == theirs.han[other]
        sure &= (mine.count[one] > 0) & (theirs.count[other] > 0)
        sure &= mine.full[one] != theirs.full[other]
        same, related = np.zeros(len(one)), np.zeros(len(one))
        rows = np.nonzero(sure)[0]
        if len(rows):
            held = self._weigh(self._pairs(one[rows], other[rows]))
            same[rows], related[rows], sure[rows] = held
        return same, related, sure

    def _pairs(self, one: Numbers, other: Numbers) -> Pairs:
        table = self._book.parts
        slots = [
            laid.parts[rows][:, : max(1, int(laid.count[rows].max()))]
            for laid, rows in ((self._left[1], one), (self._right[1], other))
        ]
        keys, others = (table["keys"][some] for some in slots)
        rare, rares = (table["rare"][some] for some in slots)
        lone, alone = (some > 0 for some in slots)
        return Pairs(one, other, (keys, others), (rare, rares), (lone, alone))

    def _weigh(self, pairs: Pairs) -> tuple[Floats, Floats, Bools]:
        """Weigh the parts that share a key; each part is used once."""
        (keys, others), (lone, alone) = pairs.keys, pairs.lone
        ours, best = np.zeros(len(keys)), np.zeros(len(keys))
        same = np.zeros(len(keys))
        for r, x in product(range(others.shape[1]), range(keys.shape[1])):
            hit = lone[:, x] & alone[:, r] & meet(keys[:, x], others[:, r])
            if not hit.any():
                continue
            lone[hit, x] = alone[hit, r] = False
            size = np.minimum(pairs.rare[0][:, x], pairs.rare[1][:, r]) * hit
            ours += size
            same += self._sign("identical", size)
            best = np.maximum(best, size**3)
        sure = ~self._in_doubt(pairs, ours > 0)
        extra, missing = pairs.rare[0] * lone, pairs.rare[1] * alone
        same += self._sign("extra", extra).sum(1)
        same += self._sign("missing", missing).sum(1)
        weights = self._weights
        related = weights["related.identical"] * best
        related += weights["related.missing"] * missing.sum(1)
        related += weights["related.extra"] * extra.sum(1)
        same[ours == 0] += self._sign("none", np.ones(1))
        agree = np.nonzero(sure & (ours > 0))[0]
        if len(agree):
            lone_sums = missing[agree], extra[agree]
            same[agree] += self._together(pairs, agree, ours[agree], lone_sums)
        return same, related, sure

    def _together(
        self, pairs: Pairs, rows: Numbers, ours: Floats, lone: tuple[Floats, Floats]
    ) -> Floats:
        """Give what the distinctive parts come to, in pairs that share some: the signs
        of `weigh.distinctive`, in its order of addition."""
        apart, sums = np.zeros(len(rows)), np.zeros((2, len(rows)))
        for total, sizes in zip(sums, lone, strict=True):
            for size in sizes.T:
                total += size
                apart += size
        same = self._sign("cover", 2 * ours / (2 * ours + apart))
        same += self._sign("both", sums.min(0))
        pair = [
            (self._left[0][one], self._right[0][other])
            for one, other in zip(
                pairs.one[rows].tolist(), pairs.other[rows].tolist(), strict=True
            )
        ]
        near = cpdist(
            [one.squeezed for one, _ in pair], [other.squeezed for _, other in pair],
            scorer=Levenshtein.normalized_similarity, score_cutoff=ALIKE,
            dtype=np.float64,
        )  # fmt: skip
        same += self._sign("alike", np.maximum(0.0, near - ALIKE) / (1 - ALIKE))
        whole = apart == 0
        same += whole * self._sign("whole", np.ones(1))
        for row in np.nonzero(whole)[0].tolist():
            if agree_beside(*pair[row]):
                same[row] += self._sign("complete", np.ones(1))[0]
            elif is_brief(*pair[row]):
                same[row] += self._sign("brief", np.ones(1))[0]
        return same

    def _sign(self, name: str, size: Floats) -> Floats:
        return grained(self._weights[f"same.{name}"] * size)

    def _in_doubt(self, pairs: Pairs, found: Bools) -> Bools:
        """Say in which pairs parts left over may agree in another way."""
        mine, theirs = self._left[1], self._right[1]
        lone, alone = (some.any(1) for some in pairs.lone)
        doubt = mine.han[pairs.one] & (lone | alone)
        doubt |= _any_share(theirs.runs[pairs.other], pairs.keys[0])
        doubt |= _any_share(mine.runs[pairs.one], pairs.keys[1])
        self._misspelt(pairs, np.nonzero(lone & alone & ~doubt)[0], doubt)
        for lots, some, some_lone in (
            (((self._left, pairs.one), (self._right, pairs.other)), lone, 0),
            (((self._right, pairs.other), (self._left, pairs.one)), alone, 1),
        ):
            rows = np.nonzero(found & some & ~doubt)[0]
            self._said_otherwise(lots, rows, pairs.lone[some_lone], doubt)
        return doubt

    def _misspelt(self, pairs: Pairs, rows: Numbers, doubt: Bools) -> None:
        """Mark the pairs in which two parts left over are spelt alike."""
        keys = self._book.keys
        mine, theirs = (some[rows] for some in pairs.keys)
        lone, alone = (some[rows] for some in pairs.lone)
        for x, a, r, b in product(*map(range, (*mine.shape[1:], *theirs.shape[1:]))):
            both = lone[:, x] & alone[:, r] & (mine[:, x, a] >= 0)
            at = np.nonzero(both & (theirs[:, r, b] >= 0))[0]
            one, other = mine[at, x, a], theirs[at, r, b]
            near = self._spelt_near(one, other)
            at, one, other = at[near], one[near], other[near]
            if not len(at):
                continue
            words = [[keys.things[k] for k in some.tolist()] for some in (one, other)]
            alike = cpdist(*words, scorer=OSA.normalized_similarity,
                           score_cutoff=self._near, dtype=np.float32)  # fmt: skip
            for n in np.nonzero(alike)[0].tolist():
                if may_be_misspelt(words[0][n], words[1][n]):
                    doubt[rows[at[n]]] = True

    def _spelt_near(self, one: Numbers, other: Numbers) -> Bools:
        """Say which keys are Latin spellings of about the same letters: a slip changes
        two of them at most."""
        size, letters = self._book.keys["size"], self._book.keys["letters"]
        mine, theirs = size[one], size[other]
        slips = (1 - self._near) * np.maximum(mine, theirs) + 1e-9
        near = (np.minimum(mine, theirs) >= self._least) & (abs(mine - theirs) <= slips)
        near &= np.bitwise_count(letters[one] ^ letters[other]) <= 2 * slips
        return np.asarray(near)

    def _said_otherwise(
        self,
        lots: tuple[tuple[Lot, Numbers], tuple[Lot, Numbers]],
        rows: Numbers,
        lone: Bools,
        doubt: Bools,
    ) -> None:
        """Mark the pairs, of `rows`, in which a part left over in the first name may
        cut a trade of the other short, or spell its place."""
        ((sides, laid), one), ((others, there), other) = lots
        one, other, lone = one[rows], other[rows], lone[rows]
        parts, places = self._book.parts, self._book.places
        regions = places["regions"][:, 0] >= 0
        where = there.place[other]
        slots = laid.parts[one][:, : lone.shape[1]]
        initial, begins = parts["initial"][slots], places["initials"][where]
        spelt = parts["spells"][slots] | ((initial & begins[:, None]) != 0)
        place = ~regions[laid.place[one]] & regions[where] & (spelt & lone).any(1)
        begins = self._book.trades["initials"][there.trade[other]]
        cut = ((initial & begins[:, None]) != 0) & lone
        for at in np.nonzero(place | cut.any(1))[0].tolist():
            side, against = sides[one[at]], others[other[at]]
            left = compress(side.brands, lone[at])
            if _says_otherwise(dict(enumerate(left)), against, place=bool(place[at])):
                doubt[rows[at]] = True


def _says_otherwise(parts: dict[int, Part], other: Side, *, place: bool) -> bool:
    if cut_short(parts, other.trade.texts):
        return True
    return place and bool(spelt_place(parts, other))


def _any_share(runs: Numbers, keys: Numbers) -> Bools:
    """Say per pair whether a part of one is a run of parts of the other."""
    wide = int((runs >= 0).any(0).sum())
    return meet(runs[:, :wide], keys.reshape(len(keys), -1))
