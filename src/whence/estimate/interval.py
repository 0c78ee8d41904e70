"""The range of a formula when each name may be anything in its range.

Interval arithmetic as in Moore, Kearfott and Cloud, Introduction to Interval Analysis
(SIAM, 2009): the natural extension encloses; where a name stands twice it is too wide,
so inputs in which the formula rises or falls throughout are set to an end (chapter 6,
monotonicity by interval slopes), a formula that is linear in each input is taken at
its corners, and what is left is halved until nothing is gained.
"""

import heapq
from collections import Counter
from collections.abc import Mapping
from itertools import count, product
from math import inf, isfinite

from whence.estimate.functions import expanded
from whence.estimate.language import FormulaError, Minus, Name, Number, Tree, Two
from whence.model.figure import Range

Pair = tuple[float, float]
Box = dict[str, Pair]
HALVINGS = 400
CORNERS = 14
"""At most 2 to this power corners are visited; a wider formula is halved instead."""
GAIN = 1e-9


def bounds(tree: Tree, held: Mapping[str, Range]) -> Range:
    """Give the range of a formula over ranges.

    The result encloses all values; it is the exact range, up to a relative 1e-9, for
    every formula that the halving can settle, and always where each input is linear.

    Raises:
        FormulaError: a name has no range, or the formula divides by a range with zero.

    """
    plain = expanded(tree)
    box = {k: (held[k].low, held[k].high) for k in _used(plain, held)}
    low, high = natural(plain, box)
    if not all(isfinite(end) for pair in box.values() for end in pair):
        return Range(low, high)
    return Range(
        max(low, _least(plain, box)), min(high, -_least(Minus(plain), dict(box)))
    )


def _used(tree: Tree, held: Mapping[str, Range]) -> list[str]:
    names = sorted(degrees(tree))
    missing = [n for n in names if n not in held]
    if missing:
        raise FormulaError(f"nothing is called {missing[0]!r}")
    return names


def number_of(tree: Number) -> float:
    """Give the value of a written number."""
    return float(tree.text) / 100 if tree.percent else float(tree.text)


def natural(tree: Tree, box: Mapping[str, Pair]) -> Pair:
    """Give the natural interval extension of a formula in + - * / alone.

    Raises:
        FormulaError: it divides by a range that holds zero.

    """
    match tree:
        case Number():
            return (number_of(tree),) * 2
        case Name(key):
            return box[key]
        case Minus(of):
            low, high = natural(of, box)
            return -high, -low
        case Two(sign, left, right):
            return _two(sign, natural(left, box), natural(right, box))
    raise FormulaError("a function was not written out")


def _two(sign: str, a: Pair, b: Pair) -> Pair:
    if sign == "+":
        return a[0] + b[0], a[1] + b[1]
    if sign == "-":
        return a[0] - b[1], a[1] - b[0]
    if sign == "/":
        if b[0] <= 0 <= b[1]:
            raise FormulaError("it divides by a range that holds zero")
        b = (1 / b[1], 1 / b[0])
    # Nothing times a bound that is open is nothing, not an undefined number.
    ends = [0.0 if x == 0 or y == 0 else x * y for x in a for y in b]
    return min(ends), max(ends)


def slopes(tree: Tree, box: Mapping[str, Pair]) -> tuple[Pair, Box]:
    """Give value and slope by each name, both as intervals, going forward."""
    match tree:
        case Name(key):
            return box[key], {key: (1.0, 1.0)}
        case Minus(of):
            (low, high), grow = slopes(of, box)
            return (-high, -low), {k: (-g[1], -g[0]) for k, g in grow.items()}
        case Two(sign, left, right):
            a, da = slopes(left, box)
            b, db = slopes(right, box)
            value = _two(sign, a, b)
            found: Box = {}
            for key in {*da, *db}:
                x, y = da.get(key, (0.0, 0.0)), db.get(key, (0.0, 0.0))
                found[key] = _slope(sign, (x, y), (a, b), value)
            return value, found
        case _:
            return natural(tree, box), {}


def _slope(
    sign: str, grow: tuple[Pair, Pair], held: tuple[Pair, Pair], value: Pair
) -> Pair:
    x, y = grow
    a, b = held
    if sign in "+-":
        return _two(sign, x, y)
    if sign == "*":
        return _two("+", _two("*", x, b), _two("*", a, y))
    return _two("/", _two("-", x, _two("*", value, y)), b)


def degrees(tree: Tree) -> Counter[str]:
    """Say how often each name multiplies itself; 2 or more means it is not linear."""
    match tree:
        case Name(key):
            return Counter({key: 1})
        case Minus(of):
            return degrees(of)
        case Two(sign, left, right):
            a, b = degrees(left), degrees(right)
            if sign in "+-":
                return a | b
            if sign == "*":
                return a + b
            return a + Counter({k: 2 for k in b})
        case _:
            return Counter()


def _least(tree: Tree, box: Box) -> float:
    """Give a lower bound of a formula over a box, sharp where it can be had."""
    best, order = inf, count()
    waiting = [(natural(tree, box)[0], next(order), box)]
    for _ in range(HALVINGS):
        low, _, here = heapq.heappop(waiting)
        if low >= best - GAIN * max(1.0, abs(best)):
            return min(low, best)
        here = _settled(tree, here)
        wide = [k for k, (a, b) in here.items() if a < b]
        exact = _corners(tree, here, wide)
        if exact is not None:
            best = min(best, exact)
        else:
            middle = {k: ((a + b) / 2,) * 2 for k, (a, b) in here.items()}
            best = min(best, natural(tree, middle)[1])
            for half in _halves(tree, here, wide):
                heapq.heappush(waiting, (natural(tree, half)[0], next(order), half))
        if not waiting:
            return best
    return min(best, waiting[0][0])


def _settled(tree: Tree, box: Box) -> Box:
    """Set inputs in which the formula rises or falls throughout to the lower end."""
    grow = slopes(tree, box)[1]
    found: Box = {}
    for key, (a, b) in box.items():
        low, high = grow.get(key, (0.0, 0.0))
        found[key] = (a, a) if low >= 0 else (b, b) if high <= 0 else (a, b)
    return found


def _corners(tree: Tree, box: Box, wide: list[str]) -> float | None:
    """Give the least value at the corners, None where corners do not decide."""
    if len(wide) > CORNERS or any(degrees(tree)[k] > 1 for k in wide):
        return None
    found = inf
    for ends in product(*(box[k] for k in wide)):
        point = {**box, **{k: (e, e) for k, e in zip(wide, ends, strict=True)}}
        found = min(found, natural(tree, point)[0])
    return found


def _halves(tree: Tree, box: Box, wide: list[str]) -> tuple[Box, Box]:
    """Halve the box across the input that moves the formula most."""
    grow = slopes(tree, box)[1]

    def reach(key: str) -> float:
        low, high = grow.get(key, (0.0, 0.0))
        return max(abs(low), abs(high)) * (box[key][1] - box[key][0])

    key = max(wide, key=lambda k: (reach(k), k))
    a, b = box[key]
    middle = (a + b) / 2
    return {**box, key: (a, middle)}, {**box, key: (middle, b)}
