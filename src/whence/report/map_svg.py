"""The place map: points on a plain graticule, no borders, positions approximate."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.report.svg import clip, line, number, picture, rect, text, width_of
from whence.shelf.style import Point, points

WIDTH = 920.0


@dataclass(frozen=True, slots=True)
class Marked:
    """A place to draw and who is there; a signal says where a firm is, not a site."""

    point: Point
    names: tuple[str, ...]
    signal: bool = False
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The window of the map in degrees, and its size on paper."""

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


def place_map(
    places: Sequence[Marked], flows: Sequence[tuple[Point, Point]], *, key: str
) -> str:
    """Draw every place that a party or step stands at, and the flows between.

    Gives "" when no place can be drawn.
    """
    if not places:
        return ""
    window = _frame([p.point for p in places])
    title = "Where the parties and steps are (approximate)"
    about = "; ".join(f"{p.point.name}: {', '.join(p.names)}" for p in places) + "."
    drawn = [*_grid(window), *_flows(flows, window), *_marks(places, window)]
    size = (WIDTH, window.height)
    return picture(drawn, size=size, names=(key, title, about))


def region_map(places: Sequence[Marked], *, key: str) -> str:
    """Draw the prefectures of Xinjiang, with those named in the files marked.

    Gives "" when no place of the region is named.
    """
    inside = [p for p in places if _in_region(p.point)]
    if not inside:
        return ""
    all_points = [p for p in points().values() if p.kind == "prefecture"]
    window = _frame(all_points, pad=1.6)
    named = {p.point.code for p in inside}
    rest = [p for p in all_points if p.code not in named]
    faint = _faint(rest, inside, window)
    about = "; ".join(f"{p.point.name}: {', '.join(p.names)}" for p in inside) + "."
    drawn = [*_grid(window), *faint, *_marks(inside, window)]
    names = (key, "Prefectures of Xinjiang (approximate)", about)
    return picture(drawn, size=(WIDTH, window.height), names=names)


def _faint(rest: Sequence[Point], named: Sequence[Marked], window: Frame) -> list[str]:
    """Draw the other prefectures for orientation; a name that would touch another
    keeps only its dot."""
    taken = [(window.x(p.point.lon), window.y(p.point.lat), 190.0) for p in named]
    drawn = []
    for point in sorted(rest, key=lambda p: (-p.lat, p.lon)):
        x, y = window.x(point.lon), window.y(point.lat)
        drawn.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="2.5" class="faint-dot"/>'
        )
        wide = width_of(point.name) * 11 + 12
        if any(x < a + w and x + wide > a - 8 and abs(y - b) < 22 for a, b, w in taken):
            continue
        taken.append((x, y, wide))
        drawn.append(text(x + 6, y + 4, point.name, kind="faint-name"))
    return drawn


def _in_region(point: Point) -> bool:
    """Whether the point is Xinjiang or one of its prefectures."""
    return point.kind == "prefecture" or point.code == "CN-XJ"


def _frame(held: Sequence[Point], pad: float = 8.0) -> Frame:
    """Fit a window around the points, never narrower than is pleasant to read."""
    west = min(p.lon for p in held) - pad
    east = max(p.lon for p in held) + pad * 1.6
    south = min(p.lat for p in held) - pad
    north = max(p.lat for p in held) + pad
    if east - west < (north - south) * 1.8:
        middle = (east + west) / 2
        half = (north - south) * 0.9
        west, east = middle - half, middle + half
    height = min(max(WIDTH * (north - south) / (east - west), 240.0), 520.0)
    return Frame(west, east, south, north, height)


def _grid(window: Frame) -> list[str]:
    """Draw the paper and the lines of latitude and longitude."""
    wide = window.east - window.west
    step = next(s for s in (5, 10, 20, 30, 60) if wide / s <= 9 or s == 60)
    drawn = [rect(0, 0, w=WIDTH, h=window.height, kind="sea")]
    for lon in range(-360, 361, step):
        if window.west < lon < window.east:
            x = window.x(lon)
            drawn.append(line(x, 0, x2=x, y2=window.height, kind="grid"))
            word = f"{abs(lon)}°{'E' if lon > 0 else 'W' if lon < 0 else ''}"
            drawn.append(text(x + 4, window.height - 6, word, kind="degree"))
    for lat in range(-90, 91, step):
        if window.south < lat < window.north:
            y = window.y(lat)
            drawn.append(line(0, y, x2=WIDTH, y2=y, kind="grid"))
            word = f"{abs(lat)}°{'N' if lat > 0 else 'S' if lat < 0 else ''}"
            drawn.append(text(4, y - 4, word, kind="degree"))
    return drawn


def _flows(flows: Sequence[tuple[Point, Point]], window: Frame) -> list[str]:
    """Draw each flow once, as a shallow arc from upstream to downstream."""
    drawn = []
    ends = {(a.lon, a.lat, b.lon, b.lat) for a, b in flows if a.code != b.code}
    for lon1, lat1, lon2, lat2 in sorted(ends):
        x1, y1, x2, y2 = (
            window.x(lon1),
            window.y(lat1),
            window.x(lon2),
            window.y(lat2),
        )
        bend = abs(x2 - x1) * 0.12 + 8
        middle = f"{number((x1 + x2) / 2)} {number((y1 + y2) / 2 - bend)}"
        drawn.append(
            f'<path d="M{number(x1)} {number(y1)}Q{middle} {number(x2)} {number(y2)}" '
            'class="flow"/>'
        )
    return drawn


def _marks(places: Sequence[Marked], window: Frame) -> list[str]:
    """Draw the points, and a label beside each that has room for one.

    Flagged places choose first, then those with most parties. A place without a label
    keeps its sign; the list under the map names every one.
    """
    spots = [(window.x(p.point.lon), window.y(p.point.lat)) for p in places]
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    ranked = sorted(
        zip(places, spots, strict=True),
        key=lambda p: (
            not p[0].flagged,
            -len(p[0].names),
            p[0].point.code,
            p[0].signal,
        ),
    )
    labels = []
    for place, (x, y) in ranked:
        head = clip(place.point.name + (" (signal only)" if place.signal else ""), 22)
        tail = (
            place.names[0] if len(place.names) == 1 else f"{len(place.names)} parties"
        )
        words = clip(tail, 20)
        wide = max(width_of(head) * 13, width_of(words) * 11.5) + 6
        box = _room(x, y, wide, taken=taken, height=window.height)
        if box is not None:
            taken.append(box)
            at, anchor = (box[0] + 2, "") if box[0] > x else (box[2] - 2, "end")
            top = box[1]
            labels.append(text(at, top + 12, head, kind="place-name", anchor=anchor))
            labels.append(text(at, top + 25, words, kind="place-who", anchor=anchor))
    under = sorted(ranked, key=lambda p: not p[0].signal)
    signs = [_sign(x, y, place) for place, (x, y) in under]
    return [*signs, *labels]


Box = tuple[float, float, float, float]


def _room(
    x: float, y: float, wide: float, *, taken: Sequence[Box], height: float
) -> Box | None:
    """Find a free box for a label beside a point, or None."""
    high = 29.0
    for left in (x + 9, x - 9 - wide):
        for top in (y - 13, y - 22, y - 4, y - 30, y + 5):
            box = (left, top, left + wide, top + high)
            inside = box[0] >= 0 and box[2] <= WIDTH and top >= 0 and box[3] <= height
            clear = all(
                box[2] <= b[0] or box[0] >= b[2] or box[3] <= b[1] or box[1] >= b[3]
                for b in taken
            )
            if inside and clear:
                return box
    return None


def _sign(x: float, y: float, place: Marked) -> str:
    """Draw a diamond for a flagged place, a wide ring for a signal, else a dot.

    The ring is wider than the others, so that both show where they share a point.
    """
    if place.signal:
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="9" class="spot signal"/>'
    if place.flagged:
        d = f"M{number(x)} {number(y - 7)}l7 7l-7 7l-7 -7z"
        return f'<path d="{d}" class="spot flagged"/>'
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="4.5" class="spot"/>'
