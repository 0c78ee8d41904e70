"""Tables in markup saved as if they were workbooks: HTML, and the XML of Excel 2003.

Each table of a page, and each worksheet, is a sheet. Cells that span rows or columns
are repeated in each place they cover; a table inside a cell is a table of its own.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO
from xml.parsers import expat

from whence.errors import InputError
from whence.read.encoding import encoding_of, lines_of
from whence.read.request import Bounds, Pages
from whence.read.rows import CHUNK_ROWS, Rows

CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
SPAN_MOST = 1000
SILENT = frozenset(("script", "style", "template", "noscript"))
BREAKS = frozenset(("br", "p", "div", "li"))
SS = "urn:schemas-microsoft-com:office:spreadsheet"  # namespace of Excel 2003 XML

Sheets = Iterator[tuple[str, list[str], Iterator[Rows]]]
Held = dict[int, tuple[int, str]]  # column -> rows still covered, and the text


class _Table:
    """The rows of one table while it is read."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.held: Held = {}
        self.row: list[str] | None = None
        self.cell: list[str] | None = None
        self.across, self.down = 1, 1

    def begin_row(self) -> None:
        self.end_row()
        self.row = []

    def begin_cell(self, across: int, down: int) -> None:
        self.end_cell()
        if self.row is None:
            self.row = []
        self.across, self.down = across, down
        self.cell = []

    def end_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        text = " ".join("".join(self.cell).split())
        self._covered()
        for _ in range(self.across):
            if self.down > 1:
                self.held[len(self.row)] = (self.down - 1, text)
            self.row.append(text)
        self.cell = None

    def _covered(self) -> None:
        assert self.row is not None
        while (at := len(self.row)) in self.held:
            left, text = self.held.pop(at)
            if left > 1:
                self.held[at] = (left - 1, text)
            self.row.append(text)

    def end_row(self) -> None:
        self.end_cell()
        if self.row is None:
            return
        self._covered()
        if self.row:
            self.rows.append(self.row)
        self.row = None


class _Page(HTMLParser):
    """Collects the tables of a page, inner ones beside outer ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[_Table] = []
        self.open: list[_Table] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "table":
            self.open.append(_Table())
        elif self.open:
            table = self.open[-1]
            if tag == "tr":
                table.begin_row()
            elif tag in ("td", "th"):
                said = dict(attrs)
                table.begin_cell(_span(said.get("colspan")), _span(said.get("rowspan")))
            elif tag in BREAKS and table.cell is not None:
                table.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif not self.open:
            return
        elif tag == "table":
            table = self.open.pop()
            table.end_row()
            self.done.append(table)
        elif tag == "tr":
            self.open[-1].end_row()
        elif tag in ("td", "th"):
            self.open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self.open and not self.silent and (cell := self.open[-1].cell) is not None:
            cell.append(data)

    def close(self) -> None:
        super().close()
        while self.open:
            self.handle_endtag("table")


def _span(said: str | None) -> int:
    digits = (said or "1").strip()
    return min(max(int(digits), 1), SPAN_MOST) if digits.isdigit() else 1


def html_sheets(stream: BinaryIO, bounds: Bounds, pages: Pages) -> Sheets:
    """Yield the tables of a page that hold more than one row.

    Raises:
        InputError: the page holds no table, or a table wider than allowed.

    """
    page = _Page()
    for text in _texts(stream, pages):
        page.feed(text)
    page.close()
    tables = [t for t in page.done if len(t.rows) > 1]
    if not tables:
        raise InputError(
            "this is a web page without a table.",
            remedy="Export the table from its program, as CSV or XLSX.",
        )
    for number, table in enumerate(tables, 1):
        if max(map(len, table.rows)) > bounds.columns:
            raise InputError(
                f"a table of the page is wider than {bounds.columns} columns.",
                remedy="Pass only the columns about organisations and goods.",
            )
        name = f"table {number}" if len(tables) > 1 else ""
        yield name, ["a web page saved as a table"], _chunks(table.rows)


def _texts(stream: BinaryIO, pages: Pages) -> Iterator[str]:
    """Give the text; what the page says of its own encoding counts if it holds."""
    stream.seek(0)
    head = stream.read(4096)
    if said := CHARSET.search(head):
        codec = {"gb2312": "gb18030", "gbk": "gb18030"}.get(
            said[1].decode("ascii").lower(), said[1].decode("ascii")
        )
        stream.seek(0)
        data = stream.read()
        try:
            if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
                yield data.decode(codec)
                return
        except (UnicodeDecodeError, LookupError):
            pass
    yield from lines_of(stream, encoding_of(stream, pages))


class _Excel2003:
    """Follows the events of one SpreadsheetML document."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, _Table]] = []
        self.inside = False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        said = {k.rpartition(" ")[2]: v for k, v in attrs.items()}
        if name == "Worksheet":
            self.sheets.append((said.get("Name", ""), _Table()))
        elif not self.sheets:
            return
        table = self.sheets[-1][1]
        if name == "Row":
            table.end_row()
            gap = int(said.get("Index", 0)) - 1 - len(table.rows)
            table.rows.extend([""] for _ in range(min(max(gap, 0), SPAN_MOST)))
            table.begin_row()
        elif name == "Cell":
            table.end_cell()
            table.row = table.row or []
            gap = int(said.get("Index", 0)) - 1 - len(table.row)
            table.row.extend("" for _ in range(min(max(gap, 0), SPAN_MOST)))
            across = int(said.get("MergeAcross", 0)) + 1
            down = int(said.get("MergeDown", 0)) + 1
            table.begin_cell(min(across, SPAN_MOST), down)
        elif name == "Data":
            self.inside = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Data":
            self.inside = False
        elif self.sheets and name == "Row":
            table = self.sheets[-1][1]
            if table.row == [] and table.cell is None:
                table.row = [""]
            table.end_row()

    def text(self, data: str) -> None:
        if self.inside and self.sheets:
            cell = self.sheets[-1][1].cell
            if cell is not None:
                cell.append(data)


def excel_2003_sheets(stream: BinaryIO) -> Sheets:
    """Yield the worksheets of an XML spreadsheet of Excel 2003.

    Raises:
        InputError: the XML is damaged, declares entities, or is no spreadsheet.

    """
    stream.seek(0)
    seen = _Excel2003()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.text
    parser.EntityDeclHandler = _no_entities
    try:
        while block := stream.read(1 << 20):
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise InputError(
            f"the XML is damaged ({error}).",
            remedy="Open it in a spreadsheet program and save it as XLSX.",
        ) from None
    if not seen.sheets:
        raise InputError(
            "this is an XML document without a table.",
            remedy="Open it in a spreadsheet program and save it as XLSX.",
        )
    for name, table in seen.sheets:
        table.end_row()
        if table.rows:
            yield name, [], _chunks(table.rows)


def _no_entities(*_: object) -> None:
    """Entities can be made to explode, and no spreadsheet declares one."""
    raise ValueError("it declares entities")


def _chunks(rows: list[list[str]]) -> Iterator[Rows]:
    for first in range(0, len(rows), CHUNK_ROWS):
        yield Rows(first + 1, rows[first : first + CHUNK_ROWS])
