"""Coasts and land borders for the maps, from Natural Earth (public domain)."""

from dataclasses import dataclass
from functools import cache

from whence.errors import DataError
from whence.shelf import rows_of

GRAIN = 20
"""Steps in a degree, as `tools/build_outlines.py` writes them."""

WHERE = "data/style/outlines.csv"


@dataclass(frozen=True, slots=True)
class Outline:
    """One line on the ground: a closed coast, or a border. Degrees east and north."""

    points: tuple[tuple[float, float], ...]
    west: float
    east: float
    south: float
    north: float

    def near(self, west: float, east: float, south: float, north: float) -> bool:
        """Whether any of it can lie in a window."""
        return (
            self.west <= east
            and self.east >= west
            and self.south <= north
            and self.north >= south
        )


@dataclass(frozen=True, slots=True)
class Outlines:
    """Every coast (closed) and every border (open)."""

    land: tuple[Outline, ...]
    borders: tuple[Outline, ...]


@cache
def outlines() -> Outlines:
    """Read the outlines.

    Raises:
        DataError: a line is of no known kind or holds no whole points.

    """
    found: dict[str, list[Outline]] = {"land": [], "border": []}
    for row in rows_of("style/outlines.csv"):
        try:
            steps = [int(n) for n in row["steps"].split()]
            found[row["kind"]].append(_outline(steps))
        except (KeyError, ValueError) as error:
            raise DataError(f"bad line: {error}.", where=WHERE) from error
    return Outlines(tuple(found["land"]), tuple(found["border"]))


def _outline(steps: list[int]) -> Outline:
    if len(steps) < 4 or len(steps) % 2:
        raise ValueError(f"{len(steps)} numbers are no line")
    x = y = 0
    points = []
    for at in range(0, len(steps), 2):
        x, y = x + steps[at], y + steps[at + 1]
        points.append((x / GRAIN, y / GRAIN))
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return Outline(tuple(points), min(lons), max(lons), min(lats), max(lats))
