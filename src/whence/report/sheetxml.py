"""Add cells at the right end of rows in the XML of one sheet, as bytes.

No parser writes the sheet anew, so everything it does not know stays as it was.
Where the bytes are not of the plain kind, NotCopyable says so and nothing is done.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from whence.report.rawzip import NotCopyable

ATTRIBUTES = rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*"""
ROW = re.compile(rb"<row(" + ATTRIBUTES + rb")(/?)>")
CELL = re.compile(rb"<c(" + ATTRIBUTES + rb")/?>")
NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d+)["']""")
LOOK = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
SPANS = re.compile(rb"""(\sspans\s*=\s*["']\d+:)(\d+)(["'])""")
DIMENSION = re.compile(
    rb"""(<dimension\s+ref\s*=\s*["'])([A-Z]+\d+)(?::([A-Z]+)(\d+))?"""
)
RANGES = re.compile(rb"""\sref\s*=\s*["'][A-Z]+\d+:([A-Z]+)\d+["']""")
COLUMNS_MOST = 16_384
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
WIDTH = 22
"""Width of an added column in characters, where the sheet leaves room to say so."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Cells to add: the header's row number, the headers, cells by row number, and the
    widths of the columns in characters."""

    header_row: int
    headers: tuple[str, ...]
    cells: Mapping[int, tuple[str, ...]]
    widths: tuple[int, ...] = ()


def letters(column: int) -> str:
    """Name a column counted from 1.

    >>> letters(1), letters(27), letters(16384)
    ('A', 'AA', 'XFD')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(name: bytes) -> int:
    """Count a column name from 1.

    >>> column_of(b"XFD")
    16384
    """
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number


def add_columns(sheet: bytes, addition: Addition, *, beyond: int = 0) -> bytes:
    """Give the sheet with the cells added right of everything it holds.

    `beyond` is the last column that something outside the sheet's XML (a table) uses.

    Raises:
        NotCopyable: the XML is not of the plain kind, a row is missing, or the sheet
            is full.

    """
    start, end = _body(sheet)
    body = sheet[start:end]
    rows = list(_rows(body))
    last = max([beyond, _ranges(sheet), *(row.last for row in rows)])
    width = len(addition.headers)
    if last + width > COLUMNS_MOST:
        raise NotCopyable("it has no free column left")
    wanted = {addition.header_row: addition.headers, **addition.cells}
    missing = sorted(set(wanted) - {row.number for row in rows})
    if missing:
        raise NotCopyable(f"its row {missing[0]} is not in the sheet's XML")
    out: list[bytes] = []
    at = 0
    for row in rows:
        if row.number not in wanted:
            continue
        look = row.look if row.number == addition.header_row else b""
        cells = _cells(wanted[row.number], row.number, first=last + 1, look=look)
        tag = SPANS.sub(
            lambda m: m[1] + str(max(int(m[2]), last + width)).encode() + m[3], row.tag
        )
        out += [body[at : row.start], b"<row", tag, b">", body[row.inner : row.close]]
        out += [cells, b"</row>"]
        at = row.end
    out.append(body[at:])
    head = _columns(
        _dimension(sheet[:start], last + width),
        last + 1,
        addition.widths or (WIDTH,) * width,
    )
    return head + b"".join(out) + sheet[end:]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row in the bytes: where its tag, its inside and its end stand."""

    number: int
    tag: bytes
    start: int
    inner: int
    close: int
    end: int
    last: int
    look: bytes


def _body(sheet: bytes) -> tuple[int, int]:
    """Find the inside of `sheetData`, and refuse XML that is not plain."""
    head = sheet[:200]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or re.search(
        rb"""encoding\s*=\s*["'](?!utf-?8["'])""", head, re.IGNORECASE
    ):
        raise NotCopyable("its sheet is not written in UTF-8")
    for sign in (b"<!--", b"<![CDATA[", b"<!DOCTYPE", b"<!ENTITY"):
        if sign in sheet:
            raise NotCopyable("its sheet holds comments or declarations in the XML")
    opened = re.search(rb"<sheetData" + ATTRIBUTES + rb">", sheet)
    closed = sheet.rfind(b"</sheetData>")
    if opened is None or closed < opened.end():
        raise NotCopyable("its sheet is empty or writes its tags with a prefix")
    return opened.end(), closed


def _rows(body: bytes) -> "list[_Row]":
    """Find every row; a row without a number follows the one before it."""
    found: list[_Row] = []
    before = 0
    for tag in ROW.finditer(body):
        number = NUMBER.search(tag[1])
        before = int(number[1]) if number else before + 1
        close = end = tag.end()
        if not tag[2]:
            close = body.find(b"</row>", tag.end())
            end = close + len(b"</row>")
            if close < 0:
                raise NotCopyable("a row of its sheet does not end")
        last, look = _last_cell(body, tag.end(), close)
        found.append(
            _Row(
                before, tag[1].rstrip(), tag.start(), tag.end(), close, end, last, look
            )
        )
    return found


def _last_cell(body: bytes, start: int, end: int) -> tuple[int, bytes]:
    """Give the column of a row's last cell and that cell's style."""
    last, look = 0, b""
    for cell in CELL.finditer(body, start, end):
        place = PLACE.search(cell[1])
        last = column_of(place[1]) if place else last + 1
        held = LOOK.search(cell[1])
        look = held[1] if held else b""
    return last, look


def _cells(texts: tuple[str, ...], row: int, *, first: int, look: bytes) -> bytes:
    """Write inline text cells; text stays text, whatever it starts with."""
    style = b' s="' + look + b'"' if look else b""
    out = []
    for place, text in enumerate(texts):
        if text or style:
            name = f"{letters(first + place)}{row}".encode()
            said = escape(ILLEGAL.sub("", text)[:32_767], quote=False).encode()
            out.append(
                b'<c r="' + name + b'"' + style + b' t="inlineStr"><is>'
                b'<t xml:space="preserve">' + said + b"</t></is></c>"
            )
    return b"".join(out)


def _ranges(sheet: bytes) -> int:
    """Give the last column that a merged range or filter reaches."""
    outside = sheet[sheet.rfind(b"</sheetData>") :]
    return max((column_of(m[1]) for m in RANGES.finditer(outside)), default=0)


def _dimension(head: bytes, last: int) -> bytes:
    """Widen the stated dimension of the sheet to the last column."""

    def wider(found: re.Match[bytes]) -> bytes:
        row = found[4] or re.sub(rb"[A-Z]", b"", found[2])
        reach = max(last, column_of(found[3]) if found[3] else 0)
        return found[1] + found[2] + b":" + letters(reach).encode() + row

    return DIMENSION.sub(wider, head, count=1)


def _columns(head: bytes, first: int, widths: Sequence[int]) -> bytes:
    """Give the new columns a readable width, where no column rule reaches them."""
    rule = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, first)
    ).encode()
    maxima = [int(m) for m in re.findall(rb"""<col\s[^>]*?\bmax=["'](\d+)["']""", head)]
    if b"</cols>" in head and max(maxima, default=0) < first:
        return head.replace(b"</cols>", rule + b"</cols>", 1)
    if b"<cols" not in head:
        place = head.rfind(b"<sheetData")
        return head[:place] + b"<cols>" + rule + b"</cols>" + head[place:]
    return head
