"""Days of the law: business days, calendar months, and what falls on no workday."""

from calendar import monthrange
from datetime import date, timedelta

from whence.shelf.clocks import holidays_of

DAY = timedelta(1)


def is_business(day: date) -> bool:
    """Whether a day is Monday to Friday and no national holiday (19 CFR 101.1)."""
    return day.weekday() < 5 and day not in holidays_of(day.year)


def counted(start: date, count: int, unit: str) -> date:
    """Give the day that lies so many units after a day, which is not counted itself.

    A month without that day ends on its last one (earlier, for something to be done);
    a year without it, on the day after (later, for something to be kept).

    >>> from datetime import date
    >>> counted(date(2026, 7, 1), 5, "business days").isoformat()
    '2026-07-09'
    >>> counted(date(2026, 11, 30), 3, "calendar months").isoformat()
    '2027-02-28'
    """
    if unit == "business days":
        while count:
            start += DAY
            count -= is_business(start)
        return start
    if unit == "calendar days":
        return start + count * DAY
    if unit == "calendar months":
        turn = start.month - 1 + count
        year, month = start.year + turn // 12, turn % 12 + 1
        return start.replace(
            year=year, month=month, day=min(start.day, monthrange(year, month)[1])
        )
    if start.month == 2 and start.day == 29:
        start += DAY
    return start.replace(year=start.year + count)


def workday(day: date) -> date:
    """Give the last business day on or before a day."""
    while not is_business(day):
        day -= DAY
    return day
