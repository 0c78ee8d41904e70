"""What must hold of a newly read list before it is kept, and its header when it is."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from whence.errors import InputError, UsageError
from whence.jobs.steps.list_ground import Last, Relisting
from whence.model.listfile import ListFile
from whence.model.listing import Edition
from whence.normalise.names import normal
from whence.read.lists.web import Fetched
from whence.shelf.list_files import FORMAT, Description, Version
from whence.shelf.lists import editions, newest_known

SHOWN = 60  # removals named in a refusal; the rest are counted


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file at hand: where it came from, its days, and what the publisher said."""

    path: Path | None
    source: str
    retrieved: date | None
    fetched: Fetched | None = None


def published_on(
    file: ListFile, read: ReadFile, on: date
) -> tuple[date | None, tuple[str, ...]]:
    """Say when the file was published: as it prints, never in the future.

    A saved file without any date counts from its newest entry, which it cannot be
    older than; so it never opens a gate that a fresh page would keep shut.
    """
    if read.retrieved is not None and read.retrieved > on:
        raise UsageError(f"{read.retrieved} is in the future.", where="--retrieved")
    printed = file.published if file.published and file.published <= on else None
    if printed or read.retrieved:
        return printed, ()
    newest = max((r.day for r in file.rows if r.day and r.day <= on), default=None)
    if newest is None:
        raise InputError(
            "prints no date of itself and none of its entries.",
            where=read.source,
            remedy="Say on which day you saved it: --retrieved YYYY-MM-DD.",
        )
    said = (
        f"The file prints no date of itself: it counts as read on {newest}, the day of"
        " its newest entry. If you saved it later, say so: --retrieved YYYY-MM-DD."
    )
    return newest, (said,)


def organisations_in(file: ListFile) -> ListFile:
    """Leave out what reads as a person's name in a table that tells no kinds.

    The other shapes say of each record what it is, and were asked at the door.
    """
    if file.form != "csv":
        return file
    rows = tuple(r for r in file.rows if not normal(r.name).is_masked)
    return replace(file, rows=rows, persons=file.persons + len(file.rows) - len(rows))


def is_known(file: ListFile, versions: Sequence[Version], seen: date) -> bool:
    """Whether the newest version is this very file, as read on the same day."""
    if not versions:
        return False
    newest = versions[-1]
    return newest.edition.sha256 == file.sha256 and newest.seen == seen


def last_of(
    key: str, versions: list[Version], seen: date
) -> tuple[Last, Version | None]:
    """Give what was known of the list on the day of the new file."""
    held = {e.list_key: e for e in editions(seen, [v.path for v in versions])}
    version = newest_known(versions, seen)
    kept = version.kept if version else {}
    printed = version.printed if version else {}
    unprinted = frozenset(version.header.get("unprinted") or ()) if version else ()
    return Last(held.get(key), kept, printed, frozenset(unprinted)), version


def check_plausible(
    about: Description, file: ListFile, last: Edition | None, *, source: str
) -> None:
    """Refuse a file that cannot be the whole list.

    Raises:
        InputError: says what was expected and what was seen.

    """
    low, high = about.plausible
    count = len(file.rows) if file.form in ("csl", "sdn", "ftm") else file.printed
    dropped = file.persons + file.untold
    also = f" ({dropped} more were persons or could be)" if dropped else ""
    if not low <= count <= high:
        raise InputError(
            f"implausible: expected {low} to {high} rows, seen {count}{also}."
            " Nothing was stored.",
            where=source,
            remedy="The page may be cut off, changed or another one. Save it whole from"
            f" {about.url or 'its publisher'} and use --from FILE.",
        )
    if about.reader["form"] != "sections" or not file.sections:
        return
    held = {
        s for x in (last.listings if last else ()) for s, p in x.sections if not p.end
    }
    if missing := sorted(held - set(file.sections)):
        raise InputError(
            f"the tables of section {', '.join(missing)} are missing: expected"
            f" {', '.join(sorted(held))}, seen {', '.join(sorted(file.sections))}."
            " Nothing was stored.",
            where=source,
            remedy="Save the page whole and use --from FILE.",
        )
    undated = sum(row.day is None for row in file.rows)
    if file.form == "page" and undated * 10 > len(file.rows):
        raise InputError(
            f"{undated} of {len(file.rows)} rows have no readable date: the page has"
            " changed. Nothing was stored.",
            where=source,
            remedy="Save the page, and report how it prints its dates.",
        )


def refused(
    about: Description, result: Relisting, file: ListFile, *, read: ReadFile, case: Path
) -> InputError:
    """Say who is gone from a list, and how that can be accepted."""
    gone = [f"{x.name} (since {x.span.start})" for x in result.removals]
    more = f" and {len(gone) - SHOWN} more" if len(gone) > SHOWN else ""
    newest = max((r.day for r in file.rows if r.day), default=None)
    held = max(x.span.start for x in result.removals)
    stale = (
        f" The file's newest entry is of {newest}, one of these of {held}: the file may"
        " be an old one."
        if newest and held > newest
        else ""
    )
    listed = sum(x.span.end is None for x in result.listings.values())
    saved = [] if read.fetched else ["--from", str(read.path)]
    day = ["--retrieved", str(read.retrieved)] if saved and read.retrieved else []
    call = ["whence", "lists", "update", about.key, *saved, *day, "--case", str(case)]
    return InputError(
        f"{len(gone)} of {listed} listed before are not in it:"
        f" {'; '.join(gone[:SHOWN])}{more}.{stale} Nothing was stored.",
        where=read.source,
        remedy="If they were removed, give the notice that says so, and your handle:"
        f" `{shlex.join(call)} --accept-removals REFERENCE --by HANDLE`. If the notice"
        " names some of them, add --removed NAME for each; with --keep-removed instead"
        " all stay listed, and the rest of the file is taken.",
    )


def header_of(
    about: Description,
    file: ListFile,
    read: ReadFile,
    *,
    published: date | None,
    seen: date,
) -> dict[str, Any]:
    """Describe a version: where it came from, its days, and whose copy it is."""
    forms = about.reader.get("publisher_forms", ())
    own_copy = file.form in forms
    counted = f"{file.printed} rows of {read.source} as read on {seen}"
    dropped = [
        f"{count} {what} dropped"
        for count, what in (
            (file.persons, "persons"),
            (file.untold, "that may be persons"),
            (file.others, "that name no party"),
        )
        if count
    ]
    whose = "the publisher's own" if own_copy else "a copy, not the publisher's own"
    return {
        "format": FORMAT,
        "key": about.key,
        "title": about.title,
        "publisher": about.publisher,
        "reference": about.reference,
        "source": read.source,
        "seen_at": read.source,
        "sha256": file.sha256,
        "form": file.form,
        "published": published,
        "retrieved": read.retrieved,
        "known": published or read.retrieved,
        "seen": seen,
        "own_copy": own_copy,
        "complete": True,
        "coverage": "; ".join([f"{counted}, {whose}", *dropped]) + ".",
        "printed": file.printed,
        "persons": file.persons,
        "untold": file.untold,
        "others": file.others,
        "cache": {
            "etag": read.fetched.etag if read.fetched else "",
            "last_modified": read.fetched.last_modified if read.fetched else "",
        },
    }


def removals_known(last: Edition | None, version: Version | None, seen: date) -> date:
    """Carry on from when removals are known; with nothing before, from today.

    A list of which no whole version was ever dated says nothing of earlier removals.
    """
    if last is None or (version is None and last.published is None):
        return seen
    return last.removals_known_since or seen
