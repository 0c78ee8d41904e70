"""Entities of FollowTheMoney and OpenSanctions: organisations, what they own, listings.

A person is dropped at the door and counted, and so is what ties an organisation to
one. A legal entity that may be a person stays only with a number of a register, or a
word that only organisations bear.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whence.read.standards.plain import (
    first_day,
    inner,
    joined,
    last_day,
    listed,
    named,
    texts_of,
)
from whence.read.standards.tables import Tables


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity; `top` says that it stands by itself, not inside another."""

    number: int
    key: str
    schema: str
    properties: Mapping[str, Any]
    said: Mapping[str, Any]
    top: bool

    def all(self, names: Sequence[str]) -> list[str]:
        """Give the values of properties, each once, in the order of the names."""
        found = [v for name in names for v in texts_of(self.properties.get(name))]
        return list(dict.fromkeys(found))

    def one(self, names: Sequence[str]) -> str:
        """Give the first value of properties, or ""."""
        return next(iter(self.all(names)), "")


class Entities:
    """Takes the entities of one file in and gives the rows they stand for."""

    def __init__(
        self, about: Mapping[str, Any], words: frozenset[str], out: Tables
    ) -> None:
        """Begin with `data/standards/ftm.yml` and the words of organisations."""
        self.about, self.words, self.out = about, words, out
        self.known: dict[str, Entity] = {}
        self.gone: set[str] = set()
        self.seen = 0

    def take(self, one: Mapping[str, Any]) -> None:
        """Take an entity in, with those inside it."""
        self.seen += 1
        if not isinstance(one.get("schema"), str):
            self.out.refuse(self.seen, "an entity without a schema")
            return
        self._take(one, top=True)

    def _take(self, one: Mapping[str, Any], *, top: bool) -> str:
        schema, properties = str(one.get("schema")), inner(one.get("properties"))
        key = str(one.get("id") or f"#{self.seen}.{len(self.known)}")
        flat: dict[str, list[Any]] = {}
        for name, values in properties.items():
            flat[name] = [
                self._take(v, top=False) if isinstance(v, dict) and "schema" in v else v
                for v in listed(values)
            ]
        if schema in self.about["persons"]:
            # Of a person nothing is kept but that the key is one's.
            self.gone.add(key)
            self.out.persons += 1
            return key
        held = self.known.get(key)
        if held is None or (top and not held.top):
            self.known[key] = Entity(self.seen, key, schema, flat, one, top)
        return key

    def finish(self) -> None:
        """Give the rows."""
        sanctions: dict[str, list[Entity]] = {}
        for entity in self.known.values():
            if entity.schema == "Sanction":
                for key in entity.all(["entity"]):
                    sanctions.setdefault(key, []).append(entity)
        for entity in list(self.known.values()):
            if self.is_organisation(entity):
                more = [
                    self.known[k] for k in entity.all(["sanctions"]) if k in self.known
                ]
                told = {s.key: s for s in (*sanctions.get(entity.key, ()), *more)}
                self._party(entity, list(told.values()))
            elif entity.schema in self.about["relations"]:
                self._relation(entity, self.about["relations"][entity.schema])
            elif entity.schema in self.about["uncertain"]:
                self.out.leave("legal entities that nothing shows to be organisations")
            elif entity.schema not in self.about["parts"]:
                self.out.leave(f"entities of the schema {entity.schema}")

    def is_organisation(self, entity: Entity) -> bool:
        """Whether it is an organisation beyond doubt."""
        if entity.schema in self.about["organisations"]:
            return True
        if entity.schema not in self.about["uncertain"]:
            return False
        if entity.one(self.about["sure"]):
            return True
        names = entity.all(self.about["party"]["name"])
        return any(is_organisations(name, self.words) for name in names)

    def _party(self, entity: Entity, sanctions: Sequence[Entity]) -> None:
        row = self.fields(entity)
        if not row["name"]:
            self.out.leave("organisations without a name")
            return
        topics = set(entity.all(["topics"])) & set(self.about["topics"])
        if sanctions or topics:
            self._listing(entity, row, sanctions or [entity])
        else:
            self.out.add("parties", entity.number, row)
        parent = self.about["relations"]["parent"]
        for key in entity.all([parent["owner"]]):
            self._tie(entity.number, key, entity.key, {"kind": parent["kind"]})

    def _listing(
        self, entity: Entity, row: Mapping[str, str], sanctions: Sequence[Entity]
    ) -> None:
        """Give one row a sanction: who lists it, under what, from when."""
        rules = self.about["listing"]
        for sanction in sanctions:
            told = {role: sanction.one(names) for role, names in rules.items()}
            told |= dated(told)
            told["section"] = told["section"] or joined(entity.all(["topics"]))
            told["reference"] = told["reference"] or entity.one(["sourceUrl"])
            told["dataset"] = joined(texts_of(entity.said.get("datasets")))
            self.out.add("listings", entity.number, {**row, **told})

    def _relation(self, entity: Entity, rule: Mapping[str, str]) -> None:
        told = {
            role: entity.one([rule[role]]).rstrip("% ")
            for role in ("share", "start", "end")
            if role in rule
        }
        told |= dated(told)
        for owner in entity.all([rule["owner"]]):
            for owned in entity.all([rule["owned"]]):
                self._tie(entity.number, owner, owned, {"kind": rule["kind"], **told})

    def _tie(
        self, number: int, owner: str, owned: str, told: Mapping[str, str]
    ) -> None:
        if owner in self.gone or owned in self.gone:
            self.out.leave("ties to persons")
            return
        sides = [self.known.get(owner), self.known.get(owned)]
        if any(s is None or not self.is_organisation(s) for s in sides):
            self.out.leave(
                "ties to entities that are not in the file, or may be persons"
            )
            return
        row = dict(told)
        for side, entity in zip(("owner", "owned"), sides, strict=True):
            assert entity is not None  # looked at above
            fields = self.fields(entity)
            row[side] = fields["name"]
            row[f"{side}_local"] = fields["name_local"]
            for role in ("address", "country", "uscc"):
                row[f"{side}_{role}"] = fields[role]
        self.out.add("relations", number, row)

    def fields(self, entity: Entity) -> dict[str, str]:
        """Give what is known of an organisation, by the roles of a supplier."""
        rules = self.about["party"]
        first, local, rest = named(
            entity.all(rules["name"]) or [str(entity.said.get("caption") or "")]
        )
        addresses = entity.all(rules["address"])
        for key in entity.all(["addressEntity"]):
            if key in self.known:
                place = self.known[key]
                parts = place.all(["street", "street2", "city", "postalCode", "state"])
                addresses.append(place.one(["full"]) or ", ".join(parts))
        return {
            "name": first,
            "name_local": local,
            "aka": joined([*rest, *entity.all(rules["aka"])]),
            "former_name": joined(entity.all(rules["former_name"])),
            "address": next((a for a in addresses if a), ""),
            "country": entity.one(rules["country"]).upper(),
            "uscc": entity.one(rules["uscc"]),
            "lei": entity.one(rules["lei"]),
            "register": entity.one(rules["register"]),
            "product": joined(entity.all(rules["product"])),
        }


def dated(told: Mapping[str, str]) -> dict[str, str]:
    """Give a span in days: of a month or a year, from its first day to its last.

    Nothing that may have held on a day is lost for a date that tells less.
    """
    ends = {"start": first_day, "end": last_day}
    return {role: day(told[role]) for role, day in ends.items() if told.get(role)}


def is_organisations(name: str, words: frozenset[str]) -> bool:
    """Whether a name bears a word that only organisations bear.

    >>> is_organisations("Example Mill Co., Ltd.", frozenset({"ltd"}))
    True
    """
    plain = "".join(c if c.isalnum() else " " for c in name.casefold())
    return any(
        f" {word} " in f" {' '.join(plain.split())} "
        if word.isascii()
        else word in name
        for word in words
    )
