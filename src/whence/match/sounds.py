"""Chinese as it sounds: readings of characters, and pinyin as if it were characters.

readings_of   how a character is read; a syllable stands for itself
as_said       a text with each syllable as one character, to look for words inside
written       the same text for people to read
inside        the words of the dictionary that a text may be
spells        whether a word spells Chinese
words_of      the words of a spelled text, syllables written apart as one
"""

from functools import cache, lru_cache

from whence.normalise.spoken import is_pinyin
from whence.shelf import terms
from whence.shelf.glosses import han_inside, han_words

FIRST = 0xE000  # private use: one character per syllable of pinyin
LONGEST = 4


@cache
def _numbers() -> dict[str, str]:
    return {s: chr(FIRST + n) for n, s in enumerate(sorted(terms.syllables()))}


@cache
def _syllables() -> dict[str, str]:
    return {char: said for said, char in _numbers().items()}


def readings_of(char: str) -> tuple[str, ...]:
    """Give the two usual readings of a character, or the syllable it stands for."""
    said = _syllables().get(char)
    return terms.readings().get(char, ())[:2] if said is None else (said,)


@lru_cache(65536)
def as_said(text: str) -> str:
    """Give Han, or syllables with spaces, with one character per syllable.

    >>> as_said("luo tuo") == as_said("骆驼") != as_said("绿洲")
    True
    """
    known = _numbers()
    if text.isascii():
        return "".join(known.get(s, "") for s in text.split())
    return "".join(known.get((readings_of(c) or ("",))[0], c) for c in text)


def written(text: str) -> str:
    """Give the syllables of a text again, with spaces."""
    known = _syllables()
    if not any(c in known for c in text):
        return text
    return " ".join(known.get(c, c) for c in text)


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(han_words()):
        if len(word) > 1:
            found.setdefault(as_said(word), []).append(word)
    return {said: tuple(words) for said, words in found.items()}


@lru_cache(65536)
def inside(text: str) -> tuple[str, ...]:
    """Give the words that translate to something which stand in a text; in one of
    syllables those that sound so, of two characters and more."""
    if not text or text[0] not in _syllables():
        return han_inside(text)
    known = _by_sound()
    return tuple(
        word
        for start in range(len(text))
        for size in range(2, min(LONGEST, len(text) - start) + 1)
        for word in known.get(text[start : start + size], ())
    )


@lru_cache(65536)
def spells(word: str) -> bool:
    """Whether a word spells Chinese: it can be cut into syllables of pinyin, and is no
    word of another language that only looks so.

    >>> spells("taida"), spells("sunshine"), spells("esquel")
    (True, False, False)
    """
    return is_pinyin(word) and word not in terms.words("no_pinyin")


@lru_cache(65536)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a spelled text; syllables of pinyin alone are one word.

    >>> words_of("yang guang"), words_of("red star")
    (('yangguang',), ('red', 'star'))
    """
    words = text.split()
    if len(words) > 1 and terms.syllables().issuperset(words):
        return ("".join(words),)
    return tuple(words)
