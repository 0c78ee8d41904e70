"""Words of brands in two languages: what a Chinese word is called in English names.

glosses   by Latin word: Chinese words that stand for it, and how surely
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from whence.errors import DataError
from whence.shelf import rows_of


@cache
def glosses() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Give the learned translations by Latin word, the longest Chinese word first.

    Raises:
        DataError: a certainty is not between 0 and 1.

    """
    found: dict[str, list[tuple[str, float]]] = {}
    for row in rows_of("terms/gloss.csv"):
        sure = float(row["sure"])
        if not 0 < sure <= 1:
            raise DataError(f"bad row {row['zh']!r}.", where="data/terms/gloss.csv")
        found.setdefault(row["en"], []).append((row["zh"], sure))
    return MappingProxyType(
        {
            en: tuple(sorted(zh, key=lambda z: (-len(z[0]), -z[1], z[0])))
            for en, zh in sorted(found.items())
        }
    )


@cache
def by_han() -> Mapping[str, tuple[str, ...]]:
    """Give the Latin words by Chinese word."""
    found: dict[str, list[str]] = {}
    for en, rows in glosses().items():
        for zh, _ in rows:
            found.setdefault(zh, []).append(en)
    return MappingProxyType({zh: tuple(sorted(en)) for zh, en in found.items()})
