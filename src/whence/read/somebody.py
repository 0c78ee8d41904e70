"""Whether the cells of a column are names of persons.

A cell is surely a person's by a given name, an initial, a title, the end of a family
name, or a family name of a script without blanks. One alone says little: most of the
distinct cells must be, and hardly one may be a firm's. Names without blanks must have
the length of persons' too, for firms are called by two letters: a supplier that is
dropped is lost.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from whence.normalise.spoken import is_pinyin
from whence.read.layout import UNSPACED
from whence.shelf.heads import bare
from whence.shelf.people import name_looks

MOST = 5  # words of a name
SHORT = 2  # letters of a name without blanks
END_OF = 5  # letters of a word of which the end says that it is a family's name
WORD = r"[^\W\d_][^\W\d_'’.\-]*\.?"
SHAPED = re.compile(rf"{WORD}(,? ?{WORD}){{1,{MOST - 1}}}")
# "R. Garcia", "J. K. Olsen", "Иванов И.И.": a letter with a point beside a word.
INITIAL = re.compile(r"(?:^|[ .,])[^\W\d_]\.(?=$|[ .,]|[^\W\d_])")
LONG_WORD = re.compile(r"[^\W\d_]{3,}")


def are_people(sample: Sequence[str]) -> bool:
    """Whether distinct cells are names of persons.

    >>> are_people(["R. Garcia", "Li Wei"]), are_people(["New York", "Calvin Klein"])
    (True, False)
    """
    return _are_people(tuple(sample))


@lru_cache(maxsize=4096)
def _are_people(sample: tuple[str, ...]) -> bool:
    looks = name_looks()
    if len(sample) < looks.least:
        return False
    shaped = [v for v in sample if _is_shaped(v)]
    if len(shaped) < looks.shaped * len(sample):
        return False
    if sum(map(is_somebody, shaped)) < looks.share * len(sample):
        return False
    if sum(map(_is_short, shaped)) > looks.short * len(shaped):
        return False
    return not (
        _are_worded(sample, looks.firm_words, looks.firms)
        or _are_worded(sample, looks.trade_words, looks.trades)
    )


def _is_shaped(text: str) -> bool:
    looks = name_looks()
    if UNSPACED.search(text):
        longest = max(f.most for f in looks.families) + MOST
        if len(text) <= longest or text.startswith(looks.title_fronts):
            return True
    return bool(SHAPED.fullmatch(_unmarked(text)))


def _unmarked(text: str) -> str:
    """Leave out vowel signs and other marks, which no pattern of letters knows."""
    if text.isascii():
        return text
    return "".join(c for c in text if not unicodedata.category(c).startswith("M"))


def _is_short(text: str) -> bool:
    """Whether a name without blanks has two letters: most firms' have, few persons'."""
    return bool(UNSPACED.search(text)) and len(text) <= SHORT


def _are_worded(sample: Sequence[str], known: frozenset[str], share: float) -> bool:
    """Whether more than a share of the texts hold one of some words, or end in it where
    no blanks are set."""
    hits = 0
    for text in map(bare, sample):
        ends = UNSPACED.search(text) and any(map(text.endswith, known))
        hits += bool(ends) or not known.isdisjoint(text.split())
    return hits > share * len(sample)


def is_somebody(text: str) -> bool:
    """Whether a text of the shape of a name is surely a person's.

    >>> is_somebody("Иванов И.И."), is_somebody("SMITH, John"), is_somebody("王伟")
    (True, True, True)
    >>> is_somebody("Santa Marta"), is_somebody("Blue Denim")
    (False, False)
    >>> is_somebody("Zaven Sargsyan"), is_somebody("Zhejiang Haiyan")
    (True, False)
    """
    if UNSPACED.search(text) and _is_unspaced(text):
        return True
    if INITIAL.search(text) and LONG_WORD.search(text):
        return True
    looks = name_looks()
    parts = bare(text).split()
    if not parts or parts[0] in looks.never_first:
        return False
    return (
        parts[0] in looks.titles
        or not looks.given.isdisjoint(parts)
        or any(p.endswith(looks.patronymics) for p in parts)
        or _is_family(text, parts)
    )


def _is_family(text: str, parts: Sequence[str]) -> bool:
    """Whether every word begins with a capital, and one ends as family names do."""
    return (
        len(parts) > 1
        and not any(map(str.islower, text.split()))
        and any(map(_ends_so, parts))
    )


def _ends_so(word: str) -> bool:
    """Whether a word ends as family names do, and is no Chinese name of a firm or a
    place: those end in "yan" too, and a mill taken for a person would be lost."""
    looks = name_looks()
    return (
        len(word) >= END_OF
        and word.endswith(looks.family_ends)
        and not word.endswith(looks.family_never)
        and not is_pinyin(word)
    )


def _is_unspaced(text: str) -> bool:
    looks = name_looks()
    if text.endswith(looks.title_ends) or text.startswith(looks.title_fronts):
        return True
    whole = text.replace(" ", "")
    return any(
        whole[:-size] in family.names and family.marks.isdisjoint(whole[-size:])
        for family in looks.families
        for size in range(family.least, family.most + 1)
    )
