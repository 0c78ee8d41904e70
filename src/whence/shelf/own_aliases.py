"""Names that a user knows a listed organisation by, each with a source.

is_aliases     whether a description brings names, and no list
with_aliases   a list whose entries bear them too

Such a name finds a candidate and decides nothing: it is no published name.
"""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from whence.errors import DataError
from whence.model.listing import Edition, Listing
from whence.shelf.own_lists import day_of, sha_of

COLUMNS = ("listed_name", "alias", "reference", "known")
KIND = "own"


def is_aliases(path: Path) -> bool:
    """Whether a YAML description names a table of `aliases`."""
    try:
        about = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return False  # who reads it as a list says what is wrong with it
    return isinstance(about, dict) and bool(about.get("aliases"))


def with_aliases(held: dict[str, Edition], path: Path, as_of: date) -> Edition:
    """Give the list that a description is about, its entries bearing the names too.

    A name counts from the day on which it was `known`.

    Raises:
        DataError: the description or a row is not as it should be (file and line).

    """
    about, table, text = _texts(path)
    edition = held.get(about["key"])
    if edition is None:
        raise DataError(
            f"there is no list {about['key']!r} whose names these could be.",
            where=str(path),
            remedy=f"One of: {', '.join(sorted(held))}.",
        )
    by_name = {name.casefold(): x.key for x in edition.listings for name in x.names}
    more: dict[str, list[tuple[str, str, str]]] = {}
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        cells = {c: (row.get(c) or "").strip() for c in COLUMNS}
        where = f"{table}, line {reader.line_num}"
        _check(cells, row, where)
        if day_of(cells["known"], where) > as_of:
            continue
        key = by_name.get(cells["listed_name"].casefold())
        if key is None:
            raise DataError(
                f"{cells['listed_name']!r} is no name on {about['key']}.",
                where=where,
                remedy="Write it as the list prints it: whence lists show KEY.",
            )
        more.setdefault(key, []).append((cells["alias"], KIND, cells["reference"]))
    return replace(
        edition,
        sha256=sha_of(edition.sha256, text),
        listings=tuple(_named(x, more.get(x.key, [])) for x in edition.listings),
    )


def _texts(path: Path) -> tuple[dict[str, Any], Path, str]:
    try:
        about = yaml.safe_load(path.read_text("utf-8"))
        if not about.get("key"):
            raise DataError("the description has no `key` of a list.", where=str(path))
        table = path.parent / str(about["aliases"])
        text = table.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError) as err:
        raise DataError(f"the names cannot be read: {err}.", where=str(path)) from err
    header = text.splitlines()[0].split(",") if text.strip() else []
    if sorted(h.strip() for h in header) != sorted(COLUMNS):
        raise DataError(
            f"the columns are {', '.join(header) or 'none'}.",
            where=f"{table}, line 1",
            remedy=f"Head the table {','.join(COLUMNS)}.",
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


def _named(listing: Listing, more: list[tuple[str, str, str]]) -> Listing:
    known = {raw for raw, _, _ in listing.local_names} | set(listing.names)
    new = tuple(dict.fromkeys(row for row in more if row[0] not in known))
    return (
        replace(listing, local_names=(*listing.local_names, *new)) if new else listing
    )
