"""Orders under section 307 that are not modelled: told as notes, never deciding."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from whence.errors import DataError
from whence.model.remark import Verification
from whence.shelf import rows_of
from whence.shelf.references import checked_reference

FILE = "measures/orders.csv"
LIST = "us-wro"
"""The list on which the parties of these orders stand."""


@dataclass(frozen=True, slots=True)
class NotedOrder:
    """An order or finding as far as it was read. `goods` are as the source classes
    them; `status` says what is known of its later course, "" for nothing."""

    party: str
    goods: str
    country: str
    day: date
    kind: str
    status: str
    reference: str
    seen_at: str
    verification: Verification


@cache
def noted() -> tuple[NotedOrder, ...]:
    """Give every noted order, the oldest first.

    Raises:
        DataError: a row lacks a part, or cites no authority.

    """
    found = []
    for number, row in enumerate(rows_of(FILE), 1):
        where = f"data/{FILE}, row {number}"
        try:
            found.append(
                NotedOrder(
                    party=row["party"],
                    goods=row["goods"],
                    country=row["country"],
                    day=date.fromisoformat(row["day"]),
                    kind=row["kind"],
                    status=row["status"],
                    reference=checked_reference(row["reference"], where),
                    seen_at=row["seen_at"],
                    verification=Verification(row["verification"]),
                )
            )
        except (KeyError, ValueError) as error:
            raise DataError(f"an order lacks {error}.", where=where) from error
    return tuple(sorted(found, key=lambda o: (o.day, o.party)))
