"""How near every party is to a flagged one, in time and by kind, all at once.

Level by level downstream: a lane carries on in the months in which its seller can have
had such goods; what a buyer took in can leave again for a lag's stretch of months in
any product it can go into. Exact at month grain, as a walk over single records is.

The share is what makes of reach something to look at: of a party's intake, by weight,
the part that came from a flagged party if every firm passed on its intake evenly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from whence.trace.fold import Flags, Ints, Longs, segments
from whence.trace.lanes import Lanes, spread
from whence.trace.months import FULL, Masks, forth
from whence.trace.parts import FINE, POWERS, Mix, ppm_of
from whence.trace.products import Products

HEAVIEST = 9_000_000_000_000
"""Grams a lane counts for at most, so that its millionths fit 64 bits."""
CHUNK = 1 << 21
"""Lanes looked at together, to whole buyers: it bounds memory."""
NEVER = 127
NOBODY = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Exposure:
    """For each party (by number): how near, how much, and through whom first.

    `tier` is 0 for a flagged party, 1 for who bought from one, NEVER without a path.
    `can_ppm` is the part of its intake that came along lanes on which flagged goods can
    have come at all; `share_ppm` the part that came from a flagged party if all firms
    passed their intake on evenly. Both are millionths of the weight, or of the number
    of records where no weight is known. `via` is the widest lane by which it was first
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


class Spread:
    """The downstream search over one set of lanes."""

    def __init__(self, lanes: Lanes, products: Products) -> None:
        """Prepare the fits of all products and the places of each party's groups."""
        self.lanes = lanes
        codes = lanes.codes
        self.fits = np.stack([products.row(code, codes) > 0 for code in codes])
        numbers = np.arange(len(lanes.parties) + 1)
        self.group_at = np.searchsorted(lanes.group_src, numbers).astype(np.int64)

    def exposure(
        self,
        flagged: npt.NDArray[np.int64],
        *,
        max_tiers: int = 6,
        lag: int = 12,
        carriers: Longs = NOBODY,
        keep: list[Masks] | None = None,
    ) -> Exposure:
        """Say of every party how it stands to the flagged ones.

        `carriers` are those who only carry or pay, sorted.

        `keep` takes the months in which flagged goods can leave each group, by the
        most steps before it: what `toward.Labels` holds.
        """
        lanes, parties = self.lanes, len(self.lanes.parties)
        tier = np.full(parties, NEVER, np.int8)
        tier[flagged] = 0
        via = np.full(parties, -1, np.int64)
        groups = len(lanes.group_src)
        held, new = np.zeros((groups, 2), np.int64), np.zeros((groups, 2), np.int64)
        start, _ = spread(self.group_at[flagged], self.group_at[flagged + 1])
        held[start] = new[start] = FULL
        width = np.zeros(groups, np.int64)
        width[start] = HEAVIEST
        open_ = np.zeros(groups, bool)
        open_[start] = True
        lane_open = np.zeros(len(lanes), bool)
        if keep is not None:
            keep.append(held.copy())
        for level in range(1, max_tiers + 1):
            fresh, wider = np.zeros((groups, 2), np.int64), width.copy()
            touched: list[Longs] = []
            for lane, mask in self._carried(open_, new):
                lane_open[lane] = True
                wide = np.minimum(lanes.grams[lane], width[lanes.group[lane]])
                _reach(tier, via, lane, (lanes.dst[lane], wide), level)
                if level < max_tiers:
                    got = _receipts(lanes, lane, mask, wide)
                    touched.append(self._pass_on(got, (held, fresh, wider), lag))
            if not touched:
                break
            open_ = np.zeros(groups, bool)
            for some in touched:
                open_[some] = True
            new, width = fresh, wider
            held |= fresh
            if keep is not None:
                keep.append(held.copy())
        behind, _ = spread(self.group_at[carriers], self.group_at[carriers + 1])
        behind = behind[held.take(behind, 0).any(axis=1)]
        pure = (start, np.union1d(start, behind))
        share, hidden, can = self._shares(pure, held, lane_open, max_tiers)
        return Exposure(tier, share, can, via, hidden)

    def _carried(self, open_: Flags, new: Masks) -> Iterator[tuple[Longs, Masks]]:
        """Yield lanes that carry in new months, and those months, part by part."""
        # Rows are gathered by `take`: plain indexing of rows is seven times slower.
        lanes = self.lanes
        for low, high in self._chunks():
            lane = low + np.flatnonzero(open_[lanes.group[low:high]])
            mask = lanes.mask.take(lane, 0) & new.take(lanes.group[lane], 0)
            some = np.flatnonzero(mask[:, 0] | mask[:, 1])
            if len(some):
                yield lane[some], mask.take(some, 0)

    def _chunks(self) -> Iterator[tuple[int, int]]:
        """Yield the lanes in parts, none of which parts the lanes of one buyer."""
        ends = self.lanes.lane_at
        low, total = 0, len(self.lanes)
        while low < total:
            at = int(np.searchsorted(ends, low + CHUNK))
            high = int(ends[at]) if at < len(ends) else total
            yield low, high
            low = high

    def _pass_on(
        self, got: _Receipts, state: tuple[Masks, Masks, Longs], lag: int
    ) -> Longs:
        """Let receipts go out again as what they can go into; give what changed."""
        held, fresh, width = state
        later = forth(got.mask, lag)
        group, owner = self._into(got.party, got.hs)
        mask = later.take(owner, 0) & ~held.take(group, 0)
        some = np.flatnonzero(mask[:, 0] | mask[:, 1])
        order = some[np.argsort(group[some], kind="stable")]
        group, mask, wide = group[order], mask.take(order, 0), got.width[owner[order]]
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        if len(starts):
            at: Longs = group[starts].astype(np.int64)
            fresh[at] |= np.bitwise_or.reduceat(mask, starts, axis=0)
            width[at] = np.maximum(width[at], np.maximum.reduceat(wide, starts))
            return at
        return np.zeros(0, np.int64)

    def _into(self, party: Ints, hs: Ints) -> tuple[Longs, Longs]:
        """Give the groups that a party's receipts can go into, and whose each is."""
        group, owner = spread(self.group_at[party], self.group_at[party + 1])
        fit = np.flatnonzero(self.fits[self.lanes.group_hs[group], hs[owner]])
        return group[fit], owner[fit]

    def _shares(
        self,
        pure: tuple[Longs, Longs],
        held: Masks,
        lane_open: Flags,
        max_tiers: int,
    ) -> tuple[Longs, Longs, Longs]:
        """Give even, hidden, possible shares; `pure`: groups without, with carriers."""
        lanes, parties = self.lanes, len(self.lanes.parties)
        (weight, whole), zero = _weights(lanes, parties), np.zeros(parties, np.int64)
        lane = np.flatnonzero(lane_open)
        if not len(lane):
            return zero, zero, zero
        amount, group = weight[lane], lanes.group[lane]
        mix = self._mix(lane, held, weight)
        by = np.flatnonzero(np.diff(lanes.dst[lane], prepend=-1))
        who = lanes.dst[lane[by]]

        def of(part: Longs) -> Longs:
            found = zero.copy()
            found[who] = ppm_of(np.add.reduceat(part, by), whole[who])
            return found

        rounds = max_tiers - 1
        share = of(mix.parts(amount, group, pure[0], rounds=rounds))
        hidden = share
        if len(pure[0]) < len(pure[1]):
            hidden = of(mix.parts(amount, group, pure[1], rounds=rounds))
        return share, hidden, of(amount)

    def _mix(self, lane: Longs, held: Masks, weight: Longs) -> Mix:
        """Prepare what parties pass on of what came along open lanes."""
        lanes = self.lanes
        starts = segments(lanes.dst[lane], lanes.hs[lane])
        into, owner = self._into(lanes.dst[lane[starts]], lanes.hs[lane[starts]])
        keep = np.flatnonzero((held[:, 0] | held[:, 1])[into])
        into, owner = into[keep], owner[keep]
        order = np.argsort(into, kind="stable")
        into, owner = into[order], owner[order]
        first = np.flatnonzero(np.diff(into, prepend=-1))
        base = self._bases(into[first], weight)
        return Mix(len(lanes.group_src), starts, owner, first, into[first], base)

    def _bases(self, reached: Longs, weight: Longs) -> Longs:
        """Give for each of these groups the whole intake that can go into it."""
        lanes, runs = self.lanes, self.lanes.runs()
        sums = np.add.reduceat(weight, runs.start[:-1])
        total = np.zeros(len(reached), np.int64)
        for low in range(0, len(reached), CHUNK):
            some = reached[low : low + CHUNK]
            party = lanes.group_src[some]
            segment, owner = spread(runs.at[party], runs.at[party + 1])
            fit = self.fits[lanes.group_hs[some[owner]], runs.hs[segment]]
            segment, owner = segment[fit], owner[fit]
            at = np.flatnonzero(np.diff(owner, prepend=-1))
            if len(at):
                total[low + owner[at]] = np.add.reduceat(sums[segment], at)
        return total


def _weights(lanes: Lanes, parties: int) -> tuple[Longs, Longs]:
    """Give what each lane counts for, and each party's whole intake.

    By weight; by number of records for who took in nothing of a known weight.
    """
    weight = np.minimum(lanes.grams, HEAVIEST)
    whole = _by_buyer(lanes, weight, parties)
    blind = whole[lanes.dst] == 0
    weight = np.where(blind, lanes.count, weight).astype(np.int64)
    # Parts are whole numbers, and half of one record would be none: each buyer's
    # intake is counted in a unit fine enough for millionths; only its ratios are used.
    whole = _by_buyer(lanes, weight, parties)
    finer = FINE - np.searchsorted(POWERS[:FINE], whole, side="right")
    weight <<= finer[lanes.dst]
    return weight, whole << finer


def _by_buyer(lanes: Lanes, weight: Longs, parties: int) -> Longs:
    running = np.concatenate(([0], np.cumsum(weight)))
    return (running[lanes.lane_at[1:]] - running[lanes.lane_at[:-1]])[:parties]


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
    starts = np.flatnonzero(np.diff(dst, prepend=-1))
    widest = np.repeat(np.maximum.reduceat(wide, starts),
                       np.diff(np.append(starts, len(dst))))  # fmt: skip
    lane, dst = lane[wide == widest], dst[wide == widest]
    top = np.flatnonzero(np.diff(dst, prepend=-1))
    lane, dst = lane[top], dst[top]
    tier[dst], via[dst] = level, lane
