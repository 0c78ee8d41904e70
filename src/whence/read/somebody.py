"""Whether the cells of a column are names of persons.

One cell alone says little: most of the distinct cells must be surely a person's
(`normalise.somebody`), and hardly one may be a firm's. Names without blanks must have
the length of persons' too, for firms are called by two letters: a supplier that is
dropped is lost.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from whence.normalise.somebody import MOST, is_somebody
from whence.shelf.heads import bare
from whence.shelf.letters import UNSPACED
from whence.shelf.people import name_looks

SHORT = 2  # letters of a name without blanks
WORD = r"[^\W\d_][^\W\d_'’.\-]*\.?"
SHAPED = re.compile(rf"{WORD}(,? ?{WORD}){{1,{MOST - 1}}}")


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
