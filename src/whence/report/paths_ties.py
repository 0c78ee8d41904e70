"""The ties of a path diagram: one curve between two boxes, and what it says."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from whence.model.chain import Tie
from whence.report.charts import percent
from whence.report.paths_grid import BOX_H, BOX_W, EDGE, GAP_X, GAP_Y, Part, Spot
from whence.report.svg import number, text

HALF = (GAP_X - EDGE) / 2
"""Half the width that the words of a tie have, between a box and where paper cuts."""


LEVEL = 6.0
"""A line that ends no further than this from the height of its start is straight."""


def merged(ties: Sequence[Tie]) -> list[list[Tie]]:
    """Gather the ties between the same two boxes, best grade first."""
    found: dict[tuple[str, str], list[Tie]] = {}
    for tie in sorted(ties, key=lambda t: t.grade.rank):
        found.setdefault((tie.upstream, tie.downstream), []).append(tie)
    return list(found.values())


def curve_of(
    ties: Sequence[Tie], spots: Mapping[str, Spot], end: Spot
) -> tuple[Part, ...]:
    """Draw the ties between two boxes as one line, then what it says.

    The words come last, where the tie starts. A tie over several steps runs through
    the lane nearest to both its ends that no box between them covers.
    Gives nothing where the box it leads to is not drawn.
    """
    tie = ties[0]
    start = spots[tie.upstream]
    goal = spots.get(tie.downstream, end if not tie.downstream else None)
    if goal is None:
        return ()
    x1, y1 = start.x + BOX_W, start.y + BOX_H / 2
    x2, y2 = goal.x, goal.y + BOX_H / 2
    corners = [(x1, y1), (x2, y2)]
    if x2 - x1 > GAP_X + 1:
        lane = _lane(y1, y2, between=[s for s in spots.values() if x1 < s.x < x2])
        corners[1:1] = [(x1 + GAP_X, lane), (x2 - GAP_X, lane)]
    kind = f"tie grade-{tie.grade.value}"
    curves = [_bend(a, b, kind) for a, b in pairwise(corners)]
    tip = f'<path d="M{number(x2)} {number(y2)}l-8 -4v8z" class="tip"/>'
    return (
        *curves,
        Part(tip, (x2 - 8, x2), (y2 - 4, y2 + 4)),
        _words(ties, x1, (y1, corners[1][1])),
    )


def _bend(start: tuple[float, float], end: tuple[float, float], kind: str) -> Part:
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


def _words(ties: Sequence[Tie], x: float, goes: tuple[float, float]) -> Part:
    """Say by what two boxes are tied, the grade and the largest share.

    The words stand on the side from which the line bends away, so that it never
    crosses them: over a line that sinks, under one that rises, around a straight one.
    """
    kinds = dict.fromkeys(t.kind.value for t in ties)
    first = next(iter(kinds)).removesuffix(" of lading").removeprefix("bill of ")
    above = first + (f" +{len(kinds) - 1}" if len(kinds) > 1 else "")
    share = max((t.share_ppm for t in ties if t.share_ppm is not None), default=None)
    under = [w for w in (ties[0].grade.value, percent(share)) if w]
    start, end = goes
    if abs(end - start) < LEVEL:
        heights = [start - 7, *(start + 15 + 12 * row for row in range(len(under)))]
    elif end > start:
        heights = [start - 7 - 12 * row for row in range(len(under), -1, -1)]
    else:
        heights = [start + 15 + 12 * row for row in range(len(under) + 1)]
    middle = x + HALF
    said = [
        text(middle, y, word, kind="tie-grade" if row else "tie-word", anchor="middle")
        for row, (y, word) in enumerate(zip(heights, [above, *under], strict=True))
    ]
    reach = (min(heights) - 11, max(heights) + 3)
    return Part("".join(said), (x, x + 2 * HALF), reach)
