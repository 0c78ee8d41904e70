"""Tables as CSV: any sheet, and set_aside.csv with what was not used and why."""

import csv
import io
from collections.abc import Iterable

from whence.model.findings import Findings
from whence.report.masks import withhold
from whence.report.sheets import Sheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HEADER = (
    "what", "file", "sheet", "row", "column", "reason", "seen", "remedy", "sha256",
)  # fmt: skip


def safe(cell: str) -> str:
    """Keep a spreadsheet program from running a cell as a formula.

    >>> safe("=1+1"), safe("plain")
    ("'=1+1", 'plain')
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def written(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    r"""Write rows as CSV: UTF-8 text, LF lines, one header line.

    A cell that a spreadsheet program would run as a formula gets an apostrophe.

    >>> written(("Name",), [("=1+1",)])
    "Name\n'=1+1\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(map(safe, row) for row in rows)
    return out.getvalue()


def sheet_csv(sheet: Sheet) -> str:
    r"""Write a sheet as CSV: UTF-8 text, LF lines, one header line.

    >>> sheet_csv(Sheet("S", (("Name", 9), ("Chance", 9)), [("=1+1", 0.5)]))
    "Name,Chance\n'=1+1,0.5\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _ in sheet.columns])
    for row in sheet.rows:
        writer.writerow([safe(c) if isinstance(c, str) else c for c in row])
    return out.getvalue()


def set_aside_csv(findings: Findings) -> str:
    """Write what was set aside as CSV, see `written`."""
    rows = []
    for item in withhold(findings).set_aside:
        at = item.source
        row = str(at.row) if at.row else ""
        cells = (item.extent.value, at.name, at.sheet, row, at.column)
        rows.append((*cells, item.reason, item.detail, item.remedy, at.sha256))
    return written(HEADER, rows)
