"""Ranges as bars from end to end, and what moves them: no dot, no middle line."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.model.figure import Range
from whence.report.axis import Axis, rounded, rules
from whence.report.lettering import lines_of
from whence.report.svg import picture, rect, text


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name, its outer range, an inner one if any, and their words.

    `published` marks a range that somebody printed, drawn hatched.
    """

    name: str
    wide: Range
    likely: Range | None
    words: tuple[str, ...]
    published: bool = False


@dataclass(frozen=True, slots=True)
class SwingBar:
    """One input of a tornado: its name, how far it takes the result, the words of both
    ends, and whether it is assumed."""

    name: str
    range: Range
    ends: tuple[str, str]
    assumed: bool


WIDTH, LEFT, RIGHT = 880.0, 270.0, 200.0
ROW, THICK = 52.0, 20.0


@dataclass(frozen=True, slots=True)
class Words:
    """What stands with a picture: the words under its axis, a caveat under those, and
    its id, title and description."""

    unit: str
    caveat: str
    names: tuple[str, str, str]


def range_bars(bars: Sequence[Bar], *, size: float, words: Words) -> str:
    """Draw ranges over each other on one axis from zero.

    Args:
        bars: top to bottom.
        size: what one unit of the axis is, such as 1,000,000.
        words: what stands with the picture.

    """
    top, step = rounded(max(b.wide.high for b in bars) / size)
    axis = Axis(0, top, LEFT, WIDTH - RIGHT)
    foot = 8 + ROW * len(bars)
    drawn = rules(axis, step, top=4, foot=foot, unit=words.unit)
    for place, bar in enumerate(bars):
        y = 8 + ROW * place + (ROW - THICK) / 2
        start, end = axis.at(bar.wide.low / size), axis.at(bar.wide.high / size)
        kind = "span-quote" if bar.published else "span-wide"
        drawn.append(rect(start, y, w=max(end - start, 3), h=THICK, kind=kind))
        if bar.likely is not None:
            a, b = axis.at(bar.likely.low / size), axis.at(bar.likely.high / size)
            drawn.append(
                rect(a, y + 5, w=max(b - a, 3), h=THICK - 10, kind="span-likely")
            )
        drawn += _beside(bar.name, y, LEFT - 14, anchor="end")
        for nth, said in enumerate(bar.words):
            at = y + THICK / 2 + 4 + 15 * (nth - (len(bar.words) - 1) / 2)
            kind = "value strong" if nth == 0 else "value"
            drawn.append(text(WIDTH - RIGHT + 14, at, said, kind=kind))
    return _closed(drawn, foot, words)


def tornado(bars: Sequence[SwingBar], *, size: float, words: Words) -> str:
    """Draw how far each input takes the result, the widest first.

    There is no middle line: it would be read as an estimate. The axis starts near the
    lowest end, since lengths are read here and not distances from nothing.
    """
    low = min(b.range.low for b in bars) / size
    high = max(b.range.high for b in bars) / size
    step = rounded(high - low)[1]
    floor = max(0.0, step * (low // step - 1)) if low >= 0 else step * (low // step)
    top = step * (high // step + 1)
    axis = Axis(round(floor, 10), round(top, 10), LEFT, WIDTH - 40)
    row = 40.0
    foot = 8 + row * len(bars)
    drawn = rules(axis, step, top=4, foot=foot, unit=words.unit)
    for place, bar in enumerate(bars):
        y = 8 + row * place + (row - THICK) / 2
        start, end = axis.at(bar.range.low / size), axis.at(bar.range.high / size)
        kind = "swing assumed" if bar.assumed else "swing"
        drawn.append(rect(start, y, w=max(end - start, 3), h=THICK, kind=kind))
        drawn += _beside(bar.name, y, LEFT - 14, anchor="end")
        ends = ((start - 6, "end"), (end + 6, ""))
        for (x, anchor), said in zip(ends, bar.ends, strict=True):
            drawn.append(text(x, y + 14, said, kind="value halo", anchor=anchor))
    return _closed(drawn, foot, words)


def _closed(drawn: list[str], foot: float, words: Words) -> str:
    """Close a picture with its caveat: it may travel without its page."""
    drawn.append(text(12, foot + 54, words.caveat, kind="small"))
    return picture(drawn, size=(WIDTH, foot + 62), names=words.names)


def _beside(name: str, y: float, x: float, *, anchor: str) -> list[str]:
    """Write the name of a row over at most two lines, centred on its bar."""
    parts = lines_of(name, LEFT - 24, "label")
    first = y + THICK / 2 + 4 - 7.5 * (len(parts) - 1)
    return [
        text(x, first + 15 * nth, part, kind="label", anchor=anchor)
        for nth, part in enumerate(parts)
    ]
