"""Scrambled Sobol points: evenly spread draws, the same on every machine.

Sequence after Bratley and Fox (ACM TOMS 659, 1988) in Gray code order, with the
direction numbers of Joe and Kuo (2008). Scrambled by a random lower triangular matrix
and a digital shift (Matousek, J. Complexity 14, 1998), whose bits come from Python's
Mersenne Twister by a seed: its getrandbits is the same in every version.
"""

from functools import lru_cache
from random import Random

import numpy as np
import numpy.typing as npt

from whence.shelf.sobol import directions

BITS = 32
DIMENSIONS = 1 + len(directions())

Words = npt.NDArray[np.uint32]
Draws = npt.NDArray[np.float64]


@lru_cache(maxsize=8)
def points(dimensions: int, power: int, *, seed: int | None) -> Draws:
    """Give 2**power points of the open unit cube, one a row.

    Args:
        dimensions: at most `DIMENSIONS`.
        power: 0 to 20.
        seed: of the scrambling; None leaves the sequence as it is.

    Raises:
        ValueError: too many dimensions or points.

    """
    words = sequence(dimensions, power, seed=seed)
    # The middle of each cell, so that no point lies on an end of an input's range.
    found: Draws = (words.astype(np.float64) + 0.5) / 2.0**BITS
    found.setflags(write=False)
    return found


def sequence(dimensions: int, power: int, *, seed: int | None) -> Words:
    """Give the points as whole numbers of 32 bits.

    Raises:
        ValueError: too many dimensions or points.

    """
    if not 1 <= dimensions <= DIMENSIONS or not 0 <= power <= 20:
        raise ValueError(f"at most {DIMENSIONS} dimensions and 2**20 points")
    columns = np.array([_numbers(d) for d in range(dimensions)], dtype=np.uint32)
    shift = np.zeros(dimensions, dtype=np.uint32)
    if seed is not None:
        chance = Random(seed)
        columns = np.array([_scrambled(c, chance) for c in columns], dtype=np.uint32)
        shift = np.array(
            [chance.getrandbits(BITS) for _ in range(dimensions)], dtype=np.uint32
        )
    index = np.arange(2**power, dtype=np.uint32)
    gray = index ^ (index >> np.uint32(1))
    found: Words = np.zeros((2**power, dimensions), dtype=np.uint32)
    for bit in range(power):
        chosen = (gray >> np.uint32(bit)) & np.uint32(1)
        found ^= chosen[:, np.newaxis] * columns[:, bit]
    return found ^ shift


def _numbers(dimension: int) -> list[int]:
    """Give the direction numbers of one dimension, highest bit first."""
    if dimension == 0:
        return [1 << (BITS - 1 - i) for i in range(BITS)]
    degree, polynomial, initial = directions()[dimension - 1]
    numbers = [m << (BITS - 1 - i) for i, m in enumerate(initial)]
    for i in range(degree, BITS):
        value = numbers[i - degree] ^ (numbers[i - degree] >> degree)
        for k in range(1, degree):
            if (polynomial >> (degree - 1 - k)) & 1:
                value ^= numbers[i - k]
        numbers.append(value)
    return numbers


def _scrambled(columns: Words, chance: Random) -> Words:
    """Multiply direction numbers by a random lower triangular matrix of bits."""
    found = np.zeros(BITS, dtype=np.uint32)
    for row in range(BITS):
        # Row r mixes the bits above and sets its own: ones on the diagonal.
        mask = (chance.getrandbits(row) << (BITS - row) if row else 0) | (
            1 << (BITS - 1 - row)
        )
        bits = np.bitwise_count(columns & np.uint32(mask)) & 1
        found |= bits.astype(np.uint32) << np.uint32(BITS - 1 - row)
    return found
