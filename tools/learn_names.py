"""Learn what the name matcher knows: `python tools/learn_names.py FACTS [--out DIR]`.

Writes `terms/gloss.csv` (translations of words in brands, from the names of listed
companies in two languages) and `weights/learned.yml` (logistic weights by maximum a
posteriori, with hard negatives). The same inputs give the same bytes. Seven names of
ten, by a hash of the name, are learned from; the rest is for `bench/names`.
"""

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import yaml

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "bench/names"), str(ROOT / "tools")]

import cases  # noqa: E402
from fit_names import GIVEN, NAMES, TIED, Labelled, Rows, fitted  # noqa: E402

from whence.match import weigh  # noqa: E402
from whence.match.brands import align  # noqa: E402
from whence.match.sides import Rarity, Side, runs, side_of  # noqa: E402
from whence.model.name import NormalName, TokenKind  # noqa: E402
from whence.normalise.han import pinyin_keys  # noqa: E402
from whence.normalise.names import normal  # noqa: E402
from whence.shelf import glosses, matching, terms  # noqa: E402
from whence.shelf.lists import editions  # noqa: E402

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
Lexicon = dict[tuple[str, str], tuple[int, float]]
DATA = ROOT / "src/whence/data"
DAY = date(2026, 6, 26)
LONGEST, LEAST, SURE, FOLDS, ROUNDS = 4, 2, 0.3, 5, 4
rare = Rarity(terms.rarity)


def listed_brands() -> frozenset[str]:
    """Give every distinctive word of a listed entity: none may be learned."""
    found: set[str] = set()
    for edition in editions(DAY):
        for row in edition.listings:
            for raw in (*row.names, *(n for n, _, _ in row.local_names)):
                for token in normal(raw).tokens:
                    if token.kind is TokenKind.BRAND:
                        found.update([token.text, *token.text.split(), *token.keys])
    return frozenset(found)


def grams(name: NormalName) -> set[str]:
    """Give stretches of up to four characters of what is neither form nor place."""
    kept = "|".join(
        t.text for t in name.tokens if t.kind in (TokenKind.BRAND, TokenKind.TRADE)
    )
    return {
        kept[i : i + n]
        for n in range(1, LONGEST + 1)
        for i in range(len(kept) - n + 1)
        if "|" not in kept[i : i + n] and not kept[i : i + n].isascii()
    }


def spoken(name: NormalName) -> set[str]:
    return {
        w for t in name.tokens for w in t.text.split()
        if t.kind in (TokenKind.BRAND, TokenKind.TRADE) and w.isascii() and len(w) > 1
    }  # fmt: skip


def lexicon(pairs: list[tuple[str, str]], banned: frozenset[str]) -> Lexicon:
    """Link Chinese stretches to English words by competition within each pair."""
    bags = [(grams(normal(zh)), spoken(normal(en))) for zh, en in pairs]
    han = Counter(g for gs, _ in bags for g in gs)
    words = Counter(w for _, ws in bags for w in ws)
    links = Counter((g, w) for gs, ws in bags for g in gs for w in ws)
    for _ in range(ROUNDS):
        score = {
            link: 2 * n / (han[link[0]] + words[link[1]]) * (1 - 0.3 / len(link[0]))
            for link, n in links.items()
            if n >= LEAST
        }
        links = Counter()
        for gs, ws in bags:
            ranked = sorted(
                ((score.get((g, w), 0.0), g, w) for g in gs for w in ws), reverse=True
            )
            used: list[str] = []
            done: set[str] = set()
            for value, g, w in ranked:
                if value <= 0.05 or w in done or any(set(g) & set(u) for u in used):
                    continue
                links[g, w] += 1
                used.append(g)
                done.add(w)
    return {
        (g, w): (n, round(min(1.0, n / min(han[g], words[w])), 2))
        for (g, w), n in sorted(links.items())
        if n >= LEAST and n / min(han[g], words[w]) >= SURE and len(g) > 1
        and w not in pinyin_keys(g) and w not in banned and g not in banned
    }  # fmt: skip


def table(found: Lexicon) -> dict[str, tuple[tuple[str, float], ...]]:
    out: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (g, w), (_, sure) in found.items():
        out[w].append((g, sure))
    return {w: tuple(sorted(v, key=lambda z: (-len(z[0]), -z[1], z[0])))
            for w, v in out.items()}  # fmt: skip


def use(known: dict[str, tuple[tuple[str, float], ...]]) -> None:
    """Let the matcher know these translations instead of those shipped."""
    glosses.learned = lambda: known  # type: ignore[assignment]
    for cached in (glosses.senses, glosses._stems, glosses.han_words,
                   glosses.han_inside):  # fmt: skip
        cached.cache_clear()


def side(name: str) -> Side:
    return side_of(normal(name), rare)


def features(left: str, right: str) -> tuple[str, np.ndarray]:
    one, two = side(left), side(right)
    row = np.zeros(len(NAMES))
    for sign in weigh.evidence(one, two, align(one, two, matching.weights())):
        row[NAMES.index(TIED.get(sign.weight, sign.weight))] += sign.size
    return weigh.mode_of(one, two), row


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
) -> Iterator[tuple[str, str, bool, float]]:
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


def sisters(
    pairs: list[tuple[str, str]], at: int
) -> Iterator[tuple[str, str, bool, float]]:
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


def learn(facts: Path, out: Path) -> None:
    pairs = [p for p in cases.companies(facts) if not cases.is_test(p[0])]
    rows = made_rows(pairs)
    weights = fitted(rows, labelled_rows(facts))
    write(out, lexicon(pairs, listed_brands()), weights)


def made_rows(pairs: list[tuple[str, str]]) -> dict[str, Rows]:
    """Give the evidence on pairs made of companies, by mode: (sizes, same, weight).

    Each company is read with translations learned from the others.
    """
    banned, near = listed_brands(), namesakes(pairs)
    rows: dict[str, Rows] = {"same": [], "across": []}
    for fold in range(FOLDS):
        inside = [p for p in pairs if cases.share(p[0] + "fold") % FOLDS != fold]
        use(table(lexicon(inside, banned)))
        for at, pair in enumerate(pairs):
            if cases.share(pair[0] + "fold") % FOLDS == fold:
                made = chain(
                    examples(pairs, at, negatives(pairs, at, near.get(at, []))),
                    sisters(pairs, at),
                )
                for left, right, same, much in made:
                    mode, row = features(left, right)
                    rows[mode].append((row, same, much))
    return rows


def labelled_rows(facts: Path) -> Labelled:
    """Give the evidence on the labelled pairs: (mode, sizes, same)."""
    made = cases.western(facts)
    return [
        (*features(left, right), same)
        for left, right, same in zip(made.left, made.right, made.same, strict=True)
    ]


def write(out: Path, found: Lexicon, weights: dict[str, np.ndarray]) -> None:
    lines = [f"{g},{w},{n},{sure}" for (g, w), (n, sure) in sorted(found.items())]
    (out / "terms/gloss.csv").write_text(
        "# What a Chinese word is called in English company names, and how surely.\n"
        "# Learned by tools/learn_names.py from official names of listed companies.\n"
        "zh,en,names,sure\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )
    learned = {
        mode: {
            n: GIVEN[mode].get(n, round(float(beta[NAMES.index(TIED.get(n, n))]), 3))
            for n in NAMES
        }
        for mode, beta in weights.items()
    }
    (out / "weights/learned.yml").write_text(
        "# Log-odds learned by tools/learn_names.py; docs/names.md says from what.\n"
        "# same: two names in one script. across: Chinese against spelled.\n"
        + yaml.safe_dump({"version": "names-6", **learned}, sort_keys=False),
        encoding="utf-8",
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    given = parser.parse_args()
    learn(given.facts, given.out)
