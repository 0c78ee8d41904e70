"""A column of dates that sets the day first in some cells and the month in others."""

from collections.abc import Mapping, Sequence

from whence.model.table import Written

MONTHS = 12
Either = tuple[int, int, int]
"""The first number of a date, the second, and the year."""


def both_ways(
    waiting: Mapping[int, Either], shown: Sequence[str]
) -> tuple[tuple[int, str], ...]:
    """Say that a column is written both ways, with the first date of the fewer; one
    such cell leaves all others open.

    Args:
        waiting: index of a value to its numbers, of the dates whose order is not told.
        shown: the values as they are written.

    >>> both_ways({0: (1, 13, 2024)}, ["01/13/2024"])
    ()

    """
    found = [
        (shown[at], at, first, second) for at, (first, second, _) in waiting.items()
    ]
    told = {
        Written.DAY_FIRST: sorted(v for v in found if v[2] > MONTHS >= v[3]),
        Written.MONTH_FIRST: sorted(v for v in found if v[3] > MONTHS >= v[2]),
    }
    if not all(told.values()):
        return ()
    few, many = sorted(told, key=lambda order: len(told[order]))
    left = sum(a <= MONTHS and b <= MONTHS and a != b for _, _, a, b in found)
    text, at, *_ = told[few][0]
    return (
        (
            at,
            f"dates are written both ways: {len(told[few])} can only be {few}, like"
            f" {text!r}, and {len(told[many])} only {many}, like"
            f" {told[many][0][0]!r}; {left} more can be two days each and are not read:"
            f' correct the fewer, or write ", {many}" after the role of the column in'
            " case.toml",
        ),
    )
