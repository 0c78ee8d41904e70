"""Facts and the law of the day in, a Decision with every line of its reasoning out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from whence.decide.answer import answer_of
from whence.decide.contrary import contrary_of
from whence.decide.days import Ruling, days_of, ruling
from whence.decide.effect import in_effect
from whence.decide.links import context_of
from whence.decide.papers import papers_of
from whence.decide.readings import reading_used, readings_of
from whence.decide.reasons import Reasons
from whence.decide.register import register_of
from whence.decide.scope import of_consignment
from whence.decide.verdict import Gate, GateOfList, Judge, Verdict, version_on
from whence.decide.wording import Voice, voice
from whence.errors import UsageError
from whence.model.chain import Chain, Consignment
from whence.model.measure import (
    Decision,
    Measure,
    MeasureKind,
    Outcome,
    Paper,
    Standing,
)
from whence.model.view import Exhibit

OUTSIDE = (Outcome.NOT_IN_EFFECT, Outcome.OUT_OF_SCOPE)
NO_EDITIONS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class World:
    """What is the same for every consignment of a case.

    Attributes:
        standings: how each party stands to listings, by party key.
        gates: for each list key, whether it passes on an import date.
        exhibits: the papers of the case with their grades.
        names: what to print for each party key.
        as_of: the day of the question; goods not entered are decided on it, and the
            outlook is.
        editions: the version of each list as it should be printed, by list key.
        language: in which the reasons are written.

    """

    standings: Mapping[str, tuple[Standing, ...]]
    gates: Mapping[str, GateOfList]
    exhibits: tuple[Exhibit, ...]
    names: Mapping[str, str]
    as_of: date
    editions: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    def judge(self, measure: Measure, consignment: Consignment, chain: Chain) -> Judge:
        """Make a judge of one measure for one chain.

        Raises:
            UsageError: the measure is of a kind that has no outcome.

        """
        if measure.kind is MeasureKind.INFORMATION:
            kinds = (k.value for k in MeasureKind if k is not MeasureKind.INFORMATION)
            raise UsageError(
                f"{measure.key} is of kind {measure.kind} and has no outcome.",
                remedy=f"Kinds that have one: {', '.join(kinds)}.",
            )
        none = voice(self.language).say("gate_reason.none")
        return Judge(
            measure,
            context_of(consignment, chain),
            standings=self.standings,
            gate=Gate(self.gates, no_edition=none),
            papers=register_of(self.exhibits),
            names=self.names,
        )


def decide(
    measure: Measure,
    consignment: Consignment,
    chain: Chain,
    *,
    others: Sequence[Measure] = (),
    standings: Mapping[str, tuple[Standing, ...]],
    gates: Mapping[str, GateOfList],
    exhibits: tuple[Exhibit, ...],
    names: Mapping[str, str],
    as_of: date,
    editions: Mapping[str, str] = NO_EDITIONS,
    language: str = "en",
) -> Decision:
    """Say what one measure says of one consignment, and why.

    Args:
        measure: the law or order, in its dated versions.
        consignment: the goods, with the earliest and latest date of importation.
        chain: all that is known upstream of them.
        others: the measures asked beside this one.
        standings: see World, as for the rest.
        gates: see World.
        exhibits: see World.
        names: see World.
        as_of: see World.
        editions: see World.
        language: see World.

    Returns:
        The decision. Of two possible dates, and of those between, the worst is printed;
        the ends stand in `also_on`.

    Raises:
        UsageError: the measure is of a kind that has no outcome, or there are no
            sentences in the language.

    """
    world = World(standings, gates, exhibits, names, as_of, editions, language)
    judge = world.judge(measure, consignment, chain)
    when = days_of(consignment, as_of)
    return written(judge, ruling(judge, when, as_of), world, others=others)


def written(
    judge: Judge, found: Ruling, world: World, *, others: Sequence[Measure]
) -> Decision:
    """Write the reasons of a ruling down, in the language of the world."""
    measure, context, worst = judge.measure, judge.context, found.worst
    goods, names, tongue = context.consignment, world.names, voice(world.language)
    register, applies = register_of(world.exhibits), worst.outcome not in OUTSIDE
    beside = _beside(worst, others, judge)
    answer, answer_sources = answer_of(goods, register, world.as_of)
    readings = readings_of(judge, worst, names, tongue) if applies else ()
    result = found.result(measure.key, answer)
    return Decision(
        measure=measure.key,
        title=tongue.title(measure),
        kind=measure.kind,
        outcome=result.outcome,
        on=result.on,
        outlook=result.outlook,
        outlook_on=result.outlook_on,
        answer=answer,
        reference=(worst.version or measure.versions[-1]).reference,
        in_effect=in_effect(measure, worst.day, world.language),
        steps=Reasons(judge, names, world.editions, tongue).steps(found, beside),
        inputs=tuple(t.said(tongue) for t in judge.traces) if applies else (),
        papers=_papers(judge, tongue) if applies else (),
        gate=worst.gate,
        contrary=contrary_of(
            worst, goods, register=register, names=names, voice=tongue
        ),
        also_on=result.also_on,
        others=beside,
        answer_sources=answer_sources,
        reading=reading_used(judge, worst, readings, names=names, voice=tongue),
        readings=readings,
        ahead=result.ahead,
    )


def _papers(judge: Judge, tongue: Voice) -> tuple[Paper, ...]:
    return papers_of(judge.context, judge.traces, judge.measure.key, tongue)


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
