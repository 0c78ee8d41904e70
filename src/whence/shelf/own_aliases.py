"""What a user knows of listed organisations, each with a source: names, and relatives.

is_aliases     whether a description brings such rows, and no list
with_aliases   a list whose entries bear them too
by_names       the entries of a list by every name that is held, as `slug` folds it

Such a name finds a candidate and decides nothing: it is no published name. A relative
(a subsidiary, a parent) asks, and is never the listed one itself.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from whence.errors import DataError
from whence.model.listing import Edition, Listing, Relative
from whence.model.party import RelationKind
from whence.model.span import Span
from whence.shelf import yaml_in
from whence.shelf.own_lists import day_of, sha_of, slug

COLUMNS = ("listed_name", "alias", "reference", "known")
MORE = ("relation", "from", "until")
"""Columns that may be left out; a blank relation is another name."""
KIND = "own"
ALIAS = "alias"
RELATIONS = frozenset(k.value for k in RelationKind) - {RelationKind.FORMER_NAME.value}


@dataclass(slots=True)
class _Known:
    """What the rows say of one entry."""

    names: list[tuple[str, str, str]] = field(default_factory=list)
    relatives: list[Relative] = field(default_factory=list)


def is_aliases(path: Path) -> bool:
    """Whether a YAML description names a table of `aliases`."""
    try:
        about = yaml_in(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return False  # who reads it as a list says what is wrong with it
    return isinstance(about, dict) and bool(about.get("aliases"))


def with_aliases(
    held: Mapping[str, Edition],
    path: Path,
    as_of: date,
    *,
    at_last: Callable[[], Iterable[Edition]],
) -> Edition | None:
    """Give the list that a description is about, its entries bearing the rows too.

    A row counts from the day on which it was `known`, and no earlier than its entry.
    `at_last` gives the lists with all that ever became known; None stands for a list
    that was not known on the day.

    Raises:
        DataError: the description or a row is not as it should be (file and line).

    """
    about, table, text = _texts(path)
    edition = held.get(about["key"])
    if edition is None:
        if any(e.list_key == about["key"] for e in at_last()):
            return None
        raise DataError(
            f"there is no list {about['key']!r} whose names these could be.",
            where=str(path),
            remedy=f"One of: {', '.join(sorted(held))}.",
        )
    by_name = by_names(edition)
    more: dict[str, _Known] = {}
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        cells = {c: (row.get(c) or "").strip() for c in (*COLUMNS, *MORE)}
        where = f"{table}, line {reader.line_num}"
        _check(cells, row, where)
        if day_of(cells["known"], where) > as_of:
            continue
        key = by_name.get(slug(cells["listed_name"]))
        if key is None and any(
            slug(cells["listed_name"]) in by_names(e)
            for e in at_last()
            if e.list_key == edition.list_key
        ):
            continue  # an entry that came later
        if key is None:
            raise DataError(
                f"{cells['listed_name']!r} is no name on {about['key']}.",
                where=where,
                remedy="Write it as the list prints it: whence lists show KEY.",
            )
        _add(more.setdefault(key, _Known()), cells, where)
    return replace(
        edition,
        sha256=sha_of(edition.sha256, text),
        listings=tuple(_dressed(x, more.get(x.key)) for x in edition.listings),
    )


def by_names(edition: Edition) -> dict[str, str]:
    """Give the key of each entry by its names; a published one goes before a local."""
    found: dict[str, str] = {}
    for listing in edition.listings:
        found.update(dict.fromkeys(map(slug, listing.names), listing.key))
    for listing in edition.listings:
        for name, _, _ in listing.local_names:
            found.setdefault(slug(name), listing.key)
    return found


def _texts(path: Path) -> tuple[dict[str, Any], Path, str]:
    try:
        about = yaml_in(path.read_text("utf-8"))
        if not about.get("key"):
            raise DataError("the description has no `key` of a list.", where=str(path))
        table = path.parent / str(about["aliases"])
        text = table.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError) as err:
        raise DataError(f"the names cannot be read: {err}.", where=str(path)) from err
    header = text.splitlines()[0].split(",") if text.strip() else []
    given = {h.strip() for h in header}
    if given - set(MORE) != set(COLUMNS) or len(given) != len(header):
        raise DataError(
            f"the columns are {', '.join(header) or 'none'}.",
            where=f"{table}, line 1",
            remedy=f"Head the table {','.join(COLUMNS)}; you may add {','.join(MORE)}.",
        )
    return about, table, text


def _check(cells: dict[str, str], row: dict[Any, Any], where: str) -> None:
    blank = [c for c in COLUMNS if not cells[c]]
    if blank or None in row:
        raise DataError(
            f"the row has no {', '.join(blank)}." if blank else "too many cells.",
            where=where,
            remedy="Each name needs its source (reference) and the day it was known.",
        )
    if cells["relation"] not in ("", ALIAS, *RELATIONS):
        raise DataError(
            f"{cells['relation']!r} is no relation.",
            where=where,
            remedy=f"One of: {ALIAS}, {', '.join(sorted(RELATIONS))}.",
        )


def _add(entry: _Known, cells: dict[str, str], where: str) -> None:
    name, reference, relation = cells["alias"], cells["reference"], cells["relation"]
    if relation in ("", ALIAS):
        entry.names.append((name, KIND, reference))
        return
    days = [day_of(cells[c], where) if cells[c] else None for c in ("from", "until")]
    span = Span(days[0] or date.min, days[1]) if any(days) else None
    entry.relatives.append(Relative(name, RelationKind(relation), reference, span))


def _dressed(listing: Listing, more: _Known | None) -> Listing:
    if more is None:
        return listing
    known = {raw for raw, _, _ in listing.local_names} | set(listing.names)
    names = tuple(dict.fromkeys(row for row in more.names if row[0] not in known))
    relatives = dict.fromkeys((*listing.relatives, *more.relatives))
    return replace(
        listing,
        local_names=(*listing.local_names, *names),
        relatives=tuple(relatives),
    )
