"""The part of everybody's intake that came from flagged parties, if all mixed evenly.

Of what a firm took in that can go into a product, it passed on with each kilogram the
same part that came from flagged parties. Round by round that part goes one step
further downstream; whole numbers throughout, each rounded down, so that every engine
finds the same.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from whence.trace.chunks import Chunk, each, together
from whence.trace.fold import Flags, Ints, Longs, segments
from whence.trace.into import Into
from whence.trace.lanes import Lanes
from whence.trace.months import Masks
from whence.trace.parts import FINE, HEAVIEST, MILLION, POWERS, part_of, ppm_of


@dataclass(frozen=True, slots=True)
class _Intake:
    """What the lanes of some buyers count for, and the buyers' whole intake.

    By weight; by number of records for who took in nothing of a known weight. Parts
    are whole numbers, and half of one record would be none: each buyer's intake is
    counted in a unit fine enough for millionths, for only its ratios are used.
    """

    buyer: Ints
    weight: Longs
    whole: Longs

    @classmethod
    def of(cls, lanes: Lanes, chunk: Chunk) -> "_Intake":
        low, high = chunk
        dst = lanes.dst[low:high]
        start = np.flatnonzero(np.diff(dst, prepend=-1))
        size = np.diff(start, append=len(dst))
        weight: Longs = np.minimum(lanes.grams[low:high], np.int64(HEAVIEST))
        whole = np.add.reduceat(weight, start)
        if not whole.all():
            blind = np.repeat(whole == 0, size)
            weight = np.where(blind, lanes.count[low:high], weight)
            whole = np.add.reduceat(weight, start)
        finer = FINE - np.searchsorted(POWERS[:FINE], whole, side="right")
        return cls(dst[start], weight << np.repeat(finer, size), whole << finer)


@dataclass(frozen=True, slots=True)
class _Mix:
    """What the buyers of one chunk pass on of what came along open lanes.

    The lanes have `amount` and their seller's `group`, in runs of one buyer and product
    that begin at `start`; `owner` are the runs that go into each of the buyers' groups
    `into`, those of one beginning at `first`. `base` is all that a group is made of.
    """

    amount: Longs
    group: Ints
    start: Ints
    owner: Ints
    first: Ints
    into: Ints
    base: Longs

    def pass_on(self, even: Ints, fresh: Ints) -> None:
        """Say in `fresh` which millionths of these groups are flagged, if `even` says
        it of those they are made of."""
        part = np.add.reduceat(part_of(self.amount, even[self.group]), self.start)
        got = np.add.reduceat(part[self.owner], self.first)
        fresh[self.into] = ppm_of(got, self.base)


class Shares:
    """The shares of one search downstream."""

    def __init__(self, lanes: Lanes, into: Into, held: Masks, open_: Flags) -> None:
        """Prepare the mixing.

        `held` are the months in which flagged goods can leave each group, `open_` the
        lanes along which some can have come.
        """
        self._lanes, self._into = lanes, into
        self._held, self._open = (held[:, 0] | held[:, 1]) != 0, open_
        found = each(self._mix, lanes.lane_at)
        self._mixes = tuple(mix for mix in found if mix is not None)

    def of_groups(self, pure: Longs, *, rounds: int) -> Ints:
        """Give the flagged millionths of what each group passes on; `pure` all is."""
        even = np.zeros(len(self._held), np.int32)
        even[pure] = MILLION
        for _ in range(rounds):
            fresh = np.zeros_like(even)
            pass_on = partial(_Mix.pass_on, even=even, fresh=fresh)
            together(pass_on, self._mixes)
            fresh[pure] = MILLION
            even = fresh
        return even

    def of_buyers(self, *evens: Ints) -> tuple[Longs, ...]:
        """Give of everybody's intake the millionths that came along open lanes, and
        those that are flagged if groups pass on what each of `evens` says."""
        size = len(self._lanes.parties)
        found = tuple(np.zeros(size, np.int64) for _ in (None, *evens))
        settle = partial(self._settle, evens=evens, found=found)
        each(settle, self._lanes.lane_at)
        return found

    def _settle(
        self, chunk: Chunk, evens: tuple[Ints, ...], found: tuple[Longs, ...]
    ) -> None:
        """Note the millionths of the buyers of one chunk."""
        low, high = chunk
        some = np.flatnonzero(self._open[low:high])
        if not len(some):
            return
        intake = _Intake.of(self._lanes, chunk)
        amount, group = intake.weight[some], self._lanes.group[low:high][some]
        buyer = self._lanes.dst[low:high][some]
        start = np.flatnonzero(np.diff(buyer, prepend=-1))
        who = buyer[start]
        whole = intake.whole[np.searchsorted(intake.buyer, who)]
        parts = (amount, *(part_of(amount, even[group]) for even in evens))
        for column, part in zip(found, parts, strict=True):
            column[who] = ppm_of(np.add.reduceat(part, start), whole)

    def _mix(self, chunk: Chunk) -> _Mix | None:
        """Find what goes into what in one chunk, and what it is mixed with."""
        low, high = chunk
        lanes, open_ = self._lanes, self._open[low:high]
        if not open_.any():
            return None
        dst, hs = lanes.dst[low:high], lanes.hs[low:high]
        weight = _Intake.of(lanes, chunk).weight
        run = segments(dst, hs)
        into, owner = self._goes(dst[run], hs[run])
        if not len(into):
            return None
        some = np.bitwise_or.reduceat(open_, run)[owner]
        first = np.flatnonzero(np.diff(into, prepend=-1))
        reached = np.bitwise_or.reduceat(some, first)
        base = np.add.reduceat(np.add.reduceat(weight, run)[owner], first)[reached]
        into, owner = into[some], owner[some]
        used = np.zeros(len(run), bool)
        used[owner] = True
        lane = np.flatnonzero(open_ & np.repeat(used, np.diff(run, append=len(dst))))
        first = np.flatnonzero(np.diff(into, prepend=-1))
        return _Mix(
            weight[lane],
            lanes.group[low:high][lane],
            segments(dst[lane], hs[lane]).astype(np.int32),
            (np.cumsum(used) - 1)[owner].astype(np.int32),
            first.astype(np.int32),
            into[first].astype(np.int32),
            base,
        )

    def _goes(self, party: Ints, hs: Ints) -> tuple[Longs, Longs]:
        """Give the groups goods can go into and pass flagged ones on, in their order,
        and which goods each is of."""
        into, owner = self._into.groups(party, hs)
        kept = np.flatnonzero(self._held[into])
        kept = kept[np.argsort(into[kept], kind="stable")]
        return into[kept], owner[kept]
