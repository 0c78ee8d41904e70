"""Whether a name without form, trade or place reads as a natural person's.

Persons are no object of study: such a name is masked. In Han a surname and one or two
characters are enough. In Latin letters the same syllables are often a brand, so that
such a name is masked and still held against the lists: to mask costs a word, to skip
would hide a party.
"""

from collections.abc import Sequence
from functools import cache

from whence.normalise.spoken import syllables
from whence.shelf import terms
from whence.shelf.letters import has_han

MOST_GIVEN = 2
"""Syllables of a Chinese given name."""


def surely(full: str) -> bool:
    """Whether a folded name is a person's: by a title, or in Han.

    >>> surely("张伟"), surely("mr john smith"), surely("zhang wei")
    (True, True, False)
    """
    words = full.split()
    if words and words[0] in terms.person_words("latin"):
        return True
    if any(full.endswith(title) for title in terms.person_words("han")):
        return True
    if len(words) != 1 or not all(map(has_han, full)):
        return False
    if full[:2] in terms.words("compound_surnames"):
        return 3 <= len(full) <= 4
    return 2 <= len(full) <= 3 and full[0] in terms.words("surnames")


def perhaps(full: str, raw: str) -> bool:
    """Whether Latin letters read as a person's name: a surname before or after a given
    name of one or two syllables, a comma between them, or two given names of the
    region's own languages.

    >>> perhaps("wei zhang", "Wei Zhang"), perhaps("hoshine", "Hoshine")
    (True, False)
    """
    words = full.split()
    if not full.isascii() or not 2 <= len(words) <= 3:
        return False
    if set(words) <= terms.words("given_names_latin"):
        return True
    if "," in raw:
        first = len(raw.partition(",")[0].split())
        return _is_chinese(words[:first], words[first:])
    return _is_chinese(words[:1], words[1:]) or _is_chinese(words[-1:], words[:-1])


def could_be(words: Sequence[str]) -> bool:
    """Whether words of plain small letters may be a name that `surely` or `perhaps`
    finds: of a hundred names of firms it leaves few to be taken apart."""
    if words and words[0] in terms.person_words("latin"):
        return True
    if not 2 <= len(words) <= 3:
        return False
    known = _surnames()
    given = terms.words("given_names_latin")
    return words[0] in known or words[-1] in known or given.issuperset(words)


def _is_chinese(family: list[str], given: list[str]) -> bool:
    """Whether these are a surname and a given name in pinyin."""
    parts = [syllables(word) for word in given]
    whole = bool(parts) and all(parts) and sum(map(len, parts)) <= MOST_GIVEN
    return whole and "".join(family) in _surnames()


@cache
def _surnames() -> frozenset[str]:
    """Give the surnames in pinyin; ü is written v, u or yu."""
    known = terms.readings()
    singles = [known[char][0] for char in terms.words("surnames") if char in known]
    pairs = [
        "".join(known[char][0] for char in name)
        for name in terms.words("compound_surnames")
        if all(char in known for char in name)
    ]
    found = {*singles, *pairs}
    found |= {text.replace("v", other) for text in found for other in ("u", "yu")}
    return frozenset(found)
