"""Weights of whole columns in grams, and those that no consignment can have.

grams_by_row   the grams of each row, -1 where unknown
too_heavy      the rows whose weight is impossible
heaviest       the grams from which it is
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from whence.read.numbers import grams_of, unit_in
from whence.shelf.foreign import limits
from whence.shelf.tables import table_kinds, units

if TYPE_CHECKING:
    from whence.read.sheet import Sheet

Longs = npt.NDArray[np.int64]
# The column in which the unit of each measure stands.
UNITS: Mapping[str, str] = {
    "weight_net": "weight_unit",
    "weight_gross": "weight_unit",
    "weight": "weight_unit",
    "quantity": "unit",
    "quantity_out": "unit_out",
    "quantity_in": "unit_in",
}
TONNE = 1_000_000
FARTHEST = 9e18  # grams that still fit 64 bits, far beyond what anything weighs


def heaviest() -> int:
    """Give the grams that one consignment weighs at most."""
    return limits().consignment_tonnes * TONNE


def heaviest_unit() -> float:
    """Give the grams of the heaviest unit that is one word, or several of its own."""
    return max(grams for grams in units().values() if grams)


def grams_by_row(sheet: "Sheet", role: str) -> tuple[Longs, str]:
    """Give grams by row, -1 where unknown, and the unit that had to be assumed."""
    parsed, column = sheet.parsed[role], sheet.columns[role]
    rule = table_kinds()[sheet.mapping.kind.value].roles[role]
    header = unit_in(sheet.headers[role])
    numbers = np.array([np.nan if v is None else v[0] for v in parsed.values])
    inside = [
        grams_of((v[1] if v else "") or header or rule.unit) for v in parsed.values
    ]
    factors = np.array([np.nan if g is None else g for g in inside])[column.codes]
    bare = not header and any(v is not None and not v[1] for v in parsed.values)
    units = sheet.columns.get(UNITS[role])
    if units is not None:
        said = np.array(
            [np.nan if (g := grams_of(u)) is None else g for u in units.values]
        )
        blank = np.array([not u for u in units.values])
        factors = np.where(blank[units.codes], factors, said[units.codes])
        bare = False
    weights = np.minimum(numbers[column.codes] * factors, FARTHEST)
    found = np.where(np.isnan(weights), -1, np.rint(weights)).astype(np.int64)
    return found, rule.unit if bare else ""


def too_heavy(sheet: "Sheet") -> dict[str, npt.NDArray[np.bool_]]:
    """Tell, by role, the rows that are heavier than one consignment can be.

    Sums of months may be; they are never asked.
    """
    if not table_kinds()[sheet.mapping.kind.value].traced:
        return {}
    most = heaviest()
    found = {}
    for role in UNITS:
        if role in sheet.parsed:
            flags = grams_by_row(sheet, role)[0] > most
            if flags.any():
                found[role] = flags
    return found
