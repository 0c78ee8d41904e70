"""Words for roles: what a firm's name says when it only carries, stores or pays.

carries        the role a firm's name betrays when it only carries, stores or pays
betraying      a coarse pattern of all those words, for names by the million
is_to_order    whether a name field says "to order" in place of a name
states_origin  whether a text says where goods come from
"""

import re
from functools import cache, lru_cache

from whence.errors import DataError
from whence.model.party import Role
from whence.shelf import yaml_of
from whence.shelf.chains import folded, has, words

ROLES = "chains/roles.yml"


@cache
def _roles() -> tuple[tuple[Role, tuple[str, ...]], ...]:
    """Give each role with the words that betray it in a name."""
    where = f"data/{ROLES}"
    try:
        return tuple(
            (Role(raw["role"]), words(raw["name"], where))
            for raw in yaml_of(ROLES)["roles"]
        )
    except (KeyError, ValueError) as broken:
        raise DataError(f"a role is wrong: {broken}.", where=where) from broken


@cache
def _carrying() -> re.Pattern[str]:
    """Give one pattern of all the words, because most names hold none of them."""
    every = [word for _, named in _roles() for word in named]
    parts = (re.escape(f" {w} " if w.isascii() else w) for w in every)
    return re.compile("|".join(parts))


@lru_cache(maxsize=65536)
def carries(name: str) -> Role:
    """Give the role a firm's name betrays (forwarder, bank ...), or UNKNOWN.

    >>> carries("Eastern Freight Forwarding Ltd"), carries("First Bank Ltd")
    (<Role.FORWARDER: 'forwarder'>, <Role.BANK: 'bank'>)
    """
    said = folded(name)
    if not _carrying().search(said):
        return Role.UNKNOWN
    return next(
        role for role, named in _roles() if any(has(said, word) for word in named)
    )


@cache
def betraying() -> str:
    """Give a pattern (RE2, lower case) that every name with a word for a role, or "to
    order", matches; a coarse sieve before `carries` and `is_to_order`."""
    every = [word for _, named in _roles() for word in named]
    every += list(_phrases("to_order"))
    firsts = sorted({word.split()[0] if word.isascii() else word for word in every})
    return "|".join(re.escape(first) for first in firsts)


@cache
def _phrases(key: str) -> tuple[str, ...]:
    """Give one of the phrase lists of the roles file."""
    return words(yaml_of(ROLES)[key], f"data/{ROLES}")


@cache
def _to_order() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the phrases that begin a name, and those that may stand anywhere in it."""
    every = _phrases("to_order")
    starts = tuple(f" {phrase} " for phrase in every if phrase.isascii())
    return starts, tuple(phrase for phrase in every if not phrase.isascii())


@lru_cache(maxsize=65536)
def is_to_order(name: str) -> bool:
    """Whether a name field says "to order" in place of a name.

    >>> is_to_order("TO THE ORDER OF First Bank"), is_to_order("Made to Order Ltd")
    (True, False)
    """
    said = folded(name)
    starts, holds = _to_order()
    return said.startswith(starts) or any(phrase in said for phrase in holds)


def states_origin(text: str) -> bool:
    """Whether a text says where goods come from ("cotton from Texas")."""
    said = folded(text)
    return any(has(said, word) for word in _phrases("origin_words"))
