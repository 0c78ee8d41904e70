"""How like two names are: one row of evidence per part, in log-odds that add up.

evidence   what speaks for and against, with its kind and size, before any weight
distinctive   the part of it that the distinctive parts give
compare    the rows, the two chances, and what speaks against
names_odds, summed   the same chances as sums only, where nobody reads the rows

Every row is a multiple of 1/64, so that the rows add up to the score exactly, in any
order and on any machine.
"""

import math
from collections.abc import Set
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from whence.match.brands import Aligned, Lone, align
from whence.match.rest import ABROAD, Context, are_unnamed, beside, names_only
from whence.match.sides import Side, differs, is_legible
from whence.match.traits import CORPS, agree
from whence.shelf.matching import Weights

GRAIN = 64
# Letters that must agree before their share says anything.
ALIKE = 0.7
FIRM = frozenset({"identical", "reading", "typo", "part", "gloss"})
Row = tuple[str, str, float]


class Sign(NamedTuple):
    """One piece of evidence: `size` times the weight named is its log-odds."""

    text: str
    how: str
    weight: str
    size: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """The evidence on one pair of names; `rows` add up to `score`."""

    rows: tuple[Row, ...]
    score: float
    p_same: float
    p_related: float
    conflicts: tuple[str, ...]
    related: float


def mode_of(left: Side, right: Side) -> str:
    """Say which weights count: names in one script, or Chinese against spelled."""
    return "across" if left.han != right.han else "same"


def evidence(left: Side, right: Side, found: Aligned) -> list[Sign]:
    """Give what two aligned names alone say, for the weights of `mode_of`."""
    signs = [Sign("prior", "before anything is compared", "prior", 1.0)]
    signs += distinctive(left, right, found)
    signs += [Sign(*sign) for sign in names_only(left, right, found)]
    return signs


def distinctive(left: Side, right: Side, found: Aligned) -> list[Sign]:
    """Give what the distinctive parts of two names say, once they are aligned."""
    signs, ours, apart = _parts(found)
    if left.brands and right.brands and ours:
        share = 2 * ours / (2 * ours + apart)
        signs.append(Sign("all distinctive parts", "share that agrees", "cover", share))
        lone = [sum(r for _, r, _ in some) for some in (found.missing, found.extra)]
        if min(lone):
            how = "one word in place of another"
            signs.append(Sign("distinctive parts", how, "both", min(lone)))
        if near := _alike(left, right):
            how = "letters that agree, in any order of words"
            signs.append(Sign("the whole name", how, "alike", near))
        if not found.missing and not found.extra and _firm(found):
            signs.append(Sign("all distinctive parts", "all agree", "whole", 1.0))
            if all(p.near == 1.0 for p in found.pairs):
                if agree_beside(
                    left, right, placed=bool(found.placed), said=found.glossed
                ):
                    how = "agrees, place and trade too"
                    signs.append(Sign("all but the form", how, "complete", 1.0))
                elif is_brief(left, right):
                    how = "agree, and one name tells no trade"
                    signs.append(Sign("brand and place", how, "brief", 1.0))
    if unlike := _unlike(left, right, found):
        how = "both can be read, and read otherwise"
        signs.append(Sign("distinctive parts", how, "unlike", unlike))
    if not ours and (left.brands or right.brands):
        signs.append(Sign("distinctive parts", "none agrees", "none", 1.0))
        if bare := _bare(left, right, found):
            how = "one can be read, the other name has none"
            signs.append(Sign("distinctive parts", how, "bare", bare))
    return signs


def _parts(found: Aligned) -> tuple[list[Sign], float, float]:
    """Give one sign per part, and the rarity that agrees, and that does not."""
    signs: list[Sign] = []
    ours = apart = 0.0
    for p in found.pairs:
        signs.append(Sign(p.text, p.how, p.weight, p.near * p.rare))
        ours += p.near * p.rare
    for parts, how, name in (
        (found.missing, "only in the listed name", "missing"),
        (found.extra, "only in the party's name", "extra"),
    ):
        for text, rare, opaque in parts:
            signs.append(Sign(text, how, f"{name}_opaque" if opaque else name, rare))
            apart += rare
    for p in found.pairs:
        apart += (1 - p.near) * p.rare
    return signs, ours, apart


def _alike(left: Side, right: Side) -> float:
    """Give how far two names of one script agree letter by letter, above a floor."""
    if left.han != right.han or left.said != right.said:
        return 0.0
    near = Levenshtein.normalized_similarity(
        left.squeezed, right.squeezed, score_cutoff=ALIKE
    )
    return max(0.0, near - ALIKE) / (1 - ALIKE)


def _unlike(left: Side, right: Side, found: Aligned) -> float:
    """Give how rare the parts are that both scripts let read, and that differ."""
    if left.han == right.han:
        return 0.0
    return min(_read(found.extra, left), _read(found.missing, right))


def _bare(left: Side, right: Side, found: Aligned) -> float:
    """Give how rare the part is that one name lets read, where the other has none."""
    if left.brands and right.brands:
        return 0.0
    return max(_read(found.extra, left), _read(found.missing, right))


def _read(lone: list[Lone], side: Side) -> float:
    """Give how rare the rarest part of those left over is that says how it is read."""
    return max(
        (differs(rare) for text, rare, _ in lone if is_legible(text, han=side.han)),
        default=0.0,
    )


def _firm(found: Aligned) -> bool:
    """Whether every pair of parts is the same word, not one that may stand for it."""
    return all(p.weight in FIRM for p in found.pairs)


def _named(found: Aligned) -> bool:
    """Whether any part is the same word, not one that may stand for it."""
    return any(p.weight in FIRM for p in found.pairs)


def agree_beside(
    left: Side, right: Side, *, placed: bool = False, said: Set[str] = frozenset()
) -> bool:
    """Whether place, trade and number of two names agree and their forms may be one;
    `placed` where one spells the place of the other, `said` are words of trade that the
    other says otherwise."""
    there = agree(left.place, right.place) or not (left.codes or right.codes)
    return (
        _trades(left, said) == _trades(right, said)
        and (there or placed)
        and left.numbers == right.numbers
        and not (left.forms and right.forms and left.forms.isdisjoint(right.forms))
    )


def is_brief(left: Side, right: Side) -> bool:
    """Whether one of two names of one place tells no trade and the other does."""
    return (
        agree(left.place, right.place)
        and bool(left.trades) != bool(right.trades)
        and left.numbers == right.numbers
    )


def _trades(side: Side, said: Set[str]) -> Set[str]:
    if not said:
        return side.trade.keys
    return {key for key, text, _ in side.trades if text not in said}


def compare(left: Side, right: Side, about: Context, weights: Weights) -> Likeness:
    """Weigh a party's name (left) against a published name (right)."""
    mode = mode_of(left, right)
    found = align(left, right, weights)
    signs = evidence(left, right, found)
    rows = [(s.text, s.how, weights[f"{mode}.{s.weight}"] * s.size) for s in signs]
    more, conflicts = beside(left, right, about, weights)
    rows += more
    some = left.brands or right.brands
    if about.whole_list and mode == "across" and some and not _named(found):
        how = "none the same word, against a whole list"
        rows.append(("distinctive parts", how, weights["weak"]))
    related = related_odds(left, right, found, weights)
    related += weights["related.country"] * any(how == ABROAD for _, how, _ in more)
    rows = [(t, how, round(w * GRAIN) / GRAIN) for t, how, w in rows]
    rows = [row for i, row in enumerate(rows) if row[2] or not i]
    score = math.fsum(row[2] for row in rows)
    return Likeness(
        tuple(rows), score, chance(score), chance(related), tuple(conflicts), related
    )


def names_odds(
    left: Side, right: Side, found: Aligned, weights: Weights
) -> tuple[float, float]:
    """Give the log-odds of `compare` for two aligned names of which no more is known:
    the same, and related."""
    same = summed(mode_of(left, right), evidence(left, right, found), weights)
    if left.branch != right.branch:
        same += round(weights["branch"] * GRAIN) / GRAIN
    if left.is_empty or right.is_empty:
        same += round(weights["empty"] * GRAIN) / GRAIN
    if are_unnamed(left, right):
        same += round(weights["unnamed"] * GRAIN) / GRAIN
    return same, related_odds(left, right, found, weights)


def summed(mode: str, signs: list[Sign], weights: Weights) -> float:
    """Add the log-odds of signs, each rounded to the grain of a row."""
    values, total = weights.values, 0
    for _, _, name, size in signs:
        total += round(values[f"{mode}.{name}"] * size * GRAIN)
    return total / GRAIN


def chance(log_odds: float) -> float:
    """Turn log-odds into a chance.

    >>> chance(0.0)
    0.5
    """
    if log_odds < 0:
        return math.exp(log_odds) / (1.0 + math.exp(log_odds))
    return 1.0 / (1.0 + math.exp(-log_odds))


def shared_odds(found: Aligned, weights: Weights) -> float:
    """Give the part of `related_odds` that the distinctive parts give."""
    odds = max(
        (weights[f"related.{p.weight}"] * p.near * p.rare**3 for p in found.pairs),
        default=0.0,
    )
    odds += sum(weights["related.missing"] * rare for _, rare, _ in found.missing)
    return odds + sum(weights["related.extra"] * rare for _, rare, _ in found.extra)


def related_odds(left: Side, right: Side, found: Aligned, weights: Weights) -> float:
    """Give the log-odds of parent, sibling or branch: who shares a rare brand.

    The rarity counts three times: a word that many firms bear shows no family. Whoever
    bears the name of the Corps is the Corps' own.
    """
    odds = weights["related.prior"] + shared_odds(found, weights)
    shared = left.trade.keys & right.trade.keys
    odds += weights["related.trade"] * bool(shared)
    odds += weights["related.corps"] * (CORPS in shared)
    if left.regions and right.regions:
        same = bool(left.regions & right.regions)
        odds += weights["related.same_place" if same else "related.other_place"]
    return odds
