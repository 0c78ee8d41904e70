"""A portfolio decided: consignments by measures, what moved, reasons asked for."""

from dataclasses import dataclass
from datetime import date

from whence.model.information import Information
from whence.model.measure import Decision, MeasureKind, Outcome, Result
from whence.model.source import Source


@dataclass(frozen=True, slots=True)
class MeasureAsked:
    """A measure as asked: its key, title and kind, and when it is in force."""

    key: str
    title: str
    kind: MeasureKind
    reference: str
    in_effect: str


@dataclass(frozen=True, slots=True)
class Row:
    """One consignment with the result of every measure, in the order of measures.

    `earliest` and `latest` bound the date of importation; None for goods not entered.
    """

    id: str
    name: str
    goods: str
    hs: str
    earliest: date | None
    latest: date | None
    date_basis: str
    entered: bool
    sources: tuple[Source, ...]
    results: tuple[Result, ...]
    question: str = ""

    @property
    def worst(self) -> Outcome:
        """Give the worst outcome of all; outside the order only where all are."""
        inside = [r.outcome for r in self.results if r.outcome.severity is not None]
        if inside:
            return max(inside, key=lambda o: o.severity or 0)
        return next((r.outcome for r in self.results), Outcome.UNTRACED)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an outcome moved: `kind` is lists, judgements, documents, day or together.

    `text` says what happened, `reference` under which notice, `sources` where it was
    read.
    """

    kind: str
    text: str
    reference: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An outcome or outlook that is another than it was; None where there was none."""

    consignment: str
    measure: str
    before: Result | None
    after: Result | None
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two looks at one portfolio: what was supposed or since when, and what moved."""

    kind: str
    said: tuple[str, ...]
    changes: tuple[Change, ...]
    same: int


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A decision with its reasons, and the consignment it is about."""

    consignment: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Told:
    """What a measure without an outcome says, and the consignment it is said of."""

    consignment: str
    information: Information


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Consignments by measures, side by side, as of a day.

    `lists` are (key, version as printed); `versions` what made the decisions.
    `reasons` holds the decisions that were asked for with their reasons, `parties`
    the names of those who are asked for papers in them, by key. `told` is what was
    asked of measures that have no outcome.
    """

    notice: str
    as_of: date
    measures: tuple[MeasureAsked, ...]
    rows: tuple[Row, ...]
    lists: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    compared: Comparison | None = None
    reasons: tuple[Reasoned, ...] = ()
    parties: tuple[tuple[str, str], ...] = ()
    told: tuple[Told, ...] = ()
