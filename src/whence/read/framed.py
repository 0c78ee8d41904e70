"""Where a table stands on its sheet: its header, its width, and the rows under it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from whence.errors import InputError
from whence.read.bulk import Columns
from whence.read.forms import LONGEST, form_of
from whence.read.grid import ABOVE, TOO_MANY, Grid
from whence.read.layout import header_row, joined_header
from whence.read.request import Request
from whence.read.rows import Damage, Rows, Sheet
from whence.read.sums import SumWords

Whole = Callable[[list[str], int], Columns | None]


# From this share of the rows on, cells beyond the header are no slip of single rows:
# what is left after they are set aside would pass for the table.
SHIFTED = 0.5
LONGER = "more cells than the header names, as where a separator stands in a text"


def sheet_of(
    name: str,
    chunks: Iterator[Rows],
    request: Request,
    *,
    header: int | None = None,
    whole: Whole | None = None,
    marked: bool = False,
) -> Sheet | None:
    """Find the header among the first rows and code the rest; None for a blank sheet.

    `header` is the index of its row, when the format itself says it; `whole` may know
    all rows under a header at once; `marked` says that cells are parted by a mark that
    a text may hold, so that a row can have more of them than it should.

    Raises:
        InputError: the rows above and in the header cannot be read.

    """
    buffered = _first(chunks, request)
    first = [row for rows in buffered for row in rows.cells]
    known, words = frozenset(request.headers), frozenset(request.words)
    if header is None and (form := form_of(name, first, known=known, words=words)):
        return form
    head = first[: request.bounds.header_rows]
    at = header_row(head, known, words) if header is None else header
    if at is None or at >= len(head):
        return None
    damage = {n: d for rows in buffered for n, d in rows.damage.items()}
    above, named = at, len(head[at])
    if header is None:
        above, at, head[at] = joined_header(head, at, known, words)
    grid = Grid(*_frame(head, at, damage, named if marked else 0))
    if grid.width > request.bounds.columns:
        raise InputError(
            f"the table has {grid.width} columns, more than {request.bounds.columns}.",
            remedy="Pass only the columns about organisations and goods.",
        )
    sums = SumWords(frozenset(request.totals), frozenset(request.partial))
    tall = any("\n" in c for row in head[: at + 1] for c in row)
    grid.apart[ABOVE] += above
    columns = None if whole is None or tall else whole(grid.header, at + 1)
    if columns is not None:
        grid.take(columns)
    else:
        _fill(grid, chain(buffered, chunks), at)
    sheet = grid.finish(name, sums)
    extra = grid.width - named if marked else 0
    return replace(sheet, doubt=_shifted(sheet, extra))


def _first(chunks: Iterator[Rows], request: Request) -> list[Rows]:
    """Take as many rows as are needed to tell a form, and to find a header."""
    found: list[Rows] = []
    seen = 0
    for rows in chunks:
        found.append(rows)
        seen += len(rows.cells)
        if seen > max(request.bounds.header_rows, LONGEST):
            break
    return found


def _fill(grid: Grid, chunks: Iterable[Rows], at: int) -> None:
    """Give the grid the rows under the header."""
    for rows in chunks:
        skip = max(0, at + 2 - rows.first)
        grid.add(Rows(rows.first + skip, rows.cells[skip:], rows.damage, rows.hollow))


def _frame(
    head: list[list[str]], at: int, damage: dict[int, Damage], named: int
) -> tuple[list[str], int, int]:
    """Give the header's cells, its row number, and the width of the table.

    Where cells are parted by a mark (`named` is not 0), the header is as wide as the
    table, unless every row goes beyond it: then its last columns may have no name.
    """
    if at + 1 in damage:
        raise InputError(
            f"row {at + 1}, the header, cannot be read: {damage[at + 1].reason}.",
            remedy="Save the file anew as UTF-8 and look at its first rows.",
        )
    below = sorted(len(_trimmed(row)) for row in head[at + 1 :] if any(row))
    usual = below[len(below) // 2] if below else 0
    if named and below and below[0] < below[-1]:
        usual = min(usual, named)
    header = [cell.strip() for cell in _trimmed(head[at])]
    width = max(len(header), usual, 1)
    return header + [""] * (width - len(header)), at + 1, width


def _trimmed(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _shifted(sheet: Sheet, extra: int) -> str:
    """Say where so many rows are longer than the header that a person must look.

    Args:
        sheet: as read.
        extra: columns beyond the header that every row fills.

    """
    if extra > 0 and len(sheet.lines):
        return f"its rows have {extra} {LONGER}"
    longer = sum(a.damage.reason == TOO_MANY for a in sheet.aside)
    rows = len(sheet.lines) + len(sheet.aside)
    if longer <= SHIFTED * rows:
        return ""
    return f"{longer} of {rows} rows have {LONGER}"
