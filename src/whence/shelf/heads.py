"""Words of which headers are made, and what their sets mean: `data/tables/terms.yml`
and `data/tables/grammar.yml`.

spelled    every word, with its marks
lexicon    terms by text, each with its languages and concepts
one_words  the terms of a single word
rules      sets of concepts to meanings of headers
personal   concepts that make a header one of a person
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from whence.shelf import yaml_of
from whence.shelf.tables import checked, folded

# Letters that NFD does not take apart, and forms of one Arabic or Cyrillic letter.
LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "ё": "е",
        "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ک": "ك", "ی": "ي", "ۀ": "ه",
    }
)  # fmt: skip
MARKED = ("LATIN", "GREEK")
PERSON = "_person"  # the meaning of headers about persons
BLANK = str.maketrans({"\u200c": " ", "\u200f": "", "\u200e": "", "\u0640": ""})


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Fold a header or term, and take the marks off Latin and Greek letters.

    >>> bare("Dirección_del Proveedor"), bare("Αξία"), bare("الجهة")
    ('direccion del proveedor', 'αξια', 'الجهه')
    """
    whole = folded(text.translate(BLANK)).translate(LETTERS)
    if whole.isascii():
        return whole
    out: list[str] = []
    marked = False
    for char in unicodedata.normalize("NFD", whole):
        if unicodedata.combining(char):
            if marked:
                continue
        else:
            marked = unicodedata.name(char, "").startswith(MARKED)
        out.append(char)
    return unicodedata.normalize("NFC", "".join(out)).translate(LETTERS)


Meant = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by their text, then by language, with the concepts each may be.

    `prefixes` stand for any ending; `skip` are words that say nothing, by language;
    `compounds` are languages that write several words as one, and `links` what stands
    between these; `fronts` is what may be written onto a word, by its first letter, and
    `articles` are those of them that most words of a header bear.
    """

    whole: Meant
    prefixes: Meant
    skip: Mapping[str, frozenset[str]]
    compounds: frozenset[str]
    links: tuple[str, ...]
    fronts: Mapping[str, tuple[str, ...]]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One set of concepts: each group of `has` must be met, none of `no` be there."""

    has: tuple[frozenset[str], ...]
    no: frozenset[str]
    give: tuple[tuple[str, float], ...]


@cache
def _terms() -> Any:
    return yaml_of("tables/terms.yml")


@cache
def spelled() -> frozenset[str]:
    """Give the words of headers as their languages spell them, with all marks."""
    return frozenset(
        word
        for languages in _terms()["concepts"].values()
        for terms in languages.values()
        for word in terms.replace("*", "").replace(",", " ").casefold().split()
    )


@cache
def lexicon() -> Lexicon:
    """Give the words of which headers are made."""
    path = "tables/terms.yml"

    def build() -> Lexicon:
        data = _terms()
        whole: dict[str, dict[str, list[str]]] = {}
        prefixes: dict[str, dict[str, list[str]]] = {}
        for concept, languages in data["concepts"].items():
            for language, terms in languages.items():
                for term in terms.split(","):
                    into = prefixes if term.strip().endswith("*") else whole
                    text = bare(term)
                    if not text:
                        raise ValueError(f"{concept}: blank term in {language}")
                    meant = into.setdefault(text, {}).setdefault(language, [])
                    if concept not in meant:
                        meant.append(concept)
        return Lexicon(
            _closed(whole),
            _closed(prefixes),
            {k: frozenset(map(bare, v.split(","))) for k, v in data["skip"].items()},
            frozenset(data["compounds"]),
            tuple(data["links"]),
            _fronts(data["fronts"], data["fronts_in_pairs"]),
            tuple(data["articles"]),
        )

    return checked(path, build)


def _fronts(
    scripts: Mapping[str, list[str]], paired: list[str]
) -> Mapping[str, tuple[str, ...]]:
    """List what is written onto words by its first letter, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for script, fronts in scripts.items():
        pairs = [a + b for a in fronts for b in fronts] if script in paired else []
        for front in (*fronts, *pairs):
            found[front[:1]] = (*found.get(front[:1], ()), front)
    return found


def with_article(word: str) -> Iterator[str]:
    """Give a word with each article that its script writes onto it.

    >>> list(with_article("اسم")), list(with_article("name"))
    (['الاسم'], [])
    """
    script = unicodedata.name(word[0], "").split(" ")[0]
    for article in lexicon().articles:
        if unicodedata.name(article[0]).startswith(script or "?"):
            yield article + word


def one_words() -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """Give the terms of a single word, whole ones before those with a star."""
    for terms in (lexicon().whole, lexicon().prefixes):
        yield from ((text, meant) for text, meant in terms.items() if " " not in text)


def _closed(found: dict[str, dict[str, list[str]]]) -> Meant:
    return {t: {k: tuple(v) for k, v in m.items()} for t, m in found.items()}


@dataclass(frozen=True, slots=True)
class Side:
    """How a table is known to tell of imports, which meaning is then our party's, and
    what the meanings for ours and theirs turn into."""

    told_by: str
    ours: str
    turned: Mapping[str, str]


@cache
def import_side() -> Side:
    """Give how the parties of a table of imports are named."""
    path = "tables/grammar.yml"
    return checked(path, lambda: Side(**yaml_of(path)["import_side"]))


@cache
def rules() -> tuple[Rule, ...]:
    """Give the rules in the order in which they are tried.

    Raises:
        DataError: a rule names a concept that no term has.

    """
    path = "tables/grammar.yml"

    def build() -> tuple[Rule, ...]:
        known = set(_terms()["concepts"])
        return tuple(_rule(row, known) for row in yaml_of(path)["rules"])

    return checked(path, build)


def _rule(row: Mapping[str, Any], known: set[str]) -> Rule:
    has = tuple(frozenset(group.split("|")) for group in row["has"].split())
    no = frozenset(row.get("not", "").split())
    if strange := {c for group in has for c in group} - known:
        raise ValueError(f"unknown concepts {sorted(strange)}")
    pairs = (text.partition("@") for text in row["give"])
    return Rule(has, no, tuple((m, float(share or 1)) for m, _, share in pairs))


@cache
def personal() -> frozenset[str]:
    """Give the concepts by which a header is about a person."""
    return frozenset(
        concept
        for rule in rules()
        if any(meaning == PERSON for meaning, _ in rule.give)
        for group in rule.has
        for concept in group
    )


@cache
def believed() -> float:
    """Give how far a header read from its words is believed; 1 is a listed one."""
    path = "tables/grammar.yml"
    return checked(path, lambda: float(yaml_of(path)["believed"]["value"]))
