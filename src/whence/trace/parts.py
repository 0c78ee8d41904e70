"""Parts of whole amounts in millionths, in 64 bits and rounded down."""

import numpy as np

from whence.trace.fold import Ints, Longs

MILLION = 1_000_000
HEAVIEST = 9_000_000_000_000
"""Grams an amount counts for at most, so that its millionths fit 64 bits."""
FINE = 40
"""Bits to which a small intake is lifted before parts of it are taken."""
ROOM = 43
"""Bits of the largest intake of which millionths are taken as it is."""
POWERS = np.int64(1) << np.arange(63, dtype=np.int64)


def part_of(amount: Longs, ppm: Ints) -> Longs:
    """Give these millionths of whole amounts (HEAVIEST at most), rounded down."""
    part = amount * ppm
    part //= MILLION
    return part


def ppm_of(part: Longs, whole: Longs) -> Longs:
    """Give parts of wholes in millionths, rounded down; 0 of nothing is nothing."""
    if len(whole) and whole.max() >> ROOM:
        # A sum over many lanes may be too large to be multiplied: shift both alike.
        bits = np.searchsorted(POWERS[ROOM:], whole)
        part, whole = part >> bits, whole >> bits
    ppm: Longs = part * MILLION
    ppm //= np.maximum(whole, 1)
    return np.minimum(ppm, MILLION)
