"""Growth beside its level: what it started from, or that nobody published it."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.model.figure import Range
from whence.report.axis import Axis, rounded, rules
from whence.report.svg import picture, rect, text


@dataclass(frozen=True, slots=True)
class Pair:
    """A row: before (implied) and after (published), and the words for both.

    For growth without a level, `before` is None and `after` is the growth itself;
    `later` is the growth over a longer time, drawn as an outline.
    """

    name: str
    before: Range | None
    after: Range
    later: Range | None
    words: tuple[str, ...]


WIDTH, LEFT, RIGHT, THICK = 880.0, 130.0, 250.0, 15.0


def growth_chart(
    pairs: Sequence[Pair], *, unit: str, size: float, names: tuple[str, str, str]
) -> str:
    """Draw rows of two bars from zero, with their words on the right."""
    ends = [
        r.high for p in pairs for r in (p.before, p.after, p.later) if r is not None
    ]
    top, step = rounded(max(ends) / size)
    axis = Axis(0, top, LEFT, WIDTH - RIGHT)
    row = 54.0
    foot = 6 + row * len(pairs)
    drawn = rules(axis, step, top=2, foot=foot, unit=unit)
    for place, pair in enumerate(pairs):
        y = 6 + row * place + (row - 2 * THICK - 3) / 2
        two = pair.before is not None or pair.later is not None
        drawn.append(
            text(LEFT - 12, y + THICK + 6, pair.name, kind="label strong", anchor="end")
        )
        rows = [
            (pair.before, "implied"),
            (pair.after, "done"),
            (pair.later, "later"),
        ]
        at = y if two else y + THICK / 2
        for held, kind in rows:
            if held is None:
                continue
            drawn.append(_from_zero(axis, held, size, at, kind))
            at += THICK + 3
        for nth, said in enumerate(pair.words):
            kind = "value strong" if nth == 0 else "value"
            spot = y + THICK + 6 + 15 * (nth - (len(pair.words) - 1) / 2)
            drawn.append(text(WIDTH - RIGHT + 14, spot, said, kind=kind))
    return picture(drawn, size=(WIDTH, foot + 42), names=names)


def _from_zero(axis: Axis, held: Range, size: float, y: float, kind: str) -> str:
    """Draw a bar from zero; the rounding of its end is thinner than its line."""
    long = axis.at(held.high / size) - axis.at(0)
    return rect(axis.at(0), y, w=max(long, 2), h=THICK, kind=kind)
