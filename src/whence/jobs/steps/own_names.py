"""A bare table of names, read as a list of the user's own for one run."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from whence.errors import InputError
from whence.model.listing import Edition, Listing
from whence.model.party import IdKind
from whence.model.rows import Supplier
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.model.table import RawTable, TableKind
from whence.normalise.names import normal
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables
from whence.shelf.own_lists import listing_key, sha_of, slug

NAMES = ("name", "name_local")
NO_DAY = date.min
"""The day of a listing in a table that gives none: always on the list, and a key that
stays the same from run to run, so that a judgement is remembered."""


def names_list(path: Path, *, work: Path) -> Edition:
    """Read a table of names (any header, or none and one column) as a list.

    It passes no gate: nobody published it.

    Raises:
        InputError: it cannot be read, or no column holds names.
        Refused: it reads as a list of people.

    """
    key = f"own/{slug(path.stem) or 'names'}"
    found: dict[str, Listing] = {}
    raws = read_file(path, work=work)
    for raw in raws:
        for listing in _listings(raw, key):
            found.setdefault(listing.key, listing)
    if not found:
        raise InputError(
            "no column of it reads as names of organisations.",
            where=str(path),
            remedy="Head the column `name`, or give one column only.",
        )
    rows = tuple(found[k] for k in sorted(found))
    return Edition(
        list_key=key,
        title=path.name,
        publisher="the user",
        sha256=sha_of(*(raw.sha256 for raw in raws)),
        published=None,
        retrieved=None,
        rows=len(rows),
        complete=False,
        own_copy=True,
        removals_known_since=None,
        coverage="the names of the table, with no day",
        reference=path.name,
        seen_at="",
        listings=rows,
    )


def _listings(raw: RawTable, key: str) -> Iterable[Listing]:
    mapping = map_table(raw)
    if len(raw.columns) == 1:
        yield from _of_column(raw, key)
    elif mapping.kind is TableKind.SUPPLIERS and not mapping.missing:
        for row in type_tables([(raw, mapping)]).tables.suppliers:
            yield from _of_row(row, key)


def _of_column(raw: RawTable, key: str) -> Iterable[Listing]:
    """Read the only column; its first line is a name unless it reads as a header."""
    column = raw.columns[0]
    empty = replace(column, values=(), codes=column.codes[:0])
    bare = replace(raw, columns=(empty,), lines=raw.lines[:0])
    headed = any(c.role in NAMES for c in map_table(bare).columns)
    rows = [(int(n), column.text(i)) for i, n in enumerate(raw.lines)]
    for line, text in rows if headed else [(raw.header_line, column.header), *rows]:
        yield from _listing(key, (text,), Source(raw.sha256, raw.name, raw.sheet, line))


def _of_row(row: Supplier, key: str) -> Iterable[Listing]:
    mention = row.mention
    codes = tuple((k.value, c) for k, c in mention.identifiers if k is IdKind.USCC)
    yield from _listing(key, mention.names, row.source, mention.country, codes=codes)


def _listing(
    key: str,
    names: tuple[str, ...],
    source: Source,
    country: str = "",
    *,
    codes: tuple[tuple[str, str], ...] = (),
) -> Iterable[Listing]:
    """Give the listing of a row; a name without a letter, or a person's, is none."""
    held = tuple(n for n in names if normal(n).core and not normal(n).is_masked)
    if not held:
        return
    yield Listing(
        key=listing_key(key, held[0], NO_DAY),
        list_key=key,
        name=held[0],
        names=held,
        local_names=(),
        span=Span(NO_DAY),
        sections=(),
        scope="",
        country=country,
        province="",
        identifiers=codes,
        grade=Grade.DECLARED,
        source=source,
    )
