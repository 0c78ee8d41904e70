"""How far each input is traced, stage by stage, on papers that cover its weight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from whence.decide.links import Context
from whence.decide.scope import digits
from whence.decide.touches import needed, reaches
from whence.decide.wording import RANK, Voice
from whence.model.chain import BreakKind, Fact, InputNeed, Operation
from whence.model.measure import InputTrace
from whence.model.source import Source
from whence.model.weight import kilograms
from whence.shelf.requirements import Stage, least_cover_ppm, stages_to

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
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one stage: met, the best grade said, and why it is missing.

    `why` names the phrase that says why, and `about` fills it.
    """

    stage: str
    met: bool
    best: str = ""
    why: str = ""
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """How far one input is traced, from the stage it begins at down to the goods.

    `place` is its place among the chain's needs. `origin` and `own` are the acts whose
    weights its papers must cover: those where it begins, those that made the goods.
    """

    need: InputNeed
    stages: tuple[Shown, ...]
    place: int
    origin: tuple[str, ...]
    own: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every stage is shown."""
        return all(s.met for s in self.stages)

    @property
    def product(self) -> str:
        """Name the input."""
        return self.need.description or self.need.product or self.need.commodity

    def said(self, voice: Voice) -> InputTrace:
        """Give the trace as it is printed."""
        missing = (
            voice.say(s.why, **dict(s.about), stage=voice.word(s.stage))
            for s in self.stages
            if not s.met
        )
        return InputTrace(
            product=self.product,
            commodity=self.need.commodity,
            grams=self.need.grams,
            origin_stage=self.stages[0].stage,
            stages=tuple((s.stage, s.best) for s in self.stages),
            traced=self.whole,
            missing=voice.word(", ").join(missing),
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """Grams: of the goods, of each need by its place, of each act by its key."""

    goods: int | None
    needs: tuple[int | None, ...]
    acts: Mapping[str, int | None]


Kinds = Mapping[Source, str]
NO_PAPERS: Mapping[str, list[Fact]] = MappingProxyType({})


def inputs_of(context: Context, measure: str, kinds: Kinds) -> tuple[Traced, ...]:
    """Trace every input towards the stage at which its commodity begins.

    An input is traced when every stage from there down to these goods is shown by
    papers at `documented` or better, of a kind the stage asks for, about acts that
    are tied to these goods, and when they cover its weight. A requirement from memory
    counts as unmet.
    """
    chain = context.chain
    weights = Weights(
        context.consignment.grams,
        tuple(need.grams for need in chain.needs),
        {act.key: act.grams for act in chain.operations},
    )
    stages = stages_of(context, measure, kinds)
    return tuple(weighed(traced, weights) for traced in stages)


def stages_of(context: Context, measure: str, kinds: Kinds) -> tuple[Traced, ...]:
    """Trace every input stage by stage, and ask nothing of weights yet."""
    order = sorted(
        enumerate(context.chain.needs),
        key=lambda p: (
            p[1].commodity,
            p[1].product,
            p[1].description,
            p[1].hs,
            p[1].grams or 0,
        ),
    )
    return tuple(_trace(context, pair, measure, kinds=kinds) for pair in order)


def _trace(
    context: Context, pair: tuple[int, InputNeed], measure: str, *, kinds: Kinds
) -> Traced:
    place, need = pair
    stages = _stages(context, need, measure)
    shown = tuple(_shown(context, stage, kinds) for stage in stages)
    tied = [a for a in context.linked if _tied(context, a)]
    first, last = stages[0], stages[-1]
    papers = context.traced.get(first.key, NO_PAPERS)
    return Traced(
        need,
        shown,
        place,
        tuple(a.key for a in tied if _good(papers.get(a.key, ()), first, kinds)),
        tuple(a.key for a in tied if a.stage == last.key),
    )


def _stages(context: Context, need: InputNeed, measure: str) -> tuple[Stage, ...]:
    """Give the stages from the origin down to these goods, or the lowest act."""
    goods = digits(context.consignment.hs)
    stages = stages_to(need.commodity, measure, goods)
    whole = stages_to(need.commodity, measure, "")
    known = {act.stage for act in context.linked}
    lowest = max((n for n, s in enumerate(whole) if s.key in known), default=-1)
    return whole[: max(len(stages), lowest + 1)]


def _shown(context: Context, stage: Stage, kinds: Kinds) -> Shown:
    """Say whether one stage is shown by papers about acts tied to the goods."""
    acts = [a for a in context.linked if a.stage == stage.key]
    papers = context.traced.get(stage.key, NO_PAPERS)
    best = min(
        (f.grade for found in papers.values() for f in found),
        key=RANK.__getitem__,
        default=None,
    )
    said = best.value if best else ""
    good = [
        a
        for a in context.linked
        if a.key in papers and _good(papers[a.key], stage, kinds)
    ]
    tied = [a for a in good if _tied(context, a)]
    rest = [a for a in acts if a not in tied and not _covered(a, tied)]
    if not tied or rest:
        why = "missing.no_tie" if good and not tied else "missing.plain"
        return Shown(stage.key, False, said, why)
    if not stage.verified:
        return Shown(stage.key, False, said, "missing.not_verified")
    return Shown(stage.key, True, said)


def weighed(traced: Traced, weights: Weights) -> Traced:
    """Hold papers against weights: where it begins, and where the goods were made.

    Nothing grows on the way down, so the papers of the origin must cover the weight of
    the input; and a lot of one tonne does not trace a consignment of five. Where a
    weight is not known, nothing is said.
    """
    stages, need = list(traced.stages), weights.needs[traced.place]
    total = _total(traced.origin, weights)
    if stages[0].met and need and total is not None and total < need:
        stages[0] = _light(stages[0], total, need)
    goods, total = weights.goods, _total(traced.own, weights)
    if stages[-1].met and traced.own and goods is not None and total is not None:
        if total * MILLION < goods * least_cover_ppm():
            stages[-1] = _light(stages[-1], total, goods)
    return replace(traced, stages=tuple(stages))


def _total(acts: tuple[str, ...], weights: Weights) -> int | None:
    """Add the weights of acts; None when one of them is not known."""
    grams = [weights.acts[key] for key in acts]
    known = [g for g in grams if g is not None]
    return sum(known) if len(known) == len(grams) else None


def _light(shown: Shown, total: int, wanted: int) -> Shown:
    """Say that papers cover less than the weight they should."""
    about = (("shown", kilograms(total)), ("needed", kilograms(wanted)))
    return replace(shown, met=False, why="missing.weight", about=about)


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


def hidden(context: Context) -> bool:
    """Whether a path ends where somebody may stand behind."""
    staged = {act.party for act in context.linked if act.stage}
    return any(
        b.kind in HIDES
        or (b.kind is BreakKind.NO_RECORD and b.party and b.party not in staged)
        for b in context.chain.breaks
    )
