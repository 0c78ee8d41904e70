"""Pictures of ranges, series and growth: ends where they belong, no dot anywhere."""

import re
from xml.etree import ElementTree

import pytest

from whence.model.figure import Break, Range
from whence.report.axis import Axis, rounded
from whence.report.growth_svg import Pair, growth_chart
from whence.report.planned_svg import planned_chart
from whence.report.ranges_svg import Bar, SwingBar, Words, range_bars, tornado
from whence.report.series_svg import Mark, series_chart

NAMES = ("k", "A title", "About it.")
WORDS = Words("million persons at risk", "Not instances.", NAMES)
SVG = "{http://www.w3.org/2000/svg}"


def rects(drawn, kind):
    root = ElementTree.fromstring(drawn)
    return [r for r in root.iter(f"{SVG}rect") if r.get("class") == kind]


def ends(held):
    start = float(held.get("x"))
    return start, start + float(held.get("width"))


def no_dots(drawn):
    assert "<circle" not in drawn
    assert "<path" not in drawn
    assert "<polyline" not in drawn
    assert "NaN" not in drawn
    assert "inf" not in re.sub(r"<(title|desc).*?</\1>", "", drawn)


@pytest.mark.parametrize("high", [0.03, 0.9, 1, 3.07, 9.99, 273.7, 1240, 52_000])
def test_an_axis_ends_at_or_above_the_highest_value(high):
    top, step = rounded(high)
    assert top >= high * 0.999
    assert top <= high * 2
    assert 2 <= top / step <= 12


def test_a_value_beyond_an_axis_stays_at_its_end():
    axis = Axis(0, 10, 100, 200)
    assert (axis.at(-5), axis.at(5), axis.at(50)) == (100, 150, 200)


def test_a_range_is_a_bar_from_end_to_end():
    bars = (
        Bar("One", Range(1e6, 3e6), Range(1.5e6, 2e6), ("1.0 to 3.0 million",)),
        Bar("Printed", Range(2e6, 2.5e6), None, ("2 to 2.5 million",), True),
    )
    drawn = range_bars(bars, size=1e6, words=WORDS)
    no_dots(drawn)
    wide, likely = rects(drawn, "span-wide")[0], rects(drawn, "span-likely")[0]
    printed = rects(drawn, "span-quote")[0]
    scale = (ends(wide)[1] - ends(wide)[0]) / 2
    assert ends(likely)[0] - ends(wide)[0] == pytest.approx(scale / 2, abs=0.2)
    assert ends(printed)[0] - ends(wide)[0] == pytest.approx(scale, abs=0.2)
    assert "Not instances." in drawn


def test_a_tornado_has_no_middle_and_marks_what_is_assumed():
    bars = (
        SwingBar("Wide", Range(1.5e6, 2.2e6), ("1.5", "2.2"), True),
        SwingBar("Narrow", Range(1.8e6, 1.9e6), ("1.8", "1.9"), False),
    )
    drawn = tornado(bars, size=1e6, words=WORDS)
    no_dots(drawn)
    assert len(rects(drawn, "swing assumed")) == 1
    assert len(rects(drawn, "swing")) == 1
    upright = [ln for ln in ElementTree.fromstring(drawn).iter(f"{SVG}line")]
    assert {ln.get("class") for ln in upright} <= {"rule", "rule zero"}


MARKS = (
    Mark(Range(2016, 2016.75), Range(2.4e6, 2.5e6), "2.45", "part", note="Jan to Sep"),
    Mark(Range(2017, 2018), Range(2.7e6, 2.8e6), "2.75", "whole"),
    Mark(Range(2019, 2020), Range(2.5e6, 2.9e6), "2.59 to 2.87", "whole", True),
    Mark(Range(2016, 2021), Range(2.2e6, float("inf")), "plan ≥ 2.2", "planned"),
    Mark(Range(2017, 2018), Range(2.59e6, 2.6e6), "target 2.594", "planned"),
    Mark(Range(2016, 2021), Range(2.86e6, 2.88e6), "2.87 a year", "average"),
)


def test_figures_over_years_are_pieces_that_nothing_joins():
    breaks = (Break("2018", "another count", ("a",)),)
    marks = [m for m in MARKS if m.kind in ("whole", "part")]
    drawn = series_chart(marks, breaks, years=(2015, 2020), names=NAMES)
    no_dots(drawn)
    assert len(rects(drawn, "seg part")) == 1
    assert len(rects(drawn, "seg whole")) == 1
    assert len(rects(drawn, "seg whole changed")) == 1
    lines = ElementTree.fromstring(drawn).iter(f"{SVG}line")
    breaks_drawn = [ln for ln in lines if ln.get("class") == "break-line"]
    assert len(breaks_drawn) == 1
    assert breaks_drawn[0].get("x1") == breaks_drawn[0].get("x2")
    assert "From 2018: another count." in drawn


def test_plans_are_outlines_over_their_years_and_doubt_is_hatched():
    drawn = planned_chart(MARKS, ("A note.",), names=NAMES)
    no_dots(drawn)
    plan = rects(drawn, "plan")[0]
    bars = rects(drawn, "done") + rects(drawn, "done part")
    assert all(
        ends(plan)[0] <= ends(b)[0] and ends(b)[1] <= ends(plan)[1] for b in bars
    )
    assert len(rects(drawn, "done doubt")) == 1
    assert len(rects(drawn, "mean")) == 1
    assert drawn.count("no figure") == 1
    assert "A note." in drawn


def test_growth_shows_its_base_or_says_there_is_none():
    pairs = (
        Pair("US", Range(958e6, 964e6), Range(372e6, 372e6), None, ("372 million",)),
        Pair("Hotan", None, Range(2.736, 2.736), None, ("base: not found",)),
    )
    drawn = growth_chart(pairs[:1], unit="million USD", size=1e6, names=NAMES)
    no_dots(drawn)
    before, after = rects(drawn, "implied")[0], rects(drawn, "done")[0]
    assert float(before.get("width")) > 2 * float(after.get("width"))
    drawn = growth_chart(pairs[1:], unit="per cent", size=0.01, names=NAMES)
    assert rects(drawn, "implied") == []
    assert "base: not found" in drawn
