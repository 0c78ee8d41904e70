"""Many pairs of names at once, as arrays.

Scores, score   the chances of being the same, and of being related

Pairs that share no cue (`cues.links`) differ only by sums over each name and by a few
comparisons, which are made on arrays; the others are weighed one by one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.match.columns import Columns, Far
from whence.match.cues import links
from whence.match.rest import Context
from whence.match.sides import Rarity, Side, side_of
from whence.match.weigh import compare
from whence.model.name import NormalName
from whence.shelf import matching

# More pairs of different names than this are not laid out as a table.
LARGEST_TABLE = 40_000_000
BATCH = 1 << 16


@dataclass(frozen=True, slots=True)
class Scores:
    """Chances from 0 to 1 by pair: the same organisation, a related one."""

    same: NDArray[np.float64]
    related: NDArray[np.float64]


def score(
    left: Sequence[NormalName],
    right: Sequence[NormalName],
    *,
    rarity: Callable[[str], float],
) -> Scores:
    """Weigh each name on the left with the one beside it on the right.

    Nothing but the names is looked at. The chances are those of `weigh.compare` but
    for its rounding to 1/64.

    Raises:
        ValueError: the sequences differ in length.

    """
    if len(left) != len(right):
        raise ValueError(f"{len(left)} names against {len(right)}")
    rare = Rarity(rarity)
    mine, ones = _distinct(left, rare)
    theirs, others = _distinct(right, rare)
    odds = np.empty((2, len(left)))
    if len(mine) * len(theirs) > LARGEST_TABLE:
        near = np.ones(len(left), dtype=np.bool_)
    else:
        near = links(mine, theirs, matching.weights())[ones, others]
    _far(odds, ~near, (mine, ones), (theirs, others))
    _near(odds, near, (mine, ones), (theirs, others))
    chances = 1 / (1 + np.exp(-odds))
    return Scores(chances[0], chances[1])


_Named = tuple[list[Side], NDArray[np.int64]]


def _distinct(names: Sequence[NormalName], rare: Rarity) -> _Named:
    """Give the different names ready to compare, and which stands where."""
    numbers: dict[str, int] = {}
    sides: list[Side] = []
    at = np.empty(len(names), dtype=np.int64)
    for row, name in enumerate(names):
        number = numbers.setdefault(name.raw, len(sides))
        if number == len(sides):
            sides.append(side_of(name, rare))
        at[row] = number
    return sides, at


def _far(
    odds: NDArray[np.float64], where: NDArray[np.bool_], one: _Named, other: _Named
) -> None:
    rows = np.nonzero(where)[0]
    if not len(rows):
        return
    book = Columns()
    far = Far(book.of(one[0]), book.of(other[0]), matching.weights())
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        odds[:, some] = far.odds(one[1][some], other[1][some])


def _near(
    odds: NDArray[np.float64], where: NDArray[np.bool_], one: _Named, other: _Named
) -> None:
    weights, about = matching.weights(), Context()
    known: dict[tuple[int, int], tuple[float, float]] = {}
    for row in np.nonzero(where)[0]:
        pair = int(one[1][row]), int(other[1][row])
        if pair not in known:
            like = compare(one[0][pair[0]], other[0][pair[1]], about, weights)
            known[pair] = (like.score, like.related)
        odds[:, row] = known[pair]
