"""The pictures of the whole case: what they draw is what their data say."""

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from whence.model.findings import Findings
from whence.report.ground_svg import WIDTH, clipped, frame, ground
from whence.report.pictures import overview, path_pictures, to_csv, to_png
from whence.report.places import flows_of
from whence.report.times import acts, imported, months_between
from whence.report.times_svg import calendar, tiers
from whence.shelf import style
from whence.shelf.outlines import outlines


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_picture_is_drawn_with_its_words_and_its_rows(findings: Findings) -> None:
    held = (*overview(findings).all(), *path_pictures(findings))
    assert [p.name for p in held][:4] == ["map", "region", "calendar", "tiers"]
    assert [p.name for p in held][4] == "path-C001"
    for picture in held:
        tree = ET.fromstring(picture.svg)
        assert tree[0].text
        assert tree[1].text
        rows = rows_of(to_csv(picture))
        assert len(rows) == len(picture.rows) > 0
        assert all(None not in r.values() for r in rows)


def test_the_calendar_counts_each_entered_consignment_once(findings: Findings) -> None:
    months = imported(findings)
    entered = [c for c in findings.consignments if c.import_date is not None]
    assert sum(m.consignments for m in months) == len(entered)
    grams = sum(int(float(c.weight_kg or 0) * 1000) for c in entered)
    assert sum(m.grams for m in months) == grams
    drawn = ET.fromstring(calendar(months, key="c"))
    totals = [int(t.text or 0) for t in drawn.iter() if t.get("class") == "value"]
    assert sum(totals) == len(entered)


def test_an_act_shared_by_two_consignments_counts_once(findings: Findings) -> None:
    first = findings.consignments[0]
    twice = replace(findings, consignments=(first, replace(first, id="c-x")))
    once = replace(findings, consignments=(first,))
    assert acts(twice) == acts(once) != ()
    dated = [o for o in first.steps if o.day is not None]
    assert sum(a.steps for a in acts(once)) == len(dated)


def test_the_flagged_part_of_a_tier_is_what_parties_with_a_word_account_for(
    findings: Findings,
) -> None:
    flagged = {p.id for p in findings.parties if not p.word.startswith("nothing")}
    first = replace(findings, consignments=findings.consignments[:1])
    hit = sum(
        o.grams or 0
        for o in findings.consignments[0].steps
        if o.party in flagged and o.day is not None
    )
    assert sum(a.flagged_grams for a in acts(first)) == hit > 0


def test_nothing_dated_gives_no_picture() -> None:
    assert calendar((), key="c") == tiers((), key="t") == ""


def test_flows_carry_their_tier_and_go_downstream(findings: Findings) -> None:
    flows = flows_of(findings, 150)
    assert {(f.start.code, f.tier) for f in flows} >= {("CN-XJ", 3)}
    assert all(f.consignments >= 1 for f in flows)
    assert any(f.flagged for f in flows)


def test_a_png_is_made_of_each_picture_the_same_twice(findings: Findings) -> None:
    held = overview(findings).all()[:2]
    drawn = to_png(held)
    assert [d[:8] for d in drawn] == [b"\x89PNG\r\n\x1a\n"] * 2
    wide = int.from_bytes(drawn[0][16:20])
    assert wide == 2 * (920 + 16)
    assert to_png(held) == drawn


def test_no_masked_name_stands_in_the_data_of_a_picture(
    sample: ModuleType, findings: Findings
) -> None:
    from whence.report.masks import withhold

    held = withhold(findings)
    texts = [to_csv(p) + p.svg for p in overview(held).all() + path_pictures(held)]
    assert not [t for t in texts if "Li Invented" in t]


def test_a_name_that_starts_a_formula_is_written_as_text(findings: Findings) -> None:
    party = replace(findings.parties[0], name="=1+1")
    held = replace(findings, parties=(party, *findings.parties[1:]))
    table = to_csv(overview(held).map)
    cells = [c for row in rows_of(table) for c in row.values() if c]
    assert not [c for c in cells if c.startswith(("=", "+", "@"))]
    assert "'=1+1" in table


def test_the_outlines_close_stay_on_the_globe_and_are_small() -> None:
    held = outlines()
    assert len(held.land) > 300
    assert len(held.borders) > 250
    for shape in held.land:
        assert shape.points[0] == shape.points[-1]
        assert shape.south >= -91
        assert shape.north <= 90
        steps = zip(shape.points, shape.points[1:], strict=False)
        assert all(abs(a[0] - b[0]) < 60 for a, b in steps)


def test_a_capital_stands_on_land() -> None:
    places = [style.points()[code] for code in ("CN", "KZ", "DE", "BR", "IN", "MN")]
    for place in places:
        inside = 0
        for shape in outlines().land:
            for (x1, y1), (x2, y2) in zip(shape.points, shape.points[1:], strict=False):
                if (y1 > place.lat) != (y2 > place.lat):
                    at = x1 + (place.lat - y1) / (y2 - y1) * (x2 - x1)
                    inside += at > place.lon
        assert inside % 2 == 1, place.name


ring = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=12
)


@given(ring)
def test_what_is_cut_to_a_window_lies_in_it(points: list[tuple[int, int]]) -> None:
    held = [(float(x), float(y)) for x, y in points]
    for x, y in clipped(held, -20.0, 30.0, -10.0, 25.0):
        assert -20 - 1e-9 <= x <= 30 + 1e-9
        assert -10 - 1e-9 <= y <= 25 + 1e-9


def test_a_map_of_one_place_or_of_the_whole_world_has_a_pleasant_shape() -> None:
    held = style.points()
    for codes in (("BD",), ("US", "AU", "BR", "NO"), ("CN-653100", "CN-XJ")):
        window = frame([held[c] for c in codes])
        assert 299 < window.height < 561
        parts = ground(window)
        assert any('class="land"' in p for p in parts)
        for p in (held[c] for c in codes):
            assert 0 < window.x(p.lon) < WIDTH
            assert 0 < window.y(p.lat) < window.height


def test_months_run_over_a_new_year() -> None:
    assert months_between((2025, 12), (2026, 1)) == [(2025, 12), (2026, 1)]
    assert date(2025, 12, 1).month == 12
