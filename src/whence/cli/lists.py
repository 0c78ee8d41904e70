"""`whence lists`: what is held of each official list, and reading it anew."""

import shlex
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from whence.cli.render import (
    EXIT_CODES,
    as_json_option,
    clean,
    print_ending,
    print_json,
)

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
    from whence.cli import list_lines
    from whence.jobs.lists import status as run

    found = run(case, on=today)
    if as_json:
        print_json(
            {"as_of": today, "lists": [list_lines.status_json(s) for s in found]}
        )
        return 0
    for row in found:
        list_lines.print_status(row)
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
    "reference",
    default="",
    metavar="REFERENCE",
    help="Accept that names are gone, under the notice that says so.",
)
@click.option(
    "--removed",
    "names",
    multiple=True,
    metavar="NAME",
    help="Whom the notice removes; may be given again.  [default: all who are gone]",
)
@click.option(
    "--keep-removed",
    "keep",
    is_flag=True,
    help="Take the rest of the file; whoever is gone and not accepted stays listed.",
)
@click.option("--by", default="", help="Your handle, kept with what you accept.")
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
    reference: str,
    names: tuple[str, ...],
    keep: bool,
    by: str,
    case: Path,
    as_json: bool,
) -> int:
    """Read a list anew: from its publisher, or from a file that you saved.

    Without KEY every list that is fetched. A page that cannot be the whole list is
    refused, and so is one from which names are gone, until you give the notice of
    their removal, for all or for some, or keep them. Nothing of a refused page is
    stored.

    \b
    Examples:
      whence lists update --case dossier.case
      whence lists update us-uflpa --from page.html --case dossier.case
      whence lists update us-wro --accept-removals "CBP notice of 2026-05-04"
               --removed "Example Mills Co." --by mk --case dossier.case
    """  # noqa: D301
    from whence.cli import list_lines
    from whence.jobs.list_update import UpdateRequest
    from whence.jobs.list_update import update as run
    from whence.jobs.steps.accepting import Acceptance

    result = run(
        UpdateRequest(
            case=case,
            on=today,
            key=key,
            file=file,
            url=url,
            accept=Acceptance(reference.strip(), by.strip(), names, keep),
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
            list_lines.print_updated(row)
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
    from whence.cli import list_lines
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
    list_lines.print_list(edition, rows, day=day)
    return 0


@command.command("known", epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "key", default="", help="Of this list only.  [default: all]")
@_needed_case
@as_json_option
@click.pass_obj
def known(today: date, file: Path, *, key: str, case: Path, as_json: bool) -> int:
    """Take names and relations of your own for listed parties into the case.

    FILE is a sheet headed: listed name, name, relation, source, known. A row without a
    source is set aside. Such a name finds candidates; a subsidiary or a parent asks.

    \b
    Example:
      whence lists known known-as.xlsx --case dossier.case
    """  # noqa: D301
    from whence.cli import list_lines
    from whence.jobs.list_known import KnownRequest
    from whence.jobs.list_known import known as run

    result = run(KnownRequest(case, file, today, key))
    if as_json:
        print_json(asdict(result))
    else:
        list_lines.print_known(result, str(case))
    return 4 if result.set_aside else 0


@command.command("diff", epilog=EXIT_CODES)
@click.argument("key", default="")
@_needed_case
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Every change read after this day.  [default: the newest change]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write it all to this file too: .xlsx or .csv.",
)
@as_json_option
@click.pass_obj
def diff(
    today: date,
    key: str,
    *,
    case: Path,
    since: datetime | None,
    out: Path | None,
    as_json: bool,
) -> int:
    """Say what the newest change of a list was, and which of your parties it touches.

    Your parties are those in the files that the case keeps.

    \b
    Examples:
      whence lists diff us-uflpa --case dossier.case
      whence lists diff --since 2026-06-26 --out touched.xlsx --case dossier.case
    """  # noqa: D301
    from whence.cli import list_lines
    from whence.jobs.list_diff import DiffRequest
    from whence.jobs.list_diff import diff as run

    day = since.date() if since else None
    result = run(DiffRequest(case, today, key, day, out))
    if as_json:
        print_json(asdict(result))
        return 0
    for row in result.lists:
        list_lines.print_diff(row)
    print_ending((f"note: {note}" for note in result.notes), [out])
    return 0
