"""`whence trace up`."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import (
    EXIT_CODES,
    as_json_option,
    clean,
    print_ending,
    print_json,
    print_wrapped,
)
from whence.cli.trace.options import (
    FIRST,
    PLACE,
    case_option,
    count_option,
    flagged_option,
    lag_option,
    tiers_option,
)
from whence.report.counting import counted

if TYPE_CHECKING:
    from whence.jobs.trace_up import UpResult
    from whence.model.chain import Path as GoodsPath
    from whence.model.chain import Tie


ENDS = {
    "forwarder": (
        "firm that only carries or pays, at which ways end",
        "firms that only carry or pay, at which ways end",
    ),
    "missing HS code": (
        "firm on a path that sold goods without an HS code",
        "firms on paths that sold goods without an HS code",
    ),
}
"""Breaks at a firm that a search of a store meets, in words: one, several."""
NOBODY = {
    "to order": "Consignee to order: who took the goods is not told",
    "unknown party": "No consignee: who took the goods is not told",
}
"""Breaks at a record that names nobody, in words."""


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
@click.option("--out", type=PLACE, help="Write every row of every step here (.csv).")
@count_option("--rows", 3, "Rows shown for each step, of the latest dozen.")
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
    out: Path | None,
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
            hs=hs,
            by=by.date() if by else None,
            flagged=flagged,
            tiers=tiers or 0,
            lag=lag,
            picture=picture,
            out=out,
            enough=0 if everybody else nearest or NEAREST,
        )
    )
    if as_json:
        print_json(asdict(result))
    else:
        _print_up(result, rows)
    return 0


def _print_up(result: "UpResult", rows: int) -> None:
    _print_levels(result)
    print_wrapped(
        f"{result.sought:,} looked for, {result.reached:,} reached at all within"
        f" {counted(result.tiers, 'tier')};"
        f" {counted(len(result.paths), 'path counts', 'paths count')},"
        f" {counted(len(result.leads), 'is a lead', 'are leads')}"
    )
    for path in result.paths[:FIRST]:
        _print_path(result, path, rows)
    if result.leads:
        click.echo("Leads (below the path policy):")
    for path in result.leads[:FIRST]:
        _print_path(result, path, rows)
    for shown in (result.paths, result.leads):
        if len(shown) > FIRST:
            what = "lead" if shown is result.leads else "path"
            more = counted(len(shown) - FIRST, f"more {what}")
            click.echo(f"  and {more}; --json gives all")
    _print_breaks(result)
    short = any(tie.records > len(tie.sources[:rows]) for tie in result.ties)
    if short and not result.out:
        click.echo("Rows not shown: --rows N shows up to a dozen a step, --out all.")
    print_ending(result.notes, [f or None for f in (result.out, result.picture)])


def _print_levels(result: "UpResult") -> None:
    """Print each tier, under whose goods it is upstream of where there are several."""
    starts = [(level.party, level.hs, level.by) for level in result.levels]
    several = len(set(starts)) > 1
    for place, (level, start) in enumerate(zip(result.levels, starts, strict=True)):
        if several and (place == 0 or starts[place - 1] != start):
            by = f", by {level.by.isoformat()}" if level.by else ""
            name = result.parties[level.party].name
            click.echo(clean(f"{name}, HS {level.hs or 'missing'}{by}:"))
        who = counted(level.parties, "party", "parties")
        who += "" if result.everybody else " on ways to one looked for"
        click.echo(f"tier {level.tier}: {who}, {counted(level.lanes, 'lane')}")


def _print_breaks(result: "UpResult") -> None:
    """Print where ways end, kind by kind: nobody is called a carrier who is none."""
    for kind, (one, many) in ENDS.items():
        firms = dict.fromkeys(b.party for b in result.breaks if b.kind.value == kind)
        if firms:
            names = "; ".join(sorted(result.parties[p].name for p in [*firms][:3]))
            such = ", such as" if len(firms) > 3 else ":"
            print_wrapped(f"{counted(len(firms), one, many)}{such} {names}")
    for kind, words in NOBODY.items():
        rows = [s for b in result.breaks if b.kind.value == kind for s in b.sources]
        if rows and not any(b.party for b in result.breaks if b.kind.value == kind):
            print_wrapped(f"{words}: {'; '.join(str(row) for row in rows[:3])}")


def _print_path(result: "UpResult", path: "GoodsPath", rows: int) -> None:
    acts = {act.key: act for act in result.operations}
    share = "" if path.share_ppm is None else f", share {_percent(path.share_ppm)}"
    why = f": {path.why_not}" if path.why_not else ""
    print_wrapped(f"tier {path.tiers}{share}{_guessed(result, path)}{why}", begin="- ")
    for key, tie in zip(path.operations, path.ties, strict=False):
        act = acts.get(key)
        if act is None:
            continue
        who = result.parties[act.party]
        when = act.day.isoformat() if act.day else "any day"
        grams = "" if tie.grams is None else f", {tie.grams / 1000:,.0f} kg"
        click.echo(
            clean(
                f"    {who.name} ({who.country or '?'}; {act.role.value})"
                f" HS {act.hs or 'missing'}, {when},"
                f" {counted(tie.records, 'record')}{grams}{_notified(tie)}"
            )
        )
        shown = tie.sources[:rows]
        for source in shown:
            click.echo(clean(f"      {source}"))
        if len(shown) < tie.records:
            of = counted(tie.records, "row")
            all_in = f"; all in {result.out}" if result.out else ""
            click.echo(clean(f"      {len(shown):,} of {of} shown{all_in}"))


def _notified(tie: "Tie") -> str:
    """Say where a buyer is no consignee that a record names."""
    if not tie.notified:
        return ""
    some = "" if tie.notified == tie.records else f" on {tie.notified:,} of them"
    from whence.shelf.wording import words

    return f", to order{some}: {words('en')['buyer read from the notify party']}"


def _percent(ppm: int) -> str:
    """Give millionths as per cent, rounded down, so that nothing seems to reach a
    threshold that it does not."""
    return f"{ppm // 100 / 100:g} %"


def _guessed(result: "UpResult", path: "GoodsPath") -> str:
    """Say on how many weights a share does not rest."""
    missing, whole = result.guessed.get(path.key, (0, 0))
    if not missing:
        return ""
    count = "counts" if missing == 1 else "count"
    return (
        f" ({missing:,} of {counted(whole, 'record')} without a weight {count} as the"
        " mean of the others)"
    )
