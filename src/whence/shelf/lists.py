"""Official lists as held: events replayed to the day of knowledge, and the gate.

editions      every list as it was known on a day, shipped ones and the user's own
newest_known  the version of a case that counts on a day
gate          whether a list can support `no link found` for goods imported on a day

A shipped list is a row of events, because the publisher's page overwrites its dates.
An event counts from the day it was *known* (announced or published), never earlier.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from whence.errors import DataError
from whence.model.listing import Edition, GateResult, Listing
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.shelf import rows_of, text_of, yaml_of
from whence.shelf.cited import dressed, texts
from whence.shelf.list_files import Version, is_version, read_version
from whence.shelf.own_aliases import is_aliases, with_aliases
from whence.shelf.own_lists import day_of, described, read_own, sha_of, slug, split
from whence.shelf.wording import sentences

EVENTS = frozenset({"add", "place", "move", "rename", "alias-removed", "remove"})


@dataclass(slots=True)
class _Entry:
    """A listing while its events are replayed."""

    name: str
    grade: Grade
    start: date
    scope: str
    note: str
    reference: str
    end: date | None = None
    aliases: list[str] = field(default_factory=list)
    sections: list[tuple[str, Span]] = field(default_factory=list)


def editions(as_of: date, extra: Sequence[Path] = ()) -> tuple[Edition, ...]:
    """Give every list as it was known on `as_of`, by key.

    `extra` are the YAML descriptions of the user's own lists, and of names he knows
    listed organisations by, and the versions that a case keeps. Of the versions the
    newest one known on `as_of` counts, with what shipped events say of the days after
    it. An own list published (or, with no such day, retrieved) after `as_of` is left
    out. One with the key of another list replaces it when it is the publisher's whole
    list; else its listings join the others: a thin list never hides a thick one.

    Raises:
        DataError: a row or a description is not as it should be (file and line).

    """
    held = {key: replay(as_of) for key, replay in SHIPPED.items()}
    versions = [read_version(path) for path in sorted(extra) if is_version(path)]
    for key in sorted({v.edition.list_key for v in versions}):
        newest = newest_known([v for v in versions if v.edition.list_key == key], as_of)
        if newest is not None:
            held[key] = _as_kept(newest, as_of)
    mine = sorted(p for p in extra if not is_version(p))
    names = [path for path in mine if is_aliases(path)]
    for path in mine:
        if path in names:
            continue
        own = read_own(path)
        known = own.published or own.retrieved
        if known is not None and known > as_of:
            continue
        held[own.list_key] = _joined(held.get(own.list_key), own)
    for path in names:
        known_by = with_aliases(
            held,
            path,
            as_of,
            at_last=lambda: editions(date.max, [p for p in extra if p not in names]),
        )
        held |= {known_by.list_key: known_by} if known_by else {}
    return tuple(held[key] for key in sorted(held))


def newest_known(versions: Sequence[Version], as_of: date) -> Version | None:
    """Pick the newest version of a list that was known on a day."""
    known = [v for v in versions if v.known <= as_of]
    return max(known, key=lambda v: (v.seen, v.number), default=None)


def order_strings() -> dict[str, tuple[str, ...]]:
    """Give the keys of the parties that each string of CBP's page names.

    A string that names a region, goods or a vessel has none.
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in rows_of("lists/us-wro.names.csv"):
        own = (row["key"],) if row["kind"] == "organisation" else ()
        found[row["raw"]] = (*found.get(row["raw"], ()), *own)
    return found


def gate(edition: Edition, imported: date) -> GateResult:
    """Say whether the list supports `no link found` for goods imported on a day.

    It does when the publisher's whole page or file was parsed from the publisher's
    own copy, and published or retrieved on or after the import date; for an import
    date before that day, all removals since must be known.
    """
    seen = max((d for d in (edition.published, edition.retrieved) if d), default=None)
    since = edition.removals_known_since
    passes = False
    if not edition.own_copy:
        why = "copy"
    elif not edition.complete:
        why = "part"
    elif seen is None:
        why = "undated"
    elif imported > seen:
        why = "older"
    elif imported < seen and (since is None or imported < since):
        why = "removals_before" if since else "removals"
    else:
        why, passes = "whole", True
    about = {"seen": str(seen or ""), "imported": str(imported), "since": str(since)}
    reason = sentences()[f"gate_reason.{why}"].text.format_map(about)
    return GateResult(edition.list_key, passes, reason, why, tuple(about.items()))


@lru_cache(maxsize=8)
def _replayed(as_of: date) -> Edition:
    """Replay the events of the UFLPA Entity List that were known on a day."""
    about = yaml_of("lists/us-uflpa.yml")
    file = "lists/us-uflpa.events.csv"
    entries: dict[str, _Entry] = {}
    latest: date | None = None
    for line, row in enumerate(rows_of(file), start=2):
        where = f"data/{file}, line {line}"
        known = day_of(row["known"], where)
        if known > as_of:
            continue
        _apply(entries, row, as_of=as_of, where=where)
        latest = max(known, latest or known)
    places = {r["key"]: r["province"] for r in rows_of("lists/us-uflpa.places.csv")}
    sha = sha_of(text_of(file), *texts())
    listings = tuple(
        dressed(_listing(about["key"], key, entry, sha=sha, places=places))
        for key, entry in sorted(entries.items())
    )
    read = about["retrieved"]
    thin = any(
        b["known"] <= as_of and b.get("held", b["new"]) < b["new"]
        for b in about["batches"]
    )
    return replace(
        described(about, sha, listings),
        complete=bool(listings) and not thin,
        published=read if read <= as_of else latest,
        retrieved=read if read <= as_of else None,
    )


def _apply(
    entries: dict[str, _Entry], row: Mapping[str, str], *, as_of: date, where: str
) -> None:
    """Let one event change the state of its listing."""
    day, kind, key = day_of(row["effective"], where), row["event"], row["key"]
    if kind not in EVENTS or (key in entries) is (kind == "add"):
        raise DataError(f"event {kind!r} does not fit {key!r} here.", where=where)
    if kind == "add":
        entries[key] = _Entry(
            row["name"],
            Grade(row["grade"]),
            day,
            row["scope"],
            row["note"],
            row["reference"],
        )
    entry = entries[key]
    if kind == "rename":
        entry.aliases.insert(0, entry.name)
        entry.name = row["name"]
        entry.note = f"renamed {day}, before: {entry.aliases[0]}"
    if kind in ("add", "place", "rename"):
        entry.aliases += [
            row["name"],
            *split(row["aliases"]),
            *split(row["formerly"]),
        ]
    if kind in ("add", "place") and row["section"]:
        entry.sections.append((row["section"], Span(day)))
    elif kind == "move":
        old, _, new = row["section"].partition(">")
        entry.sections = [
            (s, Span(p.start, day) if s == old and p.end is None else p)
            for s, p in entry.sections
        ] + [(new, Span(day))]
    elif kind == "alias-removed" and day <= as_of:
        gone = set(split(row["aliases"]))
        entry.aliases = [a for a in entry.aliases if a not in gone]
    elif kind == "remove":
        entry.end = day


def _listing(
    list_key: str,
    key: str,
    entry: _Entry,
    *,
    sha: str,
    places: Mapping[str, str],
) -> Listing:
    """Freeze a replayed listing."""
    names = {slug(n): n for n in reversed([entry.name, *entry.aliases])}
    return Listing(
        key=f"{list_key}/{entry.start}/{key}",
        list_key=list_key,
        name=entry.name,
        names=tuple(
            names[s] for s in dict.fromkeys(map(slug, [entry.name, *entry.aliases]))
        ),
        local_names=(),
        span=Span(entry.start, entry.end),
        sections=tuple(sorted(entry.sections)),
        scope=entry.scope,
        country="CN",
        province=places.get(key, ""),
        identifiers=(),
        grade=entry.grade,
        source=Source(sha, entry.reference),
        note=entry.note,
    )


@lru_cache(maxsize=8)
def _named(as_of: date) -> Edition:
    """Give the parties named in CBP's orders; undated ones count from the law's day.

    An undated order is graded below official: it is never missed, and never presumes.
    """
    about, file = yaml_of("lists/us-wro.yml"), "lists/us-wro.names.csv"
    sha = sha_of(text_of(file))
    listings = []
    for line, row in enumerate(rows_of(file), start=2):
        if row["kind"] != "organisation":
            continue
        dated = row["effective"]
        start = day_of(dated or str(about["earliest"]), f"data/{file}, line {line}")
        if start > as_of:
            continue
        names = dict.fromkeys([row["name"], *split(row["aliases"])])
        listings.append(
            Listing(
                key=f"{about['key']}/{start}/{row['key']}",
                list_key=about["key"],
                name=row["name"],
                names=tuple(names),
                local_names=(),
                span=Span(start),
                sections=(),
                scope=row["scope"],
                country=row["country"],
                province=row["province"],
                identifiers=(),
                grade=Grade.OFFICIAL if dated else Grade.DECLARED,
                source=Source(sha, row["reference"]),
                note=row["note"],
            )
        )
    return described(about, sha, tuple(listings))


def _as_kept(version: Version, as_of: date) -> Edition:
    """Dress a kept version: local names, and what shipped events say of later days."""
    edition = version.edition
    replay = SHIPPED.get(edition.list_key)
    if replay is None:
        return edition
    rows = {row.key: dressed(row) for row in edition.listings}
    if as_of > version.seen:
        then = {row.key: row for row in replay(version.seen).listings}
        for row in replay(as_of).listings:
            if _plain(then.get(row.key)) != _plain(row):
                rows[row.key] = row
    listings = tuple(rows[key] for key in sorted(rows))
    return replace(edition, listings=listings, rows=len(listings))


def _plain(listing: Listing | None) -> Listing | None:
    """Leave out where a listing was read, to compare what it says."""
    return listing and replace(listing, source=Source("", ""))


def _joined(shipped: Edition | None, own: Edition) -> Edition:
    """Let a whole list replace the shipped one, and a thin one only add to it."""
    if shipped is None or (own.complete and own.own_copy):
        return own
    mine = {r.key: r for r in (*shipped.listings, *own.listings)}
    rows = tuple(mine[key] for key in sorted(mine))
    return replace(own, listings=rows, rows=len(rows), complete=False)


SHIPPED: Mapping[str, Callable[[date], Edition]] = {
    "us-uflpa": _replayed,
    "us-wro": _named,
}
