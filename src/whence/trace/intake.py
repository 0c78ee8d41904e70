"""What buyers took in, by lane and period, in a unit fine enough for parts."""

from dataclasses import dataclass

import numpy as np

from whence.trace.calendar import Calendar, Nodes
from whence.trace.chunks import Chunk
from whence.trace.fold import Ints, Longs, firsts
from whence.trace.lanes import Lanes
from whence.trace.months import Masks
from whence.trace.weighing import weights_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What cells are cut for: the periods told apart, the months `held` in which
    flagged goods can leave each group, and the nodes of both."""

    calendar: Calendar
    held: Masks
    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Cells:
    """The lanes of one chunk, cut into the periods of a calendar.

    Cells lie by period, then by `lane` of the chunk. What two firms traded lies evenly
    on the months in which they did; `amount` is what of it falls in the cell's
    `period`, in its buyer's unit. `node` is what the seller sold on in that period (see
    `calendar.Nodes`), -1 where flagged goods cannot have come in it.
    """

    lane: Ints
    period: Ints
    amount: Longs
    node: Ints

    @classmethod
    def of(cls, lanes: Lanes, chunk: Chunk, asked: Asked) -> "Cells":
        """Cut the lanes of a chunk."""
        low, high = chunk
        group, mask = lanes.group[low:high], lanes.mask[low:high]
        carried = mask & asked.held.take(group, 0)
        cut: list[tuple[Longs, Ints, Longs, Ints]] = []
        for period, lane, amount in asked.calendar.split(_weights(lanes, chunk), mask):
            node = asked.nodes.of(group[lane], period)
            node[asked.calendar.within(carried, period)[lane] == 0] = -1
            cut.append((lane, np.full(len(lane), period, np.int8), amount, node))
        lane, periods, amount, node = map(np.concatenate, zip(*cut, strict=True))
        return cls(lane.astype(np.int32), periods, amount, node)


def _weights(lanes: Lanes, chunk: Chunk) -> Longs:
    """Give what the lanes of a chunk count for, in the unit of their buyer."""
    some = slice(*chunk)
    return weights_of(
        lanes.grams[some],
        lanes.count[some],
        lanes.unweighed[some],
        buyers=firsts(lanes.dst[some]),
    )
