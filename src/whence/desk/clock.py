"""The clocks of a detention: what is due when, counted from what is known.

The rules are rows of `data/clocks`; here is only how they are counted. Where a day is
not known, the earliest that it can be is used and said; where that is not known either,
no day is given. So no day printed here is later than the law's.
"""

from dataclasses import dataclass, replace
from datetime import date

from whence.desk.counting import DAY, counted, workday
from whence.desk.remarks import notes_of, step_notes
from whence.model.docket import Docket, Mark, Owes, Step, Timeline
from whence.shelf.clocks import Rule, also, rules, since

ENDS = (Mark.RELEASED, Mark.EXPORTED)
"""Facts after which no answer is owed."""

PAPERS = ("reply", "determination", "wro_proof")
"""Steps before which the importer's papers must be in."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day the law counts from; `assumed` names the fact that stands in for it."""

    day: date | None
    assumed: str = ""


def timeline(docket: Docket, *, today: date) -> Timeline:
    """Give every step of the clocks that run for a docket, as it stands on a day.

    Facts count whatever their day, so that a decision logged in advance is seen.
    """
    steps: dict[str, Step] = {}
    for rule in rules():
        if rule.track in docket.tracks:
            steps[rule.key] = _step(rule, docket, steps, today=today)
    mine = _mine(docket, steps, today)
    ordered = tuple(
        replace(s, notes=step_notes(s, docket, steps)) for s in steps.values()
    )
    notes = notes_of(
        docket, steps, presentation(docket).assumed, mine=mine, today=today
    )
    late = mine is not None and mine.due is not None and mine.due < today
    return Timeline(ordered, mine, late, notes, also())


def presentation(docket: Docket) -> Anchor:
    """Give the day of presentation, or the earliest that it can have been."""
    known = docket.day(Mark.PRESENTED)
    if known is not None:
        return Anchor(known)
    early = [
        (day, mark.value)
        for mark in (Mark.ARRIVED, Mark.IMPORTED)
        if (day := docket.day(mark)) is not None
    ]
    return Anchor(*min(early)) if early else Anchor(None)


def importation(docket: Docket) -> Anchor:
    """Give the day of importation; a vessel's is that of its arrival in port."""
    days = [docket.day(Mark.IMPORTED), docket.day(Mark.ARRIVED)]
    return Anchor(min((d for d in days if d is not None), default=None))


def _anchor(rule: Rule, docket: Docket, steps: dict[str, Step]) -> date | None:
    """Give the day a step counts from; None where it cannot be given safely.

    What may start it earlier counts only beside what starts it for certain: without
    that, the law's day could be earlier than ours.
    """
    kind, _, key = rule.after.partition(": ")
    match kind:
        case "presentation":
            found = presentation(docket).day
        case "importation":
            found = importation(docket).day
        case "step":
            found = steps[key].due
        case "then":
            found = steps[key].then
        case _:
            found = docket.day(kind)
    early = docket.day(rule.earlier) if rule.earlier else None
    if found is None or early is None:
        return found
    return min(found, early)


def _step(rule: Rule, docket: Docket, steps: dict[str, Step], *, today: date) -> Step:
    start = _anchor(rule, docket, steps)
    if start is not None and start < since():
        start = None
    due = counted(start, rule.count, rule.unit) if start and rule.count else None
    if rule.instead and docket.task_due is not None:
        due = docket.task_due
    if rule.ends:
        due = docket.day(rule.ends)
    open_ended = rule.unit == "until" and due is None
    files = (rule.owes is Owes.IMPORTER and rule.closes) or rule.key in PAPERS
    return Step(
        rule.key,
        rule.title,
        rule.owes,
        due,
        due + DAY if due and rule.then else None,
        start,
        _state(rule, docket, due, open_ended=open_ended, today=today),
        rule.counts,
        rule.consequence,
        rule.reference,
        rule.verification,
        workday(due) if due and files and not rule.ends else None,
        open_ended,
    )


def _state(
    rule: Rule, docket: Docket, due: date | None, *, open_ended: bool, today: date
) -> str:
    if rule.done and docket.day(rule.done) is not None:
        return "done"
    if rule.closes and any(docket.day(mark) is not None for mark in ENDS):
        return "closed"
    if due is None:
        return "open" if open_ended else "waiting"
    return "past" if due < today else "open"


def _mine(docket: Docket, steps: dict[str, Step], today: date) -> Step | None:
    """Give the first step before which the importer must have acted.

    Until an exclusion is sure, that is the earliest day by which papers must be in,
    even where it has passed on an assumed count: an assumption excludes nobody.
    """
    if any(docket.day(mark) is not None for mark in ENDS):
        return None
    determination = steps["determination"]
    sure = docket.day(Mark.PRESENTED) is not None
    excluded = docket.day(Mark.EXCLUDED) is not None or (
        sure and determination.due is not None and determination.due < today
    )
    if excluded:
        after = ("suit",) if docket.day(Mark.PROTESTED) else ("protest", "abandonment")
        found = [s for k in after if (s := steps.get(k)) and s.due]
    else:
        found = [
            s for k in PAPERS if (s := steps.get(k)) and s.due and s.state != "done"
        ]
        found = [s for s in found if s is determination or _due(s) >= today] or found
    return min(found, key=_due, default=None)


def _due(step: Step) -> date:
    return step.due or date.max
