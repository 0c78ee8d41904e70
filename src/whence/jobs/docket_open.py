"""`whence docket open`: a detention onto the desk, by its notice or by hand."""

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from whence.desk.clock import timeline
from whence.desk.notice import Notice
from whence.errors import InputError, UsageError, WhenceError
from whence.jobs.steps.notices import read_notice
from whence.model.docket import Docket, Fact, Header, Mark, Message, Timeline, Track
from whence.shelf.requirements import commodities
from whence.store import desk
from whence.store.case import Case

KEY = re.compile(r"[\w][\w.\-/]{0,59}")
BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A detention: its notices, or its days by hand, which hold before a notice's own.

    `at` is the moment of recording (ISO 8601, UTC), `on` the day; both told by the
    door. `key` names the docket; without one it is the notice's number or the entry's.
    """

    case: Path
    on: date
    at: str
    notices: tuple[Path, ...] = ()
    days: tuple[tuple[Mark, date], ...] = ()
    key: str = ""
    entry: str = ""
    commodity: str = ""
    measure: str = ""
    order: bool = False


@dataclass(frozen=True, slots=True)
class OpenResult:
    """The docket as it stands, its timeline, and what could not be read."""

    docket: Docket
    timeline: Timeline
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Read:
    """What the notices gave together; the first that says something counts."""

    header: Header = field(default_factory=Header)
    facts: dict[Mark, Fact] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def add(self, notice: Notice) -> None:
        held, new = asdict(self.header), asdict(notice.header)
        self.header = Header(**{k: v or new[k] for k, v in held.items()})
        for fact in notice.facts:
            self.facts.setdefault(fact.mark, fact)
        self.unread += notice.unread


def open_docket(request: OpenRequest) -> OpenResult:
    """Open a docket in a case, and log the notice and each day with where it was read.

    Raises:
        UsageError: nothing says which detention it is, or it is open already.
        InputError: a notice cannot be read, and no day was given by hand.
        OutputError: the case cannot be written.

    """
    if request.commodity and request.commodity not in commodities():
        raise UsageError(
            f"there is no page of requirements for {request.commodity!r}.",
            where="--commodity",
            remedy=f"One of: {', '.join(commodities())}; or leave it out.",
        )
    read = _Read()
    for path in request.notices:
        _read(path, read, request)
    for mark, day in request.days:
        read.facts[mark] = Fact(mark, day, BY_HAND)
    if request.entry:
        read.header = replace(read.header, entry=request.entry)
    key = _key(request, read.header)
    with Case.open(request.case, who="whence docket open") as case:
        if key in desk.keys(case.casebook):
            raise UsageError(
                f"docket {key} is open already.",
                where=str(request.case),
                remedy="Add to it with `whence docket log`, or name another: --as.",
            )
        _record(case, key, read, request)
        docket = desk.docket(case.casebook, key)
    return OpenResult(docket, timeline(docket, today=request.on), tuple(read.unread))


def _read(path: Path, read: _Read, request: OpenRequest) -> None:
    """Read one notice; one that cannot be read stops nobody who gives days by hand."""
    if not path.is_file():
        raise UsageError("there is no such file.", where=str(path))
    try:
        notice = read_notice(path)
    except WhenceError as error:
        if not request.days:
            raise InputError(
                error.what,
                where=error.where or str(path),
                remedy=f"{error.remedy} Or give the days by hand: --presented DAY or"
                " --arrived DAY, and --noticed DAY.".strip(),
            ) from error
        read.unread.append(f"{path.name}: {error.what}")
        return
    if not notice.layout and not request.days:
        raise InputError(
            "is a notice of a layout that is not known; nothing was taken from it.",
            where=str(path),
            remedy="Give the days by hand: --presented DAY (or --arrived DAY) and"
            " --noticed DAY; the notice is kept all the same.",
        )
    if not notice.layout:
        read.unread.append(f"{path.name}: a layout that is not known; kept, not read")
        return
    read.add(notice)


def _key(request: OpenRequest, header: Header) -> str:
    key = request.key or header.number or header.entry
    if not key:
        raise UsageError(
            "nothing says which detention this is.",
            where="whence docket open",
            remedy="Name it: --as NAME, or give --entry NUMBER.",
        )
    if not KEY.fullmatch(key):
        raise UsageError(
            f"{key!r} is no name of a docket.",
            where="--as",
            remedy="Use up to 60 letters, digits, dots, hyphens or slashes.",
        )
    return key


def _record(case: Case, key: str, read: _Read, request: OpenRequest) -> None:
    """Write the docket's first rows: what it is, its head, its days, its notices."""
    order = request.order or request.measure.startswith("us/wro")
    tracks = [Track.DETENTION.value, *([Track.WRO.value] if order else [])]
    opened = {"what": "opened", "tracks": tracks, "at": request.at}
    goods = {"commodity": request.commodity, "measure": request.measure}
    rows: list[dict[str, object]] = [{**opened, **goods}]
    if read.header != Header():
        rows.append({"what": "header", **asdict(read.header)})
    rows += [desk.fact_entry(fact) for fact in read.facts.values()]
    noticed = read.facts.get(Mark.NOTICED)
    for path in request.notices:
        message = Message(
            seq=0,
            at=request.at,
            day=noticed.day if noticed else request.on,
            way="from authority",
            kind="notice of detention",
            text=path.name,
            exhibit=case.add_exhibit(path),
        )
        rows.append(desk.message_entry(message))
    for row in rows:
        desk.append(case.casebook, key, row, request.on)
