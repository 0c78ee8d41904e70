"""An axis from nothing: round steps, rules and their words."""

from dataclasses import dataclass

from whence.report.svg import line, number, text

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high`, drawn from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Give the place of a value; one beyond the axis stays at its end."""
        inside = min(max(value, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def rounded(high: float, parts: int = 6) -> tuple[float, float]:
    """Give a round top at or above a value, and a round step below it.

    >>> rounded(3.07)
    (3.5, 0.5)
    """
    step = 1.0
    raw = high / parts
    while step * 10 <= raw:
        step *= 10
    while step > raw:
        step /= 10
    chosen = next(step * s for s in STEPS if step * s >= raw * 0.85)
    count = 1
    while chosen * count < high * 0.999:
        count += 1
    top = chosen * count
    return round(top, 10), round(chosen, 10)


def rules(axis: Axis, step: float, *, top: float, foot: float, unit: str) -> list[str]:
    """Draw upright rules with their values below, from the low end on."""
    drawn = []
    value = axis.low
    while value <= axis.high * 1.0001:
        x = axis.at(value)
        kind = "rule zero" if value == 0 else "rule"
        drawn.append(line(x, top, x2=x, y2=foot, kind=kind))
        fine = step != round(step, 1)
        said = f"{value:.2f}" if fine else number(value)
        said = said if value < 1000 else f"{value:,.0f}"
        drawn.append(text(x, foot + 15, said, kind="tick-word", anchor="middle"))
        value = round(value + step, 10)
    middle = (axis.start + axis.end) / 2
    drawn.append(text(middle, foot + 32, unit, kind="tick-word", anchor="middle"))
    return drawn
