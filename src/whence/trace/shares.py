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
from whence.trace.fold import Ints, Longs, segments
from whence.trace.intake import Asked, Cells
from whence.trace.into import Into
from whence.trace.lanes import Lanes, spread
from whence.trace.months import Masks
from whence.trace.parts import MILLION, part_of, ppm_of


@dataclass(frozen=True, slots=True)
class _Mix:
    """What the buyers of one chunk pass on of what came in open cells.

    Cells have an `amount` and their seller's `node`, in runs of one period, buyer and
    product that begin at `start`; `owner` are the runs that go into each of the buyers'
    nodes `into`, those of one beginning at `first`; `base` is all a node is made of.
    """

    amount: Longs
    node: Ints
    start: Ints
    owner: Ints
    first: Ints
    into: Ints
    base: Longs

    def pass_on(self, even: Ints, fresh: Ints) -> None:
        """Say in `fresh` which millionths of these nodes are flagged, if `even` says it
        of those they are made of."""
        part = np.add.reduceat(part_of(self.amount, even.take(self.node)), self.start)
        got = np.add.reduceat(part.take(self.owner), self.first)
        fresh[self.into] = ppm_of(got, self.base)


class Shares:
    """The shares of one search downstream."""

    def __init__(
        self, lanes: Lanes, into: Into, held: Masks, *, lag: int, calendar: Calendar
    ) -> None:
        """Prepare the mixing; `held` are the months in which flagged goods can leave
        each group, and `lag` the months they can lie."""
        self._lanes, self._into, self.nodes = lanes, into, Nodes(held, calendar)
        self._asked = Asked(calendar, held, self.nodes)
        self._reaching = calendar.reaching(lag)
        found = each(self._mix, lanes.lane_at)
        self._mixes = tuple(mix for mix in found if mix is not None)

    def of_nodes(self, pure: Longs, *, rounds: int) -> Ints:
        """Give the flagged millionths of what each node passes on; all that the groups
        `pure` pass on is."""
        whole = self.nodes.all_of(pure)
        even = np.zeros(len(self.nodes), np.int32)
        even[whole] = MILLION
        for _ in range(rounds):
            fresh = np.zeros_like(even)
            pass_on = partial(_Mix.pass_on, even=even, fresh=fresh)
            together(pass_on, self._mixes)
            fresh[whole] = MILLION
            even = fresh
        return even

    def of_buyers(self, *evens: Ints) -> tuple[Longs, ...]:
        """Give of everybody's intake the millionths that came in open cells, and those
        that are flagged if nodes pass on what each of `evens` says."""
        size = len(self._lanes.parties)
        found = tuple(np.zeros(size, np.int64) for _ in (None, *evens))
        settle = partial(self._settle, evens=evens, found=found)
        each(settle, self._lanes.lane_at)
        return found

    def _cells(self, chunk: Chunk) -> Cells:
        return Cells.of(self._lanes, chunk, self._asked)

    def _settle(
        self, chunk: Chunk, evens: tuple[Ints, ...], found: tuple[Longs, ...]
    ) -> None:
        """Note the millionths of the buyers of one chunk."""
        low, high = chunk
        cells = self._cells(chunk)
        dst = self._lanes.dst[low:high]
        first, last = int(dst[0]), int(dst[-1])

        def sums(buyer: Ints, amount: Longs) -> Longs:
            total = np.zeros(last - first + 1, np.int64)
            np.add.at(total, buyer - first, amount)
            return total

        buyer = dst[cells.lane]
        whole = sums(buyer, cells.amount)
        open_ = np.flatnonzero(cells.node >= 0)
        buyer, amount, node = buyer[open_], cells.amount[open_], cells.node[open_]
        parts = (amount, *(part_of(amount, even.take(node)) for even in evens))
        for column, part in zip(found, parts, strict=True):
            column[first : last + 1] = ppm_of(sums(buyer, part), whole)

    def _mix(self, chunk: Chunk) -> _Mix | None:
        """Find what goes into what in one chunk, and what it is mixed with."""
        low, high = chunk
        dst, hs = self._lanes.dst[low:high], self._lanes.hs[low:high]
        lot = segments(dst, hs)
        cells = self._cells(chunk)
        lot_of = np.repeat(np.arange(len(lot)), np.diff(lot, append=len(dst)))
        key = cells.period.astype(np.int64) * len(lot) + lot_of[cells.lane]
        run = np.flatnonzero(np.diff(key, prepend=-1))
        into, owner = self._goes((dst[lot], hs[lot]), key[run])
        if not len(into):
            return None
        return _packed(cells, run, into, owner)

    def _goes(self, lots: tuple[Ints, Ints], key: Longs) -> tuple[Longs, Longs]:
        """Give the nodes that runs go into, in their order, and which run it is.

        `lots` are the buyer and the product of each, `key` those of the runs: a lot's
        number and its period.
        """
        group, owner = self._into.groups(*lots)
        kept = np.flatnonzero(self.nodes.held(group))
        group, owner = group[kept], owner[kept]
        period, lot = np.divmod(key, len(lots[0]))
        at = np.searchsorted(owner, np.arange(len(lots[0]) + 1))
        pair, run = spread(at[lot], at[lot + 1])
        found: list[tuple[Ints, Longs]] = []
        for later in range(self._reaching + 1):
            node = self.nodes.of(group[pair], period[run] + later)
            some = np.flatnonzero(node >= 0)
            found.append((node[some], run[some]))
        into, owner = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.argsort(into, kind="stable")
        return into[order], owner[order]


def _packed(cells: Cells, run: Longs, into: Longs, owner: Longs) -> _Mix | None:
    """Keep of what goes into nodes what can be flagged, and all of it as their base."""
    first = np.flatnonzero(np.diff(into, prepend=-1))
    base = np.add.reduceat(np.add.reduceat(cells.amount, run)[owner], first)
    open_ = cells.node >= 0
    flows = np.bitwise_or.reduceat(open_, run)[owner]
    base = base[np.bitwise_or.reduceat(flows, first)]
    into, owner = into[flows], owner[flows]
    if not len(into):
        return None
    used = np.zeros(len(run), bool)
    used[owner] = True
    size = np.diff(run, append=len(open_))
    cell = np.flatnonzero(open_ & np.repeat(used, size))
    start = np.flatnonzero(
        np.diff(np.repeat(np.arange(len(run)), size)[cell], prepend=-1)
    )
    first = np.flatnonzero(np.diff(into, prepend=-1))
    return _Mix(
        cells.amount[cell],
        cells.node[cell],
        start.astype(np.int32),
        (np.cumsum(used) - 1)[owner].astype(np.int32),
        first.astype(np.int32),
        into[first].astype(np.int32),
        base,
    )
