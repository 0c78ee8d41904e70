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

NEEDED = (
    "brand.identical brand.transliterated brand.typo brand.part brand.missing "
    "brand.extra brand.gloss place.same place.within place.conflict place.address "
    "trade.same trade.missing trade.extra trade.most form.same form.conflict "
    "number.same number.conflict number.missing branch alias short_alias press "
    "transliteration country code_same code_conflict plain exact prior related.prior "
    "related.identical related.transliterated related.typo related.part "
    "related.missing related.extra related.country related.trade "
    "related.same_place related.other_place index.rare index.typo_length "
    "index.typo_near"
).split()


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
    """Read the weights of the name matcher.

    Raises:
        DataError: a weight is missing or unknown.

    """
    raw = yaml_of("weights/names.yml")
    flat: dict[str, float] = {}
    for key, value in raw.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{name}": float(v) for name, v in value.items()})
        elif key != "version":
            flat[key] = float(value)
    odd = set(flat) ^ set(NEEDED)
    if odd:
        raise DataError(
            f"missing or unknown weights: {', '.join(sorted(odd))}.",
            where="data/weights/names.yml",
        )
    return Weights(str(raw["version"]), MappingProxyType(flat))


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
