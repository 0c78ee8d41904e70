"""What a folder of papers as a whole shows: what it lacks, what does not add up."""

from dataclasses import dataclass
from enum import StrEnum

from whence.model.paper import Said


class GapKind(StrEnum):
    """What a folder lacks."""

    STAGE = "missing stage"
    DOCUMENT = "missing document"
    QUANTITY = "missing quantity"
    PAYMENT = "invoice without payment"
    PLACE = "fits two stages"
    UNREAD = "cannot be read"
    LANGUAGE = "no translation"
    TEST = "test lacks an element"
    KIND = "kind not known"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not there, what would fill it, and by which rule.

    `ask` names kinds of paper; `papers` the files that show the gap. `party` is whom
    to ask, "" when the folder names nobody.
    """

    key: str
    kind: GapKind
    text: str
    stage: str = ""
    ask: tuple[str, ...] = ()
    party: str = ""
    papers: tuple[str, ...] = ()
    reference: str = ""
    verification: str = ""


class ClashKind(StrEnum):
    """In what way papers cannot all be right."""

    NUMBER = "one number on two papers"
    DATES = "dates out of order"
    QUANTITY = "quantities disagree"
    LOT = "lot from nowhere"
    BALANCE = "does not add up"
    PARTY = "parties disagree"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Papers that cannot all be right, with what each says."""

    key: str
    kind: ClashKind
    text: str
    papers: tuple[str, ...]
    said: tuple[Said, ...] = ()
    stage: str = ""


class Weighed(StrEnum):
    """What came of weighing one step."""

    HOLDS = "adds up"
    TOO_MUCH = "more came out than went in can give"
    TOO_LITTLE = "less came out than the range allows"
    UNKNOWN = "cannot be weighed"


@dataclass(frozen=True, slots=True)
class BalanceStep:
    """What one step took and made, against the range that its yield allows.

    All figures are thousandths of `unit`, so weights are grams; None where the papers
    do not tell. `low` and `high` bound
    what `taken` can give, tolerance included. `factor` says the range in words, with
    its `reference` and how far it was verified.
    """

    key: str
    stage: str
    process: str
    text: str
    taken: int | None
    made: int | None
    low: int | None
    high: int | None
    verdict: Weighed
    factor: str
    reference: str
    verification: str
    lots: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    unit: str = "kg"
