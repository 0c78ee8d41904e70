"""Lines of `whence lists`: what is held, what an update brought, whom it touches."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from whence.cli.render import clean
from whence.report.counting import counted

if TYPE_CHECKING:
    from whence.jobs.list_diff import Diff
    from whence.jobs.list_known import KnownResult
    from whence.jobs.list_update import Updated
    from whence.jobs.lists import Status
    from whence.jobs.steps.touched import Touched
    from whence.model.listfile import ListEvent
    from whence.model.listing import Edition, Listing

MOST_EVENTS = 50
"""Events of a kind that are shown; a first version adds thousands. What burdens nobody
any more is always shown whole."""
LEAVING = frozenset({"remove", "ended", "alias-removed", "unplace", "unprinted"})
MOST_TOUCHES = 5
"""Listings shown for one party; a file and --json hold all."""


def status_json(row: "Status") -> dict[str, object]:
    """Give a list's status for machines."""
    held = row.held
    return {
        "key": row.key,
        "title": row.title,
        "url": row.url,
        "versions": row.versions,
        "published": held.published if held else None,
        "retrieved": held.retrieved if held else None,
        "rows": held.rows if held else 0,
        "standing": row.standing,
        "sha256": held.sha256 if held else "",
        "own_copy": held.own_copy if held else False,
        "complete": held.complete if held else False,
        "age_days": row.age_days,
        "refresh_days": row.refresh_days,
        "due": row.is_due,
        "gate": asdict(row.gate) if row.gate else None,
    }


def print_status(row: "Status") -> None:
    """Print a list's status."""
    click.echo(clean(f"{row.key}  {row.title}"))
    if row.held is None:
        click.echo("  nothing is held")
        return
    kept = f"{counted(row.versions, 'version')} kept" if row.versions else "as shipped"
    if row.age_days is None:
        age = "never dated"
    else:
        age = f"{counted(row.age_days, 'day')} old"
    due = ", due for an update" if row.is_due else ""
    left = row.held.rows - row.standing
    others = f" (and {left:,} who left it, or come later)" if left else ""
    standing = counted(row.standing, "organisation")
    click.echo(f"  {standing} on it{others}, {kept}, {age}{due}")
    click.echo(clean(f"  {row.held.coverage}"))
    if row.gate is not None:
        word = "open" if row.gate.passes else "shut"
        click.echo(clean(f"  gate for goods imported today: {word}: {row.gate.reason}"))


def print_list(edition: "Edition", rows: Sequence["Listing"], *, day: date) -> None:
    """Print who stands on a list on a day."""
    count = counted(len(rows), "organisation")
    click.echo(clean(f"{edition.title}, as known on {day}: {count}"))
    click.echo(clean(f"  {edition.coverage}"))
    if not rows:
        click.echo("  That is no clear result: no entry was known by that day.")
    for row in rows:
        for line in _listing_lines(row):
            click.echo(clean(line))


def print_updated(row: "Updated") -> None:
    """Print what an update brought."""
    for address, outcome in row.requests:
        click.echo(clean(f"network: {address}: {outcome}"))
    click.echo(clean(f"{row.key}  {row.title}"))
    click.echo(
        clean(
            f"  version {row.number}, {counted(row.rows, 'row')},"
            f" {counted(row.entities, 'organisation')},"
            f" sha256 {row.sha256[:16]}..., from {row.source}"
        )
    )
    if row.persons:
        click.echo(f"  dropped, and not kept: {counted(row.persons, 'person')}")
    if row.untold:
        records = counted(row.untold, "record")
        click.echo(f"  dropped, and not kept: {records} that may be of a person")
    for note in row.notes:
        click.echo(clean(f"  {note}"))
    _print_events(row.events)
    if not row.events:
        click.echo("  nothing changed")
    word = "open" if row.gate.passes else "shut"
    click.echo(clean(f"  gate: {word}: {row.gate.reason}"))


def print_known(result: "KnownResult", case: str) -> None:
    """Print which names and relations were taken, and which rows were not."""
    click.echo(f"{counted(len(result.taken), 'row')} taken into {clean(case)}")
    for row in result.taken[:MOST_EVENTS]:
        is_name = row.relation == "alias"
        how = "another name of" if is_name else f"{row.relation} of"
        click.echo(
            clean(f"  {row.name}: {how} {row.listed_name} ({', '.join(row.lists)})")
        )
        click.echo(clean(f"    source: {row.reference}; known {row.known}"))
    if len(result.taken) > MOST_EVENTS:
        click.echo(f"  and {len(result.taken) - MOST_EVENTS:,} more")
    if result.again:
        click.echo(f"{counted(result.again, 'row')} stood there already")
    if result.set_aside:
        click.echo(f"{counted(len(result.set_aside), 'row')} set aside:")
    for aside in result.set_aside:
        seen = f" ({aside.detail})" if aside.detail else ""
        where = f"  {aside.source}: {aside.reason}{seen}."
        click.echo(clean(f"{where} {aside.remedy}"))


def print_diff(row: "Diff") -> None:
    """Print what changed on a list, and whom of the user's own it touches."""
    again = f", unchanged on {row.unchanged}" if row.unchanged > row.seen else ""
    said = f"{row.key}  {row.title}, version {row.number}, read {row.seen}{again}"
    click.echo(clean(said))
    _print_events(row.events)
    if not row.touched:
        click.echo("  none of the parties in this case is touched")
    for party, hits in groupby(row.touched, key=lambda t: t.party):
        found = list(hits)
        click.echo(clean(f"  TOUCHED {party} ({'; '.join(found[0].places)})"))
        for hit in found[:MOST_TOUCHES]:
            click.echo(clean(_touch_line(hit)))
        if len(found) > MOST_TOUCHES:
            rest = counted(len(found) - MOST_TOUCHES, "further line")
            click.echo(f"    and {rest}: --out FILE.xlsx has all")


def _touch_line(hit: "Touched") -> str:
    from whence.report.words import chance

    p = hit.p_related if hit.word == "related by name" else hit.p_same
    was = " by its name before" if hit.as_before else ""
    return (
        f"    {hit.word} ({chance(p)}): {hit.listed_name}{was}; {hit.change}, {hit.day}"
    )


def _print_events(events: Iterable["ListEvent"]) -> None:
    for kind, rows in groupby(events, key=lambda e: e.kind):
        found = list(rows)
        most = len(found) if kind in LEAVING else MOST_EVENTS
        for event in found[:most]:
            detail = f": {event.detail}" if event.detail else ""
            line = f"  {event.kind:13} {event.day} {event.name}{detail}"
            click.echo(clean(line))
        if len(found) > most:
            click.echo(f"  {kind:13} and {len(found) - most:,} more")


def _listing_lines(row: "Listing") -> list[str]:
    sections = ", ".join(s for s, span in row.sections if span.end is None)
    unknown = "Chinese name unknown" if row.country == "CN" else ""
    local = row.local_names[0][0] if row.local_names else unknown
    parts = [row.name, local, f"({sections})" if sections else "", row.scope]
    lines = [f"  {row.span.start} {' '.join(p for p in parts if p)}"]
    lines += [
        f"    also {name}: {reference}"
        for name, kind, reference in row.local_names
        if kind == "own"
    ]
    lines += [f"    {r.kind.value}: {r.name}: {r.reference}" for r in row.relatives]
    return lines
