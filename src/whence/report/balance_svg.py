"""The mass balance of a folder as one picture: a line a step, the range, what came out.

What can come of the input is a band; what was made is a mark on it. A mark beyond the
band is drawn heavy and said in words, so that it stands out in grey print too.
"""

from collections.abc import Sequence

from whence.model.folder import BalanceStep, Weighed
from whence.report.svg import line, picture, rect, text

WIDE, ROW, LEFT, RIGHT, HEAD = 860, 46, 300, 150, 30
TITLE = "Mass balance, step by step"


def balance_svg(steps: Sequence[BalanceStep]) -> str:
    """Draw the steps that could be weighed; "" when there is none."""
    held = [s for s in steps if s.low is not None and s.high is not None and s.made]
    if not held:
        return ""
    failing = sum(s.verdict is not Weighed.HOLDS for s in held)
    lead = "what can come of the input (band), what came out (mark); own scales, not"
    parts = [text(LEFT, 16, f"{lead} from zero", kind="small")]
    for at, step in enumerate(held):
        parts += _row(step, HEAD + at * ROW)
    names = ("balance", TITLE, f"{failing} of {len(held)} fail.")
    return picture(parts, size=(WIDE, HEAD + ROW * len(held) + 10), names=names)


def _row(step: BalanceStep, top: int) -> list[str]:
    low, high, made = step.low or 0, step.high or 0, step.made or 0
    most, least = max(high, made) * 1.06, min(low, made) * 0.7
    room = WIDE - LEFT - RIGHT

    def at(grams: int) -> float:
        return LEFT + room * (grams - least) / (most - least)

    bad = " bad" if step.verdict is not Weighed.HOLDS else ""
    half, middle = (3 if bad else 1.5), top + 20
    said = f"{step.stage}: {step.process}"[:48]
    words = f"{made / 1000:,.0f} {step.unit}" + (" : fails" if bad else "")
    return [
        text(0, middle - 2, said, kind="strong" if bad else "step"),
        text(0, middle + 13, step.key.partition(": ")[2][:44], kind="small"),
        line(LEFT, middle, x2=LEFT + room, y2=middle, kind="rule"),
        rect(at(low), middle - 8, w=at(high) - at(low), h=16, kind="stack untraced"),
        rect(at(made) - half, middle - 12, w=2 * half, h=24, kind=f"made{bad}"),
        text(LEFT + room + 10, middle + 4, words, kind=f"made-word{bad}"),
    ]
