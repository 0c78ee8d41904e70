"""What a search upstream found: states by level, and the ways down through them.

A level holds which lanes lead into it, each once. Which nodes below a lane leads to is
told by the lane itself (its buyer, its product), and so is only looked up for ways that
are walked.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from whence.trace.fold import firsts
from whence.trace.lanes import Flags, Lanes, Longs
from whence.trace.months import MONTHS, Masks, ahead, as_int

MOST_POPS = 20_000
"""Steps after which the walk for one party's best paths gives up looking for better
ones. Hubs make the number of paths explode; the first found are the best found."""
START = -1
"""The group of the node a search begins at."""


@dataclass(frozen=True, slots=True)
class Level:
    """The states first reached in a number of tiers, and by which lanes.

    Node n is `group[n]` (ascending) in the months of `mask[n]`; no way down from it is
    wider than `best[n]` grams. The lanes into node n are
    `lane[item_at[n]:item_at[n + 1]]`, each in the months of `item_mask`.
    """

    group: Longs
    mask: Masks
    best: Longs
    lane: Longs
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
    """Everything upstream of a start, by level; level 1 are its own suppliers.

    `fits` says of every code whether its goods can go into those of one code; `stops`
    of every party whether paths end there; `ended` are those at which some did.
    """

    lanes: Lanes
    levels: tuple[Level, ...]
    lag: int
    ended: tuple[str, ...]
    fits: Callable[[str], Flags]
    stops: Flags

    def tiers(self) -> dict[str, int]:
        """Give the fewest tiers in which each party's goods can have come."""
        found: dict[str, int] = {}
        for tier, level in enumerate(self.levels[1:], start=1):
            for at in np.unique(self.lanes.group_src[level.group]):
                found.setdefault(self.lanes.parties[at], tier)
        return found

    def near(self, sought: Longs) -> dict[int, int]:
        """Give those of some parties that were reached, with the fewest tiers.

        `sought` is sorted.
        """
        found: dict[int, int] = {}
        if not len(sought):
            return found
        for tier, level in enumerate(self.levels[1:], start=1):
            # Groups are numbered by seller, so that these are sorted already.
            source = self.lanes.group_src[level.group]
            here = source[firsts(source)]
            place = np.minimum(np.searchsorted(sought, here), len(sought) - 1)
            for at in here[sought[place] == here]:
                found.setdefault(int(at), tier)
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

    def below(self, tier: int, lane: int) -> npt.NDArray[np.intp]:
        """Give the nodes of the level below that a lane into a level can lead to.

        Whether their months follow those of the lane is not looked at.
        """
        if tier == 1:
            return np.zeros(1, np.intp)
        buyer = int(self.lanes.dst[lane])
        if self.stops[buyer]:
            return np.zeros(0, np.intp)
        own = self.lanes.groups_of(buyer)
        group = self.levels[tier - 1].group
        nodes = np.arange(*np.searchsorted(group, [own.start, own.stop]))
        fit = self._into(int(self.lanes.hs[lane]))
        return nodes[fit[self.lanes.group_hs[group[nodes]]]]

    def _into(self, hs: int) -> Flags:
        """Say of every code whether goods of one code can go into it."""
        codes = self.lanes.codes
        return np.fromiter((self.fits(code)[hs] for code in codes), bool, len(codes))

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
            below = self.levels[at - 1]
            for lane, mask in self._items(at, node):
                shipped = mask & months
                if not shipped:
                    continue
                later = ahead(shipped, self.lag)
                narrow = min(width, int(self.lanes.grams[lane]))
                for parent in self.below(at, lane):
                    went = later & as_int(below.mask[parent])
                    if went or at == 1:
                        cost = -min(narrow, int(below.best[parent]))
                        step = (cost, (*lanes, lane), at - 1, int(parent), went, narrow)
                        heapq.heappush(heap, step)

    def _items(self, at: int, node: int) -> Iterator[tuple[int, int]]:
        """Yield lane and months of each item of a node."""
        level = self.levels[at]
        for item in range(level.item_at[node], level.item_at[node + 1]):
            yield int(level.lane[item]), as_int(level.item_mask[item])
