"""Whether the cells of a column are names of persons.

A cell is surely a person's by a given name, an initial, a title or a family name of a
script without blanks. One alone says little: most of the distinct cells must be, and
none may be a firm's.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from whence.read.layout import UNSPACED
from whence.shelf.heads import bare
from whence.shelf.people import name_looks
from whence.shelf.tables import folded, words

MOST = 5  # words of a name
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
    if len(shaped) < looks.shaped * len(sample) or any(map(_is_firm, sample)):
        return False
    return sum(map(is_somebody, shaped)) >= looks.share * len(sample)


def _is_shaped(text: str) -> bool:
    if UNSPACED.search(text):
        return len(text) <= max(f.most for f in name_looks().families) + MOST
    return bool(SHAPED.fullmatch(text))


def _is_firm(text: str) -> bool:
    forms = words().company_forms
    whole = folded(text)
    if not forms.isdisjoint(whole.split()):
        return True
    return bool(UNSPACED.search(text)) and any(
        whole.endswith(f) for f in forms if len(f) > 1
    )


def is_somebody(text: str) -> bool:
    """Whether a text of the shape of a name is surely a person's.

    >>> is_somebody("Иванов И.И."), is_somebody("SMITH, John"), is_somebody("王伟")
    (True, True, True)
    >>> is_somebody("Santa Marta"), is_somebody("Blue Denim")
    (False, False)
    """
    if UNSPACED.search(text):
        return _is_unspaced(text)
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
    )


def _is_unspaced(text: str) -> bool:
    looks = name_looks()
    if text.endswith(looks.title_ends) or text.startswith(looks.title_fronts):
        return True
    whole = text.replace(" ", "")
    return any(
        whole[: len(whole) - size] in family.names
        for family in looks.families
        for size in range(family.least, family.most + 1)
    )
