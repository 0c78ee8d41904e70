"""How the values of a table look; plain enough for the child that opens files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListLooks:
    """By which counts, shares and years the values of a list of people are known; the
    reason of each stands in `data/tables/people.yml`."""

    sample: int
    fewest: int
    mostly: float
    known: float
    born_first: int
    born_last: int
    spread: int
