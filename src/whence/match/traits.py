"""What a name says beside its distinctive parts, each kind of it made but once.

Places, Trades, Forms   what the tokens of one kind come to
NO_PLACE, NO_TRADE, NO_FORM   those of a name that says nothing of the kind
places_of, trades_of    make the first two
apart, agree            whether two names stand in different towns, or name one place

Many names have the same places, the same trades and the same form, so whoever weighs
many pairs weighs these by kind and not by name. `sides.Rarity` keeps them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.normalise.corps import is_unit
from whence.shelf import terms
from whence.shelf.places import XINJIANG, region_of

# A whole country is no place that two names could differ in: many firms of China say so
# in one language only. It is weighed like a word of trade.
COUNTRY, OWN = "CN", "t:china"
CORPS = "t:corps"
# Digits of the code of a county, and the two in it where no prefecture is above.
COUNTY, OWN_COUNTIES = 6, "90"
Named = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of a name: `named` are (text, codes), `words` their Latin spellings,
    because a brand in Han may be spelt like a county. `towns` are the codes of what is
    finer than a region, `reach` has the prefectures they lie in too. `abroad` says that
    there are some, and none of China: the daughter in a country is another firm more
    often than one that leaves its town out. `trades` are those that are weighed as
    trades."""

    named: tuple[tuple[str, frozenset[str]], ...]
    regions: frozenset[str]
    codes: frozenset[str]
    towns: frozenset[str]
    reach: frozenset[str]
    words: frozenset[str]
    abroad: bool
    trades: tuple[Named, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Trades:
    """The trades of a name: `named` are (concept, text, rarity), by concept; `squeezed`
    are the concepts as one word."""

    named: tuple[tuple[str, str, float], ...]
    keys: frozenset[str]
    texts: frozenset[str]
    squeezed: str


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """Classes of legal form, numbers, and whether the name is a branch's, or that of
    a fund or trust, of which one house has a `series` told apart by numbers."""

    forms: frozenset[str]
    numbers: frozenset[str]
    branch: bool
    series: bool


NOTHING: frozenset[str] = frozenset()
NO_PLACE = Places(
    (), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, abroad=False, trades=()
)
NO_TRADE = Trades((), NOTHING, NOTHING, "")
NO_FORM = Forms(NOTHING, NOTHING, branch=False, series=False)


def places_of(tokens: Sequence[Named]) -> Places:
    """Put the places of a name together."""
    lands = [t for t in tokens if set(t[1]) == {COUNTRY}]
    named = tuple((text, frozenset(k)) for text, k in tokens if (text, k) not in lands)
    codes = frozenset(code for _, some in named for code in some)
    regions = frozenset(map(_region, codes))
    towns = codes - regions
    corps = [t for t in tokens if _is_corps(t[0], regions)]
    return Places(
        named,
        regions,
        codes,
        towns,
        towns | {_prefecture(code) for code in towns},
        frozenset(text for text, _ in tokens if text.isascii()),
        bool(regions) and not any(r[:3] == "CN-" for r in regions),
        (*((t, (OWN,)) for t, _ in lands), *((t, (CORPS,)) for t, _ in corps)),
    )


def _is_corps(text: str, regions: frozenset[str]) -> bool:
    """Whether a place is the Corps or a unit of it, in a name of these regions."""
    if text in terms.words("corps_here"):
        return regions <= {XINJIANG}
    return text in terms.words("corps") or is_unit(text)


def apart(one: Places, other: Places) -> bool:
    """Whether two names each tell a town, and neither lies in the other."""
    return (
        bool(one.towns and other.towns)
        and one.towns.isdisjoint(other.reach)
        and other.towns.isdisjoint(one.reach)
    )


def agree(one: Places, other: Places) -> bool:
    """Whether two names tell one place, and no two towns."""
    return not one.codes.isdisjoint(other.codes) and not apart(one, other)


def trades_of(tokens: Sequence[Named], rare: Callable[[str], float]) -> Trades:
    """Put the trades of a name together."""
    found = {key: (key, text, rare(key)) for text, keys in tokens for key in keys}
    first = sorted({keys[0] for _, keys in tokens})
    return Trades(
        tuple(sorted(found.values())),
        frozenset(found),
        frozenset(text for _, text, _ in found.values()),
        "".join(key.removeprefix("t:") for key in first),
    )


@lru_cache(8192)
def _region(code: str) -> str:
    return region_of(code) if code.startswith("CN-") else code


def _prefecture(code: str) -> str:
    """Give the code of the prefecture of a county (GB/T 2260); one that stands under
    the province itself has none."""
    number = code.removeprefix("CN-")
    if len(number) != COUNTY or number[2:4] == OWN_COUNTIES:
        return code
    return f"CN-{number[:4]}00"
