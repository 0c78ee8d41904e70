"""A foreign file to sheets of rows, whatever its format; archives are opened one level.

opened    what the file is, and its sheets
"""

import importlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from whence.errors import InputError
from whence.read.container import check_ole, check_zip, kind_of
from whence.read.delimited import DelimitedText
from whence.read.request import Request
from whence.read.rows import Rows, Sheet

# Rows under a header that is still to be found, or a sheet that needs no finding.
Sheets = Iterator[tuple[str, list[str], Iterable[Rows] | Sheet]]
PACKED = ("zip", "7z", "gzip", "bzip2", "xz")
# What only comes into memory when first used must be there before the lock.
LATE = ("bz2", "gzip", "lzma", "zipfile", "zlib", "html.parser", "xml.parsers.expat")


def preload() -> None:
    """Load the reader of Parquet, which cannot be loaded once the child is locked in.

    Raises:
        InputError: it is not installed.

    """
    try:
        importlib.import_module("duckdb")
    except ImportError:
        raise InputError(
            "reading Parquet needs DuckDB, which is not installed.",
            remedy="Install it with `pip install duckdb`, or export to CSV.",
        ) from None


def opened(
    stream: BinaryIO, request: Request, *, inside: bool = False
) -> tuple[str, Sheets]:
    """Say what a file is and give its sheets.

    Args:
        stream: an open file.
        request: limits and words.
        inside: whether it lies in an archive; then it may be none itself.

    Raises:
        InputError: it is nothing that holds a table.

    """
    kind = kind_of(stream, request.signatures)
    if kind == "zip":
        form = check_zip(stream, request.bounds)
        if form != "archive":
            return form, _workbook(stream, form)
    elif kind == "ole":
        check_ole(stream)
        return "xls", _workbook(stream, "xls")
    if kind in PACKED:
        if inside:
            raise InputError(
                "this is an archive inside an archive.", remedy="Unpack it."
            )
        return "archive", _archived(stream, kind, request)
    return kind, _plain(stream, kind, request)


def _workbook(stream: BinaryIO, form: str) -> Sheets:
    from whence.read.workbook import Workbook

    return Workbook(stream, form).sheets()


def _plain(stream: BinaryIO, kind: str, request: Request) -> Sheets:
    if kind == "html":
        from whence.read.markup import html_sheets

        return html_sheets(stream, request.bounds, request.pages)
    if kind == "excel2003":
        from whence.read.markup import excel_2003_sheets

        return excel_2003_sheets(stream)
    if kind == "json":
        from whence.read.records import json_sheets

        return json_sheets(stream, request)
    if kind == "parquet":
        from whence.read.parquet import parquet_sheets

        return parquet_sheets(stream.name, request.bounds)
    text = DelimitedText(stream, request.bounds, request.pages)
    return iter([("", text.notes, text)])


def _archived(stream: BinaryIO, kind: str, request: Request) -> Sheets:
    """Give the sheets of all tables in an archive; what is no table is named."""
    from whence.read.archives import members

    others: list[str] = []
    failed: InputError | None = None
    found = False
    files = members(stream, kind, folder=request.folder, bounds=request.bounds)
    for name, place in files:
        with open(place, "rb") as member:
            try:
                _, sheets = opened(member, request, inside=True)
                for sheet, notes, chunks in sheets:
                    found = True
                    whole = "/".join(part for part in (name, sheet) if part)
                    yield whole, notes + _left(others), chunks
                    others.clear()
            except InputError as error:
                failed = failed or error
                others.append(f"{name or 'the file inside'}: {error.what}")
    if not found:
        raise failed or InputError(
            "the archive holds no table.", remedy="Put the tables into it."
        )


def _left(others: list[str]) -> list[str]:
    return [f"left out of the archive: {said}" for said in others]
