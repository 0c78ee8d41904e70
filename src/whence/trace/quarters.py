"""What parties took in and shipped by product and quarter, from lanes and records.

The records of a lane lie by day, so that a quarter of a lane is a run of neighbours:
what is sorted are these runs.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.trace.fold import Flags, Ints, Longs, firsts
from whence.trace.months import MONTHS, months_of

QUARTERS = MONTHS // 3
INTAKE = 2
"""The least kind of a record that counts in its buyer's intake (see sql/m_edges)."""
Columns = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Laid:
    """Lanes on disk and their records: lane i has the records `at[i]:at[i + 1]`.

    `base` is the first month of the window. Columns are as in `lanes.Lanes`.
    """

    base: int
    src: Ints
    dst: Ints
    hs: Ints
    undated: Flags
    at: Longs
    day: Ints
    grams: Longs
    kind: npt.NDArray[np.int8]


def within(party: Ints, low: int, high: int) -> Longs:
    """Give the lanes whose party is one of low, low + 1, ... high - 1."""
    return np.flatnonzero((party >= low) & (party < high))


def moved(laid: Laid, party: Ints, lanes: Longs, *, least: int) -> Columns:
    """Sum the records of some lanes, of a kind of at least `least`, by party, product
    and quarter of the window; `party` says whose each lane of the store is here.

    Returns:
        party, hs, quarter (in this order, each three once), grams, records, unweighed.

    """
    lanes = lanes[~laid.undated[lanes]]
    first, count = laid.at[lanes], laid.at[lanes + 1] - laid.at[lanes]
    lane = np.repeat(np.arange(len(lanes), dtype=np.int32), count)
    place = np.arange(len(lane)) + np.repeat(first - np.cumsum(count) + count, count)
    counts = laid.kind[place] >= least
    lane, place = lane[counts], place[counts]
    grams = laid.grams[place]
    quarter = _quarters(laid.day[place], laid.base)
    runs = firsts(lane.astype(np.int64) * QUARTERS + quarter)
    lane, quarter = lane[runs], quarter[runs]
    whose, hs = party[lanes][lane], laid.hs[lanes][lane]
    ends = np.append(runs, len(grams))
    sums = (
        _summed(np.maximum(grams, 0), runs),
        np.diff(ends),
        _summed((grams < 0).astype(np.int64), runs),
    )
    codes = int(hs.max(initial=0)) + 1
    key = (whose.astype(np.int64) * codes + hs) * QUARTERS + quarter
    order = np.argsort(key)
    starts = firsts(key[order])
    one = order[starts]
    whole = [_summed(part[order], starts) for part in sums]
    names = ("party", "hs", "quarter", "grams", "records", "unweighed")
    found = (whose[one], hs[one], quarter[one].astype(np.int32), *whole)
    return dict(zip(names, found, strict=True))


def _quarters(days: Ints, base: int) -> Longs:
    """Give the quarter of the window of days that are in it."""
    if not len(days):
        return np.zeros(0, np.int64)
    low = int(days.min())
    known = np.arange(low, int(days.max()) + 1, dtype=np.int32)
    return ((months_of(known) - base) // 3)[days - low]


def _summed(part: Longs, starts: Longs) -> Longs:
    return np.add.reduceat(part, starts) if len(starts) else np.zeros(0, np.int64)
