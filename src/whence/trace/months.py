"""Sets of months as bits: two words of 60, so that ten years fit and nothing signs.

A mask is a pair (old, new) of int64: bit i of `old` is month i of the window, bit i
of `new` is month 60 + i. Arrays of masks have shape (n, 2).
"""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

WORD = 60
MONTHS = 2 * WORD
FULL = (1 << WORD) - 1

Masks = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]

EPOCH = date(1970, 1, 1)


def month_of(day: date) -> int:
    """Count the months from January 1970 to this day's month.

    >>> month_of(date(1971, 2, 3))
    13
    """
    return (day.year - EPOCH.year) * 12 + day.month - 1


def days_since_epoch(day: date) -> int:
    """Count the days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(days: int) -> date | None:
    """Give the day so many days since 1970-01-01; negative is unknown.

    >>> day_of(31), day_of(-1)
    (datetime.date(1970, 2, 1), None)
    """
    return EPOCH + timedelta(days) if days >= 0 else None


def months_of(days: Days) -> npt.NDArray[np.int64]:
    """Count the months since January 1970 for days since 1970-01-01."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def last_day(month: int) -> int:
    """Give the last day of a month, in days since 1970-01-01."""
    return int(np.datetime64(month + 1, "M").astype("datetime64[D]").astype(int)) - 1


def last_day_of_window(base: int) -> int:
    """Give the last day of the window that begins in a month, since 1970-01-01."""
    return last_day(base + MONTHS - 1)


def bits(months: npt.NDArray[np.int64]) -> Masks:
    """Give each month of the window (0 to 119) as a mask; others give no bit."""
    masks = np.zeros((len(months), 2), np.int64)
    one = np.int64(1)
    old = (months >= 0) & (months < WORD)
    new = (months >= WORD) & (months < MONTHS)
    masks[old, 0] = one << months[old]
    masks[new, 1] = one << (months[new] - WORD)
    return masks


def back(masks: Masks, lag: int) -> Masks:
    """Add to each month the `lag` months before it (0 <= lag < 60)."""
    out, covered = masks.copy(), 0
    while covered < lag:
        step = min(covered + 1, lag - covered)
        out |= _earlier(out, step)
        covered += step
    return out


def _earlier(masks: Masks, by: int) -> Masks:
    """Move every month `by` months earlier."""
    moved = masks >> by
    moved[:, 0] |= (masks[:, 1] << (WORD - by)) & FULL
    return moved


def forth(masks: Masks, lag: int) -> Masks:
    """Add to each month the `lag` months after it (0 <= lag < 60)."""
    out, covered = masks.copy(), 0
    while covered < lag:
        step = min(covered + 1, lag - covered)
        over = out[:, 0] >> (WORD - step)
        moved = (out << step) & FULL
        moved[:, 1] |= over
        out |= moved
        covered += step
    return out


def as_int(mask: npt.NDArray[np.int64]) -> int:
    """Give one mask as a Python integer of 120 bits, for walks over few months."""
    return int(mask[0]) | int(mask[1]) << WORD


def ahead(mask: int, lag: int) -> int:
    """Add to each month of an integer mask the `lag` months after it."""
    out, covered = mask, 0
    while covered < lag:
        step = min(covered + 1, lag - covered)
        out |= out << step
        covered += step
    return out & ((1 << MONTHS) - 1)
