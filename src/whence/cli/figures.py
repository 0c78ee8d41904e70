"""`whence figures`: published numbers, checked, shown, drawn."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.render import (
    EXIT_CODES,
    as_json_option,
    clean,
    print_ending,
    print_json,
)

if TYPE_CHECKING:
    from whence.jobs.figures import FiguresResult
    from whence.model.figure import Verdict

STATUSES = ("contradicted", "unit mismatch", "rounded", "consistent", "not checkable")


@click.group("figures", epilog=EXIT_CODES)
def command() -> None:
    """Hold published figures against the formulas they must fit.

    Each figure is consistent, rounded, contradicted (by which), a unit mismatch, or not
    checkable, with the arithmetic. The 77 claims of one report come with it; bring your
    own as CSV or XLSX.

    \b
    Examples:
      whence figures check
      whence figures check mine.csv --out checked.xlsx
      whence figures show C51
      whence figures trade
      whence figures draw --out pictures
    """  # noqa: D301


@command.command("check", epilog=EXIT_CODES)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--set",
    "set_name",
    type=click.Choice(["claims", "outside", "all"]),
    default="claims",
    show_default=True,
    help="Which shipped figures, when no FILE is given.",
)
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    help="The document that quotations point into; without it their hashes must do.",
)
@click.option(
    "--source",
    default="zenz-2022",
    show_default=True,
    help="The source whose text that is.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Show only these; may be given again.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write every verdict: .csv, .xlsx or .json.",
)
@as_json_option
def check(
    file: Path | None,
    *,
    set_name: str,
    text: Path | None,
    source: str,
    statuses: tuple[str, ...],
    out: Path | None,
    as_json: bool,
) -> int:
    """Check figures: those of FILE, or the shipped set.

    FILE is a CSV or an Excel table with a row a figure: key, value, unit, metric, flow,
    period, source, and what it must fit in `check`. Rows that cannot be used are set
    aside with their reason.

    \b
    Examples:
      whence figures check --status contradicted
      whence figures check mine.xlsx --out checked.csv
      whence figures check --text report.txt
    """  # noqa: D301
    from whence.jobs.figures import FiguresRequest, only
    from whence.jobs.figures import figures as run

    result = run(
        FiguresRequest(file=file, set_name=set_name, text=text, source=source, out=out)
    )
    if as_json:
        print_json(_plain(only(result, statuses)))
    else:
        _print(only(result, statuses))
    return 0


@command.command("show", epilog=EXIT_CODES)
@click.argument("key", required=False, default="")
def show(key: str) -> int:
    """Show one shipped figure from its quotation to its range; without KEY list all.

    \b
    Examples:
      whence figures show
      whence figures show C51
    """  # noqa: D301
    from whence.jobs.figures import listed
    from whence.jobs.figures import show as run

    if not key:
        for figure in listed():
            value = figure.written or "no value"
            said = f"{figure.key:<28} {value:<24} {figure.says}"
            click.echo(clean(said))
        return 0
    verdict, users = run(key)
    _print_whole(verdict)
    if users:
        click.echo(clean(f"Used by: {', '.join(users)}."))
    return 0


@command.command("trade", epilog=EXIT_CODES)
@as_json_option
def trade(*, as_json: bool) -> int:
    """Reckon the trade section of the report again: levels, growth, implied bases.

    \b
    Example:
      whence figures trade
    """  # noqa: D301
    from whence.jobs.trade_section import trade_lines
    from whence.jobs.trade_section import trade_section as run

    groups = run()
    if as_json:
        print_json({"groups": [trade_lines(g) for g in groups]})
        return 0
    for group in groups:
        click.echo(clean(group.title))
        click.echo(clean(f"  {group.says}"))
        for row in trade_lines(group)["lines"]:
            said = f"  {row['kind']:<8} {row['says']}: {row['value']}"
            click.echo(clean(said))
            if row["sum"]:
                click.echo(clean(f"           = {row['sum']}"))
            if row["note"]:
                click.echo(clean(f"           {row['note']}"))
        click.echo()
    return 0


@command.command("draw", epilog=EXIT_CODES)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A folder.")
def draw(out: Path) -> int:
    """Draw the shipped figures: pictures as SVG, and one page with every claim.

    \b
    Example:
      whence figures draw --out pictures
    """  # noqa: D301
    from whence.jobs.drawing import draw as run

    print_ending((), run(out))
    return 0


def _plain(result: "FiguresResult") -> dict[str, Any]:
    from whence.jobs.steps.handing_figures import verdict_row

    differs = dict(result.differs)
    return {
        "counts": {s.value: n for s, n in result.counts},
        "figures": [
            verdict_row(v, differs.get(v.figure.key, "")) for v in result.verdicts
        ],
        "vintages": [
            {
                "what": v.what,
                "period": v.period,
                "low": v.range.low,
                "high": v.range.high,
                "figures": list(v.keys),
            }
            for v in result.vintages
        ],
        "set_aside": [
            {"where": str(a.source), "what": a.detail, "remedy": a.remedy}
            for a in result.set_aside
        ],
    }


def _print(result: "FiguresResult") -> None:
    from whence.estimate.say import figure_words
    from whence.estimate.wording import status_sentence

    differs = dict(result.differs)
    for verdict in result.verdicts:
        figure = verdict.figure
        click.echo(clean(f"{figure.key}  {status_sentence(verdict)}"))
        click.echo(clean(f"    {figure.says}"))
        for line in verdict.lines:
            click.echo(clean(f"    · {line.arithmetic}"))
        if figure.remark and verdict.status.value != "consistent":
            click.echo(clean(f"    {figure.remark}"))
        if figure.key in differs:
            click.echo(clean(f"    Not as at first reading: {differs[figure.key]}."))
        if verdict.tie.value in (
            "not at its place in this text",
            "differs from its hash",
        ):
            click.echo(clean(f"    Its quotation is {verdict.tie.value}."))
    if result.vintages:
        click.echo("Published twice, and not the same (a range, never an average):")
    for held in result.vintages:
        said = f"{held.what}, {held.period}: {figure_words(held.range, held.sort)}"
        click.echo(clean(f"    {said} ({', '.join(held.keys)})"))
    for aside in result.set_aside:
        click.echo(clean(f"set aside: {aside.source}: {aside.detail} {aside.remedy}"))
    counts = ", ".join(f"{n} {s.value}" for s, n in result.counts)
    click.echo(f"{sum(n for _, n in result.counts)} figures: {counts}")
    if result.set_aside:
        click.echo(f"{len(result.set_aside)} set aside")
    click.echo(f"Quotations: {', '.join(f'{n} {t.value}' for t, n in result.ties)}")
    print_ending(result.notes, [result.out])


def _print_whole(verdict: "Verdict") -> None:
    from whence.estimate.say import figure_words
    from whence.estimate.wording import status_sentence

    figure = verdict.figure
    click.echo(clean(f"{figure.key}  {figure.says}"))
    if figure.quotation:
        at = f"characters {figure.quotation.start} to {figure.quotation.end}"
        click.echo(clean(f"  quoted    “{figure.quotation.text}” ({at})"))
        click.echo(f"            {verdict.tie.value}")
    click.echo(clean(f"  source    {figure.source.reference}"))
    if figure.source.seen_at:
        click.echo(clean(f"  read at   {figure.source.seen_at}"))
    click.echo(clean(f"  how sure  {figure.verification or 'not said'}"))
    if figure.measured:
        held = figure.measured
        click.echo(clean(f"  written   {figure.written}"))
        click.echo(clean(f"  range     {figure_words(held.range, held.sort)}"))
        click.echo(
            clean(
                f"  counts    {figure.metric}, {held.sort.flow}, {held.sort.unit},"
                f" {held.sort.place or 'no place'}, {figure.period}"
            )
        )
    if figure.definition:
        click.echo(clean(f"  defined   {figure.definition}"))
    click.echo(clean(f"  verdict   {status_sentence(verdict)}"))
    for line in verdict.lines:
        click.echo(clean(f"            {line.status.value}: {line.arithmetic}"))
    if figure.remark:
        click.echo(clean(f"  remark    {figure.remark}"))
