"""Where the keys of names lead: an inverted index that grows and shrinks.

Postings   by key the names that hold it
asked      the keys by which a name asks, each with the part of the name it is of
posted     the keys under which a name is found

A key is a distinctive part, a stretch of one, its reading or its translation; a name
without a distinctive part has its place with its trades. Every name has all its letters
too, for what is no part in one may be one in another ("van der Bilt", "Vanderbilt").
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from whence.match.arrays import Floats, Numbers
from whence.match.cues import bare_keys, script_cues, whole_key
from whence.match.sides import Part, Side

STRETCH = "~"
# The part that a whole name is of which parts are known, and one in the other script.
WHOLE, ANY = -2, -1
# How much of a part's rarity a stretch or a translation of it can bring.
PARTLY = 0.5


class Asked(NamedTuple):
    """A key of a name: of which part, and how telling it is at most."""

    key: str
    part: int
    rare: float


class Hits(NamedTuple):
    """What was found: which question, which name, which part, how telling."""

    query: Numbers
    name: Numbers
    part: Numbers
    rare: Floats


def asked(side: Side, *, across: bool = True) -> Iterator[tuple[str, int, float]]:
    """Give the keys that must be equal to one that is posted, as in `Asked`; of the
    other script's names only if asked to."""
    for number, part in enumerate(side.brands):
        for key, share in _part_keys(part):
            yield key, number, part.rare * share
    for start, end, joined in side.joins:
        rare = sum(p.rare for p in side.brands[start:end])
        yield joined, len(side.brands) + start, rare
    yield whole_key(side), WHOLE if side.brands else 0, 1.0
    for key in bare_keys(side):
        yield key, 0, 1.0
    if across:
        most = max((p.rare for p in side.brands), default=0.0)
        for key in script_cues(side):
            yield ("h" if side.han else "s") + key, ANY, most * PARTLY


@lru_cache(65536)
def _part_keys(part: Part) -> tuple[tuple[str, float], ...]:
    """Give the keys of a part, and how much of its rarity each can bring."""
    found = [(key, 1.0) for key in sorted(part.keys)]
    found += [(key, PARTLY) for key in sorted(part.inner)]
    if part.han:
        found += [(STRETCH + key, PARTLY) for key in sorted(part.keys)]
    return tuple(found)


def posted(side: Side) -> frozenset[str]:
    """Give the keys under which a name is found."""
    keys = {key for part in side.brands for key in part.keys}
    keys |= {STRETCH + k for p in side.brands for k in p.inner if not k.isascii()}
    keys.update(joined for _, _, joined in side.joins)
    keys.update(side.place_words)
    keys.add(whole_key(side))
    keys.update(bare_keys(side))
    # A Chinese name asks the spelled ones, and the other way round.
    keys.update(("s" if side.han else "h") + key for key in script_cues(side))
    return frozenset(keys)


class Postings:
    """By key the numbers of the names that hold it."""

    def __init__(self) -> None:
        """Begin without names."""
        self._names: dict[str, list[int]] = {}
        self._scripts = {True: 0, False: 0}

    def __contains__(self, key: object) -> bool:
        """Whether some name holds the key."""
        return key in self._names

    def add(self, number: int, side: Side) -> Iterator[str]:
        """Post a name; give the keys that are new."""
        self._scripts[side.han] += 1
        for key in sorted(posted(side)):
            held = self._names.get(key)
            if held is None:
                self._names[key] = [number]
                yield key
            else:
                held.append(number)

    def remove(self, number: int, side: Side) -> None:
        """Take a name out; its keys stay, leading nowhere."""
        self._scripts[side.han] -= 1
        for key in posted(side):
            self._names[key].remove(number)

    def hits(
        self,
        sides: Iterable[Side],
        *,
        beside: Mapping[int, Sequence[Asked]],
        most: int,
    ) -> Hits:
        """Look up the keys of many names at once, for some a few `beside` their own.

        Keys of more than `most` names lead nowhere unless no part that is rarer does.
        """
        names: list[int] = []
        rows: list[tuple[int, int, int, float]] = []
        look = self._names.get
        for query, side in enumerate(sides):
            common: list[tuple[int, Asked, list[int]]] = []
            led = False
            keys = asked(side, across=self._scripts[not side.han] > 0)
            for key, part, rare in chain(keys, beside.get(query, ())):
                held = look(key)
                if not held:
                    continue
                if len(held) > most:
                    common.append((len(held), Asked(key, part, rare), held))
                    continue
                led |= part != WHOLE
                names += held
                rows.append((query, len(held), part, rare))
            if common and not led:
                _, one, held = min(common, key=lambda c: (c[0], c[1]))
                names += held
                rows.append((query, len(held), one.part, one.rare))
        counts = np.array([r[1] for r in rows], dtype=np.int64)
        return Hits(
            np.repeat(np.array([r[0] for r in rows], dtype=np.int64), counts),
            np.array(names, dtype=np.int64),
            np.repeat(np.array([r[2] for r in rows], dtype=np.int64), counts),
            np.repeat(np.array([r[3] for r in rows], dtype=np.float64), counts),
        )
