"""A Word document (ECMA-376, WordprocessingML) to rows: paragraphs and tables.

Headers, footers, footnotes and comments' absence are told apart: what was deleted with
changes tracked is left out, what was inserted is read.
"""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, fromstring

from whence.errors import InputError
from whence.read.documents.cells import Cell, Page, Row

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAMAGED = "Open it in Word, save it again, and pass that."
PARTS = ("header", "document", "footnotes", "endnotes", "footer")
NOTED = {"word/comments.xml": "it has comments, which were not read"}


def word_pages(stream: BinaryIO, unpacked: int) -> tuple[list[Page], list[str]]:
    """Give the pages of a Word document, and notes.

    Raises:
        InputError: it is damaged, or made to explode.

    """
    try:
        book = zipfile.ZipFile(stream)
        names = [n for n in book.namelist() if n.startswith("word/")]
        wanted = [n for part in PARTS for n in names if n[5:].startswith(part)]
        wanted = [n for n in wanted if n.endswith(".xml")]
        if sum(book.getinfo(n).file_size for n in wanted) > unpacked:
            raise InputError("it would unpack to too much.", remedy=DAMAGED)
        roots = [fromstring(book.read(n)) for n in wanted]
    except (zipfile.BadZipFile, ParseError, KeyError, EOFError, OSError) as error:
        what = f"the Word document is cut short or damaged ({error})."
        raise InputError(what, remedy=DAMAGED) from None
    pages: list[Page] = [[]]
    for root in roots:
        for row, breaks in _rows(root):
            if breaks:
                pages.append([])
            if row:
                pages[-1].append(row)
    notes = [said for part, said in NOTED.items() if part in names]
    if any(True for root in roots for _ in root.iter(f"{W}del")):
        notes.append("it has deletions that are tracked; they were left out")
    return pages, notes


def _rows(part: Element) -> Iterator[tuple[Row, bool]]:
    body = part.find(f"{W}body")
    for child in part if body is None else body:
        yield from _block(child)


def _block(child: Element) -> Iterator[tuple[Row, bool]]:
    if child.tag == f"{W}p":
        text, breaks = _text(child)
        yield [Cell(t) for t in text.split("\t") if t.strip()], breaks
    elif child.tag == f"{W}tbl":
        for line in child.iter(f"{W}tr"):
            texts = (
                " ".join(_text(p)[0] for p in cell.iter(f"{W}p"))
                for cell in line.findall(f"{W}tc")
            )
            yield [Cell(text.strip()) for text in texts], False
    else:
        for inner in child:
            yield from _block(inner)


def _text(paragraph: Element) -> tuple[str, bool]:
    """Give what a paragraph says, and whether a page ends in it."""
    parts: list[str] = []
    breaks = False
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}tab":
            parts.append("\t")
        elif node.tag == f"{W}lastRenderedPageBreak":
            breaks = True
        elif node.tag == f"{W}br":
            breaks |= node.get(f"{W}type") == "page"
            parts.append(" ")
    return "".join(parts).strip(), breaks
