"""A newly read list against the last version: who is who, and what changed.

A listing keeps its key and its first day, whatever the page prints now. Nothing that
burdens a party goes away silently: an entity or an alias that is no longer printed
stays, and says so, until a person accepts the notice of its removal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from whence.jobs.steps.accepting import KEPT
from whence.jobs.steps.delisting import absent
from whence.jobs.steps.list_ground import Ground, Last, Relisting
from whence.jobs.steps.list_pairs import (
    Entry,
    by_string,
    entries_of,
    loose,
    pairs_of,
)
from whence.jobs.steps.list_sections import day_of_change, restated, sections_of
from whence.model.listfile import ListEvent, ListFile, ListRow
from whence.model.listing import Listing
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.shelf.own_lists import listing_key, slug


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
    press = ground.about.reader.get("unconfirmed", "")
    pairs = pairs_of(entries, standing, press=press)
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
            absent(out, listing, ended, last=last, ground=ground)
    out.events.sort(key=lambda e: (e.kind, e.name, e.detail))
    out.removals.sort(key=lambda x: x.key)
    return out


def _again(
    out: Relisting, old: Listing, rows: Entry, *, last: Last, ground: Ground
) -> None:
    """Bring a listing up to the page: names, sections, scope; never its first day."""
    main = next((r for r in rows if loose(r.name) == loose(old.name)), rows[0])
    day = day_of_change(rows, old, last, ground)
    renamed = loose(main.name) != loose(old.name)
    if renamed:
        detail = f"before: {old.name}"
        out.events.append(ListEvent("rename", old.key, main.name, day, detail))
    names = _names(rows, main)
    kept = _kept(out, old, names, main.name, day=day, last=last, ground=ground)
    sections = sections_of(out, old, rows, day=day, ground=ground)
    printed = tuple(sorted({(r.section, r.day) for r in rows if r.day}))
    if stated := restated(old, printed, last):
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
        out.gone.append(name)
        accepted = ground.accepted.of((old.name, name))
        detail = f"{name} ({f'accepted: {accepted}' if accepted else KEPT})"
        out.events.append(ListEvent("alias-removed", old.key, main, day, detail))
        if not accepted:
            stays.append(name)
    before = {loose(n) for n in old.names}
    for name in names[1:]:
        if loose(name) not in before and f"({name})" not in old.name:
            out.events.append(ListEvent("alias-added", old.key, main, day, name))
    return tuple(stays)


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
