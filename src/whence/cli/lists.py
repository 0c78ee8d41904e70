"""`whence lists`: what is held of each official list, and reading it anew."""

import shlex
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json

if TYPE_CHECKING:
    from whence.jobs.list_update import Updated
    from whence.jobs.lists import Diff, Status
    from whence.model.listfile import ListEvent
    from whence.model.listing import Listing

_case = click.option(
    "--case",
    type=click.Path(path_type=Path),
    help="Folder of the case that keeps the versions.  [default: only what ships]",
)
_needed_case = click.option(
    "--case",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the case that keeps the versions.",
)


@click.group("lists", epilog=EXIT_CODES)
def command() -> None:
    """Keep the official lists up to date, and see what changed.

    Every version is kept in the case and never altered. Only `update` without --from
    uses the network, and it names every request it makes.

    \b
    Examples:
      whence lists status --case dossier.case
      whence lists update us-uflpa --from page.html --case dossier.case
      whence lists diff --case dossier.case
    """  # noqa: D301


@command.command("status", epilog=EXIT_CODES)
@_case
@as_json_option
@click.pass_obj
def status(today: date, *, case: Path | None, as_json: bool) -> int:
    """Say what is held of each list, how old it is, and whether the gate is open.

    \b
    Example:
      whence lists status --case dossier.case
    """  # noqa: D301
    from whence.jobs.lists import status as run

    found = run(case, on=today)
    if as_json:
        print_json({"as_of": today, "lists": [_status_json(s) for s in found]})
        return 0
    for row in found:
        _print_status(row)
    return 0


@command.command("update", epilog=EXIT_CODES)
@click.argument("key", default="")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    help="Read a file that you saved, and use no network.",
)
@click.option("--url", default="", help="Another address on this machine, for tests.")
@click.option(
    "--retrieved",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which you saved the file.  [default: the day it prints]",
)
@click.option(
    "--accept-removals",
    default="",
    metavar="REFERENCE",
    help="Accept that names are gone, under the notice that says so.",
)
@_needed_case
@as_json_option
@click.pass_obj
def update(
    today: date,
    key: str,
    *,
    file: Path | None,
    url: str,
    retrieved: datetime | None,
    accept_removals: str,
    case: Path,
    as_json: bool,
) -> int:
    """Read a list anew: from its publisher, or from a file that you saved.

    Without KEY every list that is fetched. A page that cannot be the whole list is
    refused, and so is one from which names are gone, until you give the reference of
    their removal. Nothing of a refused page is stored.

    \b
    Examples:
      whence lists update --case dossier.case
      whence lists update us-uflpa --from page.html --case dossier.case
      whence lists update us-wro --accept-removals "CBP notice of 2026-05-04"
               --case dossier.case
    """  # noqa: D301
    from whence.jobs.list_update import UpdateRequest
    from whence.jobs.list_update import update as run

    result = run(
        UpdateRequest(
            case=case,
            on=today,
            key=key,
            file=file,
            url=url,
            accept_removals=accept_removals.strip(),
            retrieved=retrieved.date() if retrieved else None,
        )
    )
    if as_json:
        print_json(
            {
                "updated": [asdict(u) for u in result.updated],
                "failures": [str(f) for f in result.failures],
            }
        )
    else:
        for row in result.updated:
            _print_updated(row)
        for failure in result.failures:
            click.echo(clean(f"not updated: {failure}"), err=True)
        where = shlex.quote(str(case))
        click.echo(f"Whom of yours it touches: whence lists diff --case {where}")
    return 4 if result.failures else 0


@command.command("show", epilog=EXIT_CODES)
@click.argument("key")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As it was known on this day.  [default: today]",
)
@_case
@as_json_option
@click.pass_obj
def show(
    today: date, key: str, *, as_of: datetime | None, case: Path | None, as_json: bool
) -> int:
    """Show who stands on the list KEY, as it was known on a day.

    \b
    Example:
      whence lists show us-uflpa --as-of 2025-01-15
    """  # noqa: D301
    from whence.jobs.lists import show as run
    from whence.jobs.lists import standing_on

    day = as_of.date() if as_of else today
    edition, events = run(key, case, as_of=day)
    rows = standing_on(edition, day)
    if as_json:
        print_json(
            {
                "as_of": day,
                **{k: v for k, v in asdict(edition).items() if k != "listings"},
                "events": [asdict(e) for e in events],
                "listings": [asdict(row) for row in rows],
            }
        )
        return 0
    click.echo(clean(f"{edition.title}, as known on {day}: {len(rows)} organisations"))
    click.echo(clean(f"  {edition.coverage}"))
    for row in rows:
        click.echo(clean(_listing_line(row)))
    return 0


@command.command("diff", epilog=EXIT_CODES)
@click.argument("key", default="")
@_needed_case
@as_json_option
@click.pass_obj
def diff(today: date, key: str, *, case: Path, as_json: bool) -> int:
    """Say what the newest version changed, and which of your parties it touches.

    Your parties are those in the files that the case keeps.

    \b
    Example:
      whence lists diff us-uflpa --case dossier.case
    """  # noqa: D301
    from whence.jobs.lists import diff as run

    result = run(key, case, on=today)
    if as_json:
        print_json(asdict(result))
        return 0
    for row in result.lists:
        _print_diff(row)
    for note in result.notes:
        click.echo(clean(f"note: {note}"))
    return 0


def _status_json(row: "Status") -> dict[str, object]:
    held = row.held
    return {
        "key": row.key,
        "title": row.title,
        "url": row.url,
        "versions": row.versions,
        "published": held.published if held else None,
        "retrieved": held.retrieved if held else None,
        "rows": held.rows if held else 0,
        "sha256": held.sha256 if held else "",
        "own_copy": held.own_copy if held else False,
        "complete": held.complete if held else False,
        "age_days": row.age_days,
        "refresh_days": row.refresh_days,
        "due": row.is_due,
        "gate": asdict(row.gate) if row.gate else None,
    }


def _print_status(row: "Status") -> None:
    click.echo(clean(f"{row.key}  {row.title}"))
    if row.held is None:
        click.echo("  nothing is held")
        return
    kept = f"{row.versions} kept" if row.versions else "as shipped"
    age = "never dated" if row.age_days is None else f"{row.age_days} days old"
    due = ", due for an update" if row.is_due else ""
    click.echo(f"  {row.held.rows} organisations, {kept}, {age}{due}")
    click.echo(clean(f"  {row.held.coverage}"))
    if row.gate is not None:
        word = "open" if row.gate.passes else "shut"
        click.echo(clean(f"  gate for goods imported today: {word}: {row.gate.reason}"))


def _print_updated(row: "Updated") -> None:
    for address, outcome in row.requests:
        click.echo(clean(f"network: {address}: {outcome}"))
    click.echo(clean(f"{row.key}  {row.title}"))
    click.echo(
        clean(
            f"  version {row.number}, {row.rows} rows, {row.entities} organisations,"
            f" sha256 {row.sha256[:16]}..., from {row.source}"
        )
    )
    for count, what in ((row.persons, "persons"), (row.untold, "that may be persons")):
        if count:
            click.echo(f"  {count} {what} were dropped and not kept")
    for note in row.notes:
        click.echo(clean(f"  {note}"))
    for event in row.events:
        click.echo(clean(_event_line(event)))
    if not row.events:
        click.echo("  nothing changed")
    word = "open" if row.gate.passes else "shut"
    click.echo(clean(f"  gate: {word}: {row.gate.reason}"))


def _print_diff(row: "Diff") -> None:
    click.echo(clean(f"{row.key}  {row.title}, version {row.number}, read {row.seen}"))
    for event in row.events:
        click.echo(clean(_event_line(event)))
    if not row.touched:
        click.echo("  none of the parties in this case is touched")
    for hit in row.touched:
        was = ", by its name before" if hit.as_before else ""
        click.echo(
            clean(
                f"  TOUCHED {hit.party} ({'; '.join(hit.places)}): {hit.standing} of"
                f" {hit.listed_name}{was}, p {hit.p_same:.2f}; {hit.change}, {hit.day}"
            )
        )


def _event_line(event: "ListEvent") -> str:
    detail = f": {event.detail}" if event.detail else ""
    return f"  {event.kind:13} {event.day} {event.name}{detail}"


def _listing_line(row: "Listing") -> str:
    sections = ", ".join(s for s, span in row.sections if span.end is None)
    unknown = "Chinese name unknown" if row.country == "CN" else ""
    local = row.local_names[0][0] if row.local_names else unknown
    parts = [row.name, local, f"({sections})" if sections else "", row.scope]
    return f"  {row.span.start} {' '.join(p for p in parts if p)}"
