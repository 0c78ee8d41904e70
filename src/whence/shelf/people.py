"""How persons are known by the values of a table: `data/tables/people.yml`.

list_looks   the figures by which a list of people is told
name_looks   names, titles and shares by which a column of names is told
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from whence.model.looks import ListLooks
from whence.shelf import yaml_of
from whence.shelf.heads import bare
from whence.shelf.tables import checked
from whence.shelf.terms import words

PATH = "tables/people.yml"


@dataclass(frozen=True, slots=True)
class Families:
    """Family names of one script that sets no blanks, with how many letters of a given
    name may follow them."""

    names: frozenset[str]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class NameLooks:
    """Words folded as headers are, and shares of the distinct cells of a column."""

    least: int
    share: float
    shaped: float
    titles: frozenset[str]
    title_fronts: tuple[str, ...]
    title_ends: tuple[str, ...]
    never_first: frozenset[str]
    patronymics: tuple[str, ...]
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
            titles=_folded(data["titles"]),
            title_fronts=tuple(data["title_fronts"]),
            title_ends=tuple(data["title_ends"]),
            never_first=_folded(data["never_first"]),
            patronymics=tuple(data["patronymics"]),
            given=frozenset().union(*map(_folded, data["given"].values())),
            families=tuple(_families(data)),
        )

    return checked(PATH, build)


def _folded(names: list[str]) -> frozenset[str]:
    return frozenset(map(bare, names))


def _families(data: Mapping[str, Any]) -> Iterator[Families]:
    known = {
        "han": [*words("surnames"), *data["han"]["more"]],
        "hangul": data["hangul"]["families"],
        "kanji": data["kanji"]["families"],
    }
    for script, names in known.items():
        yield Families(frozenset(names), *data[script]["follow"])
