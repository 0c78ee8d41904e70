"""The grid of a path diagram: its sizes, its parts, in which column a box stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whence.model.chain import Operation, Tie

BOX_W, BOX_H = 146.0, 108.0
GAP_X, GAP_Y = 84.0, 30.0
TOP = 30.0
EDGE = 18.0
"""Room left of a box for the open end of a path, which goes with that box."""
STEP = BOX_W + GAP_X


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a box stands: its left and top edge."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Part:
    """One thing drawn: its SVG, and how far it reaches; a head has no height.

    `ends` are the heights at which a tie begins and ends, None for all else.
    """

    svg: str
    x: tuple[float, float]
    y: tuple[float, float] | None = None
    ends: tuple[float, float] | None = None


def depths(operations: Sequence[Operation], ties: Sequence[Tie]) -> dict[str, int]:
    """Give each operation its column: one further left than all it feeds.

    The tier alone would set a trader between two makers on top of one of them. A
    circle of ties is cut by never moving a box further than there are boxes.
    """
    depth = {o.key: o.tier for o in operations}
    links = [t for t in ties if t.upstream in depth and t.downstream in depth]
    most = max(depth.values())
    for _ in operations:
        moved = False
        for tie in links:
            want = depth[tie.downstream] + 1
            if depth[tie.upstream] < want <= len(operations) + most:
                depth[tie.upstream], moved = want, True
        if not moved:
            break
    used = {d: place for place, d in enumerate(sorted(set(depth.values())))}
    return {key: used[d] for key, d in depth.items()}


def lay_out(
    columns: Mapping[int, list[Operation]], ties: Sequence[Tie]
) -> tuple[dict[str, Spot], float]:
    """Place the boxes: each column ordered by the middle of what it feeds."""
    tallest = max(len(c) for c in columns.values())
    height = TOP + tallest * (BOX_H + GAP_Y)
    spots: dict[str, Spot] = {}
    for place in sorted(columns):
        column = columns[place]

        def feeds(operation: Operation) -> tuple[float, str]:
            ys = [
                spots[t.downstream].y
                for t in ties
                if t.upstream == operation.key and t.downstream in spots
            ]
            return (sum(ys) / len(ys) if ys else 0.0, operation.key)

        column.sort(key=feeds)
        x = EDGE + (max(columns) - place) * STEP
        first = TOP + (tallest - len(column)) * (BOX_H + GAP_Y) / 2
        for row, operation in enumerate(column):
            spots[operation.key] = Spot(x, first + row * (BOX_H + GAP_Y))
    return spots, height
