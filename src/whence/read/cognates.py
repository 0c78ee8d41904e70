"""Words nobody listed, known by words of other languages that sound like them.

Customs forms are full of loan words: "importuesi", "inportatzailea", "импортёр" and
"importer" are one. A word counts as near when its beginning sounds like a known word,
and when more than one language has that word, or the word is long.
"""

from collections import defaultdict
from functools import cache, lru_cache

from rapidfuzz import fuzz

from whence.shelf.heads import one_words
from whence.shelf.letters import UNSPACED
from whence.shelf.sounds import sounded

# Letters a word must have to tell anything; a letter of an Indic script, which holds
# its vowel, tells as much as two.
SHORTEST = 4
# Likeness in percent that a word must have, by its length; short ones must be the same.
ALIKE = {3: 100.0, 4: 100.0, 5: 90.0}
ALIKE_LONG = 83.0
# Letters that a language may write onto a word, its stem, and onto a long one.
ENDING, LONG = 5, 8
# A word of one language alone is believed only when it is long and nearly the same.
ALONE_LENGTH, ALONE_ALIKE = 6, 95.0
# Points less for each letter that the known word leaves over, and points that make no
# difference.
LEFT, AS_GOOD = 2.0, 6.0


@lru_cache(maxsize=16384)
def cognates_of(word: str) -> tuple[str, ...]:
    """Give the concepts of the known words that a folded word sounds like.

    >>> cognates_of("importuesi"), cognates_of("xyzzy")
    (('import', 'importer'), ())
    """
    sound = sounded(word)
    if _size(sound) < SHORTEST or UNSPACED.search(word):
        return ()
    best: dict[str, float] = {}
    tongues: defaultdict[str, set[str]] = defaultdict(set)
    for text, language, concept in _index().get(sound[:2], ()):
        like = _likeness(sound, text)
        if not like:
            continue
        if like >= ALONE_ALIKE and _size(text) >= ALONE_LENGTH:
            tongues[concept].add("any")
        like -= LEFT * max(0, len(sound) - len(text))
        tongues[concept].add(language)
        best[concept] = max(best.get(concept, 0.0), like)
    good = {
        concept: like + min(5, len(tongues[concept]))
        for concept, like in best.items()
        if len(tongues[concept]) > 1
    }
    most = max(good.values(), default=0.0)
    return tuple(sorted(c for c, value in good.items() if value >= most - AS_GOOD))


def _size(sound: str) -> int:
    return len(sound) if sound.isascii() else 2 * len(sound)


def _likeness(sound: str, text: str) -> float:
    """Say in percent how much a word begins like a known one; 0 when it does not."""
    longer = len(sound) - len(text)
    most = ENDING if SHORTEST < len(text) < LONG else len(text) - 1
    if not -1 <= longer <= (most if len(text) > SHORTEST else 0):
        return 0.0
    like = max(
        fuzz.ratio(sound[:end], text) for end in range(len(text) - 1, len(text) + 2)
    )
    return like if like >= ALIKE.get(len(text), ALIKE_LONG) else 0.0


@cache
def _index() -> dict[str, list[tuple[str, str, str]]]:
    """Give (sound, language, concept) of all single words, by their first letters."""
    found: defaultdict[str, dict[tuple[str, str, str], None]] = defaultdict(dict)
    for text, meant in one_words():
        sound = sounded(text)
        if _size(sound) < SHORTEST or UNSPACED.search(text):
            continue
        for language, concepts in meant.items():
            for concept in concepts:
                found[sound[:2]][sound, language, concept] = None
    return {key: list(rows) for key, rows in found.items()}
