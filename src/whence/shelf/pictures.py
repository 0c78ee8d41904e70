"""The charts of the shipped figures: what is drawn, from which figures."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.shelf import yaml_of

KINDS = ("series", "planned", "growth")


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture: its words, and the series, rows or averages it is drawn from.

    `size` is what one unit of its axis is; `rows` name figures by their keys.
    """

    key: str
    kind: str
    title: str
    says: str
    caption: str
    about: str
    unit: str
    size: float
    years: tuple[int, int]
    series: tuple[str, ...]
    averages: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    notes: tuple[str, ...]


@cache
def charts() -> tuple[Chart, ...]:
    """Give the charts, in order.

    Raises:
        DataError: a chart lacks something, or is of no known kind.

    """
    where = "data/figures/charts.yml"
    rows: list[dict[str, Any]] = yaml_of("figures/charts.yml")["charts"]
    try:
        found = tuple(
            Chart(
                key=r["key"],
                kind=r["kind"],
                title=r["title"],
                says=r["says"],
                caption=r["caption"],
                about=r["about"],
                unit=r.get("unit", ""),
                size=float(r.get("size", 1)),
                years=tuple(r.get("years", (0, 0))),
                series=tuple(r.get("series", ())),
                averages=tuple(r.get("averages", ())),
                rows=tuple(r.get("rows", ())),
                notes=tuple(r.get("notes", ())),
            )
            for r in rows
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"a chart is not as described: {error}.", where=where
        ) from error
    strange = {c.kind for c in found} - set(KINDS)
    if strange:
        raise DataError(f"no such kind: {', '.join(sorted(strange))}.", where=where)
    return found
