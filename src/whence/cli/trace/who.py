"""`whence trace who`."""

from dataclasses import asdict
from pathlib import Path

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json
from whence.cli.trace.options import case_option


@click.command("who", epilog=EXIT_CODES)
@click.argument("who", metavar="PARTY | MENTION MENTION", nargs=-1, required=True)
@case_option
@as_json_option
def who_command(who: tuple[str, ...], *, case: Path, as_json: bool) -> int:
    """Show which mentions are one party, and why; or ask whether two are.

    With two keys of mentions (`m-...`) it gives the key under which `whence judge`
    says whether they are one firm; the next `whence trace build` heeds it. A judgement
    can be taken back by another; none is deleted.

    \b
    Examples:
      whence trace who "Acme Apparel Inc" --case acme
      whence trace who m-0f3a... m-9c1b... --case acme
      whence judge c-77aa... different --by mk --reason other-address --case acme
      whence trace build --case acme
    """  # noqa: D301
    from whence.jobs.trace_who import WhoRequest
    from whence.jobs.trace_who import who as run

    result = run(WhoRequest(case, who))
    if as_json:
        print_json(asdict(result))
        return 0
    if result.party is not None:
        role = f", {result.party.role}" if result.party.role else ""
        head = f"{result.party.key} {result.party.name}"
        click.echo(clean(f"{head} ({result.party.country or '?'}{role})"))
    for line in result.mentions:
        where = f", {line.address}" if line.address else ""
        click.echo(clean(f"  {line.key}  {line.name} ({line.country or '?'}){where}"))
        click.echo(clean(f"      {line.why}"))
    if result.candidate:
        click.echo(
            f"Say what they are: whence judge {result.candidate} same|different"
            f" --by YOU --case {case}; then whence trace build --case {case}"
        )
    return 0
