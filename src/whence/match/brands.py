"""Which distinctive part of one name is which of the other's, and how we know.

align   the parts found on both sides, and those on one side only
"""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from whence.match.sides import Part, Side, confused, is_pinyin, runs
from whence.shelf.matching import Weights


@dataclass(frozen=True, slots=True)
class Pairing:
    """One distinctive part found on both sides; `weight` names its weight."""

    text: str
    how: str
    weight: str
    near: float
    rare: float


def align(
    left: Side, right: Side, weights: Weights
) -> tuple[list[Pairing], list[Part], list[Part]]:
    """Align distinctive parts: whole, then written as one, then less surely."""
    mine, theirs = dict(enumerate(left.brands)), dict(enumerate(right.brands))
    found: list[Pairing] = []
    for r, part in list(theirs.items()):
        best = next((x for x, p in mine.items() if p.keys & part.keys), None)
        if best is not None:
            found.append(_whole(mine.pop(best), theirs.pop(r)))
    found += _apart(theirs, mine, left.brands) + _apart(mine, theirs, right.brands)
    found += _alike(mine, theirs, _near, ("brand.typo", "spelt like {}", weights))
    found += _alike(mine, theirs, _within, ("brand.part", "in part {}", weights))
    for parts, words in ((mine, right.place_words), (theirs, left.place_words)):
        for x, part in list(parts.items()):
            if part.han and not words.isdisjoint(part.latin):
                parts.pop(x)
                how = "read like a place in the other name"
                found.append(Pairing(part.text, how, "brand.part", 1.0, part.rare))
    return found, list(theirs.values()), list(mine.values())


def _apart(
    few: dict[int, Part], many: dict[int, Part], parts: tuple[Part, ...]
) -> list[Pairing]:
    """Pair one part with neighbouring parts that are the same written as one."""
    found = []
    for start, end, joined in runs(parts):
        one = next((x for x, p in few.items() if joined in p.keys), None)
        if one is None or any(i not in many for i in range(start, end)):
            continue
        part = few.pop(one)
        for i in range(start, end):
            many.pop(i)
        how = "identical, written apart"
        found.append(Pairing(part.text, how, "brand.identical", 1.0, part.rare))
    return found


def _alike(
    mine: dict[int, Part],
    theirs: dict[int, Part],
    alike: Callable[[Part, Part, Weights], float],
    said: tuple[str, str, Weights],
) -> list[Pairing]:
    """Pair what is left, each listed part with the nearest part of the party's."""
    weight, how, weights = said
    found = []
    for r, part in list(theirs.items()):
        near, x = max(
            ((alike(p, part, weights), -x) for x, p in mine.items()), default=(0.0, 0)
        )
        if near:
            one, other = mine.pop(-x), theirs.pop(r)
            rare = min(one.rare, other.rare)
            text = how.format(other.text)
            found.append(Pairing(one.text, text, weight, near, rare))
    return found


def _whole(left: Part, right: Part) -> Pairing:
    """Pair two parts that share a key; the same reading in two scripts is less."""
    rare = min(left.rare, right.rare)
    if left.han == right.han:
        return Pairing(left.text, "identical", "brand.identical", 1.0, rare)
    how = f"the same reading as {right.text}"
    return Pairing(left.text, how, "brand.transliterated", 1.0, rare)


def _near(left: Part, right: Part, weights: Weights) -> float:
    """Share of letters that agree in the best spelling, 0 when not near enough.

    Two words of whole syllables are two words, unless only confused sounds differ.
    """
    least, floor = weights["index.typo_length"], weights["index.typo_near"]
    return max(
        (
            Levenshtein.normalized_similarity(a, b, score_cutoff=floor)
            for a in left.latin
            for b in right.latin
            if len(a) >= least and len(b) >= least and _may_be_misspelt(a, b)
        ),
        default=0.0,
    )


def _may_be_misspelt(one: str, other: str) -> bool:
    if is_pinyin(one) and is_pinyin(other):
        return confused(one) == confused(other)
    return True


def _within(left: Part, right: Part, weights: Weights) -> float:
    """Whether one part is a stretch of the other's characters, or reads so."""
    return float(
        not left.inner.isdisjoint(right.keys | right.inner)
        if left.han
        else not right.inner.isdisjoint(left.keys)
    )
