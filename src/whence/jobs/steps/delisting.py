"""A listing that a newly read file does not name: ended, removed, or kept.

It is removed by the list's own status, or by a notice that a person accepts. Else it
stays, and says so.
"""

from dataclasses import replace
from datetime import date

from whence.jobs.steps.accepting import KEPT
from whence.jobs.steps.list_ground import Ground, Last, Relisting
from whence.jobs.steps.list_pairs import loose
from whence.model.listfile import ListEvent
from whence.model.listing import Listing
from whence.model.span import Span


def absent(
    out: Relisting,
    old: Listing,
    ended: frozenset[str],
    *,
    last: Last,
    ground: Ground,
) -> None:
    """Decide on a listing that the file does not name; `ended` names who has."""
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
        return
    out.gone += old.names
    accepted = ground.accepted.of(old.names)
    is_press = old.grade == ground.about.reader.get("unconfirmed")
    if accepted:
        kind, was = ("unconfirmed", "dropped") if is_press else ("remove", "removed")
        out.listings[old.key] = _closed(old, end, f"{was}: {accepted}")
    else:
        kind = "unconfirmed" if is_press else "unprinted"
        if not is_press:
            out.unprinted.add(old.key)
            out.removals += [] if old.key in last.unprinted else [old]
    detail = f"accepted: {accepted}" if accepted else KEPT
    out.events.append(ListEvent(kind, old.key, old.name, end, detail))


def _closed(old: Listing, end: date, note: str) -> Listing:
    if end <= old.span.start:
        return replace(old, note=note)
    sections = tuple(
        (s, p if p.end is not None else Span(p.start, max(end, p.start)))
        for s, p in old.sections
    )
    return replace(old, span=Span(old.span.start, end), sections=sections, note=note)
