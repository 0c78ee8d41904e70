"""Which rows say the same as an earlier one in every column."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from whence.model.table import Codes

Rows = npt.NDArray[np.intp]
# Multipliers of the row hash: the odd constant of Knuth's multiplicative hash, and the
# finalizer of MurmurHash3; equality is checked, so they only have to spread.
SPREAD, MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFF51AFD7ED558CCD)


def leaders(columns: Sequence[Codes], rows: int) -> Rows:
    """Give each row the first row that is the same in all columns: itself, if new.

    Rows are compared by a 64-bit hash first; those that agree are compared in full.
    """
    alone = np.arange(rows)
    if rows < 2 or not columns:
        return alone
    mixed = np.zeros(rows, dtype=np.uint64)
    for codes in columns:
        mixed = (mixed ^ (codes.astype(np.uint64) + np.uint64(1))) * SPREAD
        mixed = (mixed ^ (mixed >> np.uint64(33))) * MIX
    _, first, group = np.unique(mixed, return_index=True, return_inverse=True)
    leader = first[group]
    again = np.flatnonzero(leader != alone)
    same = np.ones(len(again), dtype=bool)
    for codes in columns:
        same &= codes[again] == codes[leader[again]]
    alone[again[same]] = leader[again[same]]
    return alone
