"""`whence docket log`: every message, and every day that one sets."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.desk.clock import timeline
from whence.desk.extensions import extended
from whence.errors import UsageError
from whence.model.docket import Docket, Extension, Fact, Mark, Message, Timeline
from whence.store import desk
from whence.store.case import Case
from whence.store.chain import Head

WAYS = ("from authority", "to authority", "from supplier", "to supplier", "note")


@dataclass(frozen=True, slots=True)
class LogRequest:
    """A message of a docket, with what it sets.

    `on` is the day of the message, `recorded` that of recording, `at` its moment.
    `sets` are facts that the message establishes; `extended_to` the new day of the
    task, asked on `on`. `papers` are kept in the vault, each as an exhibit.
    """

    case: Path
    recorded: date
    on: date
    at: str
    way: str = "note"
    kind: str = ""
    text: str = ""
    docket: str = ""
    sets: tuple[tuple[Mark, date], ...] = ()
    extended_to: date | None = None
    papers: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class LogResult:
    """The docket and its timeline after it, and the head of the custody log."""

    docket: Docket
    timeline: Timeline
    head: Head


def log_message(request: LogRequest) -> LogResult:
    """Log a message; it is on disk, chained to all before it, when this returns.

    Raises:
        UsageError: there is no such docket, way or paper; it says nothing; its day is
            to come; or an extension cannot be had.
        OutputError: the case cannot be written.

    """
    _check(request)
    with Case.open(request.case, create=False, who="whence docket log") as case:
        held = desk.chosen(case.casebook, request.docket)
        if request.extended_to is not None:
            extended(held, Extension(request.on, request.extended_to))
        for row in _rows(case, request):
            desk.append(case.casebook, held.key, row, request.on)
        held = desk.docket(case.casebook, held.key)
        head = case.casebook.head()
    return LogResult(held, timeline(held, today=request.recorded), head)


def _check(request: LogRequest) -> None:
    if request.way not in WAYS:
        raise UsageError(f"there is no way {request.way!r}.", remedy=f"One of: {WAYS}.")
    if request.on > request.recorded:
        raise UsageError(
            f"a message of {request.on} is yet to come.",
            where="--on",
            remedy="Give the day on which it was received or sent.",
        )
    says = request.kind or request.text or request.sets or request.papers
    if not (says or request.extended_to):
        raise UsageError(
            "there is nothing to log.",
            where="whence docket log",
            remedy="Give --kind or --text, a paper, or a day that it sets.",
        )
    for path in request.papers:
        if not path.is_file():
            raise UsageError("there is no such file.", where=str(path))


def _rows(case: Case, request: LogRequest) -> list[dict[str, object]]:
    """Give the rows: a message a paper (one without), then what it sets."""
    kept = [(path.name, case.add_exhibit(path)) for path in request.papers]
    rows = []
    for name, exhibit in kept or [("", "")]:
        text = " | ".join(part for part in (request.text, name) if part)
        message = Message(
            seq=0,
            at=request.at,
            day=request.on,
            way=request.way,
            kind=request.kind,
            text=text,
            exhibit=exhibit,
        )
        rows.append(desk.message_entry(message))
    basis = f"message of {request.on}"
    rows += [desk.fact_entry(Fact(mark, day, basis)) for mark, day in request.sets]
    if request.extended_to is not None:
        days = {"asked": request.on, "until": request.extended_to}
        rows.append(
            {"what": "extension", **{k: d.isoformat() for k, d in days.items()}}
        )
    return rows
