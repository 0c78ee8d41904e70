"""Files of records to rows: which shape a table or a document has, and plain tables.

Shapes with a home of their own: OFAC's, trade.gov's, FollowTheMoney's.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any

from whence.errors import InputError
from whence.model.listfile import ListFile, ListRow
from whence.read.lists.cells import day_in, folded
from whence.read.lists.consolidated import csl_documents, csl_table
from whence.read.lists.door import Door, codes_in, many
from whence.read.lists.entities import SIMPLE, entities, simple_table
from whence.read.lists.names import entity, targets
from whence.read.lists.ofac import is_sdn, sdn_table
from whence.read.lists.pages import columns_of
from whence.read.lists.spec import Spec

CSL = frozenset({"source", "alt names", "name"})
PERSON_COLUMNS = frozenset(
    "date of birth|dates of birth|birth date|birthdate|dob|place of birth"
    "|places of birth|passport|gender|sex|citizenship|citizenships".split("|")
)


def table(text: str, spec: Spec) -> ListFile:
    """Read a CSV of any of the known shapes.

    Raises:
        InputError: no column holds names, or a row has none.

    """
    lines = text.replace("\x1a", "").splitlines(keepends=True)
    delimiter = max(",;\t", key=lambda d: lines[0].count(d)) if lines else ","
    rows = [r for r in csv.reader(lines, delimiter=delimiter) if any(r)]
    if not rows:
        raise InputError("the file is blank.", remedy="Export the list again.")
    header = {folded(cell) for cell in rows[0]}
    if is_sdn(rows):
        return sdn_table(rows, spec)
    if header >= CSL:
        return csl_table(rows, spec)
    if header >= SIMPLE:
        return simple_table(rows, spec)
    return _plain(rows, spec)


def _plain(rows: list[list[str]], spec: Spec) -> ListFile:
    """Read a table with a column of names, known by its header."""
    header = [folded(cell) for cell in rows[0]]
    columns = columns_of(rows[0], spec)
    if "name" not in columns:
        named = [at for at, word in enumerate(header) if "name" in word.split()]
        if len(named) != 1:
            raise InputError(
                f"no column holds names; seen: {', '.join(rows[0])[:120]}.",
                remedy="Give the column of names the header `name`.",
            )
        columns["name"] = named[0]
    personal = [at for at, word in enumerate(header) if word in PERSON_COLUMNS]
    door = Door(spec)
    for cells in rows[1:]:
        _named(cells + [""] * (len(header) - len(cells)), columns, personal, door)
    return door.file("csv")


def _named(
    cells: list[str], columns: Mapping[str, int], personal: list[int], door: Door
) -> None:
    def cell(role: str) -> str:
        return " ".join(cells[columns[role]].split()) if role in columns else ""

    spec, raw = door.spec, cell("name")
    if not raw:
        raise InputError("a row has no name.", remedy="Fill it in, or take it out.")
    if folded(raw).startswith(spec.others) and spec.others:
        door.turn_away()
        return
    # A list with neither a word of kind nor columns for persons is taken at its word:
    # these are organisations.
    kind = cell("kind") or ("" if personal else "organisation")
    is_person = any(cells[at].strip() for at in personal)
    scope, day = cell("scope").lower(), cell("day")
    first = door.printed
    for parts in targets(raw) if spec.form == "orders" else (entity(raw),):
        row = ListRow(
            parts.name,
            (*parts.aliases, *many(cell("aliases"))),
            (*parts.formerly, *many(cell("formerly"))),
            tuple(many(cell("local"))),
            (f"and {scope.removeprefix('and ')}" if scope else parts.scope),
            cell("section"),
            day_in(day, month_first=spec.month_first),
            spec.countries.get(folded(cell("country")), ""),
            codes_in(cell("uscc")),
            cell("status"),
            raw=raw,
        )
        door.admit(row, kind, personal=is_person)
    door.printed = first + 1


def documents(text: str, spec: Spec) -> ListFile:
    """Read JSON: trade.gov's one document, or FollowTheMoney's one entity a line.

    Raises:
        InputError: it is neither, or damaged.

    """
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return entities(list(_lines(text)), spec)
    except RecursionError:
        raise InputError("it is nested too deeply.", remedy="Take another.") from None
    if isinstance(whole, dict) and isinstance(whole.get("results"), list):
        return csl_documents(whole["results"], spec)
    held = whole if isinstance(whole, list) else [whole]
    if not all(isinstance(one, dict) and "schema" in one for one in held):
        raise InputError(
            "this JSON is neither trade.gov's list nor FollowTheMoney.",
            remedy="Export the list as CSV with a column `name`.",
        )
    return entities(held, spec)


def _lines(text: str) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            if not isinstance(one, dict) or "schema" not in one:
                raise ValueError("no schema")
        except (ValueError, RecursionError):
            raise InputError(
                f"line {number} is no entity: the file is damaged or cut off.",
                remedy="Download it again.",
            ) from None
        yield one
