"""FollowTheMoney: entities of OpenSanctions and others, in lines, nested, or as the
simple table. What an entity is, its schema says; only organisations come in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from whence.model.listfile import ListFile, ListRow
from whence.read.lists.cells import HAN, day_in, folded
from whence.read.lists.door import Door, codes_in, many
from whence.read.lists.spec import Spec

ORGANISATIONS = frozenset({"Company", "Organization", "PublicBody"})
OTHERS = frozenset({"Vessel", "Airplane", "Vehicle", "Security", "CryptoWallet"})
UNSURE = "LegalEntity"  # a person or an organisation: its name must tell
KINDS = {"Person": "individual", UNSURE: ""}
DAYS = ("listingDate", "startDate")
SIMPLE = frozenset({"id", "schema", "name", "aliases", "dataset"})


def entities(held: Sequence[Mapping[str, Any]], spec: Spec) -> ListFile:
    """Read entities, each with its schema and its properties."""
    door = Door(spec)
    days = listed_from(held)
    for one in held:
        _entity(one, days.get(str(one.get("id") or ""), ()), door)
    return door.file("ftm")


def simple_table(rows: Sequence[Sequence[str]], spec: Spec) -> ListFile:
    """Read the simple table: one target a row, several values parted by `;`.

    It gives no day of a listing: its days are those on which a machine saw the row.
    """
    door = Door(spec)
    header = [folded(cell) for cell in rows[0]]
    for cells in rows[1:]:
        one = dict(zip(header, cells, strict=False))
        others = many(one.get("aliases", ""))
        countries = [c.upper() for c in many(one.get("countries", ""))]
        row = ListRow(
            one.get("name", "").strip(),
            tuple(n for n in others if not HAN.search(n)),
            local=tuple(n for n in others if HAN.search(n)),
            country=next((c for c in countries if len(c) == 2), ""),
            identifiers=codes_in(one.get("identifiers", "")),
            raw=one.get("name", "").strip(),
        )
        _admit(row, one.get("schema", "").strip(), door)
    return door.file("ftm")


def _admit(row: ListRow, schema: str, door: Door) -> None:
    if schema in OTHERS:
        door.turn_away()
    elif row.name and schema in {*ORGANISATIONS, *KINDS}:
        door.admit(row, KINDS.get(schema, "entity"))


def _entity(one: Mapping[str, Any], days: Sequence[date], door: Door) -> None:
    properties = _inner(one)

    def values(name: str) -> list[str]:
        found = properties.get(name) or ()
        return [v for v in found if isinstance(v, str)]

    named = [*values("name"), *values("alias"), *values("weakAlias")]
    name = str(one.get("caption") or "") or next(iter(named), "")
    row = ListRow(
        name,
        tuple(n for n in dict.fromkeys(named) if n != name and not HAN.search(n)),
        tuple(values("previousName")),
        tuple(n for n in dict.fromkeys(named) if HAN.search(n)),
        day=min(days, default=None),
        country=next((c.upper() for c in values("country") if len(c) == 2), ""),
        identifiers=(
            *(("uscc", c) for c in values("uscCode")),
            *(("lei", c) for c in values("leiCode")),
        ),
        raw=name,
    )
    _admit(row, str(one["schema"]), door)


def listed_from(held: Iterable[Mapping[str, Any]]) -> Mapping[str, list[date]]:
    """Give the days of an entity's sanctions, by the entity's id.

    A flat file has each Sanction as an entity of its own; a nested one keeps them in
    `sanctions`. The day of the entity itself counts too.
    """
    found: dict[str, list[date]] = defaultdict(list)
    for one in held:
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
