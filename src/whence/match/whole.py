"""Distinctive parts that agree whole, for many pairs of names at once.

Parts   the distinctive parts of names laid out; `joined` adds more names
Whole   the log-odds of the distinctive parts of pairs in which none agrees; it says
        which pairs those are

What is not whole (misspelt, written apart, a stretch, another script) is left to
`brands.align`, part by part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from whence.match.brands import may_be_misspelt
from whence.match.columns import Bools, Columns, Floats, Numbers, grained
from whence.match.sides import Side
from whence.shelf.matching import Weights

PARTS, KEYS, RUNS = 4, 4, 6


@dataclass(frozen=True, slots=True)
class Parts:
    """Per name its parts: `keys` (names, parts, keys) and `runs` (names, runs) as
    numbers, -1 for none; `rare` (names, parts). Not `fit` are names with more, or with
    parts in two scripts."""

    keys: Numbers
    runs: Numbers
    rare: Floats
    count: Numbers
    full: Numbers
    fit: Bools
    han: Bools

    def joined(self, more: "Parts") -> "Parts":
        """Put more names behind these."""
        return Parts(
            np.concatenate((self.keys, more.keys)),
            np.concatenate((self.runs, more.runs)),
            np.concatenate((self.rare, more.rare)),
            np.concatenate((self.count, more.count)),
            np.concatenate((self.full, more.full)),
            np.concatenate((self.fit, more.fit)),
            np.concatenate((self.han, more.han)),
        )


def parts_of(sides: Sequence[Side], book: Columns) -> Parts:
    """Lay out the distinctive parts of names."""
    keys = np.full((len(sides), PARTS, KEYS), -1, dtype=np.int64)
    joins = np.full((len(sides), RUNS), -1, dtype=np.int64)
    rare = np.zeros((len(sides), PARTS))
    fit = np.ones(len(sides), dtype=np.bool_)
    for at, side in enumerate(sides):
        written = [joined for _, _, joined in side.joins]
        if (
            len(side.brands) > PARTS
            or len(written) > RUNS
            or any(len(p.keys) > KEYS or p.han != side.han for p in side.brands)
        ):
            fit[at] = False
            continue
        for slot, part in enumerate(side.brands):
            rare[at, slot] = part.rare
            keys[at, slot, : len(part.keys)] = book.numbers(part.keys)
        joins[at, : len(written)] = book.numbers(written)
    count = np.array([len(s.brands) for s in sides], dtype=np.int64)
    han = np.array([s.han for s in sides], dtype=np.bool_)
    full = np.array(book.numbers(f"f:{s.full}" for s in sides), dtype=np.int64)
    return Parts(keys, joins, rare, count, full, fit, han)


Lot = tuple[Sequence[Side], Parts]


class Whole:
    """Weighs the distinctive parts of pairs where they agree whole or not at all."""

    def __init__(self, left: Lot, right: Lot, weights: Weights) -> None:
        """Take two lots of names, and their parts laid out by one `Columns`."""
        self._left, self._right, self._weights = left, right, weights
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
            held = self._weigh(one[rows], other[rows])
            same[rows], related[rows], sure[rows] = held
        return same, related, sure

    def _weigh(self, one: Numbers, other: Numbers) -> tuple[Floats, Floats, Bools]:
        mine, theirs = self._left[1], self._right[1]
        keys, others = _trimmed(mine.keys[one]), _trimmed(theirs.keys[other])
        rare, rares = mine.rare[one], theirs.rare[other]
        lone = np.arange(PARTS) < mine.count[one][:, None]
        alone = np.arange(PARTS) < theirs.count[other][:, None]
        ours, best = np.zeros(len(one)), np.zeros(len(one))
        same = np.zeros(len(one))
        for r in range(others.shape[1]):
            for x in range(keys.shape[1]):
                hit = lone[:, x] & alone[:, r] & _share(keys[:, x], others[:, r])
                lone[hit, x] = alone[hit, r] = False
                size = np.minimum(rare[:, x], rares[:, r]) * hit
                ours += size
                same += self._sign("identical", size)
                best = np.maximum(best, size**3)
        sizes = rare * lone, rares * alone
        found = same, ours, best
        return self._summed((one, other), found, sizes, left_over=(lone, alone))

    def _summed(
        self,
        pairs: tuple[Numbers, Numbers],
        found: tuple[Floats, Floats, Floats],
        rare: tuple[Floats, Floats],
        *,
        left_over: tuple[Bools, Bools],
    ) -> tuple[Floats, Floats, Bools]:
        """Add what is left over on either side, and what all of it comes to."""
        (same, ours, best), (extra, missing) = found, rare
        same = same + self._sign("extra", extra).sum(1)
        same += self._sign("missing", missing).sum(1)
        any_ = ours > 0
        same += np.where(any_, 0.0, self._sign("none", np.ones(1)))
        weights = self._weights
        related = weights["related.identical"] * best
        related += weights["related.missing"] * missing.sum(1)
        related += weights["related.extra"] * extra.sum(1)
        # how letters, places and trades agree beside a shared part is weighed alone
        return same, related, ~any_ & ~self._in_doubt(pairs, left_over)

    def _sign(self, name: str, size: Floats) -> Floats:
        return grained(self._weights[f"same.{name}"] * size)

    def _in_doubt(
        self, pairs: tuple[Numbers, Numbers], left_over: tuple[Bools, Bools]
    ) -> Bools:
        """Say in which pairs parts left over on both sides may agree in another way."""
        (one, other), (lone, alone) = pairs, left_over
        mine, theirs = self._left[1], self._right[1]
        both = lone.any(1) & alone.any(1)
        doubt = mine.han[one] & (lone.any(1) | alone.any(1))
        doubt |= _any_share(theirs.runs[other], mine.keys[one])
        doubt |= _any_share(mine.runs[one], theirs.keys[other])
        self._misspelt(pairs, np.nonzero(both & ~doubt)[0], left_over, doubt)
        return doubt

    def _misspelt(
        self,
        pairs: tuple[Numbers, Numbers],
        rows: Numbers,
        left_over: tuple[Bools, Bools],
        doubt: Bools,
    ) -> None:
        """Mark the pairs in which two parts left over are spelt alike."""
        words: list[str] = []
        others: list[str] = []
        whose: list[int] = []
        for row, one, other, lone, alone in zip(
            rows.tolist(),
            pairs[0][rows].tolist(),
            pairs[1][rows].tolist(),
            left_over[0][rows].tolist(),
            left_over[1][rows].tolist(),
            strict=True,
        ):
            spelt = self._spelt(self._right[0][other], alone)
            for word in self._spelt(self._left[0][one], lone):
                words += [word] * len(spelt)
                others += spelt
                whose += [row] * len(spelt)
        if words:
            near = cpdist(words, others, scorer=OSA.normalized_similarity,
                          score_cutoff=self._near, dtype=np.float32)  # fmt: skip
            for n in np.nonzero(near)[0].tolist():
                if may_be_misspelt(words[n], others[n]):
                    doubt[whose[n]] = True

    def _spelt(self, side: Side, lone: Iterable[bool]) -> list[str]:
        return [
            word
            for part in compress(side.brands, lone)
            for word in part.latin
            if len(word) >= self._least
        ]


def _trimmed(keys: Numbers) -> Numbers:
    """Cut parts and keys that no name of a batch has."""
    parts = max(1, int((keys[:, :, 0] >= 0).any(0).sum()))
    wide = max(1, int((keys >= 0).any((0, 1)).sum()))
    return keys[:, :parts, :wide]


def _share(mine: Numbers, theirs: Numbers) -> Bools:
    """Say per pair whether a key stands in both rows."""
    out = np.zeros(len(mine), dtype=np.bool_)
    for a in range(mine.shape[1]):
        for b in range(theirs.shape[1]):
            out |= (mine[:, a] == theirs[:, b]) & (mine[:, a] >= 0)
    return out


def _any_share(joined: Numbers, keys: Numbers) -> Bools:
    """Say per pair whether a part of one is a run of parts of the other."""
    wide = max(1, int((joined >= 0).any(0).sum()))
    cut = _trimmed(keys)
    return _share(joined[:, :wide], cut.reshape(len(cut), -1))
