"""How a sheet of the user's own names and relations is read: headers, words, reasons.

columns     which header means which column
firms       words that only firms bear, beside those of the lists
relation    what a word says that a name is of the listed one
remedies    what to do about a row that cannot be taken
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from whence.shelf import yaml_of
from whence.shelf.letters import plain

FILE = "tables/known.yml"


@cache
def _words(part: str) -> dict[str, str]:
    said = cast("dict[str, list[str]]", yaml_of(FILE)[part])
    return {_folded(word): key for key, words in said.items() for word in words}


def _folded(text: str) -> str:
    return " ".join(plain(text).replace("_", " ").replace("-", " ").split())


def columns(headers: Iterable[str]) -> dict[str, str]:
    """Give the header of each column that is known, the first where two fit.

    >>> columns(["Listed name", "Name", "Phone", "来源"])
    {'listed_name': 'Listed name', 'alias': 'Name', 'reference': '来源'}
    """
    found: dict[str, str] = {}
    for header in headers:
        column = _words("headers").get(_folded(header))
        if column is not None:
            found.setdefault(column, header)
    return found


def missing(found: Mapping[str, str]) -> dict[str, str]:
    """Give the columns that are needed and not there, each with its plainest header."""
    about: dict[str, Any] = yaml_of(FILE)
    return {c: about["headers"][c][0] for c in about["needed"] if c not in found}


def plainest() -> tuple[str, ...]:
    """Give one header for every column, to write a sheet with."""
    return tuple(words[0] for words in yaml_of(FILE)["headers"].values())


def firms() -> tuple[str, ...]:
    """Give words that only firms bear, and no person's name."""
    return tuple(yaml_of(FILE)["firms"])


def relation(text: str) -> str:
    """Give what a name is of the listed one: "alias" for itself and for a blank, a
    relation, or "" for a word that is not known.

    >>> relation("子公司"), relation(""), relation("cousin")
    ('subsidiary', 'alias', '')
    """
    return _words("relations").get(_folded(text), "") if text.strip() else "alias"


def remedies() -> Mapping[str, str]:
    """Give what to do, by the reason for which a row is set aside."""
    return cast("Mapping[str, str]", yaml_of(FILE)["set_aside"])
