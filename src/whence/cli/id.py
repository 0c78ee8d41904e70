"""`whence id`: what a code says, which codes decide who is who, and conflicts."""

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json

if TYPE_CHECKING:
    from whence.jobs.ids import Between, CodeReading

LONGEST = 100
KINDS = {
    "uscc": "unified social credit code",
    "organisation": "organisation code",
    "lei": "legal entity identifier",
    "postal": "Chinese postal code",
    "hs": "Harmonized System code",
    "mid": "manufacturer identification code",
}


@click.command("id", epilog=EXIT_CODES)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option(
    "--build-mid",
    nargs=4,
    default=None,
    metavar="NAME ADDRESS CITY COUNTRY",
    help="Build the manufacturer code of a firm, and hold it against the codes.",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day for which a division is asked.  [default: today]",
)
@as_json_option
@click.pass_obj
def command(
    today: date,
    codes: tuple[str, ...],
    *,
    build_mid: tuple[str, str, str, str] | None,
    on: datetime | None,
    as_json: bool,
) -> int:
    """Read codes of firms, places and goods: what each says, and what it cannot.

    A credit code (USCC), an organisation code or an LEI on both sides makes two parties
    one. A manufacturer code (MID), a postal code or an HS code is a feature only. Codes
    that tell of the same thing are held against each other.

    \b
    Examples:
      whence id 91330100716105852F 71610585-2
      whence id CNXINZHO39URU 854143
      whence id --build-mid "Ozrock" "92 Alice Springs Road" Melbourne AU
    """  # noqa: D301
    from whence.jobs.ids import IdRequest
    from whence.jobs.ids import ids as run

    result = run(IdRequest(codes, on.date() if on else today, build_mid))
    if as_json:
        print_json(asdict(result))
        return 0
    if result.built:
        click.echo(f"built: {result.built}")
    for code in dict.fromkeys(result.codes):
        click.echo(clean(code.given))
        for reading in code.readings:
            _print_reading(reading)
        if not code.readings:
            click.echo("  of no kind that is known")
    for row in result.between:
        _print_between(row)
    return 0


def _print_reading(reading: "CodeReading") -> None:
    word = "decides who is who" if reading.decides else "a feature, never identity"
    if not reading.is_valid:
        word = "NOT VALID, so it decides nothing"
    click.echo(f"  {KINDS[reading.kind]}: {word}")
    for what, value in reading.says:
        cut = value if len(value) <= LONGEST else value[:LONGEST] + "…"
        click.echo(clean(f"    {what:<26} {cut}"))
    for note in reading.notes:
        click.echo(clean(f"    {note}"))


def _print_between(row: "Between") -> None:
    if row.agrees:
        word = "agree" + (": one organisation" if row.decides else "")
    else:
        word = "CONFLICT" + (
            ": two organisations" if row.decides else ", no more than a hint"
        )
    click.echo(clean(f"{row.one} and {row.other}: {word} ({row.what})"))
