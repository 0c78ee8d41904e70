"""`whence explain`: the waterfall behind the likeness of two names."""

import shutil
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json

if TYPE_CHECKING:
    from whence.jobs.explain import ExplainResult, ReadPart

BAR, TEXT, HOW = 26, 24, 38


@click.command("explain", epilog=EXIT_CODES)
@click.argument("name")
@click.argument("listed")
@click.option("--country", default="", help="The country of NAME, such as CN.")
@click.option("--listed-country", default="", help="The country of LISTED.")
@click.option("--policy", default="", help="How alike is worth a look.")
@as_json_option
@click.pass_obj
def command(
    today: date,
    name: str,
    listed: str,
    *,
    country: str,
    listed_country: str,
    policy: str,
    as_json: bool,
) -> int:
    """Show why NAME is as like LISTED as it is, part by part.

    Each row is one piece of evidence in log-odds: above nought for, below against. The
    rows add up to the sum, and the sum is the chance. A name alone is never more than a
    candidate, whatever the chance.

    \b
    Examples:
      whence explain "Hetian Taida Apparel" "和田泰达服饰有限公司"
      whence explain "Daqo New Energy Shenzhen" "Xinjiang Daqo New Energy Co" --json
    """  # noqa: D301
    from whence.jobs.explain import ExplainRequest
    from whence.jobs.explain import explain as run

    result = run(ExplainRequest(name, listed, country, listed_country, policy, today))
    if as_json:
        print_json({"name": name, "listed": listed, **asdict(result)})
        return 0
    for title, raw, parts in (
        ("name", name, result.parts[0]),
        ("listed", listed, result.parts[1]),
    ):
        known = f"  ({result.listing})" if title == "listed" and result.listing else ""
        click.echo(clean(f"{title:<7} {raw}{known}"))
        _print_parts(parts)
    click.echo()
    _print_steps(result)
    _print_meaning(result)
    return 0


def _print_parts(parts: "tuple[ReadPart, ...]") -> None:
    for part in parts:
        kind = "distinctive" if part.kind == "brand" else part.kind
        means = f"  {part.means}" if part.means and part.means != part.text else ""
        click.echo(clean(f"        {_fit(part.text, TEXT)} {kind:<11}{means}"))


def _print_steps(result: "ExplainResult") -> None:
    room = shutil.get_terminal_size((100, 24)).columns - (TEXT + HOW + 12)
    wide = max(8, min(BAR, room))
    marks = [0.0, *(step.total for step in result.steps)]
    low, high = min(marks), max(marks)
    before = 0.0
    click.echo(f"  {_fit('evidence', TEXT)} {_fit('how it is known', HOW)} log-odds")
    for step in result.steps:
        bar = _bar(before, step.total, (low, high), wide=wide)
        text, how = _fit(step.text, TEXT), _fit(step.how, HOW)
        click.echo(clean(f"  {text} {how} {step.weight:+8.3f}  {bar}").rstrip())
        before = step.total
    line = "─" * 8
    click.echo(f"  {' ' * (TEXT + HOW + 1)} {line}")
    bar = _bar(0.0, result.score, (low, high), wide=wide)
    line = f"  {_fit('sum', TEXT)} {_fit('', HOW)} {result.score:+8.3f}  {bar}"
    click.echo(line.rstrip())


def _bar(start: float, end: float, span: tuple[float, float], *, wide: int) -> str:
    """Draw a step from where the last one ended; the upright line is nought."""
    low, high = span
    scale = (wide - 1) / ((high - low) or 1.0)
    nought, first, last = (round((x - low) * scale) for x in (0.0, start, end))
    cells = [" "] * wide
    for cell in range(min(first, last), max(first, last) + 1):
        cells[cell] = "█" if end >= start else "▒"
    if cells[nought] == " ":
        cells[nought] = "│"
    return "".join(cells)


def _print_meaning(result: "ExplainResult") -> None:
    same, related = result.p_same, result.p_related
    click.echo()
    click.echo(f"  chance of the same organisation   {same:8.2%}")
    click.echo(f"  chance of a related one           {related:8.2%}")
    for conflict in result.conflicts:
        click.echo(clean(f"  against it: {conflict}"))
    click.echo(
        f"  policy {result.policy}: shown from {result.needs_same:.0%} the same or"
        f" {result.needs_related:.0%} related; about {result.false_alarms:.2%} of"
        " parties with no link are shown by mistake"
    )
    if result.word == "candidate":
        click.echo(
            "  means: candidate, a person has to look; never more by a name alone"
        )
    else:
        click.echo("  means: nothing found by the names alone; that is not clean")
    for note in result.notes:
        click.echo(clean(f"  note: {note}"))


def _fit(text: str, room: int) -> str:
    """Pad or cut a text to so many columns; Chinese takes two a character."""
    out, used = "", 0
    for char in text:
        wide = _columns(char)
        if used + wide > room - (1 if used + wide < _width(text) else 0):
            return f"{out}…".ljust(len(out) + 1 + room - used - 1)
        out, used = out + char, used + wide
    return out + " " * (room - used)


def _width(text: str) -> int:
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if combining(char) or not char.isprintable():
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
