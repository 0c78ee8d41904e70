"""Options and prints that several commands of the desk share."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from whence.cli.render import clean
from whence.errors import UsageError
from whence.model.docket import Docket, Mark, Owes, Step, Timeline

F = TypeVar("F", bound=Callable[..., Any])

index_option = click.option(
    "--index", type=click.Path(path_type=Path), help="What each paper is."
)
out_option = click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="A file."
)

case_option = click.option(
    "--case",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the case; `open` makes it.",
)
docket_option = click.option(
    "--docket", "key", default="", help="Which docket, where the case has several."
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As it stood on this day.  [default: today]",
)


def day_option(name: str, words: str) -> Callable[[F], F]:
    """Make an option that takes a day."""
    return click.option(name, type=click.DateTime(["%Y-%m-%d"]), help=words)


def marks_of(given: dict[str, datetime | None]) -> tuple[tuple[Mark, date], ...]:
    """Give the facts among options named by their mark."""
    return tuple((Mark(k), v.date()) for k, v in given.items() if v is not None)


def set_of(texts: tuple[str, ...]) -> tuple[tuple[Mark, date], ...]:
    """Read facts written as mark=day.

    Raises:
        UsageError: there is no such fact, or the day is no day; lists what exists.

    """
    found = []
    for text in texts:
        name, _, day = text.partition("=")
        try:
            found.append((Mark(name.strip()), date.fromisoformat(day.strip())))
        except ValueError:
            raise UsageError(
                f"{text!r} sets no fact to a day.",
                where="--sets",
                remedy=f"Write it like excluded=2026-07-04; facts: {', '.join(Mark)}.",
            ) from None
    return tuple(found)


def print_head(docket: Docket) -> None:
    """Print which detention it is."""
    head = docket.header
    parts = [f"Docket {docket.key}"]
    parts += [f"entry {head.entry}"] if head.entry else []
    parts += [f"line {head.line}"] if head.line else []
    parts += [f"port {head.port_code} {head.port}".strip()] if head.port else []
    click.echo(clean(", ".join(parts)))
    if head.reason:
        click.echo(clean(f"  {head.reason}"))


def print_timeline(timeline: Timeline, today: date) -> None:
    """Print what comes first, every step in order of days with today among them, and
    what has to be said beside them."""
    if timeline.mine is not None and timeline.mine.due is not None:
        _print_mine(timeline.mine, today)
    dated = sorted((s for s in timeline.steps if s.due), key=lambda s: s.due or today)
    click.echo("")
    shown = False
    for step in dated:
        if not shown and step.due is not None and step.due >= today:
            _print_today(today)
            shown = True
        _print_step(step, today)
    if not shown:
        _print_today(today)
    undated = [s for s in timeline.steps if s.due is None]
    for step in undated:
        word = "any time until" if step.open_ended else "no day yet:"
        click.echo(clean(f"  {'':14} {_who(step)}  {step.title}: {word} {_what(step)}"))
    click.echo("")
    for note in timeline.notes:
        click.echo(clean(f"note: {note}"))


def _print_mine(step: Step, today: date) -> None:
    assert step.due is not None
    left = (step.due - today).days
    when = f"in {left} days" if left > 1 else ("tomorrow" if left == 1 else "today")
    if left < 0:
        when = f"{-left} days ago"
    click.echo(clean(f"FIRST: {step.title}"))
    work = ""
    if step.work_by is not None and step.work_by != step.due:
        work = f"; no business day, so be ready by {step.work_by:%a %Y-%m-%d}"
    click.echo(f"       by {step.due:%a %Y-%m-%d}, {when}{work}")


def _print_today(today: date) -> None:
    click.echo(f"  {today:%a %Y-%m-%d} ----------- today -----------")


def _print_step(step: Step, today: date) -> None:
    assert step.due is not None
    mark = {"done": "done", "closed": "closed", "past": "past"}.get(step.state, "")
    notes = f" [{'; '.join(step.notes)}]" if step.notes else ""
    state = f"  ({mark})" if mark else ""
    click.echo(
        clean(f"  {step.due:%a %Y-%m-%d} {_who(step)}  {step.title}{state}{notes}")
    )
    if mark in ("", "past") and step.key != "keep_broker":
        then = f" ({step.then})" if step.then else ""
        told = f"{step.counted}; {step.consequence}{then}"
        click.echo(clean(f"  {'':14} {'':9}  {told}"))
        click.echo(clean(f"  {'':14} {'':9}  {step.reference}"))


def _who(step: Step) -> str:
    return f"{'' if step.owes is Owes.NOBODY else step.owes.value:9}"


def _what(step: Step) -> str:
    return step.counted.removeprefix("until ")
