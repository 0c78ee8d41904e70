"""`whence docket open`: a detention onto the desk."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from whence.cli.docket import now
from whence.cli.docket.shared import (
    case_option,
    day_option,
    marks_of,
    print_head,
    print_timeline,
)
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("open", epilog=EXIT_CODES)
@click.argument("notices", nargs=-1, type=click.Path(path_type=Path))
@day_option("--presented", "Day of presentation for examination, if known.")
@day_option("--arrived", "Day of arrival in port.")
@day_option("--imported", "Day of importation.")
@day_option("--entered", "Day of the entry.")
@day_option("--detained", "Day of the decision to detain.")
@day_option("--noticed", "Day of the notice.")
@day_option("--task-due", "Day on which the portal wants the answer.")
@click.option("--as", "key", default="", help="A name for it.  [default: its number]")
@click.option("--entry", default="", help="Number of the entry.")
@click.option("--commodity", default="", help="Whose requirements apply, as cotton.")
@click.option("--measure", default="", help="Law or order, such as us/uflpa.")
@click.option("--order", is_flag=True, help="Held under a Withhold Release Order.")
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    /,
    notices: tuple[Path, ...],
    *,
    key: str,
    entry: str,
    commodity: str,
    measure: str,
    order: bool,
    case: Path,
    as_json: bool,
    **days: datetime | None,
) -> int:
    """Open a docket by its NOTICES, or by its days where they cannot be read.

    A day given here holds before the notice's own. Where nobody knows when the goods
    were presented, the earliest day that it can have been is counted from, and said.

    \b
    Examples:
      whence docket open notice.pdf attachment.pdf --case acme --commodity cotton
      whence docket open --presented 2026-06-03 --noticed 2026-06-10 --as D-1
               --case acme
    """  # noqa: D301
    from whence.jobs.docket_open import OpenRequest, open_docket

    result = open_docket(
        OpenRequest(
            case=case,
            on=today,
            at=now(),
            notices=notices,
            days=marks_of(days),
            key=key,
            entry=entry,
            commodity=commodity,
            measure=measure,
            order=order,
        )
    )
    if as_json:
        print_json(asdict(result))
        return 0
    print_head(result.docket)
    if result.docket.header.layout:
        click.echo(clean(f"  read: {result.docket.header.layout}"))
    for fact in result.docket.facts:
        basis = f" ({fact.basis})" if fact.basis else ""
        click.echo(clean(f"  {fact.mark.value.replace('_', ' ')}: {fact.day}{basis}"))
    for line in result.unread:
        click.echo(clean(f"not read: {line}"), err=True)
    print_timeline(result.timeline, today)
    return 0
