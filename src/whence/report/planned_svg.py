"""What was reached beside what was planned: bars from nothing, plans as outlines.

Years stand side by side; those without any figure are left out, and a gap says so.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from whence.report.axis import Axis, rounded
from whence.report.series_svg import MILLION, WIDTH, Mark, with_notes
from whence.report.svg import line, number, rect, text

LEFT, RIGHT, TOP, HIGH, GAP = 50.0, 96.0, 40.0, 290.0, 16.0
FOOT = TOP + HIGH
PLAN_WORD = "value strong halo"
OPEN = 1e12
"""A range that ends above this has no upper end."""


def planned_chart(
    marks: Sequence[Mark], notes: Sequence[str], *, names: tuple[str, str, str]
) -> str:
    """Draw what was reached as bars, plans over their years as outlines.

    Args:
        marks: figures by their spans; a year's own target is a planned mark of a year.
        notes: lines of words under the picture.
        names: id, title, description.

    """
    bars = _bars(marks)
    columns = _columns(marks, bars)
    top, step = rounded(
        max(m.range.high for m in marks if m.range.high < OPEN) / MILLION
    )
    axis = Axis(0, top, FOOT, TOP)
    drawn = _frame(axis, step)
    for year, (start, wide) in columns.items():
        drawn += _column(year, (start, wide), bars.get(year), axis)
    for mark in marks:
        if mark.kind == "planned":
            drawn += _plan(mark, columns, axis)
        elif mark.kind == "average":
            drawn += _average(mark, columns, axis)
    return with_notes(drawn, notes, names, at=FOOT + 88)


def _bars(marks: Sequence[Mark]) -> dict[int, Mark]:
    """Give one bar a year: the whole year, or else the longest part of it."""
    found: dict[int, Mark] = {}
    for mark in marks:
        if mark.kind not in ("whole", "part"):
            continue
        year = int(mark.span.low)
        held = found.get(year)
        if held is None or mark.span.high > held.span.high:
            found[year] = mark
    return found


def _columns(
    marks: Sequence[Mark], bars: Mapping[int, Mark]
) -> dict[int, tuple[float, float]]:
    """Place the years: those with a bar, and all from the first plan on."""
    last = max(bars)
    plans = [int(m.span.low) for m in marks if m.kind == "planned"]
    years = sorted({*bars, *range(min(plans, default=last), last + 1)})
    gaps = sum(b - a > 1 for a, b in pairwise(years))
    wide = (WIDTH - LEFT - RIGHT - gaps * GAP) / len(years)
    found: dict[int, tuple[float, float]] = {}
    at = LEFT
    for place, year in enumerate(years):
        at += GAP if place and year - years[place - 1] > 1 else 0
        found[year] = (at, wide)
        at += wide
    return found


def _frame(axis: Axis, step: float) -> list[str]:
    drawn = [text(4, 14, "million person-times", kind="tick-word")]
    value = 0.0
    while value <= axis.high * 1.0001:
        y = axis.at(value)
        kind = "rule zero" if value == 0 else "rule"
        drawn.append(line(LEFT, y, x2=WIDTH - RIGHT, y2=y, kind=kind))
        drawn.append(
            text(LEFT - 8, y + 4, number(value), kind="tick-word", anchor="end")
        )
        value = round(value + step, 10)
    return drawn


def _column(
    year: int, place: tuple[float, float], mark: Mark | None, axis: Axis
) -> list[str]:
    start, wide = place
    middle, zero = start + wide / 2, axis.at(0)
    drawn = [text(middle, FOOT + 17, str(year), kind="label strong", anchor="middle")]
    if mark is None:
        said = text(middle, zero - 8, "no figure", kind="small", anchor="middle")
        return [*drawn, said]
    high = mark.range.high if mark.range.high < OPEN else mark.range.low
    low = mark.range.low or high
    if not mark.doubt:
        low = high = (low + high) / 2 if mark.range.high < OPEN and low < high else high
    top, foot = axis.at(high / MILLION), axis.at(low / MILLION)
    left, thick = middle - wide * 0.4, wide * 0.8
    kind = "done part" if mark.kind == "part" else "done"
    drawn.append(rect(left, foot, w=thick, h=zero - foot, kind=kind))
    if mark.doubt:
        drawn.append(rect(left, top, w=thick, h=foot - top, kind="done doubt"))
    drawn += _value(mark, middle, top, zero)
    if mark.note:
        drawn.append(text(middle, FOOT + 33, mark.note, kind="small", anchor="middle"))
    return drawn


def _value(mark: Mark, middle: float, top: float, zero: float) -> list[str]:
    """Write the value at the foot of its bar, or above one too low to hold it."""
    if zero - top < 24:
        return [text(middle, top - 6, mark.words, kind="bar-word", anchor="middle")]
    kind = "bar-word" if mark.kind == "part" else "bar-in"
    low, to, high = mark.words.partition(" to ")
    lines = [f"{low} to", high] if to else [low]
    return [
        text(middle, zero - 9 - 14 * nth, said, kind=kind, anchor="middle")
        for nth, said in enumerate(reversed(lines))
    ]


def _plan(
    mark: Mark, columns: Mapping[int, tuple[float, float]], axis: Axis
) -> list[str]:
    """Draw a plan of years as an outline, the target of one year as a stroke."""
    years = [y for y in columns if mark.span.low <= y < mark.span.high]
    if not years:
        return []
    start = columns[years[0]][0]
    end = sum(columns[years[-1]])
    level = mark.range.low if mark.range.high >= OPEN else mark.range.high
    digits = axis.at(level / MILLION)
    if mark.span.high - mark.span.low < 1.5:
        middle = (start + end) / 2
        return [
            rect(start + 3, digits - 1.5, w=end - start - 6, h=3, kind="mean"),
            *(
                text(middle, FOOT + 49 + 14 * nth, word, kind="small", anchor="middle")
                for nth, word in enumerate(mark.words.split())
            ),
        ]
    zero = axis.at(0)
    box = rect(start + 1, digits, w=end - start - 2, h=zero - digits, kind="plan")
    if years[-1] == max(columns):
        said = text(end + 6, digits + 4, mark.words, kind="value strong")
    else:
        word, _, rest = mark.words.partition(" ")
        said = "".join(
            text(end - 6, digits - 20 + 14 * nth, part, kind=PLAN_WORD, anchor="end")
            for nth, part in enumerate((word, rest))
        )
    return [box, said]


def _average(
    mark: Mark, columns: Mapping[int, tuple[float, float]], axis: Axis
) -> list[str]:
    years = [y for y in columns if mark.span.low <= y < mark.span.high]
    start, end = columns[years[0]][0], sum(columns[years[-1]])
    y = axis.at((mark.range.low + mark.range.high) / 2 / MILLION)
    return [
        rect(start, y - 1.5, w=end - start, h=3, kind="reached"),
        text(start + 4, y - 7, mark.words, kind="value strong halo"),
    ]
