"""Days out of texts: one column decides the order of day and month for all its cells.

Nothing is guessed: a cell that could be two days is set aside, unless another cell of
its column, or the header, says which way round the column is written.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from whence.model.table import Written
from whence.read.both_ways import Either, both_ways
from whence.read.calendars import plain, turned
from whence.read.parsed import Bad, Parsed
from whence.shelf.foreign import limits
from whence.shelf.tables import folded, words

# A day count of a spreadsheet: 1899-12-30 is day 0 of the 1900 system (ECMA-376
# part 1, 18.17.4.1). Between these, five digits are 1954 to 2119.
EPOCH, SERIALS = date(1899, 12, 30), range(20000, 80000)
TIME = re.compile(
    r"[T ]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([AaPp][Mm])?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$"
)
YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
CJK = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?")
DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[-/ .]*([^\W\d]+)\.?[-/ .,]*(\d{4}|\d{2})"
)
NAME_DAY = re.compile(r"([^\W\d]+)\.?[- ]*(\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4})")
MONTHS = re.compile(r"(\d{4})[-/. ]?(\d{1,2})|(\d{1,2})[-/. ](\d{4})")
CJK_MONTH = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月份?")
NAMED_MONTH = re.compile(r"([^\W\d]+)\.?[-/ .,']*(\d{4}|\d{2})|(\d{4})[-/ ]+([^\W\d]+)")
YEAR = re.compile(r"\d{4}")
MOSTLY, FIRST = 0.8, 1
SAMPLE, HALF = 300, 0.5


def dates(
    values: Sequence[str], header: str = "", written: Written = Written.UNSAID
) -> Parsed[date]:
    """Parse the distinct values of a date column.

    `written` is what a person, or another column, says of the order of day and month.

    >>> dates(["03/04/2024", "25/04/2024"]).values
    (datetime.date(2024, 4, 3), datetime.date(2024, 4, 25))
    >>> dates(["03/04/2024"]).bad[0].reason
    'ambiguous date'
    """
    found: list[date | None] = []
    bad: dict[int, Bad] = {}
    either: dict[int, Either] = {}
    blanks = words().blanks
    shown = values
    values, told = turned(values)
    for code, value in enumerate(values):
        found.append(None)
        if not value or value.casefold() in blanks:
            continue
        read = _read(value, written)
        if isinstance(read, date):
            found[code] = read
        elif isinstance(read, Bad):
            bad[code] = read
        else:
            either[code] = read
    order = written or _order(either.values(), header)
    for code, parts in either.items():
        day = _settle(parts, order, values[code])
        if isinstance(day, Bad):
            bad[code] = day
        else:
            found[code] = day
    notes = _notes(values, order, either) + ((told,) if told else ())
    odd = () if order else both_ways(either, shown)
    bad = {k: replace(b, detail=shown[k]) for k, b in sorted(bad.items())}
    return Parsed(tuple(found), bad, notes, odd)


def order_in(values: Sequence[str], header: str = "") -> Written | None:
    """Say in which order a column writes day and month, as far as its cells tell.

    Returns:
        the order; `UNSAID` where there is nothing to tell, as only few cells can be two
        days or the column is written both ways; None where most cells can be two days
        and not one says which.

    >>> order_in(["03/04/2024", "25/04/2024"]), order_in(["2024-04-03"])
    (<Written.DAY_FIRST: 'day first'>, <Written.UNSAID: ''>)
    >>> order_in(["03/04/2024", "05/06/2024"]) is None
    True

    """
    blanks = words().blanks
    said = [v for v in turned(values)[0] if v and v.casefold() not in blanks]
    if sum(map(_can_be_two, said[:SAMPLE])) <= HALF * len(said[:SAMPLE]):
        return _order(
            [r for v in said[:SAMPLE] if isinstance(r := _read(v), tuple)], ""
        )
    waiting = [r for v in said if isinstance(r := _read(v), tuple)]
    order = _order(waiting, header)
    both = any(a > 12 for a, _, _ in waiting) and any(b > 12 for _, b, _ in waiting)
    return order if order or both else None


def _can_be_two(value: str) -> bool:
    """Whether a cell names two days, and nothing in it says which."""
    read = _read(value)
    if isinstance(read, tuple):
        read = _settle(read, Written.UNSAID, value)
    return isinstance(read, Bad) and read.reason == "ambiguous date"


def months_or_days(
    values: Sequence[str], header: str = "", written: Written = Written.UNSAID
) -> Parsed[date]:
    """Parse a column of days, or of months when it names nothing finer.

    A month is read as its first day, and a note says so; in a column of days a lone
    month stays unreadable.

    >>> months_or_days(["2024-03", "2024-04"]).values[0]
    datetime.date(2024, 3, 1)
    """
    blanks = words().blanks
    shown = values
    values = [plain(v) for v in values]
    said = [v for v in values if v and v.casefold() not in blanks]
    found = {v: month_of(v) for v in said}
    if not said or sum(m is not None for m in found.values()) < MOSTLY * len(said):
        return dates(shown, header, written)
    bad = {
        code: Bad("unreadable date", v)
        for code, v in enumerate(values)
        if v in found and found[v] is None
    }
    note = "dates name only the month; read as its first day"
    return Parsed(tuple(found.get(v) for v in values), bad, (note,))


def years_or_finer(
    values: Sequence[str], header: str = "", written: Written = Written.UNSAID
) -> Parsed[date]:
    """Parse a column of periods: of years where it names nothing finer.

    >>> years_or_finer(["2023", "2024"]).values[1], years_or_finer(["2024-03"]).values
    (datetime.date(2024, 1, 1), (datetime.date(2024, 3, 1),))
    """
    blanks = words().blanks
    texts = ["" if v.casefold() in blanks else plain(v) for v in values]
    if not all(YEAR.fullmatch(v) and _sane(int(v)) for v in texts if v):
        return months_or_days(values, header, written)
    years = tuple(date(int(v), FIRST, FIRST) if v else None for v in texts)
    return Parsed(years, {}, ("periods are years; read as their first day",))


def month_of(text: str) -> date | None:
    """Read a month with its year; None when the text is no month.

    >>> month_of("202403"), month_of("Mar-24"), month_of("2024-03-01")
    (datetime.date(2024, 3, 1), datetime.date(2024, 3, 1), None)
    """
    year, month = "", 0
    if match := MONTHS.fullmatch(text):
        year, month = match[1] or match[4], int(match[2] or match[3])
    elif match := CJK_MONTH.fullmatch(text):
        year, month = match[1], int(match[2])
    elif match := NAMED_MONTH.fullmatch(text):
        name = (match[1] or match[4]).casefold()
        year, month = match[2] or match[3], words().months.get(name, 0)
    if not 1 <= month <= 12 or not _sane(_full(year)):
        return None
    return date(_full(year), month, FIRST)


def _notes(
    values: Sequence[str], order: Written, either: dict[int, Either]
) -> tuple[str, ...]:
    notes = []
    if order and either:
        notes.append(f"dates are written {order}")
    if any(len(v) == 5 and v.isdigit() for v in values):
        notes.append("five-digit dates were read as day counts of a spreadsheet")
    return tuple(notes)


def _read(value: str, written: Written = Written.UNSAID) -> date | Bad | Either:
    """Read one value: a day, a reason, or (first, second, year) that wait."""
    text = TIME.sub("", plain(value)).strip().rstrip(".")
    for form, build in FORMS:
        if match := form.fullmatch(text):
            if written and form is YEAR_LAST:
                return int(match[1]), int(match[3]), _full(match[4])
            return build(match, value)
    if text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return EPOCH + timedelta(days=int(text))
    return Bad("unreadable date", value)


def _numbered(match: re.Match[str], value: str) -> date | Bad | Either:
    year, month, day = map(int, match.groups())
    if _is_digits(match) and not _sane(year):
        # Not yyyymmdd; perhaps ddmmyyyy or mmddyyyy.
        text = match[0]
        return int(text[:2]), int(text[2:4]), int(text[4:])
    return day_of(year, month, day, value)


def _is_digits(match: re.Match[str]) -> bool:
    """Whether the match is of eight bare digits."""
    return match.re is DIGITS


def _year_last(match: re.Match[str], value: str) -> date | Bad | Either:
    first, mark, second, year = match[1], match[2], match[3], match[4]
    if len(year) == 2 and mark == "-" and len(first) == len(second) == 2:
        # 24-03-12 may begin with the year: three ways to read it, no evidence for one.
        return Bad("ambiguous date", value)
    return int(first), int(second), _full(year)


def _named(match: re.Match[str], value: str) -> date | Bad:
    day_first = match[1].isdigit()
    name, day = (match[2], match[1]) if day_first else (match[1], match[2])
    month = words().months.get(name.casefold().rstrip("."))
    if month is None:
        return Bad("unreadable date", value)
    return day_of(_full(match[3]), month, int(day), value)


FORMS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], str], date | Bad | Either]], ...
] = (
    (YEAR_FIRST, _numbered),
    (CJK, _numbered),
    (DIGITS, _numbered),
    (YEAR_LAST, _year_last),
    (DAY_NAME, _named),
    (NAME_DAY, _named),
)


def _full(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


def _sane(year: int) -> bool:
    return limits().year_first <= year <= limits().year_last


def day_of(year: int, month: int, day: int, value: str) -> date | Bad:
    """Give the day, or say that there is none."""
    try:
        found = date(year, month, day)
    except ValueError:
        return Bad("impossible date", value)
    return found if _sane(year) else Bad("impossible date", value)


def _order(waiting: Collection[Either], header: str) -> Written:
    """Say which way round the column is written, as far as anything tells."""
    said = folded(header).replace(" ", "")
    if "ddmm" in said:
        return Written.DAY_FIRST
    if "mmdd" in said:
        return Written.MONTH_FIRST
    day_first = any(a > 12 >= b for a, b, _ in waiting)
    month_first = any(b > 12 >= a for a, b, _ in waiting)
    if day_first == month_first:
        return Written.UNSAID
    return Written.DAY_FIRST if day_first else Written.MONTH_FIRST


def _settle(parts: Either, order: Written, value: str) -> date | Bad:
    first, second, year = parts
    point = "." in value and "/" not in value and "-" not in value
    if first == second or order is Written.DAY_FIRST or (point and not order):
        # Points between the parts are only ever written with the day first.
        return day_of(year, second, first, value)
    if order is Written.MONTH_FIRST:
        return day_of(year, first, second, value)
    if first > 12:
        return day_of(year, second, first, value)
    if second > 12:
        return day_of(year, first, second, value)
    return Bad("ambiguous date", value)
