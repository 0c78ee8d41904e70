"""Text files too large to be read cell by cell, and whether the fast way suits one.

The head of a file goes through the careful reader, which knows it by its columns; the
rest can be read by columns when every record is one plain row of UTF-8.
"""

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from whence.errors import InputError
from whence.model.table import RawTable
from whence.read.delimited import NONE, SEP_LINE, separator_of
from whence.read.encoding import CHUNK

HEAD_BYTES = 1 << 20
FAST = ("utf-8", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a large text is to be read: its separator, and the line of its header."""

    separator: str
    header_line: int


def head_file(path: Path, folder: Path) -> Path:
    """Copy the first whole lines of a text file, under its own name.

    Raises:
        InputError: its first line alone is longer than a table's can be.

    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        more = stream.read(1)
    if more:
        cut = head.rfind(b"\n")
        if cut < 0:
            raise InputError(
                "its first line is longer than any header.",
                where=str(path),
                remedy="Give a table, a row a line.",
            )
        head = head[: cut + 1]
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / path.name
    place.write_bytes(head)
    return place


def shape_of(head: Path, path: Path, raw: RawTable) -> Shape | None:
    """Say how the columns of a file can be read at once; None when they cannot.

    They cannot where the head holds anything but plain rows (notes on its encoding,
    rows set aside, a `sep=` line), or where blank lines would move the row numbers.
    """
    lines = _lines(head)
    if lines is None or raw.set_aside or SEP_LINE.fullmatch(lines[0]):
        return None
    separator = separator_of(lines)
    if separator == NONE or raw.header_line < 1 or _has_blank_line(path):
        return None
    headed = separator.join(lines[raw.header_line - 1 : raw.header_line])
    if headed.count(separator) + 1 != len(raw.columns):
        return None
    return Shape(separator, raw.header_line)


def _lines(head: Path) -> list[str] | None:
    try:
        with head.open(encoding="utf-8-sig", newline="") as stream:
            return list(islice(stream, 2000)) or None
    except UnicodeDecodeError:
        return None


def _has_blank_line(path: Path) -> bool:
    """Whether a blank line stands anywhere but at the end."""
    size, seen, tail = os.path.getsize(path), 0, b""
    with path.open("rb") as stream:
        while block := stream.read(CHUNK):
            seen += len(block)
            text = tail + block
            if seen == size:
                text = text.rstrip(b"\r\n")
            if b"\n\n" in text or b"\n\r\n" in text:
                return True
            tail = block[-2:]
    return False
