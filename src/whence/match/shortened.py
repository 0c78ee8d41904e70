"""Words that stand for what the other of two names says in full.

cut_short     words of trade cut short as on a bill of lading
spelt_place   a word that spells, or misspells, the place of the other name
"""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from whence.match.sides import Part, Side
from whence.normalise.gazette import index

VOWELS = str.maketrans("", "", "aeiou")
LONGEST_SHARE = 0.8
SHORTEST_PLACE = 6


def cut_short(parts: dict[int, Part], trades: Iterable[str]) -> list[tuple[str, str]]:
    """Take away the parts that shorten a word of trade: (part, words of trade)."""
    found: list[tuple[str, str]] = []
    left = list(trades)
    for number, part in list(parts.items()):
        full = next((t for t in left if shortens(part.text, t)), "")
        if full:
            left.remove(full)
            parts.pop(number)
            found.append((part.text, full))
    return found


@lru_cache(65536)
def shortens(word: str, full: str) -> bool:
    """Whether a word is another with letters left out, vowels before consonants.

    >>> shortens("trdg", "trading"), shortens("fd", "food"), shortens("ind", "indigo")
    (True, True, True)
    >>> shortens("teng", "trading"), shortens("foot", "food")
    (False, False)
    """
    if not (2 <= len(word) <= LONGEST_SHARE * len(full)) or not full.isascii():
        return False
    if word[0] != full[0] or not _inside(word, full):
        return False
    hard = word[0] + word[1:].translate(VOWELS)
    whole = full[0] + full[1:].translate(VOWELS)
    return full.startswith(word) or (len(hard) > 1 and _inside(hard, whole) and (
        len(hard) == len(word) or len(hard) + 1 >= len(whole)
    ))  # fmt: skip


def _inside(word: str, full: str) -> bool:
    """Whether the letters of a word stand in another in their order."""
    letters = iter(full)
    return all(letter in letters for letter in word)


def spelt_place(parts: dict[int, Part], other: Side) -> str:
    """Take away the part that spells a place of the other name, and give it.

    A weak spelling, which alone would not be read as a place, is enough beside the
    same brand; so is one slip in a long one.
    """
    for number, part in list(parts.items()):
        if any(_spells(word, other) for word in part.latin):
            parts.pop(number)
            return part.text
    return ""


def _spells(word: str, other: Side) -> bool:
    if any(k.code in other.codes for k in index().spelled.get(word, ())):
        return True
    return len(word) >= SHORTEST_PLACE and any(
        place[:1] == word[:1] and OSA.distance(word, place, score_cutoff=1) == 1
        for place in other.place_words
    )
