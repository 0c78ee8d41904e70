"""Lists that a user brings: a YAML description, and a CSV of rows beside it.

read_own                    one such list, checked row by row
described                   a description and its listings as an Edition
slug, listing_key           the key of a listing, which survives renames and moves
day_of, split, sha_of       cells and texts, as every list reads them
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from whence.errors import DataError
from whence.model.listing import Edition, Listing
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.shelf import yaml_in

COLUMNS = (
    "name aliases name_local country province uscc from until section scope"
).split()


def read_own(path: Path) -> Edition:
    """Read a list of the user's.

    Raises:
        DataError: the description or a row is not as it should be (file and line).

    """
    about, csv_path, text = _texts(path)
    reader = csv.DictReader(io.StringIO(text))
    header = list(reader.fieldnames or [])
    strange = sorted(set(header) - set(COLUMNS))
    if strange or "name" not in header:
        raise DataError(
            f"columns not known: {', '.join(strange) or 'no `name`'}.",
            where=f"{csv_path}, line 1",
            remedy=f"Use {', '.join(COLUMNS)}.",
        )
    sha = sha_of(path.read_text("utf-8"), text)
    rows = tuple(
        _own_row(about, row, sha=sha, where=f"{csv_path}, line {reader.line_num}")
        for row in reader
    )
    _no_twins(rows, str(csv_path))
    edition = described(about, sha, tuple(sorted(rows, key=lambda r: r.key)))
    if edition.removals_known_since is None and edition.complete and "until" in header:
        # A whole list that prints when each row ended knows its own removals.
        first = min((r.span.start for r in rows), default=None)
        edition = replace(edition, removals_known_since=first)
    return edition


def _texts(path: Path) -> tuple[dict[str, Any], Path, str]:
    """Read the description, checked, and the text of the rows beside it."""
    try:
        about = yaml_in(path.read_text("utf-8"))
        for word in ("key", "title", "publisher", "reference", "rows"):
            if not about.get(word):
                raise DataError(f"the list has no `{word}`.", where=str(path))
        csv_path = path.parent / about["rows"]
        text = csv_path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError) as err:
        raise DataError(f"the list cannot be read: {err}.", where=str(path)) from err
    for word in ("published", "retrieved", "removals_known_since"):
        if not isinstance(about.get(word), (date, type(None))):
            raise DataError(f"`{word}` is no date (YYYY-MM-DD).", where=str(path))
    if about.get("grade", "official") not in set(Grade):
        raise DataError("`grade` is not known.", where=str(path))
    return about, csv_path, text


def _own_row(
    about: Mapping[str, Any], row: Mapping[str, str], *, sha: str, where: str
) -> Listing:
    """Check one row of a list of the user's."""
    cell = {c: (row.get(c) or "").strip() for c in COLUMNS}
    if None in row or not cell["name"]:
        raise DataError("the row has no name, or too many cells.", where=where)
    if not re.fullmatch(r"([A-Z]{2})?", cell["country"]):
        raise DataError(f"country {cell['country']!r} is no code.", where=where)
    span = Span(
        day_of(cell["from"], where),
        day_of(cell["until"], where) if cell["until"] else None,
    )
    if span.end is not None and span.end <= span.start:
        raise DataError("`until` is not after `from`.", where=where)
    return Listing(
        key=listing_key(about["key"], cell["name"], span.start),
        list_key=about["key"],
        name=cell["name"],
        names=tuple(dict.fromkeys([cell["name"], *split(cell["aliases"])])),
        local_names=tuple(
            (n, "list", about["reference"]) for n in split(cell["name_local"])
        ),
        span=span,
        sections=tuple((s, span) for s in split(cell["section"])),
        scope=cell["scope"],
        country=cell["country"],
        province=cell["province"],
        identifiers=tuple(("uscc", c) for c in split(cell["uscc"])),
        grade=Grade(about.get("grade", "official")),
        source=Source(sha, about["reference"]),
    )


def _no_twins(rows: Iterable[Listing], where: str) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.key in seen:
            raise DataError(f"{row.name!r} stands twice from one day.", where=where)
        seen.add(row.key)


def described(about: Mapping[str, Any], sha: str, rows: tuple[Listing, ...]) -> Edition:
    """Put a description and its listings together."""
    return Edition(
        list_key=about["key"],
        title=about["title"],
        publisher=about["publisher"],
        sha256=sha,
        published=about.get("published"),
        retrieved=about.get("retrieved"),
        rows=len(rows),
        complete=bool(about.get("complete", False)),
        own_copy=bool(about.get("own_copy", True)),
        removals_known_since=about.get("removals_known_since"),
        coverage=str(about.get("coverage", "")).strip(),
        reference=about["reference"],
        seen_at=about.get("seen_at", ""),
        listings=rows,
        invented=bool(about.get("invented", False)),
    )


def listing_key(list_key: str, name: str, start: date) -> str:
    """Make the key that survives renames and moves.

    >>> listing_key("us-uflpa", "Ninestar Corporation", date(2023, 6, 12))
    'us-uflpa/2023-06-12/ninestar-corporation'
    """
    return f"{list_key}/{start}/{slug(name)}"


def slug(name: str) -> str:
    """Fold a name to lower-case letters and hyphens; other scripts become a hash."""
    folded = unicodedata.normalize("NFKD", name.replace("’", "'")).lower()
    plain = re.sub(r"[^a-z0-9]+", "-", folded.replace("'", "")).strip("-")
    if all(ord(c) < 0x250 or unicodedata.combining(c) for c in folded if c.isalpha()):
        return plain
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{plain}-{digest}" if plain else digest


def split(text: str) -> list[str]:
    """Take a cell of several values apart at `|`."""
    return [part.strip() for part in text.split("|") if part.strip()]


def day_of(text: str, where: str) -> date:
    """Read a day written YYYY-MM-DD.

    Raises:
        DataError: it is not one.

    """
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise DataError(f"{text!r} is no date (YYYY-MM-DD).", where=where) from err


def sha_of(*texts: str) -> str:
    """Give the sha256 over several texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
