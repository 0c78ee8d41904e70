"""How papers are called and what they label: `data/papers/`.

titles      phrases by which a kind is known
labels      what stands before a value; columns, what heads a table
goods       what goods of each stage are called
steps       what a step makes of what it takes
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
from whence.shelf.yields import yields

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
    records: frozenset[str]
    trade: frozenset[str]
    carriage: frozenset[str]
    stages: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class StageGoods:
    """What goods of a stage are called, and what takes a match away."""

    stage: str
    words: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Kilograms of input for a kilogram of output, in thousandths.

    A step `within` a stage has the same `before` and `stage`.
    """

    commodity: str
    before: str
    stage: str
    low: int
    central: int
    high: int
    reference: str
    seen_at: str
    verification: str


@dataclass(frozen=True, slots=True)
class Slack:
    """How far figures may differ, in millionths."""

    yields: int
    net: int
    overdraw: int
    payment: int


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
        frozenset(held["records"]),
        frozenset(held["trade"]),
        frozenset(held["carriage"]),
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
def totals() -> frozenset[str]:
    """Give the words that begin a line of totals."""
    return frozenset(folded(w) for w in yaml_of("papers/fields.yml")["totals"])


@cache
def firm_words() -> tuple[str, ...]:
    """Give the words that show the name of an organisation."""
    return tuple(folded(w) for w in yaml_of("papers/fields.yml")["firm"])


@cache
def goods(commodity: str) -> tuple[StageGoods, ...]:
    """Give what goods are called, by stage, from the origin down."""
    held = yaml_of("papers/goods.yml")["commodities"].get(commodity, {})
    return tuple(
        StageGoods(stage, _sorted(row["words"]), _sorted(row["not"]))
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


@cache
def steps(commodity: str) -> tuple[Step, ...]:
    """Give the steps of a commodity that can be weighed.

    Raises:
        DataError: a step names no yield and has no range.

    """
    ranges = {y.key: y for y in yields()}
    found = []
    for row in yaml_of("papers/steps.yml")["steps"]:
        if row["commodity"] != commodity:
            continue
        before = row.get("from", row.get("within"))
        stage = row.get("to", row.get("within"))
        try:
            if "yield" in row:
                held = ranges[row["yield"]]
                figures = held.low, held.central, held.high
                said = held.reference, held.seen_at, held.verification
            else:
                figures = tuple(
                    round(row[k] * 1000) for k in ("low", "central", "high")
                )
                said = row["reference"], row["seen_at"], row["verification"]
        except KeyError as error:
            raise DataError(f"no {error}.", where="data/papers/steps.yml") from error
        found.append(Step(commodity, before, stage, *figures, *said))
    return tuple(found)


@cache
def slack() -> Slack:
    """Give how far figures may differ."""
    held = yaml_of("papers/steps.yml")
    return Slack(
        held["tolerance_ppm"],
        held["net_ppm"],
        held["overdraw_ppm"],
        held["payment_ppm"],
    )


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
