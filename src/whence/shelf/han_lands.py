"""The countries that words in Han name: no blanks part them.

han_lands   every country that stands in a stretch of Han
"""

from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import cast

from whence.shelf import places
from whence.shelf.countries import countries
from whence.shelf.land_words import beside
from whence.shelf.letters import has_han, plain
from whence.shelf.whereabouts import bare, is_province, lies_in
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


def han_lands(text: str) -> tuple[str, ...]:
    """Give every country named in a stretch of Han, "" once where words stand beside
    it that are no places, no kinds and no words of origin.

    A province of China alone says China; what else is written makes it no country.

    >>> han_lands("中国新疆"), han_lands("越南胡志明市"), han_lands("中国银行")
    (('CN',), ('VN',), ())
    >>> han_lands("中国和越南"), han_lands("中国和田")
    (('CN', 'VN'), ('CN',))
    """
    said: list[str] = []
    beside: list[str] = []
    at = 0
    whole = bare(text)
    while at < len(whole):
        size, land = _next(whole, at)
        if not size:
            return ()
        said += [land] if land else []
        beside += [whole[at : at + size]] if not land else []
        at += size
    if said:
        return tuple(dict.fromkeys(said))
    return ("CN",) if any(is_province([p]) for p in beside) else ()


def _next(text: str, at: int) -> tuple[int, str]:
    """Give the length of what stands next, and the country that it names or ""."""
    for size in range(min(_LONGEST, len(text) - at), 0, -1):
        word = text[at : at + size]
        if land := _named().get(word):
            return size, land
        if word in _between() or lies_in([word]) or word.isdigit():
            return size, ""
    return 0, ""
