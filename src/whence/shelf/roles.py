"""Words for roles: what a firm's name says when it only carries, stores or pays.

carries        the role a firm's name betrays when it only carries, stores or pays
betraying      a coarse pattern of all those words, for names by the million
is_to_order    whether a name field says "to order" in place of a name
states_origin  whether a text says where goods come from
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from whence.errors import DataError
from whence.model.party import Role
from whence.shelf import yaml_of
from whence.shelf.chains import folded, has, words
from whence.shelf.lands import country_code
from whence.shelf.terms import forms

ROLES = "chains/roles.yml"
ODD_BLOCKS = (
    (0x80, 0xD800),
    (0xE000, 0x10000),
    (0x1D400, 0x1D800),
    (0x1F100, 0x1F300),
    (0x2F800, 0x2FA20),
)
"""Where letters stand that are others when folded: the first plane without surrogates,
letters of mathematics, letters in boxes, variants of Han."""
JOINED = "\u0300-\u036f\u1100-\u11ff"
"""Marks, and parts of Korean syllables, that are joined to one letter when folded."""


@dataclass(frozen=True, slots=True)
class _Betrayal:
    """What betrays one role in a firm's name: a `name` anywhere in it, or its `first`
    word, or how its `last` one ends, unless it holds one of `never`."""

    role: Role
    name: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    never: tuple[str, ...]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> "_Betrayal":
        """Read one role of the file."""
        lists = (
            words(raw.get(key, []), f"data/{ROLES}")
            for key in ("name", "first", "last", "never")
        )
        return cls(Role(raw["role"]), *lists)

    def within(self, said: str) -> bool:
        """Whether a folded name betrays the role."""
        if any(has(said, word) for word in self.name):
            return True
        if not self.first or any(has(said, word) for word in self.never):
            return False
        bare = _bare(said)
        return bool(bare) and (bare[0] in self.first or bare[-1].endswith(self.last))


@cache
def _roles() -> tuple[_Betrayal, ...]:
    """Give each role with the words that betray it in a name."""
    try:
        return tuple(_Betrayal.of(raw) for raw in yaml_of(ROLES)["roles"])
    except (KeyError, ValueError) as broken:
        raise DataError(
            f"a role is wrong: {broken}.", where=f"data/{ROLES}"
        ) from broken


@cache
def _forms() -> frozenset[str]:
    """Give the words that are an organisation form, or part of one; a factory is no
    bank, whatever stands before the word."""
    legal = (form.text for form in forms() if "f:factory" not in form.keys)
    return frozenset(word for text in legal for word in folded(text).split())


def _bare(said: str) -> list[str]:
    """Give the words of a folded name without what stands at its end and tells nobody
    apart by trade: forms, numbers, single letters, a country."""
    kept = said.split()
    while kept and (
        len(kept[-1]) == 1
        or kept[-1].isdigit()
        or kept[-1] in _forms()
        or country_code(kept[-1])
    ):
        kept.pop()
    return kept


@cache
def _carrying() -> re.Pattern[str]:
    """Give one pattern of all the words, because most names hold none of them."""
    whole = [word for role in _roles() for word in (*role.name, *role.first)]
    parts = [re.escape(f" {word} " if word.isascii() else word) for word in whole]
    parts += [re.escape(end) for role in _roles() for end in role.last]
    return re.compile("|".join(parts))


@lru_cache(maxsize=65536)
def carries(name: str) -> Role:
    """Give the role a firm's name betrays (forwarder, bank ...), or UNKNOWN.

    >>> carries("Eastern Freight Forwarding Ltd"), carries("First Anchor Bank 2 Ltd")
    (<Role.FORWARDER: 'forwarder'>, <Role.BANK: 'bank'>)
    >>> carries("Shenzhen Power Bank Co., Ltd")
    <Role.UNKNOWN: 'unknown'>
    """
    said = folded(name)
    if not _carrying().search(said):
        return Role.UNKNOWN
    found = (role.role for role in _roles() if role.within(said))
    return next(found, Role.UNKNOWN)


@cache
def betraying() -> str:
    """Give a pattern (RE2, lower case) that every name with a word for a role, or "to
    order", matches; a coarse sieve before `carries` and `is_to_order`. It lets names in
    wide or otherwise odd letters through, for no engine folds these as `folded` does.
    """
    every = [w for role in _roles() for w in (*role.name, *role.first, *role.last)]
    every += _phrases("to_order")
    firsts = sorted({word.split()[0] if word.isascii() else word for word in every})
    return "|".join([*map(re.escape, firsts), f"[{JOINED}{_odd_letters()}]"])


@cache
def _odd_letters() -> str:
    """Give the letters and digits, as ranges of a class, that `folded` makes others
    than lower case does."""
    odd = [code for span in ODD_BLOCKS for code in range(*span) if _is_odd(chr(code))]
    runs: list[list[int]] = []
    for code in odd:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


def _is_odd(char: str) -> bool:
    said = folded(char).strip()
    return bool(said) and said != char.lower()


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
