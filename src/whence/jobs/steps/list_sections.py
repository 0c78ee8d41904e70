"""Sections of a listing as a newly read file prints them, and the days of changes."""

from datetime import date

from whence.jobs.steps.list_ground import Ground, Last, Relisting
from whence.jobs.steps.list_pairs import Entry
from whence.model.listfile import ListEvent
from whence.model.listing import Listing
from whence.model.span import Span
from whence.shelf.list_files import Printed


def sections_of(
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
        when = after(now.get(to) or day, old.span.start, ground.seen)
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


def after(day: date, start: date, seen: date) -> date:
    """A change is never older than the listing; else it counts from when seen."""
    return day if day > start else seen


def day_of_change(rows: Entry, old: Listing, last: Last, ground: Ground) -> date:
    """Give the day of a change: one newly printed, else the day it was seen."""
    before = {day for _, day in last.printed.get(old.key, ())} or {
        p.start for _, p in old.sections
    }
    fresh = [r.day for r in rows if r.day and r.day not in before]
    return after(max(fresh, default=ground.seen), old.span.start, ground.seen)


def restated(old: Listing, printed: Printed, last: Last) -> str:
    """Say which first day the page prints otherwise than before."""
    before = dict(last.printed.get(old.key, ()))
    first = {s: p.start for s, p in old.sections if p.end is None}
    said = []
    for section, day in printed:
        known = before.get(section, first.get(section))
        if known is not None and day != known and section in first:
            said.append(f"({section}) printed {day}, first {first[section]}")
    return "; ".join(said)
