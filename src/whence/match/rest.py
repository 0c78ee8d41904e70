"""The parts of a name beside the distinctive ones, and what is known beside the name.

names_only   place, trade, form, number and the whole, from the two names alone
are_unnamed  whether nothing in either name tells one firm from others
trades_alone   the trades of these
beside       sites, countries, codes, branch and the kind of published name
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from whence.match.brands import Aligned
from whence.match.sides import Side
from whence.match.traits import Forms, Places, Trades, apart
from whence.shelf.matching import Weights

ABROAD = "another country"
MARKS = {
    "alias": ("alias", "published as an alias"),
    "short": ("short_alias", "published as a short alias"),
    "press": ("press", "Chinese name known from the press"),
    "transliteration": ("transliteration", "Chinese name transliterated by the press"),
}
FEW = 0.2
MOST_SHARED = 1.0
MOST_UNSHARED = 2.0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the two names.

    `whole_list` says that the listed name is one of a whole list: of many names one
    shares something weak with any party, which the chance of one pair cannot tell.
    """

    mark: str = "official"
    whole_list: bool = False
    party_regions: frozenset[str] = frozenset()
    listing_regions: frozenset[str] = frozenset()
    party_countries: frozenset[str] = frozenset()
    listing_country: str = ""
    same_codes: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()


def names_only(
    left: Side, right: Side, found: Aligned
) -> Iterator[tuple[str, str, str, float]]:
    """Give (text, how, weight, size) for place, trade, form, number and the whole."""
    yield from _place(left, right, found.placed)
    yield from trades_alone(left.trade, right.trade, found.glossed)
    if left.forms and right.forms:
        same = bool(left.forms & right.forms)
        how = "the same legal form" if same else "another legal form"
        yield "form", how, "form_same" if same else "form_conflict", 1.0
    if left.numbers or right.numbers:
        yield _number(left.form, right.form)
    if _plain(left, right):
        yield "no distinctive part", "the same place and trades", "plain", 1.0
    if left.full == right.full:
        yield left.raw, "the whole name, letter by letter", "exact", 1.0


def trades_alone(
    left: Trades, right: Trades, glossed: Set[str]
) -> Iterator[tuple[str, str, str, float]]:
    """Give the same for the trades; `glossed` are words that a translation matched.

    Words of trade on one side only count by how rare they are: that a name says
    "industry" or "technology" and the other does not tells little. Where each names a
    trade that the other does not, that is counted beside: a short name that names none
    is common, another trade under one brand is a sister's.
    """
    mine = {key: (text, rare) for key, text, rare in left.named}
    theirs = {key: (text, rare) for key, text, rare in right.named}
    shared = [key for key in theirs if key in mine]
    room = MOST_SHARED
    for key in sorted(shared, key=lambda k: -mine[k][1]):
        size = min(room, max(mine[key][1], FEW))
        room -= size
        yield mine[key][0], "the same trade", "trade_same", size
    said = {mine[k][0] for k in shared} | {theirs[k][0] for k in shared} | glossed
    sizes = []
    for some, others, how, name in (
        (theirs, mine, "trade only in the listed name", "trade_missing"),
        (mine, theirs, "trade only in the party's name", "trade_extra"),
    ):
        texts: dict[str, float] = {}
        for key, (text, rare) in some.items():
            if key not in others and text not in said:
                texts[text] = max(texts.get(text, FEW), rare)
        if texts:
            sizes.append(min(MOST_UNSHARED, sum(texts.values())))
            yield ", ".join(texts), how, name, sizes[-1]
    if len(sizes) == 2:
        yield "trades", "one trade in place of another", "trade_both", min(sizes)


def _place(
    left: Side, right: Side, placed: str
) -> Iterator[tuple[str, str, str, float]]:
    text = ", ".join(t for t, _ in left.places)
    if placed:
        yield placed, "a spelling of the other name's place", "place_same", 1.0
    elif left.regions and right.regions:
        if not left.regions & right.regions:
            yield text, "another place", "place_conflict", 1.0
        elif apart(left.place, right.place):
            yield text, "elsewhere in the same province", "place_within", 1.0
        elif left.place.towns and right.place.towns:
            yield text, "the same place", "place_same", 1.0
        else:
            yield text, "the same province", "place_region", 1.0
    elif left.regions:
        how = "a place in the party's name only"
        yield text, how, "land_extra" if left.place.abroad else "place_extra", 1.0
    elif right.regions:
        text = ", ".join(t for t, _ in right.places) or _list(right.regions)
        how = "a place in the listed name only"
        yield text, how, "land_missing" if right.place.abroad else "place_missing", 1.0


def _number(left: Forms, right: Forms) -> tuple[str, str, str, float]:
    text = ", ".join(sorted(left.numbers | right.numbers))
    if left.numbers == right.numbers:
        return text, "the same number", "number_same", 1.0
    if left.numbers and right.numbers:
        if left.series and right.series:
            return text, "another number of a series", "number_series", 1.0
        return text, "another number", "number_conflict", 1.0
    return text, "a number on one side only", "number_missing", 1.0


def beside(
    left: Side, right: Side, about: Context, weights: Weights
) -> tuple[list[tuple[str, str, float]], list[str]]:
    """Weigh what is known beside the names, and say what speaks against."""
    rows, conflicts = _sites(left, right, about, weights)
    if left.numbers and right.numbers and left.numbers != right.numbers:
        conflicts.append(
            f"number: {_list(left.numbers)} against {_list(right.numbers)}"
        )
    if left.branch != right.branch:
        rows.append(("branch", "one side is a branch", weights["branch"]))
        conflicts.append("one side is a branch")
    if left.is_empty or right.is_empty:
        how = "a name says nothing but its form"
        rows.append(("nothing to compare", how, weights["empty"]))
        conflicts.append(how)
    if are_unnamed(left, right):
        how = "none, and another place or trade"
        rows.append(("distinctive parts", how, weights["unnamed"]))
    if about.mark in MARKS:
        name, how = MARKS[about.mark]
        rows.append((right.raw, how, weights[name]))
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


def _sites(
    left: Side, right: Side, about: Context, weights: Weights
) -> tuple[list[tuple[str, str, float]], list[str]]:
    """Weigh the place of the listing, and the party's sites against it."""
    rows: list[tuple[str, str, float]] = []
    conflicts: list[str] = []
    text = ", ".join(t for t, _ in left.places)
    if left.regions and right.regions and not left.regions & right.regions:
        conflicts.append(f"place in the name: {text} against {_list(right.regions)}")
    if left.regions and not right.regions and about.listing_regions:
        if left.regions & about.listing_regions:
            rows.append((text, "in the listing's province", weights["place.listing"]))
        else:
            how = "not in the listing's province"
            rows.append((text, how, weights["place.conflict"]))
            against = _list(about.listing_regions)
            conflicts.append(f"place in the name: {text} against {against}")
    known = about.listing_regions or right.regions
    if about.party_regions and known:
        sites = _list(about.party_regions)
        if about.party_regions & known:
            rows.append((sites, "site in the same province", weights["place.address"]))
        else:
            size = weights["place.address" if left.regions else "place.conflict"]
            rows.append((sites, "site in another province", -abs(size)))
            conflicts.append(f"site: {sites} against {_list(known)}")
    return rows, conflicts


def _plain(left: Side, right: Side) -> bool:
    """Whether two names are place and trade only, and agree in both."""
    if left.brands or right.brands or not left.trade.keys:
        return False
    there = _one_place(left.place, right.place) and left.codes & right.codes
    return left.trade.keys == right.trade.keys and bool(there)


def _one_place(one: Places, other: Places) -> bool:
    """Whether two names tell one place: where either tells a town, one town."""
    near = bool(one.regions & other.regions) and not apart(one, other)
    return near and bool(one.towns) == bool(other.towns)


def are_unnamed(left: Side, right: Side) -> bool:
    """Whether two names without a distinctive part differ in place or in trade: what
    they have in common, many firms have."""
    if left.brands or right.brands or left.full == right.full:
        return False
    placed = left.regions or right.regions
    there = not placed or _one_place(left.place, right.place)
    return not there or left.trade.keys.isdisjoint(right.trade.keys)


def _list(items: Iterable[str]) -> str:
    return ", ".join(sorted(items))
