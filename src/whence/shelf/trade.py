"""The rows of the trade section: formulas over published figures."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.shelf import yaml_of

KINDS = ("level", "growth", "implied")


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One row before it is reckoned."""

    says: str
    kind: str
    formula: str
    note: str


@dataclass(frozen=True, slots=True)
class PlainGroup:
    """Rows that belong together."""

    key: str
    title: str
    says: str
    rows: tuple[PlainRow, ...]


@cache
def trade_groups() -> tuple[PlainGroup, ...]:
    """Give the groups of the trade section.

    Raises:
        DataError: a row lacks something, or is of no known kind.

    """
    where = "data/figures/trade.yml"
    groups: list[dict[str, Any]] = yaml_of("figures/trade.yml")["groups"]
    try:
        found = tuple(
            PlainGroup(
                g["key"],
                g["title"],
                g["says"],
                tuple(
                    PlainRow(r["says"], r["kind"], r["formula"], r.get("note", ""))
                    for r in g["rows"]
                ),
            )
            for g in groups
        )
    except (KeyError, TypeError) as error:
        raise DataError(f"a row is not as described: {error}.", where=where) from error
    strange = {r.kind for g in found for r in g.rows} - set(KINDS)
    if strange:
        raise DataError(f"no such kind: {', '.join(sorted(strange))}.", where=where)
    return found
