"""Kinds of document, roles of authors, and the rules that grade what they say.

kinds, authors, rules   the three parts of `data/documents.yml`
kind_of, author_of      what a register's words mean, "" when unknown
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from whence import shelf
from whence.errors import DataError
from whence.model.source import Grade

PATH = "documents.yml"

RULES = (
    *("no_file", "no_author", "authority", "independent", "agree"),
    *("against_interest", "owners", "in_favour", "chain", "called_independent"),
)


class AuthorStanding(StrEnum):
    """Where an author stands to the chain."""

    AUTHORITY = "authority"
    INDEPENDENT = "independent"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document.

    `own`: by its nature about its author's own work. `business`: made in the course
    of trade, so that two can agree. `favours`: a statement to its author's advantage.
    `owners`: says who owns its author.
    """

    key: str
    title: str
    own: bool = False
    business: bool = False
    favours: bool = False
    owners: bool = False


@dataclass(frozen=True, slots=True)
class AuthorRole:
    """A role in which somebody writes a document."""

    key: str
    title: str
    standing: AuthorStanding


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One rule of grading: the grade it gives, and in which words."""

    key: str
    grade: Grade
    text: str


@cache
def kinds() -> Mapping[str, DocumentKind]:
    """Give the kinds of document by key.

    Raises:
        DataError: the file breaks its own description.

    """
    found = {}
    for key, row in _part("kinds").items():
        flags = {name: row.get(name, False) for name in _FLAGS}
        if not all(isinstance(flag, bool) for flag in flags.values()):
            raise _wrong(f"kinds, {key}: {', '.join(_FLAGS)} are true or false")
        _close(row, ("title", "synonyms", *_FLAGS), f"kinds, {key}")
        found[key] = DocumentKind(key, str(row["title"]), **flags)
    return MappingProxyType(found)


@cache
def authors() -> Mapping[str, AuthorRole]:
    """Give the roles of authors by key.

    Raises:
        DataError: the file breaks its own description.

    """
    found = {}
    for key, row in _part("authors").items():
        _close(row, ("title", "synonyms", "standing"), f"authors, {key}")
        if row["standing"] not in list(AuthorStanding):
            raise _wrong(f"authors, {key}: no such standing {row['standing']!r}")
        standing = AuthorStanding(row["standing"])
        found[key] = AuthorRole(key, str(row["title"]), standing)
    return MappingProxyType(found)


@cache
def rules() -> Mapping[str, GradeRule]:
    """Give the rules of grading by key.

    Raises:
        DataError: a rule is missing, unknown, or names no grade.

    """
    part = _part("rules")
    if set(part) != set(RULES):
        odd = sorted(set(part) ^ set(RULES))
        raise _wrong(f"rules missing or unknown: {', '.join(odd)}")
    found = {}
    for key, row in part.items():
        _close(row, ("grade", "text"), f"rules, {key}")
        if row["grade"] not in list(Grade):
            raise _wrong(f"rules, {key}: no such grade {row['grade']!r}")
        found[key] = GradeRule(key, Grade(row["grade"]), str(row["text"]))
    return MappingProxyType(found)


def kind_of(words: str) -> str:
    """Give the key of a kind of document as a register writes it, "" when unknown.

    >>> kind_of("Bill of Lading"), kind_of("发票"), kind_of("poem")
    ('transport_document', 'invoice', '')
    """
    return _words("kinds").get(_fold(words), "")


def title_of(words: str) -> str:
    """Give what to print for a kind of document: its title, else the words folded.

    >>> title_of("resolution_mx"), title_of("Weather report")
    ('resolution of the Mexican labour ministry', 'weather report')
    """
    kind = kinds().get(kind_of(words))
    if kind is None or kind.key == "other":
        return " ".join(words.replace("_", " ").casefold().split())
    return kind.title


def author_of(words: str) -> str:
    """Give the key of an author's role as a register writes it, "" when unknown.

    >>> author_of("Testing laboratory"), author_of("海关")
    ('laboratory', 'authority')
    """
    return _words("authors").get(_fold(words), "")


_FLAGS = ("own", "business", "favours", "owners")


@cache
def _words(part: str) -> Mapping[str, str]:
    """Map every folded word (key, title, synonym) of a part to its key."""
    found: dict[str, str] = {}
    for key, row in _part(part).items():
        for words in (key, row["title"], *row.get("synonyms", ())):
            folded = _fold(str(words))
            if found.setdefault(folded, key) != key:
                raise _wrong(f"{part}: {words!r} stands for {found[folded]} and {key}")
    return MappingProxyType(found)


def _fold(words: str) -> str:
    """Fold case, width, punctuation and blanks; `registry_extract` is two words."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain))


@cache
def _part(name: str) -> Mapping[str, Mapping[str, Any]]:
    rows = shelf.yaml_of(PATH).get(name)
    if not isinstance(rows, dict) or not all(
        isinstance(r, dict) for r in rows.values()
    ):
        raise _wrong(f"{name} is not a table of tables")
    for key, row in rows.items():
        if name != "rules" and not row.get("title"):
            raise _wrong(f"{name}, {key} has no title")
    return rows


def _close(row: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    if odd := sorted(set(row) - set(known)):
        raise _wrong(f"{where}: unknown {', '.join(odd)}")


def _wrong(what: str) -> DataError:
    return DataError(
        f"{what}.", where=f"data/{PATH}", remedy="Correct the row; see the file's head."
    )
