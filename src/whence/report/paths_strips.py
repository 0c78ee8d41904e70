"""A path diagram as one picture for the screen, or cut into strips for paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.report.paths_grid import STEP, TOP, Part
from whence.report.svg import number, picture

FIT = 4
"""Steps that fit the width of a printed page: drawn smaller, nobody could read them."""

FLAT = 12.0
"""A line no higher than this runs straight."""


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
        strip, so that it holds the words of the ties that leave it. The description
        of the first is that of the whole.
        """
        count = -(-self.steps // FIT)
        even = -(-self.steps // count)
        for place in range(count):
            key, title, about = self.names
            if place:
                key, about = f"{key}-{place + 1}", "Goes on from the strip above."
            if count > 1:
                title = f"{title}, strip {place + 1} of {count}"
            ends = (place * even * STEP, min(self.size[0], (place + 1) * even * STEP))
            yield self._strip(ends, (key, title, about))

    def _strip(self, ends: tuple[float, float], names: tuple[str, str, str]) -> str:
        left, right = ends
        kept = [p for p in self.parts if p.x[0] < right and p.x[1] > left]
        # A curve that comes from the strip before has all but reached its end here.
        heights = [
            p.y
            for p in kept
            if p.y is not None and (p.x[0] >= left or p.y[1] - p.y[0] <= FLAT)
        ]
        top = min(low for low, _ in heights) - TOP
        foot = max(high for _, high in heights)
        heads = "".join(p.svg for p in kept if p.y is None)
        body = "".join(p.svg for p in kept if p.y is not None)
        drawn = (
            f'<g transform="translate({number(-left)} 0)">{heads}</g>'
            f'<g transform="translate({number(-left)} {number(-top)})">{body}</g>'
        )
        return picture([drawn], size=(right - left, foot - top + 4), names=names)
