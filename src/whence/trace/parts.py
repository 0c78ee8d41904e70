"""Parts of whole amounts in millionths, in 64 bits and rounded down."""

import numpy as np

from whence.trace.fold import Longs

MILLION = 1_000_000
FINE = 40
"""Bits to which a small intake is lifted before parts of it are taken."""
ROOM = 43
"""Bits of the largest intake of which millionths are taken as it is."""
POWERS = np.int64(1) << np.arange(63, dtype=np.int64)


def parts_of(amount: Longs, ppm: Longs) -> Longs:
    """Give the part of whole amounts that millionths say, rounded down."""
    parts: Longs = amount // MILLION * ppm + amount % MILLION * ppm // MILLION
    return parts


def ppm_of(part: Longs, whole: Longs) -> Longs:
    """Give parts of wholes in millionths, rounded down; 0 of nothing is nothing."""
    # A sum over many lanes may be too large to be multiplied: shift both alike.
    bits = np.searchsorted(POWERS[ROOM:], whole)
    part, whole = part >> bits, whole >> bits
    ppm: Longs = part * MILLION // np.maximum(whole, 1)
    return np.minimum(ppm, MILLION)
