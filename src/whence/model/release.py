"""What made up a chain that the authority released, and how far an answer has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whence.model.measure import AnswerState


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step as it was shown: who made it where, by which kinds of paper.

    `records` are a paper's kind, number and exhibit, by which the step can be found.
    """

    key: str
    makers: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]
    records: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A chain that was released: its steps, its other parties, and by which decision.

    A release is not a finding: it says that goods were let in, and nothing about who
    made them or how.
    """

    docket: str
    entry: str
    commodity: str
    released: date
    decision: str
    steps: tuple[ChainStep, ...]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which a chain is not the one that was released."""

    sort: str
    step: str
    was: str
    now: str


class PointState(StrEnum):
    """How far one point of a preparation has come, as a person said last."""

    OPEN = "open"
    IN_PREPARATION = "in preparation"
    READY = "ready"
    NOT_AVAILABLE = "not available"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a way of answering has to show.

    `held` are papers that were asked for and came, of a kind that can show it.
    """

    way: str
    key: str
    stage: str
    text: str
    by: tuple[str, ...]
    ask: tuple[str, ...]
    state: PointState
    note: str
    held: tuple[str, ...]
    reference: str
    verification: str


@dataclass(frozen=True, slots=True)
class Answered:
    """How far the answer to a detention has come, and the message that shows it."""

    docket: str
    state: AnswerState
    day: date | None
    shown_by: str
    binders: tuple[tuple[date, str], ...] = ()
    presented: date | None = None
    submitted: date | None = None
