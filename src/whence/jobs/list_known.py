"""`whence lists known`: names and relations of the user's own, taken into the case.

Each row needs its source. A name finds candidates and decides nothing; a relative
(subsidiary, parent, owner, branch, same site) asks, and is never the listed one.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.errors import UsageError
from whence.jobs.steps.known_rows import Entries, KnownRow, read_known
from whence.model.listing import Edition
from whence.model.table import SetAside
from whence.shelf.list_files import is_version
from whence.shelf.lists import editions
from whence.shelf.own_aliases import ALIAS, COLUMNS, MORE, by_names, is_aliases
from whence.store.case import Case
from whence.store.files import guarded
from whence.store.known import Line, add_known


@dataclass(frozen=True, slots=True)
class KnownRequest:
    """Which file to take into which case, on which day; `key` bounds it to one list."""

    case: Path
    file: Path
    on: date
    key: str = ""


@dataclass(frozen=True, slots=True)
class KnownResult:
    """The rows that are new in the case, how many it had already, and those that could
    not be taken, each with its reason and place."""

    taken: tuple[KnownRow, ...]
    again: int
    set_aside: tuple[SetAside, ...]


def known(request: KnownRequest) -> KnownResult:
    """Take the rows of a sheet into the case; a row that cannot stand is set aside.

    Raises:
        UsageError: there is no such list.
        InputError: the file cannot be read, or lacks a column.
        Refused: it reads as a list of people.
        OutputError: the case cannot be written.

    """
    with Case.open(request.case, who="whence lists known") as case:
        files = case.list_files()
        held = {e.list_key: e for e in editions(request.on, files)}
        if request.key and request.key not in held:
            raise UsageError(
                f"there is no list {request.key!r}.",
                where="KEY",
                remedy=f"Lists held: {', '.join(sorted(held))}.",
            )
        wanted = {k: e for k, e in held.items() if request.key in ("", k)}
        lists = [f for f in files if is_version(f) or not is_aliases(f)]
        entries = _entries(wanted, editions(request.on, lists))
        rows, aside = read_known(request.file, entries, on=request.on, work=case.tmp)
        every = {line_of(row): row for row in rows}
        new: set[Line] = set()
        for key in sorted(wanted):
            mine = [line for line, row in every.items() if key in row.lists]
            new.update(add_known(case, key, mine, columns=COLUMNS + MORE))
        taken = tuple(row for line, row in every.items() if line in new)
        if taken:
            with guarded(request.file):
                digest = hashlib.sha256(request.file.read_bytes()).hexdigest()
            detail = f"{len(taken)} rows of {request.file.name}, sha256 {digest}"
            case.casebook.log("known", request.key, detail, day=request.on)
    return KnownResult(taken, len(every) - len(taken), aside)


def line_of(row: KnownRow) -> Line:
    """Give a row as it is kept in the case, in the order of its columns."""
    days = (str(day) if day else "" for day in (row.start, row.end))
    relation = "" if row.relation == ALIAS else row.relation
    known = str(row.known)
    return (row.listed_name, row.name, row.reference, known, relation, *days)


def _entries(held: Mapping[str, Edition], printed: Iterable[Edition]) -> Entries:
    """Give the lists by the names they bear. One that only an earlier sheet gave is
    told with a printed one: sheets are looked up in the lists without other sheets."""
    bare = {edition.list_key: by_names(edition) for edition in printed}
    found: dict[str, dict[str, str]] = {}
    for key, edition in sorted(held.items()):
        names = {x.key: x.name for x in edition.listings}
        for name, listing in by_names(edition).items():
            own = name not in bare.get(key, {})
            found.setdefault(name, {})[key] = names[listing] if own else ""
    return found
