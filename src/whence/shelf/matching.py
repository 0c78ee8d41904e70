"""How names are weighed, what is shown, and the closed list of reasons.

weights    log-odds by kind of agreement, with their version
policy     a named pair of thresholds
reasons    for which a person may judge a candidate `different`
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from whence.errors import DataError, UsageError
from whence.shelf import yaml_of

LEARNED = (
    "prior identical reading typo part gloss char compound gloss_trade initials "
    "sound cover alike whole complete brief both unlike none bare missing extra "
    "missing_opaque extra_opaque place_same place_region place_within place_conflict "
    "place_extra place_missing land_extra land_missing "
    "trade_same trade_missing trade_extra trade_both form_same form_conflict "
    "number_same number_conflict number_series number_missing plain exact"
).split()
GIVEN = (
    "place.listing place.address place.conflict branch empty unnamed weak alias "
    "short_alias press transliteration country code_same code_conflict related.prior "
    "related.identical related.reading related.typo related.part related.gloss "
    "related.char related.compound related.gloss_trade related.initials "
    "related.sound related.missing related.extra related.country related.trade "
    "related.corps related.same_place related.other_place index.rare index.typo_length "
    "index.typo_near"
).split()
NEEDED = (*GIVEN, *(f"{mode}.{n}" for mode in ("same", "across") for n in LEARNED))


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds by dotted name (`brand.identical`), and the version of the set."""

    version: str
    values: Mapping[str, float]

    def __getitem__(self, name: str) -> float:
        """Give one weight."""
        return self.values[name]


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """What is shown: a pair at or above either chance, at most `most` per party.

    `false_alarms` is the share of unlinked parties shown that the policy allows.
    """

    name: str
    p_same: float
    p_related: float
    false_alarms: float
    most: int


@cache
def weights() -> Weights:
    """Read the weights of the name matcher: learned ones, and those given by hand.

    Raises:
        DataError: a weight is missing or unknown.

    """
    learned, given = yaml_of("weights/learned.yml"), yaml_of("weights/names.yml")
    flat: dict[str, float] = {}
    for key, value in (*learned.items(), *given.items()):
        if isinstance(value, dict):
            flat.update({f"{key}.{name}": float(v) for name, v in value.items()})
        elif key != "version":
            flat[key] = float(value)
    odd = set(flat) ^ set(NEEDED)
    if odd:
        raise DataError(
            f"missing or unknown weights: {', '.join(sorted(odd))}.",
            where="data/weights",
        )
    return Weights(f"{learned['version']} {given['version']}", MappingProxyType(flat))


@cache
def policy(name: str = "") -> MatchPolicy:
    """Give a policy by name; "" is the default one.

    Raises:
        UsageError: there is no such policy; the message lists those there are.

    """
    raw = yaml_of("policies/match.yml")
    wanted = name or raw["default"]
    if wanted not in raw["policies"]:
        known = ", ".join(sorted(raw["policies"]))
        raise UsageError(f"no match policy {wanted!r}.", remedy=f"Use one of: {known}.")
    return MatchPolicy(
        wanted, **raw["policies"][wanted], most=int(raw["most_per_party"])
    )


@cache
def reasons() -> Mapping[str, str]:
    """Give the closed list of reasons for `different`: key to sentence."""
    return MappingProxyType(dict(yaml_of("policies/judgement_reasons.yml")["reasons"]))
