"""The outcome table: what a measure says of a chain on one day, and on what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from whence.decide.inputs import Traced, hidden, inputs_of
from whence.decide.links import Context
from whence.decide.predicates import VOCABULARY
from whence.decide.register import Register
from whence.decide.scope import of_consignment
from whence.decide.touches import Aside, Question, Touch, needed, reaches
from whence.decide.wording import RANK
from whence.model.listing import GateResult
from whence.model.measure import Ground, Measure, Outcome, Standing, Version

GateOfList = Callable[[date], GateResult]


class Level(IntEnum):
    """How far the facts of a day go under a measure, before inputs and lists."""

    NOT_IN_EFFECT = -2
    OUT_OF_SCOPE = -1
    UNTOUCHED = 0
    ASKS = 1
    MET = 2


@dataclass(frozen=True, slots=True)
class Look:
    """What the grounds of the version of a day find. `version` may be None."""

    version: Version | None
    level: Level
    touches: tuple[tuple[Ground, tuple[Touch, ...]], ...] = ()
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a measure on one day. `version` is None when none is in effect."""

    day: date
    outcome: Outcome
    version: Version | None
    touches: tuple[tuple[Ground, tuple[Touch, ...]], ...] = ()
    asides: tuple[Aside, ...] = ()
    gate: tuple[GateResult, ...] = ()

    @property
    def severity(self) -> int:
        """Give how bad it is: 3 the first word, -1 where the measure does not apply."""
        return SEVERITY[self.outcome]

    def best(self) -> Touch:
        """Give the best graded touch; there is one when a ground is touched."""
        return min((t for _, found in self.touches for t in found), key=touch_order)


SEVERITY = {o: -1 if o.severity is None else o.severity for o in Outcome}


class Judge:
    """Asks one measure about one chain, day by day; the inputs are traced once."""

    def __init__(
        self,
        measure: Measure,
        context: Context,
        *,
        standings: Mapping[str, tuple[Standing, ...]],
        gate: "Gate",
        papers: Register,
        names: Mapping[str, str],
    ) -> None:
        """Take what is the same on every day."""
        self.measure, self.context = measure, context
        self.standings, self.gate = standings, gate
        self.papers, self.names = papers, names
        self._traces: tuple[Traced, ...] | None = None

    @property
    def traces(self) -> tuple[Traced, ...]:
        """Give how far each input is traced."""
        if self._traces is None:
            self._traces = inputs_of(self.context, self.measure.key, self.papers.kinds)
        return self._traces

    def changes(self, first: date, last: date) -> tuple[date, ...]:
        """Give the days between two on which the law, a listing or a relation turns."""
        spans = [v.span for v in self.measure.versions]
        for party in sorted({act.party for act in self.context.linked}):
            for row in self.standings.get(party, ()):
                spans += [row.listing.span, row.span or row.listing.span]
                spans += [span for _, span in row.listing.sections]
        days = {day for span in spans for day in (span.start, span.end) if day}
        for ground in {g for v in self.measure.versions for g in v.grounds}:
            if ground.limb == "decision":
                papers = self.papers.of_kind(ground.value)
                days |= {p.row.day for p in papers if p.row.day}
        return tuple(sorted(day for day in days if first < day < last))

    def look(self, day: date) -> Look:
        """Ask every ground of the version of a day."""
        version = version_on(self.measure, day)
        if version is None:
            return Look(None, Level.NOT_IN_EFFECT)
        if not of_consignment(version.scope, self.context):
            return Look(version, Level.OUT_OF_SCOPE)
        touches: list[tuple[Ground, tuple[Touch, ...]]] = []
        asides: list[Aside] = []
        for ground in version.grounds:
            found: list[Touch] = []
            beside: list[Aside] = []
            if ground.verification.decides:
                predicate = VOCABULARY[ground.predicate]
                question = Question(
                    ground,
                    version,
                    day,
                    self.context,
                    self.standings,
                    self.papers,
                    self.names,
                )
                found, beside = predicate(question)
            touches.append((ground, tuple(sorted(found, key=touch_order))))
            asides += beside
        level = level_of([t for _, found in touches for t in found])
        return Look(version, level, tuple(touches), tuple(asides))

    def on(self, day: date) -> Verdict:
        """Decide as if the goods were imported on a day."""
        look = self.look(day)
        if look.level < Level.UNTOUCHED:
            return Verdict(day, OUTSIDE[look.level], look.version)
        gate = tuple(self.gate(key, day) for key in self.measure.lists)
        outcome = self.read(look.level, gate)
        return Verdict(day, outcome, look.version, look.touches, look.asides, gate)

    def read(self, level: Level, gate: Sequence[GateResult]) -> Outcome:
        """Read the outcome table from its worst row downwards."""
        word = self.measure.first_word
        if level is Level.MET and word is not None:
            return word
        if level > Level.UNTOUCHED:
            return Outcome.TO_ANSWER
        return clear(self.traces, self.context, gate)


OUTSIDE = {
    Level.NOT_IN_EFFECT: Outcome.NOT_IN_EFFECT,
    Level.OUT_OF_SCOPE: Outcome.OUT_OF_SCOPE,
}


def level_of(touches: Sequence[Touch]) -> Level:
    """Say how far touches go: as far as the best graded one."""
    first = needed().first_word
    if any(reaches(t.grade, first) for t in touches):
        return Level.MET
    return Level.ASKS if touches else Level.UNTOUCHED


def clear(
    traces: Sequence[Traced], context: Context, gate: Sequence[GateResult]
) -> Outcome:
    """Read the rows of the table below the grounds: untraced, or no link found."""
    shown = bool(traces) and all(t.whole for t in traces)
    if shown and not hidden(context) and all(g.passes for g in gate):
        return Outcome.NO_LINK_FOUND
    return Outcome.UNTRACED


class Gate:
    """Says whether a list passes, and remembers it; a list nobody holds never does."""

    def __init__(self, gates: Mapping[str, GateOfList], *, no_edition: str) -> None:
        """Take the gate of each list held, and the words for a list that is not."""
        self._gates, self._none = gates, no_edition

    def __call__(self, key: str, day: date) -> GateResult:
        """Give the result of a list on a day."""
        gate = self._gates.get(key)
        if gate is None:
            return GateResult(key, passes=False, reason=self._none)
        return gate(day)


def touch_order(touch: Touch) -> tuple[int, int, str, str, str, str, str]:
    """Sort touches: the best graded first, then the nearest to the goods."""
    fact, standing = touch.fact, touch.standing
    return (
        RANK[touch.grade],
        touch.act.tier,
        touch.act.key,
        "" if fact is None else f"{fact.claim} {RANK[fact.grade]} {fact.value}",
        "" if fact is None else f"{fact.note} {fact.about} {fact.sources}",
        "" if standing is None else f"{standing.listing.key} {standing.kind}",
        "" if touch.paper is None else str(touch.paper.row.source),
    )


def version_on(measure: Measure, day: date) -> Version | None:
    """Give the version in effect on a day; one from memory never is."""
    for version in measure.versions:
        if day in version.span and version.verification.decides:
            return version
    return None
