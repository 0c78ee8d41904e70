"""`whence decide`: a portfolio under several measures, side by side."""

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from whence.cli.render import (
    EXIT_CODES,
    Progress,
    as_json_option,
    clean,
    print_ending,
    verbose_option,
)
from whence.errors import UsageError

if TYPE_CHECKING:
    from whence.jobs.decide import DecideResult
    from whence.model.measure import Outcome
    from whence.model.portfolio import Portfolio

SUFFIXES = (".csv", ".xlsx", ".sarif", ".json")


@click.command("decide", epilog=EXIT_CODES)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--case",
    type=click.Path(path_type=Path),
    help="A case: its judgements and lists, and without FILES those of its last run.",
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
    "--consignment",
    "consignments",
    multiple=True,
    help="Only these consignments; may be given again.",
)
@click.option(
    "--explain",
    "explain",
    default="",
    metavar="CONSIGNMENT",
    help="Print the reasons for one consignment.",
)
@click.option(
    "--prose", is_flag=True, help="Print reasons as paragraphs, not as a tree."
)
@click.option(
    "--lang", "language", default="en", help="Language of the reasons: en or zh."
)
@click.option(
    "--what-if",
    "what_if",
    multiple=True,
    metavar="CHANGE",
    help="Suppose: import-date=DAY, without-document=ID, list=KEY@DAY, measure=FILE,"
    " as-law=KEY.",
)
@click.option(
    "--since",
    default="",
    metavar="DAY|KEY@DAY",
    help="Say what moved since a day or a list version, and why.",
)
@click.option(
    "--gate",
    default="",
    metavar="OUTCOME",
    help="Leave with code 10 when a consignment is at this outcome, or worse.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Also write every decision with its reasons: .csv, .xlsx, .sarif or .json.",
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
    "--coverage", is_flag=True, help="Only print what of the law is modelled."
)
@as_json_option
@verbose_option
@click.pass_obj
def command(
    today: date,
    files: tuple[Path, ...],
    *,
    case: Path | None,
    as_of: datetime | None,
    measures: tuple[str, ...],
    consignments: tuple[str, ...],
    explain: str,
    prose: bool,
    language: str,
    what_if: tuple[str, ...],
    since: str,
    gate: str,
    out: Path | None,
    audience: str | None,
    accept_mapping: bool,
    coverage: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Say what each law says of each consignment, side by side; stores nothing.

    FILES are tables as for `whence assess`; without them the files of the last run of
    --case are taken.

    \b
    Examples:
      whence decide --case dossier.case
      whence decide entries.csv trade.csv --measure us/uflpa --as-of 2026-06-26
      whence decide --case dossier.case --explain ABC-1/1 --measure us/uflpa --prose
      whence decide --case dossier.case --what-if list=us-uflpa@2024-05-17
      whence decide --case dossier.case --since 2026-01-01
      whence decide --case dossier.case --gate "to answer" --out gate.sarif
    """  # noqa: D301
    from whence.jobs.decide import DecideRequest
    from whence.jobs.decide import decide as run
    from whence.jobs.steps.outputs import check_out
    from whence.shelf.tables import TABLE_SUFFIXES
    from whence.shelf.wording import checked_language
    from whence.store.inputs import tables_in

    if coverage:
        from whence.decide.coverage import text

        click.echo(text())
        return 0
    if out is not None:
        check_out(out, SUFFIXES)
    with Progress(verbose=verbose) as progress:
        result = run(
            DecideRequest(
                as_of=as_of.date() if as_of else today,
                files=tables_in(files, TABLE_SUFFIXES),
                case=case,
                measures=measures,
                consignments=(*consignments, explain) if explain else consignments,
                reasons=bool(explain or out),
                what_if=what_if,
                since=since,
                gate=_outcome(gate) if gate else None,
                language=checked_language(language),
                audience=audience or "",
                accept_mapping=accept_mapping,
                progress=progress,
            )
        )
    if out is not None:
        _write(result.portfolio, out)
    if as_json:
        click.echo(json.dumps(_plain(result), ensure_ascii=False, indent=1))
    else:
        _print(result, out=out, explain=explain, prose=prose, language=language)
    return result.exit_code


def _outcome(text: str) -> "Outcome":
    """Read an outcome of the order, with spaces or hyphens."""
    from whence.model.measure import Outcome

    known = {o.value: o for o in Outcome if o.severity is not None}
    word = text.strip().lower().replace("-", " ").replace("_", " ")
    if word not in known:
        raise UsageError(
            f"there is no outcome {text!r} to hold goods up at.",
            where="--gate",
            remedy=f"Those that exist: {', '.join(known)}.",
        )
    return known[word]


def _write(portfolio: "Portfolio", out: Path) -> None:
    from whence.report.decisions import to_csv, to_workbook
    from whence.report.sarif import to_sarif
    from whence.store.files import guarded, write_text

    with guarded(out):
        out.absolute().parent.mkdir(parents=True, exist_ok=True)
    match out.suffix.lower():
        case ".csv":
            write_text(out, to_csv(portfolio))
        case ".xlsx":
            to_workbook(portfolio, out)
        case ".sarif":
            write_text(out, to_sarif(portfolio))
        case _:
            from whence.report.as_json import plain

            text = json.dumps(plain(portfolio), ensure_ascii=False, indent=1)
            write_text(out, f"{text}\n")


def _plain(result: "DecideResult") -> dict[str, object]:
    from whence.report.as_json import plain

    return {
        **plain(result.portfolio),
        "held_up": list(result.held_up),
        "messages": list(result.messages),
        "exit_code": result.exit_code,
    }


def _print(
    result: "DecideResult",
    *,
    out: Path | None,
    explain: str,
    prose: bool,
    language: str,
) -> None:
    from whence.report.decisions import table

    if explain:
        _explain(result.portfolio, prose=prose, language=language)
    else:
        width = max(shutil.get_terminal_size((88, 24)).columns, 88)
        text = table(result.portfolio, width=width)
        click.echo("\n".join(clean(line) for line in text.splitlines()))
    if result.held_up:
        click.echo(f"\nHeld up by the gate: {clean(', '.join(result.held_up))}.")
    for message in result.messages:
        click.echo(f"set aside: {clean(message)}")
    print_ending((), [out])


def _explain(portfolio: "Portfolio", *, prose: bool, language: str) -> None:
    from whence.decide import explain as words
    from whence.report.decisions import compared
    from whence.report.told import told_of

    names = {row.id: row.name for row in portfolio.rows}
    blocks = []
    if portfolio.compared is not None:
        blocks.append(compared(portfolio, portfolio.compared))
    for item in portfolio.reasons:
        name = names.get(item.consignment, item.consignment)
        if prose:
            text = words.prose(
                item.decision,
                consignment=name,
                names=dict(portfolio.parties),
                language=language,
            )
        else:
            text = f"{name}\n{words.text(item.decision, language=language)}"
        blocks.append(text)
    blocks += [
        f"{names[key]}\n{told_of(portfolio, key)}"
        for key in dict.fromkeys(t.consignment for t in portfolio.told)
    ]
    told = "\n\n".join(blocks)
    click.echo("\n".join(clean(line) for line in told.splitlines()))
