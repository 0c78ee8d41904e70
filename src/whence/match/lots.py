"""Lots of names by what may link a name of one to a name of another.

Lot        the names of a lot, in their own script and towards the other
Texts      what the names of one script in a lot may share with those of the other
linked     every two names of two lots that may have a distinctive part in common
meeting    every two texts of which one may stand for something in the other
is_simple  whether one link says all that a Chinese name shares
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein

from whence.match.across import SOUND_FLOOR, folded
from whence.match.alike import Words, alike
from whence.match.arrays import Numbers
from whence.match.brands import may_be_misspelt
from whence.match.cues import (
    Text,
    audible,
    cues_of,
    heard,
    latin_words,
    own_cues,
    pinyin_of,
    texts_of,
)
from whence.match.shared import Table, crossings, exact
from whence.match.sides import Side
from whence.match.sounds import spells
from whence.shelf.matching import Weights

Numbered = Sequence[tuple[int, Side]]


class Texts:
    """The texts of names of one script, by name, by cue and by sound."""

    def __init__(self, sides: Numbered, *, han: bool) -> None:
        """Take the names of a lot in one script, with their numbers in it."""
        self.han = han
        self.names: Table[Text] = Table((n, texts_of(side)) for n, side in sides)
        self.texts = list(self.names.keys)
        numbered = list(enumerate(self.texts))
        self.cues: Table[str] = Table((n, _cues(t, han=han)) for n, t in numbered)
        self.sounds: Table[str] = Table((n, _sounds(t, han=han)) for n, t in numbered)
        self.heard = Words(self.sounds.keys)


def _cues(text: Text, *, han: bool) -> Iterator[str]:
    yield from cues_of(text, han=han)
    for said in pinyin_of(text, han=han):
        yield f"p:{said}"


def _sounds(text: Text, *, han: bool) -> Sequence[str]:
    """Give how a text sounds; words of whole syllables are among its cues."""
    if han or not text.brand:
        return heard(text, han=han)
    return [folded(word) for word in audible(text) if not spells(word)]


class Lot:
    """The names of a lot, by what may link them to those of another lot."""

    def __init__(self, sides: Sequence[Side], weights: Weights, *, first: bool) -> None:
        """Take names; `first` tells one lot from the other."""
        named = list(enumerate(sides))
        least = int(weights["index.typo_length"])
        self.count = len(sides)
        self.own: Table[str] = Table((n, own_cues(s, first=first)) for n, s in named)
        self.latin: Table[str] = Table(
            (n, (w for w in latin_words(s) if len(w) >= least)) for n, s in named
        )
        self.spelt = Words(self.latin.keys)
        self.spelled = Texts([s for s in named if not s[1].han], han=False)
        self.chinese = Texts([s for s in named if s[1].han], han=True)
        self.rough = np.array([s.han and not is_simple(s) for s in sides])


def is_simple(side: Side) -> bool:
    """Whether a Chinese name is in Han, with one distinctive part at most."""
    return not side.said and len(side.brands) < 2 and all(p.han for p in side.brands)


def linked(
    left: Lot, right: Lot, weights: Weights
) -> Iterator[tuple[Numbers, Numbers]]:
    """Give every two names that share a cue, or have words spelt alike, but for what
    two scripts share by translation, initials or sound (`meeting`).

    A pair without a cue has no distinctive part in common, however weakly; a pair
    with one may have none either.
    """
    yield from exact(left.own, right.own)
    near = weights["index.typo_near"]
    rows, columns = alike(
        left.spelt, right.spelt, floor=near, scorer=OSA.normalized_similarity
    )
    ours, theirs = left.spelt.words, right.spelt.words
    kept = np.array([
        may_be_misspelt(ours[a], theirs[b])
        for a, b in zip(rows.tolist(), columns.tolist(), strict=True)
    ], dtype=np.bool_)  # fmt: skip
    for _, some, others in crossings(
        left.latin, right.latin, rows[kept], columns[kept]
    ):
        yield some, others


def meeting(left: Texts, right: Texts) -> tuple[Numbers, Numbers]:
    """Give every two texts of two scripts that share a cue, or sound alike."""
    rows, columns = alike(
        left.heard, right.heard,
        floor=SOUND_FLOOR, scorer=Levenshtein.normalized_similarity,
    )  # fmt: skip
    wide = max(1, len(right.texts))
    pairs = [np.empty(0, dtype=np.int64)]
    pairs += [a * wide + b for a, b in exact(left.cues, right.cues)]
    pairs += [
        a * wide + b for _, a, b in crossings(left.sounds, right.sounds, rows, columns)
    ]
    ours, theirs = np.divmod(np.unique(np.concatenate(pairs)), wide)
    return ours, theirs
