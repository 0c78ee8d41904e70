"""What the ties of a path diagram say, each where it covers no line and no words.

Ties that leave one box and say the same say it once. Every label tries a few places
in the gap behind its box and takes the first of those that cover least.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.model.chain import Tie
from whence.report.charts import percent
from whence.report.lettering import clip, width_of
from whence.report.paths_grid import EDGE, GAP_X, Part
from whence.report.paths_ties import Corner, Line, along
from whence.report.svg import text

WIDE = GAP_X - EDGE
"""Room for words in a gap, between a box and where paper cuts, in px."""

LEVEL = 6.0
"""A line that ends no further than this from the height of its start is straight."""

ROW, OVER, UNDER = 12.0, 7.0, 15.0
"""From row to row; from a line to the words over it, and to those under it."""

RISE, SINK = 9.5, 2.5
"""How far the letters of a row reach above and below its foot."""

POINTS = 60
"""At so many points of a line it is asked whether words cover it."""

NEAR = 4.0
"""Least room between a box and words beside it, in px."""

Rows = tuple[str, ...]
Place = tuple[float, tuple[float, ...]]
"""The middle of the rows, and the foot of each, in px."""
Box = tuple[float, float, float, float]
"""Left, top, right, foot in px."""


@dataclass(frozen=True, slots=True)
class Label:
    """What ties from one box say, a row each: the kind, the grade, the share.

    `ends` are the heights at which their lines have crossed the gap.
    """

    start: Corner
    rows: Rows
    ends: tuple[float, ...]

    @property
    def middles(self) -> tuple[float, float]:
        """Give the middle of the room for words, and of words next to the box."""
        wide = max(width_of(row, _kind(nth)) for nth, row in enumerate(self.rows))
        return self.start[0] + WIDE / 2, self.start[0] + NEAR + wide / 2

    def boxes(self, place: Place) -> list[Box]:
        """Give what its rows cover at a place."""
        middle, heights = place
        halves = [width_of(row, _kind(nth)) / 2 for nth, row in enumerate(self.rows)]
        return [
            (middle - half, y - RISE, middle + half, y + SINK)
            for half, y in zip(halves, heights, strict=True)
        ]

    def part(self, place: Place) -> Part:
        """Draw it at a place."""
        middle, heights = place
        said = "".join(
            text(middle, y, row, kind=_kind(nth), anchor="middle")
            for nth, (y, row) in enumerate(zip(heights, self.rows, strict=True))
        )
        reach = (min(heights) - RISE - 1.5, max(heights) + SINK + 0.5)
        return Part(said, (self.start[0], self.start[0] + WIDE), reach)


def words_of(lines: Sequence[Line]) -> list[Part]:
    """Label the lines; those of boxes that say only one thing choose first."""
    labels = _labels(lines)
    held = Counter(label.start for label in labels)
    drawn = {x: list(_points(lines, x)) for x in {label.start[0] for label in labels}}
    taken: list[Box] = []
    found = []
    for label in sorted(labels, key=lambda a: held[a.start] > 1):
        heights = list(_heights(label, alone=held[label.start] == 1))
        places = ((x, ys) for x in label.middles for ys in heights)
        best = _best(label, places, taken, drawn[label.start[0]])
        taken += label.boxes(best)
        found.append(label.part(best))
    return found


def _points(lines: Sequence[Line], x: float) -> Iterator[Corner]:
    """Give points of all lines in the gap that begins at `x`."""
    for line in lines:
        for start, end in pairwise(line.corners):
            if start[0] < x + WIDE and end[0] > x:
                yield from (along(start, end, n / POINTS) for n in range(POINTS + 1))


def _best(
    label: Label, places: Iterable[Place], taken: Sequence[Box], drawn: Sequence[Corner]
) -> Place:
    """Give the first place that covers nothing, or else the first of the best."""
    found: list[tuple[tuple[int, int], Place]] = []
    for place in places:
        covers = _covers(label.boxes(place), taken, drawn)
        if covers == (0, 0):
            return place
        found.append((covers, place))
    return min(found, key=lambda held: held[0])[1]


def _labels(lines: Sequence[Line]) -> list[Label]:
    """Gather the lines that leave one box and say the same."""
    held: dict[tuple[Corner, Rows], list[float]] = {}
    for line in lines:
        key = (line.corners[0], _rows(line.ties))
        held.setdefault(key, []).append(line.corners[1][1])
    return [Label(at, rows, tuple(ends)) for (at, rows), ends in held.items()]


def _rows(ties: Sequence[Tie]) -> Rows:
    """Say by what two boxes are tied, the grade and the largest share."""
    kinds = dict.fromkeys(t.kind.value for t in ties)
    first = next(iter(kinds)).removesuffix(" of lading").removesuffix(" line")
    first = first.removeprefix("bill of ")
    first += f" +{len(kinds) - 1}" if len(kinds) > 1 else ""
    share = max((t.share_ppm for t in ties if t.share_ppm is not None), default=None)
    rows = (first, ties[0].grade.value, percent(share))
    return tuple(clip(r, WIDE, _kind(nth)) for nth, r in enumerate(rows) if r)


def _kind(row: int) -> str:
    return "tie-grade" if row else "tie-word"


def _heights(label: Label, *, alone: bool) -> Iterator[tuple[float, ...]]:
    """Give the heights of the rows at each place a label tries, the best first.

    Around a straight line; else at the start of a bend, on the side from which it
    turns away, so that it never crosses the words. Where a box says several things,
    each rather stands where its own line has crossed the gap.
    """
    start, count = label.start[1], len(label.rows)
    if any(abs(end - start) < LEVEL for end in label.ends):
        yield (start - OVER, *(start + UNDER + ROW * n for n in range(count - 1)))
    rises = [end < start for end in label.ends]
    sides = (rises[0], not rises[0])
    beginnings = [_beside(start, count, under=under) for under in sides]
    crossings = [
        _beside(end, count, under=not rise)
        for end, rise in zip(label.ends, rises, strict=True)
    ]
    yield from beginnings + crossings if alone else crossings + beginnings
    for away in (ROW, 2 * ROW):
        for under in sides:
            yield _beside(start, count, under=under, away=away)


def _beside(
    line: float, count: int, *, under: bool, away: float = 0.0
) -> tuple[float, ...]:
    """Give the heights of rows that all stand under or over a line."""
    first = line + UNDER + away if under else line - OVER - away - ROW * (count - 1)
    return tuple(first + ROW * n for n in range(count))


def _covers(
    boxes: Sequence[Box], taken: Sequence[Box], drawn: Sequence[Corner]
) -> tuple[int, int]:
    """Count the words, then the points of lines, that a label would cover."""
    words = sum(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for a in boxes
        for b in taken
    )
    points = sum(
        a[0] - 1 <= x <= a[2] + 1 and a[1] - 1 <= y <= a[3] + 1
        for a in boxes
        for x, y in drawn
    )
    return words, points
