"""Applicability review and exception as two preparations; how far an answer came."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from whence.model.docket import Docket, Mark, Message
from whence.model.measure import AnswerState
from whence.model.release import Answered, Point, PointState
from whence.model.request import Request
from whence.shelf.documents import kind_of
from whence.shelf.requirements import (
    Requirement,
    answers,
    plain,
    requirements,
    ways,
    whole_chain,
)

REVIEW = "applicability review"
"""The way that shows the chain itself: it needs every stage, the exception does too."""


def points(
    commodity: str,
    measure: str,
    *,
    states: Mapping[str, tuple[PointState, str]],
    requests: Sequence[Request],
) -> tuple[Point, ...]:
    """Give every point of both ways, each with its own state and papers that came.

    A point's key is way, stage and requirement; a state said of one way says nothing
    of the other.
    """
    held: dict[str, list[str]] = {}
    for request in requests:
        if request.answered is not None and not request.withdrawn:
            held.setdefault(request.paper, []).append(request.key)
    found: list[Point] = []
    for way in ways(measure):
        for need in whole_chain(measure, way):
            found.append(_point(way, "", need, states, held))
        for stage in requirements(commodity, measure):
            here = {
                paper: [k for k in keys if _stage(k, requests) == stage.key]
                for paper, keys in held.items()
            }
            for need in stage.requirements:
                found.append(_point(way, stage.key, need, states, here))
    return tuple(found)


def point_key(way: str, stage: str, key: str) -> str:
    """Give the key of a point: short enough to type, one a way."""
    short = "".join(word[0] for word in way.split())
    parts = [short, stage, key.replace(" ", "-").replace(",", "")]
    return ":".join(part for part in parts if part)


def _stage(key: str, requests: Sequence[Request]) -> str:
    return next(r.stage for r in requests if r.key == key)


def _point(
    way: str,
    stage: str,
    need: Requirement,
    states: Mapping[str, tuple[PointState, str]],
    held: Mapping[str, Sequence[str]],
) -> Point:
    key = point_key(way, stage, need.key)
    state, note = states.get(key, (PointState.OPEN, ""))
    kinds = {kind_of(d) for d in need.documents}
    return Point(
        way,
        key,
        stage,
        need.text,
        need.by,
        need.ask,
        state,
        note,
        tuple(k for kind in sorted(kinds) for k in held.get(kind, ())),
        need.reference,
        need.verification.value,
    )


def answer_of(
    docket: Docket, *, prepared: bool, binders: Sequence[tuple[date, str]] = ()
) -> Answered:
    """Say how far the answer to a detention has come.

    Accepted and refused only by a message from the authority whose paper is kept as an
    exhibit; of several on one day a refusal counts. It never changes an outcome.
    """
    found: list[tuple[date, int, int, AnswerState, Message]] = []
    for message in docket.messages:
        state = answers().get(plain(message.kind))
        if state is None:
            continue
        decided = state in (AnswerState.ACCEPTED, AnswerState.REFUSED)
        shown = message.way == "from authority" and bool(message.exhibit)
        sent = message.way == "to authority"
        if (decided and shown) or (state is AnswerState.SUBMITTED and sent):
            refused = int(state is AnswerState.REFUSED)
            found.append((message.day, int(decided), refused, state, message))
    submitted = docket.day(Mark.SUBMITTED)
    blank = Answered(
        docket.key,
        AnswerState.IN_PREPARATION if prepared or binders else AnswerState.NONE,
        None,
        "",
        tuple(binders),
        docket.day(Mark.PRESENTED),
        submitted,
    )
    rows = [row for row in found if row[1]] or found
    if rows:
        day, _, _, state, message = max(rows, key=lambda r: (r[0], r[2], r[4].seq))
        shown_by = f"row {message.seq}: {message.kind}"
        return replace(blank, state=state, day=day, shown_by=shown_by)
    if submitted is not None:
        words = "the day of submission, as logged"
        state = AnswerState.SUBMITTED
        return replace(blank, state=state, day=submitted, shown_by=words)
    return blank
