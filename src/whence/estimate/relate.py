"""How a statement stands to what was reckoned from others.

A reckoned value agrees with a statement when, taken at the digits as printed, it falls
within the rounding of the statement. It is `rounded` when it agrees only if the inputs
may also lie elsewhere within their own last digit, and contradicted otherwise.
"""

from math import inf, isfinite

from whence.model.figure import Range, Status

BOUNDS = {"share": (0.0, 1.0), "growth": (-1.0, inf), "level": (0.0, inf)}
SLACK = 1e-9
"""Relative slack for sums of decimals, which a computer does not hold exactly."""


def _wider(held: Range) -> Range:
    ends = [abs(e) for e in (held.low, held.high) if isfinite(e)]
    edge = SLACK * max([1e-6, *ends])
    return Range(held.low - edge, held.high + edge)


def equal(stated: tuple[Range, Range], reckoned: tuple[Range, Range]) -> Status:
    """Hold a statement against a value reckoned from others.

    Args:
        stated: its ends as printed, and its range with rounding.
        reckoned: the same of the other side.

    """
    digits, held = reckoned
    room = _wider(stated[1])
    if room.holds(digits):
        return Status.CONSISTENT
    spans = digits.low < digits.high or stated[0].low < stated[0].high
    if spans and room.meets(digits):
        return Status.CONSISTENT
    return Status.ROUNDED if room.meets(held) else Status.CONTRADICTED


def restated(one: tuple[Range, Range], other: tuple[Range, Range]) -> Status:
    """Hold two statements of the same thing against each other, from the first's side.

    The coarser of two that agree is the rounded one.
    """
    if one[0] == other[0]:
        return Status.CONSISTENT
    coarser = _size(one[1]) > _size(other[1])
    if coarser and _wider(one[1]).holds(other[0]):
        return Status.ROUNDED
    if not coarser and _wider(other[1]).holds(one[0]):
        return Status.CONSISTENT
    return Status.CONTRADICTED


def same_day(one: Range, other: Range) -> Status:
    """Hold two dates against each other: one may be coarser, not elsewhere."""
    return Status.CONSISTENT if one.meets(other) else Status.CONTRADICTED


def reaches(one: tuple[Range, Range], other: tuple[Range, Range]) -> Status:
    """Whether the first is at least the second, at printed digits or once rounded."""
    edge = SLACK * max(1e-6, abs(other[0].low))
    if one[0].low >= other[0].low - edge:
        return Status.CONSISTENT
    return Status.ROUNDED if one[1].high >= other[1].low else Status.CONTRADICTED


def stays_below(one: tuple[Range, Range], other: tuple[Range, Range]) -> Status:
    """Whether the first is at most the second, at printed digits or once rounded."""
    edge = SLACK * max(1e-6, abs(other[0].high))
    if one[0].high <= other[0].high + edge:
        return Status.CONSISTENT
    return Status.ROUNDED if one[1].low <= other[1].high else Status.CONTRADICTED


def inside(one: tuple[Range, Range], other: tuple[Range, Range]) -> Status:
    """Whether the first lies in the range of the second."""
    if _wider(other[1]).holds(one[0]):
        return Status.CONSISTENT
    return Status.ROUNDED if other[1].meets(one[1]) else Status.CONTRADICTED


def possible(digits: Range, kind: str) -> Status:
    """Whether a reckoned value can be: no share above a whole, no negative count.

    >>> possible(Range(1.2, 1.2), "share").value
    'contradicted'
    """
    low, high = BOUNDS.get(kind, (-inf, inf))
    fits = _wider(Range(low, high)).meets(digits)
    return Status.CONSISTENT if fits else Status.CONTRADICTED


def _size(held: Range) -> float:
    return held.high - held.low
