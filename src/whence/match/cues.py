"""What in one name may link a distinctive part to one of another name.

own_cues, latin_words   what it shares with a name in the same script
whole_key     the whole name
bare_keys     the places with their trades, of a name without a distinctive part
Text, texts_of   what of a name may stand for something in the other script
cues_of, pinyin_of, heard   what a text shares with one in the other script
script_cues, sound_cues   the same of all texts of a name
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from whence.match.across import (
    INITIALS,
    LONGEST_SOUND,
    SHORTEST_SOUND,
    folded,
    meant,
    read_of,
    said_of,
)
from whence.match.sides import Part, Side, confused
from whence.match.sounds import as_said, inside, spells, words_of
from whence.shelf import terms


class Text(NamedTuple):
    """A distinctive part (`brand`) or a word of trade."""

    text: str
    brand: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The words that may be linked."""
        return words_of(self.text) if self.brand else tuple(self.text.split())


def own_cues(side: Side, *, first: bool) -> Iterator[str]:
    """Give the cues of a name, of which two names share one where a distinctive part of
    one may be a part of the other, or spell a place of it: keys of parts, alone and
    joined; stretches of Chinese ones; places as they are spelled; the whole name; of
    one without a distinctive part its place with its trades. `first` tells the names on
    one side from those on the other, for a place is no link to a place.
    """
    for part in side.brands:
        yield from _part_cues(part, first=first)
        if side.han:
            yield from _stretch_cues(part)
    for _, _, joined in side.joins:
        yield joined
    for word in side.place_words:
        yield f"{'<>'[first]}{word}"
    yield whole_key(side)
    yield from bare_keys(side)


@lru_cache(65536)
def _part_cues(part: Part, *, first: bool) -> tuple[str, ...]:
    """Give the keys of a part, and how a Chinese one is spelled, which may be how the
    other name spells a place."""
    spelt = part.latin if part.han else ()
    return (*part.keys, *(f"{'><'[first]}{word}" for word in spelt))


@lru_cache(65536)
def _stretch_cues(part: Part) -> tuple[str, ...]:
    return tuple(f"~{key}" for key in part.keys | part.inner)


def whole_key(side: Side) -> str:
    """Give the key of the whole name, however its words are set apart."""
    return f"f:{side.full}"


def bare_keys(side: Side) -> Iterator[str]:
    """Give the places of a name without a distinctive part, with its trades."""
    if not side.brands and side.trades:
        trades = " ".join(sorted(key for key, _, _ in side.trades))
        yield from (f"p:{code}:{trades}" for code in side.codes)


def texts_of(side: Side) -> Iterator[Text]:
    """Give the parts and the words of trade of a name that may stand for something in
    the other script; those of a name in pinyin throughout as if in characters."""
    said = side.said
    for part in side.brands:
        if part.han or said or not side.han:
            yield Text(as_said(part.text) if said else part.text, brand=True)
    for text in sorted(side.trade.texts):
        yield Text(as_said(text) if said else text, brand=False)


def script_cues(side: Side) -> Iterator[str]:
    """Give what a name may share with one in the other script, alike in both."""
    for text in texts_of(side):
        yield from cues_of(text, han=side.han)


def sound_cues(side: Side) -> Iterator[str]:
    """Give how the distinctive parts of a name sound, alike in both scripts."""
    for text in texts_of(side):
        yield from heard(text, han=side.han)


@lru_cache(65536)
def cues_of(text: Text, *, han: bool) -> tuple[str, ...]:
    """Give what a text may share with one in the other script: of a Chinese one how its
    stretches are abbreviated, read and translated; of a spelled one what its words
    abbreviate, read and mean."""
    if not han:
        return tuple(_brand_cues(text.text) if text.brand else _trade_cues(text.text))
    found = list(_stretches(text.text).cues)
    if not text.brand:
        found = [cue for cue in found if cue.startswith("r:")]
    for zh in inside(text.text):
        found.append(f"g:{zh}" if text.brand or zh != text.text else f"t:{zh}")
    return tuple(found)


@lru_cache(65536)
def pinyin_of(text: Text, *, han: bool) -> tuple[str, ...]:
    """Give the readings of a distinctive part with confused sounds folded; of a spelled
    one the words of whole syllables, which sound like their own reading only."""
    if not text.brand:
        return ()
    if han:
        return _stretches(text.text).plain
    return tuple(confused(word) for word in text.words if spells(word))


@lru_cache(65536)
def heard(text: Text, *, han: bool) -> tuple[str, ...]:
    """Give how a distinctive part sounds: the stretches of a Chinese one, the words of
    a spelled one that are neither too short nor too long to tell."""
    if not text.brand:
        return ()
    if han:
        return _stretches(text.text).sounds
    return tuple(folded(word) for word in audible(text))


def audible(text: Text) -> Iterator[str]:
    """Give the words of a spelled part that are neither too short nor too long to tell
    how they sound."""
    for word in text.words:
        if SHORTEST_SOUND <= len(word) <= LONGEST_SOUND:
            yield word


def _brand_cues(text: str) -> Iterator[str]:
    for word in words_of(text):
        if len(word) in INITIALS:
            yield f"i:{word}"
        yield f"r:{word}"
        for sense in meant(word, brand=True):
            yield f"g:{sense.zh}"
            yield f"t:{sense.zh}"


def _trade_cues(text: str) -> Iterator[str]:
    for word in text.split():
        for sense in meant(word, brand=False):
            yield f"g:{sense.zh}"
            if not _one_trade(sense.zh, text):
                yield f"t:{sense.zh}"


@lru_cache(4096)
def _one_trade(zh: str, word: str) -> bool:
    """Whether two words are one concept of trade, so that no link is needed."""
    known = _concepts()
    return bool(known.get(zh, set()) & known.get(word, set()))


@cache
def _concepts() -> dict[str, set[str]]:
    return {t.text: set(t.keys) for t in terms.trades()}


class Stretches(NamedTuple):
    """The cues of the stretches of a Chinese part, how they sound, and their readings
    with confused sounds folded."""

    cues: tuple[str, ...]
    sounds: tuple[str, ...]
    plain: tuple[str, ...]


@lru_cache(65536)
def _stretches(text: str) -> Stretches:
    said, readings = said_of(text), read_of(text).readings
    cues = {f"i:{initials}" for initials in said.initials}
    sounds: set[str] = set()
    plain: set[str] = set()
    for start, end, read, sound in said.stretches:
        cues.update("r:" + "".join(p) for p in product(*readings[start:end]))
        plain.add(read)
        sounds.add(sound)
    return Stretches(tuple(sorted(cues)), tuple(sorted(sounds)), tuple(sorted(plain)))


def latin_words(side: Side) -> Iterator[str]:
    """Give the Latin spellings of the distinctive parts."""
    for part in side.brands:
        yield from part.latin
