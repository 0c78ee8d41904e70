"""What buyers took in, lot by lot, and what each lot can go into.

A lot is the lanes of one buyer and product. Which they are and where they can go does
not change while a search goes down, nor while shares are mixed: it is found once for
each chunk of lanes, and asked level by level and round by round.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from whence.trace.chunks import Chunk, each
from whence.trace.fold import Ints, segments
from whence.trace.into import Into
from whence.trace.lanes import Lanes
from whence.trace.products import Products

_PLACES = 32
"""Bits for a lot where it is sorted beside its group."""


@dataclass(frozen=True, slots=True)
class Lots:
    """The lots of one chunk of lanes, which holds whole buyers.

    `lanes` are the chunk's, `of_lane` is which lot each is of, and `buyers` are the
    parties they lead to. Lot i begins at the lane `start[i]` of the chunk, and
    `buyer[i]` of these parties took it in. Each `lot` of a pair can go into the `group`
    beside it; pairs lie by group.
    """

    lanes: slice
    of_lane: Ints
    buyers: slice
    start: Ints
    buyer: Ints
    lot: Ints
    group: Ints

    @classmethod
    def of(cls, lanes: Lanes, into: Into, chunk: Chunk) -> "Lots":
        """Find the lots of a chunk."""
        low, high = chunk
        first = int(np.searchsorted(lanes.lane_at, low, side="right")) - 1
        last = int(np.searchsorted(lanes.lane_at, high))
        sizes = np.diff(lanes.lane_at[first : last + 1])
        buyer = np.repeat(np.arange(last - first, dtype=np.int32), sizes)
        hs = lanes.hs[low:high]
        start = segments(buyer, hs)
        buyer = buyer[start]
        sizes = np.diff(start, append=high - low)
        group, lot = into.groups(first + buyer, hs[start])
        # Sorted as one number: several times faster than the order of groups alone.
        pair = np.sort(group << _PLACES | lot)
        return cls(
            slice(low, high),
            np.repeat(np.arange(len(start), dtype=np.int32), sizes),
            slice(first, last),
            start.astype(np.int32),
            buyer,
            (pair & ((1 << _PLACES) - 1)).astype(np.int32),
            (pair >> _PLACES).astype(np.int32),
        )

    def __len__(self) -> int:
        """Count them."""
        return len(self.start)


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
