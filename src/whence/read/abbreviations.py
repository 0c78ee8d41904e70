"""Words cut short, known by the words of the table's own languages.

"Fec. Acept." is a date of acceptance, "Кр. поход." a country of origin, "Jml" a
"jumlah": a beginning, or the consonants in their order. Believed only when the words
that it may stand for have few meanings between them.
"""

from functools import cache, lru_cache

from whence.shelf.heads import one_words, personal
from whence.shelf.letters import UNSPACED
from whence.shelf.sounds import boned

SHORTEST_START, SHORTEST_BONES = 3, 3
# A word may stand for this many meanings, the alternatives of one header.
MOST = 3
# So much longer at least is the word than what stands for it.
SAVED = 2
# Languages of a table in which words are cut short: those that explain most of it.
SPOKEN = 3


@lru_cache(maxsize=16384)
def abbreviated(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Give the concepts that a folded word may be short for, () when it is unclear.

    >>> abbreviated("происх", ("ru", "en")), abbreviated("jml", ("id", "en"))
    (('origin',), ('quantity',))
    """
    if UNSPACED.search(word) or not word.isalpha():
        return ()
    for language in languages[:SPOKEN]:
        known = _words(language)
        for found in (_starting(word, known), _boned(word, known)):
            if 0 < len(found) <= MOST:
                # "Dir." is rather an address than a director, "tal" no telephone: what
                # is so short makes no column one of persons, which nobody would read.
                return tuple(sorted(found - personal()))
    return ()


def _starting(word: str, known: dict[str, tuple[str, ...]]) -> set[str]:
    if len(word) < SHORTEST_START:
        return set()
    longer = (t for t in known if t.startswith(word) and len(t) >= len(word) + SAVED)
    return {concept for text in longer for concept in known[text]}


def _boned(word: str, known: dict[str, tuple[str, ...]]) -> set[str]:
    """Give the meanings of words that have these consonants in this order."""
    mine = boned(word)
    if len(mine) < SHORTEST_BONES or mine != word.replace("y", ""):
        return set()
    longer = (t for t in known if t[0] == word[0] and len(t) >= len(word) + SAVED)
    return {
        concept for text in longer if _within(mine, text) for concept in known[text]
    }


def _within(mine: str, text: str) -> bool:
    """Whether the consonants stand in the word's, and are half of them at least."""
    theirs = boned(text)
    rest = iter(theirs)
    return 2 * len(mine) >= len(theirs) and all(letter in rest for letter in mine)


@cache
def _words(language: str) -> dict[str, tuple[str, ...]]:
    """Give the single words of a language with what they mean."""
    return {text: meant[language] for text, meant in one_words() if language in meant}
