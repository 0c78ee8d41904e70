"""The world's countries: their letters, spellings, and points for maps.

countries         every country
country_of_code   one by its letters
country_code      a country from the way a paper writes it
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whence.shelf import rows_of, yaml_of
from whence.shelf.chains import words
from whence.shelf.letters import plain

_BESIDE = "places/country_words.yml"
_WORDS = 12
"""Words of a cell that are looked at: a longer one is no country."""
_SHORTEST = 3
"""Letters of a name that is known among other words: two may be any word."""
_PARTS = re.compile(r"[,;/|()\[\]]")


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1, its spellings, and a point for maps."""

    code: str
    name: str
    names: tuple[str, ...]
    point: tuple[float, float]


@cache
def countries() -> tuple[Country, ...]:
    """Give every country with all spellings, official ones first."""
    return tuple(
        Country(
            row["code"],
            row["name_en"],
            (row["name_en"], row["name_zh"], *filter(None, row["names"].split("|"))),
            (float(row["lat"]), float(row["lon"])),
        )
        for row in rows_of("places/countries.csv")
    )


def country_of_code(code: str) -> Country | None:
    """Give the country with these two letters."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, Country]:
    return {c.code: c for c in countries()}


@cache
def _named() -> dict[str, str]:
    """Give the country of each name, bare; letters of ISO 3166-1 are no names."""
    listed = {
        _bare(row["name"]): row["country"]
        for row in rows_of("tables/countries.csv")
        if row["language"] != "code"
    }
    return listed | {_bare(name): c.code for c in countries() for name in c.names}


@cache
def _spelled() -> dict[str, str]:
    """Give the country of each name and of its letters, two or three."""
    letters = {
        _bare(row[key]): row["code"]
        for key in ("alpha3", "code")
        for row in rows_of("places/countries.csv")
    }
    return letters | _named()


@cache
def _beside() -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that take a country back, and those that say origin."""
    raw = yaml_of(_BESIDE)
    apart, origin = (words(raw[key], f"data/{_BESIDE}") for key in ("apart", "origin"))
    return frozenset(apart), frozenset(origin)


def _bare(name: str) -> str:
    return "".join(c for c in plain(name) if c.isalnum())


@lru_cache(4096)
def country_code(text: str) -> str:
    """Give the ISO 3166-1 letters of a country as papers write it, or "".

    A longer cell ("China (Zhejiang)", "Made in Viet Nam") is read when exactly one
    country stands in it and no word takes it back.

    >>> country_code("P.R. China"), country_code("孟加拉国"), country_code("VNM")
    ('CN', 'BD', 'VN')
    >>> country_code("Made in China, USA"), country_code("Not made in China")
    ('', '')
    """
    if found := _spelled().get(_bare(text)):
        return found
    cells = [_bare(word) for word in plain(text).split()][:_WORDS]
    parts = {_spelled().get(_bare(part), "") for part in _PARTS.split(text)}
    said, at = parts - {""}, 0
    while at < len(cells):
        size, code = _longest(cells[at:])
        if code and _taken_back(cells[:at]):
            return ""
        said |= {code} - {""}
        at += size
    return said.pop() if len(said) == 1 else ""


def _longest(beginning: Sequence[str]) -> tuple[int, str]:
    """Give the country with which some words begin, by its longest name, and how many
    of them that is; one word and "" where they begin with none."""
    for size in range(len(beginning), 0, -1):
        name = "".join(beginning[:size])
        if len(name) >= _SHORTEST and (code := _named().get(name)):
            return size, code
    return 1, ""


def _taken_back(before: Sequence[str]) -> bool:
    """Whether the words before a country take it back."""
    apart, origin = _beside()
    last = next((word for word in reversed(before) if word not in origin), "")
    return last in apart
