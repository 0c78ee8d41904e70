"""A path diagram as one picture for the screen, or cut into strips for paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.report.paths_grid import STEP, TOP, Part
from whence.report.paths_ties import along
from whence.report.svg import number, picture, text

FIT = 4
"""Steps that fit the width of a printed page: drawn smaller, nobody could read them."""

FLAT = 12.0
"""A line no higher than this runs straight."""

MARGIN, ROOM = 20.0, 17.0
"""Width of the margin for the letters of cut ties, and the height one letter takes."""


Letter = tuple[str, float]
"""What a cut tie bears at both its ends, and at what height."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """All parts of one diagram, in the order in which they are drawn.

    `names` are an id unique on the page, the title and the description in words.
    """

    parts: Sequence[Part]
    steps: int
    size: tuple[float, float]
    names: tuple[str, str, str]

    def whole(self) -> str:
        """Draw it as one picture."""
        svg = (part.svg for part in self.parts)
        return picture(svg, size=self.size, names=self.names)

    def strips(self) -> Iterator[str]:
        """Draw it as strips of few steps, each no higher than what stands in it.

        A strip reaches from the open end left of its first box to that of the next
        strip, so that it holds the words of the ties that leave it. Ties that are cut
        bear a letter at both of their ends. The description of the first strip is
        that of the whole.
        """
        count = -(-self.steps // FIT)
        even = -(-self.steps // count)
        cuts = [place * even * STEP for place in range(1, count)]
        letters = _letters([self._cut(at) for at in cuts])
        edges = [0.0, *cuts, self.size[0]]
        for place, ends in enumerate(pairwise(edges)):
            key, title, about = self.names
            if place:
                key, about = f"{key}-{place + 1}", "Goes on from the strip above."
            if count > 1:
                title = f"{title}, strip {place + 1} of {count}"
            sides = letters[place], letters[place + 1]
            yield self._strip(ends, sides, names=(key, title, about))

    def _cut(self, at: float) -> list[float]:
        """Give the heights, from the top, at which ties pass a place."""
        return sorted(
            _height(p.x, p.ends, at=at)
            for p in self.parts
            if p.ends is not None and p.x[0] < at < p.x[1]
        )

    def _strip(
        self,
        ends: tuple[float, float],
        letters: tuple[Sequence[Letter], Sequence[Letter]],
        *,
        names: tuple[str, str, str],
    ) -> str:
        left, right = ends
        kept = [p for p in self.parts if p.x[0] < right and p.x[1] > left]
        # A curve that comes from the strip before has all but reached its end here.
        heights = [
            p.y
            for p in kept
            if p.y is not None and (p.x[0] >= left or p.y[1] - p.y[0] <= FLAT)
        ]
        heights += [(y - ROOM / 2, y + ROOM / 2) for side in letters for _, y in side]
        top = min(low for low, _ in heights) - TOP
        foot = max(high for _, high in heights)
        before, after = (MARGIN if side else 0.0 for side in letters)
        heads = "".join(p.svg for p in kept if p.y is None)
        body = "".join(p.svg for p in kept if p.y is not None)
        at = left - before
        marks = "".join(
            _mark(x, letter)
            for x, side in zip((left - 9, right + 9), letters, strict=True)
            for letter in side
        )
        # The margins hold letters alone: what goes on in another strip ends at the cut.
        high, wide = foot - top + 4, right - left
        key = f"{names[0]}-cut"
        clip = (
            f'<clipPath id="{key}"><rect x="{number(left)}" y="{number(top)}" '
            f'width="{number(wide)}" height="{number(high)}"/></clipPath>'
        )
        drawn = (
            f'<g transform="translate({number(-at)} 0)">{heads}</g>'
            f'<g transform="translate({number(-at)} {number(-top)})">{clip}'
            f'<g clip-path="url(#{key})">{body}</g>{marks}</g>'
        )
        return picture([drawn], size=(before + wide + after, high), names=names)


def _height(
    reach: tuple[float, float], ends: tuple[float, float], *, at: float
) -> float:
    """Give the height of a tie where it passes `at`."""
    (x1, x2), (y1, y2) = reach, ends
    low, high = 0.0, 1.0
    for _ in range(24):
        t = (low + high) / 2
        low, high = (t, high) if along((x1, y1), (x2, y2), t)[0] < at else (low, t)
    return along((x1, y1), (x2, y2), low)[1]


def _letters(cuts: Sequence[Sequence[float]]) -> list[list[Letter]]:
    """Letter the cut ties, on from cut to cut, never nearer than a letter needs.

    The first and the last side of a diagram are no cuts.
    """
    found: list[list[Letter]] = [[]]
    count = 0
    for heights in cuts:
        side: list[Letter] = []
        for y in heights:
            if side and y < side[-1][1] + ROOM:
                y = side[-1][1] + ROOM
            side.append((_word(count), y))
            count += 1
        found.append(side)
    return [*found, []]


def _word(place: int) -> str:
    """Name a place by letters: a to z, then aa, ab and so on."""
    more, last = divmod(place, 26)
    return (_word(more - 1) if more else "") + "abcdefghijklmnopqrstuvwxyz"[last]


def _mark(x: float, letter: Letter) -> str:
    word, y = letter
    return text(x, y + 4, word, kind="tie-letter", anchor="middle")
