"""Pictures of what is rare: the date line, one month, many years, any script."""

import re
from itertools import pairwise

import pytest

from whence.report.ground_svg import WIDTH
from whence.report.lettering import clip, lines_of, width_of
from whence.report.map_svg import Flow, Marked, place_map, region_map
from whence.report.times import Acts, Imported
from whence.report.times_svg import MOST_WIDE, calendar, tiers
from whence.shelf.style import Point, points

HAN = "新疆维吾尔自治区喀什地区疏勒县纺织服装制造股份有限公司"
UYGHUR = "شىنجاڭ ئۇيغۇر ئاپتونوم رايونى قەشقەر ۋىلايىتى"
RUSSIAN = "Хлопкоочистительныйзаводсверхдлинноеимя"
ARC = re.compile(r"M([-\d.]+) ([-\d.]+)Q([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)")


def place(name: str, lat: float, lon: float) -> Marked:
    return Marked(Point(name, name, "country", lat, lon), (f"{name} Ltd",))


def arcs(start: Marked, end: Marked) -> list[list[float]]:
    svg = place_map([start, end], [Flow(start.point, end.point, 1)], key="k")
    return [[float(v) for v in found] for found in ARC.findall(svg)]


def test_goods_over_the_date_line_go_the_short_way_and_leave_the_map() -> None:
    found = arcs(place("Japan", 36, 138), place("United States", 39, -100))
    assert len(found) == 2
    (x1, _, _, _, x2, _), (x3, _, _, _, x4, _) = found
    assert 0 < x1 < WIDTH < x2
    assert x3 < 0 < x4 < WIDTH
    assert len(arcs(place("China", 36, 104), place("Spain", 40, -4))) == 1


@pytest.mark.parametrize("lat", [-41.0, 0.0, 60.0])
def test_no_arc_bends_out_of_the_map(lat: float) -> None:
    start, end = place("West", lat, -60), place("East", lat, 110)
    for a, b in ((start, end), (end, start)):
        svg = place_map([a, b], [Flow(a.point, b.point, 1)], key="k")
        high = float(re.search(r'height="([\d.]+)"', svg)[1])  # type: ignore[index]
        for _, y1, _, middle, _, y2 in arcs(a, b):
            assert 0 < (y1 + 2 * middle + y2) / 4 < high


def test_a_label_keeps_off_the_ring_of_a_signal() -> None:
    inside = [p for p in points().values() if p.kind == "prefecture"]
    svg = region_map([Marked(p, ("A", "B"), signal=True) for p in inside], key="k")
    rings = re.findall(r'cx="([\d.]+)" cy="([\d.]+)" r="9"', svg)
    words = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" class="place-', svg)
    assert len(rings) == len(inside)
    for x, y in words:
        near = [r for r in rings if abs(float(r[1]) + 4 - float(y)) < 9]
        assert not [r for r in near if abs(float(r[0]) - float(x)) < 9]


@pytest.mark.parametrize("name", [HAN, UYGHUR, RUSSIAN])
def test_a_name_in_any_script_fills_its_lines_and_none_is_too_wide(name: str) -> None:
    lines = lines_of(name, 120, most=3)
    assert len(lines) == 3
    assert all(width_of(line) <= 120 for line in lines)
    drawn = "".join("".join(lines).replace("…", "").split())
    assert "".join(name.split()).startswith(drawn)


def test_the_ellipsis_stands_where_the_text_ends() -> None:
    assert clip(UYGHUR, 96).startswith("…")
    assert clip(HAN, 96).endswith("…")
    assert clip("short", 96) == "short"


def test_one_month_is_no_wider_than_a_month() -> None:
    svg = tiers([Acts((2025, 3), 0, 4, 5000, 1, 400)], key="k")
    wide = [float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"', svg)]
    assert wide
    assert max(wide) <= MOST_WIDE


def test_years_are_named_as_far_as_there_is_room() -> None:
    rows = [Acts((y, m), 0, 1, 1000, 0, 0) for y in range(1990, 2026) for m in (1, 7)]
    svg = tiers(rows, key="k")
    years = re.findall(
        r'<text x="([\d.]+)" y="[\d.]+" class="small"[^>]*>(\d{4})<', svg
    )
    assert len(years) > 5
    assert all(float(b[0]) - float(a[0]) >= 30 for a, b in pairwise(years))


def test_a_calendar_says_what_it_does_not_draw() -> None:
    rows = [Imported((y, 1), "untraced", 2, 0) for y in range(2010, 2026)]
    assert "16 consignments before 2018 not drawn" in calendar(rows, key="k")
    assert "not drawn" not in calendar(rows[-3:], key="k")
