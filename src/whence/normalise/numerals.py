"""Numbers in spelled names: in figures, in words, in Roman letters.

numeral   where the number that begins at a word ends, and its value
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from whence.shelf import terms

FIGURES = re.compile(r"[0-9]+(?:st|nd|rd|th)?")
ENDINGS = "stndrh"
TEN, HUNDRED = 10, 100


@cache
def begins_number(word: str) -> bool:
    """Whether a number may begin with this word."""
    if word == "no" or FIGURES.fullmatch(word):
        return True
    return word in terms.numbers("roman") or word in terms.numbers("words")


def numeral(
    words: Sequence[str], at: int, is_end: Callable[[int], bool]
) -> tuple[int, int]:
    """Give (end, value) of the number that begins at `at`; end == at if there is none.

    A number in words or of one Roman letter counts only where it ends the name
    (`is_end`), a longer Roman one not where it begins it: elsewhere they are brands
    ("Three Gorges", "Seven Wolves").

    >>> numeral(["brigade", "forty", "four"], 1, lambda end: end == 3)
    (3, 44)
    >>> numeral(["fund", "xii", "lp"], 1, lambda end: end > 1)
    (2, 12)
    >>> numeral(["three", "gorges"], 0, lambda end: end == 2)
    (0, 0)
    """
    start = at + 1 if words[at] == "no" and at + 1 < len(words) else at
    word = words[start]
    if FIGURES.fullmatch(word):
        return start + 1, int(word.rstrip(ENDINGS))
    if not at:
        return at, 0
    if word in terms.numbers("roman"):
        return start + 1, terms.numbers("roman")[word]
    end, value = _in_words(words, start)
    return (end, value) if end > start and is_end(end) else (at, 0)


def _in_words(words: Sequence[str], at: int) -> tuple[int, int]:
    """Give the end and value of a number in words: one, or tens and ones."""
    known = terms.numbers("words")
    value = known.get(words[at], 0)
    if not value:
        return at, 0
    if TEN < value < HUNDRED and value % TEN == 0 and at + 1 < len(words):
        after = words[at + 1]
        ones = int(after) if after.isdecimal() else known.get(after, 0)
        if 0 < ones < TEN:
            return at + 2, value + ones
    return at + 1, value
