"""A model of ranges, and what came of it. No type here holds a single number.

An estimate is a range with its basis, its population and its assumptions. It counts
persons at risk of something, never instances, and no place finer than a region.
"""

from dataclasses import dataclass
from enum import StrEnum

from whence.model.figure import Figure, Range, Sort


class Basis(StrEnum):
    """Where the two ends of an estimate come from."""

    INTERVAL = "interval"
    SAMPLED = "p5-p95"


class Dependence(StrEnum):
    """How the inputs move together when they are sampled."""

    INDEPENDENT = "independent"
    COMONOTONE = "comonotone"


class Shape(StrEnum):
    """How an input is spread over its range when it is sampled."""

    FLAT = "flat"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a model. `turns` are the populations it leads from and to; `status`
    says reported, implied, literature, or ASSUMED; `line` is where it stands."""

    key: str
    symbol: str
    says: str
    range: Range
    sort: Sort
    turns: tuple[str, ...]
    status: str
    figures: tuple[str, ...]
    source: str
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Part:
    """A named formula of a model. The result is the part named `result`."""

    key: str
    says: str
    formula: str
    line: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a scenario sets otherwise."""

    input: str
    range: Range
    figures: tuple[str, ...]
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of changes; without any it is the model as stated."""

    key: str
    says: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A published claim that belongs on the axis of a model, or of one of its parts."""

    claim: str
    part: str


@dataclass(frozen=True, slots=True)
class Model:
    """Inputs, formulas and scenarios, as read from a file."""

    key: str
    title: str
    place: str
    period: str
    sort: Sort
    inputs: tuple[Input, ...]
    parts: tuple[Part, ...]
    scenarios: tuple[Scenario, ...]
    published: tuple[Mark, ...]
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A range that says what it counts and on what it rests.

    `range` is in units of `sort.unit`; `part` is "result" or a part of the model.
    """

    range: Range
    basis: Basis
    sort: Sort
    period: str
    model: str
    scenario: str
    part: str
    dependence: Dependence
    shape: Shape
    assumptions: tuple[str, ...]
    sources: tuple[str, ...]
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Driver:
    """How much of the spread an input explains: alone (`first`) and with others
    (`total`), each as a range of 95 per cent confidence."""

    input: str
    first: Range
    total: Range


@dataclass(frozen=True, slots=True)
class Swing:
    """Where the result goes when one input runs over its range and the others stay at
    the middle of theirs."""

    input: str
    range: Range


@dataclass(frozen=True, slots=True)
class ScenarioRun:
    """One scenario of a model, reckoned: intervals first, then sampled."""

    scenario: Scenario
    interval: Estimate
    sampled: Estimate
    parts: tuple[Estimate, ...]
    drivers: tuple[Driver, ...]
    swings: tuple[Swing, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """What a scenario's change does alone: the range without it and with it."""

    scenario: str
    input: str
    note: str
    before: Estimate
    after: Estimate


@dataclass(frozen=True, slots=True)
class Published:
    """A claim beside the estimates of the part it speaks of.

    `stands` says by scenario how the claim stands to the estimate: to every value for
    a scenario's interval, to nine in ten draws for its sample.
    """

    part: str
    figure: Figure
    stands: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ModelRun:
    """A model run under scenarios, what changes what, and what was published."""

    model: Model
    runs: tuple[ScenarioRun, ...]
    shifts: tuple[Shift, ...]
    published: tuple[Published, ...]
