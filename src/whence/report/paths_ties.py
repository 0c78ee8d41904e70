"""The ties of a path diagram: one line between two boxes, over the steps between."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.model.chain import Tie
from whence.report.paths_grid import BOX_H, BOX_W, GAP_X, GAP_Y, Part, Spot
from whence.report.svg import number

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """The ties between the same two boxes, best grade first, and where they run.

    The first corner is the middle of the box they leave, the last that of the box they
    reach; between them stand the ends of a lane past other boxes.
    """

    ties: Sequence[Tie]
    corners: Sequence[Corner]

    def parts(self) -> Iterator[Part]:
        """Draw it: a bend across each gap, straight along a lane, and its tip."""
        kind = f"tie grade-{self.ties[0].grade.value}"
        for start, end in pairwise(self.corners):
            yield _bend(start, end, kind)
        x, y = self.corners[-1]
        tip = f'<path d="M{number(x)} {number(y)}l-8 -4v8z" class="tip"/>'
        yield Part(tip, (x - 8, x), (y - 4, y + 4))


def lines_between(
    ties: Sequence[Tie], spots: Mapping[str, Spot], end: Spot
) -> list[Line]:
    """Lay the lines between the boxes that are drawn; `end` is the consignment's.

    A tie over several steps runs through the lane nearest to both its ends that no box
    between them covers.
    """
    found = []
    for held in _merged(ties):
        start = spots.get(held[0].upstream)
        below = held[0].downstream
        goal = spots.get(below) if below else end
        if start is None or goal is None:
            continue
        x1, y1 = start.x + BOX_W, start.y + BOX_H / 2
        x2, y2 = goal.x, goal.y + BOX_H / 2
        corners = [(x1, y1), (x2, y2)]
        if x2 - x1 > GAP_X + 1:
            lane = _lane(y1, y2, between=[s for s in spots.values() if x1 < s.x < x2])
            corners[1:1] = [(x1 + GAP_X, lane), (x2 - GAP_X, lane)]
        found.append(Line(held, corners))
    return found


def along(start: Corner, end: Corner, t: float) -> Corner:
    """Give the point of a bend at `t` from 0 to 1.

    A bend is a cubic curve that leaves and arrives level, both its handles in the
    middle: x(t) = 1.5 t (1 - t) + t^3 and y(t) = 3 t^2 - 2 t^3 of its reach.
    """
    (x1, y1), (x2, y2) = start, end
    x, y = 1.5 * t * (1 - t) + t**3, 3 * t**2 - 2 * t**3
    return x1 + (x2 - x1) * x, y1 + (y2 - y1) * y


def _merged(ties: Sequence[Tie]) -> list[list[Tie]]:
    """Gather the ties between the same two boxes, best grade first."""
    found: dict[tuple[str, str], list[Tie]] = {}
    for tie in sorted(ties, key=lambda t: t.grade.rank):
        found.setdefault((tie.upstream, tie.downstream), []).append(tie)
    return list(found.values())


def _bend(start: Corner, end: Corner, kind: str) -> Part:
    """Go from one height to another across a gap, or straight along a lane."""
    (x1, y1), (x2, y2) = start, end
    half = (x2 - x1) / 2
    path = (
        f'<path d="M{number(x1)} {number(y1)}C{number(x1 + half)} {number(y1)} '
        f'{number(x2 - half)} {number(y2)} {number(x2)} {number(y2)}" class="{kind}"/>'
    )
    return Part(path, (x1, x2), (min(y1, y2) - 6, max(y1, y2) + 6), (y1, y2))


def _lane(y1: float, y2: float, *, between: Sequence[Spot]) -> float:
    """Give the height nearest to both ends that no box between them covers."""
    edges = [y for s in between for y in (s.y - 8, s.y + BOX_H + GAP_Y - 8)]

    def free(y: float) -> bool:
        return all(not s.y - 6 < y < s.y + BOX_H + 6 for s in between)

    lanes = [y for y in (y1, y2, *edges) if free(y)]
    return min(lanes, key=lambda y: (abs(y - y1) + abs(y - y2), abs(y - y1), y))
