"""The command line: parse, call one job, say what came of it; reads the clock.

One file a command, imported only when it is asked for; `render` holds what they share.
A command gets the day from the group as its context's object.
"""

import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import NoReturn

import click

from whence.cli.render import EXIT_CODES, Progress, say
from whence.errors import WhenceError

__all__ = ["COMMANDS", "EXIT_CODES", "INTERRUPTED", "Progress", "cli", "main"]

INTERRUPTED = 130
COMMANDS = (
    "assess",
    "decide",
    "docket",
    "screen",
    "explain",
    "id",
    "place",
    "map",
    "judge",
    "verify",
    "export",
    "lists",
    "trace",
    "figures",
    "estimate",
)
"""Every command in the order of `whence --help`; each is the `command` of the module
of its name in this package."""


class Commands(click.Group):
    """Imports a command's module when the command is asked for, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command, None when there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"whence.cli.{cmd_name}").command
        return found


def _today() -> date:
    """Read the clock: the one place where this happens."""
    # The door's clock: everything behind it is told the day, so that a dossier reads
    # the same tomorrow.
    return date.today()  # noqa: DTZ011, TID251


@click.group(
    "whence",
    cls=Commands,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(package_name="whence", prog_name="whence")
@click.pass_context
def cli(context: click.Context) -> None:
    """Tell where goods really come from, and prove it.

    Bring spreadsheets of suppliers, orders, lots, trade records and entry lines; leave
    with a dossier in which every sentence shows its source, its law on that date, and
    its limits. Everything runs on this machine; nothing is sent anywhere.

    \b
    A first run, and what comes after:
      whence assess suppliers.xlsx entries.csv trade.csv --out dossier
      whence judge c-1f09... different --by mk --case dossier.case
               --reason different-register-number --why "extract of the register"
      whence assess suppliers.xlsx entries.csv trade.csv --out dossier
      whence verify dossier
    """  # noqa: D301
    context.obj = _today()


def _run(args: Sequence[str] | None) -> int:
    """Run a command and turn what it raises into words and an exit code.

    What nobody raised on purpose keeps its traceback: it is a bug.
    """
    try:
        return cli.main(args, prog_name="whence", standalone_mode=False) or 0
    except WhenceError as error:
        return say(error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            "\nInterrupted. The case is whole; the dossier is the old one or the new"
            " one, never half; run the same command again.",
            err=True,
        )
        return INTERRUPTED
    except OSError as error:
        from whence.store.files import is_refusal, output_error

        if not is_refusal(error):
            raise
        return say(output_error(error))


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(_run(args))
