"""What tariffs, bills and proposals say of goods: told beside the law, no outcome."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whence.model.measure import Step
from whence.model.remark import Form


class Status(StrEnum):
    """How a tariff, a bill or a proposal stands on a day."""

    NOT_YET = "not yet"
    PROPOSED = "proposed"
    IN_EFFECT = "in effect"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Information:
    """What a tariff, a bill or a proposal says for goods on a day: never an outcome.

    `applies` says whether the goods are of those it is about; None when nobody knows.
    """

    measure: str
    title: str
    form: Form
    on: date
    status: Status
    applies: bool | None
    reference: str
    steps: tuple[Step, ...]
