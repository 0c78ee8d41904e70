"""Where the words of a place can lie: places that confirm the country beside them.

lies_in      the countries in which a phrase of places can lie
is_province  whether a phrase is a province of China, which says China alone
is_state     whether a phrase is a State that has letters, by its full name
state_of     the countries of which two or three letters are a State or a province
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import cast

from whence.shelf import places, rows_of
from whence.shelf.letters import bare

NOWHERE: frozenset[str] = frozenset()
CHINA = "CN"
_STANDS = ("S", "C")
"""Marks of a place of China that stands without its parent."""


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Give the countries of every bare name of a place."""
    found: dict[str, set[str]] = {}
    for row in rows_of("places/cities.csv"):
        for name in row["names"].split("|"):
            found.setdefault(bare(name), set()).add(row["country"])
    for row in rows_of("places/subdivisions.csv"):
        found.setdefault(bare(row["name"]), set()).add(row["country"])
    for place in places.gazetteer():
        for said in place.spellings:
            if said.mark in _STANDS:
                found.setdefault(bare(said.text), set()).add(CHINA)
    return {name: frozenset(lands) for name, lands in found.items()}


@cache
def _provinces() -> frozenset[str]:
    return frozenset(
        bare(said.text)
        for place in places.gazetteer()
        if place.level == "province"
        for said in place.spellings
        if said.mark in _STANDS
    )


def holds_province(words: Sequence[str], at: int) -> int:
    """Give how many words from a place on are a province of China or a place of
    Xinjiang that is known without its parent, or 0."""
    return longest(words, at, _provinces()) or longest(words, at, _of_the_region())


@cache
def _of_the_region() -> frozenset[str]:
    return frozenset(
        bare(said.text)
        for place in places.gazetteer()
        if place.region == places.XINJIANG
        for said in place.spellings
        if said.mark == "S"
    )


@cache
def _full_states() -> frozenset[str]:
    rows = rows_of("places/subdivisions.csv")
    return frozenset(bare(row["name"]) for row in rows if row["code"])


def is_state(words: Sequence[str]) -> bool:
    """Whether words are the full name of a State that has letters."""
    return "".join(words) in _full_states()


@cache
def kinds() -> frozenset[str]:
    """Give the words that say of which kind a place is: "province", "city"."""
    known = places.words()
    words = cast("Mapping[str, str]", known["kinds_latin"])
    small = cast("Iterable[str]", known["small_latin"])
    return frozenset(map(bare, (*words, *small)))


def longest(words: Sequence[str], at: int, names: Container[str]) -> int:
    """Give how many words from a place on are the longest of some names, or 0."""
    sizes = range(len(words) - at, 0, -1)
    return next((n for n in sizes if "".join(words[at : at + n]) in names), 0)


def lies_in(words: Sequence[str]) -> frozenset[str]:
    """Give the countries in which places of all these bare words can lie; none where a
    word is no place.

    >>> sorted(lies_in(["ho", "chi", "minh", "city"])), sorted(lies_in(["trading"]))
    (['VN'], [])
    """
    known, found, at = _known(), None, 0
    while at < len(words):
        size = longest(words, at, known)
        if size:
            here = known["".join(words[at : at + size])]
            found = here if found is None else found & here
        elif words[at] not in kinds() and not words[at].isdigit():
            return NOWHERE
        at += max(1, size)
    return found or NOWHERE


def is_province(words: Sequence[str]) -> bool:
    """Whether words are a province of China, with or without its kind.

    >>> is_province(["xinjiang"]), is_province(["hamburg"])
    (True, False)
    """
    size = longest(words, 0, _provinces())
    return size > 0 and all(w in kinds() or w.isdigit() for w in words[size:])


@cache
def _states() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows_of("places/subdivisions.csv"):
        if row["code"]:
            found.setdefault(row["code"].lower(), set()).add(row["country"])
    for place in places.gazetteer():
        found.setdefault(place.region[3:].lower(), set()).add(CHINA)
    return {code: frozenset(lands) for code, lands in found.items()}


def state_of(letters: str) -> frozenset[str]:
    """Give the countries of which folded letters are a State or a province.

    >>> sorted(state_of("nj")), sorted(state_of("xj"))
    (['US'], ['CN'])
    """
    return _states().get(letters, NOWHERE)
