"""What links the names of pairs: nothing, one word, or more than that.

Linking   the link of each pair out of two lots of names
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whence.match.arrays import Numbers, begins
from whence.match.crossed import MANY, Links
from whence.match.lots import Lot, Texts, linked, meeting
from whence.match.shared import crossings
from whence.match.sides import Side
from whence.shelf.matching import Weights

# Cells of a table of pairs that are laid out at once.
TABLE = 1 << 25
# To look at a cell of the table takes so many times less than to weigh a pair without
# it: one across scripts is aligned, one within a script is mostly weighed on arrays.
ALIGNED, WEIGHED = 1 << 12, 1 << 6
ASKED, NEAR, LINKED = np.uint8(1), np.uint8(2), np.uint8(4)


class Linking:
    """Finds what links pairs of names.

    All that may link two names is found for all names of a block at once; what of it
    links names that nobody asked for is dropped before it is looked at closely.
    """

    def __init__(
        self, left: Sequence[Side], right: Sequence[Side], links: Links,
        weights: Weights,
    ) -> None:  # fmt: skip
        """Take two lots of names, and what numbers the links between their texts."""
        self._left, self._right = left, right
        self._links, self._weights = links, weights
        self._han = [
            np.array([s.han for s in sides], dtype=np.bool_) for sides in (left, right)
        ]

    def of(self, one: Numbers, other: Numbers) -> NDArray[np.int32]:
        """Say for each pair what may link the distinctive parts: the number of the one
        link there is, 0 where there is none, `MANY` where `brands.align` has to look.
        """
        out = np.full(len(one), MANY, dtype=np.int32)
        across = int((self._han[0][one] != self._han[1][other]).sum())
        worth = across * ALIGNED + (len(one) - across) * WEIGHED
        if worth < len(self._left) * len(self._right):
            return out
        theirs = Lot(self._right, self._weights, first=False)
        high = max(1, TABLE // max(1, len(self._right)))
        for first in range(0, len(self._left), high):
            here: Numbers | slice = slice(None)
            if len(self._left) > high:
                here = np.nonzero((one >= first) & (one < first + high))[0]
            mine = Lot(self._left[first : first + high], self._weights, first=True)
            cells = (one[here] - first) * theirs.count + other[here]
            out[here] = self._of_block(mine, theirs, cells)
        self._links.lay_out()
        return out

    def _of_block(self, mine: Lot, theirs: Lot, cells: Numbers) -> NDArray[np.int32]:
        table = np.zeros(mine.count * theirs.count, dtype=np.uint8)
        table[cells] = ASKED
        for rows, columns in linked(mine, theirs, self._weights):
            table[rows * theirs.count + columns] |= NEAR
        found, numbers = self._numbered(mine, theirs, table)
        table[found] |= LINKED
        state = table[cells]
        out = np.zeros(len(cells), dtype=np.int32)
        at = np.nonzero(state & LINKED)[0]
        out[at] = numbers[np.searchsorted(found, cells[at])]
        out[(state & NEAR) > 0] = MANY
        return out

    def _numbered(
        self, mine: Lot, theirs: Lot, table: NDArray[np.uint8]
    ) -> tuple[Numbers, Numbers]:
        """Give the cells that are asked for of linked names in two scripts, in their
        order, and the number of what links them."""
        found = [np.empty((2, 0), dtype=np.int64)]
        for ours, others in (
            (mine.spelled, theirs.chinese),
            (mine.chinese, theirs.spelled),
        ):
            texts = np.stack(meeting(ours, others))
            for pair, rows, columns in crossings(ours.names, others.names, *texts):
                cells = rows * theirs.count + columns
                asked = np.nonzero(table[cells] == ASKED)[0]
                rough = mine.rough[rows[asked]] | theirs.rough[columns[asked]]
                numbers = np.full(len(asked), MANY, dtype=np.int64)
                plain = texts[:, pair[asked[~rough]]]
                numbers[~rough] = self._numbers(ours, others, *plain)
                kept = numbers != 0
                found.append(np.stack((cells[asked[kept]], numbers[kept])))
        cells, numbers = np.concatenate(found, axis=1)
        order = np.argsort(cells, kind="stable")
        cells, numbers = cells[order], numbers[order]
        first = np.nonzero(begins(cells))[0]
        several = np.diff(np.append(first, len(cells))) > 1
        return cells[first], np.where(several, MANY, numbers[first])

    def _numbers(
        self, ours: Texts, others: Texts, one: Numbers, other: Numbers
    ) -> Numbers:
        """Give the number of what links texts of two scripts, each two once."""
        wide = max(1, len(others.texts))
        pairs, at = np.unique(one * wide + other, return_inverse=True)
        found = []
        for mine, theirs in zip(
            *map(np.ndarray.tolist, np.divmod(pairs, wide)), strict=True
        ):
            texts = ours.texts[mine], others.texts[theirs]
            found.append(self._links.number(*(texts[::-1] if ours.han else texts)))
        return np.array(found, dtype=np.int64)[at]
