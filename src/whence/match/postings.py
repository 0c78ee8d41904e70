"""Where the keys of names lead: an inverted index that grows and shrinks.

Postings   by key the names that hold it
asked      the keys by which a name asks, each with the part of the name it is of
posted     the keys under which a name is found

A key is a distinctive part, a stretch of one, its reading or its translation; a name
without a distinctive part has its place with its trades.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.match.cues import bare_keys, script_cues
from whence.match.sides import Side

STRETCH = "~"
# How much of a part's rarity a stretch or a translation of it can bring.
PARTLY = 0.5


class Asked(NamedTuple):
    """A key of a name: of which part, and how telling it is at most."""

    key: str
    part: int
    rare: float


class Hits(NamedTuple):
    """What was found: which question, which name, which part, how telling."""

    query: NDArray[np.int64]
    name: NDArray[np.int64]
    part: NDArray[np.int64]
    rare: NDArray[np.float64]


def asked(side: Side) -> Iterator[Asked]:
    """Give the keys that must be equal to one that is posted."""
    for number, part in enumerate(side.brands):
        for key in part.keys:
            yield Asked(key, number, part.rare)
        for key in part.inner:
            yield Asked(key, number, part.rare * PARTLY)
        if part.han:
            for key in part.keys:
                yield Asked(STRETCH + key, number, part.rare * PARTLY)
    for start, end, joined in side.joins:
        rare = sum(p.rare for p in side.brands[start:end])
        yield Asked(joined, len(side.brands) + start, rare)
    for key in bare_keys(side):
        yield Asked(key, 0, 1.0)
    most = max((p.rare for p in side.brands), default=0.0)
    for key in script_cues(side):
        yield Asked(("h" if side.han else "s") + key, -1, most * PARTLY)


def posted(side: Side) -> frozenset[str]:
    """Give the keys under which a name is found."""
    keys = {key for part in side.brands for key in part.keys}
    keys |= {STRETCH + k for p in side.brands for k in p.inner if not k.isascii()}
    keys.update(joined for _, _, joined in side.joins)
    keys.update(side.place_words)
    keys.update(bare_keys(side))
    # A Chinese name asks the spelled ones, and the other way round.
    keys.update(("s" if side.han else "h") + key for key in script_cues(side))
    return frozenset(keys)


class Postings:
    """By key the numbers of the names that hold it."""

    def __init__(self) -> None:
        """Begin without names."""
        self._names: dict[str, list[int]] = {}

    def __contains__(self, key: object) -> bool:
        """Whether some name holds the key."""
        return key in self._names

    def add(self, number: int, keys: Iterable[str]) -> Iterator[str]:
        """Post a name; give the keys that are new."""
        for key in sorted(keys):
            held = self._names.get(key)
            if held is None:
                self._names[key] = [number]
                yield key
            else:
                held.append(number)

    def remove(self, number: int, keys: Iterable[str]) -> None:
        """Take a name out; its keys stay, leading nowhere."""
        for key in keys:
            self._names[key].remove(number)

    def hits(self, questions: Iterable[Iterable[Asked]], *, most: int) -> Hits:
        """Look up the keys of many names at once.

        Keys of more than `most` names lead nowhere unless nothing rarer does.
        """
        names: list[int] = []
        rows: list[tuple[int, int, int, float]] = []
        for query, keys in enumerate(questions):
            common: list[tuple[int, Asked, list[int]]] = []
            any_rare = False
            for one in keys:
                held = self._names.get(one.key)
                if not held:
                    continue
                if len(held) > most:
                    common.append((len(held), one, held))
                    continue
                any_rare = True
                names += held
                rows.append((query, len(held), one.part, one.rare))
            if common and not any_rare:
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
