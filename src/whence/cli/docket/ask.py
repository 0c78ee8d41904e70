"""`whence docket ask`: note that papers were asked for."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from whence.cli.docket.shared import case_option, day_option
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("ask", epilog=EXIT_CODES)
@click.option("--supplier", required=True, help="Whom you ask.")
@click.option("--stage", required=True, help="Stage of the goods, such as spin.")
@click.option("--paper", "papers", multiple=True, help="Kind; may be given again.")
@click.option("--commodity", default="", help="Whose requirements name the papers.")
@click.option("--country", default="", help="Where the supplier is.")
@click.option("--about", default="", help="Order, lot or goods.")
@day_option("--on", "Day on which you asked.  [default: today]")
@day_option("--by", "Day by which they should answer.  [default: by policy]")
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    *,
    supplier: str,
    stage: str,
    papers: tuple[str, ...],
    commodity: str,
    country: str,
    about: str,
    on: datetime | None,
    by: datetime | None,
    case: Path,
    as_json: bool,
) -> int:
    """Note which papers a supplier is asked for; nothing is sent to anybody.

    Without --paper, all that the requirements of --commodity name for the stage.

    \b
    Example:
      whence docket ask --supplier "Kalindri Spinning Mills Ltd." --country BD
               --stage spin --commodity cotton --about "lot YK-118" --case acme
    """  # noqa: D301
    from whence.jobs.docket_ask import AskRequest, ask

    found = ask(
        AskRequest(
            case=case,
            supplier=supplier,
            stage=stage,
            asked=on.date() if on else today,
            papers=papers,
            country=country,
            about=about,
            due=by.date() if by else None,
            commodity=commodity,
        )
    )
    if as_json:
        print_json({"requests": [asdict(r) for r in found]})
        return 0
    for request in found:
        paper = request.paper.replace("_", " ")
        what = f"{paper}, {request.stage}, by {request.due}"
        click.echo(clean(f"{request.key}  {what}: {supplier}"))
    if not found:
        click.echo("All of these are asked for already.")
    return 0
