"""Names and codes of countries, as cells write them."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from whence.shelf import rows_of
from whence.shelf.tables import checked, folded, words
from whence.shelf.world import country_code

# What parts a country's name from its code in one cell.
COUNTRY_PARTS = re.compile(r"\s[-–:|]\s|[()（）\[\]/,;:|]|(?<=\d)-|-(?=\d)")


@cache
def countries() -> Mapping[str, str]:
    """Give the two-letter code of every folded name and code of a country.

    Our own spellings stand before those of the Common Locale Data Repository, which
    are kept folded.
    """
    path, more = "tables/countries.csv", "tables/countries_cldr.csv"
    return checked(
        path,
        lambda: (
            {r["name"]: r["country"] for r in rows_of(more)}
            | {folded(r["name"]): r["country"] for r in rows_of(path)}
        ),
    )


@lru_cache(maxsize=65536)
def country_of(text: str) -> str:
    """Give the code of a country as a cell writes it, with or without its code.

    >>> country_of("CN - China"), country_of("Китай"), country_of("中国(CHN)")
    ('CN', 'CN', 'CN')
    >>> country_of("Chinatown")
    ''
    """
    known = countries()
    if found := known.get(folded(text)):
        return found
    parts = [folded(p) for p in COUNTRY_PARTS.split(text) if p.strip()]
    codes = {known[p] for p in parts if p in known}
    rest = [p for p in parts if p not in known and not p.isdigit()]
    return codes.pop() if len(codes) == 1 and not rest else ""


@lru_cache(maxsize=65536)
def letters_of(text: str) -> str:
    """Give the two letters of the country that a cell says, "" when none is known.

    What is not understood says nothing: it is no other country.

    >>> letters_of("P.R. China"), letters_of("China (Zhejiang)")
    ('CN', 'CN')
    >>> letters_of("China / Vietnam"), letters_of("N/A"), letters_of("Wonder")
    ('', '', '')
    """
    if text.casefold() in words().blanks:
        return ""
    return country_of(text) or country_code(text)
