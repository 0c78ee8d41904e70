"""`whence docket compare`: in what the next chain differs from a released one."""

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


@click.command("compare", epilog=EXIT_CODES)
@click.argument("fingerprint", type=click.Path(path_type=Path))
@click.argument("papers", type=click.Path(path_type=Path))
@index_option
@out_option
@docket_option
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    fingerprint: Path,
    papers: Path,
    *,
    index: Path | None,
    out: Path,
    key: str,
    case: Path,
    as_json: bool,
) -> int:
    """Hold the chain in PAPERS against a FINGERPRINT; list every difference.

    Where there is none, the summary tracing report is written: the producers of each
    stage and a business record for each. With differences the exit code is 10.

    \b
    Example:
      whence docket compare released.json documents --case acme --docket D-2
               --out summary.txt
    """  # noqa: D301
    from whence.jobs.docket_binder import BinderRequest
    from whence.jobs.docket_compare import compare

    request = BinderRequest(case, papers, out, today, docket=key, index=index)
    result = compare(request, fingerprint)
    if as_json:
        print_json(asdict(result))
        return 10 if result.differences else 0
    for row in result.differences:
        where = f" in {row.step}" if row.step else ""
        was, now = row.was or "not there", row.now or "not there"
        click.echo(clean(f"{row.sort}{where}: was {was}, now {now}"))
    if result.report:
        click.echo(clean(f"Identical. Summary tracing report: {out}"))
    else:
        click.echo(f"{len(result.differences)} differences; no summary was written.")
    return 10 if result.differences else 0
