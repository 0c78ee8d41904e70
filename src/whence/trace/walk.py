"""Down from flagged parties level by level, a column at a time: the search in numpy."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from whence.trace.chunks import together
from whence.trace.fold import Flags, Ints, Longs, firsts
from whence.trace.into import Into
from whence.trace.lots import Ground, Lots
from whence.trace.months import FULL, Masks, forth
from whence.trace.parts import HEAVIEST

NEVER = 127
Tiers = npt.NDArray[np.int8]
Keep = Callable[[Masks], None]
"""Takes level by level the months in which flagged goods can leave each group and, in
fewer steps, could not; they change afterwards."""


@dataclass(frozen=True, slots=True)
class _Level:
    """Where one level begins, and what it adds; all but `number` by group.

    `open` are the groups with months that are `new` at it, and `width` the grams of the
    widest way there; `fresh` and `wider` take those of the next level.
    """

    number: int
    open: Flags
    new: Masks
    width: Longs
    fresh: Masks
    wider: Longs


@dataclass(frozen=True, slots=True)
class Walked:
    """What a search down found: of each party its `tier` (the steps from the nearest
    flagged one, NEVER without a path) and the lane `via` which it was first reached (-1
    without one); of each group the months `held` in which flagged goods can leave it.
    """

    tier: Tiers
    via: Longs
    held: Masks

    @classmethod
    def begin(cls, into: Into, start: Longs, flagged: Longs) -> "Walked":
        """Begin with flagged parties, who held everything in the groups of `start`."""
        parties, groups = len(into.at) - 1, int(into.at[-1])
        tier = np.full(parties, NEVER, np.int8)
        tier[flagged] = 0
        held = np.zeros((groups, 2), np.int64)
        held[start] = FULL
        return cls(tier, np.full(parties, -1, np.int64), held)


@contextmanager
def taking(keep: Keep | None, new: Masks) -> Iterator[None]:
    """Let `keep` take what is new while a level is gone down, which only reads it:
    taking it is mostly waiting for the disk."""
    if keep is None:
        yield
        return
    with ThreadPoolExecutor(1) as beside:
        taken = beside.submit(keep, new)
        yield
    taken.result()


class Walk:
    """One search down from flagged parties, level by level."""

    def __init__(self, ground: Ground, flagged: Longs, lag: int) -> None:
        """Begin at every group of the flagged parties."""
        self._lanes, self._lots, self._lag = ground.lanes, ground.lots, lag
        self._sells = np.diff(ground.into.at) > 0
        start, _ = ground.into.all_of(flagged)
        self.walked = Walked.begin(ground.into, start, flagged)

    def down(self, max_tiers: int, keep: Keep | None) -> None:
        """Go down so many levels; `keep` takes what is new at each."""
        new = held = self.walked.held
        open_ = held[:, 0] != 0
        width = np.where(open_, HEAVIEST, 0)
        for number in range(1, max_tiers + 1):
            fresh, wider = np.zeros(held.shape, np.int64), width.copy()
            level = _Level(number, open_, new, width, fresh, wider)
            step = partial(self._step, level=level, end=number == max_tiers)
            with taking(keep, new):
                together(step, self._lots)
            del level, step  # the columns of the level before make room
            open_ = (fresh[:, 0] | fresh[:, 1]) != 0
            if not open_.any():
                return
            new, width = fresh, wider
            held |= fresh

    def _step(self, lots: Lots, *, level: _Level, end: bool) -> None:
        """Let the lanes of one chunk carry in what is new; let their buyers pass it on
        unless that is the end."""
        unmet = self.walked.tier[lots.buyers] == NEVER
        # Who was reached and sells nothing is not asked again, nor anybody at the end.
        asked = unmet if end else unmet | self._sells[lots.buyers]
        if not asked.any():
            return
        group, grams = self._lanes.group[lots.lanes], self._lanes.grams[lots.lanes]
        wanted = asked.take(lots.buyer).take(lots.of_lane)
        lane = np.flatnonzero(level.open.take(group) & wanted)
        # Rows are gathered by `take`: plain indexing of rows is seven times slower.
        mask = self._lanes.mask[lots.lanes].take(lane, 0)
        group = group.take(lane)
        mask &= level.new.take(group, 0)
        carries = np.flatnonzero(mask[:, 0] | mask[:, 1])
        if not len(carries):
            return
        lane, mask = lane.take(carries), mask.take(carries, 0)
        lot = lots.of_lane.take(lane)
        wide = np.minimum(grams.take(lane), level.width.take(group.take(carries)))
        buyer = lots.buyer.take(lot)
        first = np.flatnonzero(unmet.take(buyer))
        if len(first):
            dst = lots.buyers.start + buyer.take(first)
            self._reach(lots.lanes.start + lane[first], dst, wide[first], level.number)
        if not end:
            self._pass_on(lots, (lot, mask, wide), level)

    def _reach(self, lane: Longs, dst: Ints, wide: Longs, level: int) -> None:
        """Note the buyers whom these lanes reach first, each by its widest lane."""
        # Lanes lie by buyer, and no buyer in two parts: the first of the widest is it.
        starts = firsts(dst)
        widest = np.repeat(np.maximum.reduceat(wide, starts),
                           np.diff(starts, append=len(dst)))  # fmt: skip
        lane, dst = lane[wide == widest], dst[wide == widest]
        top = firsts(dst)
        self.walked.tier[dst[top]], self.walked.via[dst[top]] = level, lane[top]

    def _pass_on(
        self, lots: Lots, carried: tuple[Ints, Masks, Longs], level: _Level
    ) -> None:
        """Let what lanes carried in go out again as what it can go into: of each lane
        its lot, in which months and how widely."""
        lot, mask, wide = carried
        first = firsts(lot)
        lot = lot[first]
        got = np.zeros((len(lots), 2), np.int64)
        got[lot] = forth(np.bitwise_or.reduceat(mask, first, axis=0), self._lag)
        width = np.zeros(len(lots), np.int64)
        width[lot] = np.maximum.reduceat(wide, first)
        mask = got.take(lots.lot, 0)
        mask &= ~self.walked.held.take(lots.group, 0)
        some = np.flatnonzero(mask[:, 0] | mask[:, 1])
        if not len(some):
            return
        group, mask = lots.group.take(some), mask.take(some, 0)
        wide = width.take(lots.lot.take(some))
        first = firsts(group)
        at = group[first]
        level.fresh[at] = np.bitwise_or.reduceat(mask, first, axis=0)
        level.wider[at] = np.maximum(level.width[at], np.maximum.reduceat(wide, first))
