"""`whence trace reroute`."""

from dataclasses import asdict
from datetime import date, datetime
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
    flagged_option,
    in_bytes,
    memory_option,
)

if TYPE_CHECKING:
    from whence.jobs.trace_reroute import RerouteResult


@click.command("reroute", epilog=EXIT_CODES)
@case_option
@click.option(
    "--since",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day of the policy, such as 2022-06-21.",
)
@flagged_option
@click.option("--out", type=PLACE, help="Write all of it here, as CSV.")
@count_option("--most", 500, "Newcomers traced, heaviest first.")
@memory_option
@as_json_option
@verbose_option
@click.pass_obj
def reroute_command(
    today: date,
    *,
    case: Path,
    since: datetime,
    flagged: Path | None,
    out: Path | None,
    most: int,
    memory: float,
    as_json: bool,
    verbose: bool,
) -> int:
    """List firms that appeared after a day and ship what others shipped before.

    They sell from a third country, the same goods, to the same importers, and can have
    bought from parties looked for. Beside each stand the reasons, and what else would
    explain it.

    \b
    Example:
      whence trace reroute --case acme --since 2022-06-21 --out newcomers.csv
    """  # noqa: D301
    from whence.jobs.trace_reroute import RerouteRequest, reroute

    with Progress(verbose=verbose) as progress:
        result = reroute(
            RerouteRequest(
                case,
                today,
                since.date(),
                flagged=flagged,
                out=out,
                most=most,
                memory=in_bytes(memory),
                progress=progress,
            )
        )
    if as_json:
        print_json(asdict(result))
    else:
        _print(result)
    return 0


def _print(result: "RerouteResult") -> None:
    print_wrapped(
        f"{result.appeared:,} appeared since {result.since.isoformat()} and ship what"
        f" others shipped; {len(result.rows):,} can have bought from those looked for"
    )
    for row in result.rows[:FIRST]:
        print_wrapped(
            f"{row.name} ({row.country}): HS {row.hs}, since {row.first.isoformat()},"
            f" {row.after_grams / 1000:,.0f} kg; before, from others"
            f" {row.before_grams / 1000:,.0f} kg",
            begin="- ",
        )
        for words in row.reasons:
            print_wrapped(words, begin="    listed: ")
        for words in row.rivals:
            print_wrapped(words, begin="    or:     ")
        for source in row.sources:
            click.echo(clean(f"      {source}"))
    if len(result.rows) > FIRST:
        click.echo(f"  and {len(result.rows) - FIRST} more; --out or --json gives all")
    print_ending(result.notes, [result.out])
