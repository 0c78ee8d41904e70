"""Numbers, weights, shares and money out of texts; one column decides its marks.

`1,234` is a thousand or one and a bit: other cells of the column tell which. A unit
inside the cell ("1,200 kg") is kept beside the number.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from whence.read.calendars import GREAT as GREAT_OF
from whence.read.calendars import chinese_number, plain
from whence.read.marks import (
    BOTH,
    COMMA,
    NUMBER,
    POINT,
    SPACES,
    Beside,
    formatted,
    lone,
    mark_in,
    tells,
)
from whence.read.parsed import Bad, Parsed
from whence.shelf.tables import bases, folded, units, words

BEYOND = 1e15  # no sum of money is larger; its cents still fit 64 bits
HEAVIEST = 1e12  # no quantity is larger; as tonnes its grams still fit 64 bits
LONG = 15  # characters of a number that is surely not beyond
PLAIN = re.compile(r"-?\d+(\.\d+)?")
GREAT = re.compile(r"^(万|萬|亿|億)")


def numbers(
    values: Sequence[str], told: str = "", beside: Callable[[], Beside] | None = None
) -> Parsed[tuple[float, str]]:
    """Parse the distinct values of a column of numbers: (number, unit in the cell).

    `told` is the mark before the fraction where a person says it. `beside` is asked
    where the column does not tell it: what it gives, or what stays open, is noted.

    >>> numbers(["1,200 kg", "12.5"]).values
    ((1200.0, 'kg'), (12.5, ''))
    >>> numbers(["1.234,5", "12,25"]).values
    ((1234.5, ''), (12.25, ''))
    """
    blanks = words().blanks
    values = [v if v.isascii() else plain(v) for v in values]
    decimal, notes = _decimal(values, told, beside)
    found: list[tuple[float, str] | None] = []
    bad: dict[int, Bad] = {}
    for code, value in enumerate(values):
        found.append(None)
        if not value:
            continue
        if decimal == "." and len(value) <= LONG and PLAIN.fullmatch(value):
            found[code] = (float(value), "")
        elif value.casefold() in blanks:
            bad[code] = Bad("no number", value)
        else:
            read = _read(value, decimal, told)
            if isinstance(read, Bad):
                bad[code] = read
            else:
                found[code] = read
    return Parsed(tuple(found), bad, notes)


def _decimal(
    values: Sequence[str], told: str, beside: Callable[[], Beside] | None
) -> tuple[str, tuple[str, ...]]:
    """Give the mark before the fraction of a column, and what must be said of it."""
    mark = told or mark_in(values)
    if mark or beside is None:
        return mark or POINT, ()
    points = lone(values)
    either = points or lone(values, COMMA)
    if not either:
        return POINT, ()
    found = beside()
    if found.mark == COMMA and (not points or formatted(points)):
        first = min(either)
        number = _plainly(first, COMMA)
        return COMMA, (f"{first!r} is read as {number}: {found.why}",)
    if found.mark == POINT or not points:
        return POINT, ()
    return POINT, (_open(points),)


def _open(points: Sequence[str]) -> str:
    """Say that nothing tells what a point means, and what a person can do."""
    first = min(points)
    texts = "1 text" if len(points) == 1 else f"{len(points)} different texts"
    few, many = _plainly(first, POINT), _plainly(first, COMMA)
    return (
        f"{texts} like {first!r} can be {few} or {many}, and nothing beside them tells:"
        f' read as {few}; write ", decimal comma" or ", decimal point" after the role'
        " of the column in case.toml"
    )


def _plainly(value: str, mark: str) -> str:
    read = _read(value, mark)
    return value if isinstance(read, Bad) else f"{read[0]:.15g}"


def positive(parsed: Parsed[tuple[float, str]]) -> Parsed[tuple[float, str]]:
    """Take out what no quantity or weight can be: zero, less, or beyond all goods."""
    bad = dict(parsed.bad)
    found = list(parsed.values)
    for code, value in enumerate(parsed.values):
        if value is not None and value[0] <= 0:
            found[code] = None
            bad[code] = Bad("not positive", f"{value[0]:g}")
        elif value is not None and value[0] >= HEAVIEST:
            found[code] = None
            bad[code] = Bad("unreadable number", f"{value[0]:g}")
    return Parsed(tuple(found), dict(sorted(bad.items())), parsed.notes)


def _read(value: str, decimal: str, told: str = "") -> tuple[float, str] | Bad:
    match = NUMBER.fullmatch(value)
    if match is None:
        spelt = chinese_number(value)
        return Bad("unreadable number", value) if spelt is None else (spelt, "")
    text = match["digits"].translate(SPACES)
    mark = decimal
    if told or decimal == BOTH:
        mark = tells(text) or told  # what a person says decides where a cell does not
        commas = "," in text and "." not in text
        if (commas and not told) or (not mark and "." in text):
            return Bad("ambiguous number", value)
    whole = text.replace("." if mark == COMMA else ",", "")
    whole = whole.replace(",", ".").rstrip(".")
    try:
        number = float(whole + (match["exp"] or ""))
    except ValueError:
        return Bad("unreadable number", value)
    if number >= BEYOND:
        return Bad("unreadable number", value)
    negative = (
        match["sign"] in ("-", "−", "(") or match["sign2"] or match["close"] == "-"
    )
    unit = match["unit"].strip(" .()")
    if great := GREAT.match(unit):
        number, unit = number * GREAT_OF[great[1]], unit[1:].strip()
    return (-number if negative else number), unit


def cents(number: float) -> int:
    """Round money to whole cents, halves to even, as the decimals were written."""
    return int((Decimal(repr(number)) * 100).to_integral_value())


def shares(values: Sequence[str], header: str) -> Parsed[float]:
    """Parse a column of shares to fractions of one.

    >>> shares(["60", "100"], "Share %").values
    (0.6, 1.0)
    """
    read = numbers(values)
    found: list[float | None] = []
    bad = dict(read.bad)
    percent = "%" in header or "percent" in folded(header)
    percent = percent or any(v is not None and v[0] > 1 for v in read.values)
    for code, value in enumerate(read.values):
        if value is None:
            found.append(None)
            continue
        per_cent = percent or "%" in values[code]
        share = value[0] / 100 if per_cent else value[0]
        found.append(share if 0 <= share <= 1 else None)
        if found[-1] is None:
            bad[code] = Bad("unreadable share", values[code])
    return Parsed(tuple(found), dict(sorted(bad.items())))


@lru_cache(maxsize=4096)
def grams_of(unit: str) -> float | None:
    """Give the grams of a unit as written; None when it is no weight, or unknown."""
    key = unit_key(unit)
    if key in units():
        return units()[key]
    before, _, rest = key.partition(" ")
    one = units().get(rest)
    scale = words().scales.get(folded(before))
    return one * scale if one and scale else None


def based(number: float, unit: str, dimension: str) -> float | None:
    """Give a number in the base of a dimension: metres of a length, pieces of a count.

    None when the unit is of another dimension, or of no fixed size.

    >>> based(100, "yds", "length"), based(3, "Doz.", "count")
    (91.44, 36.0)
    >>> based(2, "rolls", "count") is None
    True
    """
    known, factor = bases().get(unit_key(unit), ("", 0.0))
    return round(number * factor, 6) if known == dimension else None


def is_unit(unit: str) -> bool:
    """Whether the unit is known and decided, be it a weight or not."""
    known = units()
    key = unit_key(unit)
    return key in known and key not in ("ton", "tons")


def unit_key(unit: str) -> str:
    """Fold a unit as the table of units is folded."""
    return unit.casefold().strip(" .()[]")


def unit_in(header: str) -> str:
    """Find a unit of weight in a header: "Weight (kg)", "net_weight_kg", "毛重(千克)".

    What it counts stands before it: `grams_of` knows "1000 kg" too.

    >>> unit_in("Weight (kg)"), unit_in("net weight"), unit_in("毛重(千克)")
    ('kg', '', '千克')
    >>> unit_in("Вес нетто, тыс. т"), grams_of("1000 kg")
    ('тыс т', 1000000.0)
    """
    parts = folded(header).split()
    pairs = [f"{a} {b}" for a, b in pairwise(parts)]
    scales = words().scales
    scaled = [p for p in pairs if p.split()[0] in scales]
    for part in (*scaled, *pairs, *reversed(parts)):
        if grams_of(part):
            return part
    inside = [u for u, g in units().items() if g and not u.isascii() and u in header]
    return max(inside, key=len, default="")
