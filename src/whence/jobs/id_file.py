"""`whence id FILE`: a sheet of codes, and the same sheet back with what each says."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whence.errors import InputError
from whence.jobs.steps.annotating import cells_csv, columns_of
from whence.jobs.steps.code_rows import COLUMNS, CodeSheet, code_sheet
from whence.jobs.steps.outputs import check_out
from whence.read.files import read_file
from whence.read.headings import is_person
from whence.report.annotate import Annotated, annotate
from whence.store.files import write_text

SUFFIXES = (".xlsx", ".csv")
NO_HEADER = "its only column has no header"


@dataclass(frozen=True, slots=True)
class IdFileRequest:
    """Which sheet of codes to read, where to write, and the day that is asked."""

    file: Path
    out: Path
    on: date


@dataclass(frozen=True, slots=True)
class IdFileResult:
    """What was written where: the rows, (what, how many rows) of those that need a
    look, and why the user's own workbook could not be given back, if so."""

    out: Path
    rows: int
    counts: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]


def id_file(request: IdFileRequest) -> IdFileResult:
    """Read every code of a sheet, row by row, and hold those of a row together.

    Raises:
        UsageError: the result cannot be written under that name.
        InputError: the file cannot be read, or has no column of codes.
        Refused: it reads as a list of people.
        OutputError: the result cannot be written.

    """
    check_out(request.out, SUFFIXES, file=request.file)
    raws = read_file(request.file)
    sheets = [s for raw in raws if (s := code_sheet(raw, request.on)) is not None]
    if not sheets:
        raise InputError(
            "no column of it holds codes.",
            where=str(request.file),
            remedy="Head the column USCC, LEI, MID, postal code or HS code, or give one"
            " column only.",
        )
    if request.out.suffix.lower() == ".csv":
        told = cells_csv(COLUMNS, ((sheet.raw, sheet.cells) for sheet in sheets))
        write_text(request.out, told)
        out, why = request.out, ""
    else:
        out, why = _workbook(request, sheets)
    counts = (
        ("rows without a code", sum(s.without for s in sheets)),
        ("rows with a code that does not hold", sum(s.failing for s in sheets)),
        ("rows whose codes disagree", sum(s.apart for s in sheets)),
    )
    return IdFileResult(
        out, sum(len(s.cells) for s in sheets), counts, (why,) if why else ()
    )


def _workbook(request: IdFileRequest, sheets: list[CodeSheet]) -> tuple[Path, str]:
    """Write the user's workbook; say why it is a new one, if so."""
    request.out.absolute().parent.mkdir(parents=True, exist_ok=True)
    columns = {sheet.raw.sheet: _annotated(sheet) for sheet in sheets}
    why = NO_HEADER if any(sheet.bare for sheet in sheets) else ""
    report = annotate(request.file, request.out, columns, beside=why)
    return report.path, report.why


def _annotated(sheet: CodeSheet) -> Annotated:
    """Give the columns to add, and the user's own for a workbook beside his; columns
    about persons stay where they are."""
    raw = sheet.raw
    kept = (c for c in raw.columns if not is_person(c.header))
    heads, own = columns_of(raw, kept)
    if sheet.bare:
        heads = ("code",)
        own[raw.header_line] = (raw.columns[0].header,)
    widths = tuple(COLUMNS.values())
    header_line = raw.header_line - 1 if sheet.bare else raw.header_line
    return Annotated(header_line, tuple(COLUMNS), sheet.cells, heads, own, widths)
