"""How papers are called and what they label: `data/papers/`.

titles      phrases by which a kind is known
labels      what stands before a value; columns, what heads a table
goods       what goods of each stage are called
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.shelf import yaml_of
from whence.shelf.documents import PATH as DOCUMENTS
from whence.shelf.documents import kinds

SPACED = re.compile(r"(?<=[㐀-鿿]) +(?=[㐀-鿿])")


def folded(text: str) -> str:
    """Fold width, case, marks and blanks; hanzi stand together.

    >>> folded("B/L No."), folded("发票 号码："), folded("Qty (pcs)")
    ('b l no', '发票号码', 'qty pcs')
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return SPACED.sub("", " ".join(re.findall(r"[^\W_]+", plain)))


def holds(text: str, word: str) -> bool:
    """Whether a folded text holds a folded word: whole in Latin, anywhere in hanzi."""
    return f" {word} " in f" {text} " if word.isascii() else word in text


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one role: the whole label, or inside it."""

    exact: frozenset[str]
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindWords:
    """What tells kinds apart; see `data/papers/kinds.yml`."""

    titles: Mapping[str, str]
    weak: frozenset[str]
    own_number: Mapping[str, str]
    also_number: Mapping[str, tuple[str, ...]]
    records: frozenset[str]
    trade: frozenset[str]
    carriage: frozenset[str]
    stores: frozenset[str]
    stages: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class StageGoods:
    """What goods of a stage are called, and what takes a match away.

    `bare` words count where the commodity is known and no other word stands.
    """

    stage: str
    words: tuple[str, ...]
    never: tuple[str, ...]
    bare: tuple[str, ...] = ()


@cache
def kind_words() -> KindWords:
    """Give what tells kinds of paper apart.

    Raises:
        DataError: a kind is named that `documents.yml` does not know.

    """
    held = yaml_of("papers/kinds.yml")
    titles: dict[str, str] = {}
    for key, row in yaml_of(DOCUMENTS)["kinds"].items():
        for word in (row["title"], *row.get("synonyms", ())):
            titles.setdefault(folded(str(word)), key)
    for key, words in held["titles"].items():
        if key not in kinds():
            raise DataError(f"no kind {key!r}.", where="data/papers/kinds.yml")
        titles.update({folded(str(word)): key for word in words})
    titles.pop(folded("other"), None)
    return KindWords(
        titles,
        frozenset(folded(str(w)) for w in held["weak"]),
        held["own_number"],
        {kind: tuple(roles) for kind, roles in held["also_number"].items()},
        frozenset(held["records"]),
        frozenset(held["trade"]),
        frozenset(held["carriage"]),
        frozenset(held["stores"]),
        held["stages"],
    )


@cache
def record_words() -> tuple[str, ...]:
    """Give the words that make a title that names work the title of a record."""
    return _sorted(yaml_of("papers/kinds.yml")["record_words"])


@cache
def labels() -> Mapping[str, Words]:
    """Give the words of labels by role."""
    return _words("labels")


@cache
def columns() -> Mapping[str, Words]:
    """Give the words of headings of columns by role."""
    return _words("columns")


@cache
def meanings() -> Mapping[str, str]:
    """Give the role here of a role of the header vocabulary of tables."""
    return {str(k): str(v) for k, v in yaml_of("papers/fields.yml")["meanings"].items()}


@cache
def tags() -> Mapping[str, str]:
    """Give the role of a field of a transfer by the number of its tag."""
    return {str(k): str(v) for k, v in yaml_of("papers/fields.yml")["tags"].items()}


@cache
def flows() -> Mapping[str, tuple[str, ...]]:
    """Give the words of "taken", "made" and "waste", the longest first."""
    held = yaml_of("papers/fields.yml")["flows"]
    return {k: _sorted(words) for k, words in held.items()}


@cache
def about() -> "re.Pattern[str]":
    """Give what stands before the name of another paper: "relating to invoice"."""
    words = _sorted(yaml_of("papers/fields.yml")["about"])
    return re.compile(rf"^(?:{'|'.join(map(re.escape, words))}) ?")


@cache
def told_flows() -> Mapping[str, tuple[str, ...]]:
    """Give the words of sentences that name a side: "taken", "made" and "waste"."""
    held = yaml_of("papers/fields.yml")["told"]
    return {flow: _long_first(held[flow]) for flow in ("taken", "made", "waste")}


@cache
def told_lots() -> tuple[str, ...]:
    """Give the words of sentences before a lot, the longest first."""
    return _long_first(yaml_of("papers/fields.yml")["told"]["lots"])


@cache
def told_records() -> tuple[str, ...]:
    """Give the words of sentences before a record's own number, the longest first."""
    return _long_first(yaml_of("papers/fields.yml")["told"]["records"])


@cache
def told_units() -> tuple[str, ...]:
    """Give the units that sentences write, the longest first."""
    return _long_first(yaml_of("papers/fields.yml")["told"]["units"])


@cache
def counts() -> Mapping[str, int]:
    """Give how many pieces a word that counts goods stands for: "dozen" for 12."""
    held = yaml_of("papers/fields.yml")["counts"]
    return {folded(str(w)): int(many) for many, words in held.items() for w in words}


@cache
def totals() -> frozenset[str]:
    """Give the words that begin a line of totals."""
    return frozenset(folded(w) for w in yaml_of("papers/fields.yml")["totals"])


@cache
def open_names() -> tuple[str, ...]:
    """Give the words that stand for a consignee and name nobody."""
    return tuple(folded(w) for w in yaml_of("papers/fields.yml")["open"])


@cache
def firm_words() -> tuple[str, ...]:
    """Give the words that show the name of an organisation."""
    return tuple(folded(w) for w in yaml_of("papers/fields.yml")["firm"])


@cache
def goods(commodity: str) -> tuple[StageGoods, ...]:
    """Give what goods are called, by stage, from the origin down."""
    held = yaml_of("papers/goods.yml")["commodities"].get(commodity, {})
    return tuple(
        StageGoods(
            stage,
            _sorted(row["words"]),
            _sorted(row["not"]),
            _sorted(row.get("bare", ())),
        )
        for stage, row in held.items()
        if stage != "besides"
    )


@cache
def besides(commodity: str) -> tuple[str, ...]:
    """Give what a step makes besides its goods."""
    held = yaml_of("papers/goods.yml")["commodities"].get(commodity, {})
    return _sorted(held.get("besides", ()))


@cache
def known_commodities() -> tuple[str, ...]:
    """Give the commodities whose goods have words here."""
    return tuple(yaml_of("papers/goods.yml")["commodities"])


def _long_first(words: Any) -> tuple[str, ...]:
    return tuple(sorted(map(str, words), key=lambda w: (-len(w), w)))


def _sorted(words: Any) -> tuple[str, ...]:
    return tuple(sorted({folded(str(w)) for w in words}, key=lambda w: (-len(w), w)))


def _words(part: str) -> Mapping[str, Words]:
    held = yaml_of("papers/fields.yml")[part]
    return {
        role: Words(
            frozenset(folded(str(w)) for w in row["exact"]), _sorted(row["within"])
        )
        for role, row in held.items()
    }
