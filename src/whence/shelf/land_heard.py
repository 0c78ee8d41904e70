"""What the parts of a cell say of countries, and the one country they all allow.

Heard    the countries, letters and places of a cell in order, and what speaks against
judged   the one country that is left, or ""
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from whence.shelf.land_words import beside
from whence.shelf.whereabouts import CHINA, NOWHERE, is_state, lies_in

_SHORT = 2
"""Letters of a country's code."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a place of a cell can lie. `state`: it is a State with letters, or such
    letters; `sure`: it is a name, which speaks against a country it cannot lie in."""

    lands: frozenset[str]
    state: bool
    sure: bool


@dataclass(slots=True)
class Heard:
    """What a cell says: countries (with whether by two letters only), the names that
    said them, countries and provinces named beside words that make them none (refused),
    letters that are of a State or a country, places, and all words so far."""

    said: list[tuple[str, bool]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    either: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    back: bool = False

    def say(self, land: str, name: str = "") -> None:
        """Hear a country by a bare name, or by its letters."""
        self.said.append((land, 0 < len(name) <= _SHORT))
        self.names.add(name)

    def doubt(self, lands: frozenset[str]) -> None:
        """Hear letters that may be of several, behind what was said before."""
        self.either.append((len(self.said), lands))
        self.grounds.append(Ground(lands, state=True, sure=False))

    def stand(self, words: Sequence[str]) -> None:
        """Hear words that may all be places; letters alone are heard as letters."""
        letters = len(words) == 1 and words[0].isascii() and len(words[0]) <= _SHORT
        if not letters and (lands := lies_in(words)):
            self.grounds.append(Ground(lands, state=is_state(words), sure=True))


def judged(heard: Heard) -> str:
    """Give the one country that all parts allow, or ""."""
    said = _without_states(heard.said)
    lands = {land for land, _ in said}
    if heard.back or len(lands) > 1:
        return ""
    fits = _common([g.lands for g in heard.grounds if g.sure])
    if not lands:
        left = fits & _common([several for _, several in heard.either])
        lands = set(left) if len(left) == 1 else set()
    land = next(iter(lands), "")
    return "" if not land or _contradicted(land, said, fits, heard) else land


def _common(several: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset.intersection(*several) if several else NOWHERE


def _contradicted(
    land: str, said: Sequence[tuple[str, bool]], fits: frozenset[str], heard: Heard
) -> bool:
    """Whether anything else in the cell speaks against its country."""
    return bool(
        heard.refused - {land}
        or _withheld(heard)
        or _lies_elsewhere(land, heard.grounds)
        or (said and _other_letters(land, said, fits, heard))
    )


def _withheld(heard: Heard) -> bool:
    """Whether a word makes the plain name that was said another's: "Korea, North"."""
    known = beside().withheld
    words = {"0" * len(w) if w.isdigit() else w for w in heard.words}
    return any(words & known.get(name, NOWHERE) for name in heard.names)


def _lies_elsewhere(land: str, grounds: Sequence[Ground]) -> bool:
    """Whether a place cannot lie in the country. One whose State stands behind it can,
    for there are more small places than are known ("Vienna, Virginia, USA"); a place of
    China never can."""
    last = Ground(NOWHERE, state=False, sure=False)
    return any(
        here.sure
        and land not in here.lands
        and (CHINA in here.lands or not (then.state and land in then.lands))
        for here, then in pairwise((*grounds, last))
    )


def _other_letters(
    land: str, said: Sequence[tuple[str, bool]], fits: frozenset[str], heard: Heard
) -> bool:
    """Whether letters behind the country, or beside its letters, are another's."""
    by_letters = all(short for _, short in said)
    for at, several in heard.either:
        behind = by_letters or at >= len(heard.said)
        sure = not by_letters or not (several - {land}) & (fits or several)
        if behind and not (land in several and sure):
            return True
    return False


def _without_states(said: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Leave out a State that is written behind its own territory."""
    owner = beside().territories
    return [
        one
        for at, one in enumerate(said)
        if not any(owner.get(land) == one[0] for land, _ in said[:at])
    ]
