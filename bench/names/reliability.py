"""Reliability of chances: what was said of pairs, and what was true of them.

curve   ten bins at a prevalence, and the expected calibration error
draw    the curve as a picture, with the repository's own drawing

The chances are said at even odds. At another prevalence they are moved by its log-odds,
and the pairs weighed so that the same ones have that share.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from wilson import wilson

BINS, LEFT, TOP, SIZE = 10, 56, 28, 300


@dataclass(frozen=True)
class Bin:
    """A tenth of the chances: how many pairs, the mean said, the share that is true
    with its 95 % interval (Wilson 1927 on the counts, moved to the prevalence)."""

    same: int
    other: int
    said: float
    true: float
    low: float
    high: float

    def __str__(self) -> str:
        spread = f"[{self.low:.2f}-{self.high:.2f}]"
        return f"{self.said:.2f}:{self.true:.2f} {spread} ({self.same}+{self.other})"


def curve(got: np.ndarray, same: np.ndarray, prior: float) -> tuple[list[Bin], float]:
    """Give the bins that hold pairs, and the expected calibration error."""
    sure = np.clip(got, 1e-12, 1 - 1e-12)
    odds = sure / (1 - sure) * prior / (1 - prior)
    said = odds / (1 + odds)
    weight = np.where(same, prior / same.sum(), (1 - prior) / (~same).sum())
    at = np.minimum((said * BINS).astype(int), BINS - 1)
    lift = prior / (1 - prior) * (~same).sum() / same.sum()
    bins, error = [], 0.0
    for b in range(BINS):
        here = at == b
        mass = weight[here].sum()
        if not mass:
            continue
        mean = float((said[here] * weight[here]).sum() / mass)
        true = float(weight[here & same].sum() / mass)
        error += float(mass * abs(mean - true))
        mine, count = int((here & same).sum()), int(here.sum())
        ends = [lift * r / (1 - r + lift * r) for r in wilson(mine, count)]
        bins.append(Bin(mine, count - mine, mean, true, *ends))
    return bins, error


def draw(folder: Path, bins: list[Bin], name: str) -> None:
    """Write a reliability curve: said from left to right, true from below."""
    from whence.report.svg import number, standalone, text
    from whence.shelf.style import tokens

    paint = list(tokens().palette.values())
    ink, line = paint[0], next(c for c in paint if c not in ("#ffffff", paint[0]))

    def x(share: float) -> float:
        return LEFT + share * SIZE

    def y(share: float) -> float:
        return TOP + (1 - share) * SIZE

    drawn = [f'<rect x="{LEFT}" y="{TOP}" width="{SIZE}" height="{SIZE}" fill="none" '
             f'stroke="{ink}"/>',
             f'<path d="M{LEFT} {TOP + SIZE}L{LEFT + SIZE} {TOP}" stroke="{ink}" '
             'stroke-dasharray="4 4"/>']  # fmt: skip
    for share in (0.0, 0.5, 1.0):
        drawn.append(text(x(share) - 8, TOP + SIZE + 16, f"{share:.1f}", kind="small"))
        drawn.append(text(LEFT - 28, y(share) + 4, f"{share:.1f}", kind="small"))
    for one in bins:
        at, low, high = x(one.said), y(one.low), y(one.high)
        drawn.append(f'<path d="M{number(at)} {number(low)}L{number(at)} '
                     f'{number(high)}" stroke="{line}" stroke-width="2"/>')  # fmt: skip
        drawn.append(f'<circle cx="{number(at)}" cy="{number(y(one.true))}" r="4" '
                     f'fill="{line}"/>')  # fmt: skip
        count = str(one.same + one.other)
        drawn.append(text(at + 6, y(one.true) + 4, count, kind="small"))
    drawn.append(text(LEFT, TOP - 10, f"true against said, {name}", kind="strong"))
    wide, high = LEFT + SIZE + 48, TOP + SIZE + 28
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
            f'width="{wide}" height="{high}" role="img"><title>Reliability, {name}'
            "</title><desc>Dots: share true per tenth of the chances said, with 95 % "
            "intervals and the number of pairs.</desc>")  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    out = folder / f"names-reliability-{name}.svg"
    out.write_text(standalone(head + "".join(drawn) + "</svg>") + "\n", "utf-8")
