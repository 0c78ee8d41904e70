"""`whence trace exposure`."""

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
    print_ending,
    print_json,
    print_wrapped,
    verbose_option,
)
from whence.cli.trace.options import (
    FIRST,
    PLACE,
    case_option,
    count_option,
    engine_options,
    flagged_option,
    in_bytes,
    lag_option,
    memory_option,
    tiers_option,
)
from whence.report.counting import counted

if TYPE_CHECKING:
    from whence.jobs.trace_exposure import ExposureResult


@click.command("exposure", epilog=EXIT_CODES)
@case_option
@flagged_option
@click.option(
    "--out",
    multiple=True,
    type=PLACE,
    help="Write it here: .parquet, .csv (all), .geojson, .graphml, .ftm (the first).",
)
@tiers_option
@lag_option
@click.option(
    "--by-year",
    is_flag=True,
    help="Tell shares by year: two to three times as long, and fewer false names.",
)
@count_option("--most", 1000, "Rows of the first kind.", least=1)
@count_option("--paths", 20, "Rows to find paths for.")
@engine_options("numba where installed, else numpy", "numpy, numba (whence[kernel]), ")
@memory_option
@as_json_option
@verbose_option
@click.pass_obj
def exposure_command(
    today: date,
    *,
    case: Path,
    flagged: Path | None,
    out: tuple[Path, ...],
    tiers: int | None,
    lag: int | None,
    by_year: bool,
    most: int,
    paths: int,
    memory: float,
    engine: str,
    data: str,
    scratch: str,
    as_json: bool,
    verbose: bool,
) -> int:
    """Rank every party by how much of its intake can have come from flagged ones.

    \b
    Example:
      whence trace exposure --case acme --flagged watch.txt --out e.parquet --out e.ftm
    """  # noqa: D301
    from whence.jobs.trace_exposure import ExposureRequest, exposure

    with Progress(verbose=verbose) as progress:
        result = exposure(
            ExposureRequest(
                case,
                today,
                flagged=flagged,
                out=out,
                tiers=tiers or 0,
                lag=lag,
                by_year=by_year,
                most=most,
                paths=paths,
                memory=in_bytes(memory),
                engine=engine,
                data=data,
                scratch=scratch,
                progress=progress,
            )
        )
    if as_json:
        print_json(asdict(result))
    else:
        _print_exposure(result)
    return 0


def _print_exposure(result: "ExposureResult") -> None:
    print_wrapped(
        f"{result.flagged:,} flagged; {result.reached:,} of"
        f" {counted(result.parties, 'party', 'parties')} reached at all;"
        f" {counted(result.standing_out, 'stands', 'stand')} out by share and steps,"
        f" {result.hidden:,} may be hidden behind who only carries"
    )
    for tier, number in enumerate(result.by_tier, start=1):
        click.echo(f"{number:>12,}  first reached in {counted(tier, 'step')}")
    if result.rows:
        click.echo("     share  at most  steps  party")
    for row in result.rows[:FIRST]:
        mark = " " if row.stands_out else "+" if row.hidden else "*"
        click.echo(
            clean(
                f"{mark} {row.share_ppm / 10_000:6.2f} % {row.can_ppm / 10_000:6.2f} %"
                f"  {row.tiers:>5}  {row.name} ({row.country or '?'}"
                f"{'; ' + row.role if row.role else ''}){_guessed(row.unweighed_ppm)}"
            )
        )
        if row.path_names:
            click.echo(clean(f"             {' > '.join(row.path_names)}"))
    if len(result.rows) > FIRST:
        click.echo(
            f"  and {len(result.rows) - FIRST:,} more; --out or --json gives all"
        )
    print_ending(result.notes, result.files)


def _guessed(ppm: int) -> str:
    """Say on how many weights a share does not rest."""
    share = "under 1" if ppm < 10_000 else str(ppm // 10_000)
    return f"; {share} % of weights missing" if ppm else ""
