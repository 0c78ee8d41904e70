"""Distinctive parts across two scripts: by translation, by initials, by sound.

across   pairs of what is left of a Chinese name and of a spelled one
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from whence.match.sides import confused
from whence.match.sounds import as_said, readings_of, written
from whence.normalise.spoken import is_pinyin
from whence.shelf.glosses import Sense, senses

# Letters that stand for one another where a Chinese name is heard, not spelled.
HEARD = str.maketrans("jqkcxwuyptoe", "gggzsvvibdaa")
SOUND_FLOOR = 0.65
SHORTEST_SOUND, LONGEST_SOUND = 3, 12
INITIALS = range(2, 6)
FEW_CHARS = 4
ORDER = {"part": 5, "gloss": 4, "char": 3, "initials": 2, "compound": 1, "sound": 0}
SAID = {"gloss": "translation of {}", "char": "translation of {}",
        "compound": "holds a translation of {}"}  # fmt: skip


class Bridge(NamedTuple):
    """A spelled word and the Chinese characters it stands for."""

    word: int
    start: int
    end: int
    how: str
    weight: str
    near: float


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
    for number, word in words.items():
        for sense in meant(word, brand=number in sounded):
            zh = as_said(sense.zh) if said else sense.zh
            at = han.find(zh)
            if at >= 0 and (not said or len(zh) > 1):
                how, end = SAID[sense.how].format(sense.zh), at + len(sense.zh)
                found.append(Bridge(number, at, end, how, sense.how, sense.sure))
    brands = han[: max(0, upto - 1)]
    for number in sounded:
        heard = _heard(words[number], brands) if brands else None
        if heard is None or heard.weight != "part":
            heard = _read_out(words[number], han, upto) or heard
        if heard is not None:
            found.append(heard._replace(word=number))
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
    spoken = brand and is_pinyin(word)
    return tuple(
        sense
        for sense in senses(word)
        if sense.how == "gloss" or (brand and not (spoken and sense.how == "compound"))
    )


class Said(NamedTuple):
    """How a Chinese text is read: the readings of each character, the places where one
    that begins with a letter stands, the last place of some `initials`, and the
    `stretches` of two to four characters: (place, after the last one, reading with
    confused sounds folded, the same as heard)."""

    readings: tuple[tuple[str, ...], ...]
    letters: dict[str, list[int]]
    initials: dict[str, int]
    stretches: tuple[tuple[int, int, str, str], ...]


@lru_cache(16384)
def said_of(han: str) -> Said:
    """Read a Chinese text; stretches and initials only of its first characters."""
    readings = tuple(readings_of(c) for c in han)
    letters: dict[str, list[int]] = {}
    initials: dict[str, int] = {}
    stretches: list[tuple[int, int, str, str]] = []
    for start, some in enumerate(readings):
        for letter in dict.fromkeys(reading[0] for reading in some):
            letters.setdefault(letter, []).append(start)
    few = readings[:LONGEST_SOUND]
    for start in range(len(few)):
        for end in range(start + 2, min(len(few), start + max(INITIALS)) + 1):
            options = few[start:end]
            if not all(options):
                break
            for heads in product(*({r[0] for r in some} for some in options)):
                initials["".join(heads)] = start
            if end - start <= FEW_CHARS:
                read = "".join(option[0] for option in options)
                stretches.append((start, end, confused(read), folded(read)))
    return Said(readings, letters, initials, tuple(stretches))


@lru_cache(65536)
def _read_out(word: str, han: str, start: int) -> Bridge | None:
    """Find words of trade, from `start` on, that a spelled word only reads out."""
    said = said_of(han)
    for at in said.letters.get(word[0], ()):
        if at >= start - 1:
            end = _end(word, said.readings[: at + FEW_CHARS], at, least=at + 2)
            if end:
                how = f"reads {written(han[at:end])}"
                return Bridge(0, at, end, how, "part", 1.0)
    return None


@lru_cache(65536)
def _heard(word: str, han: str) -> Bridge | None:
    """Find the stretch of Chinese that a word spells, abbreviates or sounds like."""
    said = said_of(han)
    for at in said.letters.get(word[0], ()):
        end = _end(word, said.readings[:LONGEST_SOUND], at, least=at + 2)
        if end:
            how = f"reads {written(han[at:end])}"
            return Bridge(0, at, end, how, "part", 1.0)
    if (at := said.initials.get(word, -1)) >= 0:
        end = at + len(word)
        how = f"initials of {written(han[at:end])}"
        return Bridge(0, at, end, how, "initials", 1)
    return _sounding(word, han, said)


def _sounding(word: str, han: str, said: Said) -> Bridge | None:
    """Find the stretch of Chinese that sounds most like a word."""
    sound = _sound(word)
    if sound is None:
        return None
    best, start, end = 0.0, 0, 0
    for at, after, read, heard in said.stretches:
        if (near := sound.near(read, heard)) > best:
            best, start, end = near, at, after
    if not best:
        return None
    how = f"sounds like {written(han[start:end])}"
    return Bridge(0, start, end, how, "sound", best)


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
    return Sound(confused(word) if is_pinyin(word) else "", folded(word))
