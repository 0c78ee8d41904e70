"""A detention on the desk: what is known, what is owed, by whom, until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from whence.model.remark import Verification


class Track(StrEnum):
    """Which clocks run: those of every detention, and those of goods under an order."""

    DETENTION = "detention"
    WRO = "wro"


class Mark(StrEnum):
    """A dated fact of a detention, from which the law counts, or which ends a step."""

    ARRIVED = "arrived"
    IMPORTED = "imported"
    ENTERED = "entered"
    PRESENTED = "presented"
    DETAINED = "detained"
    NOTICED = "noticed"
    TASK_DUE = "task_due"
    SUBMITTED = "submitted"
    EXCLUDED = "excluded"
    ADVISED = "advised"
    PROTESTED = "protested"
    DENIED = "denied"
    RELEASED = "released"
    EXPORTED = "exported"
    SEIZED = "seized"


class Owes(StrEnum):
    """Whose turn it is."""

    AUTHORITY = "authority"
    IMPORTER = "importer"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact; `basis` says where it was read, such as a notice's own words."""

    mark: Mark
    day: date
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for a task: when it was asked, and the new day that was given."""

    asked: date
    until: date


@dataclass(frozen=True, slots=True)
class Header:
    """What a notice of detention says at its head; texts as printed, "" when absent."""

    number: str = ""
    entry: str = ""
    line: str = ""
    port_code: str = ""
    port: str = ""
    importer: str = ""
    reason: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message about a docket, as logged: never changed, only followed.

    `way` is "from authority", "to authority", "from supplier", "to supplier" or
    "note"; `at` the moment of logging (ISO 8601, UTC) and `day` that of the message.
    `exhibit` is the sha256 of the paper itself, "" when none was kept.
    """

    seq: int
    at: str
    day: date
    way: str
    kind: str
    text: str
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class Docket:
    """A detention: its number, the clocks that run, the facts, extensions, messages.

    Of two facts of one mark the one logged last holds; `facts` has one of each.
    """

    key: str
    tracks: tuple[Track, ...] = (Track.DETENTION,)
    facts: tuple[Fact, ...] = ()
    extensions: tuple[Extension, ...] = ()
    header: Header = Header()
    commodity: str = ""
    measure: str = ""
    messages: tuple[Message, ...] = ()

    def day(self, mark: Mark | str) -> date | None:
        """Give the day of a fact, None when it is not known."""
        return next((f.day for f in self.facts if f.mark == mark), None)

    @property
    def task_due(self) -> date | None:
        """Give the day on which the task is due, as last extended."""
        if self.extensions:
            return self.extensions[-1].until
        return self.day(Mark.TASK_DUE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a clock.

    `due` is the last day (None: it cannot be given, or `open_ended`), `then` the day
    after where the law gives it an effect, `starts` the day it counts from, `work_by`
    the last business day on or before `due` where papers have to be brought in.
    `state` is "open", "past", "done", "closed" or "waiting" for what starts it.
    """

    key: str
    title: str
    owes: Owes
    due: date | None
    then: date | None
    starts: date | None
    state: str
    counted: str
    consequence: str
    reference: str
    verification: Verification
    work_by: date | None = None
    open_ended: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """All steps, in order of the law.

    `mine` is the first before which the importer must have acted, `late` whether that
    day has passed; `also` are rules that have no day.
    """

    steps: tuple[Step, ...]
    mine: Step | None
    late: bool
    notes: tuple[str, ...]
    also: tuple[str, ...]
