"""Keys found again although misspelt: a small inverted index of letter triples."""

from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein


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

        One edit touches three triples at most, so a key within e edits shares at
        least (triples - 3e); a key sharing one triple is compared when that is less.
        """
        triples = _triples(key)
        edits = int((1 - self._near) * len(key) + 1e-9) + 1
        need = max(1, len(triples) - 3 * edits)
        counts: Counter[int] = Counter()
        for triple in triples:
            counts.update(self._triples.get(triple, ()))
        return tuple(
            self._keys[number]
            for number, shared in sorted(counts.items())
            if shared >= need
            and abs(len(self._keys[number]) - len(key)) <= edits
            and Levenshtein.normalized_similarity(
                key, self._keys[number], score_cutoff=self._near
            )
        )


def _triples(key: str) -> set[str]:
    padded = f"^{key}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}
