"""Pairs of names to learn from, made of the official names of companies.

negatives   other companies: at random, of the same place and trade, of a like brand
examples    ways to write the two names of one company, and those of the others
sisters     names that differ in one part
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "bench/names"))

import cases

from whence.match.sides import Rarity, Side, runs, side_of
from whence.model.name import TokenKind
from whence.normalise.han import pinyin_keys
from whence.normalise.names import normal
from whence.shelf import terms

SHARES = {"hard": 0.1, "random": 0.6, "namesake": 0.1}
# Weight of a name made from another by changing one part, and of all such together.
SISTER, ACROSS, RETRADED, BARE, LANDS = (
    0.018,
    0.21,
    0.15,
    0.005,
    ("Mexico", "Vietnam", "France", "Hong Kong", "Japan"),
)
MANY = 60
Example = tuple[str, str, bool, float]
rare = Rarity(terms.rarity)


def side(name: str) -> Side:
    """Make a name ready to compare."""
    return side_of(normal(name), rare)


def read(zh: str) -> str:
    """Read a Chinese name by our own table, a word per part of the name."""
    return " ".join((pinyin_keys(t.text) or ("",))[0] for t in normal(zh).tokens)


def namesakes(pairs: list[tuple[str, str]]) -> dict[int, list[int]]:
    """Give the companies that share a distinctive key with another, in any script."""
    by_key: dict[str, set[int]] = defaultdict(set)
    for at, pair in enumerate(pairs):
        for one in map(side, pair):
            joined = {j for _, _, j in runs(one.brands)}
            for key in joined.union(*(p.keys | p.inner for p in one.brands)):
                by_key[key].add(at)
    near: dict[int, set[int]] = defaultdict(set)
    for group in by_key.values():
        for at in group if len(group) < MANY else ():
            near[at] |= group - {at}
    return {
        at: sorted(
            js, key=lambda j, at=at: (cases.share(pairs[at][0] + pairs[j][0]), j)
        )
        for at, js in near.items()
    }


@cache
def bags_of(names: tuple[str, ...]) -> tuple[list[set[str]], Counter[str]]:
    bags = [set(cases.words(en)) for en in names]
    return bags, Counter(w for bag in bags for w in bag)


def negatives(
    pairs: list[tuple[str, str]], at: int, alike: list[int]
) -> list[tuple[int, str]]:
    """Give three random names, four of the same place and trade, four namesakes."""
    bags, spread = bags_of(tuple(en for _, en in pairs))
    own = bags[at]
    value = [
        -1.0 if j == at or any(spread[w] < cases.COMMON for w in own & bag)
        else math.fsum(1 / spread[w] for w in own & bag)
        for j, bag in enumerate(bags)
    ]  # fmt: skip
    near = sorted(range(len(pairs)), key=lambda j: (-value[j], pairs[j][1]))[:4]
    some = [(at + 1 + cases.share(pairs[at][0] + str(k)) * 13) % len(pairs)
            for k in range(3)]  # fmt: skip
    found = [(j, "hard") for j in near] + [(j, "random") for j in some if j != at]
    return found + [(j, "namesake") for j in alike[:4]]


def examples(
    pairs: list[tuple[str, str]], at: int, others: list[tuple[int, str]]
) -> Iterator[Example]:
    """Give (name, name, same, weight) made from one company and its negatives."""
    zh, en = pairs[at]
    bare = cases.without_form(zh)
    yield zh, en, True, 1.0
    yield bare, cases.without_form(en), True, 0.5
    yield read(zh), zh, True, 0.3
    yield read(bare), en, True, 0.2
    yield zh, bare, True, 0.3
    for kind in (TokenKind.TRADE, TokenKind.PLACE):
        for name, other, much in ((en, en, 0.3), (zh, zh, 0.2), (zh, en, 0.2)):
            if less := without(name, kind):
                yield less, other, True, much
    for _, variant in cases.spelt(en):
        yield variant, en, True, 0.3
    for variant in written_otherwise(en):
        yield variant, en, True, 0.3
    for j, kind in others:
        much = SHARES[kind]
        zh2, en2 = pairs[j]
        yield zh, en2, False, 1.0 * much
        yield bare, cases.without_form(en2), False, 0.5 * much
        yield read(zh), zh2, False, 0.3 * much
        yield read(bare), en2, False, 0.2 * much
        yield zh, zh2, False, 0.3 * much
        yield cases.spelt(en)[1][1], en2, False, 1.5 * much


def without(name: str, kind: TokenKind) -> str:
    """Leave out the places or the words of trade of a name that keeps its brand."""
    tokens = normal(name).tokens
    kinds = {t.kind for t in tokens}
    if kind not in kinds or TokenKind.BRAND not in kinds:
        return ""
    apart = "" if name[0] > "\u3400" else " "
    return apart.join(t.text for t in tokens if t.kind is not kind)


def written_otherwise(en: str) -> Iterator[str]:
    """Write an English name with its place at the end, and as a bill of lading cuts
    words short."""
    tokens = [t for t in normal(en).tokens if t.kind is not TokenKind.FORM]
    places = [t.text for t in tokens if t.kind is TokenKind.PLACE]
    rest = [t.text for t in tokens if t.kind is not TokenKind.PLACE]
    if places and rest:
        yield f"{' '.join(rest)} ({' '.join(places)}) Co., Ltd.".title()
    if any(t.kind is TokenKind.TRADE for t in tokens):
        yield (
            " ".join(
                t.text[:4] if t.kind is TokenKind.TRADE else t.text for t in tokens
            ).upper()
            + " CO LT"
        )


def swapped(name: str, other: str, kind: TokenKind) -> str:
    """Put the parts of one kind of another name in the place of a name's own."""
    own = [t.text for t in normal(name).tokens if t.kind is kind]
    new = [t.text for t in normal(other).tokens if t.kind is kind]
    if not own or not new or set(own) & set(new):
        return ""
    apart = "" if name[0] > "\u3400" else " "
    parts = [t for t in normal(name).tokens if t.kind is not kind or t.text == own[0]]
    return apart.join(apart.join(new) if t.kind is kind else t.text for t in parts)


def told(name: str) -> set[frozenset[str]]:
    """Give what a name says but for its form, in any script."""
    return {
        frozenset(t.keys) for t in normal(name).tokens if t.kind is not TokenKind.FORM
    }


def sisters(pairs: list[tuple[str, str]], at: int) -> Iterator[Example]:
    """Give pairs that differ in one part: another brand or trade, a country;
    as parents, sisters and rivals in one place and trade do."""
    zh, en = pairs[at]
    bare = cases.without_form(en)
    for step in (7, 31):
        other = pairs[(at + step * (1 + cases.share(zh))) % len(pairs)]
        for left, right, kind, much in (
            (zh, en, TokenKind.BRAND, ACROSS),
            (zh, en, TokenKind.TRADE, RETRADED),
            (en, en, TokenKind.BRAND, 4 * SISTER),
            (en, en, TokenKind.TRADE, 4 * SISTER),
            (zh, zh, TokenKind.BRAND, 4 * SISTER),
            (zh, zh, TokenKind.TRADE, 4 * SISTER),
        ):
            new = swapped(left, other[left == en], kind)
            if new and told(new) != told(right):
                yield new, right, False, much
        if less := without(en, TokenKind.BRAND):
            yield less, en, False, 4 * SISTER
            yield zh, less, False, BARE
        number = 2 + cases.share(zh + str(step)) % 8
        yield f"{bare} No. {number} Co., Ltd.", en, False, 2 * SISTER
        land = LANDS[cases.share(en + str(step)) % len(LANDS)]
        yield f"{bare} {land} Co., Ltd.", en, False, 4 * SISTER
    words = bare.split()
    if len(words) > 2:
        other = cases.words(pairs[(at + 3) % len(pairs)][1])
        new = " ".join([*words[:-1], other[-1]])
        if told(new) != told(en):
            yield new, en, False, 2 * SISTER
