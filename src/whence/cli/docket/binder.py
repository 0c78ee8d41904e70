"""`whence docket binder`: papers, numbered to their steps, ready to be sent."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from whence.cli.docket.shared import as_of_option, case_option, docket_option
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("binder", epilog=EXIT_CODES)
@click.argument("papers", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder.")
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    help="What each paper is: the sheet of an earlier run, corrected.",
)
@click.option("--importer", default="", help="As printed.  [default: the notice's]")
@click.option(
    "--protect-sources", is_flag=True, help="Leave out what the index protects."
)
@click.option("--max-mb", type=float, default=0.0, help="Split to files so large.")
@click.option("--field-limit", type=int, default=0, help="Characters of a field.")
@docket_option
@as_of_option
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    papers: Path,
    *,
    out: Path,
    index: Path | None,
    importer: str,
    protect_sources: bool,
    max_mb: float,
    field_limit: int,
    key: str,
    as_of: datetime | None,
    case: Path,
    as_json: bool,
) -> int:
    """Bind the folder PAPERS: summary, steps, exhibits, gaps, manifest; all linked.

    Writes binder.pdf, portal.txt in plain letters and digits, native files, what files
    carry unseen, and index.xlsx: correct it and give it back with --index.

    \b
    Examples:
      whence docket binder documents --case acme --out binder
      whence docket binder documents --index binder/index.xlsx --case acme
               --out binder --max-mb 20
    """  # noqa: D301
    from whence.jobs.docket_binder import BinderRequest, make_binder
    from whence.model.binder import Edition

    result = make_binder(
        BinderRequest(
            case=case,
            papers=papers,
            out=out,
            as_of=as_of.date() if as_of else today,
            docket=key,
            index=index,
            importer=importer,
            edition=Edition.PROTECTED if protect_sources else Edition.FULL,
            most_mb=max_mb,
            field_most=field_limit,
        )
    )
    if as_json:
        print_json(asdict(result))
        return 0
    for step in result.binder.steps:
        joined = f", joined by {', '.join(step.joined)}" if step.joined else ""
        count = len(step.exhibits)
        many = f"{count} exhibit{'' if count == 1 else 's'}"
        name = f"{step.number}  {step.title}: {many}{joined}"
        click.echo(clean(name))
    for text, number in result.binder.gaps:
        click.echo(clean(f"missing in step {number}: {text}"))
    if result.hidden:
        click.echo(f"{len(result.hidden)} things that pages do not show: hidden.txt")
    for note in result.notes:
        click.echo(clean(f"note: {note}"))
    for name, size in result.files:
        if "/" not in name:
            click.echo(clean(f"{out / name}  {size:,} bytes"))
    return 0
