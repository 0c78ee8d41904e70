"""`whence judge`: record what a person says of a candidate."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("judge", epilog=EXIT_CODES)
@click.argument("candidate")
@click.argument(
    "verdict", type=click.Choice(["same", "different", "related", "unsure"])
)
@click.option("--by", required=True, help="Your handle; no e-mail address.")
@click.option("--reason", default="", help="Key of the closed list, for `different`.")
@click.option("--why", default="", help="Your reason in your own words.")
@click.option(
    "--case",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the case whose dossier shows the candidate.",
)
@as_json_option
@click.pass_obj
def command(
    today: date,
    candidate: str,
    verdict: str,
    *,
    by: str,
    reason: str,
    why: str,
    case: Path,
    as_json: bool,
) -> int:
    """Say whether CANDIDATE is the listed organisation.

    The dossier names each candidate and shows both sides. `same` confirms; `related`
    and `unsure` keep the question open; `different` removes the candidate, needs a
    reason from the closed list, and is printed. A judgement is kept for every later
    run and asked again when either side changes.

    \b
    Example:
      whence judge c-1f09... related --by mk --why "same owners" --case dossier.case
    """  # noqa: D301
    from whence.jobs.judge import JudgeRequest
    from whence.jobs.judge import judge as run

    result = run(JudgeRequest(case, candidate, verdict, by, today, reason, why))
    if as_json:
        print_json(asdict(result))
        return 0
    click.echo(clean(result.shown.left))
    click.echo(clean(result.shown.right))
    was = f" (was {result.follows.verdict.value})" if result.follows else ""
    click.echo(
        f"Recorded: {verdict}{was}, by {by}. Run `whence assess` again to use it."
    )
    return 0
