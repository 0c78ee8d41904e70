"""`whence assess`: everything the files allow, and a dossier."""

import shlex
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from whence.jobs.assess import AssessResult
    from whence.model.findings import CandidateFinding


@click.command("assess", epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder for the dossier; an older dossier there is replaced in one step.",
)
@click.option(
    "--case",
    type=click.Path(path_type=Path),
    help="Folder that keeps inputs, mappings and judgements.  [default: OUT.case]",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Use only what was known on this day.  [default: today]",
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    help="Law or order to decide, such as us/uflpa; may be given again.",
)
@click.option(
    "--audience",
    type=click.Choice(["own", "counsel", "authority", "public"]),
    help="Who will read it; `public` masks what is not settled.  [default: own]",
)
@click.option(
    "--accept-mapping", is_flag=True, help="Take the guessed columns as they are."
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    help="Case whose trade records (`whence trace build`) to look upstream in."
    "  [default: the case itself, where it has some]",
)
@click.option(
    "--profiles",
    type=click.Path(path_type=Path),
    help="Folder of mappings that cases share; see `whence map`.",
)
@as_json_option
@verbose_option
@click.pass_obj
def command(
    today: date,
    files: tuple[Path, ...],
    *,
    out: Path,
    case: Path | None,
    as_of: datetime | None,
    measures: tuple[str, ...],
    audience: str | None,
    accept_mapping: bool,
    profiles: Path | None,
    store: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Do everything that FILES allow, and print a dossier.

    FILES are tables of any format in any order, with any headers; a folder stands
    for all tables in it. What cannot be read for sure is asked in case.toml.

    \b
    Examples:
      whence assess files/ --out dossier
      whence assess *.xlsx --out march --case acme --as-of 2026-03-31
      whence assess files/ --out dossier --measure us/uflpa --audience counsel
    """  # noqa: D301
    from whence.jobs.assess import AssessRequest
    from whence.jobs.assess import assess as run
    from whence.shelf.tables import TABLE_SUFFIXES
    from whence.store.case import beside
    from whence.store.inputs import tables_in

    case = case or beside(out)
    if as_of and as_of.date() > today:
        click.echo(
            f"Note: {as_of.date()} lies in the future; what lists and law will say"
            " between today and then is not known.",
            err=True,
        )
    with Progress(verbose=verbose) as progress:
        result = run(
            AssessRequest(
                files=tables_in(files, TABLE_SUFFIXES),
                out=out,
                case=case,
                as_of=as_of.date() if as_of else today,
                measures=measures,
                store=store,
                audience=audience or "",
                accept_mapping=accept_mapping,
                profiles=profiles,
                progress=progress,
            )
        )
    if as_json:
        print_json(_assess_json(result, out, case))
    else:
        _print_assess(result, out, case)
    return result.exit_code


def _to_judge(result: "AssessResult") -> "list[CandidateFinding]":
    parties = result.findings.parties
    open_ones = {
        c.id: c for p in parties for c in p.candidates if c.standing == "candidate"
    }
    return sorted(open_ones.values(), key=lambda c: (-c.p_same, c.id))


def _assess_json(result: "AssessResult", out: Path, case: Path) -> dict[str, Any]:
    findings = result.findings
    return {
        "out": str(out),
        "case": str(case),
        "as_of": findings.as_of.isoformat(),
        "exit_code": result.exit_code,
        "summary": dict(findings.summary),
        "consignments": [{"id": c.id, "worst": c.worst} for c in findings.consignments],
        "to_judge": [
            {"id": c.id, "listed_name": c.listed_name, "p_same": c.p_same}
            for c in _to_judge(result)
        ],
        "files": [str(path) for path in result.files],
        "match_policy": result.policy,
        "false_alarms_expected": round(result.expected, 3),
        "messages": list(result.messages),
        "notes": list(result.notes),
        "timings": dict(result.timings),
    }


def _print_assess(result: "AssessResult", out: Path, case: Path) -> None:
    from whence.report.terminal import summary

    where = shlex.quote(str(case))
    text = summary(result.findings, dossier=str(out / "index.html"), case=where)
    click.echo("\n".join(clean(line) for line in text.splitlines()))
    total = len(result.findings.parties)
    click.echo(
        f"Names by policy {result.policy}: about {result.expected:.2g} of {total:,}"
        " parties are expected to be shown by mistake, were none linked to a list."
    )
    for message in result.messages:
        click.echo(f"set aside: {clean(message)}")
    for note in result.notes:
        click.echo(clean(note))
