"""Which names share what: tables of names by what they have, and the pairs in them.

table       names by cue
exact       mark the names that have a cue in common
alike       mark the names that have words spelt alike
crossings   every pair of names in blocks of them
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from rapidfuzz.process import cdist

from whence.match.arrays import Bools, Numbers, counted
from whence.match.sides import Side

Numbered = Sequence[tuple[int, Side]]
Table = dict[str, list[int]]
Names = Sequence[int]
# Pairs laid out at once.
CELLS = 1 << 20


def table(sides: Numbered, cues: Callable[[Side], Iterable[str]]) -> Table:
    """Give the names that have each cue, once each."""
    found: Table = {}
    for number, side in sides:
        for cue in set(cues(side)):
            found.setdefault(cue, []).append(number)
    return found


def exact(out: Bools, left: Table, right: Table) -> None:
    """Mark the names that have a cue in common."""
    shared = [(names, right[cue]) for cue, names in left.items() if cue in right]
    for _, rows, columns in crossings(shared):
        out[rows, columns] = True


def alike(
    out: Bools,
    left: Table,
    right: Table,
    *,
    floor: float,
    scorer: Callable[..., float],
    by: Callable[[str, str], bool] | None = None,
) -> None:
    """Mark the names of every two words that are spelt alike, also `by` a rule."""
    mine, theirs = sorted(left), sorted(right)
    if not mine or not theirs:
        return
    found: list[tuple[Names, Names]] = []
    step = max(1, 4_000_000 // len(theirs))
    for start in range(0, len(mine), step):
        some = mine[start : start + step]
        near = cdist(some, theirs, scorer=scorer, score_cutoff=floor, dtype=np.float32)
        for a, b in np.argwhere(near).tolist():
            if by is None or by(some[a], theirs[b]):
                found.append((left[some[a]], right[theirs[b]]))
    for _, rows, columns in crossings(found):
        out[rows, columns] = True


def crossings(blocks: Sequence[tuple[Names, Names]]) -> Iterator[tuple[Numbers, ...]]:
    """Give every pair of each block of names and other names, some blocks at a time:
    (number of the block, name, other name)."""
    if not blocks:
        return
    mine, theirs = (
        np.fromiter(chain.from_iterable(b[n] for b in blocks), np.int64) for n in (0, 1)
    )
    high, wide = (np.array([len(b[n]) for b in blocks]) for n in (0, 1))
    first, other = np.cumsum(high) - high, np.cumsum(wide) - wide
    portion = np.cumsum(high * wide) // CELLS
    for some in np.split(np.arange(len(blocks)), np.nonzero(np.diff(portion))[0] + 1):
        sizes = high[some] * wide[some]
        which = np.repeat(some, sizes)
        row, column = np.divmod(counted(sizes), wide[which])
        yield which, mine[first[which] + row], theirs[other[which] + column]
