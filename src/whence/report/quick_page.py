"""A page of a workbook whose rows become XML as they come.

XlsxWriter keeps each cell as an object and writes it through five functions. Rows that
come one below the other, as text and numbers alone, need none of that: the file is the
same, byte for byte, in a third of the time.
"""

from collections.abc import Iterable
from math import isfinite
from typing import Any, TypeAlias

from xlsxwriter.worksheet import Worksheet

from whence.report.sheetxml import letters

CELL_MOST = 32_767
"""Units of UTF-16 that the file format holds in a cell."""

BLOCK = 16
"""Rows that share one note of how far they reach, as the library writes them."""

Cell: TypeAlias = tuple[int, str | int | float, Any]
"""Column from 0, what stands there, and its look (a format of the book, or None)."""


class QuickPage(Worksheet):  # type: ignore[misc]
    """A page filled row by row, from the first down, by `put` alone."""

    def __init__(self) -> None:
        """Begin with no row."""
        super().__init__()
        self.rows: list[tuple[int, int, str]] = []
        self._styles: dict[Any, str] = {None: ""}
        self._columns: list[str] = []

    def put(self, cells: Iterable[Cell]) -> None:
        """Write the next row; its cells come from left to right.

        Raises:
            TypeError: a number is none, or infinite.

        """
        at = len(self.rows)
        row, styles, columns = at + 1, self._styles, self._columns
        number_of = self.str_table._get_shared_string_index
        first, last, out = -1, -1, []
        for last, cell, look in cells:
            if first < 0:
                first = last
            while last >= len(columns):
                columns.append(letters(len(columns) + 1))
            style = styles.get(look)
            if style is None:
                style = styles[look] = f' s="{look._get_xf_index()}"'
            if isinstance(cell, str):
                text = number_of(fitting(cell))
                out.append(
                    f'<c r="{columns[last]}{row}"{style} t="s"><v>{text}</v></c>'
                )
            elif isfinite(cell):
                out.append(f'<c r="{columns[last]}{row}"{style}><v>{cell:.16G}</v></c>')
            else:
                raise TypeError(f"a cell cannot hold {cell}")
        self.rows.append((first, last, "".join(out)))
        if out:
            self._check_dimensions(at, first)
            self._check_dimensions(at, last)

    def _write_rows(self) -> None:
        """Write the rows, as the library asks for them."""
        for start in range(0, len(self.rows), BLOCK):
            held = self.rows[start : start + BLOCK]
            full = [(first, last) for first, last, cells in held if cells]
            if not full:
                continue
            reach = f"{min(full)[0] + 1}:{max(last for _, last in full) + 1}"
            for row, (_, _, cells) in enumerate(held, start + 1):
                if cells:
                    self.fh.write(f'<row r="{row}" spans="{reach}">{cells}</row>')


def fitting(text: str) -> str:
    r"""Cut a text to what a cell holds, with no letter cut in two.

    >>> len(fitting("x" * 40_000)), len(fitting("\U0001f33e" * 20_000))
    (32767, 16383)
    """
    if len(text) <= CELL_MOST // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * CELL_MOST]
    return units.decode("utf-16-le", "ignore")
