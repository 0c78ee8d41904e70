"""`whence docket review`: what each way of answering must show, point by point."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from whence.cli.docket.shared import case_option, docket_option
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("review", epilog=EXIT_CODES)
@click.option("--point", default="", help="Key of the point whose state you give.")
@click.option("--state", default="", help="open, in preparation, ready, not available.")
@click.option("--note", default="", help="Your words on it.")
@docket_option
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    *,
    point: str,
    state: str,
    note: str,
    key: str,
    case: Path,
    as_json: bool,
) -> int:
    """Show the applicability review and the exception as two preparations.

    A state said of one way says nothing of the other. How far the answer has come
    never changes an outcome: accepted and refused only by the authority's own paper.

    \b
    Examples:
      whence docket review --case acme
      whence docket review --point ar:gin:bale-level --state ready --case acme
    """  # noqa: D301
    from whence.jobs.docket_review import ReviewRequest, review

    result = review(ReviewRequest(case, today, key, point, state, note))
    if as_json:
        print_json(asdict(result))
        return 0
    way = ""
    for row in result.points:
        if row.way != way:
            way = row.way
            click.echo(clean(way.upper()))
        held = f" [came: {', '.join(row.held)}]" if row.held else ""
        mark = f" [{row.verification}]" if row.verification.startswith("memory") else ""
        click.echo(clean(f"  {row.state.value:15} {row.key}: {row.text}{held}{mark}"))
        if row.note:
            click.echo(clean(f"  {'':15} {row.note}"))
    answer = result.answer
    by = f", {answer.day}, {answer.shown_by}" if answer.day else ""
    click.echo(clean(f"Answer to {answer.docket}: {answer.state.value}{by}"))
    return 0
