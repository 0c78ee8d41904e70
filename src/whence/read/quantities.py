"""What the quantities of a table come to, each unit for itself.

Kilograms, metres and pieces are never added to each other, nor a roll to a carton.
"""

from collections import defaultdict

import numpy as np

from whence.read.numbers import based, grams_of, unit_in
from whence.read.sheet import Sheet

GRAMS = 1000
UNSAID = "without a unit"


def sums_by_unit(sheet: Sheet) -> str:
    """Say the sums of the used rows by unit, "" where there is no quantity.

    Weights are told in kilograms, lengths in metres, counts of fixed size in pieces;
    any other unit keeps its word. A number without a unit stands apart.
    """
    parsed, column = sheet.parsed.get("quantity"), sheet.columns.get("quantity")
    if parsed is None or column is None:
        return ""
    rows = np.flatnonzero(sheet.verdict[0])
    header = unit_in(sheet.headers["quantity"])
    names: dict[str, int] = {"": 0}
    inside = [
        names.setdefault((v[1] if v else "") or header, len(names))
        for v in parsed.values
    ]
    unit = np.array(inside, dtype=np.int64)[column.codes[rows]]
    if (told := sheet.columns.get("unit")) is not None:
        said = [names.setdefault(v, len(names)) for v in told.values]
        own = np.array(said, dtype=np.int64)[told.codes[rows]]
        unit = np.where(own > 0, own, unit)
    numbers = np.array([v[0] if v else 0.0 for v in parsed.values])[column.codes[rows]]
    sums = np.bincount(unit, weights=numbers, minlength=len(names))
    found: defaultdict[str, float] = defaultdict(float)
    for name, total in zip(names, sums, strict=True):
        number, word = _plain(float(total), name)
        found[word] += number
    return ", ".join(f"{_told(n)} {word}" for word, n in _ordered(found))


def _told(number: float) -> str:
    """Write a sum without the digits that nobody reads."""
    return f"{number:,.0f}" if number >= 1 else f"{number:.3g}"


def _plain(number: float, unit: str) -> tuple[float, str]:
    """Give a number in the plain unit of its dimension."""
    if (grams := grams_of(unit)) is not None:
        return number * grams / GRAMS, "kg"
    for dimension, word in (("length", "m"), ("count", "pieces")):
        if (base := based(number, unit, dimension)) is not None:
            return base, word
    return number, unit or UNSAID


def _ordered(found: dict[str, float]) -> list[tuple[str, float]]:
    """Order the sums: weights, lengths, pieces, other units, and none last."""
    first = ("kg", "m", "pieces")
    place = {word: i for i, word in enumerate(first)} | {UNSAID: len(first) + 1}
    pairs = [(word, n) for word, n in found.items() if n]
    return sorted(pairs, key=lambda pair: place.get(pair[0], len(first)))
