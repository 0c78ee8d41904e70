"""Names and codes of countries, as cells write them."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from whence.shelf import rows_of
from whence.shelf.letters import bare
from whence.shelf.tables import checked, folded

LONG = 5
"""Letters of a name that is known without its marks: "Áo" would be "Ao"."""
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


@cache
def unmarked() -> Mapping[str, str]:
    """Give the country of long names typed without their marks ("Trung Quoc"), where
    only one country is left."""
    found: dict[str, set[str]] = {}
    for name, land in countries().items():
        typed = bare(name)
        if len(typed) >= LONG:
            found.setdefault(typed, set()).add(land)
    return {name: lands.pop() for name, lands in found.items() if len(lands) == 1}
