"""Distinctive parts across two scripts: by translation, by initials, by sound.

across   pairs of what is left of a Chinese name and of a spelled one
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from whence.match.sides import confused
from whence.match.sounds import as_said, readings_of, spells, written
from whence.shelf.glosses import Sense, senses

# Letters that stand for one another where a Chinese name is heard, not spelled.
HEARD = str.maketrans("jqkcxwuyptoe", "gggzsvvibdaa")
SOUND_FLOOR = 0.65
SHORTEST_SOUND, LONGEST_SOUND = 3, 12
INITIALS = range(2, 6)
FEW_CHARS = 4
ORDER = {"part": 5, "gloss": 4, "char": 3, "initials": 2, "compound": 1, "sound": 0}
SAID = {"gloss": "translation of {}", "char": "translation of {}",
        "compound": "holds a translation of {}", "part": "reads {}",
        "initials": "initials of {}", "sound": "sounds like {}"}  # fmt: skip


class Bridge(NamedTuple):
    """A spelled word and the Chinese characters (`han`) it stands for."""

    word: int
    start: int
    end: int
    han: str
    weight: str
    near: float

    @property
    def how(self) -> str:
        """How the word stands for them, for people to read."""
        return SAID[self.weight].format(written(self.han))


def bridges(
    words: dict[int, str],
    han: str,
    *,
    sounded: Iterable[int],
    upto: int,
    said: bool = False,
) -> list[Bridge]:
    """Link spelled words to stretches of Chinese text, the surest first.

    No character and no word is used twice. `sounded` are the words that may be the
    sound of a brand, which ends before `upto`, and be translated in part or by one
    character; a whole translation may be of any. `said` says that the Chinese text
    is one of syllables (`sounds.as_said`), where one alone means nothing.
    """
    found: list[Bridge] = []
    sounded = frozenset(sounded)
    brands = han[: max(0, upto - 1)]
    for number, word in words.items():
        for sense in meant(word, brand=number in sounded):
            zh = as_said(sense.zh) if said else sense.zh
            at = han.find(zh)
            if at >= 0 and (not said or len(zh) > 1):
                end = at + len(sense.zh)
                found.append(Bridge(number, at, end, sense.zh, sense.how, sense.sure))
    for number in sounded:
        read = _reading(words[number], han, len(brands))
        if read is not None:
            found.append(Bridge(number, *read, han[slice(*read)], "part", 1.0))
        elif brands:
            found += _heard(number, words[number], brands)
    if len(found) < 2:
        return found
    found.sort(key=lambda b: (-ORDER[b.weight], -b.near, b.start - b.end, b.word))
    used: set[int] = set()
    taken: set[int] = set()
    kept = []
    for link in found:
        span = set(range(link.start, link.end))
        if link.word in taken or span & used:
            continue
        taken.add(link.word)
        used |= span
        kept.append(link)
    return kept


@lru_cache(65536)
def meant(word: str, *, brand: bool) -> tuple[Sense, ...]:
    """Give the senses that count for a word: of a word of trade whole ones only; a
    word of pinyin syllables is not put together from others."""
    spoken = brand and spells(word)
    return tuple(
        sense
        for sense in senses(word)
        if sense.how == "gloss" or (brand and not (spoken and sense.how == "compound"))
    )


class Read(NamedTuple):
    """How a Chinese text is read: the readings of each character, and the places where
    one that begins with a letter stands."""

    readings: tuple[tuple[str, ...], ...]
    letters: dict[str, list[int]]


@lru_cache(16384)
def read_of(han: str) -> Read:
    """Read a Chinese text, character by character."""
    readings = tuple(map(readings_of, han))
    letters: dict[str, list[int]] = {}
    for start, some in enumerate(readings):
        for letter in dict.fromkeys(reading[0] for reading in some):
            letters.setdefault(letter, []).append(start)
    return Read(readings, letters)


class Said(NamedTuple):
    """How the stretches of the first characters of a Chinese text are said: the last
    place of some `initials`, and the `stretches` of two to four characters: (place,
    after the last one, reading with confused sounds folded, the same as heard)."""

    initials: dict[str, int]
    stretches: tuple[tuple[int, int, str, str], ...]


@lru_cache(16384)
def said_of(han: str) -> Said:
    """Say the stretches of a Chinese text that are read throughout."""
    few = read_of(han).readings[:LONGEST_SOUND]
    begins = [{reading[0] for reading in some} for some in few]
    initials: dict[str, int] = {}
    stretches: list[tuple[int, int, str, str]] = []
    for start in range(len(few)):
        heads, read = [""], ""
        for at in range(start, min(len(few), start + max(INITIALS))):
            if not few[at]:
                break
            heads = [head + letter for head in heads for letter in begins[at]]
            read += few[at][0]
            if at == start:
                continue
            initials.update(dict.fromkeys(heads, start))
            if at - start < FEW_CHARS:
                plain = confused(read)
                stretches.append((start, at + 1, plain, plain.translate(HEARD)))
    return Said(initials, tuple(stretches))


def _reading(word: str, han: str, edge: int) -> tuple[int, int] | None:
    """Find the characters that a word reads out, from where to where: of distinctive
    parts, which end at `edge`, or of a word of trade behind it."""
    read = read_of(han)
    for at in read.letters.get(word[0], ()):
        until = min(edge, LONGEST_SOUND) if at < edge else at + FEW_CHARS
        end = _end(word, read.readings[:until], at, least=at + 2)
        if end:
            return at, end
    return None


def _heard(number: int, word: str, han: str) -> Iterator[Bridge]:
    """Find the stretch of distinctive parts that a word abbreviates or sounds like."""
    said = said_of(han)
    at = said.initials.get(word)
    if at is not None:
        end = at + len(word)
        yield Bridge(number, at, end, han[at:end], "initials", 1)
        return
    sound = _sound(word)
    if sound is None:
        return
    best, start, end = 0.0, 0, 0
    for first, after, read, heard in said.stretches:
        near = sound.near(read, heard)
        if near > best:
            best, start, end = near, first, after
    if best:
        yield Bridge(number, start, end, han[start:end], "sound", best)


def _end(word: str, readings: Sequence[tuple[str, ...]], at: int, *, least: int) -> int:
    """Give where the readings of the characters from `at` on have used up the word, at
    `least` there; 0 for nowhere."""
    if not word:
        return at if at >= least else 0
    if at < len(readings):
        for reading in readings[at]:
            if word.startswith(reading):
                end = _end(word[len(reading) :], readings, at + 1, least=least)
                if end:
                    return end
    return 0


@lru_cache(65536)
def folded(word: str) -> str:
    """Fold letters that are heard alike (j and g, x and s, o and a).

    >>> folded("konka"), folded("kangjia")
    ('ganga', 'gangia')
    """
    return confused(word).translate(HEARD)


class Sound(NamedTuple):
    """How a word sounds: as one of pinyin does, which is read but one way ("" for any
    other), and as it is heard."""

    read: str
    heard: str

    def near(self, read: str, heard: str) -> float:
        """Give how near it is to a reading, from 0 to 1."""
        if self.read and self.read != read:
            return 0.0
        near = Levenshtein.normalized_similarity(
            self.heard, heard, score_cutoff=SOUND_FLOOR
        )
        return max(0.0, near - SOUND_FLOOR) / (1 - SOUND_FLOOR)


@lru_cache(65536)
def _sound(word: str) -> Sound | None:
    """Give how a word sounds that is neither too short nor too long to tell."""
    if not SHORTEST_SOUND <= len(word) <= LONGEST_SOUND:
        return None
    return Sound(confused(word) if spells(word) else "", folded(word))
