"""Lines about the goods whichever ground is asked: inputs, ends of paths, sectors."""

from collections.abc import Iterable
from datetime import date

from whence.decide.inputs import Traced
from whence.decide.links import Context
from whence.decide.scope import digits
from whence.decide.sentences import NOBODY, Names, step
from whence.decide.verdict import Judge
from whence.decide.wording import Voice
from whence.model.chain import Break
from whence.model.measure import Step
from whence.model.source import Grade
from whence.model.weight import kilograms
from whence.shelf import sectors


def inputs(judge: Judge, voice: Voice) -> list[Step]:
    """Write how far each input is traced, by weight."""
    traces, goods = judge.traces, judge.context.consignment
    lines = []
    if not goods.hs and not goods.description:
        lines.append(step(voice, "input.unknown", {}, met=False, sources=goods.sources))
    if not traces:
        return [*lines, step(voice, "input.none", {}, met=False)]
    done = [t for t in traces if t.whole]
    weight = ""
    if all(t.need.grams is not None for t in traces):
        weight = voice.say("input.weights", traced=_kilos(done), all=_kilos(traces))
    values = {"traced": str(len(done)), "all": str(len(traces)), "weight": weight}
    children = tuple(_input(t, voice) for t in traces)
    met = len(done) == len(traces)
    return [*lines, step(voice, "input.sum", values, met=met, children=children)]


def _input(traced: Traced, voice: Voice) -> Step:
    trace = traced.said(voice)
    weight = ""
    if trace.grams is not None:
        weight = voice.say("input.weight", weight=kilograms(trace.grams))
    values = {
        "product": trace.product or voice.word("an input"),
        "commodity": voice.word(trace.commodity or "no commodity known"),
        "weight": weight,
        "origin": voice.word(trace.origin_stage),
        "missing": trace.missing,
    }
    if trace.traced:
        return step(voice, "input.traced", values, grade=Grade.DOCUMENTED, met=True)
    return step(voice, "input.untraced", values, met=False)


def _kilos(traces: Iterable[Traced]) -> str:
    return kilograms(sum(t.need.grams or 0 for t in traces))


def ends(context: Context, names: Names, voice: Voice) -> list[Step]:
    """Write where paths end without an origin, and the number of leads."""
    chain = context.chain
    lines = [_end(b, names, voice) for b in sorted(chain.breaks, key=_order)]
    if chain.leads:
        count = len(chain.leads)
        word = voice.word("lead" if count == 1 else "leads")
        lines.append(step(voice, "note.leads", {"count": str(count), "word": word}))
    return lines


def _end(end: Break, names: Names, voice: Voice) -> Step:
    values = {
        "party": names.get(end.party, end.party) or voice.word(NOBODY),
        "kind": voice.word(end.kind),
        "tier": str(end.tier),
        "product": f", {voice.word(end.product)}" if end.product else "",
    }
    return step(voice, "note.break", values, sources=end.sources)


def _order(end: Break) -> tuple[int, str, str, str, str]:
    return (end.tier, end.kind.value, end.party, end.product, str(end.sources))


def priority(judge: Judge, day: date, voice: Voice) -> list[Step]:
    """Name the priority sectors of the goods on a day; they decide nothing."""
    if judge.measure.key != sectors.measure():
        return []
    goods = judge.context.consignment
    return [
        step(
            voice,
            "note.sector",
            {
                "since": str(sector.since),
                "title": voice.word(sector.title),
                "how": voice.word(how),
                "reference": sector.reference,
            },
            reference=sector.reference,
        )
        for sector, how in sectors.sectors_of(digits(goods.hs), goods.description, day)
    ]
