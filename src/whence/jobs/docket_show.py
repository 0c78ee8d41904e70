"""`whence docket show`: a docket, its clocks on a day, and its calendar."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.desk.clock import timeline
from whence.model.docket import Docket, Timeline
from whence.report.ics import to_ics
from whence.store import desk
from whence.store.case import Case
from whence.store.files import write_text


@dataclass(frozen=True, slots=True)
class ShowResult:
    """A docket and its timeline; `faults` are those of the custody log, none if whole;
    `others` the keys of all dockets of the case."""

    docket: Docket
    timeline: Timeline
    faults: tuple[str, ...]
    others: tuple[str, ...]


def show_docket(
    folder: Path, key: str = "", *, today: date, calendar: Path | None = None
) -> ShowResult:
    """Give a docket as it stands on a day; `calendar` also writes its days as .ics.

    Raises:
        UsageError: there is no such case or docket, or several to choose from.
        OutputError: the case cannot be read, or the calendar not written.

    """
    with Case.open(folder, create=False, who="whence docket show") as case:
        docket = desk.chosen(case.casebook, key)
        faults = case.casebook.verify_chain()
        others = desk.keys(case.casebook)
    line = timeline(docket, today=today)
    if calendar is not None:
        write_text(calendar, to_ics(docket, line, today))
    return ShowResult(docket, line, faults, others)
