"""What figures can count: units, scales, metrics, and what is a part of what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.shelf import yaml_of

WHERE = "data/figures/kinds.yml"
MONEY = re.compile(r"([A-Z]{3})[ _]((?:19|20)\d{2})")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The vocabulary of figures.

    `units` gives a unit's printed words by its name in formulas, `spellings` its name
    by what users write (folded). `flows` and `places` give the whole by the part.
    """

    units: Mapping[str, str]
    spellings: Mapping[str, str]
    currencies: frozenset[str]
    scales: Mapping[str, int]
    metrics: Mapping[str, str]
    flows: Mapping[str, str]
    places: Mapping[str, str]
    place_names: Mapping[str, str]
    prefixes: Mapping[str, str]
    regions: re.Pattern[str]
    people: frozenset[str]
    least_headcount: int

    def with_flows(self, flows: Mapping[str, str]) -> "Kinds":
        """Give the same vocabulary with further parts and wholes."""
        return replace(self, flows={**flows, **self.flows})

    def is_part(self, flow: str, whole: str) -> bool:
        """Whether a flow is the other one, or a part of it at any depth."""
        seen = set()
        while flow and flow not in seen:
            if flow == whole:
                return True
            seen.add(flow)
            flow = self.flows.get(flow, "")
        return False

    def is_within(self, place: str, whole: str) -> bool:
        """Whether a place is the other one or lies in it; "" lies everywhere."""
        seen = set()
        while place not in seen:
            if not place or not whole or place == whole:
                return True
            seen.add(place)
            place = self.places.get(place) or self.prefixes.get(place[:5], place)
        return False

    def is_region(self, place: str) -> bool:
        """Whether a place is a region or larger: persons are estimated for no other."""
        return bool(self.regions.match(place))

    def place_name(self, place: str) -> str:
        """Name a place in words; its code when it has none here."""
        return self.place_names.get(place, place)

    def unit_of(self, written: str) -> str | None:
        """Give the name of a unit in formulas, None for one that is not known.

        >>> kinds().unit_of("person-times"), kinds().unit_of("USD 2021")
        ('person_time', 'USD_2021')
        >>> kinds().unit_of("persons/person-times"), kinds().unit_of("dollars")
        ('person/person_time', None)
        """
        parts = [self._one(p.strip()) for p in written.split("/")]
        known = [p for p in parts if p is not None]
        return "/".join(known) if len(known) == len(parts) <= 2 else None

    def _one(self, written: str) -> str | None:
        money = MONEY.fullmatch(written)
        if money and money[1] in self.currencies:
            return f"{money[1]}_{money[2]}"
        return self.spellings.get(written.casefold())

    def unit_words(self, unit: str) -> str:
        """Print a unit in words.

        >>> kinds().unit_words("person/person_time"), kinds().unit_words("USD_2021")
        ('persons for each person-time', 'USD (2021)')
        """
        top, _, under = unit.partition("/")
        said = self.units.get(top, top)
        if top[3:4] == "_" and top[:3] in self.currencies:
            said = f"{top[:3]} ({top[4:]})"
        if not under:
            return said
        return f"{said} for each {self.units.get(under, under).removesuffix('s')}"


@cache
def kinds() -> Kinds:
    """Read the vocabulary.

    Raises:
        DataError: a part is missing, or a metric is of no known kind.

    """
    held: dict[str, Any] = yaml_of("figures/kinds.yml")
    try:
        units = {u["as"]: u["says"] for u in held["units"]}
        spellings = {
            s.casefold(): u["as"] for u in held["units"] for s in u["spellings"]
        }
        made = Kinds(
            units=units,
            spellings=spellings,
            currencies=frozenset(held["currencies"]),
            scales={str(k): int(v) for k, v in held["scales"].items()},
            metrics=held["metrics"],
            flows=held["flows"],
            places=held["places"],
            place_names=held["place_names"],
            prefixes=held["prefixes"],
            regions=re.compile(held["regions"]),
            people=frozenset(held["people"]),
            least_headcount=int(held["least_headcount"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"a part is missing or odd: {error}.", where=WHERE) from error
    strange = set(made.metrics.values()) - {
        "level", "growth", "share", "factor", "date", "none",
    }  # fmt: skip
    if strange:
        raise DataError(f"no such kind: {', '.join(sorted(strange))}.", where=WHERE)
    return made
