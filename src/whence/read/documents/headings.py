"""What labels and headings of columns mean, by the vocabulary of `data/papers`."""

import re
from functools import lru_cache

from whence.read.documents.sides import side_of
from whence.shelf.paper_words import (
    Words,
    about,
    columns,
    folded,
    holds,
    kind_words,
    labels,
    meanings,
)
from whence.shelf.tables import headers

BRACKETS = re.compile(r"[(（\[].*?[)）\]]")
HAN = re.compile(r"[㐀-鿿]+")
LATIN = re.compile(r"[A-Za-z0-9]+")
LONG, WORDS = 48, 6
SUFFIX = re.compile(r" (?:no|nr|num|number|ref|reference|id)$|(?:编号|号码|号)$")
PACKED = ("packages", "cartons", "pallets")
"""Words that tell a column of packages, where its other words could mean pieces."""


def role_of(text: str, words: dict[str, Words] | None = None) -> str:
    """Give what a label means, "" when nothing tells.

    >>> role_of("B/L No. 提单号"), role_of("Invoice Date"), role_of("Weather")
    ('bill', 'date', '')
    """
    known = words or dict(labels())
    if not text.strip() or len(text) > LONG:
        return ""
    for said in _variants(text):
        for role, held in known.items():
            if said in held.exact:
                return role
    if words is None and (numbered := number_label(text)):
        return numbered
    best = ("", 0)
    said = folded(text)
    if len(said.split()) > WORDS:
        return ""
    for role, held in known.items():
        for word in held.within:
            if holds(said, word) and len(word) > best[1]:
                best = (role, len(word))
    return best[0]


def column_of(text: str) -> str:
    """Give what a heading of a column means, "" when nothing tells.

    >>> column_of("Net weight (kg)"), column_of("数量（千克）"), column_of("Qty (pcs)")
    ('weight', 'weight', 'pieces')
    """
    known = dict(columns())
    if any(holds(folded(text), word) for word in PACKED):
        return "packages"
    sided = side_of(spellings(text))
    if sided[0]:
        return sided[0]
    for said in (text, BRACKETS.sub(" ", text)):
        for variant in _variants(said):
            for role, held in known.items():
                if variant in held.exact:
                    return role
    found = role_of(text, known)
    if found:
        return found
    said = folded(text)
    for role, known_as in headers_of():
        if said in known_as:
            return role
    return ""


def spellings(text: str) -> list[str]:
    """Give a heading folded, with and without brackets, and by its scripts."""
    return [v for said in (text, BRACKETS.sub(" ", text)) for v in _variants(said)]


def headers_of() -> list[tuple[str, frozenset[str]]]:
    """Give the headings of tables of data whose role has a meaning here."""
    turned: dict[str, set[str]] = {}
    for heading, roles in headers().items():
        for role in roles:
            if role in meanings():
                turned.setdefault(meanings()[role], set()).add(heading)
    return [(role, frozenset(words)) for role, words in turned.items()]


def _variants(text: str) -> list[str]:
    """Give a label folded, and its Latin and its Chinese part by themselves."""
    text = text.replace("#", " no ")
    found = [folded(text)]
    if HAN.search(text) and LATIN.search(text):
        found.append(folded(HAN.sub(" ", text)))
        found.append(folded(" ".join(HAN.findall(text))))
    return [said for said in found if said]


def label_of(written: str) -> str:
    """Give what a label means when it is known as a whole, "" otherwise."""
    for text in (written, BRACKETS.sub(" ", written)):
        for said in _variants(text):
            for role, held in labels().items():
                if said in held.exact:
                    return role
    return number_label(written)


@lru_cache(maxsize=4096)
def number_label(text: str) -> str:
    """Give whose number a label means that is made of a paper's name, "" otherwise.

    >>> number_label("Trucking note No."), number_label("装箱明细编号")
    ('bill', 'packing')
    >>> number_label("Container No.")
    ''
    """
    for said in _variants(text):
        named = about().sub("", SUFFIX.sub("", said))
        kind = kind_words().titles.get(named.strip(), "") if named != said else ""
        if kind:
            return kind_words().own_number.get(kind, "record")
    return ""
