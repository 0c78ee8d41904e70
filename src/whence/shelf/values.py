"""Values as publications write them, read as ranges.

A printed number is known to half a unit of its last digit; zeros at the end of a whole
number are no digits. `= 24` is exact, `>= 2.2 million` is open above, `20,000 to
25,000` is taken as it stands. Dates (`2020`, `2020-09`, `2020-09-25`) are their days.
"""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from math import inf

from whence.model.figure import Range
from whence.shelf.kinds import kinds

QUALIFIERS = {
    "about": "", "approximately": "", "~": "", "exactly": "=", "=": "=",
    "over": ">", "more than": ">", "at least": ">", ">": ">", ">=": ">", "≥": ">",
    "under": "<", "less than": "<", "at most": "<", "up to": "<",
    "<": "<", "<=": "<", "≤": "<",
}  # fmt: skip
NUMBER = re.compile(
    r"(?P<word>[^\d\s+−-][^\d+−-]*?)?\s*(?P<sign>[+\-−]?)"
    r"(?P<digits>(?:\d{1,3}(?:[,\u202f ]\d{3})+|\d+)(?:\.\d+)?)"
    r"\s*(?P<scale>[^\W\d_]+|10k)?"
)
DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def value_of(written: str, unit: str) -> tuple[Range, Range]:
    """Read a written value: its ends as printed, and its range with rounding.

    Args:
        written: such as `3.17 million`, `> 30`, `20,000 to 25,000`, `2020-09`.
        unit: the unit's name; `percent` makes hundredths, `date` makes days.

    Raises:
        ValueError: it cannot be read; the message says why.

    >>> value_of("3.17 million", "person_time")[1]
    Range(low=3165000.0, high=3175000.0)
    >>> value_of("> 30", "percent")[0]
    Range(low=0.3, high=inf)

    """
    plain = re.sub(r"\bup to\b", "<=", written, flags=re.IGNORECASE)
    low_text, to, high_text = plain.partition(" to ")
    if unit == "date":
        first, last = days_of(low_text), days_of(high_text or low_text)
        found = _range(first.low, last.high, written)
        return found, found
    size = 0.01 if unit == "percent" else 1.0
    if to:
        low, high = _number(low_text), _number(high_text)
        scale = low[2] or high[2] or 1
        ends = low[0] * Decimal(scale), high[0] * Decimal(high[2] or 1)
        found = _range(_sized(ends[0], size), _sized(ends[1], size), written)
        return found, found
    number, half, scale, word = _number(low_text)
    whole, slack = number * Decimal(scale or 1), half * Decimal(scale or 1)
    point = _sized(whole, size)
    low_end, high_end = _sized(whole - slack, size), _sized(whole + slack, size)
    if word == "=":
        return Range(point, point), Range(point, point)
    if word == ">":
        return Range(point, inf), Range(low_end, inf)
    if word == "<":
        return Range(0.0, point), Range(0.0, high_end)
    return Range(point, point), Range(low_end, high_end)


def _sized(number: Decimal, size: float) -> float:
    return float(number * Decimal(str(size)))


def _range(low: float, high: float, written: str) -> Range:
    if low > high:
        raise ValueError(f"{written!r} is an interval the wrong way round")
    return Range(low, high)


def _number(text: str) -> tuple[Decimal, Decimal, int, str]:
    """Give a number, half its last digit, its scale (0 when none), its qualifier."""
    found = NUMBER.fullmatch(text.strip())
    if found is None:
        comma = re.search(r"\d,\d", text)
        hint = "; a comma only groups thousands, a point goes before decimals"
        raise ValueError(
            f"{text.strip()!r} is no value that can be read{hint if comma else ''}"
        )
    word = (found["word"] or "").strip().casefold()
    if word and word not in QUALIFIERS:
        raise ValueError(f"{word!r} says nothing that is known of a number")
    scale = 0
    if found["scale"]:
        scale = kinds().scales.get(found["scale"].casefold(), 0)
        if not scale:
            known = ", ".join(kinds().scales)
            raise ValueError(f"{found['scale']!r} is no scale; use {known}")
    digits = re.sub(r"[,\u202f ]", "", found["digits"])
    whole, point, decimals = digits.partition(".")
    if point:
        step = Decimal(1).scaleb(-len(decimals))
    else:
        step = Decimal(1).scaleb(
            len(whole) - len(whole.rstrip("0")) if int(whole) else 0
        )
    sign = -1 if found["sign"] in ("-", "−") else 1
    return sign * Decimal(digits), step / 2, scale, QUALIFIERS.get(word, "")


def days_of(text: str) -> Range:
    """Give the days of a year, a month or a day, counted from 0001-01-01.

    Raises:
        ValueError: it is no such date.

    """
    found = DAY.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text.strip()!r} is no date (YYYY, YYYY-MM, YYYY-MM-DD)")
    year = int(found[1])
    first, last = (int(found[2]),) * 2 if found[2] else (1, 12)
    if not 1 <= first <= 12:
        raise ValueError(f"{text.strip()!r} has no such month")
    end = monthrange(year, last)[1]
    start_day, end_day = (int(found[3]),) * 2 if found[3] else (1, end)
    try:
        days = date(year, first, start_day), date(year, last, end_day)
    except ValueError:
        raise ValueError(f"{text.strip()!r} has no such day") from None
    return Range(float(days[0].toordinal()), float(days[1].toordinal()))
