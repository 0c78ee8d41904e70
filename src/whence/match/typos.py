"""Keys found again although misspelt.

Spellings   every near key of a list of some thousands, by letter triples
Misspelt    the keys of a large and growing list that are one slip away, in bulk
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from whence.match.arrays import Numbers, counted

# An odd number (2^64 over the golden ratio), and what undoes it modulo 2^64.
BASE = 0x9E3779B97F4A7C15
LOWER = np.uint64(pow(BASE, -1, 1 << 64))
AT_ONCE = 8192


class Spellings:
    """The Latin keys of a list, to be found by a spelling near to one of them."""

    def __init__(self, keys: Iterable[str], *, least: int, near: float) -> None:
        """Index the keys of at least `least` letters."""
        self._keys = tuple(sorted({k for k in keys if len(k) >= least}))
        self._least, self._near = least, near
        self._triples: dict[str, list[int]] = {}
        for number, key in enumerate(self._keys):
            for triple in _triples(key):
                self._triples.setdefault(triple, []).append(number)
        self._known: dict[str, tuple[str, ...]] = {}

    def like(self, key: str) -> tuple[str, ...]:
        """Give the keys that share enough letters with this one, sorted."""
        if len(key) < self._least:
            return ()
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._search(key)
        return found

    def _search(self, key: str) -> tuple[str, ...]:
        """Count shared triples, then compare letter by letter.

        One slip touches four triples at most, so a key within e slips shares at
        least (triples - 4e); a key sharing one triple is compared when that is less.
        """
        triples = _triples(key)
        edits = int((1 - self._near) * len(key) + 1e-9) + 1
        need = max(1, len(triples) - 4 * edits)
        counts: Counter[int] = Counter()
        for triple in triples:
            counts.update(self._triples.get(triple, ()))
        return tuple(
            self._keys[number]
            for number, shared in sorted(counts.items())
            if shared >= need
            and abs(len(self._keys[number]) - len(key)) <= edits
            and OSA.normalized_similarity(
                key, self._keys[number], score_cutoff=self._near
            )
        )


def _triples(key: str) -> set[str]:
    padded = f"^{key}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


class Misspelt:
    """Keys one slip away: a letter left out, put in or changed, or two swapped.

    Two words that are one slip apart have a spelling in common once at most one letter
    of each is left out; those spellings are kept as numbers in a sorted array. What
    they find is compared letter by letter, so that nothing hangs on the numbers.
    """

    def __init__(self, *, least: int, near: float) -> None:
        """Begin without keys; those of less than `least` letters are not kept."""
        self._least, self._near = least, near
        self._keys: list[str] = []
        self._hashes = np.empty(0, dtype=np.int64)
        self._owners = np.empty(0, dtype=np.int32)
        self._recent: list[str] = []

    def add(self, keys: Iterable[str]) -> None:
        """Take keys in; one that is there already may not be given again."""
        self._recent += [k for k in keys if len(k) >= self._least]

    def like(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Give (which word, key near to it), by word and then by key."""
        self._settle()
        asked = [(n, w) for n, w in enumerate(words) if len(w) >= self._least]
        numbers, hashes = _slips([w for _, w in asked])
        first = np.searchsorted(self._hashes, hashes, "left")
        count = np.searchsorted(self._hashes, hashes, "right") - first
        which = np.repeat(numbers, count)
        owners = self._owners[np.repeat(first, count) + counted(count)]
        pairs = np.unique(which.astype(np.int64) << 32 | owners)
        whose, owner = (pairs >> 32).tolist(), (pairs & 0xFFFFFFFF).tolist()
        mine, theirs = [asked[n][1] for n in whose], [self._keys[k] for k in owner]
        near = cpdist(mine, theirs, scorer=OSA.normalized_similarity,
                      dtype=np.float64) if mine else ()  # fmt: skip
        found = [
            (asked[n][0], key)
            for n, key, sure in zip(whose, theirs, near, strict=True)
            if sure >= self._near
        ]
        yield from sorted(found)

    def _settle(self) -> None:
        """Sort recent keys in among the others."""
        if not self._recent:
            return
        numbers, hashes = _slips(self._recent)
        owners = np.concatenate(
            (self._owners, (numbers + len(self._keys)).astype(np.int32))
        )
        self._keys += self._recent
        self._recent = []
        hashes = np.concatenate((self._hashes, hashes))
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._owners = hashes[order], owners[order]


def _slips(words: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Give each word, and each with a letter left out, as numbers: whose, number."""
    whose: list[Numbers] = [np.empty(0, dtype=np.int64)]
    numbers: list[Numbers] = [np.empty(0, dtype=np.int64)]
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    order = np.argsort(sizes, kind="stable")
    for start in range(0, len(words), AT_ONCE):
        some = order[start : start + AT_ONCE]
        rows, found = _numbered([words[n] for n in some.tolist()], sizes[some])
        whose.append(some[rows])
        numbers.append(found)
    return np.concatenate(whose), np.concatenate(numbers)


def _numbered(words: Sequence[str], sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Give the same of ASCII words of about one length.

    A word is the polynomial of its letters at `BASE`, modulo 2^64; without a letter it
    is what stands before the letter, and what stands behind it one power lower.
    """
    wide = max(1, int(sizes.max(initial=0)))
    letters = np.array(words, dtype=f"S{wide}").view(np.uint8).reshape(-1, wide)
    values = letters * np.cumprod(np.full(wide, BASE, dtype=np.uint64))
    before = np.cumsum(values, axis=1)
    whole = before[:, -1:]
    shorter = before - values + (whole - before) * LOWER
    there = np.arange(wide + 1) <= sizes[:, None]
    found = np.concatenate((whole, shorter), axis=1)[there]
    return np.nonzero(there)[0], found.view(np.int64)
