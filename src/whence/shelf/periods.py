"""How months and years that stand as columns are known: `data/tables/periods.yml`."""

from dataclasses import dataclass
from functools import cache

from whence.shelf import yaml_of
from whence.shelf.tables import checked


@dataclass(frozen=True, slots=True)
class Periods:
    """See the head of the data file; `measures`, `beside` and `firms` are meanings."""

    fewest: int
    numeric: float
    measures: frozenset[str]
    beside: frozenset[str]
    firms: frozenset[str]
    period: str
    unnamed: str


@cache
def periods() -> Periods:
    """Give how periods are known."""
    path = "tables/periods.yml"

    def build() -> Periods:
        data = yaml_of(path)
        return Periods(
            fewest=int(data["fewest"]["value"]),
            numeric=float(data["numeric"]["value"]),
            measures=frozenset(data["measures"]),
            beside=frozenset(data["beside"]),
            firms=frozenset(data["firms"]),
            period=data["period"],
            unnamed=data["unnamed"],
        )

    return checked(path, build)
