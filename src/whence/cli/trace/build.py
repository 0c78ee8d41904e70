"""`whence trace build`."""

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
from whence.cli.trace.options import PLACE, case_option, in_bytes, memory_option

if TYPE_CHECKING:
    from whence.jobs.trace_build import BuildResult


@click.command("build", epilog=EXIT_CODES)
@click.argument("files", nargs=-1, type=PLACE)
@case_option
@click.option(
    "--inputs",
    type=click.Choice(["copy", "link"]),
    default="copy",
    show_default=True,
    help="Copy the files into the case, or share their bytes.",
)
@click.option(
    "--relations",
    "relations",
    type=PLACE,
    multiple=True,
    help="Table of relations between firms: a former name makes two names one party.",
)
@click.option("--fresh", is_flag=True, help="Begin anew instead of adding.")
@click.option("--accept-mapping", is_flag=True, help="Take the guessed columns.")
@memory_option
@as_json_option
@verbose_option
@click.pass_obj
def build_command(
    today: date,
    files: tuple[Path, ...],
    *,
    case: Path,
    inputs: str,
    relations: tuple[Path, ...],
    fresh: bool,
    accept_mapping: bool,
    memory: float,
    as_json: bool,
    verbose: bool,
) -> int:
    """Put trade records (CSV, Parquet, XLSX) into the store of a case.

    New files join those that are there; the same file twice counts once; without files
    the store is built anew from what it holds, with what was judged since. A build that
    is interrupted goes on where it stopped when the same command is run again.

    \b
    Example:
      whence trace build imports-2015.csv imports-2016.parquet --case acme --inputs link
    """  # noqa: D301
    from whence.jobs.trace_build import BuildRequest, build

    with Progress(verbose=verbose) as progress:
        result = build(
            BuildRequest(
                files,
                case,
                today,
                link=inputs == "link",
                fresh=fresh,
                accept_mapping=accept_mapping,
                memory=in_bytes(memory),
                progress=progress,
                relations=relations,
            )
        )
    if as_json:
        print_json(asdict(result))
    else:
        _print_build(result)
    return result.exit_code


def _print_build(result: "BuildResult") -> None:
    for note in result.sources:
        click.echo(
            clean(
                f"{note.name}: {note.rows_in:,} rows, {note.used:,} used,"
                f" {note.set_aside:,} set aside"
            )
        )
        for words in note.notes:
            click.echo(clean(f"  {words}"))
    for reason, count in result.not_counted:
        click.echo(f"{count:>14,}  not counted: {reason}")
    click.echo(f"{result.counted:>14,}  records in {result.lanes:,} lanes")
    click.echo(f"{result.parties:>14,}  parties")
    if result.former_names or result.other_relations:
        words = f"former names; {result.other_relations:,} other relations join nobody"
        click.echo(f"{result.former_names:>14,}  {words}")
    if result.missing_hs:
        click.echo(
            f"{result.missing_hs:>14,}  records without an HS code: they fit any"
        )
    if result.loose:
        words = "records of no day, or one beyond the ten years: at any time"
        click.echo(f"{result.loose:>14,}  {words}")
    if result.outside:
        click.echo(f"{result.outside:>14,}  records older than the ten years of lanes")
    for failure in result.failures:
        click.echo(clean(f"set aside: {failure}"), err=True)
    resumed = " (went on where an earlier build stopped)" if result.resumed else ""
    click.echo(f"Store: {result.generation}{resumed}")
