"""What the things of two lots share, and every pair of those that share something.

Table       numbered things by what they have
exact       every two things that have something in common
crossings   every pair out of blocks of things
"""

from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np

from whence.match.arrays import Numbers, counted

Key = TypeVar("Key", bound=Hashable)
# Pairs laid out at once.
CELLS = 1 << 20


class Table(Generic[Key]):
    """Numbered things by what they have: `keys` gives each key its row, `rows` of
    `things` begin at `start` and are of `size`."""

    def __init__(self, held: Iterable[tuple[int, Iterable[Key]]]) -> None:
        """Take things, each with what it has; what is given twice counts once."""
        found: dict[Key, list[int]] = {}
        for number, keys in held:
            for key in keys:
                row = found.get(key)
                if row is None:
                    found[key] = [number]
                elif row[-1] != number:
                    row.append(number)
        self.keys = {key: row for row, key in enumerate(found)}
        self.size = np.fromiter(map(len, found.values()), np.int64, len(found))
        self.start = np.cumsum(self.size) - self.size
        self.things = np.fromiter(
            (n for some in found.values() for n in some), np.int64, int(self.size.sum())
        )


def exact(left: Table[Key], right: Table[Key]) -> Iterator[tuple[Numbers, Numbers]]:
    """Give every two things that have something in common, once for each such."""
    rows = [(row, right.keys[key]) for key, row in left.keys.items()
            if key in right.keys]  # fmt: skip
    mine, theirs = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    for _, some, others in crossings(left, right, mine, theirs):
        yield some, others


def crossings(
    left: Table[Key], right: Table[Key], mine: Numbers, theirs: Numbers
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Give every pair of things of a row on the left and of the row on the right beside
    it, some rows at a time: (which of the rows, thing, other thing)."""
    high, wide = left.size[mine], right.size[theirs]
    first, other = left.start[mine], right.start[theirs]
    portion = np.cumsum(high * wide) // CELLS
    bounds = [0, *(np.nonzero(np.diff(portion))[0] + 1).tolist(), len(mine)]
    for start, end in pairwise(bounds):
        sizes = (high * wide)[start:end]
        which = np.repeat(np.arange(start, end), sizes)
        row, column = np.divmod(counted(sizes), wide[which])
        yield (
            which,
            left.things[first[which] + row],
            right.things[other[which] + column],
        )
