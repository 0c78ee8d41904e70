"""`whence docket readiness`: what each stage has, lacks and waits for."""

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from whence.cli.docket.shared import as_of_option, case_option
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("readiness", epilog=EXIT_CODES)
@click.option("--commodity", default="", help="Whose requirements apply, as cotton.")
@click.option(
    "--from",
    "filled",
    type=click.Path(path_type=Path),
    help="A filled sheet: its answers are logged first.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the sheet: .xlsx.")
@as_of_option
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    *,
    commodity: str,
    filled: Path | None,
    out: Path | None,
    as_of: datetime | None,
    case: Path,
    as_json: bool,
) -> int:
    """Say which papers each stage has, was asked for, or nobody was asked for yet.

    Fill Answered, Expires and Note in the sheet and give it back with --from.

    \b
    Examples:
      whence docket readiness --commodity cotton --case acme --out papers.xlsx
      whence docket readiness --from papers.xlsx --case acme
    """  # noqa: D301
    from whence.jobs.docket_ready import ready
    from whence.shelf.documents import title_of

    day = as_of.date() if as_of else today
    result = ready(case, today=day, commodity=commodity, filled=filled, out=out)
    if as_json:
        print_json(asdict(result))
        return 0
    if result.taken:
        click.echo(f"Answers taken: {', '.join(result.taken)}")
    stage = None
    for row in result.rows:
        if row.stage != stage:
            stage = row.stage
            click.echo(clean(stage or "no stage"))
        r = row.request
        who = f"{r.key}  {r.supplier}" if r else "nobody was asked"
        when = ""
        if r is not None:
            when = f", asked {r.asked}"
            when += f", answered {r.answered}" if r.answered else f", due {r.due}"
            when += f", holds until {r.expires}" if r.expires else ""
        mark = f" [{row.verification}]" if row.verification.startswith("memory") else ""
        paper = title_of(row.paper)
        click.echo(clean(f"  {row.standing.value:13} {paper:24} {who}{when}{mark}"))
    told = Counter(row.standing.value for row in result.rows)
    click.echo(", ".join(f"{n} {word}" for word, n in sorted(told.items())))
    if out is not None:
        click.echo(clean(f"Sheet: {out}"))
    return 0
