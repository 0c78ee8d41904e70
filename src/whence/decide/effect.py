"""Since when a measure is in force, seen from a day."""

from datetime import date, timedelta
from functools import lru_cache

from whence.decide.same import Same
from whence.decide.wording import voice
from whence.model.measure import Measure
from whence.shelf.measures import measures

DAY = timedelta(days=1)


def _effect(measure: Measure, day: date, language: str) -> str:
    say = voice(language).say
    versions = [v for v in measure.versions if v.verification.decides]
    if not versions:
        return say("effect.not_verified", start=str(measure.versions[0].span.start))
    held = [v for v in versions if day in v.span]
    past = [v for v in versions if v.span.start <= day]
    version = (held or past[-1:] or versions)[0]
    start, end = version.span.start, version.span.end
    if version.published and day < start:
        force = version.in_force
        return say(
            "effect.applies",
            published=str(version.published),
            in_force="" if force is None else say("effect.force", start=str(force)),
            start=str(start),
        )
    if end is None:
        return say("effect.since", start=str(start))
    return say(
        "effect.between",
        start=str(start),
        last=str(end - DAY),
        end=str(end),
        ended_by=_ended_by(version.ended_by, language),
    )


@lru_cache(maxsize=256)
def _ended_by(what: str, language: str) -> str:
    """Name the law, the judgment or the text that ended a version."""
    law, tongue = measures().get(what), voice(language)
    if law is None:
        return tongue.word(what or "a later text")
    return f"{tongue.title(law)} ({what})"


# Years of days under every measure: with fewer, each is forgotten before it is asked.
@lru_cache(maxsize=65_536)
def _effect_of(same: Same, day: date, language: str) -> str:
    (measure,) = same.things
    assert isinstance(measure, Measure)
    return _effect(measure, day, language)


def in_effect(measure: Measure, day: date, language: str = "en") -> str:
    """Say since when the measure is in force, or when it was, seen from a day."""
    return _effect_of(Same(measure), day, language)
