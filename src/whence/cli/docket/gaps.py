"""`whence docket gaps`: what a folder of papers holds, lacks and contradicts."""

from datetime import date
from pathlib import Path

import click

from whence.cli.render import (
    EXIT_CODES,
    Progress,
    as_json_option,
    clean,
    print_json,
    verbose_option,
)

ASIDE = 4


@click.command("gaps", epilog=EXIT_CODES)
@click.argument("docs", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for gaps.html, gaps.xlsx and gaps.json.",
)
@click.option(
    "--measure",
    default="us/uflpa",
    show_default=True,
    help="Whose requirements are asked.",
)
@click.option("--hs", default="", help="Code of the goods detained.")
@click.option("--no-scans", is_flag=True, help="Leave pictures of pages unread.")
@as_json_option
@verbose_option
@click.pass_obj
def command(
    today: date,
    docs: Path,
    *,
    out: Path | None,
    measure: str,
    hs: str,
    no_scans: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Hold the papers in DOCS against the chain, the requirements and each other.

    Reads PDFs, scans (where tesseract is installed), Word documents, workbooks and
    messages in English and Chinese; says which stage, document, quantity or payment is
    missing, which papers contradict, and whether the quantities add up step by step.
    A list of people is refused at the door, left where it lies and counted.

    \b
    Examples:
      whence docket gaps detention/papers --hs 6109.10 --out detention/gaps
      whence docket gaps detention/papers --json
    """  # noqa: D301
    from whence.jobs.docket_gaps import GapsRequest, find_gaps
    from whence.jobs.steps.handing_gaps import plain_of
    from whence.report.gaps_text import gaps_text

    with Progress(verbose=verbose) as progress:
        result = find_gaps(
            GapsRequest(
                docs,
                today,
                measure=measure,
                hs=hs,
                pictures=not no_scans,
                out=out,
                progress=progress,
            )
        )
    if as_json:
        print_json(plain_of(result))
    else:
        for line in gaps_text(result.held).splitlines():
            click.echo(clean(line))
        if out is not None:
            click.echo(clean(f"Written: {out / 'gaps.html'}, gaps.xlsx, gaps.json"))
    return ASIDE if result.aside else 0
