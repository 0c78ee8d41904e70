"""Many consignments under many measures: outcomes first, reasons on demand.

The grounds are asked once for each shape of a chain and each stretch of days between
two on which law, list or relation turns; days, weights and gates are those of every
consignment itself. The rules are those of `verdict` and `inputs`, and no others.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from whence.decide.answer import answer_of
from whence.decide.days import Days, days_of, ruling
from whence.decide.evaluate import World, written
from whence.decide.inputs import Traced, Weights, hidden, stages_of, weighed
from whence.decide.paper_predicates import ABOUT_PAPERS
from whence.decide.register import register_of
from whence.decide.shape import Shape, shape_of
from whence.decide.verdict import OUTSIDE, Judge, Level, Verdict, clear
from whence.errors import UsageError
from whence.model.chain import Chain, Consignment
from whence.model.listing import GateResult
from whence.model.measure import AnswerState, Decision, Measure, Outcome, Result

MOST_SHAPES = 50_000
"""So many shapes are remembered; then all are forgotten, so that memory is bounded."""


class Panel:
    """Asks measures about consignments, and remembers what is alike."""

    def __init__(self, measures: Sequence[Measure], world: World) -> None:
        """Take the measures, and what is the same for every consignment.

        Raises:
            UsageError: a measure is of a kind that has no outcome.

        """
        self.measures, self.world = tuple(measures), world
        self._by_key = {m.key: m for m in measures}
        self._register = register_of(world.exhibits)
        self._shapes: dict[Shape, tuple[_Recall, ...]] = {}
        self._gates: dict[tuple[str, date], GateResult] = {}
        # What papers say of an entry or a lot is no matter of shape: asked anew.
        self._anew = frozenset(m.key for m in measures if self._has_papers(m))

    def _has_papers(self, measure: Measure) -> bool:
        grounds = (g for v in measure.versions for g in v.grounds)
        return any(
            g.predicate in ABOUT_PAPERS and self._register.of_kind(g.value)
            for g in grounds
        )

    def results(self, consignment: Consignment, chain: Chain) -> tuple[Result, ...]:
        """Give what every measure says of one consignment, in the order of measures."""
        as_of = self.world.as_of
        kinds = self._register.kinds
        shape = shape_of(consignment, chain, known=self.world.standings, kinds=kinds)
        recalls = self._shapes.get(shape)
        if recalls is None:
            if len(self._shapes) >= MOST_SHAPES:
                self._shapes.clear()
            recalls = tuple(self._recall(m, consignment, chain) for m in self.measures)
            self._shapes[shape] = recalls
        when = days_of(consignment, as_of)
        answer = answer_of(consignment, self._register, as_of)[0]
        found = []
        for measure, recall in zip(self.measures, recalls, strict=True):
            if measure.key in self._anew:
                judge = self.world.judge(measure, consignment, chain)
                result = ruling(judge, when, as_of).result(measure.key, answer)
            else:
                result = recall.about(consignment, chain).result(when, as_of, answer)
            found.append(result)
        return tuple(found)

    def decision(
        self, key: str, consignment: Consignment, chain: Chain, *, language: str = ""
    ) -> Decision:
        """Give the decision of one measure with its reasons.

        Raises:
            UsageError: the measure is none of the panel; it lists those that are.

        """
        if key not in self._by_key:
            raise UsageError(
                f"there is no measure {key!r}.",
                remedy=f"Those asked: {', '.join(self._by_key)}.",
            )
        world = self.world
        if language and language != world.language:
            world = replace(world, language=language)
        judge = world.judge(self._by_key[key], consignment, chain)
        found = ruling(judge, days_of(consignment, world.as_of), world.as_of)
        return written(judge, found, world, others=self.measures)

    def _recall(
        self, measure: Measure, consignment: Consignment, chain: Chain
    ) -> "_Recall":
        judge = self.world.judge(measure, consignment, chain)
        return _Recall(judge, chain, self._gates)


class _Recall:
    """One measure about all chains of one shape; answers as a Judge would."""

    __slots__ = (
        "_chain",
        "_gates",
        "_goods",
        "_judge",
        "_keys",
        "_known",
        "_stuck",
        "_traces",
        "_turns",
        "key",
    )  # fmt: skip

    def __init__(
        self, judge: Judge, chain: Chain, gates: dict[tuple[str, date], GateResult]
    ) -> None:
        """Take a judge of the first chain of this shape."""
        self.key = judge.measure.key
        self._judge, self._gates = judge, gates
        self._turns = judge.changes(date.min, date.max)
        self._known: list[Outcome | Level | None] = [None] * (len(self._turns) + 1)
        self._keys = tuple(act.key for act in chain.operations)
        self._traces: tuple[Traced, ...] | None = None
        self._stuck = True
        self._goods: Consignment
        self._chain: Chain

    def about(self, goods: Consignment, chain: Chain) -> "_Recall":
        """Turn to another chain of the same shape."""
        self._goods, self._chain = goods, chain
        return self

    def changes(self, first: date, last: date) -> Sequence[date]:
        """Give the days between two on which something turns."""
        return [day for day in self._turns if first < day < last]

    def on(self, day: date) -> Verdict:
        """Decide as if the goods were imported on a day; touches are not told."""
        return Verdict(day, self._outcome(day), None)

    def result(self, when: Days, as_of: date, answer: AnswerState) -> Result:
        """Give the result; of one day on which nothing lies ahead, without detours."""
        day, turns = when.days[0], self._turns
        ahead = when.as_if and turns and turns[-1] > as_of
        if ahead or len(when.days) > 1 or when.since is not None:
            return ruling(self, when, as_of).result(self.key, answer)
        outcome = self._outcome(day)
        outlook = outcome if day == as_of else self._outcome(as_of)
        return Result(self.key, outcome, day, outlook, as_of, answer)

    def _outcome(self, day: date) -> Outcome:
        """Give the outcome of a day: that of its stretch, unless weights and lists
        decide."""
        stretch = bisect_right(self._turns, day)
        known = self._known[stretch]
        if known is None:
            known = self._known[stretch] = self._of_stretch(day)
        return known if isinstance(known, Outcome) else self._clear(day)

    def _of_stretch(self, day: date) -> Outcome | Level:
        """Give the outcome of all days of a stretch, or the level that leaves it
        open."""
        level = self._judge.look(day).level
        if level < Level.UNTOUCHED:
            return OUTSIDE[level]
        if level > Level.UNTOUCHED:
            return self._judge.read(level, ())
        if self._traces is None:
            judge = self._judge
            self._traces = stages_of(judge.context, self.key, judge.papers.kinds)
            whole = bool(self._traces) and all(t.whole for t in self._traces)
            self._stuck = not whole or hidden(judge.context)
        return Outcome.UNTRACED if self._stuck else level

    def _clear(self, day: date) -> Outcome:
        """Hold this chain's own weights and the lists of the day against what is
        shown."""
        judge = self._judge
        weights = Weights(
            self._goods.grams,
            tuple(need.grams for need in self._chain.needs),
            {
                key: act.grams
                for key, act in zip(self._keys, self._chain.operations, strict=True)
            },
        )
        traces = [weighed(t, weights) for t in self._traces or ()]
        gate = [self._gate(key, day) for key in judge.measure.lists]
        return clear(traces, judge.context, gate)

    def _gate(self, key: str, day: date) -> GateResult:
        found = self._gates.get((key, day))
        if found is None:
            found = self._gates[key, day] = self._judge.gate(key, day)
        return found
