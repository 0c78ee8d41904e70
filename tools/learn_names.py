"""Learn what the name matcher knows: `python tools/learn_names.py FACTS [--out DIR]`.

Writes `terms/gloss.csv` (translations of words in brands, from the names of listed
companies in two languages) and `weights/learned.yml` (logistic weights by maximum a
posteriori, with hard negatives). The same inputs give the same bytes. Seven names of
ten, by a hash of the name, are learned from; the rest is for `bench/names`.
"""

import argparse
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
sys.path.insert(0, str(ROOT / "bench/names"))

import cases  # noqa: E402

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
MANY, WIDE, STEPS = 60, 15, 200
Lexicon = dict[tuple[str, str], tuple[int, float]]
DATA = ROOT / "src/whence/data"
DAY = date(2026, 6, 26)
LONGEST, LEAST, SURE, FOLDS, ROUNDS = 4, 2, 0.3, 5, 4
RIDGE = {"same": 8.0, "across": 4.0}
# Hand-set means that the fit departs from: what few pairs show must not move far.
MEANS = {
    "prior": -3.0, "identical": 4.0, "reading": 4.0, "typo": 3.0, "part": 2.5,
    "gloss": 3.0, "char": 1.0, "compound": 1.5, "gloss_trade": 0.5,
    "initials": 1.5, "sound": 1.0, "cover": 1.0, "alike": 1.0,
    "whole": 0.5, "complete": 1.5, "both": -1.5, "unlike": -3.0, "none": -1.5,
    "bare": -1.0, "missing": -2.0, "extra": -2.0,
    "missing_opaque": -1.0, "extra_opaque": -1.0, "place_same": 1.0,
    "place_within": 0.75, "place_conflict": -2.5, "place_extra": -0.25,
    "place_missing": -0.25, "land_extra": -1.0, "land_missing": -1.0,
    "trade_same": 0.75, "trade_missing": -0.5,
    "trade_extra": -0.5, "trade_both": -1.0, "form_same": 0.1, "form_conflict": -0.25,
    "number_same": 1.0, "number_conflict": -2.0, "number_missing": -1.0,
    "plain": 4.0, "exact": 2.0,
}  # fmt: skip
NAMES = list(MEANS)
# Not learned: the pairs across scripts hold too few numbers to show what they tell.
GIVEN = {"same": {}, "across": {"number_conflict": -4.0}}
# Mirrored names get one weight: which side is the listed one says nothing.
TIED = {"extra": "missing", "extra_opaque": "missing_opaque",
        "place_extra": "place_missing", "land_extra": "land_missing",
        "trade_extra": "trade_missing"}  # fmt: skip
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
        else sum(1 / spread[w] for w in own & bag)
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


def fit(
    rows: np.ndarray, same: np.ndarray, much: np.ndarray, *, ridge: float
) -> np.ndarray:
    """Fit logistic weights by projected Newton steps, drawn to the hand-set means.

    A weight never takes the sign opposite to its mean: it stays at nothing while the
    pairs pull it there (Bertsekas 1982, SIAM J. Control Optim. 20:221).
    """
    seen, at = np.unique(np.column_stack([rows, same]), axis=0, return_inverse=True)
    much = np.bincount(at, much)
    many, rows, same = len(same), seen[:, :-1], seen[:, -1] > 0
    much *= np.where(same, 1 / much[same].sum(), 1 / much[~same].sum())
    much *= many / 8
    mean = np.array([MEANS[n] for n in NAMES])
    sign = np.sign(mean)
    sign[NAMES.index("prior")] = 0
    used = np.array([n not in TIED for n in NAMES])
    beta = np.where(used, mean, 0.0)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
        pull = rows.T @ (much * (same - p)) - ridge * (beta - mean)
        free = used & ~((beta == 0) & (sign != 0) & (pull * sign <= 0))
        bend = (rows * (much * p * (1 - p))[:, None]).T @ rows
        bend += ridge * np.eye(len(mean))
        step = np.zeros(len(mean))
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], pull[free])
        new = beta + np.clip(step, -1, 1)
        new[(sign != 0) & (new * sign < 0)] = 0.0
        if np.abs(new - beta).max() < 1e-6:
            break
        beta = new
    return beta


def learn(facts: Path, out: Path, *, western: float) -> None:
    pairs = [p for p in cases.companies(facts) if not cases.is_test(p[0])]
    banned = listed_brands()
    near = namesakes(pairs)
    rows: dict[str, list[tuple[np.ndarray, bool, float]]] = {"same": [], "across": []}
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
    made = cases.western(facts)
    labelled: list[tuple[np.ndarray, bool]] = []
    for left, right, same in zip(made.left, made.right, made.same, strict=True):
        mode, row = features(left, right)
        rows[mode].append((row, same, western))
        if mode == "same":
            labelled.append((row, same))
    found = lexicon(pairs, banned)
    weights = {
        m: fit(*map(np.array, zip(*r, strict=True)), ridge=RIDGE[m])
        for m, r in rows.items()
    }
    odds = np.array([row @ weights["same"] for row, _ in labelled])
    shift = middle(odds, np.array([same for _, same in labelled]))
    # names that agree in all but their form are sure, wherever one half is
    for name, sign in (("prior", -1), ("complete", 1), ("plain", 1)):
        weights["same"][NAMES.index(name)] += sign * shift
    write(out, found, weights)


def middle(odds: np.ndarray, same: np.ndarray) -> float:
    """Give the middle of the broadest heights of F1 over thresholds.

    The made pairs are easier than those people label; the labelled ones say where, in
    one script, one half is. `bench/names` cross-validates it.
    """
    bars = np.arange(-1.5, 3.5, 0.05)
    f1 = [2 * np.sum((odds >= t) & same) / (np.sum(odds >= t) + same.sum())
          for t in bars]  # fmt: skip
    smooth = np.convolve(f1, np.ones(WIDE) / WIDE, "same")
    return float(bars[int(smooth.argmax())])


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
    parser.add_argument("--western", type=float, default=30.0)
    given = parser.parse_args()
    learn(given.facts, given.out, western=given.western)
