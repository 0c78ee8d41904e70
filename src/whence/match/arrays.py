"""Arrays about many names at once: their kinds, and steps that all who use them share.

Floats, Numbers, Bools, Array   kinds of arrays
Odds      log-odds by pair: of being the same organisation, and of being related
chances   the chances that log-odds stand for
counted   places within groups
begins    where the next value begins
meet      which rows of slots have a key in common
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Bools = NDArray[np.bool_]
Array = NDArray[Any]
Odds = tuple[Floats, Floats]


def chances(odds: Floats) -> Floats:
    """Turn log-odds into chances.

    >>> chances(np.zeros(1)).tolist()
    [0.5]
    """
    out = np.negative(odds)
    np.exp(out, out=out)
    out += 1
    return np.reciprocal(out, out=out)


def counted(sizes: Numbers) -> Numbers:
    """Give each of the things in groups of these sizes its place within its group.

    >>> counted(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    ends = np.cumsum(sizes)
    return np.arange(int(sizes.sum())) - np.repeat(ends - sizes, sizes)


def begins(column: Numbers) -> Bools:
    """Say which values differ from the one before.

    >>> begins(np.array([4, 4, 7])).tolist()
    [True, False, True]
    """
    return np.append(True, column[1:] != column[:-1])[: len(column)]


def meet(mine: Numbers, theirs: Numbers) -> Bools:
    """Say per row whether a key stands in both rows of slots; -1 is an empty slot.

    >>> meet(np.array([[4, -1], [4, 5]]), np.array([[-1], [5]])).tolist()
    [False, True]
    """
    out = np.zeros(len(mine), dtype=np.bool_)
    for a in range(mine.shape[1]):
        for b in range(theirs.shape[1]):
            out |= (mine[:, a] == theirs[:, b]) & (mine[:, a] >= 0)
    return out
