"""The day of a paper, and the day on which the work of a record began."""

from collections.abc import Sequence
from datetime import date

from whence.model.paper import PaperText, Said
from whence.read.dates import dates
from whence.read.documents.fields import Fields
from whence.read.documents.prose import told_day
from whence.read.documents.rows import Bit
from whence.read.documents.values import DAY

HEAD_ROWS = 20
"""Rows at the head of a paper in which a day without a label may stand."""


def day_of(
    fields: Fields, rows: Sequence[list[Bit]], text: PaperText, *, told: bool
) -> tuple[date | None, Said | None]:
    """Give the day of a paper: labelled, else the first one at its head.

    A record `told` in sentences is of the last day that they name.
    """
    told_on = told_day(text) if told and not fields.of("date") else None
    if told_on is not None:
        return _read(told_on.value), told_on
    bits = [pair.value for pair in fields.of("date", "begun")]
    head = [] if bits else [bit for row in rows[:HEAD_ROWS] for bit in row]
    for bit in (*bits, *head):
        found = _read(bit.text) if bits else None
        if found is not None:
            return found, bit.said(text.file)
        match = DAY.search(bit.text)
        found = _read(match[0]) if match else None
        if match and found is not None:
            return found, bit.part(match.start(), match.end()).said(text.file)
    return None, bits[0].said(text.file) if bits else None


def begun_of(fields: Fields, day: date | None) -> date | None:
    """Give the day on which the work of a record began, None when after its day."""
    for pair in fields.of("begun"):
        found = _read(pair.value.text)
        if found is not None and day is not None and found <= day:
            return found
    return None


def _read(text: str) -> date | None:
    return dates([" ".join(text.split())]).values[0]
