"""`whence id`: what a code says, which codes decide who is who, and conflicts."""

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import (
    EXIT_CODES,
    as_json_option,
    clean,
    print_ending,
    print_json,
)

if TYPE_CHECKING:
    from whence.jobs.steps.code_pairs import Between
    from whence.jobs.steps.code_readings import CodeReading


@click.command("id", epilog=EXIT_CODES)
@click.argument("codes", nargs=-1, metavar="[CODE]...|FILE")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Of a FILE: the same workbook with columns added (.xlsx), or a .csv.",
)
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
    out: Path | None,
    build_mid: tuple[str, str, str, str] | None,
    on: datetime | None,
    as_json: bool,
) -> int:
    """Read codes of firms, places and goods: what each says, and what it cannot.

    A credit code (USCC), an organisation code or an LEI on both sides makes two parties
    one. A manufacturer code (MID), a postal code or an HS code is a feature only. Codes
    that tell of the same thing are held against each other. FILE is a sheet with
    columns of codes, or a column alone; the codes of a row are held against each other.

    \b
    Examples:
      whence id 91330100716105852F 71610585-2
      whence id CNXINZHO39URU 854143
      whence id suppliers.xlsx --out read.xlsx
      whence id --build-mid "Ozrock" "92 Alice Springs Road" Melbourne AU
    """  # noqa: D301
    from whence.jobs.ids import IdRequest
    from whence.jobs.ids import ids as run

    day = on.date() if on else today
    if out is not None or (len(codes) == 1 and _is_file(codes[0])):
        return _sheet(codes, out, day, as_json=as_json)
    result = run(IdRequest(codes, day, build_mid))
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


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False  # no name that a file could have


def _sheet(files: tuple[str, ...], out: Path | None, on: date, *, as_json: bool) -> int:
    """Read a sheet of codes and write it back."""
    from whence.errors import UsageError
    from whence.jobs.id_file import IdFileRequest, id_file

    if out is None or len(files) != 1:
        raise UsageError(
            "a sheet of codes is read into another.",
            where=", ".join(files) or "FILE",
            remedy="Write: whence id FILE --out read.xlsx (or .csv).",
        )
    result = id_file(IdFileRequest(Path(files[0]), out, on))
    if as_json:
        print_json(asdict(result))
        return 0
    click.echo(f"{result.rows:,} {'row' if result.rows == 1 else 'rows'} read")
    for what, count in result.counts:
        click.echo(f"{count:>7,}  {what}")
    print_ending(result.notes, [result.out])
    return 0


def _print_reading(reading: "CodeReading") -> None:
    from whence.jobs.steps.code_readings import KINDS, short

    word = "decides who is who" if reading.decides else "a feature, never identity"
    if not reading.is_valid:
        word = "NOT VALID, so it decides nothing"
    click.echo(f"  {KINDS[reading.kind]}: {word}")
    for what, value in reading.says:
        click.echo(clean(f"    {what:<26} {short(value)}"))
    for note in reading.notes:
        click.echo(clean(f"    {note}"))


def _print_between(row: "Between") -> None:
    click.echo(clean(f"{row.one} and {row.other}: {row.word} ({row.what})"))
