"""`whence map`: what each column of a table is taken for."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json

if TYPE_CHECKING:
    from whence.jobs.mapping import ColumnView, SheetView

UNCLEAR = 3
WIDE, NARROW = 34, 22
TO_DO = (
    '  to do: say what it is with --kind, what a column means with --set "HEADER=ROLE";'
    " --save NAME keeps it"
)


@click.command("map", epilog=EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", default="", help="The sheet that --set and --kind are for.")
@click.option("--kind", default="", help="Say what the table is, such as trade.")
@click.option(
    "--set",
    "edits",
    multiple=True,
    metavar="HEADER=ROLE",
    help="Say what a column means; ROLE may be blank, or `not read`. May be repeated.",
)
@click.option("--save", default="", metavar="NAME", help="Keep it as a profile.")
@click.option(
    "--profiles",
    type=click.Path(path_type=Path),
    help="Folder of profiles.  [default: `profiles` in the settings folder of Whence]",
)
@as_json_option
def command(
    file: Path,
    *,
    sheet: str,
    kind: str,
    edits: tuple[str, ...],
    save: str,
    profiles: Path | None,
    as_json: bool,
) -> int:
    """Show what each column of FILE is taken for, with examples, how sure, and why.

    What is wrong can be set right and kept as a profile, which every case then knows by
    the form of the header. Columns about persons are not read and show no examples.

    \b
    Examples:
      whence map exports.xlsx
      whence map exports.xlsx --set "Parte A=seller" --set "Nota=" --save "broker Lima"
    """  # noqa: D301
    from whence.jobs.mapping import MapRequest, map_file

    result = map_file(
        MapRequest(
            file=file,
            sheet=sheet,
            kind=kind,
            roles=dict(_edit(text) for text in edits),
            profiles=profiles or folder(),
            save=save,
        )
    )
    if as_json:
        print_json({"file": file.name, "tables": [_plain(s) for s in result.sheets]})
    else:
        for one in result.sheets:
            _print(one)
        if result.saved is not None:
            click.echo(clean(f"kept as a profile: {result.saved}"))
    return 0 if all(s.mapping.accepted for s in result.sheets) else UNCLEAR


def folder() -> Path:
    """Give the folder where profiles lie when none is named."""
    return Path(click.get_app_dir("whence")) / "profiles"


def _edit(text: str) -> tuple[str, str]:
    header, mark, role = text.rpartition("=")
    if not mark:
        raise click.BadParameter(f"{text!r} is not HEADER=ROLE", param_hint="--set")
    return header.strip(), role.strip()


def _plain(sheet: "SheetView") -> dict[str, object]:
    mapping = sheet.mapping
    return {
        "sheet": mapping.sheet,
        "kind": mapping.kind.value,
        "confidence": mapping.confidence,
        "accepted": mapping.accepted,
        "missing": list(mapping.missing),
        "fingerprint": mapping.fingerprint,
        "profile": sheet.profile,
        "rows": sheet.rows,
        "header_line": sheet.header_line,
        "notes": list(sheet.notes),
        "doubts": list(sheet.doubts),
        "set_aside": list(sheet.aside),
        "columns": [
            {
                "header": c.header,
                "role": c.role,
                "confidence": c.confidence,
                "reason": c.reason,
                "examples": list(c.examples),
            }
            for c in sheet.columns
        ],
    }


def _print(sheet: "SheetView") -> None:
    mapping = sheet.mapping
    name = f"{mapping.name} / {mapping.sheet}" if mapping.sheet else mapping.name
    sure = "" if mapping.accepted else ", NOT SURE: please look"
    click.echo(clean(f"{name}: {mapping.kind}, {mapping.confidence:.0%} sure{sure}"))
    where = f"under a header in row {sheet.header_line}" if sheet.header_line else ""
    click.echo(f"  {sheet.rows:,} rows {where}".rstrip())
    if sheet.profile:
        click.echo(clean(f"  known by the profile {sheet.profile}"))
    for group in mapping.missing:
        click.echo(f"  no column for: {group}")
    for doubt in sheet.doubts:
        click.echo(clean(f"  to settle: {doubt}"))
    for note in (*sheet.notes, *sheet.aside):
        click.echo(clean(f"  {note}"))
    click.echo(f"  {'column':<{WIDE}} {'means':<{NARROW}} sure  examples")
    for column in sheet.columns:
        click.echo(clean(_line(column)))
    if not mapping.accepted:
        click.echo(TO_DO)
    click.echo("")


def _line(column: "ColumnView") -> str:
    sure = f"{column.confidence:>4.0%}" if column.confidence else "    "
    shown = " | ".join(e[:24] for e in column.examples)
    header, role = _cut(column.header, WIDE), _cut(column.role or "-", NARROW)
    return f"  {header} {role} {sure}  {shown}".rstrip()


def _cut(text: str, width: int) -> str:
    """Cut or fill a text to so many places; wide characters take two."""
    from unicodedata import east_asian_width

    taken, out = 0, ""
    for char in text:
        size = 2 if east_asian_width(char) in "WF" else 1
        if taken + size > width:
            return out[:-1] + "…" + " " * (width - taken)
        out, taken = out + char, taken + size
    return out + " " * (width - taken)
