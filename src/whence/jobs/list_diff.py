"""`whence lists diff`: what changed on the lists, and which of a case's parties it is.

Looked at is the newest version that changed anything, or all of them since a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.errors import UsageError
from whence.jobs.steps.outputs import check_out
from whence.jobs.steps.touched import Touched, is_change, own_tables, touched
from whence.model.listfile import ListEvent
from whence.model.rows import Tables
from whence.report.book import to_book
from whence.report.csvs import sheet_csv
from whence.report.sheets import Sheet
from whence.shelf.list_files import Version, describe, read_version
from whence.shelf.lists import editions, newest_known
from whence.shelf.own_aliases import is_aliases
from whence.store import lists as kept_lists
from whence.store.case import Case
from whence.store.files import write_bytes, write_text

SUFFIXES = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class DiffRequest:
    """Which list of which case ("" for all), as known on which day.

    With `since` every change that was read after that day counts, not only the newest.
    `out` is a workbook or a CSV to write.
    """

    case: Path
    on: date
    key: str = ""
    since: date | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed on a list, and whom of the case it touches.

    `number` and `seen` are those of the version with the newest of these changes,
    `unchanged` is the last day on which the list was read and had not changed since.
    """

    key: str
    title: str
    number: int
    seen: date
    unchanged: date
    events: tuple[ListEvent, ...]
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class DiffResult:
    """The lists with a version in the case; `notes` name inputs that were left out."""

    lists: tuple[Diff, ...]
    notes: tuple[str, ...]


def diff(request: DiffRequest) -> DiffResult:
    """Say what the newest versions changed, and which parties of the case that is.

    Raises:
        UsageError: there is no such case or list, no version of it is kept, or the
            result cannot be written under that name.
        OutputError: the result cannot be written.

    """
    out = request.out
    if out is not None:
        check_out(out, SUFFIXES)
    with Case.open(request.case, create=False, who="whence lists diff") as case:
        versions = _versions(case, request)
        tables, notes = own_tables(case)
        found = tuple(
            _diff(case, tables, held, request) for _, held in sorted(versions.items())
        )
    result = DiffResult(tuple(d for d in found if d), notes)
    if out is not None:
        _write(out, result)
    return result


def _versions(case: Case, request: DiffRequest) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for path in kept_lists.versions(case.folder, request.key):
        version = read_version(path)
        found.setdefault(version.edition.list_key, []).append(version)
    if not found:
        if request.key:
            describe(request.key)
        raise UsageError(
            f"the case keeps no version of {request.key or 'any list'}.",
            where=str(request.case),
            remedy="Run `whence lists update` with this case first.",
        )
    return found


def _diff(
    case: Case, tables: Tables, versions: Sequence[Version], request: DiffRequest
) -> Diff | None:
    newest = newest_known(versions, request.on)
    if newest is None:
        return None
    known = [v for v in versions if v.number <= newest.number]
    looked = _looked_at(known, request.since)
    last, first = looked[-1], looked[0]
    events = tuple(e for v in looked for e in v.events)
    own = [path for path in case.list_files() if is_aliases(path)]
    earlier = [*own, *(v.path for v in known if v.number < first.number)]
    upto = [*own, *(v.path for v in known if v.number <= last.number)]
    key = newest.edition.list_key
    now = {e.list_key: e for e in editions(last.seen, upto)}[key]
    before = {e.list_key: e for e in editions(first.seen, earlier)}.get(key)
    rows = touched(case, tables, now=now, before=before, events=events, on=request.on)
    return Diff(key, now.title, last.number, last.seen, newest.seen, events, rows)


def _looked_at(known: Sequence[Version], since: date | None) -> Sequence[Version]:
    """Give the versions whose changes count: at least one, the oldest first."""
    if since is not None:
        return [v for v in known if v.seen > since] or known[-1:]
    changed = [v for v in known if any(is_change(e) for e in v.events)]
    return (changed or known)[-1:]


def _write(out: Path, result: DiffResult) -> None:
    sheets = [_touched_sheet(result), _changes_sheet(result)]
    if out.suffix.lower() == ".csv":
        write_text(out, sheet_csv(sheets[0]))
    else:
        write_bytes(out, to_book(sheets, "Changes of lists, and whom they touch"))


def _touched_sheet(result: DiffResult) -> Sheet:
    columns = (
        ("Your party", 34), ("In your files", 30), ("Touched as", 16),
        ("Listed name", 40), ("Change", 34), ("Day of the change", 13),
        ("Chance of the same", 11), ("Chance of a related one", 11),
        ("By its name before", 10), ("Why", 44), ("List", 14),
    )  # fmt: skip
    rows = (
        (
            t.party, "; ".join(t.places), t.word, t.listed_name, t.change,
            t.day.isoformat(), t.p_same, t.p_related, "yes" if t.as_before else "",
            t.why, t.list_key,
        )
        for d in result.lists
        for t in d.touched
    )  # fmt: skip
    return Sheet("Touched", columns, tuple(rows))


def _changes_sheet(result: DiffResult) -> Sheet:
    columns = (
        ("List", 14), ("Change", 16), ("Day of the change", 13), ("Listed name", 44),
        ("Detail", 50), ("Version", 9), ("Read on", 12),
    )  # fmt: skip
    rows = (
        (d.key, e.kind, e.day.isoformat(), e.name, e.detail, d.number, str(d.seen))
        for d in result.lists
        for e in d.events
    )
    return Sheet("Changes", columns, tuple(rows))
