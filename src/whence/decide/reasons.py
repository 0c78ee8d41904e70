"""The lines of a decision, in the order in which somebody asks for them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from whence.decide.along import ends, inputs, priority
from whence.decide.days import Ruling
from whence.decide.effect import in_effect
from whence.decide.links import Context
from whence.decide.same import Same
from whence.decide.sentences import Names, Teller, step
from whence.decide.touches import Touch, needed, reaches
from whence.decide.verdict import Judge, Verdict
from whence.decide.wording import Voice
from whence.model.listing import GateResult
from whence.model.measure import Ground, Measure, Outcome, Step
from whence.model.remark import Form

MOST = 12
"""So many touches of one ground are written out; of the rest, the number."""


class Reasons:
    """Writes the lines of one decision in one language."""

    def __init__(
        self, judge: Judge, names: Names, editions: Mapping[str, str], voice: Voice
    ) -> None:
        """Take the judge, the names to print, and the version of each list."""
        self.judge, self.names, self.editions = judge, names, editions
        self.context, self.measure, self.voice = judge.context, judge.measure, voice

    def step(self, template: str, values: dict[str, str], **rest: Any) -> Step:
        """Make a line; see `sentences.step`."""
        return step(self.voice, template, values, **rest)

    def steps(self, ruling: Ruling, beside: tuple[str, ...]) -> tuple[Step, ...]:
        """Give the tree: conclusion, dates, grounds, asides, inputs, lists, notes.

        A measure that does not reach the goods says why, and where that changes; its
        grounds and its lists are about goods it reaches.
        """
        verdict = ruling.worst
        teller = Teller(
            self.names,
            self.context.acts,
            outcome=verdict.outcome,
            day=verdict.day,
            voice=self.voice,
            scope=self._scope(verdict),
        )
        lines = [self._conclusion(ruling)]
        if self.measure.form is Form.PROPOSAL:
            lines.append(self.step("note.as_law", {}))
        if self.measure.territory and self.measure.by_name:
            values = {"territory": self.voice.territory(self.measure)}
            lines.append(self.step("note.territory", values))
        lines += self._dates(ruling)
        if beside:
            values = {"date": str(verdict.day), "others": ", ".join(beside)}
            lines.append(self.step("note.others", values))
        for ground, touches in verdict.touches:
            lines.append(self._ground(teller, verdict, ground=ground, touches=touches))
        told: dict[str, Step] = {}
        for aside in verdict.asides:
            line = teller.aside(aside)
            told.setdefault(line.text, line)
        lines += [told[text] for text in sorted(told)]
        if verdict.outcome.severity is not None:
            lines += inputs(self.judge, self.voice)
            lines += self._gates(verdict)
            lines += ends(self.context, self.names, self.voice)
            lines += priority(self.judge, verdict.day, self.voice)
        return (*lines, *_notes(Same(self.voice, self.measure)))

    def _scope(self, verdict: Verdict) -> str:
        version = verdict.version
        return self.voice.scope(self.measure, version.scope.text) if version else ""

    def _conclusion(self, ruling: Ruling) -> Step:
        """Name the law, the date and the versions of the lists."""
        verdict = ruling.worst
        outcome, measure, voice = verdict.outcome, self.measure, self.voice
        version = verdict.version
        values = {
            "title": voice.title(measure),
            "reference": (version or measure.versions[-1]).reference,
            "when": voice.say(f"when.{ruling.when.word}", date=str(verdict.day)),
            "in_effect": in_effect(measure, verdict.day, voice.language),
            "lists": self._lists(verdict),
            "scope": self._scope(verdict),
            "goods": _goods(self.context, voice),
            "grade": "",
        }
        grade = None
        if outcome.severity is not None and outcome.severity >= 2:
            grade = verdict.best().grade
            values["grade"] = voice.word(grade)
        elif outcome is Outcome.NO_LINK_FOUND:
            grade = needed().traced
        met = True if outcome is measure.first_word else None
        return self.step(
            f"outcome.{outcome}",
            values,
            grade=grade,
            outcome=outcome,
            met=met,
            reference=values["reference"],
        )

    def _lists(self, verdict: Verdict) -> str:
        """Name the lists of the measure, each with its version and its gate."""
        if not self.measure.lists:
            return self.voice.say("lists.none")
        gate = verdict.gate or tuple(
            self.judge.gate(key, verdict.day) for key in self.measure.lists
        )
        parts = []
        for result in gate:
            edition = self.editions.get(result.list_key, "")
            parts.append(
                f"{result.list_key} ("
                + "; ".join(p for p in (edition, self._reason(result)) if p)
                + ")"
            )
        return self.voice.say("lists.some", lists=", ".join(parts))

    def _reason(self, result: GateResult) -> str:
        """Say why a list passes or not; a reason without a key is printed as it is."""
        if not result.why:
            return result.reason
        return self.voice.say(f"gate_reason.{result.why}", **dict(result.about))

    def _dates(self, ruling: Ruling) -> list[Step]:
        goods, verdict, also = self.context.consignment, ruling.worst, ruling.verdicts
        voice, lines = self.voice, []
        if ruling.when.as_if:
            lines.append(self.step("note.as_if", {"date": str(verdict.day)}))
        if ruling.when.since is not None:
            values = {
                "latest": str(also[-1].day),
                "basis": voice.word(goods.date_basis),
                "outcome": voice.word(also[-1].outcome),
            }
            lines.append(self.step("note.open", values, sources=goods.sources))
            also = ()
        for other in also:
            if other is not verdict:
                values = {
                    "earliest": str(also[0].day),
                    "latest": str(also[-1].day),
                    "basis": voice.word(goods.date_basis),
                    "other": str(other.day),
                    "outcome": voice.word(other.outcome),
                }
                lines.append(self.step("note.range", values, sources=goods.sources))
        outlook = ruling.outlook
        reaches_goods = verdict.outcome.severity is not None
        if outlook.day != verdict.day and (
            reaches_goods or outlook.outcome is not verdict.outcome
        ):
            values = {
                "date": str(outlook.day),
                "outcome": voice.word(outlook.outcome),
            }
            lines.append(self.step("note.outlook", values))
        for day, outcome in ruling.ahead:
            values = {"date": str(day), "outcome": voice.word(outcome)}
            lines.append(self.step("note.ahead", values))
        return lines

    def _ground(
        self,
        teller: Teller,
        verdict: Verdict,
        *,
        ground: Ground,
        touches: tuple[Touch, ...],
    ) -> Step:
        """Write a ground with the touches under it, the best graded first."""
        voice = self.voice
        clause = voice.clause(self.measure, ground)
        values = {"limb": voice.word(ground.limb), "clause": clause}
        if not touches:
            known = ground.verification.decides
            return self.step(
                "ground.untouched" if known else "ground.not_verified",
                values,
                met=False,
                reference=ground.reference,
            )
        assert verdict.version is not None
        first = needed().first_word
        children = [
            teller.touch(t, verdict.version, reaches(t.grade, first))
            for t in touches[:MOST]
        ]
        if len(touches) > MOST:
            values_more = {"count": str(len(touches) - MOST)}
            children.append(self.step("ground.more", values_more))
        grade = touches[0].grade
        met = reaches(grade, first)
        return self.step(
            "ground.met" if met else "ground.asks",
            {**values, "grade": voice.word(grade)},
            grade=grade,
            outcome=verdict.outcome,
            met=met,
            reference=ground.reference,
            children=tuple(children),
        )

    def _gates(self, verdict: Verdict) -> list[Step]:
        return [
            self.step(
                "gate.passes" if g.passes else "gate.fails",
                {
                    "list": g.list_key,
                    "date": str(verdict.day),
                    "reason": self._reason(g),
                },
                met=g.passes,
            )
            for g in verdict.gate
        ]


@lru_cache(maxsize=256)
def _notes(same: Same) -> tuple[Step, ...]:
    """Write the lines about a measure that stand under every decision, once."""
    tongue, measure = same.things
    assert isinstance(tongue, Voice)
    assert isinstance(measure, Measure)
    notes = tongue.notes(measure)
    return tuple(step(tongue, "note.law", {"text": n}) for n in notes)


def _goods(context: Context, voice: Voice) -> str:
    goods = context.consignment
    words = " ".join(
        w for w in (f"HS {goods.hs}" if goods.hs else "", goods.description) if w
    )
    return words or voice.word("goods nobody describes")
