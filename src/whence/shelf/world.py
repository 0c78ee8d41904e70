"""The world's countries: their letters, spellings, and points for maps.

countries         every country
country_of_code   one by its letters
named, letters    the country of each name, and of its two or three letters
"""

from dataclasses import dataclass
from functools import cache

from whence.shelf import rows_of
from whence.shelf.letters import bare


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
def named() -> dict[str, str]:
    """Give the country of each name, bare; letters of ISO 3166-1 are no names."""
    listed = {
        bare(row["name"]): row["country"]
        for row in rows_of("tables/countries.csv")
        if row["language"] != "code"
    }
    return listed | {bare(name): c.code for c in countries() for name in c.names}


@cache
def letters() -> dict[str, str]:
    """Give the country of its letters, two or three, folded."""
    coded = (r for r in rows_of("tables/countries.csv") if r["language"] == "code")
    return {bare(row["name"]): row["country"] for row in coded} | {
        bare(row[key]): row["code"]
        for key in ("alpha3", "code")
        for row in rows_of("places/countries.csv")
    }
