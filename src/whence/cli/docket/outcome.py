"""`whence docket outcome`: what came of each detention, and of which binder."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from whence.cli.docket.shared import case_option
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("outcome", epilog=EXIT_CODES)
@case_option
@as_json_option
@click.pass_obj
def command(today: date, *, case: Path, as_json: bool) -> int:
    """List every docket of the case: how far its answer came, with which binder.

    Accepted and refused only where the authority's own paper is kept.

    \b
    Example:
      whence docket outcome --case acme
    """  # noqa: D301
    from whence.jobs.docket_review import outcomes

    rows = outcomes(case)
    if as_json:
        print_json({"as_of": today, "outcomes": [asdict(row) for row in rows]})
        return 0
    for row in rows:
        when = f" on {row.day}" if row.day else ""
        days = ""
        if row.day and row.presented:
            days = f", {(row.day - row.presented).days} days after presentation"
        click.echo(clean(f"{row.docket}  {row.state.value}{when}{days}"))
        if row.shown_by:
            click.echo(clean(f"  by {row.shown_by}"))
        for day, digest in row.binders:
            click.echo(f"  binder of {day}, manifest {digest[:16]}...")
    return 0
