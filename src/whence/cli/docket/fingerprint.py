"""`whence docket fingerprint`: what made up a chain the authority released."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from whence.cli.docket.shared import (
    case_option,
    docket_option,
    index_option,
    out_option,
)
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("fingerprint", epilog=EXIT_CODES)
@click.argument("papers", type=click.Path(path_type=Path))
@index_option
@out_option
@docket_option
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    papers: Path,
    *,
    index: Path | None,
    out: Path,
    key: str,
    case: Path,
    as_json: bool,
) -> int:
    """Keep what made up the chain of a released docket, from its PAPERS.

    A release is not a finding. Without the authority's own paper there is none.

    \b
    Example:
      whence docket fingerprint documents --index binder/index.xlsx
               --case acme --out released.json
    """  # noqa: D301
    from whence.jobs.docket_binder import BinderRequest
    from whence.jobs.docket_compare import take_fingerprint

    request = BinderRequest(case, papers, out, today, docket=key, index=index)
    found = take_fingerprint(request)
    if as_json:
        print_json(asdict(found))
        return 0
    for step in found.steps:
        who = "; ".join(step.makers) or "nobody named"
        click.echo(clean(f"{step.key}: {who} ({len(step.kinds)} kinds of paper)"))
    click.echo(clean(f"Released on {found.released}. Written: {out}"))
    return 0
