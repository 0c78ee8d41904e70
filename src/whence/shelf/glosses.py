"""Words of brands in two languages: what a Chinese word is called in English names.

senses    what Chinese words a Latin word may stand for, how, and how surely
han_words every Chinese word that stands for some Latin word
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from whence.errors import DataError
from whence.shelf import rows_of

# How surely a dictionary's word is the one meant: it lists what may be said.
SURE, SURE_CHAR, SURE_PART = 0.8, 0.5, 0.25
# Words that are written together ("hometextile", "optotech") show their parts.
SHORTEST_PART, SHORTEST_WHOLE = 3, 6
ENDINGS = frozenset("s es al ic ics ed ing y ies ical e er or ive ion ation".split())
LONGEST_ENDING = max(map(len, ENDINGS))
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Sense:
    """A Chinese word that a Latin word may stand for. `how` is `gloss`, `char` (one
    character) or `compound` (a part of the Latin word stands for it)."""

    zh: str
    how: str
    sure: float


@cache
def learned() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Give the learned translations by Latin word, the longest Chinese word first.

    Raises:
        DataError: a certainty is not between 0 and 1.

    """
    found: dict[str, list[tuple[str, float]]] = {}
    for row in rows_of("terms/gloss.csv"):
        sure = float(row["sure"])
        if not 0 < sure <= 1:
            raise DataError(f"bad row {row['zh']!r}.", where="data/terms/gloss.csv")
        found.setdefault(row["en"], []).append((row["zh"], sure))
    return MappingProxyType({en: tuple(zh) for en, zh in found.items()})


@cache
def dictionary() -> Mapping[str, tuple[str, ...]]:
    """Give the dictionary's Chinese words by Latin word."""
    found: dict[str, list[str]] = {}
    for row in rows_of("terms/dictionary.csv"):
        for word in row["en"].split("|"):
            found.setdefault(word, []).append(row["zh"])
    return MappingProxyType({en: tuple(zh) for en, zh in found.items()})


@lru_cache(65536)
def senses(word: str) -> tuple[Sense, ...]:
    """Give what a Latin word may stand for, the surest and longest first.

    Inflected forms have the senses of each other; a word written together has those
    of its parts too.

    >>> {"光电", "技术"} <= {s.zh for s in senses("optotech")}
    True
    """
    found: dict[str, Sense] = {}
    for form in _forms(word):
        for zh, sure in learned().get(form, ()):
            _keep(found, Sense(zh, "gloss", sure))
        for zh in dictionary().get(form, ()):
            one = len(zh) == 1
            how, sure = ("char", SURE_CHAR) if one else ("gloss", SURE)
            _keep(found, Sense(zh, how, sure))
    if len(word) >= SHORTEST_WHOLE:
        for part in _parts(word):
            for zh in dictionary().get(part, ()):
                if zh not in found:
                    sure = SURE_PART if len(zh) == 1 else SURE
                    found[zh] = Sense(zh, "compound", sure)
    order = {"gloss": 0, "char": 1, "compound": 2}
    return tuple(
        sorted(found.values(), key=lambda s: (order[s.how], -len(s.zh), -s.sure, s.zh))
    )


def _keep(found: dict[str, Sense], sense: Sense) -> None:
    known = found.get(sense.zh)
    if known is None or known.sure < sense.sure:
        found[sense.zh] = sense


@cache
def _stems() -> Mapping[str, tuple[str, ...]]:
    """Give the known words by stem."""
    found: dict[str, list[str]] = {}
    for word in sorted({*learned(), *dictionary()}):
        found.setdefault(_stem(word), []).append(word)
    return MappingProxyType({stem: tuple(words) for stem, words in found.items()})


def _stem(word: str) -> str:
    """Cut the longest ending that leaves a stem of four letters."""
    for size in range(min(LONGEST_ENDING, len(word) - SHORTEST_STEM), 0, -1):
        if word[-size:] in ENDINGS:
            return word[:-size]
    return word


def _forms(word: str) -> tuple[str, ...]:
    """Give the known words that share a stem with this one, itself first."""
    return tuple(dict.fromkeys((word, *_stems().get(_stem(word), ()))))


def _parts(word: str) -> tuple[str, ...]:
    """Give the known words that a longer word begins or ends with."""
    known = dictionary()
    return tuple(
        part
        for size in range(len(word) - 2, SHORTEST_PART - 1, -1)
        for part in (word[:size], word[-size:])
        if part in known
    )


@cache
def han_words() -> frozenset[str]:
    """Give every Chinese word that stands for some Latin word."""
    said = {zh for rows in learned().values() for zh, _ in rows}
    return frozenset(said.union(*dictionary().values()))


LONGEST_HAN = 8


@lru_cache(65536)
def han_inside(text: str) -> tuple[str, ...]:
    """Give the words of `han_words` that stand in a text."""
    known = han_words()
    return tuple(
        sorted(
            {
                text[i : i + n]
                for i in range(len(text))
                for n in range(1, min(LONGEST_HAN, len(text) - i) + 1)
                if text[i : i + n] in known
            }
        )
    )
