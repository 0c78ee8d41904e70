"""Numbers in words: figures with the digits they have, estimates rounded outward."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from math import isinf

from whence.estimate.language import Call, Minus, Name, Number, Tree, Two
from whence.model.figure import Figure, Measured, Range, Sort

DIGITS = 2
"""Significant digits of an estimate: more would claim what no range of it knows."""

NARROW = 0.0025
"""A range of less than a quarter of a per cent is printed to hundredths of one."""

SCALES = ((10**9, "billion"), (10**6, "million"))
QUALIFIED = (
    (">=", "at least "), (">", "over "), ("<=", "up to "), ("<", "under "),
    ("=", ""), ("-", "−"),
)  # fmt: skip
SIGNS = {"*": "×", "-": "−", "/": "/", "+": "+"}


def outward(held: Range) -> Range:
    """Round both ends away from each other to two significant digits.

    >>> outward(Range(1060880, 3068400))
    Range(low=1000000.0, high=3100000.0)
    """
    return Range(_end(held.low, ROUND_FLOOR), _end(held.high, ROUND_CEILING))


def _end(value: float, rounding: str) -> float:
    if value == 0 or isinf(value):
        return value
    # Twelve digits first, so that a sum that a computer holds as 2.3000000000000003
    # does not become 2.4.
    plain = Decimal(f"{value:.11e}")
    step = Decimal(1).scaleb(plain.adjusted() - DIGITS + 1)
    return float(plain.quantize(step, rounding=rounding))


def estimate_words(held: Range) -> str:
    """Print an estimate of persons: two ends, two digits each, rounded outward.

    >>> estimate_words(Range(1060880, 3068400)), estimate_words(Range(54000, 630000))
    ('1.0 to 3.1 million', '54,000 to 630,000')
    """
    whole = outward(held)
    if whole.high >= 10**6 and (whole.low >= 10**5 or whole.low == 0):
        return f"{_millions(whole.low)} to {_millions(whole.high)} million"
    return f"{_grouped(whole.low)} to {_grouped(whole.high)}"


def _millions(value: float) -> str:
    text = f"{value / 10**6:.2g}" if value < 10**6 else f"{value / 10**6:.1f}"
    return text if value < 10**7 else f"{value / 10**6:,.0f}"


def _grouped(value: float) -> str:
    if isinf(value):
        return "without bound"
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:g}"


def figure_words(held: Range, sort: Sort) -> str:
    """Print what was reckoned from published figures, with four significant digits.

    >>> figure_words(Range(0.2239, 0.2239), Sort("percent", kind="growth"))
    '+22.4 %'
    """
    if sort.kind == "date":
        return days_words(held)
    if sort.kind == "points":
        return figure_words(held, Sort("percent", kind="growth")).replace("%", "points")
    fine = 0 < held.high - held.low < NARROW
    low, high = (_number_words(v, sort, fine=fine) for v in (held.low, held.high))
    if isinf(held.high):
        return f"{low} or more"
    if low == high:
        return low
    tail = re.search(r" (?:million|billion|%)$", low)
    if tail and high.endswith(tail[0]):
        low = low.removesuffix(tail[0])
    return f"{low} to {high}"


def _number_words(value: float, sort: Sort, *, fine: bool = False) -> str:
    if isinf(value):
        return "without bound"
    if sort.kind in ("growth", "share") or sort.unit == "percent":
        sign = "+" if sort.kind == "growth" and value > 0 else ""
        text = _rounded(value * 100, 2 if fine else 1)
        return f"{sign}{text.replace('-', '−')} %"
    if sort.kind == "factor" and abs(value) < 1000:
        return f"{value:.4g}"
    for scale, word in SCALES:
        if abs(value) >= scale * 0.99995:
            size = abs(value) / scale
            digits = 3 if size < 10 else 2 if size < 100 else 1
            text = _rounded(value / scale, digits).rstrip("0").rstrip(".")
            return f"{text.replace('-', '−')} {word}"
    return f"{_rounded(value, 0 if abs(value) >= 100 else 1)}".replace("-", "−")


def _rounded(value: float, digits: int) -> str:
    step = Decimal(1).scaleb(-digits)
    made = Decimal(f"{value:.11e}").quantize(step, rounding=ROUND_HALF_EVEN)
    return f"{made:,}".removesuffix(".0")


def days_words(held: Range) -> str:
    """Print days: a year, a month, a day, or from one day to another.

    >>> from whence.shelf.values import days_of
    >>> days_words(days_of("2020-09")), days_words(days_of("2020"))
    ('2020-09', '2020')
    """
    first, last = (date.fromordinal(int(v)) for v in (held.low, held.high))
    if first == last:
        return first.isoformat()
    ends = (first.month, first.day, last.month, last.day)
    if ends == (1, 1, 12, 31):
        one, two = str(first.year), str(last.year)
    elif first.day == 1 and date.fromordinal(last.toordinal() + 1).day == 1:
        one, two = first.isoformat()[:7], last.isoformat()[:7]
    else:
        one, two = first.isoformat(), last.isoformat()
    return one if one == two else f"{one} to {two}"


def formula_words(tree: Tree, held: Mapping[str, Figure]) -> str:
    """Write a formula with the figures it uses as they were published."""
    match tree:
        case Number(text, percent):
            return f"{text} %" if percent else text
        case Name(key):
            return written_words(held[key]) if key in held else key
        case Minus(of):
            return f"−{formula_words(of, held)}"
        case Two(sign, left, right):
            one, two = _inner(left, sign, held), _inner(right, sign, held, right=True)
            if sign == "+" and two.startswith("−"):
                return f"{one} − {two[1:]}"
            return f"{one} {SIGNS[sign]} {two}"
        case Call(name, terms):
            said = [formula_words(t, held) for t in terms]
            return f"{name.replace('_', ' ')}({', '.join(said)})"


def _inner(
    tree: Tree, sign: str, held: Mapping[str, Figure], *, right: bool = False
) -> str:
    said = formula_words(tree, held)
    inner = tree.sign if isinstance(tree, Two) else ""
    if (inner in ("+", "-") and (sign in "*/" or (right and sign == "-"))) or (
        inner and right and sign == "/"
    ):
        return f"({said})"
    return said


def written_words(figure: Figure) -> str:
    """Give the value of a figure as written, with a sign for per cent."""
    text = figure.written
    for sign, said in QUALIFIED:
        if text.startswith(sign):
            text = said + text.removeprefix(sign).strip()
            break
    if figure.measured is None:
        return figure.key
    if figure.measured.sort.unit == "percent":
        return f"{text} %"
    return text


def range_words(measured: Measured) -> str:
    """Print a figure with the range its last digit leaves it."""
    return figure_words(measured.range, measured.sort)
