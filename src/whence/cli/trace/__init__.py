"""`whence trace`: trade records of any size, and what can be asked of them."""

import click

from whence.cli.render import EXIT_CODES
from whence.cli.trace.balance import balance_command
from whence.cli.trace.build import build_command
from whence.cli.trace.export import export_command
from whence.cli.trace.exposure import exposure_command
from whence.cli.trace.reroute import reroute_command
from whence.cli.trace.up import up_command
from whence.cli.trace.who import who_command


@click.group("trace", epilog=EXIT_CODES)
def command() -> None:
    """Trace goods through trade records, from a few to a hundred million.

    `build` lays records down in the case; the others ask. What a lane of records
    carried is not known to be the same goods: every path is inferred, and says on
    which rows of which file it stands.
    """


for _command in (
    build_command,
    up_command,
    exposure_command,
    balance_command,
    reroute_command,
    export_command,
    who_command,
):
    command.add_command(_command)
