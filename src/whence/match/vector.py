"""Many pairs of names at once, as arrays.

Scores, score_names   the chances of being the same, and of being related
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.match.rest import Context
from whence.match.sides import Rarity, Side, side_of
from whence.match.weigh import compare
from whence.model.name import NormalName
from whence.shelf import matching


@dataclass(frozen=True, slots=True)
class Scores:
    """Chances from 0 to 1 by pair: the same organisation, a related one."""

    same: NDArray[np.float64]
    related: NDArray[np.float64]


def score_names(
    left: Sequence[NormalName],
    right: Sequence[NormalName],
    *,
    rarity: Callable[[str], float],
) -> Scores:
    """Weigh each name on the left with the one beside it on the right.

    Raises:
        ValueError: the sequences differ in length.

    """
    if len(left) != len(right):
        raise ValueError(f"{len(left)} names against {len(right)}")
    rare, weights = Rarity(rarity), matching.weights()
    sides: dict[str, Side] = {}
    for name in (*left, *right):
        if name.raw not in sides:
            sides[name.raw] = side_of(name, rare)
    about = Context()
    known: dict[tuple[str, str], tuple[float, float]] = {}
    out = np.empty((len(left), 2))
    for at, (one, two) in enumerate(zip(left, right, strict=True)):
        key = (one.raw, two.raw)
        if key not in known:
            like = compare(sides[one.raw], sides[two.raw], about, weights)
            known[key] = (like.p_same, like.p_related)
        out[at] = known[key]
    return Scores(out[:, 0].copy(), out[:, 1].copy())
