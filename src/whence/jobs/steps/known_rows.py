"""A sheet of the user's own names and relations, row by row.

KnownRow    one name of a listed organisation, or one relative of it, with its source
read_known  the rows of a file, and those that cannot be taken
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.errors import InputError
from whence.model.name import TokenKind
from whence.model.party import RelationKind
from whence.model.table import RawTable, SetAside
from whence.normalise.names import normal
from whence.normalise.somebody import FORMS, NO_FORMS, is_somebody
from whence.read.dates import dates
from whence.read.files import read_file
from whence.read.lists.cells import is_organisation
from whence.shelf import known as words
from whence.shelf.letters import UNSPACED
from whence.shelf.list_files import readers
from whence.shelf.own_lists import slug

LONGEST = 60
OWNER = RelationKind.OWNER.value
Entries = Mapping[str, Mapping[str, str]]
"""The lists that bear a name, by the name as `slug` folds it; with each, the name that
the list prints where this one is only the user's own, else ""."""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """`name` is the `relation` ("alias" for itself) of the listed one, by `reference`,
    known since a day; `start` and `end` bound a relation, where they are told. `lists`
    are the lists that bear the listed name, which is one that they print."""

    listed_name: str
    name: str
    relation: str
    reference: str
    known: date
    start: date | None
    end: date | None
    lists: tuple[str, ...]


class _Unusable(Exception):
    """A row that cannot be taken: the reason, what was seen, and in which column."""

    def __init__(self, reason: str, seen: str = "", column: str = "") -> None:
        super().__init__(reason)
        self.reason, self.seen, self.column = reason, seen, column


def read_known(
    path: Path, entries: Entries, *, on: date, work: Path
) -> tuple[tuple[KnownRow, ...], tuple[SetAside, ...]]:
    """Read every sheet of a file; a row without a day was known `on` that day.

    Raises:
        InputError: it cannot be read, or no sheet has the columns that are needed.
        Refused: it reads as a list of people.

    """
    taken: list[KnownRow] = []
    aside: list[SetAside] = []
    tables = read_file(path, work=work)
    fitting = [t for t in tables if not words.missing(_columns(t))]
    if not fitting:
        raise _without(tables, path)
    for raw in fitting:
        aside += raw.set_aside
        for row in _rows(raw, entries, on):
            if isinstance(row, SetAside):
                aside.append(row)
            else:
                taken.append(row)
    return tuple(taken), tuple(aside)


def _columns(raw: RawTable) -> dict[str, str]:
    return words.columns(c.header for c in raw.columns)


def _without(tables: tuple[RawTable, ...], path: Path) -> InputError:
    """Say which columns the likeliest sheet lacks, and how to head it."""
    lacking = min((words.missing(_columns(t)) for t in tables), key=len, default={})
    said = " and ".join(f"`{word}`" for word in lacking.values())
    where = f"{path}, {tables[0].sheet}" if tables and tables[0].sheet else str(path)
    return InputError(
        f"no column is headed {said or 'as is needed'}.",
        where=where,
        remedy=f"Head the columns: {', '.join(words.plainest()).capitalize()}.",
    )


def _rows(raw: RawTable, entries: Entries, on: date) -> Iterator[KnownRow | SetAside]:
    headers = _columns(raw)
    held = {c: next(x for x in raw.columns if x.header == headers[c]) for c in headers}
    for at in range(len(raw.lines)):
        cells = {c: column.text(at).strip() for c, column in held.items()}
        if not any(cells.values()):
            continue
        try:
            yield from _row(cells, entries, on)
        except _Unusable as bad:
            column = headers.get(bad.column, "")
            yield SetAside(
                raw.source(at, column) if column else raw.source(at),
                bad.reason,
                bad.seen,
                words.remedies()[bad.reason],
            )


def _row(cells: Mapping[str, str], entries: Entries, on: date) -> list[KnownRow]:
    """Give one row for each printed name of the listed one: most often one."""
    listed, name = cells["listed_name"], cells["alias"]
    relation = words.relation(cells.get("relation", ""))
    _check_nobody(name, relation)  # first, so that no other reason shows the name
    if not listed:
        raise _Unusable("no listed name", name[:LONGEST], "listed_name")
    if not cells["reference"]:
        raise _Unusable("no source", name[:LONGEST], "reference")
    if not relation:
        raise _Unusable("unknown relation", cells["relation"][:LONGEST], "relation")
    lists = entries.get(slug(listed), {})
    key = cells.get("list", "")
    printed: dict[str, tuple[str, list[str]]] = {}
    for one in [k for k in lists if key in ("", k)]:
        each = lists[one] or listed
        printed.setdefault(slug(each), (each, []))[1].append(one)
    for each in [each for each, _ in printed.values()] or [listed]:
        _check_name(name, each)
    if not printed:
        raise _Unusable("not on a list", listed[:LONGEST], "listed_name")
    days = {c: _day(cells.get(c, ""), c) for c in ("known", "from", "until")}
    known, start, end = days["known"] or on, days["from"], days["until"]
    if known > on:
        raise _Unusable("not yet known", cells["known"], "known")
    if start and end and end <= start:
        raise _Unusable("ends before it begins", f"{start} to {end}", "until")
    source = cells["reference"]
    return [
        KnownRow(each, name, relation, source, known, start, end, tuple(on_lists))
        for each, on_lists in printed.values()
    ]


def _check_nobody(name: str, relation: str) -> None:
    """Turn away what reads as a person's name, and an owner that may be a person.

    Owners are persons most often, so that the words of a mill are not enough where a
    name reads as theirs (John Mills), and one without any word of a firm is not taken.
    """
    read = normal(name)
    if read.is_masked:
        raise _Unusable("a person's name", "", "alias")
    kinds = {t.kind for t in read.tokens}
    forms = {key for t in read.tokens if t.kind in FORMS for key in t.keys}
    is_firm = bool(forms - NO_FORMS) or is_organisation(name, words.firms())
    told = is_firm or is_organisation(name, readers()["organisation"])
    if is_somebody(name):
        if UNSPACED.search(name):
            is_firm = told = told or TokenKind.TRADE in kinds
        if not (is_firm if relation == OWNER else told or "f:factory" in forms):
            raise _Unusable("a person's name", "", "alias")
    elif (
        read.core
        and relation == OWNER
        and not (told or forms or TokenKind.TRADE in kinds)
    ):
        raise _Unusable("may be a person", "", "alias")


def _check_name(name: str, listed: str) -> None:
    if not normal(name).core:
        raise _Unusable("no name", name[:LONGEST], "alias")
    if slug(name) == slug(listed):
        raise _Unusable("its own name", name[:LONGEST], "alias")


def _day(text: str, column: str) -> date | None:
    if not text:
        return None
    read = dates([text])
    if read.bad:
        raise _Unusable("no date", text[:LONGEST], column)
    return read.values[0]
