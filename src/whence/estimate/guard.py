"""Adding, dividing and comparing ranges: only where both count the same.

Persons at risk and persons in forced labour on a given day, person-times and persons,
trade and exports are never brought together; each function refuses and says why.
"""

from typing import Protocol

from whence.estimate.sorts import counted, refuse, same
from whence.model.figure import Range, Sort
from whence.shelf.kinds import Kinds


class Held(Protocol):
    """Anything that has a range and says what it counts."""

    @property
    def range(self) -> Range:
        """Give the two ends."""

    @property
    def sort(self) -> Sort:
        """Say what is counted."""


def added(one: Held, other: Held, kinds: Kinds) -> Range:
    """Add two ranges of the same unit, population and place.

    Raises:
        SortError: they do not count the same.

    """
    _alike(one, other, "add", kinds)
    return Range(one.range.low + other.range.low, one.range.high + other.range.high)


def divided(one: Held, other: Held, kinds: Kinds) -> Range:
    """Divide two ranges of the same unit, population and place.

    Raises:
        SortError: they do not count the same.
        ZeroDivisionError: the divisor holds zero.

    """
    _alike(one, other, "divide", kinds)
    if other.range.low <= 0 <= other.range.high:
        raise ZeroDivisionError("the divisor holds zero")
    ends = [
        a / b
        for a in (one.range.low, one.range.high)
        for b in (other.range.low, other.range.high)
    ]
    return Range(min(ends), max(ends))


def compared(one: Held, other: Held, kinds: Kinds) -> str:
    """Say how the first stands to the second: inside it, holds it, overlaps it, apart.

    Raises:
        SortError: they do not count the same.

    """
    _alike(one, other, "compare", kinds)
    if other.range.holds(one.range):
        return "inside it"
    if one.range.holds(other.range):
        return "holds it"
    return "overlaps it" if one.range.meets(other.range) else "apart from it"


def _alike(one: Held, other: Held, verb: str, kinds: Kinds) -> None:
    a, b = counted(one.sort), counted(other.sort)
    same(a, b, verb, kinds)
    # A population left out is not the same as one that is named.
    if a.flow != b.flow:
        refuse(verb, a, b, kinds)
