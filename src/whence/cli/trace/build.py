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
    print_wrapped,
    verbose_option,
)
from whence.cli.trace.options import PLACE, case_option, in_bytes, memory_option
from whence.report.counting import counted

if TYPE_CHECKING:
    from whence.jobs.steps.trade_unplaced import Unplaced
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
                f"{note.name}: {counted(note.rows_in, 'row')}, {note.used:,} used,"
                f" {note.set_aside:,} set aside"
            )
        )
        for words in note.notes:
            print_wrapped(words, begin="  ")
    for reason, count in result.not_counted:
        _line(count, "record", f"not counted: {reason}")
    for row in result.unplaced:
        _say_unplaced(row)
    _line(result.counted, "record", f"in {counted(result.lanes, 'lane')}")
    _line(result.parties, "party", many="parties")
    if result.former_names or result.other_relations:
        others = counted(result.other_relations, "other relation")
        joined = "joins" if result.other_relations == 1 else "join"
        _line(result.former_names, "former name", f"({others} {joined} nobody)")
    if result.missing_hs:
        fit = "it fits" if result.missing_hs == 1 else "they fit"
        _line(result.missing_hs, "record", f"without an HS code: {fit} any")
    if result.loose:
        words = "at any time: without a day, or with one after those of the lanes"
        _line(result.loose, "record", words)
    for failure in result.failures:
        click.echo(clean(f"set aside: {failure}"), err=True)
    resumed = " (went on where an earlier build stopped)" if result.resumed else ""
    click.echo(f"Store: {result.generation}{resumed}")


def _line(number: int, one: str, words: str = "", *, many: str = "") -> None:
    """Print a number, its noun and words, the number set to the right."""
    amount, noun = counted(number, one, many).split(" ", 1)
    click.echo(clean(f"{amount:>14}  {noun} {words}".rstrip()))


def _say_unplaced(row: "Unplaced") -> None:
    """Print how many records make no lane and why, and below it where the first is."""
    _line(row.records, "record", row.why if row.day else f"in no lane: {row.why}")
    day = f": {row.day.isoformat()}" if row.day else ""
    which = "" if row.records == 1 else "the first: "
    click.echo(clean(f"{'':>16}{which}{row.first}{day}"))
    if row.day:
        click.echo(f"{'':>16}the day is set aside; correct it there and build again")
