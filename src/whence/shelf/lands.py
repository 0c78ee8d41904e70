"""The country that a cell or a paper says, in whatever words.

country_code   the country that words name
letters_of     the same of a cell of a table, where "NA" says that nothing is known

A cell is read in parts, as commas, slashes, brackets and hyphens part it. A country is
said by a part that is its name or its letters, and by its name among other words where
these leave it a country: places of its own, its kind, words of origin. A name in a
street, a firm or a ware says none, and two countries say none: whatever else is named
in the cell, also beside words that make it no country, speaks against the one that is.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from whence.shelf.countries import country_of, unmarked
from whence.shelf.han_lands import hear_han
from whence.shelf.land_heard import Heard, judged
from whence.shelf.land_names import among, said_here, taken_back
from whence.shelf.land_words import beside
from whence.shelf.letters import HAN, bare, has_han, plain
from whence.shelf.tables import words as table_words
from whence.shelf.whereabouts import (
    CHINA,
    NOWHERE,
    is_province,
    is_state,
    lies_in,
    state_of,
)
from whence.shelf.world import letters, named

_WORDS = 12
"""Words of a part of a cell that are looked at: a longer one is no country."""
_LETTERS = 3
"""Letters of a country's code, at most."""
_LIST = re.compile(r"[/;|&+>=*、→]")
_PARTS = re.compile(r"[,;/|+>=*→()\[\]{}:、・·\n]|\s[-–—]+\s?|(?<![-–—])[-–—]+\s")
_SCRIPTS = re.compile(rf"(?:{HAN.pattern})+|[^\u3007\u3400-\u9fff]+")
_DIGIT = re.compile(r"\d")
_NOT, _ALL = "not", 100
_HYPHENS = re.compile(r"[-–—_]")


@lru_cache(65536)
def country_code(text: str) -> str:
    """Give the ISO 3166-1 letters of a country as papers write it, or "".

    >>> country_code("P.R. China"), country_code("孟加拉国"), country_code("VNM")
    ('CN', 'BD', 'VN')
    >>> country_code("Made in China, USA"), country_code("Not made in China")
    ('', '')
    >>> country_code("Inner Mongolia, China"), country_code("Taipei, Taiwan, China")
    ('CN', 'TW')
    >>> country_code("CN-65"), country_code("CN-71")
    ('CN', 'TW')
    """
    whole = bare(text)
    within = beside().within.get(whole) or named().get(whole)
    spelled = letters().get(whole) or ("" if _LIST.search(text) else within)
    said = _written_out(text)
    parts = _PARTS.split(_unslashed(plain(said)))
    numbered = any(part.strip() in beside().numbered for part in parts)
    if found := spelled or ("" if numbered else country_of(said)):
        return found
    heard = Heard()
    for part in parts:
        for piece in _SCRIPTS.findall(part) if has_han(part) else (part,):
            _hear(piece, heard)
    return judged(heard)


def _written_out(text: str) -> str:
    """Write out what signs say of a country: a share of the goods, and an answer.

    Blanks are folded first: a cell of a thousand blanks would else be tried from each.
    """
    text = " ".join(text.split())
    if _DIGIT.search(text):
        text = _shares().sub(lambda m: " " if _is_all(m[1]) else f" {_NOT} ", text)
    return _answers().sub(f": {_NOT}", text)


def _is_all(number: str) -> bool:
    return float(number.replace(",", ".")) == _ALL


@cache
def _shares() -> re.Pattern[str]:
    """Give a pattern of a number with a sign or word that makes it a share."""
    signs = "|".join(map(re.escape, beside().shares))
    return re.compile(rf"(?<![\d.,])(\d+(?:[.,]\d+)?) ?(?:{signs})", re.IGNORECASE)


@cache
def _answers() -> re.Pattern[str]:
    """Give a pattern of an answer that ends a cell."""
    words = "|".join(map(re.escape, beside().answers))
    return re.compile(rf"(?:[:=;(/]| [-–—]) ?(?:{words}) ?\)? *$", re.IGNORECASE)


def _unslashed(text: str) -> str:
    """Write out the short words that hold a slash, which would part them."""
    for short, word in beside().slashed.items():
        text = re.sub(rf"\b{re.escape(short)}\b", word, text)
    return text


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


def _hear(part: str, heard: Heard) -> None:
    """Hear one part of a cell, which is written in Han or in letters."""
    if has_han(part):
        hear_han(part, heard)
        return
    if land := beside().numbered.get(part.strip()):
        heard.say(land)
        return
    known = named()
    words = [
        w
        for chunk in part.split()
        for w in ((chunk,) if bare(chunk) in known else _HYPHENS.split(chunk))
    ]
    words = [w for w in map(bare, words) if w][:_WORDS]
    _hear_words(part, words, heard)
    heard.words += words


def _hear_words(part: str, words: Sequence[str], heard: Heard) -> None:
    """Hear the bare words of a part."""
    said = [w for w in words if not w.isdigit()]
    if len(said) == 1 and _by_letters(said[0], len(words) > 1, heard):
        pass
    elif heard.said and words and beside().apart.issuperset(words):
        heard.back = True
    elif land := _whole(part, words):
        said_here(land, words, 0, "".join(words), heard)
    elif len(said) > 1 and (land := _beside_places(said)):
        heard.say(land)
        heard.refused |= _namesakes(said)
    elif said:
        among(words, heard)


def _whole(part: str, words: Sequence[str]) -> str:
    """Give the country that a whole part is the name of, one of China's provinces or a
    place that bears the name of another country."""
    name = "".join(words)
    within = beside().within
    found = within.get(name) or named().get(name) or country_of(part)
    found = found or unmarked().get(name, "")
    return found or (CHINA if is_province(words) else "")


def _by_letters(word: str, numbered: bool, heard: Heard) -> bool:
    """Hear a part that is two or three letters, with or without a number."""
    land, states = letters().get(word, ""), state_of(word)
    if len(word) > _LETTERS or word in named() or not (land or states):
        return False
    if taken_back(heard.words, ""):
        heard.back = heard.back or bool(land)
        return True
    if states or (word in beside().doubtful) or numbered:
        heard.doubt(states | ({land} if land else NOWHERE))
    else:
        heard.say(land, word)
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


def _namesakes(words: Sequence[str]) -> set[str]:
    """Give the countries that bear the name of a place beside letters: "USA Jamaica"
    may be two, "USA Georgia" is a State."""
    rests = [rest for rest in (words[1:], words[:-1]) if not is_state(rest)]
    known = named()
    return {known[name] for name in map("".join, rests) if name in known}
