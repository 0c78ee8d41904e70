"""The rows of a table whose cells have places: under which heading each stands.

A cell may run over several lines; the lines above and below the row that holds its
figures belong to it.
"""

from itertools import takewhile
from typing import TYPE_CHECKING

from whence.read.documents.headings import column_of, label_of, role_of
from whence.read.documents.rows import Bit
from whence.read.documents.sides import is_remark
from whence.shelf.paper_words import flows, folded, totals

if TYPE_CHECKING:
    from whence.read.documents.fields import Lines

NEAR = 40
"""Points by which a cell may stand beside its heading and still be of its column."""
EDGE = 4
"""Points by which a cell set flush with its heading may be off."""
LINE = 17
"""Points from a line of a cell to the next, at most."""
COLONS = (":", "：")

Cells = dict[int, Bit]


def body_of(rows: list[list[Bit]], at: int, lines: "Lines") -> tuple[list[Cells], int]:
    """Give the rows of a table below its heading, and where it ends."""
    held: list[Cells] = []
    while at < len(rows):
        row = rows[at]
        if is_remark(row, len(lines.heads)) or is_total(row):
            at += is_total(row)
            break
        cells = cells_of(row, lines)
        if cells is None or not _beside(held, cells, lines):
            break
        if not _full(cells, lines) and _heads(rows[at + 1 : at + 2], row):
            break
        held.append(cells)
        at += 1
    return _joined(held, lines), at


def is_total(row: list[Bit]) -> bool:
    """Whether a row begins with a word for a sum."""
    first = folded(row[0].text).split(" ")
    return any(" ".join(first[:many]) in totals() for many in range(1, len(first) + 1))


def _beside(held: list[Cells], cells: Cells, lines: "Lines") -> bool:
    """Whether a row that holds no figure is near enough to be of a cell above."""
    if _full(cells, lines):
        return True
    top = min(bit.top for bit in cells.values())
    if top == lines.heads[0].top:
        return False  # Rows of a workbook: none is a second line of another.
    above = [bit.top for row in held[-2:] for bit in row.values()]
    near = max(above) if above else lines.heads[0].top + LINE
    return 0 <= top - near <= LINE or not above


def _heads(after: list[list[Bit]], row: list[Bit]) -> bool:
    """Whether a row without figures is the title of the next table: "Made"."""
    said = folded(row[0].text)
    if len(row) == 1 and any(said in words for words in flows().values()):
        return True
    return any(2 * sum(bool(column_of(b.text)) for b in r) > len(r) > 1 for r in after)


def _full(cells: Cells, lines: "Lines") -> bool:
    """Whether a row has a cell in another column than that of the goods."""
    return any(lines.roles[at] not in ("goods", "") for at in cells)


def _joined(held: list[Cells], lines: "Lines") -> list[Cells]:
    """Give each row of figures the lines of its goods that stand above and below."""
    full = [row for row in held if _full(row, lines)]
    if not full:
        return []
    parts: dict[int, list[tuple[int, Bit]]] = {}
    for row in held:
        if _full(row, lines):
            continue
        for at, bit in row.items():
            nearest = min(range(len(full)), key=lambda i: abs(_top(full[i]) - bit.top))
            parts.setdefault(nearest, []).append((at, bit))
    for number, wraps in parts.items():
        for at in {at for at, _ in wraps}:
            bits = [bit for where, bit in wraps if where == at]
            if at in full[number]:
                bits.append(full[number][at])
            full[number][at] = _one(sorted(bits, key=lambda b: (b.top, b.left)))
    return full


def _top(row: Cells) -> int:
    return min(bit.top for bit in row.values())


def _one(bits: list[Bit]) -> Bit:
    """Join cells into one; its place runs from the first to the last."""
    if len(bits) == 1:
        return bits[0]
    start, end = min(b.start for b in bits), max(b.end for b in bits)
    left, right = min(b.left for b in bits), max(b.right for b in bits)
    words = " ".join(b.text for b in bits)
    return Bit(words, start, end, bits[0].page, left, right, bits[0].top)


def cells_of(row: list[Bit], lines: "Lines") -> Cells | None:
    """Put the cells of a row under its headings; None when the table has ended."""
    if any(c in b.text and role_of(b.text.split(c)[0]) for b in row for c in COLONS):
        return None
    known = sum(bool(column_of(b.text)) for b in row)
    if known > len(row) / 2 or (len(row) == 1 and label_of(row[0].text)):
        return None
    found: dict[int, list[Bit]] = {}
    for bit in row:
        at = _column(bit, lines.heads)
        if at is None:
            return None
        found.setdefault(at, []).append(bit)
    _worded(found, lines)
    if len(row) == 1 and not _within(row[0], next(iter(found)), lines):
        return None
    _moved(found, lines)
    return {at: _one(bits) for at, bits in found.items()}


def _column(bit: Bit, heads: list[Bit]) -> int | None:
    """Give the column of a cell: the one it is flush with, else the nearest."""
    flush = [i for i, head in enumerate(heads) if _flush(bit, head)]
    if len(flush) == 1:
        return flush[0]
    gaps = [max(h.left - bit.right, bit.left - h.right, 0) for h in heads]
    best = min(range(len(heads)), key=lambda i: (gaps[i], abs(
        heads[i].left + heads[i].right - bit.left - bit.right)))  # fmt: skip
    return best if gaps[best] <= NEAR else None


FIGURES = frozenset(("weight", "gross", "pieces", "sum", "price"))


def by_cells(lines: "Lines", rows: list[list[Bit]]) -> list[str]:
    """Give the roles of columns again: figures under which words stand are goods.

    "Output" heads the goods made and their quantity.
    """
    roles = list(lines.roles)
    for at, head in enumerate(lines.heads):
        if roles[at] != "weight":
            continue
        near = takewhile(lambda row: not any(column_of(b.text) for b in row), rows)
        under = [b for row in near for b in row if _flush(b, head)]
        words = [b for b in under if not b.text[:1].isdigit()]
        if words and len(words) == len(under):
            roles[at] = "goods"
    return roles


def _worded(found: dict[int, list[Bit]], lines: "Lines") -> None:
    """Give the goods before it what has no figure in a column of figures."""
    for at in list(found):
        before = [i for i, r in enumerate(lines.roles) if r == "goods" and i < at]
        if lines.roles[at] not in FIGURES or not before:
            continue
        for bit in list(found[at]):
            if not any(map(str.isdigit, bit.text)):
                found[at].remove(bit)
                found.setdefault(before[-1], []).append(bit)
        if not found[at]:
            del found[at]


def _flush(bit: Bit, head: Bit) -> bool:
    return abs(bit.left - head.left) <= EDGE or abs(bit.right - head.right) <= EDGE


def _within(bit: Bit, at: int, lines: "Lines") -> bool:
    """Whether a lone cell is no wider than the column of goods it stands under."""
    after = [h.left for h in lines.heads if h.left > lines.heads[at].left]
    flush = abs(bit.left - lines.heads[at].left) <= EDGE
    fits = not after or bit.right <= (max(after) if flush else min(after) + EDGE)
    return lines.roles[at] == "goods" and fits


def _moved(found: dict[int, list[Bit]], lines: "Lines") -> None:
    """Give the goods beside it what stands in a column beside its own cell.

    "Square bars" and "M10" are two cells where the blank between them is wide.
    """
    for at in list(found):
        if lines.roles[at] == "goods" or len(found[at]) < 2:
            continue
        flush = [b for b in found[at] if _flush(b, lines.heads[at])]
        if len(flush) != 1:
            continue
        before = [i for i, r in enumerate(lines.roles) if r == "goods" and i < at]
        if not before:
            continue
        for bit in [b for b in found[at] if b is not flush[0]]:
            if bit.left < flush[0].left:
                found[at].remove(bit)
                found.setdefault(before[-1], []).append(bit)
