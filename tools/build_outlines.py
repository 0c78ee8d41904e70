"""Make the outlines of the maps: `python tools/build_outlines.py countries-50m.json`.

The file is that of the npm package `world-atlas` 2.0.2 (ISC), which packs Natural Earth
4.1 (public domain) as TopoJSON. Coasts and land borders are simplified arc by arc
(Douglas and Peucker, The Canadian Cartographer 10, 1973), so that neighbours still
meet; islands too small to see are dropped. Writes `src/whence/data/style/outlines.csv`:
one line each, kind (land or border) and degrees east and north in twentieths, each
point as its step from the one before.
"""

import argparse
import json
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/whence/data/style/outlines.csv"
GRAIN = 20
"""Steps in a degree: about 5.6 km, the width of a line on the map."""
TOLERANCE = 0.11
"""Degrees that a simplified line may lie off; below half a point on paper."""
LEAST = 0.05
"""Square degrees; Singapore has 0.06."""
SOUTH = -57.0
"""Antarctica is left out."""

Point = tuple[float, float]


def decoded(topology: dict) -> list[list[Point]]:
    put = topology["transform"]
    (kx, ky), (dx, dy) = put["scale"], put["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def away(p: Point, a: Point, b: Point) -> float:
    """Distance of a point from the stretch between two others."""
    (px, py), (ax, ay), (bx, by) = p, a, b
    wide, high = bx - ax, by - ay
    length = wide * wide + high * high
    at = 0.0 if length == 0 else ((px - ax) * wide + (py - ay) * high) / length
    at = min(max(at, 0.0), 1.0)
    return ((px - ax - at * wide) ** 2 + (py - ay - at * high) ** 2) ** 0.5


def simple(points: list[Point]) -> list[Point]:
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        far = max(inner, key=lambda i: away(points[i], points[first], points[last]))
        closed = points[first] == points[last]
        if closed or away(points[far], points[first], points[last]) > TOLERANCE:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [points[i] for i in sorted(kept)]


def area(ring: list[Point]) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def joined(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += points[1 if ring else 0 :]
    return ring


def unrolled(ring: list[Point]) -> list[Point]:
    """Let a coast run on beyond the date line instead of around the globe."""
    found = ring[:1]
    for x, y in ring[1:]:
        while x - found[-1][0] > 180:
            x -= 360
        while x - found[-1][0] < -180:
            x += 360
        found.append((x, y))
    return found


def polygons(geometry: dict) -> list[list[list[int]]]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    if geometry["type"] == "MultiPolygon":
        return geometry["arcs"]
    return [p for g in geometry.get("geometries", ()) for p in polygons(g)]


def written(kind: str, points: list[Point]) -> str:
    steps = []
    last = (0, 0)
    for x, y in points:
        at = (round(x * GRAIN), round(y * GRAIN))
        if steps and at == last:
            continue
        steps += [at[0] - last[0], at[1] - last[1]]
        last = at
    return f"{kind},{' '.join(map(str, steps))}" if len(steps) > 2 else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("atlas", type=Path)
    topology = json.loads(parser.parse_args().atlas.read_text("utf-8"))
    full = decoded(topology)
    arcs = [simple(arc) for arc in full]
    lines = []
    for shape in polygons(topology["objects"]["land"]):
        for ring in shape:
            points = unrolled(joined(ring, arcs))
            if (
                area(unrolled(joined(ring, full))) >= LEAST
                and max(y for _, y in points) > SOUTH
            ):
                lines.append(written("land", points))
    users: dict[int, set[int]] = {}
    for n, country in enumerate(topology["objects"]["countries"]["geometries"]):
        for shape in polygons(country):
            for ring in shape:
                for index in ring:
                    users.setdefault(index if index >= 0 else ~index, set()).add(n)
    lines += [written("border", arcs[i]) for i in sorted(users) if len(users[i]) > 1]
    lines = [line for line in lines if line]
    head = (
        "# Natural Earth 4.1 (public domain), by world-atlas 2.0.2; simplified.\n"
        "# Degrees east and north in twentieths, each point as a step from the last.\n"
        "kind,steps\n"
    )
    OUT.write_text(head + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} lines, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
