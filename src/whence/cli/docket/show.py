"""`whence docket show`: a docket and its clocks."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from whence.cli.docket.shared import (
    as_of_option,
    case_option,
    docket_option,
    print_head,
    print_timeline,
)
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("show", epilog=EXIT_CODES)
@as_of_option
@docket_option
@click.option(
    "--ics", type=click.Path(path_type=Path), help="Also write a calendar file."
)
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    *,
    as_of: datetime | None,
    key: str,
    ics: Path | None,
    case: Path,
    as_json: bool,
) -> int:
    """Show what is due, by whom, until when, and by which rule.

    The first line is what comes first for the importer. A rule that was not read in
    the law itself says so.

    \b
    Examples:
      whence docket show --case acme
      whence docket show --case acme --ics detention.ics
    """  # noqa: D301
    from whence.jobs.docket_show import show_docket

    day = as_of.date() if as_of else today
    result = show_docket(case, key, today=day, calendar=ics)
    if as_json:
        print_json(asdict(result))
        return 1 if result.faults else 0
    print_head(result.docket)
    print_timeline(result.timeline, day)
    for line in result.timeline.also:
        click.echo(clean(f"also: {line}"))
    count = len(result.docket.messages)
    click.echo(f"{count} messages; `whence docket log` without a message lists them.")
    if len(result.others) > 1:
        click.echo(clean(f"dockets of this case: {', '.join(result.others)}"))
    for fault in result.faults:
        click.echo(clean(f"CUSTODY LOG: {fault}"), err=True)
    if ics is not None:
        click.echo(clean(f"Calendar: {ics}"))
    return 1 if result.faults else 0
