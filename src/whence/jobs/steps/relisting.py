"""A newly read list against the last version: who is who, and what changed.

A listing keeps its key and its first day, whatever the page prints now. Nothing that
burdens a party goes away silently: a removed entity needs a reference, and without
one an alias that is no longer printed stays, and says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from whence.jobs.steps.list_pairs import (
    Entry,
    Ground,
    by_string,
    entries_of,
    loose,
    pairs_of,
)
from whence.model.listfile import ListEvent, ListFile, ListRow
from whence.model.listing import Edition, Listing
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.shelf.list_files import Printed
from whence.shelf.own_lists import listing_key, slug


@dataclass(slots=True)
class Relisting:
    """What came of it; `removals` wait for a reference unless one was given."""

    listings: dict[str, Listing] = field(default_factory=dict)
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    printed: dict[str, Printed] = field(default_factory=dict)
    events: list[ListEvent] = field(default_factory=list)
    removals: list[Listing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Last:
    """The last version: its edition, former names kept, and days as printed."""

    edition: Edition | None
    kept: Mapping[str, tuple[str, ...]]
    printed: Mapping[str, Printed]


def relist(
    file: ListFile, last: Last, ground: Ground, *, strings: Mapping[str, Sequence[str]]
) -> Relisting:
    """Hold the rows of a file against the last version.

    `strings` are keys by the whole string of an order, for strings known before.
    """
    out = Relisting()
    old = {x.key: x for x in last.edition.listings} if last.edition else {}
    standing = {k: x for k, x in old.items() if x.span.end is None}
    entries, ended, known = entries_of(file, ground.about, strings)
    pairs = pairs_of(entries, standing, ground)
    for name, listings in pairs.items():
        for listing in listings:
            _again(out, listing, entries[name], last=last, ground=ground)
    for key, row in by_string(known, standing).items():
        if key not in out.listings:
            _same(out, standing[key], row, last=last, ground=ground)
    for name in entries.keys() - pairs.keys():
        _new(out, entries[name], ground, old)
    for key, listing in old.items():
        if key not in out.listings:
            _absent(out, listing, ended, last=last, ground=ground)
    out.events.sort(key=lambda e: (e.kind, e.name, e.detail))
    out.removals.sort(key=lambda x: x.key)
    return out


def _again(
    out: Relisting, old: Listing, rows: Entry, *, last: Last, ground: Ground
) -> None:
    """Bring a listing up to the page: names, sections, scope; never its first day."""
    main = next((r for r in rows if loose(r.name) == loose(old.name)), rows[0])
    day = _day(rows, old, last, ground)
    renamed = loose(main.name) != loose(old.name)
    if renamed:
        detail = f"before: {old.name}"
        out.events.append(ListEvent("rename", old.key, main.name, day, detail))
    names = _names(rows, main)
    kept = _kept(out, old, names, main.name, day=day, last=last, ground=ground)
    sections = _sections(out, old, rows, day=day, ground=ground)
    printed = tuple(sorted({(r.section, r.day) for r in rows if r.day}))
    if stated := _restated(old, printed, last):
        out.events.append(
            ListEvent("restated", old.key, main.name, ground.seen, stated)
        )
    undated = old.span.start == ground.about.earliest
    first = min((r.day for r in rows if r.day), default=None)
    start = first if undated and first else old.span.start
    scope = next((r.scope for r in rows if r.scope), "") or old.scope
    out.listings[old.key] = replace(
        old,
        name=main.name,
        names=(*names, *kept),
        local_names=tuple((n, "list", ground.reference) for r in rows for n in r.local),
        span=Span(start, old.span.end),
        sections=sections,
        scope=scope,
        country=old.country or next((r.country for r in rows if r.country), ""),
        identifiers=_codes(rows),
        grade=Grade.OFFICIAL if first or not undated else old.grade,
        source=Source(ground.sha256, ground.reference),
        note=f"before: {old.name}" if renamed else old.note,
    )
    former = set(last.kept.get(old.key, ())) | ({old.name} if renamed else set())
    # Printed today or not: a former name that the page stops printing stays one.
    past = {loose(n) for n in former}
    out.kept[old.key] = tuple(n for n in (*names[1:], *kept) if loose(n) in past)
    out.printed[old.key] = printed


def _same(
    out: Relisting, old: Listing, row: ListRow, *, last: Last, ground: Ground
) -> None:
    """Keep a listing whose whole string is printed as before."""
    undated = old.span.start == ground.about.earliest
    start = row.day if undated and row.day else old.span.start
    out.listings[old.key] = replace(
        old,
        span=Span(start, old.span.end),
        grade=Grade.OFFICIAL if row.day else old.grade,
        source=Source(ground.sha256, ground.reference),
    )
    out.kept[old.key] = last.kept.get(old.key, ())
    out.printed[old.key] = (("", row.day),) if row.day else ()


def _codes(rows: Entry) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(pair for row in rows for pair in row.identifiers))


def _names(rows: Entry, main: ListRow) -> tuple[str, ...]:
    """Give the names as printed, each once, the official one first."""
    every = [main.name]
    every += [n for row in rows for n in (row.name, *row.aliases, *row.formerly)]
    return tuple({slug(n): n for n in reversed(every)}[s] for s in _slugs(every))


def _slugs(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(slug, names)))


def _kept(
    out: Relisting,
    old: Listing,
    names: Sequence[str],
    main: str,
    *,
    day: date,
    last: Last,
    ground: Ground,
) -> tuple[str, ...]:
    """Give the old names that stay though the page no longer prints them."""
    printed = {loose(n) for n in names}
    former = {old.name, *last.kept.get(old.key, ())}
    stays = []
    for name in dict.fromkeys(old.names):
        if loose(name) in printed:
            continue
        if name in former:
            stays.append(name)
            continue
        how = (
            f"accepted: {ground.accepted}" if ground.accepted else "kept: not accepted"
        )
        detail = f"{name} ({how})"
        out.events.append(ListEvent("alias-removed", old.key, main, day, detail))
        if not ground.accepted:
            stays.append(name)
    before = {loose(n) for n in old.names}
    for name in names[1:]:
        if loose(name) not in before and f"({name})" not in old.name:
            out.events.append(ListEvent("alias-added", old.key, main, day, name))
    return tuple(stays)


def _sections(
    out: Relisting, old: Listing, rows: Entry, *, day: date, ground: Ground
) -> tuple[tuple[str, Span], ...]:
    """Keep the first day of a section; note moves, further and lost sections."""
    now = {r.section: r.day for r in reversed(rows) if r.section}
    if not now:
        return old.sections
    held = {s for s, p in old.sections if p.end is None}
    fresh, gone = sorted(now.keys() - held), sorted(held - now.keys())
    found = list(old.sections)
    for section in gone:
        to = fresh[gone.index(section)] if gone.index(section) < len(fresh) else ""
        kind, detail = (
            ("move", f"({section}) to ({to})") if to else ("unplace", section)
        )
        when = _after(now.get(to) or day, old.span.start, ground.seen)
        out.events.append(ListEvent(kind, old.key, old.name, when, detail))
        found = [
            (
                s,
                Span(p.start, max(when, p.start))
                if s == section and p.end is None
                else p,
            )
            for s, p in found
        ]
    for section in fresh:
        when = now[section] or ground.seen
        if fresh.index(section) >= len(gone) and held:
            out.events.append(
                ListEvent("place", old.key, old.name, when, f"({section})")
            )
        found.append((section, Span(when)))
    return tuple(sorted(found))


def _after(day: date, start: date, seen: date) -> date:
    """A change is never older than the listing; else it counts from when seen."""
    return day if day > start else seen


def _day(rows: Entry, old: Listing, last: Last, ground: Ground) -> date:
    """Give the day of a change: one newly printed, else the day it was seen."""
    before = {day for _, day in last.printed.get(old.key, ())} or {
        p.start for _, p in old.sections
    }
    fresh = [r.day for r in rows if r.day and r.day not in before]
    return _after(max(fresh, default=ground.seen), old.span.start, ground.seen)


def _restated(old: Listing, printed: Printed, last: Last) -> str:
    """Say which first day the page prints otherwise than before."""
    before = dict(last.printed.get(old.key, ()))
    first = {s: p.start for s, p in old.sections if p.end is None}
    said = []
    for section, day in printed:
        known = before.get(section, first.get(section))
        if known is not None and day != known and section in first:
            said.append(f"({section}) printed {day}, first {first[section]}")
    return "; ".join(said)


def _new(
    out: Relisting, rows: Entry, ground: Ground, old: Mapping[str, Listing]
) -> None:
    """Add an entity that was not there."""
    main, key = rows[0], ground.about.key
    days = [r.day for r in rows if r.day]
    start = min(days, default=ground.about.earliest or ground.seen)
    own = listing_key(key, main.name, start)
    while own in old or own in out.listings:
        own += "-again"
    sections = {r.section: Span(r.day or start) for r in reversed(rows) if r.section}
    out.listings[own] = Listing(
        key=own,
        list_key=key,
        name=main.name,
        names=_names(rows, main),
        local_names=tuple((n, "list", ground.reference) for r in rows for n in r.local),
        span=Span(start),
        sections=tuple(sorted(sections.items())),
        scope=next((r.scope for r in rows if r.scope), ""),
        country=next((r.country for r in rows if r.country), "")
        or str(ground.about.reader.get("country", "")),
        province="",
        identifiers=_codes(rows),
        grade=Grade.OFFICIAL if days or not ground.about.earliest else Grade.DECLARED,
        source=Source(ground.sha256, ground.reference),
        note=next((r.note for r in rows if r.note), ""),
    )
    where = ", ".join(f"({s})" for s in sorted(sections))
    out.printed[own] = tuple(sorted({(r.section, r.day) for r in rows if r.day}))
    out.events.append(ListEvent("add", own, main.name, start, where))


def _absent(
    out: Relisting,
    old: Listing,
    ended: frozenset[str],
    *,
    last: Last,
    ground: Ground,
) -> None:
    """Decide on a listing that the file does not name."""
    out.kept[old.key] = last.kept.get(old.key, ())
    out.printed[old.key] = last.printed.get(old.key, ())
    out.listings[old.key] = old
    if old.span.end is not None or old.span.start > ground.seen:
        return
    end = max(ground.seen, old.span.start)
    if loose(old.name) in ended or old.key.rpartition("/")[2] in ended:
        detail = "the list's own status says so"
        out.events.append(ListEvent("ended", old.key, old.name, end, detail))
        out.listings[old.key] = _closed(old, end, "ended by the list's own status")
    elif old.grade == ground.about.reader.get("unconfirmed"):
        how = (
            f"accepted: {ground.accepted}" if ground.accepted else "kept: not accepted"
        )
        out.events.append(ListEvent("unconfirmed", old.key, old.name, end, how))
        if ground.accepted:
            out.listings[old.key] = _closed(old, end, f"dropped: {ground.accepted}")
    else:
        out.removals.append(old)
        detail = ground.accepted and f"accepted: {ground.accepted}"
        out.events.append(ListEvent("remove", old.key, old.name, end, detail))
        out.listings[old.key] = _closed(old, end, f"removed: {ground.accepted}")


def _closed(old: Listing, end: date, note: str) -> Listing:
    if end <= old.span.start:
        return replace(old, note=note)
    sections = tuple(
        (s, p if p.end is not None else Span(p.start, max(end, p.start)))
        for s, p in old.sections
    )
    return replace(old, span=Span(old.span.start, end), sections=sections, note=note)
