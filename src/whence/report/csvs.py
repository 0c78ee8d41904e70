"""set_aside.csv: every file, row and cell that was not used, with the reason."""

import csv
import io

from whence.model.findings import Findings
from whence.report.masks import withhold

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


def set_aside_csv(findings: Findings) -> str:
    """Write what was set aside as CSV: UTF-8 text, LF lines, one header line.

    A cell that a spreadsheet program would run as a formula gets an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for item in withhold(findings).set_aside:
        at = item.source
        row = str(at.row) if at.row else ""
        cells = (item.extent.value, at.name, at.sheet, row, at.column)
        words = (item.reason, item.detail, item.remedy, at.sha256)
        writer.writerow([safe(cell) for cell in cells + words])
    return out.getvalue()
