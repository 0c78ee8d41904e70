"""Values out of JSON, whatever shape a publisher gave them."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
LATIN = re.compile(r"[A-Za-z]")
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


def listed(value: Any) -> list[Any]:
    """Give a list as it is, nothing as none, anything else as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Give the objects among the values."""
    return (one for one in listed(value) if isinstance(one, dict))


def inner(value: Any) -> Mapping[str, Any]:
    """Give an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def text_of(value: Any) -> str:
    """Give a plain value as text; "" for nothing, a list or an object."""
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def texts_of(value: Any) -> list[str]:
    """Give the texts among the values, each once."""
    return list(dict.fromkeys(t for one in listed(value) if (t := text_of(one))))


def first_day(value: Any) -> str:
    """Give the first day that a date of a day, a month or a year can mean.

    What is no such date is given as it is: it is set aside with its reason.

    >>> first_day("2021"), first_day("2021-05"), first_day("2021-05-03T08:00:00")
    ('2021-01-01', '2021-05-01', '2021-05-03')
    """
    return _day(value, lambda year, month: 1)


def last_day(value: Any) -> str:
    """Give the last day that a date of a day, a month or a year can mean.

    >>> last_day("2021"), last_day("2024-02"), last_day("2021-05-03")
    ('2021-12-31', '2024-02-29', '2021-05-03')
    """
    return _day(value, lambda year, month: monthrange(year, month)[1], month=12)


def _day(value: Any, day_of: Callable[[int, int], int], *, month: int = 1) -> str:
    said = text_of(value)
    found = PARTIAL.fullmatch(said[:10])
    if found is None:
        return said
    year, told, day = int(found[1]), int(found[2] or month), found[3]
    if day or not 1 <= told <= 12 or not year:
        return found[0]
    return f"{year:04}-{told:02}-{day_of(year, told):02}"


def word_of(value: Any) -> str:
    """Give the last word of a URI of a vocabulary.

    >>> word_of("https://ref.gs1.org/cbv/BizStep-shipping")
    'shipping'
    >>> word_of("urn:epcglobal:cbv:btt:po")
    'po'
    """
    last = re.split(r"[:/#]", text_of(value))[-1]
    return re.sub(r"^(BizStep|BTT|SDT|Disp)-", "", last)


def types_of(one: Mapping[str, Any]) -> list[str]:
    """Give the types that an object says it is of."""
    said = [
        *listed(one.get("type")),
        *listed(one.get("@type")),
        *listed(one.get("isA")),
    ]
    return [word_of(t) for t in said]


def day_of(time: Any, offset: Any = None) -> str:
    """Give the day of a time where it happened: ISO, "" when it cannot be read.

    >>> day_of("2024-03-01T23:30:00Z", "+08:00"), day_of("2024-03")
    ('2024-03-02', '')
    """
    said = text_of(time)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return ""
    shift = OFFSET.fullmatch(text_of(offset))
    if shift is not None and moment.tzinfo is not None:
        by = timedelta(hours=int(shift[2]), minutes=int(shift[3]))
        moment = moment.astimezone(timezone(-by if shift[1] == "-" else by))
    return moment.date().isoformat() if len(said) >= 10 else ""


def named(names: Sequence[str]) -> tuple[str, str, list[str]]:
    """Part names into the first Latin one, the first in Han script, and the rest.

    >>> named(["新疆棉业有限公司", "Xinjiang Cotton Co., Ltd.", "XJ Cotton"])
    ('Xinjiang Cotton Co., Ltd.', '新疆棉业有限公司', ['XJ Cotton'])
    """
    plain = list(dict.fromkeys(n for n in names if n))
    local = next((n for n in plain if HAN.search(n)), "")
    first = next((n for n in plain if n != local), "") or local
    local = "" if local == first else local
    return first, local, [n for n in plain if n not in (first, local)]


def joined(values: Iterable[str]) -> str:
    """Write several values in one cell, as names are parted again."""
    return "; ".join(v.replace(";", ",") for v in values if v)
