"""How much of a large case is printed on paper: named policies."""

from dataclasses import dataclass
from functools import cache

from whence.errors import DataError, UsageError
from whence.shelf import yaml_of

WHERE = "data/policies/print.yml"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is printed; what is left out is counted in words.

    `goods` consignments that a ground touches stand in full, worst first, and
    `others` that none touches; `rows` have a row in the table of outcomes.
    `candidates`, `papers` to ask for, `parties`, rows set `aside` and `evidence` rows
    are cut likewise.
    """

    goods: int
    others: int
    rows: int
    candidates: int
    papers: int
    parties: int
    aside: int
    evidence: int


@cache
def bounds(name: str = "") -> Bounds:
    """Give a print policy by name; "" is the default.

    Raises:
        UsageError: there is no such policy.
        DataError: a policy has a wrong field.

    """
    held = yaml_of("policies/print.yml")
    known = held["policies"]
    chosen = name or held["default"]
    if chosen not in known:
        raise UsageError(
            f"there is no print policy {name!r}.",
            remedy=f"Those that exist: {', '.join(sorted(known))}.",
        )
    try:
        found = Bounds(**{k: int(v) for k, v in known[chosen].items()})
    except (TypeError, ValueError) as error:
        raise DataError(f"policy {chosen!r}: {error}.", where=WHERE) from error
    return found
