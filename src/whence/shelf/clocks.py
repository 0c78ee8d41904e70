"""The clocks of a detention as dated rows, and the holidays they step over."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.model.docket import Owes, Track
from whence.model.remark import Verification
from whence.shelf import yaml_of
from whence.shelf.references import checked_reference

FILE = "clocks/us.yml"
UNITS = ("business days", "calendar days", "calendar months", "years", "until")
WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One step of the law; the words of its fields stand at the head of the file."""

    key: str
    track: Track
    title: str
    counts: str
    owes: Owes
    count: int
    unit: str
    after: str
    earlier: str
    instead: str
    ends: str
    done: str
    then: str
    closes: bool
    consequence: str
    reference: str
    seen_at: str
    verification: Verification


@cache
def rules() -> tuple[Rule, ...]:
    """Give the steps of every clock, in the order of the law.

    Raises:
        DataError: a row lacks something, names no authority or an unknown unit.

    """
    return tuple(_rule(row) for row in yaml_of(FILE)["steps"])


@cache
def since() -> date:
    """Give the first presentation for which the clocks are modelled."""
    day = yaml_of(FILE)["since"]["day"]
    assert isinstance(day, date)
    return day


@cache
def extensions_allowed() -> int:
    """Give how many extensions a task of the portal can have."""
    return int(yaml_of(FILE)["extensions"]["most"])


@cache
def says(key: str) -> str:
    """Give a sentence of the clock by its key, with places to fill."""
    return str(yaml_of(FILE)["says"][key])


@cache
def named(anchor: str) -> str:
    """Give the words for a day that the law counts from."""
    return str(yaml_of(FILE)["facts"][anchor])


@cache
def also() -> tuple[str, ...]:
    """Give the rules that have no day of their own, each in one line."""
    return tuple(
        f"{row['text']} ({row['reference']}; {row['verification']})"
        for row in yaml_of(FILE)["also"]
    )


@cache
def holidays_of(year: int) -> frozenset[date]:
    """Give the days of a year on which national holidays are kept, moved as observed.

    >>> from datetime import date
    >>> date(2027, 12, 31) in holidays_of(2027), date(2028, 1, 1) in holidays_of(2028)
    (True, False)
    """
    data = yaml_of(yaml_of(FILE)["holidays"])
    moves = {5: data["observed"]["saturday"], 6: data["observed"]["sunday"]}
    found = set()
    for row in data["holidays"]:
        for base in (year, year + 1):
            day = _falls(row, base)
            if day >= row["since"]:
                moved = moves.get(day.weekday(), {"moves": 0})["moves"]
                found.add(day + timedelta(moved))
    return frozenset(d for d in found if d.year == year)


def _falls(row: dict[str, Any], year: int) -> date:
    month = int(row["month"])
    if "day" in row:
        return date(year, month, row["day"])
    wanted, nth = WEEKDAYS.index(row["weekday"]), int(row["nth"])
    month_days = Calendar().itermonthdates(year, month)
    days = [d for d in month_days if d.month == month and d.weekday() == wanted]
    return days[nth - 1 if nth > 0 else nth]


def _rule(row: dict[str, Any]) -> Rule:
    where = f"data/{FILE}: {row.get('key', '?')}"
    try:
        if row["unit"] not in UNITS:
            raise DataError(f"{row['unit']!r} is no unit of a clock.", where=where)
        return Rule(
            row["key"],
            Track(row["track"]),
            row["title"],
            row["counts"],
            Owes(row["owes"]),
            row.get("count", 0),
            row["unit"],
            row.get("after", ""),
            row.get("earlier", ""),
            row.get("instead", ""),
            row.get("ends", ""),
            row.get("done", ""),
            row.get("then", ""),
            row.get("closes", True),
            row["consequence"],
            checked_reference(row["reference"], where),
            row["seen_at"],
            Verification(row["verification"]),
        )
    except (KeyError, ValueError) as error:
        raise DataError(f"a step lacks {error}.", where=where) from error
