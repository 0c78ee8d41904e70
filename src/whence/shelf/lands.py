"""The country that a cell or a paper says, in whatever words.

country_code   the country that words name
letters_of     the same of a cell of a table, where "NA" says that nothing is known

A cell is read in parts, as commas, slashes, brackets and hyphens part it. A country is
said by a part that is its name or its letters, and by its name among other words where
these leave it a country: places of its own, its kind, words of origin. A name in a
street, a firm or a ware says none, and two countries say none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from whence.shelf.countries import country_of, unmarked
from whence.shelf.han_lands import han_lands
from whence.shelf.land_words import beside
from whence.shelf.letters import HAN, has_han, plain
from whence.shelf.tables import words as table_words
from whence.shelf.whereabouts import (
    NOWHERE,
    bare,
    is_province,
    kinds,
    lies_in,
    longest,
    state_of,
)
from whence.shelf.world import letters, named

_WORDS = 12
"""Words of a part of a cell that are looked at: a longer one is no country."""
_SHORTEST = 3
"""Letters of a name that is known among other words: two may be any word."""
_ZIP = 5
"""Digits behind the letters of a State."""
_LIST = re.compile(r"[/;|&+、]")
_PARTS = re.compile(r"[,;/|()\[\]{}:、・·\n]|\s[-–—]+\s?|[-–—]+\s")
_SCRIPTS = re.compile(rf"(?:{HAN.pattern})+|[^\u3007\u3400-\u9fff]+")
_HYPHENS = re.compile(r"[-–—_]")


@dataclass(slots=True)
class _Heard:
    """What the parts of a cell say, in order: countries (with whether by two letters
    only), letters that are of a State or a country, and where places can lie."""

    said: list[tuple[str, bool]] = field(default_factory=list)
    either: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    fits: list[frozenset[str]] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    back: bool = False

    def say(self, land: str, by_letters: bool = False) -> None:
        """Hear a country."""
        self.said.append((land, by_letters))

    def doubt(self, lands: frozenset[str]) -> None:
        """Hear letters that may be of several, behind what was said before."""
        self.either.append((len(self.said), lands))


@lru_cache(65536)
def country_code(text: str) -> str:
    """Give the ISO 3166-1 letters of a country as papers write it, or "".

    >>> country_code("P.R. China"), country_code("孟加拉国"), country_code("VNM")
    ('CN', 'BD', 'VN')
    >>> country_code("Made in China, USA"), country_code("Not made in China")
    ('', '')
    >>> country_code("Inner Mongolia, China"), country_code("Taipei, Taiwan, China")
    ('CN', 'TW')
    """
    whole = bare(text)
    spelled = letters().get(whole) or ("" if _LIST.search(text) else named().get(whole))
    if found := spelled or country_of(text):
        return found
    heard = _Heard()
    for part in _PARTS.split(plain(text)):
        for piece in _SCRIPTS.findall(part) if has_han(part) else (part,):
            _hear(piece, heard)
            if heard.back:
                return ""
    return _judged(heard)


@lru_cache(65536)
def letters_of(text: str) -> str:
    """Give the two letters of the country that a cell says, "" when none is known.

    What is not understood says nothing: it is no other country.

    >>> letters_of("P.R. China"), letters_of("China (Zhejiang)")
    ('CN', 'CN')
    >>> letters_of("China / Vietnam"), letters_of("NA"), letters_of("Wonder")
    ('', '', '')
    """
    return "" if text.casefold() in table_words().blanks else country_code(text)


def _hear(part: str, heard: _Heard) -> None:
    """Hear one part of a cell, which is written in Han or in letters."""
    if has_han(part):
        for land in han_lands(part):
            heard.say(land)
        return
    known = named()
    chunks = part.split()
    words = [
        w
        for chunk in chunks
        for w in ((chunk,) if bare(chunk) in known else _HYPHENS.split(chunk))
    ]
    words = [w for w in map(bare, words) if w][:_WORDS]
    said = [w for w in words if not w.isdigit()]
    if len(said) == 1 and _by_letters(said[0], len(words) > 1, heard):
        pass
    elif land := _whole(part, words):
        _said_here(land, words, 0, heard)
    elif len(said) > 1 and (land := _beside_places(said)):
        heard.say(land)
    elif said:
        _among(words, heard)
    heard.before += words


def _whole(part: str, words: Sequence[str]) -> str:
    """Give the country that a whole part is the name of, one of China's provinces or a
    place that bears the name of another country."""
    name = "".join(words)
    within = beside().within
    found = within.get(name) or named().get(name) or country_of(part)
    found = found or unmarked().get(name, "")
    return found or ("CN" if is_province(words) else "")


def _by_letters(word: str, numbered: bool, heard: _Heard) -> bool:
    """Hear a part that is two or three letters, with or without a number."""
    land, states = letters().get(word, ""), state_of(word)
    if len(word) > _SHORTEST or word in named() or not (land or states):
        return False
    if _taken_back(heard.before, ""):
        heard.back = bool(land)
        return True
    if states or (word in beside().doubtful) or numbered:
        heard.doubt(states | ({land} if land else NOWHERE))
    else:
        heard.say(land, len(word) < _SHORTEST)
    return True


def _beside_places(words: Sequence[str]) -> str:
    """Give the country whose letters begin or end words that are its places."""
    known = letters()
    first, last = known.get(words[0], ""), known.get(words[-1], "")
    if first and len(words) == 2 and beside().territories.get(last) == first:
        return last
    if first and first in (lies_in(words[1:]) | state_of("".join(words[1:]))):
        return first
    lands = lies_in(words[:-1]) & (({last} if last else NOWHERE) | state_of(words[-1]))
    return next(iter(lands)) if len(lands) == 1 else ""


def _among(words: Sequence[str], heard: _Heard) -> None:
    """Hear the names of countries among the words of a part."""
    at, found = 0, False
    while at < len(words):
        size, land = _longest(words, at)
        behind = words[at + size :]
        if (
            land
            and not _names_other(words, at)
            and (_made_in(words[:at]) or _leaves(behind, land))
        ):
            _said_here(land, words, at, heard)
            found = True
        at += size
    if not found:
        heard.fits.append(lies_in(words))


def _longest(words: Sequence[str], at: int) -> tuple[int, str]:
    """Give the country with which words go on, by its longest name, and how many of
    them that is; one word and "" where they go on with none."""
    within = beside().within
    size = longest(words, at, within) or longest(words, at, named())
    name = "".join(words[at : at + size])
    if not size or len(name) < _SHORTEST:
        return 1, ""
    return size, within.get(name) or named()[name]


def _names_other(words: Sequence[str], at: int) -> bool:
    """Whether "of" before a country makes it part of another name: "Bank of China"."""
    known = beside()
    before = [w for w in words[:at] if w != "the"]
    if not before or before[-1] != "of":
        return False
    allowed = known.state | known.origin | known.apart | kinds()
    return len(before) > 1 and before[-2] not in allowed


def _made_in(before: Sequence[str]) -> bool:
    """Whether two words of origin stand before a country: "made in", "product of"."""
    return len(before) > 1 and beside().origin.issuperset(before[-2:])


def _leaves(behind: Sequence[str], land: str) -> bool:
    """Whether the words behind a country's name leave it a country: none, its places,
    words of its kind or of origin, or the next country."""
    known, codes = beside(), letters()
    fine = known.state | known.behind | known.origin | kinds()
    for at, word in enumerate(behind):
        if word in known.apart or _longest(behind, at)[1]:
            return True
        if word in codes and word not in known.doubtful:
            return True
        rest = behind[at:]
        if land in lies_in(rest) or rest[-1] in kinds():
            return True
        if not (word in fine or word.isdigit()):
            return False
    return True


def _said_here(land: str, words: Sequence[str], at: int, heard: _Heard) -> None:
    """Hear a country that stands at a word of a part, unless it is taken back."""
    if _taken_back((*heard.before, *words[:at]), land):
        is_place = not longest(words, at, named())
        heard.back = not is_place
    else:
        heard.say(land, words[at:] == [words[at]] and len(words[at]) < _SHORTEST)


def _taken_back(before: Sequence[str], land: str) -> bool:
    """Whether the words before a country take it back, with words of origin and its own
    places between."""
    known = beside()
    last = next(
        (
            word
            for word in reversed(before)
            if word not in known.origin and land not in lies_in([word])
        ),
        "",
    )
    return last in known.apart


def _judged(heard: _Heard) -> str:
    """Give the one country that all parts allow, or ""."""
    said = _without_states(heard.said)
    lands = {land for land, _ in said}
    if len(lands) > 1:
        return ""
    where = [fit for fit in heard.fits if fit]
    fits = frozenset.intersection(*where) if where else NOWHERE
    if not lands:
        doubts = [several for _, several in heard.either]
        left = fits.intersection(*doubts) if doubts else NOWHERE
        return next(iter(left)) if len(left) == 1 else ""
    (land,) = lands
    by_letters = all(short for _, short in said)
    for at, several in heard.either:
        behind = by_letters or at >= len(heard.said)
        sure = not by_letters or not (several - {land}) & (fits or several)
        if behind and not (land in several and sure):
            return ""
    return land


def _without_states(said: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Leave out a State that is written behind its own territory."""
    owner = beside().territories
    return [
        one
        for at, one in enumerate(said)
        if not any(owner.get(land) == one[0] for land, _ in said[:at])
    ]
