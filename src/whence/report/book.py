"""A plain workbook of sheets: text stays text, and the same bytes every time."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from whence.report.sheets import Sheet
from whence.shelf import style

CELL_MOST = 32_767
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001
"""A fixed day in the properties, so that equal sheets give equal bytes."""


def to_book(sheets: Sequence[Sheet], title: str) -> bytes:
    """Write sheets as a workbook. No cell is ever run as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    book.set_properties({"title": title, "created": EPOCH})
    wrap = {"text_wrap": True, "valign": "top", "font_size": 10}
    cell = book.add_format(wrap)
    wash = style.tokens().palette["wash"]
    head = book.add_format({**wrap, "bold": True, "bg_color": wash, "bottom": 2})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for place, (name, width) in enumerate(sheet.columns):
            page.set_column(place, place, width)
            page.write_string(0, place, name, head)
        row = 0
        for row, cells in enumerate(sheet.rows, 1):
            for place, value in enumerate(cells):
                if isinstance(value, str):
                    page.write_string(row, place, value[:CELL_MOST], cell)
                else:
                    page.write_number(row, place, value, cell)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(row, 1), len(sheet.columns) - 1)
        page.repeat_rows(0)
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()
