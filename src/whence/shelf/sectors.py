"""Priority sectors: what the authority looks at first. They decide nothing.

sectors      every sector, with the day from which it is one
sectors_of   those that goods belong to on a day, by code or by word
measure      the measure whose work they order
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from whence.errors import DataError
from whence.model.remark import Verification
from whence.shelf import rows_of, yaml_of
from whence.shelf.references import checked_reference

FILE = "measures/sectors.yml"


@dataclass(frozen=True, slots=True)
class Sector:
    """A priority sector. `hs` are codes of an analyst's mapping; no official list of
    codes is known. `by_word_only` says that its codes are residual ones, so that only a
    word of the description tells."""

    key: str
    title: str
    since: date
    hs: tuple[str, ...]
    words: tuple[str, ...]
    by_word_only: bool
    reference: str
    verification: Verification


@cache
def measure() -> str:
    """Give the key of the measure whose work the sectors order."""
    return str(yaml_of(FILE)["measure"])


@cache
def sectors() -> tuple[Sector, ...]:
    """Give every sector, the oldest first.

    Raises:
        DataError: a row is not as described, or a code belongs to no sector.

    """
    codes: dict[str, list[str]] = {}
    for row in rows_of("measures/sectors_hs.csv"):
        codes.setdefault(row["sector"], []).append(row["hs"])
    found = []
    for raw in yaml_of(FILE)["sectors"]:
        where = f"data/{FILE}: {raw.get('key')}"
        try:
            found.append(
                Sector(
                    raw["key"],
                    raw["title"],
                    raw["since"],
                    tuple(codes.pop(raw["key"], ())),
                    tuple(raw["words"]),
                    raw.get("by_word_only", False) is True,
                    checked_reference(raw["reference"], where),
                    Verification(raw["verification"]),
                )
            )
        except (KeyError, ValueError) as error:
            raise DataError(f"a sector lacks {error}.", where=where) from error
    if codes:
        raise DataError(
            f"no sector {min(codes)!r}.", where="data/measures/sectors_hs.csv"
        )
    return tuple(sorted(found, key=lambda s: (s.since, s.key)))


@lru_cache(maxsize=8192)
def sectors_of(hs: str, description: str, day: date) -> tuple[tuple[Sector, str], ...]:
    """Give the sectors of goods on a day, each with "by code" or "by word".

    >>> [(s.key, how) for s, how in sectors_of("520512", "", date(2025, 1, 1))]
    [('cotton', 'by code')]
    >>> sectors_of("081340", "Dried persimmons", date(2026, 1, 1))
    ()
    """
    found = []
    for sector in sectors():
        if day < sector.since or not sector.verification.decides:
            continue
        said = _pattern(sector.words).search(description.casefold()) is not None
        coded = bool(hs) and any(hs.startswith(code) for code in sector.hs)
        if said and (coded or not hs or not sector.by_word_only):
            found.append((sector, "by word"))
        elif coded and not sector.by_word_only:
            found.append((sector, "by code"))
    return tuple(found)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = (rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in words)
    return re.compile("|".join(parts))
