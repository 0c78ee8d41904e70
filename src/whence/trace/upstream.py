"""Who can have supplied a party, in time and by kind: a search over lanes.

Breadth first, level by level, with all months of a state in one word: AND with the
months a lane ships, OR where lanes meet, and a lag's stretch backwards. It gives for
every (party, product, month) the fewest tiers in which its goods can have arrived,
exactly as a walk over single records would at month grain.

What a buyer needs is first put together by product it took in, so that a hub's lanes
are looked at once a level, and those of other products not at all.

Who asks only for flagged parties, and again and again, gives a `Toward`: then only
states are followed from which a flagged one is near enough, and nothing is lost.
"""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from whence.trace.fold import firsts
from whence.trace.lanes import Flags, Ints, Lanes, Longs, spread
from whence.trace.months import FULL, Masks, back, bits
from whence.trace.products import Products
from whence.trace.reach import START, LanePath, Level, Reach

__all__ = ["LanePath", "Level", "Reach", "Searcher", "Toward"]

NOBODY: frozenset[str] = frozenset()
MOST_KEPT = 1 << 23
"""Lanes and states of searches remembered by one searcher: some 200 MB."""


class Toward(Protocol):
    """Knows from which states a flagged party is how near."""

    def within(self, group: Ints | Longs, steps: int) -> Masks:
        """Give the months in which goods of each group can have come from a flagged
        party in at most so many steps before its seller (0: he is one)."""


class Searcher:
    """Searches one set of lanes with one set of products; remembers what it found.

    `ends` are parties at which every path ends (forwarders, banks): they are found,
    and nobody is sought behind them.
    """

    def __init__(
        self,
        lanes: Lanes,
        products: Products,
        ends: frozenset[str] = NOBODY,
        *,
        goal: Toward | None = None,
    ) -> None:
        """Keep the lanes, and prepare the fits of products.

        With a `goal`, `upstream` finds only what leads to the flagged parties it knows.
        """
        self._lanes, self._products, self._goal = lanes, products, goal
        self._ends = np.zeros(len(lanes.parties), bool)
        known = (lanes.index.get(party) for party in ends)
        self._ends[[at for at in known if at is not None]] = True
        self._fits: dict[str, Flags] = {}
        self._found: dict[tuple[str, str, int | None, int, int], Reach] = {}
        self._kept = 0

    def upstream(
        self, start: str, hs: str, by: int | None, *, max_tiers: int = 6, lag: int = 12
    ) -> Reach:
        """Find all that can have reached a party in goods of a code by a month.

        `by` counts months since January 1970; with None, whatever the party took in
        at any time counts. A lag over 59 months is cut to 59.
        """
        key = (start, hs, by, max_tiers, lag)
        if key not in self._found:
            reach = self.toward(
                start, hs, by, max_tiers=max_tiers, lag=lag, goal=self._goal
            )
            size = sum(len(level.lane) + len(level.group) for level in reach.levels)
            if self._kept + size > MOST_KEPT:
                self._found.clear()
                self._kept = 0
            self._kept += size
            self._found[key] = reach
        return self._found[key]

    def toward(
        self,
        start: str,
        hs: str,
        by: int | None,
        *,
        max_tiers: int,
        lag: int,
        goal: Toward | None,
    ) -> Reach:
        """Find what `upstream` finds, as far as a flagged party is upstream of it
        within `max_tiers` of the start: these, and all between, at the same tiers.
        """
        lanes, lag = self._lanes, min(lag, 59)
        at = lanes.index.get(start)
        mask = _window(lanes.base, by, lag)
        levels = [_start(mask)]
        if at is None or not mask.any():
            return self._reach(levels, lag, set())
        front: _Front = (np.array([at], np.int32), np.zeros(1, np.int64),
                         self._fit(hs)[None, :])  # fmt: skip
        nodes, ended = np.array([0]), set[int]()
        while len(nodes) and len(levels) <= max_tiers:
            left = max_tiers - len(levels)
            level = self._step(front, mask, levels[-1].best[nodes], (goal, left))
            levels.append(level)
            source = lanes.group_src[level.group]
            stops = self._ends[source]
            ended.update(int(s) for s in source[stops])
            nodes = np.flatnonzero(~stops)
            front = self._front(source[nodes], level.group[nodes])
            mask = back(level.mask[nodes], lag)
        for level in levels[1:]:
            lanes.seen[level.group] = 0
        return self._reach(levels, lag, ended)

    def _reach(self, levels: list[Level], lag: int, ended: set[int]) -> Reach:
        kept = levels[:-1] if len(levels) > 1 and not len(levels[-1].group) else levels
        names = tuple(sorted(self._lanes.parties[s] for s in ended))
        return Reach(self._lanes, tuple(kept), lag, names, self._fit, self._ends)

    def _front(self, buyers: Ints, group: Longs) -> "_Front":
        """Give buyers with the number of each one's product, and what fits these."""
        held, codes = np.unique(self._lanes.group_hs[group], return_inverse=True)
        wanted = [self._fit(self._lanes.codes[h]) for h in held]
        return buyers, codes, np.stack(wanted) if wanted else np.zeros((0, 0), bool)

    def _step(
        self,
        front: "_Front",
        window: Masks,
        best: Longs,
        goal: tuple[Toward | None, int],
    ) -> Level:
        """Give the level above a front of buyers, each with its product and window."""
        lanes = self._lanes
        segment, need, width = self._needs(front, window, best)
        runs = lanes.runs()
        lane, owner = spread(runs.start[segment], runs.start[segment + 1])
        new = lanes.mask.take(lane, 0) & need.take(owner, 0)
        some = np.flatnonzero(new[:, 0] | new[:, 1])
        lane, owner, new = lane[some], owner[some], new.take(some, 0)
        group = lanes.group[lane]
        new &= ~lanes.seen.take(group, 0)
        if goal[0] is not None:
            new &= goal[0].within(group, goal[1])
        some = np.flatnonzero(new[:, 0] | new[:, 1])
        some = some[np.argsort(group[some], kind="stable")]
        lane, new, group = lane[some], new.take(some, 0), group[some]
        grams = np.minimum(lanes.grams[lane], width[owner[some]])
        starts = firsts(group)
        merged = np.zeros((len(starts), 2), np.int64)
        widest = np.zeros(len(starts), np.int64)
        if len(starts):
            merged = np.bitwise_or.reduceat(new, starts, axis=0)
            widest = np.maximum.reduceat(grams, starts)
        lanes.seen[group[starts]] |= merged
        ends = np.concatenate((starts, [len(lane)])).astype(np.int64)
        return Level(group[starts].astype(np.int64), merged, widest, lane, new, ends)

    def _needs(
        self, front: "_Front", window: Masks, best: Longs
    ) -> tuple[Longs, Masks, Longs]:
        """Give the runs of lanes that can have fed a front, the months that count in
        each, and how wide the ways down from it are at most."""
        (buyers, codes, wanted), runs = front, self._lanes.runs()
        segment, owner = spread(runs.at[buyers], runs.at[buyers + 1])
        fit = np.flatnonzero(wanted[codes[owner], runs.hs[segment]])
        fit = fit[np.argsort(segment[fit], kind="stable")]
        segment, owner = segment[fit], owner[fit]
        starts = firsts(segment)
        if not len(starts):
            return segment, window[:0], best[:0]
        need = np.bitwise_or.reduceat(window.take(owner, 0), starts, axis=0)
        return segment[starts], need, np.maximum.reduceat(best[owner], starts)

    def _fit(self, code: str) -> Flags:
        """Say of every code whether its goods can go into this one, once."""
        if code not in self._fits:
            self._fits[code] = self._products.row(code, self._lanes.codes) > 0
        return self._fits[code]


_Front = tuple[Ints, npt.NDArray[np.int64], Flags]
"""Buyers, the number of each one's product, and for each product what goes into it."""


def _window(base: int, by: int | None, lag: int) -> Masks:
    """Give the months in which the start's own purchases count."""
    if by is None:
        return np.full((1, 2), FULL, np.int64)
    months = bits(np.arange(by - lag, by + 1, dtype=np.int64) - base)
    window: Masks = np.bitwise_or.reduce(months, axis=0)[None, :]
    return window


def _start(window: Masks) -> Level:
    """Give level 0: the start itself."""
    none = np.zeros(0, np.int64)
    widest = np.array([1 << 62])
    return Level(
        np.array([START]), window, widest, none, window[:0], np.zeros(2, np.int64)
    )
