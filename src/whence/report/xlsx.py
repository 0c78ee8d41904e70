"""findings.xlsx: the findings as sheets to sort and filter, with no formula in them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from whence.errors import OutputError
from whence.model.findings import Findings
from whence.report.apart import apart
from whence.report.masks import withhold
from whence.report.quick_page import QuickPage
from whence.report.sheets import Sheet, sheets_of
from whence.shelf import style

ROWS_MOST = 1_048_575
"""Limit of the file format: rows of a sheet below the header."""

LARGE = 10_000
"""Rows from which on the findings are written by a process of its own: a second of
work, for which starting one pays."""


def to_xlsx(findings: Findings, path: Path) -> None:
    """Write the findings as a workbook, the same bytes for the same findings.

    Text is always written as text, so that a cell that begins with = + - @ stays
    what it is. Numbers are numbers, dates ISO text. A sheet longer than the format
    holds is cut, and its last row says so.

    Raises:
        OutputError: the file cannot be written.

    """
    held = withhold(findings)
    about = [
        ("Notice", held.notice),
        ("As of", held.as_of.isoformat()),
        ("Written for", held.asked.audience),
        ("Legend", held.asked.legend),
        ("Files", ", ".join(held.asked.files)),
        ("", ""),
        *((f"{word}", str(count)) for word, count in held.summary),
        ("", ""),
        *(("Cannot say", limit.text) for limit in held.limits),
        ("", ""),
        *held.versions,
    ]
    sheets = [(s.name, s.columns, list(s.rows)) for s in sheets_of(held)]
    title, made = held.asked.importer, held.as_of
    if sum(len(rows) for _, _, rows in sheets) > LARGE:
        asked = {
            "path": str(path.absolute()),
            "title": title,
            "about": about,
            "sheets": sheets,
            "made": made.isoformat(),
        }
        if apart("whence.report.xlsx_child", asked) is not None:
            return
    workbook(path, title, about, [Sheet(*sheet) for sheet in sheets], made=made)


def workbook(
    path: Path,
    title: str,
    about: Iterable[tuple[str, str]],
    sheets: Iterable[Sheet],
    *,
    made: date,
) -> None:
    """Write sheets to sort and filter behind a first page of what they are.

    Raises:
        OutputError: the file cannot be written.

    """
    day = datetime(made.year, made.month, made.day)  # noqa: DTZ001
    lines = list(about)
    book = xlsxwriter.Workbook(
        str(path),
        {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
    )
    notice = next((said for name, said in lines if name == "Notice"), "")
    book.set_properties(
        {"title": f"Findings: {title}", "comments": notice, "created": day}
    )
    looks = _looks(book)
    _read_me(book, title, lines, looks=looks)
    for sheet in sheets:
        _write(book, sheet, looks)
    try:
        book.close()
    except (OSError, XlsxFileError) as error:
        raise OutputError(
            "the workbook cannot be written.", where=str(path), remedy=str(error)
        ) from error


def _looks(book: xlsxwriter.Workbook) -> dict[str, xlsxwriter.format.Format]:
    """Make the cell formats from the palette."""
    colours = style.tokens().palette
    wrap = {"text_wrap": True, "valign": "top", "font_size": 10}
    made = {
        "cell": book.add_format(wrap),
        "head": book.add_format(
            {**wrap, "bold": True, "bg_color": colours["wash"], "bottom": 2}
        ),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "bold": book.add_format({**wrap, "bold": True}),
    }
    for held in style.outcomes():
        made[held.outcome.value] = book.add_format(
            {**wrap, "bold": True, "font_color": colours[held.tone]}
        )
    return made


def _read_me(
    book: xlsxwriter.Workbook,
    title: str,
    lines: Sequence[tuple[str, str]],
    *,
    looks: dict[str, xlsxwriter.format.Format],
) -> None:
    """Write the first sheet: what this is, its numbers, its limits, its versions."""
    page: QuickPage = book.add_worksheet("Read me", QuickPage)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 96)
    page.put([(0, "DRAFT", looks["title"]), (1, title, looks["title"])])
    page.put(())
    for name, said in lines:
        page.put([(0, name, looks["bold"]), (1, said, looks["cell"])])
    _paper(page)


def _paper(page: xlsxwriter.worksheet.Worksheet) -> None:
    """Set a page up for A4, landscape, one page wide."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&LDRAFT. Only the authority decides.&R&P of &N")


def _write(
    book: xlsxwriter.Workbook,
    sheet: Sheet,
    looks: dict[str, xlsxwriter.format.Format],
) -> None:
    """Write one sheet with a frozen header, a filter and its widths."""
    page: QuickPage = book.add_worksheet(sheet.name, QuickPage)
    for place, (_, width) in enumerate(sheet.columns):
        page.set_column(place, place, width)
    page.put((at, name, looks["head"]) for at, (name, _) in enumerate(sheet.columns))
    row, plain = 0, looks["cell"]
    for row, cells in enumerate(sheet.rows, 1):
        if row > ROWS_MOST:
            # In the place of the last row that the format holds.
            page.rows.pop()
            page.put([(0, "cut here: see findings.json", None)])
            break
        page.put(
            (at, cell, _look(cell, looks) if at < 3 else plain)
            for at, cell in enumerate(cells)
            if cell != ""
        )
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(min(row, ROWS_MOST), 1), len(sheet.columns) - 1)
    page.repeat_rows(0)
    _paper(page)


def _look(
    cell: str | float, looks: dict[str, xlsxwriter.format.Format]
) -> xlsxwriter.format.Format:
    """Give an outcome its own look."""
    return looks.get(cell, looks["cell"]) if isinstance(cell, str) else looks["cell"]
