"""How like two names are: one row of evidence per part, in log-odds that add up.

compare   the rows, the two chances, and what speaks against

Every row is a multiple of 1/64, so that the rows add up to the score exactly, in any
order and on any machine.
"""

import math
from collections.abc import Iterable, Set
from dataclasses import dataclass

from whence.match.brands import Pairing, align
from whence.match.sides import Side, is_pinyin
from whence.shelf.matching import Weights

GRAIN = 64
ABROAD = "another country"
MARKS = {
    "alias": ("alias", "published as an alias"),
    "short": ("short_alias", "published as a short alias"),
    "press": ("press", "Chinese name known from the press"),
    "transliteration": ("transliteration", "Chinese name transliterated by the press"),
}
Row = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the two names."""

    mark: str = "official"
    party_regions: frozenset[str] = frozenset()
    listing_regions: frozenset[str] = frozenset()
    party_countries: frozenset[str] = frozenset()
    listing_country: str = ""
    same_codes: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """The evidence on one pair of names; `rows` add up to `score`."""

    rows: tuple[Row, ...]
    score: float
    p_same: float
    p_related: float
    conflicts: tuple[str, ...]


def compare(left: Side, right: Side, about: Context, weights: Weights) -> Likeness:
    """Weigh a party's name (left) against a published name (right)."""
    pairs, missing, extra = align(left, right, weights)
    across = left.script != right.script
    rows: list[Row] = [("prior", "before anything is compared", weights["prior"])]
    rows += [(p.text, p.how, weights[p.weight] * p.near * p.rare) for p in pairs]
    for parts, how, weight in (
        (missing, "only in the listed name", "brand.missing"),
        (extra, "only in the party's name", "brand.extra"),
    ):
        for part in parts:
            size = weights[weight] * part.rare
            # Across scripts a word that is no pinyin may be a translation unknown here.
            if across and not part.han and not any(map(is_pinyin, part.latin)):
                size *= weights["brand.gloss"]
            rows.append((part.text, how, size))
    places, conflicts = _places(left, right, about, weights)
    trades, shared = _trades(left, right, about, weights)
    rows += places + trades
    more, against = _rest(left, right, about, weights)
    rows += more
    related = _related(pairs, places=places, shared=shared, weights=weights)
    related += sum(weights["related.missing"] * p.rare for p in missing)
    related += sum(weights["related.extra"] * p.rare for p in extra)
    related += weights["related.country"] * any(how == ABROAD for _, how, _ in more)
    rows = [(t, how, round(w * GRAIN) / GRAIN) for t, how, w in rows]
    rows = [row for i, row in enumerate(rows) if row[2] or not i]
    score = math.fsum(row[2] for row in rows)
    return Likeness(
        tuple(rows), score, chance(score), chance(related), (*conflicts, *against)
    )


def chance(log_odds: float) -> float:
    """Turn log-odds into a chance.

    >>> chance(0.0)
    0.5
    """
    return 1.0 / (1.0 + math.exp(-log_odds))


def _related(
    pairs: list[Pairing],
    *,
    places: list[Row],
    shared: bool,
    weights: Weights,
) -> float:
    """Give the log-odds of parent, sibling or branch: who shares a rare brand."""
    odds = weights["related.prior"]
    odds += max(
        (weights[f"related.{p.weight[6:]}"] * p.near * p.rare for p in pairs), default=0
    )
    odds += weights["related.trade"] * shared
    odds += weights["related.same_place"] * any(w > 0 for _, _, w in places)
    odds += weights["related.other_place"] * any(w < 0 for _, _, w in places)
    return odds


def _places(
    left: Side, right: Side, about: Context, weights: Weights
) -> tuple[list[Row], list[str]]:
    """Weigh places of the names, and the party's sites against the listing's place."""
    rows: list[Row] = []
    conflicts: list[str] = []
    theirs = right.regions or about.listing_regions
    text = ", ".join(t for t, _ in left.places)
    if left.regions and theirs:
        if left.codes & right.codes:
            rows.append((text, "the same place", weights["place.same"]))
        elif left.regions & theirs:
            rows.append((text, "in the same province", weights["place.within"]))
        else:
            rows.append((text, "another place", weights["place.conflict"]))
            conflicts.append(f"place in the name: {text} against {_list(theirs)}")
    known = about.listing_regions or right.regions
    if about.party_regions and known:
        sites = _list(about.party_regions)
        if about.party_regions & known:
            rows.append((sites, "site in the same province", weights["place.address"]))
        else:
            weight = "place.conflict" if not left.regions else "place.address"
            size = -abs(weights[weight])
            rows.append((sites, "site in another province", size))
            conflicts.append(f"site: {sites} against {_list(known)}")
    return rows, conflicts


def _trades(
    left: Side, right: Side, about: Context, weights: Weights
) -> tuple[list[Row], bool]:
    """Weigh trades by concept; what all names say weighs little."""
    mine = {key: (text, rare) for key, text, rare in left.trades}
    theirs = {key: (text, rare) for key, text, rare in right.trades}
    rows: list[Row] = []
    room = weights["trade.most"]
    shared = [key for key in theirs if key in mine]
    for key in shared:
        size = min(room, weights["trade.same"] * max(mine[key][1], 1 / 3))
        room -= size
        rows.append((mine[key][0], "the same trade", size))
    if about.mark != "short":
        rows += _unshared(
            theirs, mine, "trade only in the listed name", weights["trade.missing"]
        )
    rows += _unshared(
        mine, theirs, "trade only in the party's name", weights["trade.extra"]
    )
    return rows, bool(shared)


def _unshared(
    some: dict[str, tuple[str, float]], others: Iterable[str], how: str, weight: float
) -> list[Row]:
    texts = dict.fromkeys(text for key, (text, _) in some.items() if key not in others)
    return [(", ".join(texts), how, weight * min(2, len(texts)))] if texts else []


def _rest(
    left: Side, right: Side, about: Context, weights: Weights
) -> tuple[list[Row], list[str]]:
    """Weigh form, number, branch, whole name, mark, country and codes."""
    rows: list[Row] = []
    conflicts: list[str] = []
    if left.forms and right.forms:
        same = bool(left.forms & right.forms)
        how = "the same legal form" if same else "another legal form"
        rows.append(("form", how, weights["form.same" if same else "form.conflict"]))
    if left.numbers or right.numbers:
        rows.append(_number(left.numbers, right.numbers, weights))
        if left.numbers and right.numbers and left.numbers != right.numbers:
            conflicts.append(
                f"number: {_list(left.numbers)} against {_list(right.numbers)}"
            )
    if left.branch != right.branch:
        rows.append(("branch", "one side is a branch", weights["branch"]))
        conflicts.append("one side is a branch")
    if _plain(left, right):
        how = "no distinctive part on either side, the rest agrees"
        rows.append((left.raw, how, weights["plain"]))
    if left.full and left.full == right.full:
        rows.append((left.raw, "equal letter by letter", weights["exact"]))
    if about.mark in MARKS:
        weight, how = MARKS[about.mark]
        rows.append((right.raw, how, weights[weight]))
    countries = about.party_countries
    if countries and about.listing_country and about.listing_country not in countries:
        text = f"{_list(countries)} against {about.listing_country}"
        rows.append((_list(countries), ABROAD, weights["country"]))
        conflicts.append(f"country: {text}")
    for code in about.same_codes:
        rows.append((code, "the same code", weights["code_same"]))
    for code in about.other_codes:
        rows.append((code, "another code", weights["code_conflict"]))
        conflicts.append(f"another code: {code}")
    return rows, conflicts


def _plain(left: Side, right: Side) -> bool:
    """Whether two names are place and trade only, and agree in both."""
    mine, theirs = ({key for key, _, _ in s.trades} for s in (left, right))
    agree = bool(left.codes & right.codes) and bool(mine) and mine == theirs
    return agree and not left.brands and not right.brands


def _number(left: Set[str], right: Set[str], weights: Weights) -> Row:
    text = ", ".join(sorted(left | right))
    if left == right:
        return text, "the same number", weights["number.same"]
    if left and right:
        return text, "another number", weights["number.conflict"]
    return text, "a number on one side only", weights["number.missing"]


def _list(items: Iterable[str]) -> str:
    return ", ".join(sorted(items))
