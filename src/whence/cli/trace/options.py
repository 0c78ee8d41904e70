"""What the commands under `whence trace` share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
PLACE = click.Path(path_type=Path)
FIRST = 10
"""Rows and paths of a kind that are shown in words; --json gives all."""

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


def count_option(
    name: str, default: int, told: str, *, least: int = 0
) -> Callable[[F], F]:
    """Give an option for a number of rows, `least` or more."""
    return click.option(
        name,
        type=click.IntRange(least),
        default=default,
        show_default=True,
        help=told,
    )


def engine_options(built_in: str, here: str = "") -> Callable[[F], F]:
    """Give the options of a question that other engines can answer as well; `here`
    names those of this process beside the one that is built in."""

    def add(command: F) -> F:
        command = click.option(
            "--scratch",
            default="",
            metavar="URL",
            help="Where a cluster may lay things aside; removed at the end.",
        )(command)
        command = click.option(
            "--data",
            default="",
            metavar="URL",
            help="What `whence trace export` wrote, where a cluster can read it.",
        )(command)
        return click.option(
            "--engine",
            default="",
            metavar="ENGINE",
            help=f"{here}duckdb, sail, spark, spark://HOST:PORT or sc://HOST:PORT"
            f" (whence[cluster]; see docs/cluster.md).  [default: {built_in}]",
        )(command)

    return add


def in_bytes(gigabytes: float) -> int:
    """Give gigabytes as bytes."""
    return int(gigabytes * (1 << 30))
