"""Distinctive parts across two scripts: by translation, by initials, by sound.

across   pairs of what is left of a Chinese name and of a spelled one
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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


@lru_cache(65536)
def _read_out(word: str, han: str, start: int) -> Bridge | None:
    """Find words of trade, from `start` on, that a spelled word only reads out."""
    said = _said(han)
    for at in range(max(0, start - 1), len(han)):
        for end in _ends(word, said[: at + FEW_CHARS], at):
            if end > at + 1:
                how = f"reads {written(han[at:end])}"
                return Bridge(0, at, end, how, "part", 1.0)
    return None


@lru_cache(4096)
def _said(han: str) -> tuple[tuple[str, ...], ...]:
    return tuple(readings_of(c) for c in han)


@lru_cache(4096)
def _spans(han: str) -> tuple[tuple[tuple[int, str, str], ...], ...]:
    """Give for every start the stretches of two to four characters that can be read:
    (after its last one, its reading with confused sounds folded, the same as heard)."""
    said = _said(han)[:LONGEST_SOUND]
    out = []
    for start in range(len(said)):
        here: list[tuple[int, str, str]] = []
        for end in range(start + 2, min(len(said), start + FEW_CHARS) + 1):
            options = said[start:end]
            if not all(options):
                break
            read = "".join(option[0] for option in options)
            here.append((end, confused(read), folded(read)))
        out.append(tuple(here))
    return tuple(out)


@lru_cache(65536)
def _heard(word: str, han: str) -> Bridge | None:
    """Find the stretch of Chinese that a word spells, abbreviates or sounds like."""
    said = _said(han)[:LONGEST_SOUND]
    sound = _sound(word)
    best: Bridge | None = None
    for start, spans in enumerate(_spans(han)):
        for end in _ends(word, said, start):
            if end - start > 1:
                how = f"reads {written(han[start:end])}"
                return Bridge(0, start, end, how, "part", 1.0)
        end = start + len(word)
        if len(word) in INITIALS and end <= len(said) and all(
            c in {r[:1] for r in options}
            for c, options in zip(word, said[start:end], strict=True)
        ):  # fmt: skip
            best = Bridge(
                0, start, end, f"initials of {written(han[start:end])}", "initials", 1
            )
        if best is not None and best.weight == "initials":
            continue
        for end, read, heard in spans:
            near = sound.near(read, heard) if sound else 0.0
            if near and (best is None or near > best.near):
                how = f"sounds like {written(han[start:end])}"
                best = Bridge(0, start, end, how, "sound", near)
    return best


def _ends(word: str, said: Sequence[tuple[str, ...]], at: int) -> Iterator[int]:
    """Give where the reading of the characters from `at` on has used up the word."""
    if not word:
        yield at
    elif at < len(said):
        for reading in said[at]:
            if word.startswith(reading):
                yield from _ends(word[len(reading) :], said, at + 1)


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
