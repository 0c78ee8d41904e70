"""Which reader a column of each type is given to."""

from collections.abc import Callable, Sequence
from typing import Any

from whence.model.table import RawColumn, Written
from whence.read.codes import hs_codes, ids, plain_code
from whence.read.dates import dates, months_or_days, years_or_finer
from whence.read.marks import TOLD, Beside
from whence.read.numbers import numbers, positive, shares
from whence.read.parsed import Bad, Parsed
from whence.shelf.tables import folded


def parse(
    type_: str, column: RawColumn, written: Written, beside: Callable[[], Beside]
) -> Parsed[Any]:
    """Parse the distinct values of a column of a type of `data/tables/roles.yml`.

    `beside` is asked where the column itself does not tell which mark is decimal.
    """
    if days := DAYS.get(type_):
        return days(column.values, column.header, written)
    if type_ in FIGURES:
        read = numbers(column.values, TOLD.get(written, ""), beside)
        return FIGURES[type_](read)
    parser = PARSERS.get(type_)
    if parser is None:
        return Parsed(tuple(v or None for v in column.values))
    return parser(column.values, column.header)


def usccs(values: Sequence[str]) -> Parsed[str]:
    """Parse a column of company codes of China: the code, or what may replace it."""
    read = ids(values)
    found: list[str | None] = []
    bad = dict(read.bad)
    for code, value in enumerate(read.values):
        plain = plain_code(value or "")
        # A register number (13 to 15) or organisation code (9) may stand in its place.
        fits = len(plain) in (9, 13, 14, 15, 18) and plain.isascii() and plain.isalnum()
        found.append(plain if fits else None)
        if plain and not fits and any(c.isdigit() for c in plain):
            bad[code] = Bad("unreadable code", values[code])
    return Parsed(tuple(found), dict(sorted(bad.items())))


def _tiers(values: Sequence[str], header: str) -> Parsed[int]:
    found: list[int | None] = []
    bad: dict[int, Bad] = {}
    for code, value in enumerate(values):
        digits = "".join(c for c in value if c.isdigit())
        found.append(int(digits) if digits and len(digits) < 3 else None)
        if found[-1] is None and folded(value):
            bad[code] = Bad("unreadable number", value)
    return Parsed(tuple(found), bad)


DAYS: dict[str, Callable[[Sequence[str], str, Written], Parsed[Any]]] = {
    "date": dates,
    "month": months_or_days,
    "period": years_or_finer,
}
PARSERS: dict[str, Callable[[Sequence[str], str], Parsed[Any]]] = {
    "share": shares,
    "hs": lambda values, header: hs_codes(values),
    "id": lambda values, header: ids(values),
    "uscc": lambda values, header: usccs(values),
    "tier": _tiers,
}
FIGURES: dict[str, Callable[[Parsed[tuple[float, str]]], Parsed[Any]]] = {
    "number": positive,
    "money": lambda read: read,
}
