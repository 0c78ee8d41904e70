"""The mass balance of a folder as one picture: a line a step, the range, what came out.

What can come of the input is a band; what was made is a mark on it. A mark beyond the
band is drawn heavy and said in words, so that it stands out in grey print too.
"""

from collections.abc import Sequence
from html import escape

from whence.model.folder import BalanceStep, Weighed
from whence.shelf import style

WIDE, ROW, LEFT, RIGHT, HEAD = 860, 46, 300, 150, 30


def balance_svg(steps: Sequence[BalanceStep]) -> str:
    """Draw the steps that could be weighed; "" when there is none."""
    held = [s for s in steps if s.low is not None and s.high is not None and s.made]
    if not held:
        return ""
    ink = style.tokens().palette
    tall = HEAD + ROW * len(held) + 10
    parts = [
        f'<svg viewBox="0 0 {WIDE} {tall}" role="img" aria-label="Mass balance, step by'
        f" step: {sum(s.verdict is not Weighed.HOLDS for s in held)} of {len(held)}"
        ' fail" font-size="12">',
        f'<text x="{LEFT}" y="16" fill="{ink["soft"]}">what can come of the input'
        " (band), what came out (mark); own scales, not from zero</text>",
    ]
    for at, step in enumerate(held):
        parts.append(_row(step, HEAD + at * ROW, ink))
    return "".join(parts) + "</svg>"


def _row(step: BalanceStep, top: int, ink: dict[str, str]) -> str:
    low, high, made = step.low or 0, step.high or 0, step.made or 0
    most, least = max(high, made) * 1.06, min(low, made) * 0.7
    room = WIDE - LEFT - RIGHT

    def at(grams: int) -> float:
        return LEFT + room * (grams - least) / (most - least)

    bad = step.verdict is not Weighed.HOLDS
    tone = ink["first"] if bad else ink["none"]
    middle = top + 20
    label = escape(step.key.partition(": ")[2][:44])
    said = escape(f"{step.stage}: {step.process}"[:48])
    words = escape(f"{made / 1000:,.0f} {step.unit}" + (" : fails" if bad else ""))
    weight = 700 if bad else 400
    return (
        f'<text x="0" y="{middle - 2}" fill="{ink["ink"]}" font-weight="{weight}">'
        f"{said}</text>"
        f'<text x="0" y="{middle + 13}" fill="{ink["soft"]}" font-size="11">{label}'
        "</text>"
        f'<line x1="{LEFT}" y1="{middle}" x2="{LEFT + room}" y2="{middle}"'
        f' stroke="{ink["line"]}"/>'
        f'<rect x="{at(low):.1f}" y="{middle - 8}" width="{at(high) - at(low):.1f}"'
        f' height="16" fill="{ink["untraced-tint"]}" stroke="{ink["untraced"]}"/>'
        f'<rect x="{at(made) - (3 if bad else 1.5):.1f}" y="{middle - 12}"'
        f' width="{6 if bad else 3}" height="24" fill="{tone}"/>'
        f'<text x="{LEFT + room + 10}" y="{middle + 4}" fill="{tone}"'
        f' font-weight="{weight}" font-size="11">{words}</text>'
    )
