"""`whence verify`: whether a dossier is what was written."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import (
    EXIT_CODES,
    Progress,
    as_json_option,
    clean,
    print_json,
    verbose_option,
)

if TYPE_CHECKING:
    from whence.jobs.verify import VerifyResult


@click.command("verify", epilog=EXIT_CODES)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--case",
    type=click.Path(path_type=Path),
    help="Where the case lies now.  [default: where the manifest saw it]",
)
@click.option(
    "--hashes-only", is_flag=True, help="Check the files only; needs no case."
)
@as_json_option
@verbose_option
def command(
    folder: Path, *, case: Path | None, hashes_only: bool, as_json: bool, verbose: bool
) -> int:
    """Check that the dossier in DIR is what was written, and comes out again.

    Every file is held against the manifest, the casebook against its own chain, and
    the run is made again from the inputs as they were.

    \b
    Examples:
      whence verify dossier
      whence verify dossier --hashes-only
    """  # noqa: D301
    from whence.jobs.verify import verify as run

    with Progress(verbose=verbose) as progress:
        result = run(folder, case=case, hashes_only=hashes_only, progress=progress)
    if as_json:
        print_json({"ok": result.ok, **asdict(result)})
    else:
        _print_verify(result)
    return 0 if result.ok else 1


def _print_verify(result: "VerifyResult") -> None:
    for fault in result.faults:
        where = f"{fault.path} " if fault.path else ""
        click.echo(clean(f"{fault.kind}: {where}{fault.detail}"))
    for note in result.notes:
        click.echo(note)
    click.echo(
        f"{result.files} files held against the manifest; re-run: {result.rerun}."
    )
    if not result.ok:
        click.echo("The dossier does not verify.")
    elif result.rerun == "not run":
        click.echo("Its files agree with its manifest; the run was not made again.")
    else:
        click.echo("The dossier is whole.")
