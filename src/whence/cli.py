"""The command line: parse, call one job, say what came of it; reads the clock."""

import json
import shlex
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from whence.errors import WhenceError

if TYPE_CHECKING:
    from whence.jobs.assess import AssessResult
    from whence.jobs.verify import VerifyResult
    from whence.model.findings import CandidateFinding

INTERRUPTED = 130
SHOWN = 5

EXIT_CODES = """\
\b
Exit codes:
    0  done
    1  refused (a roster or payroll), or a dossier that does not verify
    2  the call names something that does not exist
    3  a table needs its columns mapped: see case.toml
    4  done, but a file was set aside whole
   65  a file is not what it should be
   73  a folder cannot be read or written, or the disk is full
   75  another process is writing the case
  130  interrupted; the case is whole
"""


def _today() -> date:
    """Read the clock: the one place where this happens."""
    # The door's clock: everything behind it is told the day, so that a dossier reads
    # the same tomorrow.
    return date.today()  # noqa: DTZ011, TID251


class Progress:
    """Shows how far a long job is: one live line on a terminal, else silence, or one
    line a stage when asked."""

    def __init__(self, *, verbose: bool) -> None:
        """Look at once whether anybody is watching."""
        self.live = sys.stderr.isatty()
        self.verbose = verbose and not self.live
        self.stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` parts of a stage are done."""
        if self.live:
            part = f" {done:,} of {total:,}" if total > 1 else ""
            click.echo(f"\r\x1b[K{stage}{part}", err=True, nl=False)
        elif self.verbose and stage != self.stage:
            click.echo(stage, err=True)
        self.stage = stage

    def close(self) -> None:
        """Clear the line."""
        if self.live and self.stage:
            click.echo("\r\x1b[K", err=True, nl=False)


_as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print the result for machines."
)
_verbose = click.option(
    "--verbose", is_flag=True, help="Name each stage when not on a terminal."
)


@click.group(
    "whence",
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(package_name="whence", prog_name="whence")
def cli() -> None:
    """Tell where goods really come from, and prove it.

    Bring spreadsheets of suppliers, orders, lots, trade records and entry lines; leave
    with a dossier in which every sentence shows its source, its law on that date, and
    its limits. Everything runs on this machine; nothing is sent anywhere.

    \b
    A first run, and what comes after:
      whence assess suppliers.xlsx entries.csv trade.csv --out dossier
      whence judge c-1f09... different --by mk --reason other_register_number
               --why "other number in the register" --case dossier.case
      whence assess suppliers.xlsx entries.csv trade.csv --out dossier
      whence verify dossier
    """  # noqa: D301


@cli.command(epilog=EXIT_CODES)
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
@_as_json
@_verbose
def assess(
    files: tuple[Path, ...],
    *,
    out: Path,
    case: Path | None,
    as_of: datetime | None,
    measures: tuple[str, ...],
    audience: str | None,
    accept_mapping: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Do everything that FILES allow, and print a dossier.

    FILES are CSV, TSV or Excel tables in any order, with any headers; a folder stands
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
    progress = Progress(verbose=verbose)
    try:
        result = run(
            AssessRequest(
                files=tables_in(files, TABLE_SUFFIXES),
                out=out,
                case=case,
                as_of=as_of.date() if as_of else _today(),
                measures=measures,
                audience=audience or "",
                accept_mapping=accept_mapping,
                progress=progress,
            )
        )
    finally:
        progress.close()
    if as_json:
        _print_json(_assess_json(result, out, case))
    else:
        _print_assess(result, out, case)
    return result.exit_code


@cli.command(epilog=EXIT_CODES)
@click.argument("candidate")
@click.argument(
    "verdict", type=click.Choice(["same", "different", "related", "unsure"])
)
@click.option("--by", required=True, help="Your handle; no e-mail address.")
@click.option("--reason", default="", help="Key of the closed list, for `different`.")
@click.option("--why", default="", help="Your reason in your own words.")
@click.option(
    "--case",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the case whose dossier shows the candidate.",
)
@_as_json
def judge(
    candidate: str,
    verdict: str,
    *,
    by: str,
    reason: str,
    why: str,
    case: Path,
    as_json: bool,
) -> int:
    """Say whether CANDIDATE is the listed organisation.

    The dossier names each candidate and shows both sides. `same` confirms; `related`
    and `unsure` keep the question open; `different` removes the candidate, needs a
    reason from the closed list, and is printed. A judgement is kept for every later
    run and asked again when either side changes.

    \b
    Example:
      whence judge c-1f09... related --by mk --why "same owners" --case dossier.case
    """  # noqa: D301
    from whence.jobs.judge import JudgeRequest
    from whence.jobs.judge import judge as run

    result = run(JudgeRequest(case, candidate, verdict, by, _today(), reason, why))
    if as_json:
        _print_json(asdict(result))
        return 0
    click.echo(_clean(result.shown.left))
    click.echo(_clean(result.shown.right))
    was = f" (was {result.follows.verdict.value})" if result.follows else ""
    click.echo(
        f"Recorded: {verdict}{was}, by {by}. Run `whence assess` again to use it."
    )
    return 0


@cli.command(epilog=EXIT_CODES)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--case",
    type=click.Path(path_type=Path),
    help="Where the case lies now.  [default: where the manifest saw it]",
)
@click.option(
    "--hashes-only", is_flag=True, help="Check the files only; needs no case."
)
@_as_json
@_verbose
def verify(
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

    progress = Progress(verbose=verbose)
    try:
        result = run(folder, case=case, hashes_only=hashes_only, progress=progress)
    finally:
        progress.close()
    if as_json:
        _print_json({"ok": result.ok, **asdict(result)})
    else:
        _print_verify(result)
    return 0 if result.ok else 1


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
        "messages": list(result.messages),
        "timings": dict(result.timings),
    }


def _print_assess(result: "AssessResult", out: Path, case: Path) -> None:
    from whence.report.terminal import summary

    where = shlex.quote(str(case))
    text = summary(result.findings, dossier=str(out / "index.html"), case=where)
    click.echo("\n".join(_clean(line) for line in text.splitlines()))
    for message in result.messages:
        click.echo(f"set aside: {_clean(message)}")


def _print_verify(result: "VerifyResult") -> None:
    for fault in result.faults:
        where = f"{fault.path} " if fault.path else ""
        click.echo(_clean(f"{fault.kind}: {where}{fault.detail}"))
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


def _print_json(plain: dict[str, Any]) -> None:
    click.echo(json.dumps(plain, ensure_ascii=False, indent=1, default=str))


def _clean(text: str) -> str:
    """Take out control characters: a foreign cell must not steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _say(error: WhenceError) -> int:
    """Lay an error out as what, where, remedy; give its exit code."""
    click.echo(f"error: {_clean(error.what)}", err=True)
    if error.where:
        click.echo(f"where: {_clean(error.where)}", err=True)
    if error.remedy:
        click.echo(f"to do: {_clean(error.remedy)}", err=True)
    return error.exit_code


def _run(args: Sequence[str] | None) -> int:
    """Run a command and turn what it raises into words and an exit code.

    What nobody raised on purpose keeps its traceback: it is a bug.
    """
    try:
        return cli.main(args, prog_name="whence", standalone_mode=False) or 0
    except WhenceError as error:
        return _say(error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            "\nInterrupted. The case is whole; the dossier is the old one or the new"
            " one, never half; run the same command again.",
            err=True,
        )
        return INTERRUPTED
    except OSError as error:
        from whence.store.files import is_refusal, output_error

        if not is_refusal(error):
            raise
        return _say(output_error(error))


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(_run(args))
