"""The words by which a list of people is known, ready to be held against headers."""

from dataclasses import fields
from functools import cache

from whence.read.layout import UNSPACED
from whence.read.request import Roster
from whence.read.roster import bared
from whence.shelf.foreign import refusal
from whence.shelf.tables import words


@cache
def roster() -> Roster:
    """Give the words of the shelf, folded once as headers are."""
    known = refusal()
    firms = tuple(sorted(words().company_forms))
    mine = [field.name for field in fields(Roster) if field.name != "firms"]
    told = {name: getattr(known, name) for name in mine}
    exact = {kind: tuple(map(bared, words)) for kind, words in known.exact.items()}
    within = {kind: tuple(map(_within, words)) for kind, words in known.within.items()}
    return Roster(**told | {"exact": exact, "within": within, "firms": firms})


def _within(word: str) -> str:
    """Stand alone in scripts that set blanks, and anywhere in those that do not."""
    bare = bared(word)
    return bare if UNSPACED.search(bare) else f" {bare} "
