"""Statements of the Beneficial Ownership Data Standard: what organisations hold.

Versions 0.2 and 0.3 (`statementType`) and 0.4 (`recordType`, `recordDetails`). What
persons hold is dropped at the door and counted: the people behind a company are no
object here, however much they are the standard's own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whence.read.standards.plain import (
    first_day,
    inner,
    joined,
    last_day,
    listed,
    named,
    objects,
    text_of,
    texts_of,
)
from whence.read.standards.tables import Tables

USCC = 18  # characters of a unified social credit code (GB 32100-2015)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its record's key, its details, and from which day it speaks."""

    number: int
    keys: tuple[str, ...]
    details: Mapping[str, Any]
    day: str
    closed: bool


class Statements:
    """Takes the statements of one file in and gives the rows they stand for."""

    def __init__(self, about: Mapping[str, Any], out: Tables) -> None:
        """Begin with what `data/standards/bods.yml` says."""
        self.about, self.out = about, out
        self.entities: dict[str, Statement] = {}
        self.links: dict[str, Statement] = {}
        self.gone: set[str] = set()
        self.replaced: set[str] = set()
        self.seen = 0

    def take(self, one: Mapping[str, Any]) -> None:
        """Take a statement in; a later one about the same record takes its place."""
        self.seen += 1
        said = text_of(one.get("recordType") or one.get("statementType")).casefold()
        statement = _statement(self.seen, one)
        self.replaced.update(texts_of(one.get("replacesStatements")))
        if said in self.about["persons"]:
            self.gone.update(statement.keys)
            self.out.persons += 1
        elif said in self.about["entities"]:
            for key in statement.keys:
                self._newest(self.entities, key, statement)
        elif said in self.about["links"]:
            self._newest(self.links, statement.keys[0], statement)
        else:
            self.out.refuse(self.seen, "no statement of BODS")

    def _newest(
        self, held: dict[str, Statement], key: str, statement: Statement
    ) -> None:
        if key in held and held[key].day > statement.day:
            return
        held[key] = statement

    def finish(self) -> None:
        """Give the rows."""
        numbers = set()
        for entity in self.entities.values():
            if entity.number in numbers or self._is_replaced(entity):
                continue
            numbers.add(entity.number)
            row = self._fields(entity)
            if self._is_nobody(entity) or not row["name"]:
                self.out.leave(
                    "entities that are unknown, anonymous or no organisation"
                )
            else:
                self.out.add("parties", entity.number, row)
        for link in self.links.values():
            if self._is_replaced(link):
                self.out.leave("statements that a later one replaces")
            else:
                self._link(link)

    def _is_replaced(self, statement: Statement) -> bool:
        return bool(self.replaced.intersection(statement.keys))

    def _is_nobody(self, entity: Statement) -> bool:
        kind = entity.details.get("entityType")
        said = text_of(inner(kind).get("type") if isinstance(kind, dict) else kind)
        return said.casefold() in self.about["nobody"]

    def _link(self, link: Statement) -> None:
        owner_keys = list(_ends(link.details.get("interestedParty")))
        owned_keys = list(_ends(link.details.get("subject")))
        party = inner(link.details.get("interestedParty"))
        if "describedByPersonStatement" in party or self.gone.intersection(owner_keys):
            self.out.leave("interests of persons")
            return
        owner = next((self.entities[k] for k in owner_keys if k in self.entities), None)
        owned = next((self.entities[k] for k in owned_keys if k in self.entities), None)
        if owner is None or owned is None:
            self.out.leave("interests whose holder or company is not told")
            return
        if self._is_nobody(owner) or self._is_nobody(owned):
            self.out.leave("interests of entities that are unknown or no organisation")
            return
        row = {**self._side("owner", owner), **self._side("owned", owned)}
        interests = list(objects(link.details.get("interests")))
        for interest in interests:
            said = text_of(interest.get("type")).replace("-", "").casefold()
            kind = self.about["interests"].get(said)
            if kind is None and interest.get("details") in self.about["details"]:
                kind = text_of(interest.get("details"))
            if kind is None:
                self.out.leave(f"interests of the type {said or 'not said'}")
                continue
            end = text_of(interest.get("endDate")) or (link.day if link.closed else "")
            self.out.add(
                "relations",
                link.number,
                {
                    **row,
                    "kind": kind,
                    "share": _share(inner(interest.get("share"))),
                    "start": first_day(interest.get("startDate")),
                    "end": last_day(end),
                },
            )
        if not interests:
            self.out.leave("links without an interest")

    def _side(self, side: str, entity: Statement) -> dict[str, str]:
        fields = self._fields(entity)
        return {
            side: fields["name"],
            f"{side}_local": fields["name_local"],
            f"{side}_address": fields["address"] or fields["registered_address"],
            f"{side}_country": fields["country"],
            f"{side}_uscc": fields["uscc"],
        }

    def _fields(self, entity: Statement) -> dict[str, str]:
        details = entity.details
        others = texts_of(details.get("alternateNames"))
        first, local, rest = named([text_of(details.get("name")), *others])
        codes = {"uscc": "", "lei": "", "register": ""}
        for one in objects(details.get("identifiers")):
            code, scheme = text_of(one.get("id")), text_of(one.get("scheme"))
            if scheme in self.about["lei_schemes"]:
                kind = "lei"
            else:
                is_chinese = scheme.startswith("CN-") and len(code) == USCC
                kind = "uscc" if is_chinese else "register"
            codes[kind] = codes[kind] or code
        places = {text_of(a.get("type")): a for a in objects(details.get("addresses"))}
        registered = places.pop("registered", {})
        other = next(iter(places.values()), {})
        place = details.get("jurisdiction") or details.get("incorporatedInJurisdiction")
        return {
            "name": first,
            "name_local": local,
            "aka": joined(rest),
            "address": text_of(other.get("address")),
            "registered_address": text_of(registered.get("address")),
            "country": text_of(inner(place).get("code")) or text_of(place),
            **codes,
        }


def _statement(number: int, one: Mapping[str, Any]) -> Statement:
    details = one.get("recordDetails")
    keys = (one.get("recordId"), one.get("statementId") or one.get("statementID"))
    return Statement(
        number,
        tuple(k for key in keys if (k := text_of(key))) or (f"#{number}",),
        details if isinstance(details, dict) else one,
        text_of(one.get("statementDate")),
        text_of(one.get("recordStatus")) == "closed",
    )


def _ends(value: Any) -> Iterator[str]:
    """Give the keys that one end of a link may go by."""
    for one in listed(value):
        if isinstance(one, dict):
            yield text_of(one.get("describedByEntityStatement"))
        else:
            yield text_of(one)


def _share(share: Mapping[str, Any]) -> str:
    """Give the share in per cent: the exact one, else the least that is said."""
    for name in ("exact", "minimum", "exclusiveMinimum"):
        if text_of(share.get(name)):
            return text_of(share.get(name))
    return ""
