"""`whence trace up`."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json
from whence.cli.trace.options import (
    FIRST,
    PLACE,
    case_option,
    count_option,
    flagged_option,
    lag_option,
    tiers_option,
)

if TYPE_CHECKING:
    from whence.jobs.trace_up import UpResult
    from whence.model.chain import Path as GoodsPath


ENDS = {
    "forwarder": "Firms that only carry or pay, at which ways end",
    "missing HS code": "Firms on a path that sold goods without an HS code",
}
"""Kinds of breaks that a search of a store meets, in words."""


@click.command("up", epilog=EXIT_CODES)
@click.argument("target", metavar="PARTY|BILL")
@case_option
@click.option("--hs", default="", help="Goods asked about, as an HS code.")
@click.option(
    "--by", type=click.DateTime(["%Y-%m-%d"]), help="Last day they can have come."
)
@flagged_option
@tiers_option
@lag_option
@click.option("--picture", type=PLACE, help="Write the paths as an SVG picture here.")
@count_option("--rows", 3, "Rows shown for each step.")
@click.option(
    "--nearest",
    type=click.IntRange(1),
    metavar="N",
    help="Weigh the paths of the nearest N of those looked for.  [default: 10]",
)
@click.option(
    "--everybody",
    is_flag=True,
    help="Follow everybody upstream, whether they lead to one looked for or not.",
)
@as_json_option
@click.pass_obj
def up_command(
    today: date,
    target: str,
    *,
    case: Path,
    hs: str,
    by: datetime | None,
    flagged: Path | None,
    tiers: int | None,
    lag: int | None,
    picture: Path | None,
    rows: int,
    nearest: int | None,
    everybody: bool,
    as_json: bool,
) -> int:
    """Say who can have supplied a party, or the goods of a bill, through whom.

    A step must come before the next and within the lag, in goods that can go into it.
    What meets the path policy is a path; what falls short is a lead, and says why.

    \b
    Examples:
      whence trace up "Acme Apparel Inc" --case acme --hs 6203 --by 2024-06-30
      whence trace up MEDU1234567 --case acme --picture paths.svg
    """  # noqa: D301
    from whence.jobs.trace_up import NEAREST, UpRequest, up

    result = up(
        UpRequest(
            target=target,
            case=case,
            as_of=today,
            hs="".join(c for c in hs if c.isdigit()),
            by=by.date() if by else None,
            flagged=flagged,
            tiers=tiers or 0,
            lag=lag,
            picture=picture,
            enough=0 if everybody else nearest or NEAREST,
        )
    )
    if as_json:
        print_json(asdict(result))
    else:
        _print_up(result, rows)
    return 0


def _print_up(result: "UpResult", rows: int) -> None:
    who = "parties" if result.everybody else "on ways to one looked for"
    for level in result.levels:
        click.echo(
            f"tier {level.tier}: {level.parties:>9,} {who}, {level.lanes:,} lanes"
        )
    click.echo(
        f"{result.sought:,} looked for, {result.reached:,} reached at all within"
        f" {result.tiers} tiers;"
        f" {len(result.paths)} paths count, {len(result.leads)} are leads"
    )
    for path in result.paths[:FIRST]:
        _print_path(result, path, rows)
    if result.leads:
        click.echo("Leads (below the path policy):")
    for path in result.leads[:FIRST]:
        _print_path(result, path, rows)
    if len(result.leads) > FIRST:
        click.echo(f"  and {len(result.leads) - FIRST} more; --json gives all")
    _print_breaks(result)
    for note in result.notes:
        click.echo(note)
    if result.picture:
        click.echo(clean(f"Picture: {result.picture}"))


def _print_breaks(result: "UpResult") -> None:
    """Print where ways end, kind by kind: nobody is called a carrier who is none."""
    for kind, words in ENDS.items():
        firms = dict.fromkeys(b.party for b in result.breaks if b.kind.value == kind)
        if firms:
            names = sorted(result.parties[party].name for party in [*firms][:3])
            click.echo(clean(f"{words}: {len(firms)}, such as {'; '.join(names)}"))


def _print_path(result: "UpResult", path: "GoodsPath", rows: int) -> None:
    acts = {act.key: act for act in result.operations}
    share = "" if path.share_ppm is None else f", share {path.share_ppm / 10_000:g} %"
    click.echo(
        f"- tier {path.tiers}{share}{', ' + path.why_not if path.why_not else ''}"
    )
    for key, tie in zip(path.operations, path.ties, strict=False):
        act = acts.get(key)
        if act is None:
            continue
        who = result.parties[act.party]
        when = act.day.isoformat() if act.day else "no day"
        grams = "" if tie.grams is None else f", {tie.grams / 1000:,.0f} kg"
        count = f"{tie.records} record{'' if tie.records == 1 else 's'}"
        click.echo(
            clean(
                f"    {who.name} ({who.country or '?'}; {act.role.value})"
                f" HS {act.hs or 'missing'}, {when}, {count}{grams}"
            )
        )
        for source in tie.sources[:rows]:
            click.echo(clean(f"      {source}"))
