"""What every command shares: progress, options, and how results and errors print."""

import json
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any, Self

import click

from whence.errors import WhenceError

WIDTH = 80
"""Columns of a terminal that sentences are held to."""

EXIT_CODES = """\
\b
Exit codes:
    0  done
    1  refused (a roster or payroll), or a dossier that does not verify
    2  the call names something that does not exist
    3  a table needs its columns mapped: see case.toml
    4  done, but a file was set aside whole
   10  a consignment is held up by --gate
   65  a file is not what it should be
   73  a folder cannot be read or written, or the disk is full
   75  another process is writing the case
  130  interrupted; the case is whole
"""


class Progress:
    """Shows how far a long job is: one live line on a terminal, else silence, or one
    line a stage when asked."""

    def __init__(self, *, verbose: bool) -> None:
        """Look at once whether anybody is watching."""
        self.live = sys.stderr.isatty()
        self.verbose = verbose and not self.live
        self.stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` parts of a stage are done."""
        if self.live:
            part = f" {done:,} of {total:,}" if total > 1 else ""
            click.echo(f"\r\x1b[K{stage}{part}", err=True, nl=False)
        elif self.verbose and stage != self.stage:
            click.echo(stage, err=True)
        self.stage = stage

    def __enter__(self) -> Self:
        """Show progress while a job runs; the line is cleared however it ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line."""
        self.close()

    def close(self) -> None:
        """Clear the line."""
        if self.live and self.stage:
            click.echo("\r\x1b[K", err=True, nl=False)


as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the result for machines."
)
verbose_option = click.option(
    "--verbose", is_flag=True, help="Name each stage when not on a terminal."
)


def print_json(plain: Mapping[str, Any]) -> None:
    """Print a result for machines."""
    click.echo(json.dumps(plain, ensure_ascii=False, indent=1, default=str))


def clean(text: str) -> str:
    """Take out control characters: a foreign cell must not steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def print_wrapped(text: str, *, begin: str = "") -> None:
    """Print a sentence in lines of at most 80 columns.

    `begin` stands before the first; the others are set in by as much.
    """
    click.echo(
        textwrap.fill(
            clean(text),
            WIDTH,
            initial_indent=begin,
            subsequent_indent=" " * len(begin),
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def print_ending(notes: Iterable[str], written: Iterable[object | None]) -> None:
    """End the answer of a job: what must be known beside it, then each file written."""
    for note in notes:
        print_wrapped(note)
    for file in written:
        if file is not None:
            click.echo(clean(f"Written: {file}"))


def say(error: WhenceError) -> int:
    """Lay an error out as what, where, remedy; give its exit code."""
    click.echo(f"error: {clean(error.what)}", err=True)
    if error.where:
        click.echo(f"where: {clean(error.where)}", err=True)
    if error.remedy:
        click.echo(f"to do: {clean(error.remedy)}", err=True)
    return error.exit_code
