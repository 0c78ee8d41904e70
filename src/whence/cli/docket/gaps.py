"""`whence docket gaps`: what a folder of papers holds, lacks and contradicts."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import (
    EXIT_CODES,
    Progress,
    as_json_option,
    clean,
    print_json,
    verbose_option,
)

if TYPE_CHECKING:
    from whence.jobs.docket_gaps_case import CaseGapsResult

ASIDE = 4


def asking_json(held: "CaseGapsResult") -> dict[str, object]:
    """Give whom to ask for what, as plain values."""
    return {
        "to_ask": [asdict(p) for p in held.proposals],
        "asked_before": [{**asdict(p), "request": why} for p, why in held.before],
        "noted": [asdict(r) for r in held.noted],
    }


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
@click.option(
    "--case", type=click.Path(path_type=Path), help="Case whose docket says the goods."
)
@click.option("--docket", default="", help="Which docket, where there are several.")
@click.option("--ask", is_flag=True, help="Note a request for each missing paper.")
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
    case: Path | None,
    docket: str,
    ask: bool,
    no_scans: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Hold the papers in DOCS against the chain, the requirements and each other.

    Reads PDFs, scans (where tesseract is installed), Word documents, workbooks and
    messages in English and Chinese; says which stage, document, quantity or payment is
    missing, which papers contradict, and whether the quantities add up step by step.
    A list of people is refused at the door, left where it lies and counted.
    With --case the docket says commodity and measure, and the list of whom to ask for
    what follows; --ask notes these requests, from which `docket letters` are written.

    \b
    Examples:
      whence docket gaps detention/papers --hs 6109.10 --out detention/gaps
      whence docket gaps detention/papers --case acme --ask
      whence docket gaps detention/papers --json
    """  # noqa: D301
    from whence.jobs.docket_gaps import GapsRequest, find_gaps
    from whence.jobs.docket_gaps_case import CaseGapsRequest, gaps_of_case
    from whence.jobs.steps.handing_gaps import plain_of
    from whence.report.gaps_text import asking_text, gaps_text

    if case is None and (ask or docket):
        raise click.UsageError("--ask and --docket need --case.")
    with Progress(verbose=verbose) as progress:
        request = GapsRequest(
            docs,
            today,
            measure=measure,
            hs=hs,
            pictures=not no_scans,
            out=out,
            progress=progress,
        )
        held = None
        if case is not None:
            held = gaps_of_case(CaseGapsRequest(request, case, docket, ask=ask))
        result = held.gaps if held is not None else find_gaps(request)
    if as_json:
        more = {} if held is None else asking_json(held)
        print_json({**plain_of(result), **more})
    else:
        for line in gaps_text(result.held).splitlines():
            click.echo(clean(line))
        if held is not None:
            for line in asking_text(
                held.proposals, held.before, [(r.key, r.supplier) for r in held.noted]
            ):
                click.echo(clean(line))
            if result.aside and held.proposals:
                click.echo("Some files were not read: a paper asked for may be there.")
        if out is not None:
            click.echo(clean(f"Written: {out / 'gaps.html'}, gaps.xlsx, gaps.json"))
    return ASIDE if result.aside else 0
