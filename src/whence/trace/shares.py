"""The part of everybody's intake that came from flagged parties, if all mixed evenly.

Of what a firm took in that can go into a product, in a period and those before in which
it can have lain, it passed on with each kilogram the same part that came from flagged
parties. Round by round that part goes one step further downstream; whole
numbers throughout, each rounded down, so that every engine finds the same.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from whence.trace.calendar import Calendar, Nodes
from whence.trace.chunks import Chunk, each, together
from whence.trace.fold import Flags, Ints, Longs, firsts, segments
from whence.trace.intake import Asked, Cells
from whence.trace.into import Into
from whence.trace.lanes import Lanes, spread
from whence.trace.months import Masks
from whence.trace.parts import MILLION, part_of, ppm_of


@dataclass(frozen=True, slots=True)
class _Mix:
    """What the buyers of one chunk took in in open cells, and pass on of it.

    Cells have an `amount` and their seller's `node`, in runs of one period, `buyer` and
    product that begin at `start`. The first `feeding` runs go into something: `owner`
    are those that go into the buyers' nodes `into`, the ones of each node beginning at
    `first`; `base` is all that a node is made of.
    """

    amount: Longs
    node: Ints
    start: Ints
    buyer: Ints
    feeding: int
    owner: Ints
    first: Ints
    into: Ints
    base: Longs

    def pass_on(self, even: Ints, fresh: Ints) -> None:
        """Say in `fresh` which millionths of these nodes are flagged, if `even` says it
        of those they are made of."""
        if self.feeding:
            part = self._parts(even, self.feeding)
            got = np.add.reduceat(part.take(self.owner), self.first)
            fresh[self.into] = ppm_of(got, self.base)

    def settle(self, even: Ints, intake: Longs) -> None:
        """Add to the `intake` of each buyer what is flagged of these cells."""
        np.add.at(intake, self.buyer, self._parts(even, len(self.start)))

    def _parts(self, even: Ints, runs: int) -> Longs:
        """Give what is flagged of the first runs."""
        end = len(self.amount) if runs == len(self.start) else int(self.start[runs])
        part = part_of(self.amount[:end], even.take(self.node[:end]))
        parts: Longs = np.add.reduceat(part, self.start[:runs])
        return parts


class Shares:
    """The shares of one search downstream."""

    def __init__(
        self, lanes: Lanes, into: Into, held: Masks, *, lag: int, calendar: Calendar
    ) -> None:
        """Prepare the mixing; `held` are the months in which flagged goods can leave
        each group, and `lag` the months they can lie."""
        self._lanes, self._into = lanes, into
        self._nodes = Nodes(held, calendar)
        self._reaching = calendar.reaching(lag)
        self._whole = np.zeros(len(lanes.parties), np.int64)
        self._can = np.zeros_like(self._whole)
        asked = Asked(calendar, held, self._nodes)
        found = each(partial(self._mix, asked=asked), lanes.lane_at)
        self._mixes = tuple(mix for mix in found if mix is not None)

    def can(self) -> Longs:
        """Give the millionths of everybody's intake that came along lanes on which some
        flagged goods can have come, in whichever period."""
        return ppm_of(self._can, self._whole)

    def of_nodes(self, pure: Longs, *, rounds: int) -> Ints:
        """Give the flagged millionths of what each node passes on; all that the groups
        `pure` pass on is."""
        nodes = self._nodes
        whole = nodes.all_of(pure)
        even = np.zeros(len(nodes), np.int32)
        even[whole] = MILLION
        for _ in range(rounds):
            fresh = np.zeros_like(even)
            together(partial(_Mix.pass_on, even=even, fresh=fresh), self._mixes)
            fresh[whole] = MILLION
            even = fresh
        return even

    def of_buyers(self, even: Ints) -> Longs:
        """Give the flagged millionths of everybody's intake if nodes pass on what
        `even` says."""
        intake = np.zeros_like(self._whole)
        together(partial(_Mix.settle, even=even, intake=intake), self._mixes)
        return ppm_of(intake, self._whole)

    def _mix(self, chunk: Chunk, *, asked: Asked) -> _Mix | None:
        """Find what goes into what in one chunk, and what it is mixed with; note what
        its buyers took in."""
        low, high = chunk
        dst, hs = self._lanes.dst[low:high], self._lanes.hs[low:high]
        cells = Cells.of(self._lanes, chunk, asked)
        lot = segments(dst, hs)
        lot_of = np.repeat(np.arange(len(lot)), np.diff(lot, append=len(dst)))
        key = cells.period.astype(np.int64) * len(lot) + lot_of[cells.lane]
        run = firsts(key)
        period, of_lot = np.divmod(key[run], len(lot))
        buyer = dst[lot][of_lot]
        open_ = cells.node >= 0
        whole = np.add.reduceat(cells.amount, run)
        np.add.at(self._whole, buyer, whole)
        can = np.zeros(high - low, bool)
        can[cells.lane[open_]] = True
        carried = np.add.reduceat(cells.amount * can[cells.lane], run)
        np.add.at(self._can, buyer, carried)
        if not open_.any():
            return None
        into, owner = self._goes((dst[lot], hs[lot]), of_lot, period)
        return _packed(cells, _Runs(run, buyer, whole), into, owner)

    def _goes(
        self, lots: tuple[Ints, Ints], lot: Longs, period: Longs
    ) -> tuple[Longs, Longs]:
        """Give the nodes that runs go into, in their order, and which run it is.

        `lots` are the buyers and products of lots; each run is of a `lot`, by number,
        in a `period`.
        """
        nodes = self._nodes
        group, owner = self._into.groups(*lots)
        kept = np.flatnonzero(nodes.held(group))
        group, owner = group[kept], owner[kept]
        at = np.searchsorted(owner, np.arange(len(lots[0]) + 1))
        pair, run = spread(at[lot], at[lot + 1])
        found: list[tuple[Ints, Longs]] = []
        for later in range(self._reaching + 1):
            node = nodes.of(group[pair], period[run] + later)
            some = np.flatnonzero(node >= 0)
            found.append((node[some], run[some]))
        into, owner = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.argsort(into, kind="stable")
        return into[order], owner[order]


@dataclass(frozen=True, slots=True)
class _Runs:
    """Runs of cells of one period, buyer and product: where each begins, whose it is,
    and what all its cells amount to."""

    start: Longs
    buyer: Ints
    whole: Longs


def _packed(cells: Cells, runs: _Runs, into: Longs, owner: Longs) -> _Mix:
    """Keep what can be flagged, and of what goes into nodes all of it as their base."""
    open_ = cells.node >= 0
    some = np.bitwise_or.reduceat(open_, runs.start)
    flows = some[owner]
    base = _sums(runs.whole[owner], into)[_sums(flows, into) > 0]
    into, owner = into[flows], owner[flows]
    feeds = np.zeros(len(some), bool)
    feeds[owner] = True
    kept = np.concatenate((np.flatnonzero(feeds), np.flatnonzero(some & ~feeds)))
    place = np.zeros(len(some), np.int32)
    place[kept] = np.arange(len(kept), dtype=np.int32)
    run = np.repeat(np.arange(len(some)), np.diff(runs.start, append=len(open_)))
    fed = feeds[run]
    cell = np.concatenate((np.flatnonzero(open_ & fed), np.flatnonzero(open_ & ~fed)))
    first = firsts(into)
    return _Mix(
        amount=cells.amount[cell],
        node=cells.node[cell],
        start=firsts(run[cell]).astype(np.int32),
        buyer=runs.buyer[kept],
        feeding=int(feeds.sum()),
        owner=place[owner],
        first=first.astype(np.int32),
        into=into[first].astype(np.int32),
        base=base,
    )


def _sums(amount: Longs | Flags, of: Longs) -> Longs:
    """Sum amounts by what they are of, which is sorted."""
    first = firsts(of)
    return np.add.reduceat(amount, first, dtype=np.int64) if len(first) else first
