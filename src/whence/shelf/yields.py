"""What goods weigh before and after a step: `data/chains/yields.csv`.

yields   every conversion, with its range and where that was read
"""

from dataclasses import dataclass
from functools import cache

from whence.errors import DataError
from whence.shelf import rows_of

YIELDS = "chains/yields.csv"


@dataclass(frozen=True, slots=True)
class Yield:
    """Kilograms of input for a kilogram of output, in thousandths.

    `from_hs` and `to_hs` are prefixes of HS codes. `product` is what comes out; several
    conversions may give the same product, and then add up.
    """

    key: str
    product: str
    from_hs: tuple[str, ...]
    to_hs: tuple[str, ...]
    low: int
    central: int
    high: int
    reference: str
    seen_at: str
    verification: str
    note: str


@cache
def yields() -> tuple[Yield, ...]:
    """Give every conversion.

    Raises:
        DataError: a range is upside down, or a code is none.

    """
    found = []
    for row in rows_of(YIELDS):
        low, central, high = (
            round(float(row[name]) * 1000) for name in ("low", "central", "high")
        )
        codes = tuple(row["from_hs"].split()), tuple(row["to_hs"].split())
        sound = all(code.isdigit() for side in codes for code in side) and all(codes)
        if not (0 < low <= central <= high and sound and row["verification"]):
            raise DataError(f"bad row {row['key']!r}.", where=f"data/{YIELDS}")
        found.append(
            Yield(
                row["key"],
                row["product"],
                *codes,
                low,
                central,
                high,
                row["reference"],
                row["seen_at"],
                row["verification"],
                row["note"],
            )
        )
    return tuple(found)
