"""The lines of a decision, in the order in which somebody asks for them."""

from collections.abc import Mapping

from whence.decide.effect import in_effect, say
from whence.decide.inputs import kilos
from whence.decide.links import Context
from whence.decide.scope import digits
from whence.decide.sentences import Names, Teller, party, step
from whence.decide.touches import Touch, needed, reaches
from whence.decide.verdict import Judge, Verdict
from whence.model.chain import Break
from whence.model.measure import Ground, InputTrace, Outcome, Step
from whence.model.source import Grade
from whence.shelf import sectors

MOST = 12
"""So many touches of one ground are written out; of the rest, the number."""


class Reasons:
    """Writes the lines of one decision."""

    def __init__(self, judge: Judge, names: Names, editions: Mapping[str, str]) -> None:
        """Take the judge, the names to print, and the version of each list."""
        self.judge, self.names, self.editions = judge, names, editions
        self.context, self.measure = judge.context, judge.measure

    def steps(
        self,
        verdict: Verdict,
        *,
        also: tuple[Verdict, ...],
        as_if: bool,
        outlook: Verdict,
        beside: tuple[str, ...],
    ) -> tuple[Step, ...]:
        """Give the tree: conclusion, dates, grounds, asides, inputs, lists, notes."""
        teller = Teller(
            self.names, self.context.acts, outcome=verdict.outcome, day=verdict.day
        )
        lines = [self._conclusion(verdict, as_if)]
        if self.measure.territory and self.measure.by_name:
            lines.append(step("note.territory", {"territory": self.measure.territory}))
        lines += self._dates(verdict, also, as_if=as_if, outlook=outlook)
        if beside:
            values = {"date": str(verdict.day), "others": ", ".join(beside)}
            lines.append(step("note.others", values))
        for ground, touches in verdict.touches:
            lines.append(self._ground(teller, verdict, ground=ground, touches=touches))
        told: dict[str, Step] = {}
        for aside in verdict.asides:
            line = teller.aside(aside)
            told.setdefault(line.text, line)
        lines += [told[text] for text in sorted(told)]
        if verdict.outcome.severity is not None:
            lines += self._inputs()
            lines += self._gates(verdict)
            lines += self._ends()
            lines += self._sectors(verdict)
        lines += [step("note.law", {"text": n}) for n in self.measure.notes]
        return tuple(lines)

    def _conclusion(self, verdict: Verdict, as_if: bool) -> Step:
        """Name the law, the date and the versions of the lists."""
        outcome, measure = verdict.outcome, self.measure
        version = verdict.version
        values = {
            "title": measure.title,
            "reference": (version or measure.versions[-1]).reference,
            "when": say("when.if" if as_if else "when.imported", date=str(verdict.day)),
            "in_effect": in_effect(measure, verdict.day),
            "lists": self._lists(verdict),
            "scope": version.scope.text if version else "",
            "goods": _goods(self.context),
            "grade": "",
        }
        grade = None
        if outcome.severity is not None and outcome.severity >= 2:
            grade = verdict.best().grade
            values["grade"] = grade.value
        elif outcome is Outcome.NO_LINK_FOUND:
            grade = needed().traced
        met = True if outcome is measure.first_word else None
        return step(
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
            return say("lists.none")
        gate = verdict.gate or tuple(
            self.judge.gate(key, verdict.day) for key in self.measure.lists
        )
        parts = []
        for result in gate:
            edition = self.editions.get(result.list_key, "")
            parts.append(
                f"{result.list_key} ("
                + "; ".join(p for p in (edition, result.reason) if p)
                + ")"
            )
        return say("lists.some", lists=", ".join(parts))

    def _dates(
        self,
        verdict: Verdict,
        also: tuple[Verdict, ...],
        *,
        as_if: bool,
        outlook: Verdict,
    ) -> list[Step]:
        goods, lines = self.context.consignment, []
        if as_if:
            lines.append(step("note.as_if", {"date": str(verdict.day)}))
        for other in also:
            if other is not verdict:
                values = {
                    "earliest": str(also[0].day),
                    "latest": str(also[-1].day),
                    "basis": goods.date_basis,
                    "other": str(other.day),
                    "outcome": other.outcome.value,
                }
                lines.append(step("note.range", values, sources=goods.sources))
        if outlook.day != verdict.day:
            values = {"date": str(outlook.day), "outcome": outlook.outcome.value}
            lines.append(step("note.outlook", values))
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
        values = {"limb": ground.limb, "clause": ground.clause}
        if not touches:
            known = ground.verification.decides
            return step(
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
            children.append(step("ground.more", values_more))
        grade = touches[0].grade
        met = reaches(grade, first)
        return step(
            "ground.met" if met else "ground.asks",
            {**values, "grade": grade.value},
            grade=grade,
            outcome=verdict.outcome,
            met=met,
            reference=ground.reference,
            children=tuple(children),
        )

    def _inputs(self) -> list[Step]:
        """Write how far each input is traced, by weight."""
        traces = self.judge.traces
        if not traces:
            return [step("input.none", {}, met=False)]
        done = [t for t in traces if t.traced]
        weight = ""
        if all(t.grams is not None for t in traces):
            weight = f", {_kilos(done)} kg of {_kilos(traces)} kg"
        values = {"traced": str(len(done)), "all": str(len(traces)), "weight": weight}
        children = tuple(_input(t) for t in traces)
        met = len(done) == len(traces)
        return [step("input.sum", values, met=met, children=children)]

    def _sectors(self, verdict: Verdict) -> list[Step]:
        """Name the priority sectors of the goods; they decide nothing."""
        if self.measure.key != sectors.measure():
            return []
        goods = self.context.consignment
        return [
            step(
                "note.sector",
                {
                    "since": str(sector.since),
                    "title": sector.title,
                    "how": how,
                    "reference": sector.reference,
                },
                reference=sector.reference,
            )
            for sector, how in sectors.sectors_of(
                digits(goods.hs), goods.description, verdict.day
            )
        ]

    def _gates(self, verdict: Verdict) -> list[Step]:
        return [
            step(
                "gate.passes" if g.passes else "gate.fails",
                {"list": g.list_key, "date": str(verdict.day), "reason": g.reason},
                met=g.passes,
            )
            for g in verdict.gate
        ]

    def _ends(self) -> list[Step]:
        """Write the breaks, and the number of leads."""
        chain = self.context.chain
        lines = [self._break(b) for b in sorted(chain.breaks, key=_break_order)]
        if chain.leads:
            count = len(chain.leads)
            word = "lead" if count == 1 else "leads"
            lines.append(step("note.leads", {"count": str(count), "word": word}))
        return lines

    def _break(self, end: Break) -> Step:
        values = {
            "party": self.names.get(end.party, end.party) or "an unknown party",
            "kind": end.kind.value,
            "tier": str(end.tier),
            "product": f", {end.product}" if end.product else "",
        }
        return step("note.break", values, sources=end.sources)


def _break_order(end: Break) -> tuple[int, str, str, str, str]:
    return (end.tier, end.kind.value, end.party, end.product, str(end.sources))


def _goods(context: Context) -> str:
    goods = context.consignment
    words = " ".join(
        w for w in (f"HS {goods.hs}" if goods.hs else "", goods.description) if w
    )
    return words or "goods nobody describes"


def _kilos(traces: tuple[InputTrace, ...] | list[InputTrace]) -> str:
    return kilos(sum(t.grams or 0 for t in traces))


def _input(trace: InputTrace) -> Step:
    weight = f", {kilos(trace.grams)} kg" if trace.grams is not None else ""
    values = {
        "product": trace.product or "an input",
        "commodity": trace.commodity or "no commodity known",
        "weight": weight,
        "origin": trace.origin_stage,
        "missing": trace.missing,
    }
    if trace.traced:
        return step("input.traced", values, grade=Grade.DOCUMENTED, met=True)
    return step("input.untraced", values, met=False)


def reading_of(verdict: Verdict, context: Context, names: Names) -> str:
    """Say which reading the outcome used: of inputs, and of other roles."""
    touches = [t for _, found in verdict.touches for t in found]
    if not touches or verdict.outcome.severity is None:
        return ""
    if all(t.ground.limb == "decision" for t in touches):
        return say("reading.decision")
    roles = {party(t.act, names) for t in touches if t.other_role}
    inputs = {
        party(t.act, names)
        for t in touches
        if t.act.key and not t.other_role and not context.makes_goods(t.act)
    }
    parts = []
    if inputs:
        parts.append(say("reading.input", parties="; ".join(sorted(inputs))))
    if roles:
        parts.append(say("reading.other_role", parties="; ".join(sorted(roles))))
    return " ".join(parts) or say("reading.goods")
