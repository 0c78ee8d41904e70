"""The world's countries: their letters, spellings, and points for maps.

countries         every country
country_of_code   one by its letters
country_code      a country from the way a paper writes it
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from whence.shelf import rows_of
from whence.shelf.letters import plain


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
def _spelled() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows_of("places/countries.csv"):
        found[row["alpha3"].lower()] = row["code"]
    for country in countries():
        for name in (country.code, *country.names):
            found[_bare(name)] = country.code
    return found


def _bare(name: str) -> str:
    return "".join(c for c in plain(name) if c.isalnum())


@lru_cache(4096)
def country_code(text: str) -> str:
    """Give the ISO 3166-1 letters of a country as papers write it, or "".

    A longer cell ("China (Zhejiang)", "Made in Viet Nam") is read when exactly one
    country stands in it.

    >>> country_code("P.R. China"), country_code("孟加拉国"), country_code("VNM")
    ('CN', 'BD', 'VN')
    """
    bare = _bare(text)
    if bare in _spelled():
        return _spelled()[bare]
    parts = ["".join(filter(str.isalnum, w)) for w in plain(text).split()]
    grams = {
        "".join(parts[i:j])
        for i in range(len(parts[:12]))
        for j in range(i + 1, min(i + 4, len(parts)) + 1)
    }
    found = {_spelled()[g] for g in grams if len(g) > 3 and g in _spelled()}
    return found.pop() if len(found) == 1 else ""
