"""Translations of words in names, learned from names of one firm in two languages.

lexicon        Chinese stretches and the English words they go with
listed_brands  the words that may not be learned
use            let the matcher know some translations instead of those shipped
"""

from collections import Counter, defaultdict
from datetime import date

from whence.match import across
from whence.model.name import NormalName, TokenKind
from whence.normalise.han import pinyin_keys
from whence.normalise.names import normal
from whence.shelf import glosses
from whence.shelf.lists import editions

Lexicon = dict[tuple[str, str], tuple[int, float]]
Known = dict[str, tuple[tuple[str, float], ...]]
DAY = date(2026, 6, 26)
LONGEST, LEAST, SURE, ROUNDS = 4, 2, 0.3, 4


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


def table(found: Lexicon) -> Known:
    out: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (g, w), (_, sure) in found.items():
        out[w].append((g, sure))
    return {w: tuple(sorted(v, key=lambda z: (-len(z[0]), -z[1], z[0])))
            for w, v in out.items()}  # fmt: skip


def use(known: Known) -> None:
    """Let the matcher know these translations instead of those shipped."""
    glosses.learned = lambda: known  # type: ignore[assignment]
    for cached in (glosses.senses, glosses._stems, glosses.han_words,
                   glosses.han_inside, across.meant):  # fmt: skip
        cached.cache_clear()
