"""How near every party is to a flagged one, in time and by kind, all at once.

Level by level downstream: a lane carries on in the months in which its seller can have
had such goods; what a buyer took in can leave again for a lag's stretch of months in
any product it can go into. Exact at month grain, as a walk over single records is.

The share is what makes of reach something to look at: of a party's intake, by weight,
the part that came from a flagged party if every firm passed on its intake evenly.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from whence.trace.calendar import WHOLE, Calendar
from whence.trace.chunks import Chunk, each
from whence.trace.fold import Flags, Ints, Longs, firsts, segments
from whence.trace.into import Into
from whence.trace.lanes import Lanes
from whence.trace.months import FULL, Masks, forth
from whence.trace.parts import HEAVIEST
from whence.trace.products import Products
from whence.trace.shares import Shares

NEVER = 127
NOBODY = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Exposure:
    """For each party (by number): how near, how much, and through whom first.

    `tier` is 0 for a flagged party, 1 for who bought from one, NEVER without a path.
    `can_ppm` is the part of its intake that came along lanes on which flagged goods can
    have come at all; `share_ppm` the part that came from a flagged party if all firms
    passed their intake on evenly. Both are millionths of the weight (see `weighing` of
    records that bear none). `via` is the widest lane by which it was first
    reached, -1 without one. `hidden_ppm` is `share_ppm` if who only carries or pays
    passed on nothing but flagged goods, wherever he can have had any: he mixes nothing,
    and nobody is to vanish behind him.
    """

    tier: npt.NDArray[np.int8]
    share_ppm: Longs
    can_ppm: Longs
    via: Longs
    hidden_ppm: Longs


@dataclass(frozen=True, slots=True)
class _Receipts:
    """What parties took in of a product at one level, in which months, how widely."""

    party: Ints
    hs: Ints
    mask: Masks
    width: Longs


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


class _Walk:
    """One search down from flagged parties, level by level."""

    def __init__(
        self, lanes: Lanes, into: Into, flagged: npt.NDArray[np.int64], lag: int
    ) -> None:
        """Begin at every group of the flagged parties."""
        groups, parties = len(lanes.group_src), len(lanes.parties)
        self.lanes, self._into, self._lag = lanes, into, lag
        self.tier = np.full(parties, NEVER, np.int8)
        self.tier[flagged] = 0
        self.via = np.full(parties, -1, np.int64)
        self.start, _ = into.all_of(flagged)
        self.held = np.zeros((groups, 2), np.int64)
        self.held[self.start] = FULL

    def down(self, max_tiers: int, keep: list[Masks] | None) -> None:
        """Go down so many levels; `keep` takes what is held after each."""
        new, groups = self.held, len(self.held)
        open_ = self.held[:, 0] != 0
        width = np.where(open_, HEAVIEST, 0)
        for number in range(1, max_tiers + 1):
            if keep is not None:
                keep.append(self.held.copy())
            fresh, wider = np.zeros((groups, 2), np.int64), width.copy()
            level = _Level(number, open_, new, width, fresh, wider)
            step = partial(self._step, level=level, end=number == max_tiers)
            each(step, self.lanes.lane_at)
            del level, step  # the columns of the level before make room
            open_ = (fresh[:, 0] | fresh[:, 1]) != 0
            if not open_.any():
                return
            new, width = fresh, wider
            self.held |= fresh

    def _step(self, chunk: Chunk, *, level: _Level, end: bool) -> None:
        """Let the lanes of one chunk carry in what is new; let their buyers pass it on
        unless that is the end."""
        low, high = chunk
        group = self.lanes.group[low:high]
        some = np.flatnonzero(level.open[group])
        # Rows are gathered by `take`: plain indexing of rows is seven times slower.
        mask = self.lanes.mask[low:high].take(some, 0) & level.new.take(group[some], 0)
        carries = np.flatnonzero(mask[:, 0] | mask[:, 1])
        if not len(carries):
            return
        some, mask = some[carries], mask.take(carries, 0)
        lane = low + some
        wide = np.minimum(self.lanes.grams[low:high][some], level.width[group[some]])
        _reach(self.tier, self.via, lane, (self.lanes.dst[lane], wide), level.number)
        if not end:
            self._pass_on(_receipts(self.lanes, lane, mask, wide), level)

    def _pass_on(self, got: _Receipts, level: _Level) -> None:
        """Let receipts go out again as what they can go into."""
        group, owner = self._into.groups(got.party, got.hs)
        mask = forth(got.mask, self._lag).take(owner, 0) & ~self.held.take(group, 0)
        some = np.flatnonzero(mask[:, 0] | mask[:, 1])
        if not len(some):
            return
        order = some[np.argsort(group[some], kind="stable")]
        group, mask, wide = group[order], mask.take(order, 0), got.width[owner[order]]
        first = firsts(group)
        at = group[first]
        level.fresh[at] = np.bitwise_or.reduceat(mask, first, axis=0)
        level.wider[at] = np.maximum(level.width[at], np.maximum.reduceat(wide, first))


class Spread:
    """The downstream search over one set of lanes."""

    def __init__(self, lanes: Lanes, products: Products) -> None:
        """Prepare what can go into what."""
        self.lanes, self._into = lanes, Into(lanes, products)

    def months(
        self, flagged: npt.NDArray[np.int64], *, max_tiers: int, lag: int
    ) -> list[Masks]:
        """Give only the months that `exposure` lays into its `keep`."""
        keep: list[Masks] = []
        _Walk(self.lanes, self._into, flagged, lag).down(max_tiers, keep)
        return keep

    def exposure(
        self,
        flagged: npt.NDArray[np.int64],
        *,
        max_tiers: int = 6,
        lag: int = 12,
        carriers: Longs = NOBODY,
        keep: list[Masks] | None = None,
        calendar: Calendar = WHOLE,
    ) -> Exposure:
        """Say of every party how it stands to the flagged ones.

        `carriers` are those who only carry or pay, sorted; `calendar` says how finely
        shares tell time (distances always do by month).

        `keep` takes the months in which flagged goods can leave each group, by the
        most steps before it: what `toward.Labels` holds.
        """
        walk = _Walk(self.lanes, self._into, flagged, lag)
        walk.down(max_tiers, keep)
        start, tier, via = walk.start, walk.tier, walk.via
        shares = Shares(self.lanes, self._into, walk.held, lag=lag, calendar=calendar)
        del walk  # what is held is the longest column, and mixing was the last to ask
        share = hidden = shares.of_buyers(shares.of_nodes(start, rounds=max_tiers - 1))
        behind, _ = self._into.all_of(carriers)
        pure = np.union1d(start, behind)
        if len(pure) > len(start):
            even = shares.of_nodes(pure, rounds=max_tiers - 1)
            hidden = shares.of_buyers(even)
        return Exposure(tier, share, shares.can(), via, hidden)


def _receipts(lanes: Lanes, lane: Longs, mask: Masks, wide: Longs) -> _Receipts:
    """Sum up lanes by buyer and product; lanes lie in that order."""
    dst, hs = lanes.dst[lane], lanes.hs[lane]
    starts = segments(dst, hs)
    return _Receipts(
        dst[starts],
        hs[starts],
        np.bitwise_or.reduceat(mask, starts, axis=0),
        np.maximum.reduceat(wide, starts),
    )


def _reach(
    tier: npt.NDArray[np.int8],
    via: Longs,
    lane: Longs,
    what: tuple[Ints, Longs],
    level: int,
) -> None:
    """Note the buyers first reached at this level, each by its widest lane."""
    dst, wide = what
    first = tier[dst] == NEVER
    lane, dst, wide = lane[first], dst[first], wide[first]
    if not len(lane):
        return
    # Lanes lie by buyer, and no buyer in two parts: the first of the widest is the one.
    starts = firsts(dst)
    widest = np.repeat(np.maximum.reduceat(wide, starts),
                       np.diff(np.append(starts, len(dst))))  # fmt: skip
    lane, dst = lane[wide == widest], dst[wide == widest]
    top = firsts(dst)
    lane, dst = lane[top], dst[top]
    tier[dst], via[dst] = level, lane
