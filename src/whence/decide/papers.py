"""The papers to ask for: per missing stage, from whom, by which rule."""

from collections.abc import Iterable

from whence.decide.inputs import Traced
from whence.decide.links import Context
from whence.decide.wording import Voice
from whence.model.measure import Paper
from whence.shelf.requirements import Requirement, Stage, stages_to, whole_chain


def papers_of(
    context: Context, traces: tuple[Traced, ...], measure: str, voice: Voice
) -> tuple[Paper, ...]:
    """Give the papers to ask for: per missing stage, from whom, by which rule."""
    found: dict[tuple[str, str, str], Paper] = {}
    first = next((a.party for a in context.linked if a.party), "")
    for trace in traces:
        stages = {s.key: s for s in stages_to(trace.need.commodity, measure, "")}
        unmet = [stages[s.stage] for s in trace.stages if not s.met]
        for stage in reversed(unmet):
            for paper in _ask(context, trace, stage, how=(first, voice)):
                found.setdefault((paper.kind, paper.stage, paper.party), paper)
    if not traces or any(not t.whole for t in traces):
        for rule in whole_chain(measure):
            why = voice.say("paper.chain", text=_text(rule, voice))
            kind = _kinds(rule, voice)
            paper = Paper(kind, "", first, why, rule.reference, rule.verification)
            found.setdefault((kind, "", first), paper)
    return tuple(found.values())


def _ask(
    context: Context, trace: Traced, stage: Stage, *, how: tuple[str, Voice]
) -> Iterable[Paper]:
    """Ask the parties of a stage, or the nearest one below that must name them."""
    first, voice = how
    whole = [s.stage for s in trace.stages]
    at = sorted({a.party for a in context.linked if a.stage == stage.key and a.party})
    word = "paper.stage"
    if not at:
        word = "paper.ask_on"
        below = whole[whole.index(stage.key) + 1 :]
        near = [a for key in below for a in context.linked if a.stage == key]
        at = sorted({a.party for a in near[:1] if a.party}) or [first]
    for party in at:
        for rule in stage.requirements:
            why = voice.say(
                word,
                text=_text(rule, voice),
                stage=voice.word(stage.key),
                product=trace.product,
                party=voice.word("this party" if party else "the supplier"),
            )
            yield Paper(
                _kinds(rule, voice),
                stage.key,
                party,
                why,
                rule.reference,
                rule.verification,
            )


def _text(rule: Requirement, voice: Voice) -> str:
    """Say what is asked; a list of another authority says that it is borrowed."""
    text = voice.word(rule.text)
    return voice.say("paper.borrowed", text=text) if rule.borrowed else text


def _kinds(rule: Requirement, voice: Voice) -> str:
    """Name the kinds of paper to ask for first."""
    return voice.word(", ").join(voice.word(kind) for kind in rule.ask)
