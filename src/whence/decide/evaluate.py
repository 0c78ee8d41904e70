"""Facts and the law of the day in, a Decision with every line of its reasoning out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from whence.decide.answer import answer_of
from whence.decide.contrary import contrary_of
from whence.decide.effect import in_effect, say
from whence.decide.inputs import papers_of
from whence.decide.links import context_of
from whence.decide.reasons import Reasons, reading_of
from whence.decide.register import register_of
from whence.decide.scope import of_consignment
from whence.decide.verdict import Gate, GateOfList, Judge, Verdict, version_on
from whence.errors import UsageError
from whence.model.chain import Chain, Consignment
from whence.model.measure import (
    AnswerState,
    Decision,
    Measure,
    MeasureKind,
    Outcome,
    Standing,
)
from whence.model.view import Exhibit

DECIDABLE = (MeasureKind.PRESUMPTION, MeasureKind.ORDER, MeasureKind.INVESTIGATION)
OUTSIDE = (Outcome.NOT_IN_EFFECT, Outcome.OUT_OF_SCOPE)
NO_EDITIONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Days:
    """The days to decide on, earliest first; `as_if` when the goods are not entered."""

    days: tuple[date, ...]
    as_if: bool


def decide(
    measure: Measure,
    consignment: Consignment,
    chain: Chain,
    *,
    standings: Mapping[str, tuple[Standing, ...]],
    gates: Mapping[str, GateOfList],
    exhibits: tuple[Exhibit, ...],
    names: Mapping[str, str],
    as_of: date,
    others: Sequence[Measure] = (),
    editions: Mapping[str, str] = NO_EDITIONS,
) -> Decision:
    """Say what one measure says of one consignment, and why.

    Args:
        measure: the law or order, in its dated versions.
        consignment: the goods, with the earliest and latest date of importation.
        chain: all that is known upstream of them.
        standings: how each party stands to listings, by party key.
        gates: for each list key, whether it passes on an import date.
        exhibits: the papers of the case with their grades.
        names: what to print for each party key.
        as_of: the day of the question; goods not entered are decided on it, and the
            outlook is.
        others: the measures asked beside this one.
        editions: the version of each list as it should be printed, by list key.

    Returns:
        The decision. Of two possible dates, and of those between, the worst is printed;
        the ends stand in `also_on`.

    Raises:
        UsageError: the measure is of a kind that has no outcome.

    """
    if measure.kind not in DECIDABLE:
        raise UsageError(
            f"{measure.key} is of kind {measure.kind} and has no outcome.",
            remedy=f"Kinds that have one: {', '.join(DECIDABLE)}.",
        )
    context, register = context_of(consignment, chain), register_of(exhibits)
    judge = Judge(
        measure,
        context,
        standings=standings,
        gate=Gate(gates, no_edition=say("when.no_list")),
        papers=register,
        names=names,
    )
    when = days_of(consignment, as_of)
    verdicts = _verdicts(judge, when.days)
    worst = max(verdicts, key=lambda v: (v.severity, -v.day.toordinal()))
    outlook = next((v for v in verdicts if v.day == as_of), None) or judge.on(as_of)
    beside = _beside(worst, others, judge)
    answer, answer_sources = answer_of(consignment, register, as_of)
    written = _written(judge, worst, outlook)
    return replace(
        written,
        answer=answer,
        answer_sources=answer_sources,
        steps=Reasons(judge, names, editions).steps(
            worst, also=verdicts, as_if=when.as_if, outlook=outlook, beside=beside
        ),
        contrary=contrary_of(worst, consignment, register=register, names=names),
        also_on=tuple((v.day, v.outcome) for v in verdicts if v is not worst),
        others=beside,
        reading=reading_of(worst, context, names),
    )


def _verdicts(judge: Judge, days: tuple[date, ...]) -> tuple[Verdict, ...]:
    """Decide on each day; between two, on every day on which something changes.

    An order that began and ended in between, or a listing, would else be missed. Such
    a day is kept only where it is worse than both ends.
    """
    ends = tuple(judge.on(day) for day in days)
    between = [judge.on(day) for day in judge.changes(days[0], days[-1])]
    worst = max(between, key=lambda v: (v.severity, -v.day.toordinal()), default=None)
    if worst is None or worst.severity <= max(v.severity for v in ends):
        return ends
    return tuple(sorted((*ends, worst), key=lambda v: v.day))


def _written(judge: Judge, worst: Verdict, outlook: Verdict) -> Decision:
    """Write what follows from the verdict alone."""
    measure, applies = judge.measure, worst.outcome not in OUTSIDE
    return Decision(
        measure=measure.key,
        title=measure.title,
        kind=measure.kind,
        outcome=worst.outcome,
        on=worst.day,
        outlook=outlook.outcome,
        outlook_on=outlook.day,
        answer=AnswerState.NONE,
        reference=(worst.version or measure.versions[-1]).reference,
        in_effect=in_effect(measure, worst.day),
        steps=(),
        inputs=judge.traces if applies else (),
        papers=papers_of(judge.context, judge.traces, measure.key) if applies else (),
        gate=worst.gate,
    )


def days_of(consignment: Consignment, as_of: date) -> Days:
    """Give the days on which the goods may have been imported.

    Goods not entered are decided as if imported on `as_of`; where only one end of the
    range is known, `as_of` is the other.
    """
    earliest, latest = consignment.earliest, consignment.latest
    if not consignment.entered or (earliest is None and latest is None):
        return Days((as_of,), as_if=True)
    ends = {earliest or as_of, latest or as_of}
    return Days(tuple(sorted(ends)), as_if=False)


def _beside(
    verdict: Verdict, others: Sequence[Measure], judge: Judge
) -> tuple[str, ...]:
    """Name every other measure in effect that day for these goods."""
    if verdict.outcome not in OUTSIDE:
        return ()
    found = []
    for other in others:
        version = version_on(other, verdict.day)
        if other.key != judge.measure.key and version is not None:
            if of_consignment(version.scope, judge.context):
                found.append(other.key)
    return tuple(sorted(found))
