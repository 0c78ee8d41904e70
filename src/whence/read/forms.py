"""Sheets of a workbook that hold no table: instructions, and forms to fill in.

Supplier workbooks begin with both. Read as tables, "Company name" would be a header
and "Effective date" a company.
"""

from collections.abc import Sequence

from whence.read.layout import folded
from whence.read.rows import Sheet

WIDEST = 3  # columns of a form: the question, the answer, a remark
ENDS = (":", "：", "?", "？", "*", "(*)")
HALF = 0.5


def is_no_table(sheet: Sheet, known: frozenset[str]) -> bool:
    """Whether a sheet is running text or a form.

    Text is one column under no known header; a form is a column of questions, each
    once, beside their answers.

    Args:
        sheet: one of several sheets of a workbook.
        known: folded header words.

    """
    filled = [i for i, values in enumerate(sheet.values) if any(values)]
    if not sheet.headers or sheet.kind:
        return False
    if len(filled) <= 1:
        return not any(folded(h) in known for h in sheet.headers)
    if len(filled) > WIDEST or filled[0] != 0 or len(sheet.headers) > WIDEST:
        return False
    if any(folded(h) in known for h in sheet.headers[1:]):
        return False
    labels = [sheet.headers[0], *(v for v in sheet.values[0] if v)]
    once = len(set(sheet.codes[0])) == len(sheet.codes[0])
    return once and _asked(labels, known) >= HALF * len(labels)


def _asked(labels: Sequence[str], known: frozenset[str]) -> int:
    """Count the labels that ask something."""
    return sum(
        label.rstrip().endswith(ENDS) or folded(label) in known for label in labels
    )
