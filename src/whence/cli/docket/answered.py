"""`whence docket answered`: what came of a request."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from whence.cli.docket.shared import case_option, day_option
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("answered", epilog=EXIT_CODES)
@click.argument("key", metavar="REQUEST")
@click.argument("papers", nargs=-1, type=click.Path(path_type=Path))
@day_option("--on", "Day on which it came.  [default: today]")
@day_option("--expires", "Last day on which a certificate holds.")
@click.option("--note", default="", help="What was said instead of, or beside it.")
@click.option("--withdrawn", is_flag=True, help="It is no longer asked for.")
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    key: str,
    papers: tuple[Path, ...],
    *,
    on: datetime | None,
    expires: datetime | None,
    note: str,
    withdrawn: bool,
    case: Path,
    as_json: bool,
) -> int:
    """Note that REQUEST was answered, and keep its PAPERS in the case's vault.

    A table that is a list of people is refused and left where it lies.

    \b
    Example:
      whence docket answered r-3 "scope certificate.pdf" --expires 2027-01-31
               --case acme
    """  # noqa: D301
    from whence.jobs.docket_ask import AnsweredRequest, answered

    request = answered(
        AnsweredRequest(
            case=case,
            key=key,
            on=on.date() if on else today,
            papers=papers,
            expires=expires.date() if expires else None,
            note=note,
            withdrawn=withdrawn,
        )
    )
    if as_json:
        print_json(asdict(request))
        return 0
    word = "withdrawn" if withdrawn else f"answered {request.answered}"
    ends = f", holds until {request.expires}" if request.expires else ""
    kept = f", {len(request.exhibits)} papers kept" if request.exhibits else ""
    click.echo(clean(f"{request.key}  {word}{ends}{kept}"))
    return 0
