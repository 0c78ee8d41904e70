"""The words by which a list of people is known, ready to be held against headers."""

from dataclasses import fields
from functools import cache

from whence.read.request import Roster
from whence.read.roster import bared
from whence.shelf.foreign import Refusal, refusal
from whence.shelf.letters import UNSPACED
from whence.shelf.people import list_looks
from whence.shelf.tables import words


@cache
def roster() -> Roster:
    """Give the words of the shelf, folded once as headers are."""
    known = refusal()
    firms = tuple(sorted(words().company_forms))
    told = {f.name: getattr(known, f.name) for f in fields(Refusal)}
    exact = {kind: tuple(map(bared, words)) for kind, words in known.exact.items()}
    within = {kind: tuple(map(_within, words)) for kind, words in known.within.items()}
    told |= {"exact": exact, "within": within}
    return Roster(**told, firms=firms, looks=list_looks())


def _within(word: str) -> str:
    """Stand alone in scripts that set blanks, and anywhere in those that do not."""
    bare = bared(word)
    return bare if UNSPACED.search(bare) else f" {bare} "
