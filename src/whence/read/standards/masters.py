"""Master data of EPCIS: what a number of GS1 stands for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from whence.read.standards.gs1 import element, item_of, place_of
from whence.read.standards.plain import inner, objects, text_of, word_of


@dataclass(slots=True)
class Master:
    """A place, party or kind of goods, as far as it is told."""

    name: str = ""
    address: str = ""
    country: str = ""
    hs: str = ""


@dataclass(slots=True)
class Masters:
    """Master data by element string; a place is also known by its 13 digits alone."""

    words: Mapping[str, list[str]]
    known: dict[str, Master] = field(default_factory=dict)

    def learn(self, document: Mapping[str, Any]) -> None:
        """Take in the vocabulary of a document, in the header or in the body."""
        header = inner(inner(document.get("epcisHeader")).get("epcisMasterData"))
        for part in (header, inner(document.get("epcisBody"))):
            for vocabulary in objects(part.get("vocabularyList")):
                for one in objects(vocabulary.get("vocabularyElementList")):
                    self._learn(one)

    def _learn(self, one: Mapping[str, Any]) -> None:
        key = element(text_of(one.get("id")))
        told = self.told(dict(_attributes(one)))
        if key and (told.name or told.address or told.country or told.hs):
            for known in {key, place_of(key)} - {""}:
                self.known.setdefault(known, told)

    def told(self, attributes: Mapping[str, Any]) -> Master:
        """Read a master out of attributes; an address may be one object."""
        flat: dict[str, str] = {}
        whole = ""
        for name, value in attributes.items():
            if isinstance(value, dict):
                flat |= {word_of(k): text_of(v) for k, v in value.items()}
            elif word_of(name) == "address":
                whole = text_of(value)
            else:
                flat.setdefault(word_of(name), text_of(value))
        parts = [flat.get(w, "") for w in self.words["address"]]
        return Master(
            self._first(flat, "name"),
            whole or ", ".join(dict.fromkeys(p for p in parts if p)),
            self._first(flat, "country"),
            self._first(flat, "hs"),
        )

    def _first(self, flat: Mapping[str, str], what: str) -> str:
        return next((flat[w] for w in self.words[what] if flat.get(w)), "")

    def of(self, key: str) -> Master:
        """Give what is known of a key: of itself, its place, or its kind of goods."""
        for known in (key, place_of(key), item_of(key)):
            if known and known in self.known:
                return self.known[known]
        return Master()

    def party(self, key: str) -> Master:
        """Give a place or party by name; a number without a name goes by itself."""
        told = self.of(key)
        if told.name or not key:
            return told
        digits = place_of(key)
        name = f"GLN {digits}" if digits else key
        return Master(name, told.address, told.country)


def _attributes(one: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the attributes: as pairs in a list, or beside the id."""
    for pair in objects(one.get("attributes")):
        yield text_of(pair.get("id")), pair.get("attribute")
    for name, value in one.items():
        if name not in ("id", "type", "isA", "attributes", "children"):
            yield name, value
