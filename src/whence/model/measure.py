"""Laws and orders in dated versions, and what they say of a consignment."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whence.model.listing import GateResult, Listing
from whence.model.party import Judgement
from whence.model.remark import TOLD, Form, Remark
from whence.model.remark import Verification as Verification
from whence.model.source import Grade, Source
from whence.model.span import Span


class MeasureKind(StrEnum):
    """What sort of instrument it is; each has its own first word."""

    PRESUMPTION = "presumption"
    ORDER = "order"
    INVESTIGATION = "investigation"
    INFORMATION = "information"


class Outcome(StrEnum):
    """What a measure says of a consignment, worst first."""

    PRESUMED = "presumed"
    UNDER_ORDER = "under order"
    DECIDED_AGAINST = "decided against"
    TO_ANSWER = "to answer"
    UNTRACED = "untraced"
    NO_LINK_FOUND = "no link found"
    NOT_IN_EFFECT = "not in effect"
    OUT_OF_SCOPE = "out of scope"

    @property
    def severity(self) -> int | None:
        """3 for a first word, 0 for no link found, None outside the order."""
        order = {"to answer": 2, "untraced": 1, "no link found": 0}
        if self in (Outcome.NOT_IN_EFFECT, Outcome.OUT_OF_SCOPE):
            return None
        return order.get(self.value, 3)


class AnswerState(StrEnum):
    """How far the importer's answer has come; it never changes the outcome."""

    NONE = "none"
    IN_PREPARATION = "in preparation"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Ground:
    """One way to meet a measure: a predicate of the closed vocabulary and its value.

    `limb` is "place", "party" or "decision". `value` is a place code, a list key or a
    kind of paper, as the predicate asks.
    """

    key: str
    limb: str
    predicate: str
    value: str
    clause: str
    reference: str
    verification: Verification


@dataclass(frozen=True, slots=True)
class Scope:
    """Which goods: HS prefixes and words of description; empty means all goods."""

    hs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A measure as it stood over one span of days, those on which it applies.

    `published` and `in_force` may be earlier than its first day. `says` is what a
    tariff, a bill or a proposal is about; it has no outcome.
    """

    span: Span
    grounds: tuple[Ground, ...]
    scope: Scope
    reference: str
    seen_at: str
    verification: Verification
    ended_by: str = ""
    published: date | None = None
    in_force: date | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A law or order that restricts goods, in all its dated versions.

    `lists` are the keys of lists its party limb looks at. `remarks` are rows that are
    printed and never applied. `first_word` is None where a measure has no outcome.
    `if_law` says what a proposal would be. `by_name` marks a measure that is asked
    only when somebody names it, because it is of another territory or of no law.
    `invented` marks an example.
    """

    key: str
    title: str
    kind: MeasureKind
    authority: str
    first_word: Outcome | None
    versions: tuple[Version, ...]
    lists: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    invented: bool = False
    form: Form = Form.LAW
    if_law: MeasureKind | None = None
    by_name: bool = False
    territory: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Give the lines that stand under every decision."""
        return tuple(r.line for r in self.remarks if r.about in TOLD)

    @property
    def decides(self) -> bool:
        """Whether any row of it was read somewhere, so that it may decide or tell."""
        return any(v.verification.decides for v in self.versions)


class StandingKind(StrEnum):
    """How a party stands to a listing."""

    IDENTITY = "identity"
    SUBSIDIARY = "subsidiary"
    RELATED = "related"
    CANDIDATE = "candidate"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a Party stands to one Listing, by which rule, at which grade.

    IDENTITY and SUBSIDIARY confirm; RELATED and CANDIDATE ask; DIFFERENT removes the
    candidate and is printed with its judgement. `why` names the rule. `span` bounds
    the days on which the relation behind it holds; None means no bound is known.
    `said` is the grade of the rows that name an identical party, where it is not
    `grade`: printed, and not counted.
    """

    party: str
    listing: Listing
    kind: StandingKind
    grade: Grade
    why: str
    sources: tuple[Source, ...] = ()
    p_same: float = 0.0
    p_related: float = 0.0
    candidate: str = ""
    judgement: Judgement | None = None
    span: Span | None = None
    said: Grade | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One reasoned line: a template, what fills it, and what it rests on.

    `met` is None for a line that only informs. `text` is the sentence in the language
    that was asked for, English where none was.
    """

    template: str
    values: tuple[tuple[str, str], ...]
    text: str
    met: bool | None = None
    grade: Grade | None = None
    sources: tuple[Source, ...] = ()
    reference: str = ""
    children: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to ask for: which, for which stage, from whom, by which rule."""

    kind: str
    stage: str
    party: str
    why: str
    reference: str
    verification: Verification


@dataclass(frozen=True, slots=True)
class InputTrace:
    """How far one input is traced towards the stage its commodity begins at."""

    product: str
    commodity: str
    grams: int | None
    origin_stage: str
    stages: tuple[tuple[str, str], ...]
    traced: bool
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one measure says of one consignment, without the reasons.

    `on` is the date it was decided on (the worse of two when the date of importation
    is a range), `also_on` the other one with its outcome. `outlook` is the outcome
    if the goods were imported on `outlook_on`. `ahead` gives, for goods not yet
    entered, each later day from which another outcome is known already.
    """

    measure: str
    outcome: Outcome
    on: date
    outlook: Outcome
    outlook_on: date
    answer: AnswerState
    also_on: tuple[tuple[date, Outcome], ...] = ()
    ahead: tuple[tuple[date, Outcome], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A question that the law leaves open, read both ways on the same facts.

    `used` is the outcome under the reading that decides here, `other` under the other
    one; `text` says both readings, and for which parties they part.
    """

    key: str
    used: Outcome
    other: Outcome
    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What one measure says of one consignment, and why.

    The first fields are those of a Result. `readings` are the questions that the law
    leaves open, each read both ways; `reading` says which were used.
    """

    measure: str
    title: str
    kind: MeasureKind
    outcome: Outcome
    on: date
    outlook: Outcome
    outlook_on: date
    answer: AnswerState
    reference: str
    in_effect: str
    steps: tuple[Step, ...]
    inputs: tuple[InputTrace, ...] = ()
    papers: tuple[Paper, ...] = ()
    gate: tuple[GateResult, ...] = ()
    contrary: tuple[Step, ...] = ()
    also_on: tuple[tuple[date, Outcome], ...] = ()
    others: tuple[str, ...] = ()
    answer_sources: tuple[Source, ...] = ()
    reading: str = ""
    readings: tuple[Reading, ...] = ()
    ahead: tuple[tuple[date, Outcome], ...] = ()
