"""What explains the spread: shares of variance by input, and how far each one swings.

First order after Saltelli and others (Comput. Phys. Commun. 181, 2010), total after
Jansen (Comput. Phys. Commun. 117, 1999). Each is given as a range of 95 per cent: as
if points were random, which is wider than evenly spread points need.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from whence.estimate.interval import bounds
from whence.estimate.language import Tree
from whence.estimate.sample import SEED, placed, values
from whence.estimate.sobol import DIMENSIONS, Draws, points
from whence.model.estimate import Driver, Shape, Swing
from whence.model.figure import Range

POWER = 12
CONFIDENCE = 1.96
MOST_INPUTS = DIMENSIONS // 2
FLAT = 1e-18

Function = Callable[[Draws], Draws]


def drivers(
    tree: Tree, box: Mapping[str, Range], *, shape: Shape, power: int = POWER
) -> tuple[Driver, ...]:
    """Say how much of the spread of a formula each input explains, the most first.

    Inputs that are no range explain nothing and are left out. Empty when there are
    more inputs than dimensions, or nothing varies.
    """
    names = [k for k, r in sorted(box.items()) if r.low < r.high]
    if not names or len(names) > MOST_INPUTS:
        return ()
    fixed = {k: np.asarray(r.low) for k, r in box.items() if k not in names}

    def function(unit: Draws) -> Draws:
        held = {k: placed(unit[:, i], box[k], shape) for i, k in enumerate(names)}
        return np.broadcast_to(values(tree, {**fixed, **held}), unit.shape[:1])

    first, total = indices(function, len(names), power=power)
    found = [Driver(k, f, t) for k, f, t in zip(names, first, total, strict=True)]
    return tuple(sorted(found, key=lambda d: (-d.total.high - d.total.low, d.input)))


def indices(
    function: Function, count: int, *, power: int = POWER, seed: int = SEED
) -> tuple[list[Range], list[Range]]:
    """Give first order and total indices of a function of the unit cube, as ranges."""
    unit = points(2 * count, power, seed=seed)
    a, b = unit[:, :count], unit[:, count:]
    mixed = []
    for place in range(count):
        one = a.copy()
        one[:, place] = b[:, place]
        mixed.append(function(one))
    return from_outputs(function(a), function(b), mixed)


def from_outputs(
    at_a: Draws, at_b: Draws, mixed: Sequence[Draws]
) -> tuple[list[Range], list[Range]]:
    """Give the indices from outputs at A, at B, and at A with one column of B each."""
    both = np.concatenate([at_a, at_b])
    # Any centre serves; the mean of all outputs is that of SALib, so that both agree.
    middle, spread = float(np.mean([at_a, at_b, *mixed])), float(both.var())
    if spread <= FLAT:
        return [Range(0, 0)] * len(mixed), [Range(0, 0)] * len(mixed)
    first, total = [], []
    for outputs in mixed:
        first.append(_interval((at_b - middle) * (outputs - at_a) / spread))
        total.append(_interval(0.5 * (at_a - outputs) ** 2 / spread))
    return first, total


def _interval(terms: Draws) -> Range:
    """Give the mean of terms as a range of 95 per cent confidence."""
    middle = float(terms.mean())
    edge = CONFIDENCE * float(terms.std()) / float(np.sqrt(len(terms)))
    return Range(middle - edge, middle + edge)


def swings(tree: Tree, box: Mapping[str, Range]) -> tuple[Swing, ...]:
    """Let each input run over its range while the others stay at the middle of theirs.

    The widest swing first; inputs that are no range are left out.
    """
    middle = {
        k: Range((r.low + r.high) / 2, (r.low + r.high) / 2) for k, r in box.items()
    }
    found = [
        Swing(k, bounds(tree, {**middle, k: r}))
        for k, r in sorted(box.items())
        if r.low < r.high
    ]
    return tuple(sorted(found, key=lambda s: (s.range.low - s.range.high, s.input)))
