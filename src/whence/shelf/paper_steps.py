"""What a step of production makes of what it takes: `data/papers/steps.yml`."""

from dataclasses import dataclass
from functools import cache

from whence.errors import DataError
from whence.shelf import yaml_of
from whence.shelf.paper_words import folded
from whence.shelf.yields import yields


@dataclass(frozen=True, slots=True)
class Step:
    """Kilograms of input for a kilogram of output, in thousandths.

    A step `within` a stage has the same `before` and `stage`. A step that is `counted`
    has pieces on both sides; with `parts`, as many of the input as each piece holds.
    """

    commodity: str
    before: str
    stage: str
    low: int
    central: int
    high: int
    reference: str
    seen_at: str
    verification: str
    counted: bool = False
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Slack:
    """How far figures may differ, in millionths."""

    yields: int
    net: int
    overdraw: int
    payment: int


@cache
def steps(commodity: str) -> tuple[Step, ...]:
    """Give the steps of a commodity that can be weighed.

    Raises:
        DataError: a step names no yield and has no range.

    """
    ranges = {y.key: y for y in yields()}
    found = []
    for row in yaml_of("papers/steps.yml")["steps"]:
        if row["commodity"] != commodity:
            continue
        before = row.get("from", row.get("within"))
        stage = row.get("to", row.get("within"))
        try:
            if "yield" in row:
                held = ranges[row["yield"]]
                figures = held.low, held.central, held.high
                said = held.reference, held.seen_at, held.verification
            else:
                figures = tuple(
                    round(row[k] * 1000) for k in ("low", "central", "high")
                )
                said = row["reference"], row["seen_at"], row["verification"]
        except KeyError as error:
            raise DataError(f"no {error}.", where="data/papers/steps.yml") from error
        counted, parts = bool(row.get("counted")), bool(row.get("parts"))
        found.append(Step(commodity, before, stage, *figures, *said, counted, parts))
    return tuple(found)


@cache
def slack() -> Slack:
    """Give how far figures may differ."""
    held = yaml_of("papers/steps.yml")
    return Slack(
        held["tolerance_ppm"],
        held["net_ppm"],
        held["overdraw_ppm"],
        held["payment_ppm"],
    )


@cache
def in_one() -> tuple[tuple[str, str, float], ...]:
    """Give what goods say they hold of the goods before: stage, word, how much each.

    "72 full cells" of a module are 72 cells, "144 half-cut cells" are as many.
    """
    held = yaml_of("papers/steps.yml")["in_one"]
    found = [
        (str(row["of"]), folded(str(word)), float(row["each"]))
        for row in held
        for word in row["words"]
    ]
    return tuple(sorted(found, key=lambda r: (-len(r[1]), r[1])))
