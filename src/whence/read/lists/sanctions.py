"""Days on which OpenSanctions says that an entity was listed: beside or inside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from whence.read.lists.cells import day_in

DAYS = ("listingDate", "startDate")


def listed_from(entities: Iterable[Mapping[str, Any]]) -> Mapping[str, list[date]]:
    """Give the days of an entity's sanctions, by the entity's id.

    A flat file has each Sanction as an entity of its own; a nested one keeps them in
    `sanctions`. The day of the entity itself counts too.
    """
    found: dict[str, list[date]] = defaultdict(list)
    for one in entities:
        properties = _inner(one)
        if one.get("schema") == "Sanction":
            for key in properties.get("entity") or ():
                if isinstance(key, str):
                    found[key] += _days(properties)
            continue
        key = str(one.get("id") or "")
        found[key] += _days({"listingDate": properties.get("listingDate")})
        for sanction in properties.get("sanctions") or ():
            if isinstance(sanction, dict):
                found[key] += _days(_inner(sanction))
    return found


def _inner(one: Mapping[str, Any]) -> Mapping[str, Any]:
    held = one.get("properties")
    return held if isinstance(held, dict) else {}


def _days(properties: Mapping[str, Any]) -> list[date]:
    """Give the day of listing, else the day on which it begins."""
    for name in DAYS:
        said = [v for v in properties.get(name) or () if isinstance(v, str)]
        if days := [d for v in said if (d := day_in(v, month_first=False))]:
            return [min(days)]
    return []
