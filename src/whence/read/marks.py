"""Which of point and comma stands before the fraction, as far as a column tells.

`24.500` is twenty-four and a half, or twenty-four thousand and five hundred: one lone
group of three after one mark does not tell. Other cells of its column may; else what
stands beside the column does (see `beside`); else a person is asked to.

mark_in   what a column says
lone      the texts in it that do not tell
formatted whether a person or a format wrote them, not a program as it holds them
Beside    what was found beside it, and why
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whence.model.table import Written

POINT, COMMA, BOTH = ".", ",", "?"
SPACES = str.maketrans("", "", "' \u00a0\u202f")
NUMBER = re.compile(
    r"(?P<sign>[-−+(]?)\s*(?P<before>[^\d\s.,()+−-]{0,4})\s*"
    r"(?P<sign2>[-−]?)(?P<digits>\d[\d.,' \u00a0\u202f]*|[.,]\d+)(?P<exp>[eE][-+]?\d+)?"
    r"\s*(?P<close>[-)]?)\s*(?P<unit>[^\d]{0,20})"
)
# A group of thousands never begins with zero: "0.500" can only be a half.
POINTS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
COMMAS = re.compile(r"[1-9]\d{0,2}(,\d{3})+")
TOLD = {Written.DECIMAL_POINT: POINT, Written.DECIMAL_COMMA: COMMA}


@dataclass(frozen=True, slots=True)
class Beside:
    """The mark before the fraction by what stands beside a column, "" where nothing
    tells; `why` ends a sentence."""

    mark: str = ""
    why: str = ""


def mark_in(values: Sequence[str]) -> str:
    """Say by the column's evidence whether "." or "," stands before the fraction.

    Returns:
        the mark, "?" when the cells contradict each other, "" when none tells.

    >>> mark_in(["24.500", "1.234.567"]), mark_in(["24.500", "12.5"])
    (',', '.')
    >>> mark_in(["24.500", "980", "24,500"]), mark_in(["12.5", "12,5"])
    ('', '?')

    """
    points = commas = False
    for value in values:
        if POINT in value or COMMA in value:
            told = tells(_figure(value))
            points |= told == POINT
            commas |= told == COMMA
            if points and commas:
                return BOTH
    return COMMA if commas else POINT if points else ""


def lone(values: Sequence[str], mark: str = POINT) -> list[str]:
    """Give the texts whose only mark stands before one group of three.

    >>> lone(["24.500 kg", "0.500", "24,500", "1.234.567"])
    ['24.500 kg']
    """
    groups = POINTS if mark == POINT else COMMAS
    return [
        v
        for v in values
        if v.count(mark) and (figure := _figure(v)).count(mark) == 1
        if groups.fullmatch(figure)
    ]


def formatted(values: Sequence[str]) -> bool:
    """Whether any of these numbers ends in a zero behind its point: a cell of a
    workbook that holds a number never does, and none of its points parts thousands.

    >>> formatted(["24.125", "12.500 kg"]), formatted(["24.125", "12.375"])
    (True, False)
    """
    return any(_figure(v).endswith("0") for v in values)


def _figure(value: str) -> str:
    """Give the digits of a number with their marks, without sign and unit; "" where a
    text is none: "see page 3,2" says nothing of how numbers are written."""
    found = NUMBER.fullmatch(value)
    return found["digits"].translate(SPACES).rstrip(".,") if found else ""


def tells(figure: str) -> str:
    """Say which mark stands before the fraction of one number, "" when it is open.

    `figure` is its digits with their marks.
    """
    points, commas = figure.count(POINT), figure.count(COMMA)
    if points and commas:
        return POINT if figure.rfind(POINT) > figure.rfind(COMMA) else COMMA
    if points > 1:
        return COMMA if POINTS.fullmatch(figure) else ""
    if commas > 1:
        return POINT
    if points:
        return "" if POINTS.fullmatch(figure) else POINT
    if commas:
        return "" if COMMAS.fullmatch(figure) else COMMA
    return ""
