"""Months and years inside headers: "Value (Jan-2023)", "Imported value in 2019"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from whence.read.calendars import plain
from whence.read.dates import DIGITS, YEAR_FIRST, month_of
from whence.shelf.heads import lexicon
from whence.shelf.tables import folded

MARKS = " ()[]:,;-–（）"
LONGEST = 3  # words of a month in a header: "2023 - Jan"
# As Eurostat and Trade Map write months: 2023M01, 2023-M01.
MONTH_NUMBER = re.compile(r"(?<=\d{4})-?M(?=\d{2}$)")
CHINESE = re.compile(r"\d{4}年(\d{1,2}月份?)?")
YEAR = re.compile(r"(19|20)\d\d年?")


@dataclass(frozen=True, slots=True)
class Head:
    """A header with a period in it: which column's, what else it says, and the period
    as in ISO 8601, "2023-01" or "2023"."""

    column: int
    measure: str
    period: str

    @property
    def is_month(self) -> bool:
        """Whether the period is a month, not a year."""
        return "-" in self.period


def head_of(header: str, column: int = 0) -> Head | None:
    """Find the month, or else the year, in a header.

    >>> head_of("Value (Jan-2023)")
    Head(column=0, measure='Value', period='2023-01')
    >>> head_of("Imported value in 2019").measure, head_of("2023年1月金额").period
    ('Imported value', '2023-01')
    >>> head_of("Value") is None
    True
    """
    if not any(map(str.isdigit, header)):
        return None
    spaced = plain(header.replace("_", " "))
    parted = CHINESE.sub(lambda found: f" {found[0]} ", spaced)
    tokens = [t for t in (w.strip(MARKS) for w in parted.split()) if t]
    for size in range(min(LONGEST, len(tokens)), 0, -1):
        for at in range(len(tokens) - size + 1):
            if period := period_of(" ".join(tokens[at : at + size])):
                rest = [*tokens[:at], *tokens[at + size :]]
                return Head(column, " ".join(_telling(rest)), period)
    return None


def period_of(text: str) -> str:
    """Give a month or year as in ISO 8601, "" when the text is none.

    >>> period_of("Jan-2023"), period_of("2023M01"), period_of("2023-01-01")
    ('2023-01', '2023-01', '2023-01')
    >>> period_of("2019"), period_of("12"), period_of("2023-01-15")
    ('2019', '', '')
    """
    text = MONTH_NUMBER.sub("-", text)
    if YEAR.fullmatch(text):
        return text[:4]
    day = YEAR_FIRST.fullmatch(text.split(" ")[0])
    if day and int(day[3]) == 1:
        text = f"{day[1]}-{day[2]}"
    month = None if DIGITS.fullmatch(text) else month_of(text)
    return f"{month:%Y-%m}" if month else ""


def _telling(left: Sequence[str]) -> list[str]:
    """Leave out words at the end that say nothing: "Imported value in"."""
    kept = list(left)
    while kept and folded(kept[-1]) in _silent():
        kept.pop()
    return kept


@cache
def _silent() -> frozenset[str]:
    return frozenset(("",)).union(*lexicon().skip.values())
