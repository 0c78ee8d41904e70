"""What a record counts for in a share of somebody's intake: its weight, and without one
the mean of the others.

A share by number of records and one by weight can be worlds apart, so that a share may
not change from one to the other because one weight is missing; nor may a record without
a weight count for nothing, or whoever leaves it out would vanish. In an intake of which
no weight at all is known every record counts alike. Whole numbers, rounded down.
"""

import numpy as np
import numpy.typing as npt

from whence.trace.fold import Longs, sums
from whence.trace.lanes import Lanes
from whence.trace.parts import FINE, HEAVIEST, MILLION, POWERS, ppm_of


def share_of(own: Longs, taken: Longs) -> int:
    """Give the millionths that some records are of an intake they are part of.

    `own` and `taken` are grams of single records, -1 where unknown; taken is not empty.

    >>> share_of(np.array([30, -1]), np.array([30, -1, 10]))
    833333
    """
    weighed = int((taken > 0).sum())
    known = int(np.maximum(taken, 0).sum())
    if not known:
        return len(own) * MILLION // len(taken)
    # Both in units of a gram by the number of records that bear a weight.
    part = int(np.maximum(own, 0).sum()) * weighed + int((own <= 0).sum()) * known
    return part * MILLION // (known * len(taken))


def weights_of(
    grams: Longs,
    count: npt.NDArray[np.integer],
    unweighed: npt.NDArray[np.integer],
    *,
    buyers: npt.NDArray[np.integer],
) -> Longs:
    """Give what lanes count for in the intakes of their buyers; `unweighed` of the
    `count` records of a lane bear no weight, and its others weigh `grams` together.

    Lanes lie by buyer, and those of each begin at `buyers`. Parts are whole numbers,
    and half of one record would be none: each buyer's intake is counted in a unit fine
    enough for millionths, for only its ratios are used. `bulk_shares` does the same
    elsewhere.

    >>> one = np.array([1, 1])
    >>> weights_of(np.array([0, 8]), one, np.array([1, 0]), buyers=np.array([0])) >> 35
    array([8, 8])
    """
    grams = np.minimum(grams, np.int64(HEAVIEST))
    known, records, blank = (
        sums(column, buyers) for column in (grams, count, unweighed)
    )
    base, weighed = np.where(known, known, 1), np.maximum(records - blank, 1)
    # However many bear no weight, they weigh no more than what millionths fit.
    mean = np.minimum(base // weighed, HEAVIEST // records)
    bits = np.searchsorted(POWERS[:FINE], known + blank * mean, side="right")
    finer = FINE - bits
    mean = np.where(finer, (base << finer) // weighed, mean)
    size = np.diff(buyers, append=len(grams))
    weights: Longs = grams << np.repeat(finer, size)
    weights += unweighed * np.repeat(mean, size)
    return np.minimum(weights, HEAVIEST)


def unweighed_of(lanes: Lanes) -> Longs:
    """Give the millionths of the records that each party took in that weigh nothing."""
    whole = np.zeros(len(lanes.parties), np.int64)
    blank = np.zeros_like(whole)
    some = np.flatnonzero(np.diff(lanes.lane_at))
    if len(some):
        for count, column in ((whole, lanes.count), (blank, lanes.unweighed)):
            count[some] = np.add.reduceat(column, lanes.lane_at[some], dtype=np.int64)
    return ppm_of(blank, whole)
