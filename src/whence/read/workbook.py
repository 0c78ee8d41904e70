"""Workbooks to rows of text: XLSX, XLS, XLSB and ODS through calamine.

Large plain sheets of XLSX are read by columns instead (`plain_book`).
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZipInfo

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from whence.errors import InputError
from whence.read.container import DAMAGED, PASSWORD, check_parts, is_large_sheet
from whence.read.formulas import Marks, marks_of
from whence.read.rows import CHUNK_ROWS, Rows
from whence.read.texts import Cell, text_of

if TYPE_CHECKING:
    from whence.read.plain_book import PlainBook

NUMBERS_HELD = 1 << 18


class Workbook:
    """The sheets of a workbook, one after the other."""

    def __init__(self, stream: BinaryIO, kind: str) -> None:
        """Open the workbook; `kind` is what its container said it holds.

        Raises:
            InputError: it is locked, damaged or made to explode.

        """
        self.stream, self.kind = stream, kind
        # What reads by columns cannot be loaded any more once the child is locked in.
        by_columns = kind == "xlsx" and "whence.read.plain_book" in sys.modules
        if kind != "xls":
            check_parts(stream, only=_is_small if by_columns else None)
        stream.seek(0)
        try:
            self.book = CalamineWorkbook.from_filelike(stream)
        except PasswordError:
            raise InputError(
                "the workbook is protected by a password.", remedy=PASSWORD
            ) from None
        except (CalamineError, ZipError, XmlError, ValueError, OSError) as error:
            raise _damaged(error) from None
        self.plain = _plain(stream) if by_columns else None

    @cached_property
    def checked(self) -> CalamineWorkbook:
        """The workbook, once the sheets left to `plain` are what they declare, too.

        Raises:
            InputError: one is cut short, or made to explode.

        """
        if self.plain is not None:
            check_parts(self.stream, only=is_large_sheet)
        return self.book

    @cached_property
    def marks(self) -> Mapping[str, Marks]:
        """What stands in cells that calamine does not tell, by name of the sheet."""
        return marks_of(self.stream) if self.kind == "xlsx" else {}

    def sheets(self) -> Iterator[tuple[str, list[str], Iterable[Rows]]]:
        """Yield name, notes and rows of each worksheet."""
        for meta in self.book.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            notes = []
            if meta.visible is not SheetVisibleEnum.Visible:
                notes.append("the sheet is hidden")
            plain = None if self.plain is None else self.plain.sheet_of(meta.name)
            if plain is not None:
                yield meta.name, notes, plain
                continue
            try:
                sheet = self.checked.get_sheet_by_name(meta.name)
            except (CalamineError, XmlError, ValueError) as error:
                raise _damaged(error) from None
            if sheet.end is None:
                continue  # not one cell
            marks = self.marks.get(meta.name, Marks())
            if marks.errors:
                notes.append(f"{marks.errors} cells hold an error value; read as blank")
            # Rows begin at the first column with a cell; places count from column A.
            left = (sheet.start or (0, 0))[1]
            merged = [
                ((m[0][0], m[0][1] - left), (m[1][0], m[1][1] - left))
                for m in sheet.merged_cell_ranges or ()
                if m[0] != m[1] and m[0][1] >= left
            ]
            if merged:
                notes.append("merged cells were repeated in each cell they cover")
            rows = _filled(_texts(sheet.iter_rows()), merged)
            yield meta.name, notes, _chunks(rows, marks, left)


def _is_small(part: ZipInfo) -> bool:
    return not is_large_sheet(part)


def _plain(stream: BinaryIO) -> "PlainBook":
    from whence.read.plain_book import PlainBook

    return PlainBook(stream)


def _damaged(error: Exception) -> InputError:
    return InputError(f"the workbook cannot be read ({error}).", remedy=DAMAGED)


class _Numbers(dict[float, str]):
    """The texts of numbers, each written once: weights and prices repeat."""

    def __missing__(self, number: float) -> str:
        """Write a number that was not met yet."""
        if len(self) >= NUMBERS_HELD:
            self.clear()
        text = self[number] = text_of(number)
        return text


def _texts(rows: Iterable[list[Cell]]) -> Iterator[list[str]]:
    numbers = _Numbers()
    for row in rows:
        yield [
            c if type(c) is str else numbers[c] if type(c) is float else text_of(c)
            for c in row
        ]


def _filled(
    rows: Iterator[list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]
) -> Iterator[list[str]]:
    """Repeat the value of merged cells in each cell they cover.

    A merge across the whole width is a title, not a value of each column.
    """
    if not merged:
        yield from rows
        return
    starts = sorted(merged)
    held: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        while starts and starts[0][0][0] <= number:
            (top, left), (bottom, right) = starts.pop(0)
            whole = left == 0 and right + 1 >= len(row) and right > 0
            if top != number or whole or left >= len(row):
                continue
            for r in range(top, bottom + 1):
                for c in range(left, right + 1):
                    held[r, c] = row[left]
        for column in range(len(row)):
            if (value := held.pop((number, column), None)) is not None:
                row[column] = value
        yield row


def _chunks(rows: Iterator[list[str]], marks: Marks, left: int) -> Iterator[Rows]:
    first = 1
    while block := list(islice(rows, CHUNK_ROWS)):
        hollow = {
            n: tuple(column - left for column in marks.hollow[n])
            for n in range(first, first + len(block))
            if n in marks.hollow
        }
        yield Rows(first, block, hollow=hollow)
        first += len(block)
