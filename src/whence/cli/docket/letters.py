"""`whence docket letters`: letters that ask for what is missing."""

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from whence.cli.docket import now
from whence.cli.docket.shared import case_option
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("letters", epilog=EXIT_CODES)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder for letters."
)
@click.option(
    "--people-in-china",
    "at_risk",
    type=click.Choice(["yes", "no"]),
    help="Whether people there could be harmed; unanswered counts as yes.",
)
@click.option("--supplier", default="", help="Only to this one.")
@click.option("--importer", default="", help="Who writes.  [default: the case's]")
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    *,
    out: Path,
    at_risk: str | None,
    supplier: str,
    importer: str,
    case: Path,
    as_json: bool,
) -> int:
    """Write a letter to each supplier who owes papers, in English and Chinese.

    Nothing is sent. Letters speak of the origin of goods only, ask for policies in
    aggregate, and never for names. At first use you are asked whether people in China
    could be harmed; until somebody answers no, nothing is collected there.

    \b
    Example:
      whence docket letters --case acme --out letters --people-in-china yes
    """  # noqa: D301
    from whence.jobs import docket_letters as job
    from whence.shelf.requests import question

    if at_risk is None and sys.stdin.isatty() and not job.at_risk(case):
        at_risk = click.prompt(
            question()[1], type=click.Choice(["yes", "no"]), default="yes"
        )
    result = job.write_letters(
        job.LettersRequest(
            case=case,
            out=out,
            as_of=today,
            at=now(),
            at_risk=at_risk or "",
            supplier=supplier,
            importer=importer,
        )
    )
    if as_json:
        print_json(asdict(result))
        return 0
    for letter in result.letters:
        asks = len(letter.asks)
        papers = "paper" if asks == 1 else "papers"
        what = f"{asks} {papers}, by {letter.due}"
        click.echo(clean(f"{letter.language}  {letter.supplier}: {what}"))
    for row in result.withheld:
        click.echo(clean(f"NOT WRITTEN  {row.reason}"))
    for law in result.laws:
        mark = f" [{law.verification}]" if not law.verification.decides else ""
        click.echo(clean(f"  law: {law.instrument}, since {law.since}{mark}"))
    if not result.at_risk:
        click.echo("The question stands in case.toml, or answer --people-in-china.")
    click.echo(clean(f"{len(result.files)} files in {out}"))
    return 0
