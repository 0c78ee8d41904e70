"""The ground of a map: its window, land, borders, and the lines of the globe."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from whence.report.svg import line, number, rect, text
from whence.shelf.outlines import outlines
from whence.shelf.style import Point

WIDTH = 920.0
LOW, HIGH = 300.0, 560.0
"""Least and most height of a map, in px."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The window of the map in degrees, and its height on paper.

    Plate carree with a true middle latitude: a degree east is drawn shorter than one
    north by the cosine of that latitude, so that shapes near it are not stretched.
    """

    west: float
    east: float
    south: float
    north: float
    height: float

    def x(self, lon: float) -> float:
        """Give the distance from the left edge."""
        return (lon - self.west) / (self.east - self.west) * WIDTH

    def y(self, lat: float) -> float:
        """Give the distance from the top edge."""
        return (self.north - lat) / (self.north - self.south) * self.height


def frame(held: Sequence[Point], pad: float = 8.0) -> Frame:
    """Fit a window around the points, never narrower than is pleasant to read."""
    west = min(p.lon for p in held) - pad
    east = max(p.lon for p in held) + pad * 1.6
    south = max(min(p.lat for p in held) - pad, -60.0)
    north = min(max(p.lat for p in held) + pad, 84.0)
    short = cos(radians((south + north) / 2))
    wide, high = (east - west) * short, north - south
    if WIDTH * high / wide > HIGH:  # too tall: show more land at both sides
        more = (WIDTH * high / HIGH - wide) / short / 2
        west, east = west - more, east + more
    height = WIDTH * high / ((east - west) * short)
    if height < LOW:  # too flat: show more to the north and south
        more = (LOW / height - 1) * high / 2
        south, north, height = south - more, north + more, LOW
    return Frame(west, east, south, north, height)


def ground(window: Frame) -> list[str]:
    """Draw sea, land, borders, and the lines of latitude and longitude."""
    return [
        rect(0, 0, w=WIDTH, h=window.height, kind="sea"),
        *_land(window),
        *_grid(window),
    ]


@lru_cache(maxsize=16)
def _land(window: Frame) -> tuple[str, ...]:
    """Draw land and borders; the page, the PDF and the files show the same window."""
    held = outlines()
    edges = (window.west, window.east, window.south, window.north)
    coasts, borders = [], []
    for shift in (-360.0, 0.0, 360.0):  # a window may reach over the date line
        seen = (edges[0] - shift, edges[1] - shift, edges[2], edges[3])
        for outline in held.land:
            if outline.near(*seen):
                ring = clipped(outline.points, *seen)
                coasts.append(_path(ring, shift, window) + "z" if ring else "")
        for outline in held.borders:
            if outline.near(*seen):
                borders += [
                    _path(part, shift, window) for part in _inside(outline.points, seen)
                ]
    drawn = []
    if any(coasts):
        drawn.append(f'<path d="{"".join(coasts)}" class="land" fill-rule="evenodd"/>')
    if borders:
        drawn.append(f'<path d="{"".join(borders)}" class="border"/>')
    return tuple(drawn)


Points = Sequence[tuple[float, float]]


def clipped(
    ring: Points, west: float, east: float, south: float, north: float
) -> list[tuple[float, float]]:
    """Cut a closed line to a window (Sutherland and Hodgman, CACM 17, 1974)."""
    found = list(ring)
    cuts = ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1))
    for axis, edge, sign in cuts:
        kept: list[tuple[float, float]] = []
        before = found[-1] if found else (0.0, 0.0)
        for point in found:
            was, now = ((p[axis] - edge) * sign >= 0 for p in (before, point))
            if was != now:
                kept.append(_crossing(before, point, axis, edge))
            if now:
                kept.append(point)
            before = point
        found = kept
    return found


def _crossing(
    a: tuple[float, float], b: tuple[float, float], axis: int, edge: float
) -> tuple[float, float]:
    part = (edge - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + part * (b[1 - axis] - a[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def _inside(points: Points, seen: tuple[float, float, float, float]) -> list[Points]:
    """Keep the stretches of an open line that touch the window, with one point more at
    each end, which the edge of the picture cuts."""
    west, east, south, north = seen
    near = [west <= x <= east and south <= y <= north for x, y in points]
    parts: list[Points] = []
    run: list[tuple[float, float]] = []
    for at, point in enumerate(points):
        around = near[max(at - 1, 0) : at + 2]
        if any(around):
            run.append(point)
        elif run:
            parts.append(run)
            run = []
    return [*parts, run] if len(run) > 1 else parts


def _path(points: Points, shift: float, window: Frame) -> str:
    """Write a line as a path; points closer than half a px are left out."""
    steps: list[str] = []
    last = (-9.0, -9.0)
    for lon, lat in points:
        x, y = window.x(lon + shift), window.y(lat)
        if abs(x - last[0]) + abs(y - last[1]) < 0.5 and steps:
            continue
        steps.append(f"{number(x)} {number(y)}")
        last = (x, y)
    return "M" + "L".join(steps)


def _grid(window: Frame) -> list[str]:
    """Draw the lines of latitude and longitude."""
    wide = window.east - window.west
    step = next(s for s in (5, 10, 20, 30, 60) if wide / s <= 9 or s == 60)
    drawn = []
    for lon in range(-360, 361, step):
        if window.west < lon < window.east:
            x = window.x(lon)
            drawn.append(line(x, 0, x2=x, y2=window.height, kind="grid"))
            turned = (lon + 180) % 360 - 180
            word = f"{abs(turned)}°{'E' if turned > 0 else 'W' if turned < 0 else ''}"
            if x < WIDTH - 40:
                drawn.append(text(x + 4, window.height - 6, word, kind="degree"))
    for lat in range(-90, 91, step):
        if window.south < lat < window.north:
            y = window.y(lat)
            drawn.append(line(0, y, x2=WIDTH, y2=y, kind="grid"))
            word = f"{abs(lat)}°{'N' if lat > 0 else 'S' if lat < 0 else ''}"
            drawn.append(text(4, y - 4, word, kind="degree"))
    return drawn
