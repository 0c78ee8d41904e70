"""`whence estimate`: a model of ranges, run under its scenarios."""

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
    from whence.jobs.estimate import EstimateResult
    from whence.model.estimate import ModelRun, ScenarioRun


@click.command("estimate", epilog=EXIT_CODES)
@click.argument("model", required=False, default="")
@click.option("--scenario", default="", help="One scenario.  [default: all]")
@click.option(
    "--dependence",
    type=click.Choice(["independent", "comonotone"]),
    default="independent",
    show_default=True,
    help="Whether inputs are drawn apart, or all low together and all high together.",
)
@click.option(
    "--shape",
    type=click.Choice(["flat", "middle"]),
    default="flat",
    show_default=True,
    help="How each input is spread over its range when drawn.",
)
@click.option(
    "--power", default=14, show_default=True, help="2 to this power draws, 8 to 18."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="A folder for pages, tables and pictures; or one .csv, .xlsx or .json.",
)
@as_json_option
def command(
    model: str,
    *,
    scenario: str,
    dependence: str,
    shape: str,
    power: int,
    out: Path | None,
    as_json: bool,
) -> int:
    """Run a model of ranges: intervals first, then draws from the stated ranges.

    MODEL is a YAML file of your own or a model of the shelf; without it every model of
    the shelf is run. An estimate is two ends, rounded outward to two digits: persons at
    risk of something, for a region or larger, with every assumption named.

    \b
    Examples:
      whence estimate
      whence estimate xuar-at-risk-2021 --dependence comonotone
      whence estimate mine.yml --out mine
    """  # noqa: D301
    from whence.jobs.estimate import EstimateRequest
    from whence.jobs.estimate import estimate as run
    from whence.model.estimate import Dependence, Shape

    result = run(
        EstimateRequest(
            model=model,
            scenario=scenario,
            dependence=Dependence(dependence),
            shape=Shape(shape),
            power=power,
            out=out,
        )
    )
    if as_json:
        print_json(_plain(result))
        return 0
    for outcome in result.outcomes:
        _print(outcome)
    _print_caveats(result)
    print_ending((), result.files)
    return 0


def _plain(result: "EstimateResult") -> dict[str, Any]:
    from whence.jobs.steps.handing_figures import estimate_rows

    return {
        "estimates": [
            row for o in result.outcomes for row in estimate_rows(o.model, o.runs)
        ],
        "files": [str(f) for f in result.files],
    }


def _print(outcome: "ModelRun") -> None:
    from whence.estimate.wording import amount, counted_words
    from whence.shelf.kinds import kinds

    model = outcome.model
    click.echo(clean(f"{model.title}  ({model.key})"))
    click.echo(
        "  Every value the stated ranges allow, then 5 to 95 % of draws from them;"
        " both ends\n  rounded outward to two digits.\n"
    )
    for run in outcome.runs:
        _print_run(run, outcome)
    if outcome.published:
        click.echo(
            "  As published, and how it stands to every value (and to 5 to 95 %)"
        )
    for shown in outcome.published:
        figure = shown.figure
        said = figure.quotation.text if figure.quotation else figure.says
        where = "" if shown.part == "result" else f"  (part: {shown.part})"
        click.echo(clean(f"    {figure.key}  “{said}”{where}"))
        for scenario, wide, likely in shown.stands:
            click.echo(clean(f"      {scenario:<24} {wide} ({likely})"))
    what = counted_words(model.sort, kinds())
    if outcome.shifts:
        click.echo(f"  What changes it ({what}, 5 to 95 %, each change alone)")
    names = {i.key: i.says for i in model.inputs}
    for shift in outcome.shifts:
        before = amount(shift.before.range, model.sort)
        after = amount(shift.after.range, model.sort)
        click.echo(clean(f"    {shift.scenario}: {names[shift.input]}: {shift.note}"))
        click.echo(f"      {before}  becomes  {after}")
    click.echo()


def _print_run(run: "ScenarioRun", outcome: "ModelRun") -> None:
    from whence.estimate.wording import amount, counted_words, driver_sentence
    from whence.shelf.kinds import kinds

    model = outcome.model
    click.echo(clean(f"  {run.scenario.key}: {run.scenario.says}"))
    says = {p.key: p.says for p in model.parts}
    rows = [("", run.interval, run.sampled)]
    rows += [
        (says[a.part], a, b)
        for a, b in zip(run.parts[::2], run.parts[1::2], strict=True)
    ]
    for name, wide, likely in rows:
        ends = amount(wide.range, wide.sort), amount(likely.range, likely.sort)
        said = name or counted_words(model.sort, kinds())
        head = "    " if not name else "      "
        click.echo(clean(f"{head}{ends[0]:<20} (5 to 95 %: {ends[1]})   {said}"))
    driver = driver_sentence(run.drivers, model)
    if driver:
        click.echo(clean(f"    {driver}"))
    click.echo()


def _print_caveats(result: "EstimateResult") -> None:
    caveats: dict[str, None] = {}
    click.echo("ASSUMED")
    seen: dict[str, None] = {}
    for outcome in result.outcomes:
        for said in outcome.runs[0].sampled.assumptions:
            seen.setdefault(said)
        for caveat in outcome.runs[0].sampled.caveats:
            caveats.setdefault(caveat)
    for said in seen:
        click.echo(clean(f"  {said}"))
    click.echo("What it cannot say")
    for caveat in caveats:
        click.echo(clean(f"  {caveat}"))
