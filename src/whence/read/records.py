"""Records instead of rows: JSON, JSON lines and Parquet to rows under one header.

A nested object becomes columns with a point in their name, a list of plain values one
cell; a list of objects stays out, and the table asks.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, BinaryIO

from whence.errors import InputError
from whence.read.encoding import encoding_of, lines_of
from whence.read.request import Pages, Request
from whence.read.rows import CHUNK_ROWS, Damage, Rows, Sheet
from whence.read.standards.known import standard_of, standard_sheets

DEEPEST = 6
LOOKED_AT = 2000  # records whose keys make the header
LISTS = ("data", "results", "records", "items", "rows", "entities", "value", "features")
LEFT = (
    "lists of objects were left out: {}; goods that stand in them are not read: export"
    " the file with one line for each of them"
)
DAMAGED = "Export it again as JSON lines, one object a line, or as CSV."

# What a record of FollowTheMoney, BODS or JSON-LD calls itself when it is a person's,
# or about one. They are left unread and counted.
KINDS = ("schema", "recordType", "statementType", "@type", "type")
PERSONS = frozenset(
    "person naturalperson personstatement family associate passport identification"
    " occupancy membership employment".split()
)

Sheets = Iterator[tuple[str, list[str], Iterable[Rows] | Sheet]]
Record = dict[str, str]


def json_sheets(stream: BinaryIO, request: Request) -> Sheets:
    """Yield the tables of a JSON document or of JSON lines: of the standard that the
    records follow, else one with a column for each field.

    Raises:
        InputError: the text is no JSON, or holds no objects.

    """
    records = _objects(stream, request.pages)
    start = list(islice(records, 1))
    records = chain(start, records)
    if start and (key := standard_of(start[0], request.standards)):
        for sheet in standard_sheets(key, records, request):
            yield sheet.name, [], sheet
        return
    yield _plain(records, request.bounds.columns)


@dataclass(frozen=True, slots=True)
class _Doubted:
    """Rows of records, and what of the records they do not say."""

    rows: Iterator[Rows]
    doubt: str

    def __iter__(self) -> Iterator[Rows]:
        return self.rows


def _plain(
    records: Iterator[Any], most: int
) -> tuple[str, list[str], Iterable[Rows] | Sheet]:
    """Give the one table of records that follow no standard."""
    notes: list[str] = []
    left: set[str] = set()
    persons: list[int] = []
    whole = _impersonal(records, persons)
    first = list(islice(whole, LOOKED_AT))
    flat = [_flat(o, left) for o in first if isinstance(o, dict)]
    header = list(dict.fromkeys(key for record in flat for key in record))
    if not header:
        if persons:
            raise InputError(
                "the JSON holds records about persons, and no others.",
                remedy="Bring only records about organisations and goods.",
            )
        raise InputError("the JSON holds no records.", remedy=DAMAGED)
    if len(header) > most:
        raise InputError(
            f"the records have {len(header)} fields, more than {most}.",
            remedy="Pass only the fields about organisations and goods.",
        )
    doubt = LEFT.format(", ".join(sorted(left))) if left else ""
    rows = _noted(_rows(chain(first, whole), header), persons, notes)
    return "", notes, _Doubted(rows, doubt)


def _impersonal(objects: Iterator[Any], persons: list[int]) -> Iterator[Any]:
    """Pass over records about persons; count them."""
    for one in objects:
        if isinstance(one, dict) and any(_is_person(one.get(key)) for key in KINDS):
            persons.append(1)
        else:
            yield one


def _is_person(said: Any) -> bool:
    names = said if isinstance(said, list) else [said]
    return any(isinstance(n, str) and n.casefold() in PERSONS for n in names)


def _noted(
    rows: Iterator[Rows], persons: list[int], notes: list[str]
) -> Iterator[Rows]:
    """Say at the end how many records about persons were left unread."""
    yield from rows
    if persons:
        notes.append(f"{len(persons)} records about persons were left unread")


def _rows(records: Iterator[Any], header: list[str]) -> Iterator[Rows]:
    """Write records under their header; the header itself is row 1."""
    yield Rows(1, [header])
    number = 2
    known = set(header)
    while block := list(islice(records, CHUNK_ROWS)):
        cells: list[list[str]] = []
        damage: dict[int, Damage] = {}
        for i, one in enumerate(block):
            record = _flat(one, set()) if isinstance(one, dict) else {}
            if not record:
                damage[number + i] = Damage("no record", str(one)[:80])
                record = {header[0]: str(one)[:80]}
            elif more := sorted(record.keys() - known):
                damage[number + i] = Damage("too many cells", f"field {more[0]}")
            cells.append([record.get(key, "") for key in header])
        yield Rows(number, cells, damage)
        number += len(block)


def _objects(stream: BinaryIO, pages: Pages) -> Iterator[Any]:
    """Give the records: each line one, or the list that the document holds."""
    lines = lines_of(stream, encoding_of(stream, pages))
    first = next((line for line in lines if line.strip()), "")
    try:
        start = json.loads(first)
    except RecursionError:
        raise InputError("the JSON is nested too deeply.", remedy=DAMAGED) from None
    except ValueError:
        yield from _of(_load(first + "".join(lines)))
        return
    if isinstance(start, list):
        yield from start
        rest = "".join(lines)
        if rest.strip():
            raise InputError("text follows the end of the JSON.", remedy=DAMAGED)
        return
    second = next((line for line in lines if line.strip()), None)
    if second is None:
        yield from _of(start)
        return
    yield start
    for line in chain((second,), lines):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                yield line.strip()


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError("the JSON is nested too deeply.", remedy=DAMAGED) from None
    except ValueError as error:
        raise InputError(f"the JSON is damaged ({error}).", remedy=DAMAGED) from None


def _of(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for key in LISTS:
            inner = document.get(key)
            if isinstance(inner, list) and inner and isinstance(inner[0], dict):
                return [
                    one.get("properties", one) if key == "features" else one
                    for one in inner
                ]
        return [document]
    raise InputError("the JSON holds no records.", remedy=DAMAGED)


def _flat(value: dict[str, Any], left: set[str], prefix: str = "") -> Record:
    found: Record = {}
    if prefix.count(".") > DEEPEST:
        left.add(prefix.rstrip("."))
        return found
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, dict):
            found |= _flat(inner, left, f"{name}.")
        elif isinstance(inner, list):
            if any(isinstance(one, dict | list) for one in inner):
                left.add(name)
            else:
                found[name] = "; ".join(_text(one) for one in inner if one is not None)
        else:
            found[name] = _text(inner)
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value == int(value) and abs(value) < 10**15:
        return str(int(value))
    return str(value)
