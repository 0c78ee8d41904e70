"""Questions that the law leaves open: both readings, and what parts them."""

from collections.abc import Iterable
from dataclasses import replace

from whence.decide.sentences import Names, party
from whence.decide.touches import Touch
from whence.decide.verdict import Judge, Verdict, level_of
from whence.decide.wording import Voice
from whence.model.measure import Ground, Reading
from whence.shelf.readings import OpenQuestion, open_questions


def readings_of(
    judge: Judge, verdict: Verdict, names: Names, voice: Voice
) -> tuple[Reading, ...]:
    """Read every open question that a touch raises both ways, on the same day."""
    found = []
    for question in open_questions():
        raised = [
            (ground, touch)
            for ground, touches in verdict.touches
            for touch in touches
            if _raises(question, touch, judge) and not _settled(question, ground)
        ]
        if not raised:
            continue
        kept = [
            other
            for ground, touches in verdict.touches
            for touch in touches
            for other in _otherwise(question, ground, touch, judge=judge)
        ]
        other = judge.read(level_of(kept), verdict.gate)
        alike = other is verdict.outcome
        text = voice.say(
            f"reading.{question.key}",
            parties=_parties((t for _, t in raised), names, voice),
            difference=voice.say(
                "reading.same" if alike else "reading.differs",
                outcome=voice.word(other.value),
            ),
        )
        reference = raised[0][0].reference
        found.append(Reading(question.key, verdict.outcome, other, text, reference))
    return tuple(found)


def reading_used(
    judge: Judge,
    verdict: Verdict,
    readings: Iterable[Reading],
    *,
    names: Names,
    voice: Voice,
) -> str:
    """Say which readings the outcome used, or that none was needed."""
    touches = [(g, t) for g, found in verdict.touches for t in found]
    if not touches:
        return ""
    if all(touch.ground.limb == "decision" for _, touch in touches):
        return voice.say("reading.decision")
    parts = [reading.text for reading in readings]
    settled = [
        touch
        for question in open_questions()
        for ground, touch in touches
        if _settled(question, ground) and _raises(question, touch, judge)
    ]
    if settled:
        who = _parties(settled, names, voice)
        parts.append(voice.say("reading.settled", parties=who))
    return " ".join(parts) or voice.say("reading.goods")


def _settled(question: OpenQuestion, ground: Ground) -> bool:
    """Whether the words of the ground answer the question."""
    return bool(question.settled_by) and question.settled_by in ground.clause


def _raises(question: OpenQuestion, touch: Touch, judge: Judge) -> bool:
    """Whether a touch is of the kind that the question is about."""
    if question.limb not in ("", touch.ground.limb):
        return False
    match question.about:
        case "other_role":
            return touch.other_role
        case "origin":
            return any(e.what == "origin" for e in touch.elements)
        case _:
            act = touch.act
            maker = bool(act.key) and not touch.other_role
            return maker and not judge.context.makes_goods(act)


def _otherwise(
    question: OpenQuestion, ground: Ground, touch: Touch, *, judge: Judge
) -> list[Touch]:
    """Give what a touch is worth under the other reading."""
    if _settled(question, ground) or not _raises(question, touch, judge):
        return [touch]
    if question.other == "nothing":
        return []
    elements = tuple(
        replace(e, grade=e.said) if e.what == question.about else e
        for e in touch.elements
    )
    return [replace(touch, elements=elements)]


def _parties(touches: Iterable[Touch], names: Names, voice: Voice) -> str:
    who = sorted({party(touch.act, names, voice) for touch in touches})
    return voice.word("; ").join(who)
