"""Figures over years: what was published for which span, and where it breaks.

Nothing is joined by a line: figures of different definitions, and parts of a year, are
not points of one curve.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.model.figure import Break, Range
from whence.report.axis import Axis, rounded
from whence.report.lettering import lines_of
from whence.report.svg import line, number, picture, rect, text


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure over a span of years (2017.0 to 2017.75 is January to September).

    `kind` is whole, part, changed, planned or average; `doubt` says that two vintages
    disagree, and the range holds both; `note` is what stands under a bar.
    """

    span: Range
    range: Range
    words: str
    kind: str
    doubt: bool = False
    note: str = ""


WIDTH, LEFT, RIGHT, TOP, HIGH = 900.0, 62.0, 16.0, 34.0, 300.0
FOOT = TOP + HIGH
MILLION = 1e6


def series_chart(
    marks: Sequence[Mark],
    breaks: Sequence[Break],
    *,
    years: tuple[int, int],
    names: tuple[str, str, str],
) -> str:
    """Draw figures as flat pieces over their spans, and breaks as upright lines."""
    x, y, step = _axes(marks, years)
    drawn = _frame(x, y, step, years)
    for tag, item in enumerate(breaks, 1):
        drawn += _break(x.at(float(item.at)), tag)
    for mark in marks:
        drawn += _piece(mark, x, y)
    notes = [f"{tag}  From {b.at}: {b.why}." for tag, b in enumerate(breaks, 1)]
    return with_notes(drawn, notes, names, at=FOOT + 42)


def _axes(marks: Sequence[Mark], years: tuple[int, int]) -> tuple[Axis, Axis, float]:
    top, step = rounded(
        max(m.range.high for m in marks if m.range.high < 1e12) / MILLION
    )
    x = Axis(years[0], years[1] + 1, LEFT, WIDTH - RIGHT)
    return x, Axis(0, top, FOOT, TOP), step


def _frame(x: Axis, y: Axis, step: float, years: tuple[int, int]) -> list[str]:
    drawn = []
    value = 0.0
    while value <= y.high * 1.0001:
        at = y.at(value)
        kind = "rule zero" if value == 0 else "rule"
        drawn.append(line(LEFT, at, x2=WIDTH - RIGHT, y2=at, kind=kind))
        drawn.append(
            text(LEFT - 8, at + 4, number(value), kind="tick-word", anchor="end")
        )
        value = round(value + step, 10)
    drawn.append(text(4, 14, "million person-times", kind="tick-word"))
    for year in range(years[0], years[1] + 1):
        middle = x.at(year + 0.5)
        drawn.append(
            text(middle, FOOT + 16, f"{year}", kind="tick-word", anchor="middle")
        )
    return drawn


def _break(at: float, tag: int) -> list[str]:
    return [
        line(at, TOP - 8, x2=at, y2=FOOT, kind="break-line"),
        rect(at - 8, TOP - 24, w=16, h=16, kind="break-tag", round_=8),
        text(at, TOP - 12, str(tag), kind="break-no", anchor="middle"),
    ]


def _piece(mark: Mark, x: Axis, y: Axis) -> list[str]:
    """Draw one figure as a flat piece; an open end gets a fading stem."""
    a, b = x.at(mark.span.low), x.at(mark.span.high)
    high = min(mark.range.high, y.high * MILLION)
    top, foot = y.at(high / MILLION), y.at(mark.range.low / MILLION)
    open_above, open_below = mark.range.high > y.high * MILLION, mark.range.low == 0
    if open_above:
        top = foot - 4
    if open_below:
        foot = top + 4
    tall = max(foot - top, 4)
    kind = f"seg {mark.kind}" + (" changed" if mark.doubt else "")
    drawn = [rect(a + 1, top, w=b - a - 2, h=tall, kind=kind)]
    middle = (a + b) / 2
    if open_above or open_below:
        end = top - 14 if open_above else foot + 14
        drawn.append(line(middle, top, x2=middle, y2=end, kind="axis"))
    if mark.kind == "changed":
        return [*drawn, text(b + 4, foot + 1, mark.words, kind="value halo")]
    below = mark.kind == "part" or open_above
    at = foot + 15 if below else top - 6
    drawn.append(text(middle, at, mark.words, kind="value halo", anchor="middle"))
    return drawn


def with_notes(
    drawn: list[str],
    notes: Sequence[str],
    names: tuple[str, str, str],
    *,
    at: float,
) -> str:
    """Close a picture with lines of words under it."""
    for note in notes:
        for nth, part in enumerate(lines_of(note, WIDTH - LEFT - 16, "value")):
            drawn.append(text(LEFT + (16 if nth else 0), at, part, kind="value"))
            at += 16
    return picture(drawn, size=(WIDTH, at), names=names)
