"""A tiny reader of names for these tests: marks are given, nothing is guessed.

`B:Taida/泰达 P:Hetian=CN-653200 T:apparel F:ltd` is a name of four parts.
"""

from datetime import date
from types import SimpleNamespace

import pytest

from whence.model.listing import Listing
from whence.model.name import NameToken, NormalName, TokenKind
from whence.model.party import Mention, Party
from whence.model.source import Grade, Source
from whence.model.span import Span

KINDS = {
    "B": TokenKind.BRAND,
    "P": TokenKind.PLACE,
    "T": TokenKind.TRADE,
    "F": TokenKind.FORM,
    "N": TokenKind.NUMBER,
    "R": TokenKind.BRANCH,
}


def name(raw: str, marks: str, *, full: str = "", person: bool = False) -> NormalName:
    tokens = []
    for mark in marks.split():
        kind, _, rest = mark.partition(":")
        text, _, keys = rest.partition("=")
        found = tuple((keys or text).split("/"))
        if kind == "T" and not keys:
            found = (f"t:{text}",)
        tokens.append(NameToken(text, KINDS[kind], found))
    script = "latn" if raw.isascii() else "hani"
    folded = full or "".join(c for c in raw.casefold() if c.isalnum())
    return NormalName(
        raw, script, folded, folded, tuple(tokens), reads_as_person=person
    )


def known(*rows: tuple[str, str]) -> dict[str, NormalName]:
    return {raw: name(raw, marks) for raw, marks in rows}


def party(*names: str, country: str = "CN", address: str = "", ids=()) -> Party:
    mention = Mention(names, country, address, tuple(ids))
    return Party(
        "p-" + mention.key[2:18],
        names[0],
        names,
        country,
        (address,) if address else (),
        tuple(ids),
        (mention,),
    )


def listing(name_: str, *aliases: str, **more: object) -> Listing:
    base = {
        "key": f"us-x/2022-06-21/{name_.lower().replace(' ', '-')}",
        "list_key": "us-x",
        "name": name_,
        "names": (name_, *aliases),
        "local_names": (),
        "span": Span(date(2022, 6, 21)),
        "sections": (),
        "scope": "",
        "country": "CN",
        "province": "CN-XJ",
        "identifiers": (),
        "grade": Grade.OFFICIAL,
        "source": Source("ab", "notice"),
    }
    return Listing(**(base | more))  # type: ignore[arg-type]


COMMON = {"t:textile": 1.0, "t:trade": 0.8, "t:apparel": 2.0, "union": 1.0}


def rarity(key: str) -> float:
    return COMMON.get(key, 2.0 if key.startswith("t:") else 8.0)


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    return SimpleNamespace(
        name=name, known=known, party=party, listing=listing, rarity=rarity
    )
