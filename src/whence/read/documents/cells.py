"""Words that stand together, rows of them, and the text they make up."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple


class Cell(NamedTuple):
    """Words that stand together, with their box in points from the upper left."""

    text: str
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    sure: int = 100


Row = list[Cell]
Page = list[Row]


def rows_of(cells: Iterable[Cell]) -> Page:
    """Order cells into rows: what overlaps by half its height stands in one row."""
    page: Page = []
    for cell in sorted(cells, key=lambda c: (c.top + c.bottom, c.left)):
        middle = (cell.top + cell.bottom) / 2
        for row in reversed(page[-3:]):
            first = row[0]
            height = min(first.bottom - first.top, cell.bottom - cell.top)
            centre = (first.top + first.bottom) / 2
            if abs(middle - centre) < 0.5 * max(height, 1.0):
                row.append(cell)
                break
        else:
            page.append([cell])
    for row in page:
        row.sort(key=lambda c: c.left)
    return page


def lay(pages: Sequence[Page], most: int) -> tuple[str, list[list[int]]]:
    """Write pages as one text, and say where each cell stands in it.

    Rows are parted by line feeds, the cells of a row by tabs. A place is (start, end,
    page, left, top, right, bottom, sure), the page counted from 1.
    """
    parts: list[str] = []
    places: list[list[int]] = []
    at = 0
    for number, page in enumerate(pages, 1):
        for row in page:
            for place, cell in enumerate(row):
                text = cell.text.replace("\t", " ").replace("\n", " ")
                mark = "\t" if place + 1 < len(row) else "\n"
                box = map(round, cell[1:5])
                places.append([at, at + len(text), number, *box, cell.sure])
                parts += (text, mark)
                at += len(text) + 1
            if at > most:
                return "".join(parts), places
    return "".join(parts), places


def plain_rows(lines: Iterable[str]) -> Page:
    """Make rows of lines of text; tabs, bars and runs of blanks part cells."""
    page: Page = []
    for line in lines:
        if line.count(" | ") > 1:
            line = line.replace(" | ", "\t").strip("| ")
        cells = [Cell(part.strip()) for part in line.replace("    ", "\t").split("\t")]
        full = [cell for cell in cells if cell.text]
        if full:
            page.append(full)
    return page


def as_plain(pages: Sequence[Page], most: int) -> dict[str, Any]:
    """Give text and places as the child hands them over."""
    text, places = lay(pages, most)
    return {"text": text, "places": places}
