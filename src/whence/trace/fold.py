"""Records in the order of lanes, folded: the one way lanes come about, in memory or
bucket by bucket from disk."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.trace.months import FULL, MONTHS, Masks, bits

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Folded:
    """Lanes of records that lie side by side; lane i begins at record `starts[i]`.

    `grams` sums the known weights; `unweighed` of the `count` records bear none. A lane
    of undated records has all months.
    """

    starts: Longs
    src: Ints
    dst: Ints
    hs: Ints
    undated: Flags
    mask: Masks
    grams: Longs
    count: Longs
    unweighed: Longs

    def __len__(self) -> int:
        """Count the lanes."""
        return len(self.starts)


def fold(
    sides: tuple[Ints, Ints, Ints], undated: Flags, *, month: Longs, grams: Longs
) -> Folded:
    """Fold records sorted by buyer, product, seller and whether they bear a day.

    `sides` are seller, buyer and product of each; `month` counts in the window, and is
    looked at only where a day is known; `grams` are -1 where unknown.
    """
    src, dst, hs = sides
    if not len(src):
        none = np.zeros(0, np.int64)
        ints = np.zeros(0, np.int32)
        empty = np.zeros((0, 2), np.int64)
        flags = np.zeros(0, bool)
        return Folded(none, ints, ints, ints, flags, empty, none, none, none)
    new = np.ones(len(src), bool)
    new[1:] = (src[1:] != src[:-1]) | (dst[1:] != dst[:-1]) | (hs[1:] != hs[:-1])
    new[1:] |= undated[1:] != undated[:-1]
    starts = np.flatnonzero(new).astype(np.int64)
    mask = np.bitwise_or.reduceat(bits(np.where(undated, -1, month)), starts, axis=0)
    loose = undated[starts]
    mask[loose] = FULL
    return Folded(
        starts,
        src[starts],
        dst[starts],
        hs[starts],
        loose,
        mask,
        sums(np.maximum(grams, 0), starts),
        np.diff(np.append(starts, len(src))),
        sums(grams <= 0, starts),
    )


def groups(src: Ints, hs: Ints, codes: int) -> tuple[Ints, Ints, Ints]:
    """Number the (seller, product) pairs by seller; give each lane's, and the pairs."""
    pairs, group = np.unique(src.astype(np.int64) * codes + hs, return_inverse=True)
    return (
        group.astype(np.int32),
        (pairs // max(codes, 1)).astype(np.int32),
        (pairs % max(codes, 1)).astype(np.int32),
    )


@dataclass(frozen=True, slots=True)
class LaneRuns:
    """Runs of lanes of one buyer and product, in the order of lanes.

    Run r is of product `hs[r]` and holds the lanes `start[r]:start[r + 1]`; those of
    buyer b are the runs `at[b]:at[b + 1]`.
    """

    hs: Ints
    start: Longs
    at: Longs


def firsts(of: Ints | Longs) -> Longs:
    """Give where each run of equal neighbours begins."""
    new = np.ones(len(of), bool)
    np.not_equal(of[1:], of[:-1], out=new[1:])
    return np.flatnonzero(new)


def sums(amount: npt.NDArray[Any], starts: npt.NDArray[Any]) -> Longs:
    """Sum whole amounts by the runs that begin at `starts`, the first of them at 0.

    A running sum and its differences: several times faster than `np.add.reduceat` where
    runs are short, and exact, as what is beyond 64 bits comes back.

    >>> sums(np.array([1, 2, 3]), np.array([0, 2]))
    array([3, 3])
    """
    if not len(starts):
        return np.zeros(0, np.int64)
    ends = np.append(starts[1:], len(amount)) - 1
    until = np.cumsum(amount, dtype=np.int64).take(ends)
    whole: Longs = until.copy()
    whole[1:] -= until[:-1]
    return whole


def segments(dst: Ints, hs: Ints) -> Longs:
    """Give where each run of lanes of one buyer and product begins."""
    new = np.ones(len(dst), bool)
    new[1:] = (dst[1:] != dst[:-1]) | (hs[1:] != hs[:-1])
    return np.flatnonzero(new).astype(np.int64)


def lane_runs(dst: Ints, hs: Ints, parties: int) -> LaneRuns:
    """Find the runs in lanes sorted by buyer and product."""
    start = segments(dst, hs)
    at = np.searchsorted(dst[start], np.arange(parties + 1)).astype(np.int64)
    return LaneRuns(hs[start], np.append(start, len(dst)), at)


def partners(src: Ints, dst: Ints, size: int) -> Longs:
    """Count the distinct parties each one sold to or bought from."""
    both = np.concatenate((src.astype(np.int64) * size + dst,
                           dst.astype(np.int64) * size + src))  # fmt: skip
    both.sort()
    # Sorting and comparing neighbours is many times faster than np.unique's hashing.
    first = both[firsts(both)]
    return np.bincount(first // max(size, 1), minlength=size).astype(np.int64)


def window(months: Longs, number: Longs) -> tuple[int, int]:
    """Give the first month of the window, and how many records are before it.

    The window is the ten years that hold the most records, the latest of several, so
    that one impossible year in a file does not push all the others out. `months` count
    since 1970, each once; `number` is how many records bear it.
    """
    if not len(months):
        return 0, 0
    first, last = int(months.min()), int(months.max())
    by_month = np.bincount(months - first, number, last - first + 1).astype(np.int64)
    total = np.concatenate(([0], np.cumsum(by_month)))
    held = total[MONTHS:] - total[:-MONTHS] if last - first >= MONTHS else total[:1]
    base = first + int(len(held) - 1 - np.argmax(held[::-1]))
    return base, int(number[months < base].sum())
