"""Who can have supplied a party, in time and by kind: a search over lanes.

Breadth first, level by level, with all months of a state in one word: AND with the
months a lane ships, OR where lanes meet, and a lag's stretch backwards. It gives for
every (party, product, month) the fewest tiers in which its goods can have arrived,
exactly as a walk over single records would at month grain.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from whence.trace.lanes import Ints, Lanes, Longs
from whence.trace.months import FULL, MONTHS, Masks, ahead, as_int, back, bits
from whence.trace.products import Products

NOBODY: frozenset[str] = frozenset()
MOST_KEPT = 512
"""Searches remembered by one searcher."""
MOST_POPS = 20_000
"""Steps after which the walk for one party's best paths gives up looking for better
ones. Hubs make the number of paths explode; the first found are the best found."""


@dataclass(frozen=True, slots=True)
class Level:
    """The states first reached in a number of tiers, and by which lanes.

    Node n is `group[n]` in the months of `mask[n]`, `best[n]` the grams of the widest
    way down. Item i says that `lane[i]` leads to node `parent[i]` of the level below;
    the items of node n are `item_at[n]:item_at[n + 1]`.
    """

    group: Longs
    mask: Masks
    best: Longs
    lane: Longs
    parent: Longs
    item_mask: Masks
    item_at: Longs


@dataclass(frozen=True, slots=True)
class LanePath:
    """Lanes from a far seller down to the start; `grams` is the narrowest of them."""

    lanes: tuple[int, ...]
    grams: int

    @property
    def tiers(self) -> int:
        """Count the steps between the far seller and the start."""
        return len(self.lanes)


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything upstream of a start, by level; level 1 are its own suppliers."""

    lanes: Lanes
    levels: tuple[Level, ...]
    lag: int
    ended: tuple[str, ...]

    def tiers(self) -> dict[str, int]:
        """Give the fewest tiers in which each party's goods can have come."""
        found: dict[str, int] = {}
        for tier, level in enumerate(self.levels[1:], start=1):
            for at in np.unique(self.lanes.group_src[level.group]):
                found.setdefault(self.lanes.parties[at], tier)
        return found

    def states(self) -> dict[tuple[str, str, int], int]:
        """Give the fewest tiers of each (party, HS code, month); for small tables."""
        found: dict[tuple[str, str, int], int] = {}
        for tier, level in enumerate(self.levels[1:], start=1):
            for group, mask in zip(level.group, level.mask, strict=True):
                party = self.lanes.parties[self.lanes.group_src[group]]
                code = self.lanes.codes[self.lanes.group_hs[group]]
                months = as_int(mask)
                for month in range(MONTHS):
                    if months >> month & 1:
                        found[party, code, self.lanes.base + month] = tier
        return found

    def paths(self, party: str) -> Iterator[LanePath]:
        """Yield the paths from a party: fewest tiers, then the widest."""
        at = self.lanes.index.get(party)
        if at is None:
            return
        for tier, level in enumerate(self.levels[1:], start=1):
            nodes = np.flatnonzero(self.lanes.group_src[level.group] == at)
            if len(nodes):
                yield from self._widest(tier, nodes)

    def _widest(self, tier: int, nodes: npt.NDArray[np.intp]) -> Iterator[LanePath]:
        """Walk down from nodes of one level, the widest way first.

        `best` of a node bounds what any way down from it can carry, so that ways
        leave the heap in the order of their narrowest lane.
        """
        level = self.levels[tier]
        heap: list[tuple[int, tuple[int, ...], int, int, int, int]] = [
            (-int(level.best[n]), (), tier, int(n), as_int(level.mask[n]), 1 << 62)
            for n in nodes
        ]
        heapq.heapify(heap)
        for _ in range(MOST_POPS):
            if not heap:
                return
            bound, lanes, at, node, months, width = heapq.heappop(heap)
            if at == 0:
                yield LanePath(lanes, -bound)
                continue
            for lane, parent, mask in self._items(at, node):
                shipped = mask & months
                below = self.levels[at - 1]
                went = ahead(shipped, self.lag) & as_int(below.mask[parent])
                if shipped and (went or at == 1):
                    narrow = min(width, int(self.lanes.grams[lane]))
                    cost = -min(narrow, int(below.best[parent]))
                    step = (cost, (*lanes, lane), at - 1, parent, went, narrow)
                    heapq.heappush(heap, step)

    def _items(self, at: int, node: int) -> Iterator[tuple[int, int, int]]:
        """Yield lane, parent and months of each item of a node."""
        level = self.levels[at]
        for item in range(level.item_at[node], level.item_at[node + 1]):
            yield (
                int(level.lane[item]),
                int(level.parent[item]),
                as_int(level.item_mask[item]),
            )


class Searcher:
    """Searches one set of lanes with one set of products; remembers what it found.

    `ends` are parties at which every path ends (forwarders, banks): they are found,
    and nobody is sought behind them.
    """

    def __init__(
        self, lanes: Lanes, products: Products, ends: frozenset[str] = NOBODY
    ) -> None:
        """Keep the lanes, and prepare the fits of products."""
        self._lanes, self._products = lanes, products
        self._ends = np.zeros(len(lanes.parties), bool)
        known = (lanes.index.get(party) for party in ends)
        self._ends[[at for at in known if at is not None]] = True
        self._fits: dict[str, npt.NDArray[np.bool_]] = {}
        self._found: dict[tuple[str, str, int | None, int, int], Reach] = {}

    def upstream(
        self, start: str, hs: str, by: int | None, *, max_tiers: int = 6, lag: int = 12
    ) -> Reach:
        """Find all that can have reached a party in goods of a code by a month.

        `by` counts months since January 1970; with None, whatever the party took in
        at any time counts. A lag over 59 months is cut to 59.
        """
        key = (start, hs, by, max_tiers, lag)
        if key not in self._found:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            self._found[key] = self._search(
                start, hs, by, how=(max_tiers, min(lag, 59))
            )
        return self._found[key]

    def _search(
        self, start: str, hs: str, by: int | None, *, how: tuple[int, int]
    ) -> Reach:
        """Go from level to level until nothing new is reached."""
        lanes, (max_tiers, lag) = self._lanes, how
        at = lanes.index.get(start)
        mask = _window(lanes.base, by, lag)
        levels = [_start(mask)]
        if at is None or not mask.any():
            return Reach(lanes, tuple(levels), lag, ())
        buyers, wanted = np.array([at], np.int32), self._fit(hs)[None, :]
        codes = np.zeros(1, np.int64)
        nodes, touched, ended = np.array([0]), [], set[int]()
        while len(nodes) and len(levels) <= max_tiers:
            front = (buyers, codes, wanted)
            level = self._step(front, mask, (nodes, levels[-1]))
            touched.append(level.group)
            levels.append(level)
            source = lanes.group_src[level.group]
            stops = self._ends[source]
            ended.update(int(s) for s in source[stops])
            nodes = np.flatnonzero(~stops)
            buyers = source[nodes]
            held, codes = np.unique(
                lanes.group_hs[level.group[nodes]], return_inverse=True
            )
            if len(held):
                wanted = np.stack([self._fit(lanes.codes[h]) for h in held])
            mask = back(level.mask[nodes], lag)
        for groups in touched:
            lanes.seen[groups] = 0
        kept = levels[:-1] if len(levels) > 1 and not len(levels[-1].group) else levels
        names = tuple(sorted(lanes.parties[s] for s in ended))
        return Reach(lanes, tuple(kept), lag, names)

    def _step(
        self,
        front: tuple[Ints, Longs, npt.NDArray[np.bool_]],
        window: Masks,
        below: tuple[npt.NDArray[np.intp], Level],
    ) -> Level:
        """Give the level above a front of buyers, each with its product and window.

        A product is a number into the rows of `wanted`, which say what goes into it.
        """
        lanes, (buyers, codes, wanted), (nodes, level) = self._lanes, front, below
        lane, owner = lanes.of_buyer(buyers)
        fit = wanted[codes[owner], lanes.hs[lane]]
        lane, owner = lane[fit], owner[fit]
        new = lanes.mask[lane] & window[owner] & ~lanes.seen[lanes.group[lane]]
        some = new.any(axis=1)
        lane, owner, new = lane[some], nodes[owner[some]], new[some]
        best = np.minimum(lanes.grams[lane], level.best[owner])
        order = np.lexsort((owner, lane, lanes.group[lane]))
        lane, owner, new, best = lane[order], owner[order], new[order], best[order]
        group = lanes.group[lane]
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        merged = np.zeros((len(starts), 2), np.int64)
        widest = np.zeros(len(starts), np.int64)
        if len(starts):
            merged = np.bitwise_or.reduceat(new, starts, axis=0)
            widest = np.maximum.reduceat(best, starts)
        lanes.seen[group[starts]] |= merged
        ends = np.concatenate((starts, [len(lane)])).astype(np.int64)
        return Level(
            group[starts].astype(np.int64), merged, widest, lane, owner, new, ends
        )

    def _fit(self, code: str) -> npt.NDArray[np.bool_]:
        """Say of every code whether its goods can go into this one, once."""
        if code not in self._fits:
            self._fits[code] = self._products.row(code, self._lanes.codes) > 0
        return self._fits[code]


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
        np.array([-1]), window, widest, none, none, window[:0], np.zeros(2, np.int64)
    )
