"""`whence docket log`: every message, with the day it came and what it sets."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from whence.cli.docket import now
from whence.cli.docket.shared import (
    case_option,
    docket_option,
    print_timeline,
    set_of,
)
from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json
from whence.errors import UsageError


@click.command("log", epilog=EXIT_CODES)
@click.argument("papers", nargs=-1, type=click.Path(path_type=Path))
@click.option("--from-authority", default="", metavar="KIND", help="What they sent.")
@click.option("--to-authority", default="", metavar="KIND", help="What you sent them.")
@click.option("--from-supplier", default="", metavar="KIND", help="What they sent.")
@click.option("--to-supplier", default="", metavar="KIND", help="What you sent them.")
@click.option("--text", default="", help="Its words, or a note of your own.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of the message.  [default: today]",
)
@click.option(
    "--sets",
    multiple=True,
    metavar="FACT=DAY",
    help="A day it establishes, such as excluded=2026-07-04; may be given again.",
)
@click.option(
    "--extended-to",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The task's new day; at most two, none once past due.",
)
@docket_option
@case_option
@as_json_option
@click.pass_obj
def command(
    today: date,
    papers: tuple[Path, ...],
    *,
    from_authority: str,
    to_authority: str,
    from_supplier: str,
    to_supplier: str,
    text: str,
    on: datetime | None,
    sets: tuple[str, ...],
    extended_to: datetime | None,
    key: str,
    case: Path,
    as_json: bool,
) -> int:
    """Log a message and its PAPERS; without any, list what was logged.

    Each is a row of the custody log, chained to the one before. A day that a message
    sets moves the clocks.

    \b
    Examples:
      whence docket log letter.pdf --from-authority "exclusion notice"
               --sets excluded=2026-07-02 --on 2026-07-02 --case acme
      whence docket log --from-authority "extension granted" --on 2026-06-20
               --extended-to 2026-07-01 --case acme
      whence docket log --case acme
    """  # noqa: D301
    from whence.jobs.docket_log import LogRequest, log_message

    ways = {
        "from authority": from_authority,
        "to authority": to_authority,
        "from supplier": from_supplier,
        "to supplier": to_supplier,
    }
    named = [(way, kind) for way, kind in ways.items() if kind]
    if len(named) > 1:
        raise UsageError("a message goes one way.", remedy="Log each by itself.")
    if not (named or text or sets or papers or extended_to):
        return _list(case, key, today, as_json=as_json)
    way, kind = named[0] if named else ("note", "")
    result = log_message(
        LogRequest(
            case=case,
            recorded=today,
            on=on.date() if on else today,
            at=now(),
            way=way,
            kind=kind,
            text=text,
            docket=key,
            sets=set_of(sets),
            extended_to=extended_to.date() if extended_to else None,
            papers=papers,
        )
    )
    if as_json:
        print_json(asdict(result))
        return 0
    click.echo(f"Logged as row {result.head.seq}, {result.head.hash[:16]}...")
    if sets or extended_to:
        print_timeline(result.timeline, today)
    return 0


def _list(case: Path, key: str, today: date, *, as_json: bool) -> int:
    from whence.jobs.docket_show import show_docket

    result = show_docket(case, key, today=today)
    if as_json:
        print_json({"messages": [asdict(m) for m in result.docket.messages]})
        return 0
    for message in result.docket.messages:
        kept = f"  exhibit {message.exhibit[:12]}" if message.exhibit else ""
        words = ": ".join(part for part in (message.kind, message.text) if part)
        click.echo(
            clean(f"{message.seq:4} {message.day} {message.way:14} {words}{kept}")
        )
    return 0
