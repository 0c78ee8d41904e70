"""How persons are known by the values of a table: `data/tables/people.yml`.

list_looks   the figures by which a list of people is told
name_looks   names, titles and shares by which a column of names is told
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from whence.model.looks import ListLooks
from whence.shelf import tables, yaml_of
from whence.shelf.heads import bare
from whence.shelf.tables import checked
from whence.shelf.terms import trades, words

PATH = "tables/people.yml"
LONG = 4
"""Letters of a word of trade that is no short form: "int" and "mat" are names too."""


@dataclass(frozen=True, slots=True)
class Families:
    """Family names of one script that sets no blanks, with how many letters of a given
    name may follow them, and letters that only firms have there."""

    names: frozenset[str]
    least: int
    most: int
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameLooks:
    """Words folded as headers are, and shares of the distinct cells of a column."""

    least: int
    share: float
    shaped: float
    short: float
    firms: float
    trades: float
    firm_words: frozenset[str]
    trade_words: frozenset[str]
    titles: frozenset[str]
    title_fronts: tuple[str, ...]
    title_ends: tuple[str, ...]
    never_first: frozenset[str]
    between_founders: frozenset[str]
    lands_as_names: frozenset[str]
    patronymics: tuple[str, ...]
    family_ends: tuple[str, ...]
    family_never: tuple[str, ...]
    given: frozenset[str]
    families: tuple[Families, ...]


@cache
def list_looks() -> ListLooks:
    """Give the figures by which a list of people is told by its values."""

    def build() -> ListLooks:
        rows = yaml_of(PATH)["roster"]
        return ListLooks(**{f.name: rows[f.name]["value"] for f in fields(ListLooks)})

    return checked(PATH, build)


@cache
def name_looks() -> NameLooks:
    """Give what tells a column of names of persons."""

    def build() -> NameLooks:
        data = yaml_of(PATH)
        column = {key: row["value"] for key, row in data["column"].items()}
        return NameLooks(
            least=column["least"],
            share=column["share"],
            shaped=column["shaped"],
            short=column["short"],
            firms=column["firms"],
            trades=column["trades"],
            firm_words=_folded([*data["firms"], *tables.words().company_forms]),
            trade_words=_folded([t.text for t in trades() if len(t.text) >= LONG]),
            titles=_folded(data["titles"]),
            title_fronts=tuple(data["title_fronts"]),
            title_ends=tuple(data["title_ends"]),
            never_first=_folded(data["never_first"]),
            between_founders=frozenset(data["between_founders"]),
            lands_as_names=_folded(data["lands_as_names"]),
            patronymics=tuple(data["patronymics"]),
            family_ends=tuple(map(bare, data["family_ends"])),
            family_never=tuple(map(bare, data["family_never"])),
            given=frozenset().union(*map(_folded, data["given"].values())),
            families=tuple(_families(data)),
        )

    return checked(PATH, build)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(bare, names))


def _families(data: Mapping[str, Any]) -> Iterator[Families]:
    known = {
        "han": [*words("surnames"), *data["han"]["more"]],
        "hangul": data["hangul"]["families"],
        "kanji": data["kanji"]["families"],
    }
    for script, names in known.items():
        row = data[script]
        least, most = row["follow"]
        yield Families(frozenset(names), least, most, frozenset(row["marks"]))
