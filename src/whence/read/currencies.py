"""Money with its currency: as its own header says it, else the cell, else a column.

currency_code   the code (ISO 4217) of a currency as it is written
currency_in     the currency that a header names
money_by_row    the money of a whole column, in cents, and its currencies
"""

import re
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from whence.read.numbers import BEYOND, cents
from whence.read.scales import scale_in
from whence.shelf.tables import words

if TYPE_CHECKING:
    from whence.read.sheet import Sheet

Ints = npt.NDArray[np.int32]
PART = re.compile(r"[^\W\d_]*[$€£¥₹₩₺฿₫₸₽₴₾֏₮₱]|[^\W\d_]+")


def currency_code(text: str) -> str:
    """Give the code of a currency as it is written; as it stands where it is unknown.

    >>> currency_code("US$"), currency_code("人民币"), currency_code("eur")
    ('USD', 'CNY', 'EUR')
    """
    return words().currency_names.get(
        text.strip(" .()").casefold(), text.strip().upper()
    )


def currency_in(header: str) -> str:
    """Find the currency a header names; "" where it names none, or two.

    >>> currency_in("Trade Value (US$)"), currency_in("Value (USD)"), currency_in("FOB")
    ('USD', 'USD', '')
    """
    known = words()
    found = set()
    for part in PART.findall(header.casefold().replace("_", " ")):
        if part in known.currency_names:
            found.add(known.currency_names[part])
        elif part in known.currencies:
            found.add(part.upper())
    for name, code in known.currency_names.items():
        if len(name) > 1 and not name.isascii() and name in header:
            found.add(code)
    return found.pop() if len(found) == 1 else ""


def inside_code(text: str) -> str:
    """Give the code of what stands beside a sum in its own cell; "" for no currency."""
    known = words()
    key = text.strip(" .()").casefold()
    if key in known.currency_names:
        return known.currency_names[key]
    return key.upper() if key in known.currencies else ""


def money_by_row(
    sheet: "Sheet", role: str
) -> tuple[npt.NDArray[np.int64], Ints, list[str]]:
    """Give a column of money in cents, -1 where unknown or less than nothing.

    Returns:
        cents by row; by row the place of its currency in the list; the list.

    """
    rows = len(sheet.raw)
    parsed = sheet.parsed.get(role)
    if parsed is None:
        return np.full(rows, -1, dtype=np.int64), np.zeros(rows, dtype=np.int32), [""]
    codes = sheet.columns[role].codes
    header = sheet.headers[role]
    scale = scale_in(header)
    sums = [
        cents(v[0]) * scale if v and 0 <= v[0] * scale < BEYOND else -1
        for v in parsed.values
    ]
    named = currency_in(header)
    kinds: dict[str, int] = {"": 0}
    within = [
        kinds.setdefault((inside_code(v[1]) if v else "") or named, len(kinds))
        for v in parsed.values
    ]
    found = np.array(within, dtype=np.int32)[codes]
    column = sheet.columns.get("currency")
    if column is not None and "currency" in sheet.parsed:
        said = [
            kinds.setdefault(currency_code(v) if v else "", len(kinds))
            for v in column.values
        ]
        told = np.array(said, dtype=np.int32)[column.codes]
        found = np.where((told > 0) & (not named), told, found)
    whole = np.array(sums, dtype=np.int64)[codes]
    return whole, np.where(whole < 0, 0, found).astype(np.int32), list(kinds)
