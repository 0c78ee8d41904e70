"""What a file is by its first bytes, and whether its container may be opened."""

import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from whence.errors import InputError
from whence.read.request import Bounds, Signature

HEAD = 4096
STEP = 1 << 20
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
XLS_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
SHEETS = "xl/worksheets/"
# Measured: below it, the careful reader of sheets is as fast.
LEAST_SHEET = 4 << 20
LOCAL_HEADER = 30  # PKWARE APPNOTE 4.3.7: fixed part of a local file header
DAMAGED = "Open it in the program that made it, save it again, and pass that."
PASSWORD = "Open it with the password, save it without one, and pass that."


def kind_of(stream: BinaryIO, signatures: tuple[Signature, ...]) -> str:
    """Say what reads the file: "text", or the reader that `kinds.yml` names.

    Raises:
        InputError: the file is empty, or something that holds no table.

    """
    stream.seek(0)
    head = stream.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise InputError(
            "the file is empty." if not head else "the file holds only blanks.",
            remedy="Export the table again.",
        )
    text = _squeezed(head)
    for row in signatures:
        start = row.starts.encode() if row.is_text else bytes.fromhex(row.starts)
        if (text if row.is_text else head).startswith(start):
            if row.needs and row.needs.encode() not in text:
                continue
            if row.reads:
                return row.reads
            raise InputError(f"this is {row.says}, not a table.", remedy=row.remedy)
    return "text"


def _squeezed(head: bytes) -> bytes:
    """Give the head in lower case without blanks, whatever UTF it is in."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return b"".join(head.removeprefix(b"\xef\xbb\xbf").split()).lower()


def check_ole(stream: BinaryIO) -> None:
    """Refuse an old Office container that is locked or no workbook.

    Raises:
        InputError: it needs a password, or holds no workbook.

    """
    stream.seek(0)
    data = stream.read()
    if ENCRYPTED in data:
        raise InputError("the workbook is protected by a password.", remedy=PASSWORD)
    if not any(name in data for name in XLS_STREAMS):
        raise InputError(
            "this is an old Office file without a workbook in it.",
            remedy="Export the table to XLSX or CSV.",
        )


def check_zip(stream: BinaryIO, bounds: Bounds) -> str:
    """Check what a ZIP container says of itself before any parser sees it; say what
    it holds. What really comes out is held against this by `check_parts`.

    Returns:
        "xlsx", "xlsb", "ods", or "archive" when it is a plain ZIP of files.

    Raises:
        InputError: it is cut short, locked, made to explode, or no spreadsheet.

    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, EOFError, OSError) as error:
        raise InputError(
            f"the workbook is cut short or damaged ({error}).", remedy=DAMAGED
        ) from None
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("the file is protected by a password.", remedy=PASSWORD)
    kind = _holds({part.filename for part in parts})
    if kind == "archive":
        return kind
    _declared(parts, bounds)
    return kind


def is_large_sheet(part: zipfile.ZipInfo) -> bool:
    """Whether a part is a sheet that is worth being read by columns (`plain_book`)."""
    return part.filename.startswith(SHEETS) and part.file_size >= LEAST_SHEET


def check_parts(
    stream: BinaryIO, *, only: Callable[[zipfile.ZipInfo], bool] | None = None
) -> None:
    """Hold what really comes out of the parts against the sizes they declare.

    Args:
        stream: the container.
        only: tells which parts; the others are held to it by who reads them (`sized`).

    Raises:
        InputError: a part is cut short, or made to explode.

    """
    for part in zipfile.ZipFile(stream).infolist():
        if part.compress_type != zipfile.ZIP_STORED and (only is None or only(part)):
            deque(sized(stream, part), maxlen=0)


def _holds(names: set[str]) -> str:
    for part, kind in (
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "ods"),
    ):
        if part in names:
            return kind
    for part, said in (("word/", "a Word document"), ("ppt/", "a presentation")):
        if any(name.startswith(part) for name in names):
            raise InputError(
                f"this is {said}, not a table.",
                remedy="Export the table to XLSX or CSV.",
            )
    return "archive"


def _declared(parts: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    if len(parts) > bounds.parts:
        raise _bomb(f"{len(parts)} parts")
    whole = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if whole > bounds.unpacked_bytes:
        raise _bomb(f"{whole:,} bytes declared")
    if whole > bounds.ratio_from_bytes and whole > bounds.unpacked_ratio * packed:
        raise _bomb(f"{packed:,} bytes claim to be {whole:,}")


def sized(stream: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give what `inflated` does, and hold its size against the declared one.

    Raises:
        InputError: as `inflated`; or more or less comes out than the part declares.

    """
    size = 0
    for block in inflated(stream, part):
        size += len(block)
        if size > part.file_size + STEP:
            raise _bomb(part.filename)
        yield block
    if size != part.file_size:
        raise _torn(part)


def inflated(stream: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give what comes out of a part, a piece at a time; nothing is held against its
    checksum.

    Raises:
        InputError: the part is cut short, or packed in another way.

    """
    stream.seek(part.header_offset)
    header = stream.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or header[:4] != b"PK\3\4":
        raise _torn(part)
    names = int.from_bytes(header[26:28], "little")
    stream.seek(names + int.from_bytes(header[28:30], "little"), 1)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _torn(part)
    stored = part.compress_type == zipfile.ZIP_STORED
    inflate = zlib.decompressobj(-15)
    left = part.compress_size
    while left > 0 and not inflate.eof:
        block = stream.read(min(STEP, left))
        if not block:
            raise _torn(part)
        left -= len(block)
        if stored:
            yield block
            continue
        while block and not inflate.eof:
            try:
                yield inflate.decompress(block, STEP)
            except zlib.error:
                raise _torn(part) from None
            block = inflate.unconsumed_tail


def _torn(part: zipfile.ZipInfo) -> InputError:
    return InputError(
        f'the workbook is cut short or damaged (part "{part.filename}").',
        remedy=DAMAGED,
    )


def _bomb(seen: str) -> InputError:
    return InputError(
        f"the workbook would unpack to far more than a table needs ({seen}).",
        remedy="If it is honest, save it as CSV and pass that.",
    )
