"""`whence trace export`."""

from dataclasses import asdict
from pathlib import Path

import click

from whence.cli.render import (
    EXIT_CODES,
    Progress,
    as_json_option,
    print_ending,
    print_json,
    verbose_option,
)
from whence.cli.trace.options import case_option, in_bytes, memory_option


@click.command("export", epilog=EXIT_CODES)
@case_option
@click.option(
    "--to", required=True, metavar="URL", help="A folder, or s3://..., gs://... ."
)
@click.option("--records", is_flag=True, help="Write every single record as well.")
@memory_option
@as_json_option
@verbose_option
def export_command(
    *,
    case: Path,
    to: str,
    records: bool,
    memory: float,
    as_json: bool,
    verbose: bool,
) -> int:
    """Write the store as Parquet, for the engine of a cluster.

    Names of parties stay in the store: a cluster counts with numbers. Nothing leaves
    this machine unless --to names a place elsewhere.

    \b
    Example:
      whence trace export --case acme --to s3://our-bucket/acme
    """  # noqa: D301
    from whence.jobs.trace_export import ExportRequest, export

    with Progress(verbose=verbose) as progress:
        result = export(
            ExportRequest(
                case, to, records=records, memory=in_bytes(memory), progress=progress
            )
        )
    if as_json:
        print_json(asdict(result))
        return 0
    click.echo(
        f"{result.lanes:,} lanes of {result.parties:,} parties ({result.generation})"
    )
    if records:
        click.echo(f"{result.records:,} records")
    print_ending((), [result.to])
    return 0
