"""What a file is by its first bytes, and workbooks and texts as pages of rows."""

import os
import zipfile
from typing import BinaryIO

from whence.errors import InputError
from whence.read.container import ENCRYPTED, HEAD, PASSWORD
from whence.read.documents.cells import Cell, Page, plain_rows
from whence.read.documents.mail import is_message, strip
from whence.read.documents.request import Batch
from whence.read.encoding import encoding_of, lines_of
from whence.read.rows import Sheet
from whence.read.sources import opened

PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
OLD_WORD = "WordDocument".encode("utf-16-le")
OUTLOOK = "__nameid_version1.0".encode("utf-16-le")
TABLED = (".csv", ".tsv", ".tab")


def kind_of_paper(stream: BinaryIO, name: str, batch: Batch) -> str:
    """Say which reader a file needs: pdf, word, message, picture, text or table.

    The name counts only between text and a table of text.

    Raises:
        InputError: it is something that no reader here opens.

    """
    stream.seek(0)
    head = stream.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise InputError("the file is empty.", remedy="Copy it again.")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "picture"
    if head.startswith(b"PK\3\4"):
        return _packed(stream)
    if head.startswith(OLE):
        return _old(stream)
    if head.lstrip().startswith(b"{\\rtf"):
        raise InputError(
            "this is RTF, which is not read.", remedy="Save it as DOCX or PDF."
        )
    if is_message(head):
        return "message"
    suffix = os.path.splitext(name)[1].lower()
    low = head[:200].lower()
    if b"<html" in low or b"<!doctype" in low or suffix not in TABLED:
        if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError(
                "this is no paper that can be read.",
                remedy="Print it to a PDF and pass that.",
            )
        return "text"
    return "table"


def _packed(stream: BinaryIO) -> str:
    try:
        names = zipfile.ZipFile(stream).namelist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise InputError(
            f"the file is cut short or damaged ({error}).",
            remedy="Open it in the program that made it, save it again, and pass that.",
        ) from None
    if "word/document.xml" in names:
        return "word"
    if any(n in names for n in ("xl/workbook.xml", "xl/workbook.bin", "content.xml")):
        return "table"
    if any(n.startswith("ppt/") for n in names):
        raise InputError("this is a presentation.", remedy="Print it to a PDF.")
    raise InputError(
        "this is an archive of files.", remedy="Unpack it into the folder."
    )


def _old(stream: BinaryIO) -> str:
    stream.seek(0)
    data = stream.read()
    if ENCRYPTED in data:
        raise InputError("the file is protected by a password.", remedy=PASSWORD)
    if OUTLOOK in data:
        raise InputError(
            "this is a message of Outlook (.msg), which is not read.",
            remedy="Save it from the mail program as .eml, or print it to a PDF.",
        )
    if OLD_WORD in data:
        raise InputError(
            "this is an old Word document (.doc), which is not read.",
            remedy="Save it as DOCX or PDF.",
        )
    return "table"


def table_pages(stream: BinaryIO, batch: Batch) -> tuple[list[Page], list[str]]:
    """Give each sheet of a workbook or table of text as a page of rows.

    Raises:
        InputError: it is damaged, or has more rows than a paper.

    """
    _, sheets = opened(stream, batch.table)
    pages: list[Page] = []
    notes: list[str] = []
    rows = 0
    for name, remarks, chunks in sheets:
        page: Page = []
        notes += remarks
        if isinstance(chunks, Sheet):
            continue  # A file of a standard of trade data, no paper.
        for chunk in chunks:
            rows += len(chunk.cells)
            if rows > batch.most.rows:
                raise InputError(
                    f"it has more than {batch.most.rows:,} rows: a table of records.",
                    remedy="Pass records to `whence trace build` or `whence assess`.",
                )
            for cells in chunk.cells:
                row = _row(cells)
                if row:
                    page.append(row)
        if name and len(notes) < 20:
            notes.append(f'sheet "{name}" is page {len(pages) + 1}')
        pages.append(page)
    return pages, notes


def _row(cells: list[str]) -> list[Cell]:
    """Keep the cells that say something, each with its column as a place."""
    return [
        Cell(" ".join(text.split()), float(at * 100), 0.0, float(at * 100 + 90), 0.0)
        for at, text in enumerate(cells)
        if text.strip()
    ]


def text_pages(stream: BinaryIO, batch: Batch) -> tuple[list[Page], list[str]]:
    """Give a text, or what a web page says, as pages parted by form feeds.

    Raises:
        InputError: the bytes are no text.

    """
    encoding = encoding_of(stream, batch.table.pages)
    text = "".join(lines_of(stream, encoding))
    if "<html" in text[:2000].lower() or "<!doctype html" in text[:200].lower():
        text = strip(text)
    notes = []
    if encoding.codec not in ("utf-8", "utf-8-sig"):
        notes.append(f"read as {encoding.codec.upper()}")
    return [plain_rows(part.splitlines()) for part in text.split("\f")], notes
