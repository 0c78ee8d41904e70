"""An index of names: those most like a name, out of many, for many names at once.

Index, Hit   built from raw names; names come and go
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from whence.match.apart import cores, in_parts
from whence.match.arrays import Array, Floats, Numbers, begins, chances, counted
from whence.match.bulk import Rest
from whence.match.columns import Columns, Laid, joined
from whence.match.kept import left_alone
from whence.match.postings import Asked, Hits, Postings
from whence.match.sides import Rarity, Side, side_of
from whence.match.typos import Misspelt
from whence.match.vector import Linked
from whence.normalise.names import parts
from whence.shelf import matching, terms

CHUNK = 1024
# A key of more names than this share leads somewhere only if nothing rarer does.
COMMON_SHARE, COMMON_LEAST = 0.005, 200
# Names weighed beyond those asked for: the estimate that ranks them may be off.
SPARE = 2
# Words that names bring which are only asked for, before they are forgotten.
ROOM = 1 << 17


class Hit(NamedTuple):
    """A name of the index, and the chances that it is the same, or a related one."""

    name: str
    same: float
    related: float


class Found(NamedTuple):
    """What was found for some names: how many each, which, and their log-odds."""

    counts: Numbers
    numbers: Numbers
    same: Floats
    related: Floats


class Index:
    """Finds the names that share a distinctive part with a name, however it is spelt.

    A part is found whole, misspelt by one slip, written together or apart, as a
    stretch of a Chinese one, and in the other script by its reading, initials or
    translation; not by its mere sound. The chances are those of `score`.

    >>> index = Index(["Hetian Taida Apparel Co., Ltd", "Acme Textile Co., Ltd"])
    >>> [(hit.name, round(hit.same)) for hit in index.search(["和田泰达服饰"], 1)[0]]
    [('Hetian Taida Apparel Co., Ltd', 1)]
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Index raw names; the same name twice is there once."""
        self._weights = matching.weights()
        self._rare = Rarity(terms.rarity)
        self._names: list[str] = []
        self._sides: list[Side] = []
        self._at: dict[str, int] = {}
        self._postings = Postings()
        self._misspelt = Misspelt(
            least=int(self._weights["index.typo_length"]),
            near=self._weights["index.typo_near"],
        )
        self._book = Columns(self._weights)
        self._laid = self._book.of(())
        self._room = ROOM
        self.add(names)

    def __len__(self) -> int:
        """Give the number of names."""
        return len(self._at)

    def __contains__(self, name: object) -> bool:
        """Whether a raw name is there, letter by letter."""
        return name in self._at

    def add(self, names: Iterable[str]) -> None:
        """Take names in; one that is there already stays as it is."""
        for raw in names:
            if raw in self._at:
                continue
            side = self._side(raw)
            number = self._at[raw] = len(self._names)
            self._names.append(raw)
            self._sides.append(side)
            spelt = {key for part in side.brands for key in part.latin}
            new = self._postings.add(number, side)
            self._misspelt.add(key for key in new if key in spelt)

    def remove(self, names: Iterable[str]) -> None:
        """Take names out.

        Raises:
            KeyError: a name is not there.

        """
        for raw in names:
            number = self._at.pop(raw)
            self._postings.remove(number, self._sides[number])

    def search(
        self, queries: Sequence[str], k: int = 5, *, workers: int = 0
    ) -> list[tuple[Hit, ...]]:
        """Give for each name the k names most likely the same, the likeliest first.

        Fewer than k where fewer share anything distinctive. Of names as likely as each
        other the likelier relative comes first, then the one indexed first; the answer
        does not depend on `workers`, the number of processes (0: as many as there are
        cores, when there are enough names to be worth it).

        Raises:
            ValueError: k is not positive.

        """
        if k < 1:
            raise ValueError(f"k is {k}; at least 1")
        self._settle()
        places = {raw: number for number, raw in enumerate(dict.fromkeys(queries))}
        asked_for = list(places)
        parts = [asked_for[i : i + CHUNK] for i in range(0, len(asked_for), CHUNK)]
        many = workers or cores()
        hits: list[tuple[Hit, ...]] = []
        with left_alone():
            for found in in_parts(lambda some: self._found(some, k), parts, cores=many):
                hits += self._hits(found)
        return [hits[places[raw]] for raw in queries]

    def _hits(self, found: Found) -> Iterator[tuple[Hit, ...]]:
        rows = [
            Hit(self._names[number], same, related)
            for number, same, related in zip(
                found.numbers.tolist(),
                chances(found.same).tolist(),
                chances(found.related).tolist(),
                strict=True,
            )
        ]
        at = 0
        for count in found.counts.tolist():
            yield tuple(rows[at : at + count])
            at += count

    def _side(self, raw: str) -> Side:
        # Not by way of the cache of `parts`: many names pass here once.
        return side_of(parts.__wrapped__(raw), self._rare)

    def _settle(self) -> None:
        """Lay out the names that came since the last search; all of them anew where the
        words of names that were only asked for have become the greater part."""
        if len(self._book.parts) > self._room:
            self._book = Columns(self._weights)
            self._laid = self._book.of(())
        done = len(self._laid.han)
        if done < len(self._sides):
            self._laid = joined(self._laid, self._book.of(self._sides[done:]))
            self._room = ROOM + 2 * len(self._book.parts)

    def _found(self, queries: Sequence[str], k: int) -> Found:
        self._settle()
        sides = [self._side(raw) for raw in queries]
        most = max(COMMON_LEAST, int(COMMON_SHARE * len(self._at)))
        hits = self._postings.hits(sides, beside=self._slipped(sides), most=most)
        query, name, shared = _pairs(hits, len(self._names))
        met, one = np.unique(query, return_inverse=True)
        mine = [sides[number] for number in met.tolist()]
        kept, same, related = self._weighed(mine, (one, name, shared), k)
        query, name = query[kept], name[kept]
        best = _best(query, (name, -related, -same), k)
        counts = np.bincount(query[best], minlength=len(queries))
        return Found(counts, name[best], same[best], related[best])

    def _weighed(
        self, mine: Sequence[Side], pairs: tuple[Numbers, Numbers, Floats], k: int
    ) -> tuple[Numbers, Floats, Floats]:
        """Weigh the likeliest pairs of each name: which, and their log-odds."""
        one, name, shared = pairs
        laid = self._book.of(mine)
        rest = Rest(laid, self._laid, self._book, self._weights, pairs=0)
        same, related = rest.odds(one, name)
        guess = same + self._guess(laid, one, name, shared=shared)
        kept = _best(one, (name, -guess), k + SPARE)
        same, related = same[kept], related[kept]
        linked = Linked(
            (mine, laid), (self._sides, self._laid), self._book, self._weights
        )
        some, more, alone = linked.odds(one[kept], name[kept])
        same[alone] = related[alone] = 0
        same, related = same + some, related + more
        return kept, same, related

    def _guess(
        self, laid: Laid, one: Numbers, name: Numbers, *, shared: Floats
    ) -> Floats:
        """Guess the log-odds of distinctive parts from the rarity of those found."""
        across = (laid.han[one] != self._laid.han[name]).astype(np.int64)
        mine, theirs = laid.mass[one], self._laid.mass[name]
        shared = np.minimum(shared, np.minimum(mine, theirs))
        lone = mine + theirs - 2 * shared
        found = self._pair("identical", "reading")[across] * shared
        found += self._pair("extra", "extra")[across] * (mine - shared)
        found += self._pair("missing", "missing")[across] * (theirs - shared)
        share = 2 * shared / np.maximum(1e-9, 2 * shared + lone)
        return np.asarray(found + self._pair("cover", "cover")[across] * share)

    def _pair(self, same: str, across: str) -> Floats:
        return np.array(
            [self._weights[f"same.{same}"], self._weights[f"across.{across}"]]
        )

    def _slipped(self, sides: Sequence[Side]) -> dict[int, list[Asked]]:
        """Give what names ask for whose words nobody has: the words one slip away."""
        words: list[str] = []
        whose: list[tuple[int, int, float]] = []
        for number, side in enumerate(sides):
            for at, part in enumerate(side.brands):
                if not any(key in self._postings for key in part.keys):
                    words += part.latin
                    whose += [(number, at, part.rare)] * len(part.latin)
        found: dict[int, list[Asked]] = {}
        for word, key in self._misspelt.like(words):
            number, at, rare = whose[word]
            found.setdefault(number, []).append(Asked(key, at, rare))
        return found


def _pairs(hits: Hits, names: int) -> tuple[Numbers, Numbers, Floats]:
    """Give each query with each name it met once, and the rarity of what they share:
    of several keys of one part the most telling counts."""
    pair = hits.query * max(1, names) + hits.name
    order = np.lexsort((-hits.rare, hits.part, pair))
    pair, part, rare = pair[order], hits.part[order], hits.rare[order]
    first = begins(pair) | begins(part)
    pair, rare = pair[first], rare[first]
    start = np.nonzero(begins(pair))[0]
    shared = np.add.reduceat(rare, start) if len(start) else rare
    pair = pair[start]
    return pair // max(1, names), pair % max(1, names), shared


def _best(query: Numbers, keys: tuple[Array, ...], most: int) -> Numbers:
    """Give the first `most` rows of each query; the last of the keys sorts first."""
    order = np.lexsort((*keys, query))
    starts = np.nonzero(begins(query[order]))[0]
    rank = counted(np.diff(np.append(starts, len(query))))
    return order[rank < most]
