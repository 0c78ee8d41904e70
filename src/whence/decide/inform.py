"""Tariffs, bills and proposals: what they say of goods on a day, beside the law.

They have no outcome. A proposal that says what it would be can be asked "as if it were
law"; it then carries that in its title.
"""

from dataclasses import replace
from datetime import date

from whence.decide.days import Days, days_of
from whence.decide.effect import in_effect
from whence.decide.links import context_of
from whence.decide.scope import of_consignment
from whence.decide.sentences import step
from whence.decide.wording import Voice, voice
from whence.errors import UsageError
from whence.model.chain import Chain, Consignment
from whence.model.information import Information, Status
from whence.model.measure import Measure, MeasureKind, Step, Version
from whence.model.remark import Form
from whence.shelf.measure_files import FIRST_WORDS

DRAFTS = (Form.BILL, Form.PROPOSAL)
APPLIES = {True: "yes", False: "no", None: "not known"}


def inform(
    measure: Measure,
    consignment: Consignment,
    chain: Chain,
    as_of: date,
    *,
    language: str = "en",
) -> Information:
    """Say how a tariff, a bill or a proposal stands for goods on their date.

    Goods not entered are told of on `as_of`; of a range of dates, the last.

    Raises:
        UsageError: the measure has an outcome, and is decided instead.

    """
    if measure.kind is not MeasureKind.INFORMATION:
        raise UsageError(f"{measure.key} has an outcome; it is decided, not told.")
    when = days_of(consignment, as_of)
    day = when.days[-1]
    status, version = _status(measure, day)
    applies: bool | None = None
    tongue = voice(language)
    lines: list[Step] = [_line(measure, version, status, when=when, voice=tongue)]
    if measure.territory:
        values = {"territory": tongue.territory(measure)}
        lines.append(step(tongue, "note.territory", values))
    if version.scope.hs or version.scope.words:
        applies = of_consignment(version.scope, context_of(consignment, chain))
        values = {
            "scope": tongue.scope(measure, version.scope.text),
            "applies": tongue.word(APPLIES[applies]),
        }
        lines.append(step(tongue, "note.scope", values))
    lines += [step(tongue, "note.law", {"text": n}) for n in tongue.notes(measure)]
    return Information(
        measure=measure.key,
        title=tongue.title(measure),
        form=measure.form,
        on=day,
        status=status,
        applies=applies,
        reference=version.reference,
        steps=tuple(lines),
    )


def _status(measure: Measure, day: date) -> tuple[Status, Version]:
    """Say how it stands on a day, and by which of its versions."""
    for version in measure.versions:
        if day in version.span:
            draft = measure.form in DRAFTS
            return (Status.PROPOSED if draft else Status.IN_EFFECT), version
    begun = [v for v in measure.versions if v.span.start <= day]
    if begun:
        return Status.ENDED, begun[-1]
    return Status.NOT_YET, measure.versions[0]


def _line(
    measure: Measure, version: Version, status: Status, *, when: Days, voice: Voice
) -> Step:
    day = when.days[-1]
    unmade = status is Status.NOT_YET and measure.form in DRAFTS
    told = voice.say(
        "status.not made" if unmade else f"status.{status}",
        effect=in_effect(measure, day, voice.language),
        start=str(version.span.start),
    )
    values = {
        "title": voice.title(measure),
        "reference": version.reference,
        "form": voice.say(f"form.{measure.form}"),
        "status": told,
        "when": voice.say(f"when.{when.word}", date=str(day)),
        "says": voice.word(version.says),
    }
    return step(voice, "note.information", values, reference=version.reference)


def as_law(measure: Measure) -> Measure:
    """Give a proposal as the measure it would be, with that in its title.

    Raises:
        UsageError: the measure is no proposal, or does not say what it would be.

    """
    if measure.form is not Form.PROPOSAL or measure.if_law is None:
        raise UsageError(
            f"{measure.key} is no proposal that could be asked as if it were law."
        )
    return replace(
        measure,
        kind=measure.if_law,
        first_word=FIRST_WORDS[measure.if_law],
        title=voice().say("title.as_law", title=measure.title),
    )
