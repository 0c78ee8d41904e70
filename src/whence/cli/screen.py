"""`whence screen`: one table against the lists, and the same table back."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.render import (
    EXIT_CODES,
    Progress,
    as_json_option,
    clean,
    print_ending,
    print_json,
    verbose_option,
)

if TYPE_CHECKING:
    from whence.jobs.screen import ScreenResult

FIRST = 5

NO_SCREEN = "This is no sanctions screen, and a name alone proves nothing."


@click.command("screen", epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--list",
    "lists",
    multiple=True,
    metavar="KEY|FILE",
    help="A list held, or a file of names; may be given again.  [default: all held]",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="The result: .xlsx gives your workbook back, .csv a line a row, .jsonl a line"
    " a party.",
)
@click.option("--policy", default="", help="How alike is worth a look; see the page.")
@click.option(
    "--case",
    type=click.Path(path_type=Path),
    help="Folder that keeps mappings and judgements; without it nothing is kept.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Use only what was known on this day.  [default: today]",
)
@click.option(
    "--accept-mapping", is_flag=True, help="Take the guessed columns as they are."
)
@click.option(
    "--second-opinion",
    is_flag=True,
    help="Add the score of nomenklatura's logic-v2, an extra to be installed.",
)
@as_json_option
@verbose_option
@click.pass_obj
def command(
    today: date,
    file: Path,
    *,
    lists: tuple[str, ...],
    out: Path,
    policy: str,
    case: Path | None,
    as_of: datetime | None,
    accept_mapping: bool,
    second_opinion: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Say of every party in FILE whether it is on a list, or in the region.

    FILE is one CSV, TSV or Excel table with any headers. Each party gets a word:
    listed; candidate (a person has to look); in region; nothing found on these
    versions. A likeness of names alone is never more than a candidate.

    \b
    Examples:
      whence screen suppliers.xlsx --out screened.xlsx
      whence screen suppliers.xlsx --out screened.xlsx --case acme --policy strict
      whence screen suppliers.csv --list us-uflpa --list watch.csv --out found.csv
    """  # noqa: D301
    from whence.jobs.screen import ScreenRequest
    from whence.jobs.screen import screen as run

    with Progress(verbose=verbose) as progress:
        result = run(
            ScreenRequest(
                file=file,
                out=out,
                as_of=as_of.date() if as_of else today,
                lists=lists,
                policy=policy,
                case=case,
                accept_mapping=accept_mapping,
                second_opinion=second_opinion,
                progress=progress,
            )
        )
    if as_json:
        print_json(_plain(result))
    else:
        _print(result, case)
    return result.exit_code


def _plain(result: "ScreenResult") -> dict[str, Any]:
    from whence.jobs.steps.marking import name_of

    return {
        "out": str(result.out),
        "exit_code": result.exit_code,
        "words": dict(result.words),
        "policy": result.policy,
        "false_alarm_rate": result.rate,
        "false_alarms_expected": round(result.expected, 3),
        "lists": [
            {"key": x.key, "version": x.version, "rows": x.rows, "seen": x.seen}
            for x in result.lists
        ],
        "to_judge": [
            {
                "id": c.id,
                "party": name_of(p),
                "listed_name": c.listed_name,
                "p_same": round(c.p_same, 6),
            }
            for p, c in result.to_judge
        ],
        "notes": list(result.notes),
    }


def _print(result: "ScreenResult", case: Path | None) -> None:
    total = len(result.parties)
    click.echo(f"{total:,} {'party' if total == 1 else 'parties'}")
    for word, count in result.words:
        click.echo(f"{count:>7,}  {word}")
    seen = (f"{x.key} ({x.rows:,} rows, {x.seen or 'no day'})" for x in result.lists)
    click.echo(clean(f"Held against: {'; '.join(seen)}."))
    click.echo(
        f"Policy {result.policy}: about {result.expected:.2g} of {total:,} are expected"
        f" to be shown by mistake ({result.rate:.2%} of those with no link)."
    )
    _print_first(result, case)
    print_ending((*result.notes, NO_SCREEN), [result.out])


def _print_first(result: "ScreenResult", case: Path | None) -> None:
    from whence.jobs.steps.marking import name_of
    from whence.report.words import chance

    open_ones = result.to_judge
    for party, finding in open_ones[:FIRST]:
        where = f"  (whence judge {finding.id} ...)" if case else ""
        click.echo(
            clean(
                f"  {chance(finding.p_same):>9} same: {name_of(party)[:60]}"
                f" = {finding.listed_name} ({finding.list}){where}"
            )
        )
    if len(open_ones) > FIRST:
        click.echo(f"  and {len(open_ones) - FIRST:,} more to judge")
    if open_ones and not case:
        click.echo("Give --case DIR to judge them and have it remembered.")
