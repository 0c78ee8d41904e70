"""Parts of whole amounts in millionths, in 64 bits and rounded down."""

from dataclasses import dataclass

import numpy as np

from whence.trace.fold import Ints, Longs

MILLION = 1_000_000
TOGETHER = 1 << 16
FINE = 40
"""Bits to which a small intake is lifted before parts of it are taken."""
ROOM = 43
"""Bits of the largest intake of which millionths are taken as it is."""
POWERS = np.int64(1) << np.arange(63, dtype=np.int64)


def parts_of(amount: Longs, even: Longs, group: Ints) -> Longs:
    """Give the part of whole amounts that the millionths of their groups say, rounded
    down; so many together that what lies between stays near the processor."""
    parts = np.empty_like(amount)
    for low in range(0, len(amount), TOGETHER):
        some = slice(low, low + TOGETHER)
        whole, ppm = amount[some], even[group[some]]
        parts[some] = whole // MILLION * ppm + whole % MILLION * ppm // MILLION
    return parts


def ppm_of(part: Longs, whole: Longs) -> Longs:
    """Give parts of wholes in millionths, rounded down; 0 of nothing is nothing."""
    # A sum over many lanes may be too large to be multiplied: shift both alike.
    bits = np.searchsorted(POWERS[ROOM:], whole)
    part, whole = part >> bits, whole >> bits
    ppm: Longs = part * MILLION // np.maximum(whole, 1)
    return np.minimum(ppm, MILLION)


@dataclass(frozen=True, slots=True)
class Mix:
    """What goes into what: runs of lanes (`starts`), the run behind each step (`owner`,
    steps of one group beginning at `first`), these groups, and their whole intake."""

    groups: int
    starts: Longs
    owner: Longs
    first: Longs
    reached: Longs
    base: Longs

    def parts(self, amount: Longs, group: Ints, pure: Longs, *, rounds: int) -> Longs:
        """Give the flagged part of each lane's amount if each group passed on its
        intake evenly, that of `pure` being all; `group` is each lane's seller's."""
        even = np.zeros(self.groups, np.int64)
        even[pure] = MILLION
        for _ in range(rounds if len(self.first) else 0):
            part = np.add.reduceat(parts_of(amount, even, group), self.starts)
            got = np.add.reduceat(part[self.owner], self.first)
            even[self.reached] = ppm_of(got, self.base)
            even[pure] = MILLION
        return parts_of(amount, even, group)
