"""`whence docket review`, `outcome`: what each way must show, and what came of it."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.desk.review import answer_of, points
from whence.errors import UsageError
from whence.model.docket import Docket
from whence.model.release import Answered, Point, PointState
from whence.store import desk
from whence.store import requests as kept
from whence.store.case import Case
from whence.store.casebook import Casebook
from whence.store.chain import packed

EVENT, BINDER = "review", "binder"


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A docket's preparations; `point` with `state` says how far one point has come."""

    case: Path
    on: date
    docket: str = ""
    point: str = ""
    state: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """Both preparations point by point, and how far the answer has come."""

    points: tuple[Point, ...]
    answer: Answered


def review(request: ReviewRequest) -> ReviewResult:
    """Give the points of both ways; log the state of one where it is given.

    Raises:
        UsageError: there is no such docket, point or state; lists what exists.

    """
    with Case.open(request.case, create=False, who="whence docket review") as case:
        docket = desk.chosen(case.casebook, request.docket)
        found = _points(case.casebook, docket)
        if request.point:
            _say(case.casebook, docket, request, {p.key for p in found})
            found = _points(case.casebook, docket)
        answer = _answer(case.casebook, docket)
    return ReviewResult(found, answer)


def outcomes(folder: Path) -> tuple[Answered, ...]:
    """Give how far each docket of a case has come, with the binders that were made.

    Raises:
        UsageError: there is no such case, or it holds no docket.

    """
    with Case.open(folder, create=False, who="whence docket outcome") as case:
        keys = desk.keys(case.casebook)
        if not keys:
            desk.chosen(case.casebook)
        return tuple(
            _answer(case.casebook, desk.docket(case.casebook, k)) for k in keys
        )


def _points(casebook: Casebook, docket: Docket) -> tuple[Point, ...]:
    return points(
        docket.commodity,
        docket.measure or "us/uflpa",
        states=_states(casebook, docket.key),
        requests=kept.requests(casebook),
    )


def _states(casebook: Casebook, key: str) -> dict[str, tuple[PointState, str]]:
    found = {}
    for _, subject, detail in casebook.events(EVENT):
        row = json.loads(detail)
        if subject == key:
            found[row["point"]] = (PointState(row["state"]), row["note"])
    return found


def _say(
    casebook: Casebook, docket: Docket, request: ReviewRequest, known: set[str]
) -> None:
    if request.point not in known:
        listed = ", ".join(sorted(known))
        what = f"there is no point {request.point!r}."
        raise UsageError(what, where="--point", remedy=f"One of: {listed}.")
    if request.state not in list(PointState):
        what = f"{request.state!r} is no state of a point."
        listed = ", ".join(PointState)
        raise UsageError(what, where="--state", remedy=f"One of: {listed}.")
    row = {"point": request.point, "state": request.state, "note": request.note}
    casebook.log(EVENT, docket.key, packed(row), day=request.on)


def _answer(casebook: Casebook, docket: Docket) -> Answered:
    states = _states(casebook, docket.key)
    prepared = any(state is not PointState.OPEN for state, _ in states.values())
    made = [
        (date.fromisoformat(json.loads(detail)["as_of"]), json.loads(detail)["sha256"])
        for _, key, detail in casebook.events(BINDER)
        if key == docket.key
    ]
    return answer_of(docket, prepared=prepared, binders=made)
