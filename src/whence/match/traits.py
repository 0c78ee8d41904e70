"""What a name says beside its distinctive parts, each kind of it made but once.

Places, Trades, Forms   what the tokens of one kind come to
NO_PLACE, NO_TRADE, NO_FORM   those of a name that says nothing of the kind
places_of, trades_of    make the first two

Many names have the same places, the same trades and the same form, so whoever weighs
many pairs weighs these by kind and not by name. `sides.Rarity` keeps them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.shelf import terms
from whence.shelf.places import region_of

# A whole country is no place that two names could differ in: many firms of China say so
# in one language only. It is weighed like a word of trade.
COUNTRY, OWN = "CN", "t:china"
CORPS = "t:corps"
Named = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of a name: `named` are (text, codes), `words` their Latin spellings,
    because a brand in Han may be spelt like a county. `abroad` says that there are
    some, and none of China: the daughter in a country is another firm more often than
    one that leaves its town out. `trades` are those that are weighed as trades."""

    named: tuple[tuple[str, frozenset[str]], ...]
    regions: frozenset[str]
    codes: frozenset[str]
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
NO_PLACE = Places((), NOTHING, NOTHING, NOTHING, abroad=False, trades=())
NO_TRADE = Trades((), NOTHING, NOTHING, "")
NO_FORM = Forms(NOTHING, NOTHING, branch=False, series=False)


def places_of(tokens: Sequence[Named]) -> Places:
    """Put the places of a name together."""
    lands = [t for t in tokens if set(t[1]) == {COUNTRY}]
    corps = [t for t in tokens if t[0] in terms.words("corps")]
    named = tuple((text, frozenset(k)) for text, k in tokens if (text, k) not in lands)
    codes = frozenset(code for _, some in named for code in some)
    regions = frozenset(map(_region, codes))
    return Places(
        named,
        regions,
        codes,
        frozenset(text for text, _ in tokens if text.isascii()),
        bool(regions) and not any(r[:3] == "CN-" for r in regions),
        (*((t, (OWN,)) for t, _ in lands), *((t, (CORPS,)) for t, _ in corps)),
    )


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
