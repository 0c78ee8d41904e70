"""The countries that words in Han name: no blanks part them.

hear_han    hear a stretch of Han of a cell
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
from typing import cast

from whence.shelf import places
from whence.shelf.countries import countries
from whence.shelf.land_heard import Heard
from whence.shelf.land_words import beside
from whence.shelf.letters import bare, has_han, plain
from whence.shelf.whereabouts import CHINA, is_province, lies_in
from whence.shelf.world import named

_LONGEST = 16
"""Characters of the longest name that is looked for."""


@cache
def _named() -> Mapping[str, str]:
    """Give the country of every name in Han."""
    return {n: c for n, c in {**countries(), **named()}.items() if has_han(n)}


@cache
def _between() -> frozenset[str]:
    around = places.words()
    small = (cast("list[str]", around[key]) for key in ("small_han", "zone_han"))
    return beside().han.union(map(plain, chain.from_iterable(small)))


def hear_han(text: str, heard: Heard) -> None:
    """Hear the countries of a stretch of Han and its places; where other words make it
    none, that they were named."""
    whole = bare(text)
    pieces = _pieces(whole)
    lands = _lands_of(pieces)
    for land in lands:
        heard.say(land)
    if not lands:
        heard.refused |= _named_in(whole)
    for word, land in pieces:
        if not land:
            heard.stand([word])


def _lands_of(pieces: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Give every country named in a stretch of Han, none where words stand beside it
    that are no places, no kinds and no words of origin.

    A province of China alone says China; what else is written makes it no country.

    >>> [_lands_of(_pieces(t)) for t in ("中国新疆", "越南胡志明市", "中国银行")]
    [('CN',), ('VN',), ()]
    >>> [_lands_of(_pieces(text)) for text in ("中国和越南", "中国和田")]
    [('CN', 'VN'), ('CN',)]
    """
    if said := [land for _, land in pieces if land]:
        return tuple(dict.fromkeys(said))
    return (CHINA,) if any(is_province([word]) for word, _ in pieces) else ()


def _pieces(text: str) -> list[tuple[str, str]]:
    """Part Han into known words, each with the country that it names or ""; none where
    anything else stands among them."""
    found, at = [], 0
    while at < len(text):
        size, land = _next(text, at)
        if not size:
            return []
        found.append((text[at : at + size], land))
        at += size
    return found


def _named_in(text: str) -> set[str]:
    """Give the countries that are named anywhere in Han, also by a province."""
    found = set()
    for at in range(len(text)):
        for end in range(at + 2, min(at + _LONGEST, len(text)) + 1):
            word = text[at:end]
            found |= {_named()[word]} if word in _named() else set()
            found |= {CHINA} if is_province([word]) else set()
    return found


def _next(text: str, at: int) -> tuple[int, str]:
    """Give the length of what stands next, and the country that it names or ""."""
    for size in range(min(_LONGEST, len(text) - at), 0, -1):
        word = text[at : at + size]
        if land := _named().get(word):
            return size, land
        if word in _between() or lies_in([word]) or word.isdigit():
            return size, ""
    return 0, ""
