"""What buyers took in, by lane and period, in a unit fine enough for parts."""

from dataclasses import dataclass

import numpy as np

from whence.trace.calendar import Calendar, Nodes
from whence.trace.fold import Flags, Ints, Longs, firsts
from whence.trace.lanes import Lanes
from whence.trace.lots import Lots
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

    What two firms traded lies evenly on the months in which they did; `amount` is what
    of it falls in the cell's period, in its buyer's unit. Cells lie by `key`, which is
    their period times the number of lots, and their lot. `reached` says of each whether
    flagged goods can have come along its lane at all; the cells `open_`, those in whose
    period they can, have beside them the `node` their seller sold from (see `Nodes`).
    """

    key: Ints
    amount: Longs
    reached: Flags
    open_: Longs
    node: Ints

    @classmethod
    def of(cls, lanes: Lanes, lots: Lots, asked: Asked) -> "Cells":
        """Cut the lanes of a chunk."""
        group, mask = lanes.group[lots.lanes], lanes.mask[lots.lanes]
        carried = asked.held.take(group, 0)
        carried &= mask
        reached = (carried[:, 0] | carried[:, 1]) != 0
        cut: list[tuple[Ints, Longs, Flags, Longs, Ints]] = []
        count = 0
        for period, lane, amount in asked.calendar.split(_weights(lanes, lots), mask):
            open_ = np.flatnonzero(asked.calendar.within(carried, period)[lane])
            node = asked.nodes.of(group[lane].take(open_), period)
            key = lots.of_lane[lane] + np.int32(period * len(lots))
            cut.append((key, amount, reached[lane], open_ + count, node))
            count += len(amount)
        lanes.let_go(lots.lanes)
        return cls(*map(np.concatenate, zip(*cut, strict=True)))


def _weights(lanes: Lanes, lots: Lots) -> Longs:
    """Give what the lanes of a chunk count for, in the unit of their buyer."""
    return weights_of(
        lanes.grams[lots.lanes],
        lanes.count[lots.lanes],
        lanes.unweighed[lots.lanes],
        buyers=lots.start[firsts(lots.buyer)],
    )
