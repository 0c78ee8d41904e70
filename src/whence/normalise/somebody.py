"""Whether a text is surely the name of a natural person: no party, and never studied.

is_somebody    a text of the shape of a name, by what only persons' names have
names_person   a name that stands where a firm's should
names_persons  the same of all names of a party

A name is surely a person's by a given name, an initial, a title, the end of a family
name, or a family name of a script without blanks. Firms are called so too: who asks of
a cell that may hold a firm's name asks for the words of firms and trades beside it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from whence.model.name import TokenKind
from whence.normalise.names import normal
from whence.normalise.persons import could_be
from whence.normalise.spoken import is_pinyin
from whence.shelf.heads import bare
from whence.shelf.lands import country_code
from whence.shelf.letters import UNSPACED
from whence.shelf.people import name_looks

FORMS = (TokenKind.FORM, TokenKind.BRANCH)
NO_FORMS = frozenset({"f:sole", "f:factory"})
"""A sole trader is a person; a word for a mill is a family's name too."""
END_OF = 5  # letters of a word of which the end says that it is a family's name
MOST = 5  # words of a name
# "R. Garcia", "J. K. Olsen", "Иванов И.И.": a letter with a point beside a word.
INITIAL = re.compile(r"(?:^|[ .,])[^\W\d_]\.(?=$|[ .,]|[^\W\d_])")
PLAIN = re.compile(r"[A-Za-z]+( [A-Za-z]+)*")
LONG_WORD = re.compile(r"[^\W\d_]{3,}")


@lru_cache(maxsize=65536)
def names_person(name: str) -> bool:
    """Whether a name that stands where a firm's should is a person's: one that is
    masked, or that is surely somebody's and bears no word of a firm or a trade.

    >>> names_person("John Smith"), names_person("John Smith Textiles Ltd")
    (True, False)
    """
    if PLAIN.fullmatch(name) and not _could_be(name):
        return False
    read = normal(name)
    if read.is_masked:
        return True
    looks, parts = name_looks(), bare(name).split()
    if (len(parts) < 2 and not UNSPACED.search(name)) or len(parts) > MOST:
        return False
    firm = looks.firm_words | looks.trade_words
    forms = {key for t in read.tokens if t.kind in FORMS for key in t.keys}
    if forms - NO_FORMS or not firm.isdisjoint(parts):
        return False
    if _of_founders(name) or _of_a_land(parts):
        return False
    return is_somebody(name)


def _could_be(name: str) -> bool:
    """Whether a name of plain letters is worth taking apart: it costs a hundred times
    as much as this look, and there are millions of names."""
    looks, words = name_looks(), name.lower().split()
    ends = looks.patronymics + looks.family_ends
    return (
        could_be(words)
        or words[0] in looks.titles
        or not looks.given.isdisjoint(words)
        or any(w.endswith(ends) for w in words)
    )


def names_persons(names: Iterable[str]) -> bool:
    """Whether every name of a party is a person's: it is withheld then.

    >>> names_persons(["JUAN PEREZ LOPEZ"]), names_persons(["Juan Perez", "JP Ltd"])
    (True, False)
    """
    held = tuple(names)
    return bool(held) and all(map(names_person, held))


def _of_founders(name: str) -> bool:
    """Whether a name is two words joined as founders' are: "Dolce & Gabbana". Two given
    names joined so may be two persons'."""
    looks, words = name_looks(), name.casefold().split()
    if len(words) != 3 or words[1] not in looks.between_founders:
        return False
    return not looks.given.issuperset((words[0], words[2]))


def _of_a_land(parts: Sequence[str]) -> bool:
    """Whether a country stands behind two words or more, as behind firms' names, that
    is no name of persons: "Michael Kors USA", but "Anna Maria Jordan"."""
    for size in (2, 1):
        land = " ".join(parts[-size:])
        if len(parts) - size > 1 and len(land) > 2 and country_code(land):
            return land not in name_looks().lands_as_names
    return False


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
