"""What has to be said beside the days: assumptions, conflicts, what does not move."""

from datetime import date

from whence.model.docket import Docket, Mark, Step
from whence.shelf.clocks import extensions_allowed, named, says, since


def notes_of(
    docket: Docket,
    steps: dict[str, Step],
    assumed: str,
    *,
    mine: Step | None,
    today: date,
) -> tuple[str, ...]:
    """Give the notes on a docket as a whole, the most urgent first."""
    determination = steps["determination"]
    found: list[str] = []
    for mark in (Mark.RELEASED, Mark.EXPORTED, Mark.SEIZED):
        day = docket.day(mark)
        if day is not None:
            found.append(says(mark.value).format(day=day))
    if determination.starts is None:
        known = docket.day(Mark.PRESENTED)
        old = known is not None and known < since()
        key = "too_old" if old else "nothing"
        found.append(says(key).format(since=since()))
    elif assumed:
        words = says("assumed")
        found.append(words.format(what=named(assumed), day=determination.starts))
    found += _conflicts(docket, steps)
    found += _running(docket, steps, mine)
    if (
        determination.then is not None
        and determination.then <= today
        and determination.state == "past"
        and not assumed
    ):
        found.append(says("excluded").format(day=determination.then))
    return tuple(found)


def _conflicts(docket: Docket, steps: dict[str, Step]) -> list[str]:
    found = []
    presented, arrived = docket.day(Mark.PRESENTED), docket.day(Mark.ARRIVED)
    if presented and arrived and presented < arrived:
        words = says("before_arrival")
        found.append(words.format(presented=presented, arrived=arrived))
    detained, decide = docket.day(Mark.DETAINED), steps["decide"].due
    if detained and decide and detained > decide:
        found.append(says("considered").format(detained=detained, due=decide))
    excluded, deemed = docket.day(Mark.EXCLUDED), steps["determination"].then
    if excluded and deemed and excluded > deemed:
        found.append(says("late_letter").format(excluded=excluded, deemed=deemed))
    protested, protest = docket.day(Mark.PROTESTED), steps["protest"].due
    if protested and protest and protested > protest:
        found.append(says("late_protest").format(protested=protested, due=protest))
    return found


def _running(docket: Docket, steps: dict[str, Step], mine: Step | None) -> list[str]:
    """Say which of several clocks comes first, and what does not stop which."""
    found = []
    if docket.extensions:
        count, most = len(docket.extensions), extensions_allowed()
        found.append(says("extensions").format(count=count, most=most))
    due, task = steps["determination"].due, docket.task_due
    if due and task and task > due:
        found.append(says("not_stopped").format(day=due))
    running = [
        s
        for key in ("reply", "determination", "wro_proof")
        if (s := steps.get(key)) and s.due
    ]
    if mine is not None and mine in running and len(running) > 1:
        words = says("earlier_first")
        found.append(words.format(first=mine.title.lower(), day=mine.due))
    return found


def step_notes(step: Step, docket: Docket, steps: dict[str, Step]) -> tuple[str, ...]:
    """Give the notes on one step: how far its rule was read, and when it opens."""
    found = []
    if step.key == "protest" and step.starts is not None:
        found.append(says("opens").format(day=step.starts))
    if not step.verification.decides:
        found.append(says("memory"))
    elif step.verification.value != "seen":
        found.append(says("secondary"))
    return tuple(found)
