"""`whence export`: the findings of a run for other programs."""

from pathlib import Path

import click

from whence.cli.render import EXIT_CODES, as_json_option, clean, print_json


@click.command("export", epilog=EXIT_CODES)
@click.argument("dossier", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--to",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write it here: .ftm or .jsonl, .bods, .jsonld or .epcis.",
)
@click.option("--form", default="", help="ftm, bods or epcis, whatever the ending.")
@as_json_option
def command(dossier: Path, *, to: Path, form: str, as_json: bool) -> int:
    """Write the findings in DIR for another program: parties and relations as
    FollowTheMoney, owners as BODS, chains of lots as GS1 EPCIS.

    Only what the dossier itself prints is written, so its audience holds. What the
    form has no word for is counted.

    \b
    Examples:
      whence export dossier --to parties.ftm
      whence export dossier --to chain.jsonld
    """  # noqa: D301
    from whence.jobs.export import ExportRequest, export

    result = export(ExportRequest(dossier, to, form))
    if as_json:
        print_json(
            {
                "file": str(result.file),
                "form": result.form,
                "kept": dict(result.kept),
                "lost": dict(result.lost),
            }
        )
        return 0
    kept = ", ".join(f"{n:,} {what}" for what, n in result.kept) or "nothing"
    click.echo(clean(f"{result.file}: {kept}."))
    for what, count in result.lost:
        click.echo(clean(f"  not in this form: {count:,} {what}"))
    return 0
