"""Which distinctive part of one name is which of the other's, and how we know.

align   the parts found on both sides, and those on one side only
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from whence.match.across import Bridge, bridges
from whence.match.shortened import cut_short, spelt_place
from whence.match.sides import Part, Side, confused
from whence.match.sounds import as_said, spells, words_of, written
from whence.match.traits import Trades
from whence.normalise.spoken import is_pinyin
from whence.shelf.matching import Weights

Lone = tuple[str, float, bool]


@dataclass(frozen=True, slots=True)
class Pairing:
    """One distinctive part found on both sides; `weight` names its weight."""

    text: str
    how: str
    weight: str
    near: float
    rare: float


@dataclass(frozen=True, slots=True)
class Aligned:
    """Parts found on both sides, and (text, rarity, no pinyin) of those on one only.

    `glossed` are words of trade that a translation, or a word cut short, matched;
    `placed` the word that spells the place of the other name, when there is one.
    """

    pairs: list[Pairing] = field(default_factory=list)
    missing: list[Lone] = field(default_factory=list)
    extra: list[Lone] = field(default_factory=list)
    glossed: frozenset[str] = frozenset()
    placed: str = ""


def align(left: Side, right: Side, weights: Weights) -> Aligned:
    """Align distinctive parts: whole, then written as one, then less surely.

    Two names of the same letters are one name, wherever each is cut.
    """
    if left.full == right.full:
        right = left
    mine, theirs = dict(enumerate(left.brands)), dict(enumerate(right.brands))
    found: list[Pairing] = []
    for r, part in list(theirs.items()):
        keys = part.keys
        best = next((x for x, p in mine.items() if not keys.isdisjoint(p.keys)), None)
        if best is not None:
            found.append(
                _whole(mine.pop(best), theirs.pop(r), said=left.said != right.said)
            )
    if mine or theirs:
        found += _apart(theirs, mine, left.joins) + _apart(mine, theirs, right.joins)
    if mine and theirs:
        found += _alike(mine, theirs, _near, ("typo", "spelt like {}", weights))
    if mine and theirs and left.han == right.han:
        found += _alike(mine, theirs, _within, ("part", "in part {}", weights))
    for parts, words in ((mine, right.place_words), (theirs, left.place_words)):
        for x, part in list(parts.items()):
            if part.han and words and not words.isdisjoint(part.latin):
                parts.pop(x)
                how = "read like a place in the other name"
                found.append(Pairing(part.text, how, "part", 1.0, part.rare))
    if left.han == right.han:
        said, placed = _beside((left, mine), (right, theirs)) if found else ([], "")
        glossed = frozenset([t for short in said for t in short])
        return Aligned(found, _lone(theirs), _lone(mine), glossed, placed)
    if left.han:
        over = _bridge((left, mine), (right, theirs))
        return Aligned(found + over.pairs, over.missing, over.extra, over.glossed)
    over = _bridge((right, theirs), (left, mine))
    return Aligned(found + over.pairs, over.extra, over.missing, over.glossed)


def _beside(
    one: tuple[Side, dict[int, Part]], two: tuple[Side, dict[int, Part]]
) -> tuple[list[tuple[str, str]], str]:
    """Take away parts that say what the other name says as its trade or its place.

    Only for names that share a distinctive part already.
    """
    said: list[tuple[str, str]] = []
    placed = ""
    for (side, parts), (other, _) in ((one, two), (two, one)):
        if parts and not side.han:
            begins = {p.text[0] for p in parts.values()}  # a cut word keeps its letter
            if any(text[0] in begins for _, text, _ in other.trades):
                said += cut_short(parts, [t for t, _, _ in _trades(other, side)])
        if parts and not side.regions and other.regions and not placed:
            placed = spelt_place(parts, other)
    return said, placed


def _lone(parts: dict[int, Part]) -> list[Lone]:
    return [(p.text, p.rare, False) for p in parts.values()]


def _bridge(
    one: tuple[Side, dict[int, Part]], two: tuple[Side, dict[int, Part]]
) -> Aligned:
    """Link what is left of a Chinese name (one) and of a spelled one (two).

    Gives the spelled words without a link as `missing`, the Chinese as `extra`.
    """
    (han, parts), (spelled, others) = one, two
    texts = [(p.text, p.rare, True) for p in parts.values() if p.han or han.said]
    texts += _trades(han, spelled)
    if han.said:
        texts = [(as_said(text), rare, brand) for text, rare, brand in texts]
    items = [(p.text, p.rare, True) for p in others.values()]
    items += _trades(spelled, han)
    words: dict[int, str] = {}
    owner: dict[int, int] = {}
    for number, (text, _, brand) in enumerate(items):
        for word in words_of(text) if brand else text.split():
            owner[len(words)] = number
            words[len(words)] = word
    joined = "|".join(t for t, _, _ in texts)
    sounded = [n for n in words if items[owner[n]][2]]
    brandish = sum(len(t) + 1 for t, _, brand in texts if brand)
    links = bridges(words, joined, sounded=sounded, upto=brandish, said=han.said)
    pairs = [_linked(link, items[owner[link.word]], words) for link in links]
    done = {owner[link.word] for link in links}
    missing = [
        (text, rare, _opaque(text))
        for n, (text, rare, brand) in enumerate(items)
        if brand and n not in done
    ]
    glossed = {items[n][0] for n in done if not items[n][2]}
    extra: list[Lone] = []
    at = 0
    taken = {i for link in links for i in range(link.start, link.end)}
    for text, rare, brand in texts:
        rest = text
        if taken:
            rest = "".join(c for i, c in enumerate(text, at) if i not in taken)
        at += len(text) + 1
        if brand and rest:
            extra.append((written(rest), rare * len(rest) / len(text), False))
        if not brand and rest != text:
            glossed.add(written(text))
    if not han.said:
        extra += [(p.text, p.rare, False) for p in parts.values() if not p.han]
    return Aligned(pairs, missing, extra, frozenset(glossed))


@lru_cache(65536)
def _opaque(text: str) -> bool:
    """Whether a spelled part is one that no Chinese can be read as."""
    return not all(map(spells, text.split()))


def _trades(side: Side, other: Side) -> list[tuple[str, float, bool]]:
    """Give a side's words of trade that the other does not share, with their rarity."""
    if not side.trades:
        return []
    found = _unshared(side.trade, other.trade)
    return [(text, rare, False) for text, rare in found.items()]


@lru_cache(65536)
def _unshared(mine: Trades, theirs: Trades) -> Mapping[str, float]:
    """Give the words of trade of which no concept is the other name's, with their
    rarity."""
    said = {text for key, text, _ in mine.named if key in theirs.keys}
    return {t: r for _, t, r in mine.named if t not in said}


def _linked(
    link: Bridge, item: tuple[str, float, bool], words: dict[int, str]
) -> Pairing:
    """Pair a word of a spelled part, or of a trade, with the Chinese it stands for."""
    text, rare, brand = item
    weight = link.weight if brand else "gloss_trade"
    size = rare / max(1, len(text.split())) if not brand else rare
    return Pairing(words[link.word], link.how, weight, link.near, size)


def _apart(
    few: dict[int, Part], many: dict[int, Part], joins: tuple[tuple[int, int, str], ...]
) -> list[Pairing]:
    """Pair one part with neighbouring parts that are the same written as one."""
    if not joins or not few:
        return []
    found = []
    for start, end, joined in joins:
        one = next((x for x, p in few.items() if joined in p.keys), None)
        if one is None or any(i not in many for i in range(start, end)):
            continue
        part = few.pop(one)
        for i in range(start, end):
            many.pop(i)
        how = "identical, written apart"
        found.append(Pairing(part.text, how, "identical", 1.0, part.rare))
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


def _whole(left: Part, right: Part, *, said: bool) -> Pairing:
    """Pair two parts that share a key; the same reading in two scripts is less, and so
    it is where one name is `said` in pinyin only."""
    rare = min(left.rare, right.rare)
    if left.han == right.han and not said:
        return Pairing(left.text, "identical", "identical", 1.0, rare)
    how = f"the same reading as {right.text}"
    return Pairing(left.text, how, "reading", 1.0, rare)


def _near(left: Part, right: Part, weights: Weights) -> float:
    """Share of letters that agree in the best spelling, 0 when not near enough;
    two letters swapped are one slip."""
    least, floor = weights["index.typo_length"], weights["index.typo_near"]
    best = 0.0
    for a in left.latin:
        for b in right.latin:
            if len(a) >= least and len(b) >= least:
                near = OSA.normalized_similarity(a, b, score_cutoff=floor)
                if near > best and may_be_misspelt(a, b):
                    best = near
    return best


def may_be_misspelt(one: str, other: str) -> bool:
    """Whether one spelling may be a slip for the other: two words of whole syllables
    are two words, unless only confused sounds differ."""
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
