"""The path policy: when a path of lanes counts, and how far a search goes.

policy   what a path of lanes must meet; what falls short is a lead
search   how far anything is followed, and how much of it is shown
sites    what it takes to read a site from an address
reroute  how the list of rerouting by entity tells of the earlier supply
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.shelf import yaml_of

PATHS, REROUTE = "policies/paths.yml", "policies/reroute.yml"


@dataclass(frozen=True, slots=True)
class PathPolicy:
    """When a path of lanes counts as a path; what falls short is a lead.

    `most_tiers` is the tier of its farthest party, 0 being the importer's own
    supplier. `least_share_ppm` is in millionths of the intake.
    """

    most_tiers: int
    most_lag_months: int
    least_share_ppm: int
    hub_counterparties: int
    product_known: bool


@dataclass(frozen=True, slots=True)
class Search:
    """How far anything is followed, and how much of it is shown."""

    tiers: int
    lag_months: int
    paths_per_party: int
    evidence_rows: int


@dataclass(frozen=True, slots=True)
class Sites:
    """What it takes to read a site from an address."""

    least_p: float
    large_countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reroute:
    """How the earlier supply is told of.

    Days in which goods under way still come; per cent of its yearly weight at which it
    stopped or fell; names said in a sentence.
    """

    grace_days: int
    stopped_percent: int
    fell_percent: int
    named: int


def _section(name: str, file: str = PATHS) -> dict[str, Any]:
    """Give one section of a policy file."""
    section = yaml_of(file).get(name)
    if not isinstance(section, dict):
        raise DataError(f"the section {name} is missing.", where=f"data/{file}")
    return section


@cache
def policy() -> PathPolicy:
    """Give the default path policy of `data/policies/paths.yml`."""
    return PathPolicy(**_section("policy"))


@cache
def search() -> Search:
    """Give how far a search goes and how much it shows."""
    return Search(**_section("search"))


@cache
def sites() -> Sites:
    """Give what it takes to read a site from an address."""
    raw = _section("sites")
    return Sites(float(raw["least_p"]), frozenset(raw["large_countries"]))


@cache
def rerouting() -> Reroute:
    """Give how the list of rerouting tells of the earlier supply."""
    return Reroute(**_section("reroute", REROUTE))
