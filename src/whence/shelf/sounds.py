"""How a word sounds, roughly, in one set of letters: `data/tables/sounds.yml`.

sounded   a word by its sound
boned     a word without its vowels, in its own letters
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whence.shelf import yaml_of
from whence.shelf.tables import checked

DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Sounds:
    """Latin for letters of other scripts, what is written alike, vowels, and where the
    blocks of Indic scripts lie (first and last character, characters of a block)."""

    letters: Mapping[int, str]
    folds: Sequence[tuple[str, str]]
    vowels: frozenset[str]
    indic: tuple[int, int, int]


@cache
def sounds() -> Sounds:
    """Give the table of sounds."""
    path = "tables/sounds.yml"

    def build() -> Sounds:
        data = yaml_of(path)
        letters = {
            ord(k): v for part in data["letters"].values() for k, v in part.items()
        }
        indic = data["indic"]
        return Sounds(
            letters,
            tuple((old, new) for old, new in data["folds"]),
            frozenset("".join(data["vowels"])),
            (indic["first"], indic["last"], indic["block"]),
        )

    return checked(path, build)


@lru_cache(maxsize=65536)
def sounded(word: str) -> str:
    """Write a folded word by its sound; words that sound alike become one.

    >>> sounded("импортер"), sounded("importer"), sounded("exporter")
    ('importer', 'importer', 'esporter')
    """
    table = sounds()
    first, last, block = table.indic
    out = word.translate(table.letters)
    if not out.isascii():
        out = "".join(
            chr(first + (ord(c) - first) % block) if first <= ord(c) <= last else c
            for c in out
        )
    for old, new in table.folds:
        out = out.replace(old, new)
    return DOUBLE.sub(r"\1", out)


@lru_cache(maxsize=16384)
def boned(word: str) -> str:
    """Give the first letter of a folded word and its consonants, each once in a row.

    >>> boned("jumlah"), boned("account")
    ('jmlh', 'acnt')
    """
    vowels = sounds().vowels
    bones = word[0] + "".join(c for c in word[1:] if c not in vowels)
    return DOUBLE.sub(r"\1", bones)
