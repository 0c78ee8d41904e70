"""What each list is, how its file is read, and the versions that a case keeps.

describe, keys    a list's description, shipped or the user's own
read_version      one version as kept in a case: a YAML header, and rows beside it
row_of            a listing as a row of such a version

A version is never changed: a later one is written beside it.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from whence.errors import DataError, UsageError
from whence.model.listfile import ListEvent
from whence.model.listing import Edition, Listing
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.shelf import DATA, yaml_in, yaml_of
from whence.shelf.own_lists import day_of, described, split

ENDING = ".version.yml"
FORMAT = "whence/list-version/1"
COLUMNS = (
    "key name aliases kept name_local country province identifiers from until"
    " sections printed scope grade reference note"
).split()
NOT_LISTS = frozenset({"readers"})

Printed = tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class Description:
    """One list as `data/lists` describes it; `reader` says how its file is read."""

    key: str
    title: str
    publisher: str
    url: str
    reference: str
    plausible: tuple[int, int]
    refresh_days: int
    earliest: date | None
    reader: Mapping[str, Any]
    about: Mapping[str, Any]

    @property
    def is_fetched(self) -> bool:
        """Whether an update without a key fetches it."""
        return bool(self.reader.get("fetched"))


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a list as kept in a case.

    `known` is the first day on which it stood so; `seen` the last day on which it was
    read. `kept` are former names that the file no longer prints, `printed` the days
    as printed, both by the listing's key.
    """

    path: Path
    edition: Edition
    number: int
    known: date
    seen: date
    header: Mapping[str, Any]
    events: tuple[ListEvent, ...]
    kept: Mapping[str, tuple[str, ...]]
    printed: Mapping[str, Printed]


@cache
def readers() -> Mapping[str, Any]:
    """Give the words by which files of lists are read."""
    words: Mapping[str, Any] = yaml_of("lists/readers.yml")
    return words


@cache
def keys() -> tuple[str, ...]:
    """List the keys of the lists that are described, sorted."""
    names = [p.name for p in (DATA / "lists").iterdir() if p.name.endswith(".yml")]
    found = {n.removesuffix(".yml") for n in names if n.count(".") == 1}
    return tuple(sorted(found - NOT_LISTS))


def describe(key: str) -> Description:
    """Give a list's description.

    Raises:
        UsageError: no such list; names those there are.

    """
    if key.startswith("own/") and len(key) > len("own/"):
        about = {**readers()["own"], "key": key, "url": "", "reader": {"form": "names"}}
    elif key in keys():
        about = yaml_of(f"lists/{key}.yml")
    else:
        raise UsageError(
            f"there is no list {key!r}.",
            remedy=f"Those that exist: {', '.join(keys())}; or own/NAME for your own.",
        )
    low, high = about["plausible_rows"]
    return Description(
        key,
        about["title"],
        about["publisher"],
        about["url"],
        about["reference"],
        (int(low), int(high)),
        int(about["refresh_days"]),
        about.get("earliest"),
        about["reader"],
        about,
    )


def is_version(path: Path) -> bool:
    """Whether the path is that of a kept version's header."""
    return path.name.endswith(ENDING)


def read_version(path: Path) -> Version:
    """Read a version that a case keeps.

    Raises:
        DataError: it was altered, or is of a newer Whence.

    """
    try:
        about = yaml_in(path.read_text("utf-8"))
        if about.get("format") != FORMAT:
            raise DataError("is of another format.", where=str(path))
        rows_path = path.parent / Path(about["rows"]).name
        data = rows_path.read_bytes()
        if hashlib.sha256(data).hexdigest() != about["rows_sha256"]:
            raise DataError(
                "was altered after it was kept.",
                where=str(rows_path),
                remedy="Restore it from a copy of the case; a version never changes.",
            )
        return _version(about, data.decode("utf-8"), path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError) as err:
        raise DataError(f"cannot be read: {err}.", where=str(path)) from err
    except (KeyError, TypeError, ValueError) as err:
        raise DataError(f"is damaged ({err!r}).", where=str(path)) from err


def _version(about: Mapping[str, Any], text: str, path: Path) -> Version:
    where = str(path.parent / Path(about["rows"]).name)
    listings: list[Listing] = []
    kept: dict[str, tuple[str, ...]] = {}
    printed: dict[str, Printed] = {}
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        at = f"{where}, line {line}"
        listing = _listing(about, row, where=at)
        listings.append(listing)
        kept[listing.key] = tuple(split(row["kept"]))
        printed[listing.key] = tuple(
            (s, span.start) for s, span in _spans(row["printed"], at)
        )
    return Version(
        path,
        described(about, about["sha256"], tuple(listings)),
        about["number"],
        about["known"],
        about["seen"],
        about,
        tuple(ListEvent(**row) for row in about["events"]),
        kept,
        printed,
    )


def _listing(
    about: Mapping[str, Any], row: Mapping[str, str], *, where: str
) -> Listing:
    pairs = (p.partition("=") for p in split(row["identifiers"]))
    until = day_of(row["until"], where) if row["until"] else None
    names = [row["name"], *split(row["aliases"]), *split(row["kept"])]
    return Listing(
        key=row["key"],
        list_key=about["key"],
        name=row["name"],
        names=tuple(dict.fromkeys(names)),
        local_names=tuple(
            (name, "list", about["reference"]) for name in split(row["name_local"])
        ),
        span=Span(day_of(row["from"], where), until),
        sections=_spans(row["sections"], where),
        scope=row["scope"],
        country=row["country"],
        province=row["province"],
        identifiers=tuple((kind, code) for kind, _, code in pairs),
        grade=Grade(row["grade"]),
        source=Source(about["sha256"], row["reference"]),
        note=row["note"],
    )


def _spans(text: str, where: str) -> tuple[tuple[str, Span], ...]:
    found = []
    for part in split(text):
        section, _, days = part.rpartition("@")
        start, _, end = days.partition("..")
        span = Span(day_of(start, where), day_of(end, where) if end else None)
        found.append((section, span))
    return tuple(found)


def row_of(listing: Listing, kept: Iterable[str], printed: Printed) -> dict[str, str]:
    """Write a listing as a row of a version; `|` in a cell becomes a slash."""
    apart = set(kept)
    return {
        "key": listing.key,
        "name": listing.name,
        "aliases": _cell(n for n in listing.names[1:] if n not in apart),
        "kept": _cell(n for n in listing.names[1:] if n in apart),
        "name_local": _cell(n for n, kind, _ in listing.local_names if kind == "list"),
        "country": listing.country,
        "province": listing.province,
        "identifiers": _cell(f"{kind}={code}" for kind, code in listing.identifiers),
        "from": listing.span.start.isoformat(),
        "until": listing.span.end.isoformat() if listing.span.end else "",
        "sections": _cell(
            f"{s}@{p.start}" + (f"..{p.end}" if p.end else "")
            for s, p in listing.sections
        ),
        "printed": _cell(f"{section}@{day}" for section, day in printed),
        "scope": listing.scope,
        "grade": listing.grade.value,
        "reference": listing.source.name,
        "note": listing.note,
    }


def _cell(parts: Iterable[str]) -> str:
    return "|".join(part.replace("|", "/") for part in parts)
