"""`whence trace balance`."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import (
    EXIT_CODES,
    Progress,
    as_json_option,
    print_ending,
    print_json,
    print_wrapped,
    verbose_option,
)
from whence.cli.trace.options import (
    PLACE,
    case_option,
    count_option,
    engine_options,
    in_bytes,
    memory_option,
)
from whence.report.counting import counted

if TYPE_CHECKING:
    from whence.jobs.trace_balance import BalanceResult


@click.command("balance", epilog=EXIT_CODES)
@case_option
@click.option(
    "--period",
    type=click.Choice(["quarter", "year", "all"]),
    default="quarter",
    show_default=True,
    help="At whose ends sums are drawn.",
)
@click.option("--product", default="", help="One product of the data.  [default: all]")
@click.option("--out", type=PLACE, help="Write the whole table here, as Parquet.")
@count_option("--most", 10, "Rows shown.")
@engine_options("DuckDB, bucket by bucket")
@memory_option
@as_json_option
@verbose_option
def balance_command(
    *,
    case: Path,
    period: str,
    product: str,
    out: Path | None,
    most: int,
    memory: float,
    engine: str,
    data: str,
    scratch: str,
    as_json: bool,
    verbose: bool,
) -> int:
    """Weigh what parties shipped against what the inputs shown can have given.

    The answer is an interval from the range of each conversion, with what else would
    explain it. It is a question to ask, never a verdict.

    \b
    Example:
      whence trace balance --case acme --product "cotton yarn" --period year
    """  # noqa: D301
    from whence.jobs.trace_balance import BalanceRequest, balance

    with Progress(verbose=verbose) as progress:
        result = balance(
            BalanceRequest(
                case,
                period=period,
                product=product,
                out=out,
                most=most,
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
        _print_balance(result)
    return 0


def _print_balance(result: "BalanceResult") -> None:
    print_wrapped(
        f"{counted(result.pairs, 'pair')} of party and product weighed;"
        f" {result.surplus_at_end:,} with a sure surplus over the whole time,"
        f" {result.surplus_ever:,} at some time"
    )
    for row in result.rows:
        print_wrapped(
            f"{row.name}: {row.product} until {row.until}: shipped {_kg(row.shipped)},"
            f" bought {_kg(row.bought)}, can have made {_kg(row.possible_low)} to"
            f" {_kg(row.possible_high)}: surplus {_kg(row.surplus_low)} to"
            f" {_kg(row.surplus_high)}. What else would explain it:",
            begin="- ",
        )
        for words in row.explanations:
            print_wrapped(words, begin="    - ")
    if result.rows:
        click.echo("What would explain any surplus, and no record here can show:")
        for words in result.always:
            print_wrapped(words, begin="    - ")
    print_ending(result.notes, [result.out])


def _kg(grams: int) -> str:
    return f"{grams / 1000:,.0f} kg"
