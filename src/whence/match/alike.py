"""Words spelt alike, out of two lists of words.

letters   which letters a word holds, as bits; `lettered` of many words at once
Words     words by their length, with their letters
alike     every two words that are near enough

Two words of which one has more letters that the other lacks than there may be slips are
never compared: that is seen on their letters as bits, for many words at once.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.process import cpdist

from whence.match.arrays import Numbers

Bits = NDArray[np.uint64]
# Two words compared by their letters at once.
CELLS = 1 << 18


def letters(text: Iterable[str]) -> int:
    """Give letters as bits, alike for letters 32 apart; one met twice has two.

    >>> letters("ab").bit_count(), letters("abab").bit_count()
    (2, 4)
    """
    once = twice = 0
    for char in text:
        bit = 1 << (ord(char or " ") & 31)
        twice |= once & bit
        once |= bit
    return once | twice << 32


def lettered(words: Sequence[str]) -> Bits:
    """Give the `letters` of each word.

    >>> lettered(["ab", "abab"]).tolist() == [letters("ab"), letters("abab")]
    True
    """
    out = np.zeros(len(words), dtype=np.uint64)
    for some in _by_length(words).values():
        out[some] = _letters([words[n] for n in some])
    return out


def _by_length(words: Sequence[str]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for number, word in enumerate(words):
        groups.setdefault(len(word), []).append(number)
    return groups


def _letters(words: Sequence[str]) -> Bits:
    """Give the `letters` of words of one length, letter by letter for all."""
    codes = np.array(words).view(np.uint32).reshape(len(words), -1)
    once, twice = np.zeros((2, len(words)), dtype=np.uint64)
    for bit in np.uint64(1) << (codes.T[: len(words[0])] & 31).astype(np.uint64):
        twice |= once & bit
        once |= bit
    return once | twice << np.uint64(32)


class Words:
    """Words, and the places in them of the words of each length, with their letters."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take words, each once."""
        self.words = list(words)
        self.by_length = {
            size: (
                np.array(some, dtype=np.int64),
                _letters([self.words[n] for n in some]),
            )
            for size, some in _by_length(self.words).items()
        }


def alike(
    left: Words, right: Words, *, floor: float, scorer: Callable[..., float]
) -> tuple[Numbers, Numbers]:
    """Give the places of every two words whose likeness is at least `floor`; `scorer`
    gives the share of letters that are no slip."""
    found = [np.empty((2, 0), dtype=np.int64)]
    for some, mine in left.by_length.items():
        for others, theirs in right.by_length.items():
            slips = int((1 - floor) * max(some, others) + 1e-9)
            if abs(some - others) <= slips:
                found += _within(mine, theirs, slips)
    rows, columns = np.concatenate(found, axis=1)
    if not len(rows):
        return rows, columns
    near = cpdist(
        [left.words[n] for n in rows.tolist()],
        [right.words[n] for n in columns.tolist()],
        scorer=scorer, score_cutoff=floor, dtype=np.float64,
    )  # fmt: skip
    return rows[near > 0], columns[near > 0]


def _within(
    mine: tuple[Numbers, Bits], theirs: tuple[Numbers, Bits], slips: int
) -> list[Numbers]:
    """Give every two words of which neither has more than `slips` letters that the
    other lacks."""
    (places, one), (others, other) = mine, theirs
    held = np.bitwise_count(other)
    step = max(1, CELLS // len(other))
    found = []
    for start in range(0, len(one), step):
        some = one[start : start + step, None]
        need = np.maximum(np.bitwise_count(some), held)
        shared = np.bitwise_count(some & other) + np.uint8(min(slips, 64))
        rows, columns = np.nonzero(shared >= need)
        found.append(np.stack((places[start + rows], others[columns])))
    return found
