"""The place map: who stands where, how sure that is, and what flows between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from whence.report.ground_svg import WIDTH, Frame, frame, ground
from whence.report.lettering import clip, width_of
from whence.report.svg import number, picture, rect, text
from whence.shelf.style import Point, points

Box = tuple[float, float, float, float]
"""Left, top, right and foot of what is drawn, in px."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A place to draw and who is there; a signal says where a firm is, not a site.

    `methods` say how the place was read, best first.
    """

    point: Point
    names: tuple[str, ...]
    signal: bool = False
    flagged: bool = False
    methods: tuple[str, ...] = ()

    @property
    def precision(self) -> str:
        """How near the point is to the place: country, province or prefecture."""
        return self.point.kind


@dataclass(frozen=True, slots=True)
class Flow:
    """Goods that went from one place to another, at which tier, in how many
    consignments; `flagged` when a party with a word sent them."""

    start: Point
    end: Point
    tier: int
    consignments: int = 1
    flagged: bool = False


def place_map(places: Sequence[Marked], flows: Sequence[Flow], *, key: str) -> str:
    """Draw every place that a party or step stands at, and the flows between.

    Gives "" when no place can be drawn.
    """
    if not places:
        return ""
    ends = [e for f in flows for e in (f.start, f.end)]
    window = frame([*(p.point for p in places), *ends])
    title = "Where the parties and steps are (approximate)"
    about = "; ".join(f"{p.point.name}: {', '.join(p.names)}" for p in places) + "."
    marks, taken = _marks(places, window)
    drawn = [*ground(window), *_flows(flows, window, taken), *marks]
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
    window = frame(all_points, pad=1.6)
    named = {p.point.code for p in inside}
    rest = [p for p in all_points if p.code not in named]
    marks, taken = _marks(inside, window)
    faint = _faint(rest, taken, window)
    about = "; ".join(f"{p.point.name}: {', '.join(p.names)}" for p in inside) + "."
    drawn = [*ground(window), *faint, *marks]
    names = (key, "Prefectures of Xinjiang (approximate)", about)
    return picture(drawn, size=(WIDTH, window.height), names=names)


def _faint(rest: Sequence[Point], used: Sequence[Box], window: Frame) -> list[str]:
    """Draw the other prefectures for orientation; a name that would touch another
    keeps only its dot."""
    taken = list(used)
    drawn = []
    for point in sorted(rest, key=lambda p: (-p.lat, p.lon)):
        x, y = window.x(point.lon), window.y(point.lat)
        drawn.append(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="2.5" class="faint-dot"/>'
        )
        wide = width_of(point.name, "faint-name") + 10
        right = (x + 3, y - 9, x + wide, y + 7)
        left = (x - wide, y - 9, x - 3, y + 7)
        box = next((b for b in (right, left) if _clear(b, taken)), None)
        if box is not None:
            taken.append(box)
            at, anchor = (x + 6, "") if box is right else (x - 6, "end")
            name = text(at, y + 4, point.name, kind="faint-name", anchor=anchor)
            drawn.append(name)
    return drawn


def _clear(box: Box, taken: Sequence[Box]) -> bool:
    """Whether a box touches none of the others."""
    return all(
        box[2] <= b[0] or box[0] >= b[2] or box[3] <= b[1] or box[1] >= b[3]
        for b in taken
    )


def _in_region(point: Point) -> bool:
    """Whether the point is Xinjiang or one of its prefectures."""
    return point.kind == "prefecture" or point.code == "CN-XJ"


def _flows(flows: Sequence[Flow], window: Frame, used: Sequence[Box]) -> list[str]:
    """Draw each flow as a shallow arc from upstream to downstream, with its tier.

    The flagged are drawn last, on top. Of several tiers between two places all numbers
    stand on the one arc, where it is free of signs and labels; else there is none.
    """
    pairs: dict[tuple[Point, Point], list[Flow]] = {}
    for flow in flows:
        if flow.start.code != flow.end.code:
            pairs.setdefault((flow.start, flow.end), []).append(flow)

    def rank(pair: tuple[tuple[Point, Point], list[Flow]]) -> tuple[bool, str, str]:
        (start, end), held = pair
        return (any(f.flagged for f in held), start.code, end.code)

    order = sorted(pairs.items(), key=rank)
    arcs, words = [], []
    taken = list(used)
    for (start, end), held in order:
        flagged = any(f.flagged for f in held)
        kind = "flow flagged" if flagged else "flow"
        wide = min(1.2 + 0.5 * sum(f.consignments for f in held) ** 0.5, 4.0)
        curves = _curves(start, end, window)
        for (x1, y1), (mx, my), (x2, y2) in curves:
            arcs.append(
                f'<path d="M{number(x1)} {number(y1)}Q{number(mx)} {number(my)} '
                f'{number(x2)} {number(y2)}" class="{kind}" '
                f'stroke-width="{number(wide)}"/>'
            )
        said = ", ".join(str(t) for t in sorted({f.tier for f in held}))
        spot = next(filter(None, (_spot(c, said, taken) for c in curves)), None)
        if spot is not None:
            taken.append(_around(spot, said))
            words.append(_tier(spot, said, flagged))
    return arcs + words


Curve = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


def _curves(start: Point, end: Point, window: Frame) -> list[Curve]:
    """Give the arc from place to place the short way round the globe.

    Across the date line it leaves the map at one side and comes in at the other.
    """
    turn = round((start.lon - end.lon) / 360) * 360.0
    if not turn:
        return [_curve(start, end, window)]
    away = replace(end, lon=end.lon + turn)
    back = replace(start, lon=start.lon - turn)
    return [_curve(start, away, window), _curve(back, end, window)]


def _curve(start: Point, end: Point, window: Frame) -> Curve:
    """Bend to the left of the way the goods go, so that there and back do not meet."""
    x1, y1 = window.x(start.lon), window.y(start.lat)
    x2, y2 = window.x(end.lon), window.y(end.lat)
    long = hypot(x2 - x1, y2 - y1) or 1.0
    bend = long * 0.14 + 8
    mx = (x1 + x2) / 2 + (y2 - y1) / long * bend
    my = (y1 + y2) / 2 - (x2 - x1) / long * bend
    # the middle of the arc, at (y1 + 2 my + y2) / 4, stays 10 px inside the map
    low, high = 10 - (y1 + y2) / 4, window.height - 10 - (y1 + y2) / 4
    return (x1, y1), (mx, min(max(my, 2 * low), 2 * high)), (x2, y2)


NAME_ROOM = 250.0
"""Most room for the name of a place or a party, in px."""

SHORT = 40.0
"""An arc no longer than this has no room for a number, in px."""


def _around(spot: tuple[float, float], said: str) -> Box:
    """Give the box of the number of a tier."""
    wide = max(15.0, 7.0 * len(said) + 4)
    return (spot[0] - wide / 2, spot[1] - 7.5, spot[0] + wide / 2, spot[1] + 7.5)


def _spot(curve: Curve, said: str, taken: Sequence[Box]) -> tuple[float, float] | None:
    """Find a free place on the map for a number on an arc, the middle first."""
    (x1, y1), (mx, my), (x2, y2) = curve
    if hypot(x2 - x1, y2 - y1) <= SHORT:
        return None
    for t in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        spot = (a * x1 + b * mx + c * x2, a * y1 + b * my + c * y2)
        box = _around(spot, said)
        if box[0] >= 0 and box[2] <= WIDTH and _clear(box, taken):
            return spot
    return None


def _tier(spot: tuple[float, float], said: str, flagged: bool) -> str:
    """Draw the number of a tier on its arc."""
    x, y = spot
    wide = max(15.0, 7.0 * len(said) + 4)
    kind = "tier-mark flagged" if flagged else "tier-mark"
    return rect(x - wide / 2, y - 7.5, w=wide, h=15, kind=kind, round_=7.5) + text(
        x, y + 4, said, kind="tier-word", anchor="middle"
    )


def _marks(places: Sequence[Marked], window: Frame) -> tuple[list[str], list[Box]]:
    """Draw the points, and a label beside each that has room for one; give also the
    boxes that are taken.

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
        head = clip(
            place.point.name + (" (signal only)" if place.signal else ""),
            NAME_ROOM,
            "place-name",
        )
        tail = (
            place.names[0] if len(place.names) == 1 else f"{len(place.names)} parties"
        )
        words = clip(tail, NAME_ROOM, "place-who")
        wide = max(width_of(head, "place-name"), width_of(words, "place-who")) + 6
        box = _room(x, y, wide, taken=taken, height=window.height)
        if box is not None:
            taken.append(box)
            at, anchor = (box[0] + 2, "") if box[0] > x else (box[2] - 2, "end")
            top = box[1]
            labels.append(text(at, top + 12, head, kind="place-name", anchor=anchor))
            labels.append(text(at, top + 25, words, kind="place-who", anchor=anchor))
    under = sorted(ranked, key=lambda p: not p[0].signal)
    signs = [_sign(x, y, place) for place, (x, y) in under]
    return [*signs, *labels], taken


def _room(
    x: float, y: float, wide: float, *, taken: Sequence[Box], height: float
) -> Box | None:
    """Find a free box for a label beside a point, or None."""
    high = 29.0
    for left in (x + 13, x - 13 - wide):
        for top in (y - 13, y - 22, y - 4, y - 30, y + 5):
            box = (left, top, left + wide, top + high)
            inside = box[0] >= 0 and box[2] <= WIDTH and top >= 0 and box[3] <= height
            if inside and _clear(box, taken):
                return box
    return None


def _sign(x: float, y: float, place: Marked) -> str:
    """Draw a diamond for a flagged place, a wide ring for a signal, else a dot.

    Where only the country is known the sign is hollow; where only the province, it
    has a halo. The ring is wider than the others, so that both show at one point.
    """
    at = f'cx="{number(x)}" cy="{number(y)}"'
    if place.signal:
        return f'<circle {at} r="9" class="spot signal"/>'
    rough = " rough" if place.precision == "country" else ""
    halo = (
        f'<circle {at} r="11" class="about"/>' if place.precision == "province" else ""
    )
    if place.flagged:
        d = f"M{number(x)} {number(y - 7)}l7 7l-7 7l-7 -7z"
        return f'{halo}<path d="{d}" class="spot flagged{rough}"/>'
    return f'{halo}<circle {at} r="4.5" class="spot{rough}"/>'
