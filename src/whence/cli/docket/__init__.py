"""`whence docket`: the desk of a detention; one file a command, loaded when asked."""

from datetime import UTC, datetime
from importlib import import_module

import click

from whence.cli.render import EXIT_CODES

COMMANDS = (
    "open",
    "show",
    "log",
    "gaps",
    "ask",
    "answered",
    "readiness",
    "letters",
    "binder",
    "review",
    "outcome",
    "fingerprint",
    "compare",
)
"""Every command of the desk, in the order of its help; each is the `command` of the
module of its name in this package."""


class Desk(click.Group):
    """Imports a command's module when the command is asked for, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands of the desk."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command, None when there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"whence.cli.docket.{cmd_name}").command
        return found


def now() -> str:
    """Read the clock: the moment of recording, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@click.group("docket", cls=Desk, epilog=EXIT_CODES)
def command() -> None:
    """Answer a detention: clocks, messages, papers, letters, the binder.

    Everything about a detention is a row of the case's custody log: it can be followed,
    never changed.

    \b
    Examples:
      whence docket open notice.pdf --case acme
      whence docket show --case acme --ics detention.ics
      whence docket log --from-authority "request for information" --on 2026-06-12
               --case acme
    """  # noqa: D301
