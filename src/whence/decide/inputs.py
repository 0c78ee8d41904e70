"""How far each input is traced, stage by stage, and the papers that are missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whence.decide.links import Context
from whence.decide.scope import digits
from whence.decide.touches import needed, reaches
from whence.decide.wording import RANK, render
from whence.model.chain import BreakKind, Claim, Fact, InputNeed, Operation
from whence.model.measure import InputTrace, Paper
from whence.model.source import Source
from whence.shelf.requirements import (
    Requirement,
    Stage,
    least_cover_ppm,
    stages_to,
    whole_chain,
)

HIDES = frozenset(
    {
        BreakKind.FORWARDER,
        BreakKind.TO_ORDER,
        BreakKind.MISSING_HS,
        BreakKind.UNKNOWN_PARTY,
    }
)
"""Breaks behind which somebody may stand. "No record upstream" is one only behind a
firm of which no stage is known: else the stage above is missing, or none is."""
GRAMS = 1000
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of one stage: met, the best grade said, and why it is missing."""

    met: bool
    best: str
    missing: str


Kinds = Mapping[Source, str]


def inputs_of(context: Context, measure: str, kinds: Kinds) -> tuple[InputTrace, ...]:
    """Trace every input towards the stage at which its commodity begins.

    An input is traced when every stage from there down to these goods is shown by
    papers at `documented` or better, of a kind the stage asks for, about acts that
    are tied to these goods. A requirement from memory counts as unmet.
    """
    needs = sorted(
        context.chain.needs,
        key=lambda n: (n.commodity, n.product, n.description, n.hs, n.grams or 0),
    )
    return tuple(_trace(context, need, (measure, kinds)) for need in needs)


def _trace(context: Context, need: InputNeed, how: tuple[str, Kinds]) -> InputTrace:
    measure, kinds = how
    stages = _stages(context, need, measure)
    shown = [
        _shown(context, stage, kinds, need=need if not n else None)
        for n, stage in enumerate(stages)
    ]
    if stages and shown[-1].met:
        short = _short(context, stages[-1])
        shown[-1] = _Shown(not short, shown[-1].best, short)
    missing = [
        s.missing or stage.key
        for stage, s in zip(stages, shown, strict=True)
        if not s.met
    ]
    return InputTrace(
        product=need.description or need.product or need.commodity,
        commodity=need.commodity,
        grams=need.grams,
        origin_stage=stages[0].key,
        stages=tuple((g.key, s.best) for g, s in zip(stages, shown, strict=True)),
        traced=not missing,
        missing=", ".join(missing),
    )


def _stages(context: Context, need: InputNeed, measure: str) -> tuple[Stage, ...]:
    """Give the stages from the origin down to these goods, or the lowest act."""
    goods = digits(context.consignment.hs)
    stages = stages_to(need.commodity, measure, goods)
    whole = stages_to(need.commodity, measure, "")
    known = {act.stage for act in context.linked}
    lowest = max((n for n, s in enumerate(whole) if s.key in known), default=-1)
    return whole[: max(len(stages), lowest + 1)]


def _shown(
    context: Context, stage: Stage, kinds: Kinds, *, need: InputNeed | None
) -> _Shown:
    """Say whether one stage is shown. `need` is given for the origin: there the papers
    must cover its weight, because nothing grows on the way down."""
    acts = [a for a in context.linked if a.stage == stage.key]
    papers = {a.key: _papers(a, stage.key) for a in context.linked}
    best = min(
        (f.grade for found in papers.values() for f in found),
        key=RANK.__getitem__,
        default=None,
    )
    said = best.value if best else ""
    good = [a for a in context.linked if _good(papers[a.key], stage, kinds)]
    tied = [a for a in good if _tied(context, a)]
    rest = [a for a in acts if a not in tied and not _covered(a, tied)]
    if not tied or rest:
        word = "missing.no_tie" if good and not tied else "missing.plain"
        return _Shown(False, said, _say(word, stage=stage.key))
    if not stage.verified:
        return _Shown(False, said, _say("missing.not_verified", stage=stage.key))
    weights = [a.grams for a in tied]
    if need and need.grams and all(w is not None for w in weights):
        total = sum(w for w in weights if w is not None)
        if total < need.grams:
            text = _say(
                "missing.weight",
                stage=stage.key,
                shown=kilos(total),
                needed=kilos(need.grams),
            )
            return _Shown(False, said, text)
    return _Shown(True, said, "")


def _short(context: Context, stage: Stage) -> str:
    """Say by how much the papers of the goods' own stage fall short of their weight.

    A lot of one tonne does not trace a consignment of five. Where a weight is not
    known, nothing is said.
    """
    goods = context.consignment.grams
    acts = [a for a in context.linked if a.stage == stage.key and _tied(context, a)]
    weights = [a.grams for a in acts]
    if goods is None or not acts or any(w is None for w in weights):
        return ""
    total = sum(w for w in weights if w is not None)
    if total * MILLION >= goods * least_cover_ppm():
        return ""
    return _say(
        "missing.weight", stage=stage.key, shown=kilos(total), needed=kilos(goods)
    )


def _papers(act: Operation, stage: str) -> list[Fact]:
    return [f for f in act.facts if f.claim is Claim.TRACED and f.value == stage]


def _good(facts: Iterable[Fact], stage: Stage, kinds: Kinds) -> bool:
    """Whether a paper shows the stage: well graded, in nobody's favour, of its kind."""
    return any(
        reaches(f.grade, needed().traced)
        and not f.favours
        and any(kinds.get(s, _ANY) in (stage.documents | {_ANY}) for s in f.sources)
        for f in facts
    )


_ANY = ""
"""The kind of a paper that stands in no register: only its grade speaks."""


def _tied(context: Context, act: Operation) -> bool:
    link = context.links.get(act.key)
    return (
        link is not None
        and link.lanes is None
        and reaches(link.grade, needed().traced_tie)
    )


def _covered(act: Operation, shown: list[Operation]) -> bool:
    """Whether an act is the same as one that is shown, told by another row."""
    return any(
        act.party and act.party == other.party and act.lot in ("", other.lot)
        for other in shown
    )


def kilos(grams: int) -> str:
    """Write a weight in kilograms, without needless decimals.

    >>> kilos(1_250_000), kilos(1_500)
    ('1250', '1.5')
    """
    whole, rest = divmod(grams, GRAMS)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".")


def hidden(context: Context) -> bool:
    """Whether a path ends where somebody may stand behind."""
    staged = {act.party for act in context.linked if act.stage}
    return any(
        b.kind in HIDES
        or (b.kind is BreakKind.NO_RECORD and b.party and b.party not in staged)
        for b in context.chain.breaks
    )


def papers_of(
    context: Context, traces: tuple[InputTrace, ...], measure: str
) -> tuple[Paper, ...]:
    """Give the papers to ask for: per missing stage, from whom, by which rule."""
    found: dict[tuple[str, str, str], Paper] = {}
    first = next((a.party for a in context.linked if a.party), "")
    for trace in traces:
        whole = stages_to(trace.commodity, measure, "")
        stages = {s.key: s for s in whole}
        missing = {m.partition(" (")[0] for m in trace.missing.split(", ")}
        unmet = [stages[key] for key, _ in trace.stages if key in missing]
        for stage in reversed(unmet):
            for paper in _ask(context, trace, stage, first=first):
                found.setdefault((paper.kind, paper.stage, paper.party), paper)
    if not traces or any(not t.traced for t in traces):
        for rule in whole_chain(measure):
            why = render("paper.chain", {"text": _text(rule)}, grade=None, outcome=None)
            kind = ", ".join(rule.ask)
            paper = Paper(kind, "", first, why, rule.reference, rule.verification)
            found.setdefault((kind, "", first), paper)
    return tuple(found.values())


def _ask(
    context: Context, trace: InputTrace, stage: Stage, *, first: str
) -> Iterable[Paper]:
    """Ask the parties of a stage, or the nearest one below that must name them."""
    whole = [key for key, _ in trace.stages]
    at = sorted({a.party for a in context.linked if a.stage == stage.key and a.party})
    word = "paper.stage"
    if not at:
        word = "paper.ask_on"
        below = whole[whole.index(stage.key) + 1 :]
        near = [a for key in below for a in context.linked if a.stage == key]
        at = sorted({a.party for a in near[:1] if a.party}) or [first]
    for party in at:
        for rule in stage.requirements:
            values = {
                "text": _text(rule),
                "stage": stage.key,
                "product": trace.product,
                "party": "this party" if party else "the supplier",
            }
            yield Paper(
                ", ".join(rule.ask),
                stage.key,
                party,
                render(word, values, grade=None, outcome=None),
                rule.reference,
                rule.verification,
            )


def _text(rule: Requirement) -> str:
    """Say what is asked; a list of another authority says that it is borrowed."""
    return _say("paper.borrowed", text=rule.text) if rule.borrowed else rule.text


def _say(template: str, **values: str) -> str:
    return render(template, values, grade=None, outcome=None)
