"""What buyers took in, lot by lot, and what each lot can go into.

A lot is the lanes of one buyer and product. Which they are and where they can go does
not change while a search goes down, nor while shares are mixed: it is found once for
each chunk of lanes, and asked level by level and round by round.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from whence.trace.chunks import Chunk, each
from whence.trace.fold import Flags, Ints, Longs, segments
from whence.trace.into import Into
from whence.trace.lanes import Lanes
from whence.trace.products import Products

_PLACES = 32
"""Bits for a lot where it is sorted beside its group."""


@dataclass(frozen=True, slots=True)
class Lots:
    """The lots of one chunk of lanes, which holds whole buyers.

    `lanes` are the chunk's, `buyers` the parties they lead to, and `sizes` says how
    many lanes each of these has. Lot i begins at the lane `start[i]` of the chunk. Each
    `lot` of a pair can go into the `group` beside it; pairs lie by group.
    """

    lanes: slice
    buyers: slice
    sizes: Ints
    start: Ints
    lot: Ints
    group: Ints

    @classmethod
    def of(cls, lanes: Lanes, into: Into, chunk: Chunk) -> "Lots":
        """Find the lots of a chunk."""
        low, high = chunk
        first = int(np.searchsorted(lanes.lane_at, low, side="right")) - 1
        last = int(np.searchsorted(lanes.lane_at, high))
        sizes = np.diff(lanes.lane_at[first : last + 1]).astype(np.int32)
        buyer = np.repeat(np.arange(first, last, dtype=np.int32), sizes)
        hs = lanes.hs[low:high]
        start = segments(buyer, hs)
        group, lot = into.groups(buyer[start], hs[start])
        # Sorted as one number: several times faster than the order of groups alone.
        pair = np.sort(group << _PLACES | lot)
        return cls(
            slice(low, high),
            slice(first, last),
            sizes,
            start.astype(np.int32),
            (pair & ((1 << _PLACES) - 1)).astype(np.int32),
            (pair >> _PLACES).astype(np.int32),
        )

    def __len__(self) -> int:
        """Count them."""
        return len(self.start)

    def of_lanes(self) -> Ints:
        """Say of each lane of the chunk which lot it is of."""
        sizes = np.diff(self.start, append=self.lanes.stop - self.lanes.start)
        return np.repeat(np.arange(len(self), dtype=np.int32), sizes)

    def buyers_of(self) -> Ints:
        """Say of each lot which of the chunk's buyers took it in, from 0."""
        ends = np.cumsum(self.sizes)
        return np.searchsorted(ends, self.start, side="right").astype(np.int32)

    def of_buyers(self) -> Longs:
        """Give where the lanes of each buyer who has any begin in the chunk."""
        ends = np.cumsum(self.sizes)
        return (ends - self.sizes)[self.sizes > 0]

    def buyer_of_lanes(self) -> Ints:
        """Say of each lane of the chunk whom it leads to."""
        buyers = np.arange(self.buyers.start, self.buyers.stop, dtype=np.int32)
        return np.repeat(buyers, self.sizes)

    def lanes_into(self, buyers: Flags) -> Flags:
        """Say of each lane of the chunk whether it leads to one of these, of which
        `buyers` speaks in their order."""
        return np.repeat(buyers, self.sizes)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every search over one set of lanes stands on: the lanes, what can go into
    what, and the lots of every chunk."""

    lanes: Lanes
    into: Into
    lots: tuple[Lots, ...]

    @classmethod
    def of(cls, lanes: Lanes, products: Products) -> "Ground":
        """Prepare lanes."""
        into = Into(lanes, products)
        lots = each(partial(Lots.of, lanes, into), lanes.lane_at)
        return cls(lanes, into, tuple(lots))
