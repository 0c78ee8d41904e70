"""`whence trace`: trade records of any size, and what can be asked of them."""

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
    print_json,
    verbose_option,
)

if TYPE_CHECKING:
    from whence.jobs.trace_build import BuildResult
    from whence.jobs.trace_exposure import ExposureResult
    from whence.jobs.trace_up import UpResult
    from whence.model.chain import Path as GoodsPath

PLACE = click.Path(path_type=Path)
FIRST = 10

case_option = click.option(
    "--case", required=True, type=PLACE, help="Folder of the case with the store."
)
flagged_option = click.option(
    "--flagged",
    type=PLACE,
    help="File of names or party keys to look for, one a line.  [default: names on the"
    " lists held, addresses in the region]",
)
tiers_option = click.option(
    "--tiers",
    type=click.IntRange(1, 20),
    help="How far to go.  [default: the policy's]",
)
lag_option = click.option(
    "--lag",
    type=click.IntRange(0, 59),
    help="Months goods may lie between two steps.  [default: the policy's]",
)
memory_option = click.option(
    "--memory",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0.25),
    metavar="GB",
    help="What the engine may hold before it spills to the case's folder.",
)


@click.group("trace", epilog=EXIT_CODES)
def command() -> None:
    """Trace goods through trade records, from a few to a hundred million.

    `build` lays records down in the case; the others ask. What a lane of records
    carried is not known to be the same goods: every path is inferred, and says on
    which rows of which file it stands.
    """


@command.command("build", epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, type=PLACE)
@case_option
@click.option(
    "--inputs",
    type=click.Choice(["copy", "link"]),
    default="copy",
    show_default=True,
    help="Copy the files into the case, or share their bytes.",
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
    fresh: bool,
    accept_mapping: bool,
    memory: float,
    as_json: bool,
    verbose: bool,
) -> int:
    """Put trade records (CSV, Parquet, XLSX) into the store of a case.

    New files join those that are there; the same file twice counts once. A build that
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
                memory=_bytes(memory),
                progress=progress,
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
    if result.missing_hs:
        click.echo(
            f"{result.missing_hs:>14,}  records without an HS code: they fit any"
        )
    if result.outside:
        click.echo(f"{result.outside:>14,}  records older than the ten years of lanes")
    for failure in result.failures:
        click.echo(clean(f"set aside: {failure}"), err=True)
    resumed = " (went on where an earlier build stopped)" if result.resumed else ""
    click.echo(f"Store: {result.generation}{resumed}")


@command.command("up", epilog=EXIT_CODES)
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
@click.option("--rows", default=3, show_default=True, help="Rows shown for each step.")
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
    from whence.jobs.trace_up import UpRequest, up

    result = up(
        UpRequest(
            target=target,
            case=case,
            as_of=today,
            hs="".join(c for c in hs if c.isdigit()),
            by=by.date() if by else None,
            flagged=flagged,
            tiers=tiers or 0,
            lag=lag or 0,
            picture=picture,
        )
    )
    if as_json:
        print_json(asdict(result))
    else:
        _print_up(result, rows)
    return 0


def _print_up(result: "UpResult", rows: int) -> None:
    for level in result.levels:
        click.echo(
            f"tier {level.tier}: {level.parties:>9,} parties, {level.lanes:,} lanes"
        )
    click.echo(
        f"{result.sought:,} looked for, {result.reached:,} reached at all;"
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
    if result.breaks:
        listed = {result.parties[b.party].name for b in result.breaks[:3]}
        click.echo(
            clean(
                f"{len(result.breaks)} ends at firms that only carry or pay, such as"
                f" {'; '.join(sorted(listed))}"
            )
        )
    for note in result.notes:
        click.echo(note)
    if result.picture:
        click.echo(clean(f"Picture: {result.picture}"))


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


@command.command("exposure", epilog=EXIT_CODES)
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
@click.option("--most", default=1000, show_default=True, help="Rows of the first kind.")
@click.option("--paths", default=20, show_default=True, help="Rows to find paths for.")
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
    most: int,
    paths: int,
    memory: float,
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
                lag=lag or 0,
                most=most,
                paths=paths,
                memory=_bytes(memory),
                progress=progress,
            )
        )
    if as_json:
        print_json(asdict(result))
    else:
        _print_exposure(result)
    return 0


def _print_exposure(result: "ExposureResult") -> None:
    click.echo(
        f"{result.flagged:,} flagged; {result.reached:,} of {result.parties:,} parties"
        f" reached at all; {result.counting:,} count"
    )
    for tier, number in enumerate(result.by_tier, start=1):
        click.echo(f"{number:>12,}  first reached in {tier}")
    click.echo("     share  at most  steps  party")
    for row in result.rows[:FIRST]:
        mark = " " if row.counts else "*"
        click.echo(
            clean(
                f"{mark} {row.share_ppm / 10_000:6.2f} % {row.can_ppm / 10_000:6.2f} %"
                f"  {row.tiers:>5}  {row.name} ({row.country or '?'}"
                f"{'; ' + row.role if row.role else ''})"
            )
        )
        if row.path_names:
            click.echo(clean(f"             {' > '.join(row.path_names)}"))
    for note in result.notes:
        click.echo(note)
    for file in result.files:
        click.echo(clean(f"Written: {file}"))


@command.command("balance", epilog=EXIT_CODES)
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
@click.option("--most", default=10, show_default=True, help="Rows shown.")
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
                memory=_bytes(memory),
                progress=progress,
            )
        )
    if as_json:
        print_json(asdict(result))
        return 0
    click.echo(
        f"{result.pairs:,} parties and products weighed; {result.surplus_at_end:,} with"
        f" a sure surplus over the whole time, {result.surplus_ever:,} at some time"
    )
    for row in result.rows:
        click.echo(
            clean(
                f"- {row.name}: {row.product} until {row.until}: shipped"
                f" {_kg(row.shipped)}, bought {_kg(row.bought)}, can have made"
                f" {_kg(row.possible_low)} to {_kg(row.possible_high)}: surplus"
                f" {_kg(row.surplus_low)} to {_kg(row.surplus_high)}"
            )
        )
    if result.rows:
        click.echo("What else would explain a surplus:")
        for words in result.rows[0].explanations:
            click.echo(f"  {words}")
    for note in result.notes:
        click.echo(note)
    if result.out:
        click.echo(clean(f"Written: {result.out}"))
    return 0


def _kg(grams: int) -> str:
    return f"{grams / 1000:,.0f} kg"


def _bytes(gigabytes: float) -> int:
    return int(gigabytes * (1 << 30))
