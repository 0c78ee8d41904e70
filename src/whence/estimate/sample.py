"""Draws of a model: spread over the stated ranges, and on nothing else."""

from collections.abc import Mapping, Sequence

import numpy as np

from whence.estimate.interval import number_of
from whence.estimate.language import FormulaError, Minus, Name, Number, Tree, Two
from whence.estimate.sobol import Draws, points
from whence.model.estimate import Dependence, Shape
from whence.model.figure import Range

TAILS = (0.05, 0.95)
POWER = 14
SEED = 20220620
STEPS = 40


def draws(
    names: Sequence[str],
    box: Mapping[str, Range],
    *,
    dependence: Dependence,
    shape: Shape,
    power: int = POWER,
) -> dict[str, Draws]:
    """Draw each input from its range.

    Independent inputs have a dimension each; comonotone ones share a single draw, so
    that all are low together and high together.
    """
    count = 1 if dependence is Dependence.COMONOTONE else len(names)
    unit = points(count, power, seed=SEED)
    return {
        name: placed(unit[:, 0 if count == 1 else place], box[name], shape)
        for place, name in enumerate(names)
    }


def placed(unit: Draws, held: Range, shape: Shape) -> Draws:
    """Place draws of the unit interval in a range.

    `middle` favours the middle: Beta(3, 3), which is the PERT of a range whose mode
    is its middle (Malcolm and others, Operations Research 7, 1959).
    """
    share = unit if shape is Shape.FLAT else _beta33(unit)
    found: Draws = held.low + share * (held.high - held.low)
    return found


def _beta33(unit: Draws) -> Draws:
    """Invert 10x^3 - 15x^4 + 6x^5, the distribution function of Beta(3, 3)."""
    low, high = np.zeros_like(unit), np.ones_like(unit)
    for _ in range(STEPS):
        x = (low + high) / 2
        below = x * x * x * (10 - 15 * x + 6 * x * x) < unit
        low, high = np.where(below, x, low), np.where(below, high, x)
    return (low + high) / 2


def values(tree: Tree, held: Mapping[str, Draws]) -> Draws:
    """Reckon a formula in + - * / alone for every draw.

    Raises:
        FormulaError: it divides by nothing in some draw.

    """
    match tree:
        case Number():
            return np.asarray(number_of(tree))
        case Name(key):
            return held[key]
        case Minus(of):
            return -values(of, held)
        case Two(sign, left, right):
            a, b = values(left, held), values(right, held)
            if sign == "/":
                if not np.all(b):
                    raise FormulaError("it divides by nothing")
                return np.asarray(a / b)
            found = a + b if sign == "+" else a - b if sign == "-" else a * b
            return np.asarray(found)
    raise FormulaError("a function was not written out")


def likely(found: Draws) -> Range:
    """Give the range from the 5th to the 95th percentile of draws."""
    low, high = np.quantile(np.atleast_1d(found), TAILS)
    return Range(float(low), float(high))
