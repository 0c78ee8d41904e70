"""Rows to labelled values and to tables, by the vocabulary of `data/papers`."""

import re
from dataclasses import dataclass, field

from whence.read.documents.grid import body_of, by_cells, is_total
from whence.read.documents.headings import (
    column_of,
    label_of,
    role_of,
    spellings,
)
from whence.read.documents.inline import parted, running
from whence.read.documents.rows import Bit
from whence.read.documents.sides import is_remark, parts, side_of
from whence.read.documents.tagged import tagged
from whence.read.documents.values import role_by_value

COLON = re.compile(r"[:：]")
SHORT, SAMPLE = 24, 6
BOUND = frozenset(("goods", "lot", "weight", "gross", "pieces", "flow"))


@dataclass(slots=True)
class Pair:
    """A labelled value: what the label means, the value, and the label as written."""

    role: str
    value: Bit
    label: str


@dataclass(slots=True)
class Lines:
    """A table: the roles of its columns, their headings, and its rows by column.

    `flow` is what its lots were, "taken" or "made", when their heading says so.
    """

    roles: list[str]
    heads: list[Bit]
    title: str
    rows: list[dict[int, Bit]] = field(default_factory=list)
    flow: str = ""


@dataclass(slots=True)
class Fields:
    """What a paper says in labels and tables."""

    pairs: list[Pair] = field(default_factory=list)
    tables: list[Lines] = field(default_factory=list)

    def of(self, *roles: str) -> list[Pair]:
        """Give the pairs of these roles, in this order."""
        return [p for role in roles for p in self.pairs if p.role == role]


def fields_of(rows: list[list[Bit]]) -> Fields:
    """Read labels and tables."""
    found = Fields()
    at = 0
    while at < len(rows):
        table = _table_at(rows, at)
        if table is not None:
            lines, after = table
            found.tables += lines
            at = after
            continue
        found.pairs += _pairs(rows, at)
        at += 1
    found.pairs += [Pair(*said) for said in tagged(rows)]
    for pair in found.pairs:
        pair.role = role_by_value(pair.role, pair.value.text, pair.label)
    found.pairs = [pair for pair in found.pairs if pair.role]
    return found


def _pairs(rows: list[list[Bit]], at: int) -> list[Pair]:
    row = [part for bit in rows[at] for part in parted(bit, role_of)]
    rows = [*rows[:at], row, *rows[at + 1 :]] if len(row) != len(rows[at]) else rows
    roles = [_bare_role(bit) for bit in row]
    if len(row) == 3 and roles[2] and roles[0] in ("", roles[2]) and not roles[1]:
        # The label stands in two languages, one at each side of the value.
        label = row[0] if roles[0] else row[2]
        return [Pair(roles[2], row[1], label.text.strip())]
    # Two cells with one label are a label and its value.
    labelled = any(roles) and (len(row) != 2 or all(roles) or _apart(row, roles))
    if labelled and not any(COLON.search(b.text) for b in row):
        stacked = _stacked(rows, at, roles)
        if stacked:
            return stacked
    found: list[Pair] = []
    taken = set()
    for place, bit in enumerate(row):
        if place in taken:
            continue
        mark = COLON.search(bit.text)
        if mark:
            role = role_of(bit.text[: mark.start()])
            value = bit.part(mark.end(), len(bit.text))
            if role and not value.text:
                below = _after(rows, at, place)
                if below is None:
                    continue
                taken.add(place + 1)
                value = below
            if role:
                found.append(Pair(role, value, bit.text[: mark.start()].strip()))
        elif roles[place] and place + 1 < len(row) and not roles[place + 1]:
            taken.add(place + 1)
            value = row[place + 1].part(0, len(row[place + 1].text))
            found.append(Pair(roles[place], value, bit.text.strip()))
        elif not roles[place]:
            found += [Pair(*said) for said in running(bit, label_of)]
    return found


def _apart(row: list[Bit], roles: list[str]) -> bool:
    """Whether two cells are no label with its value: the second cannot be one."""
    if not roles[0]:
        return bool(roles[1])
    return not role_by_value(roles[0], row[1].text, row[0].text)


def _bare_role(bit: Bit) -> str:
    """Give what a label without a colon means: only when it is known as a whole."""
    return label_of(bit.text)


def _after(rows: list[list[Bit]], at: int, place: int) -> Bit | None:
    """Give the cell after a label that ends with a colon, else the one below it."""
    row = rows[at]
    if place + 1 < len(row):
        after = row[place + 1]
        return None if COLON.search(after.text) else after
    for bit in rows[at + 1] if at + 1 < len(rows) else ():
        if abs(bit.left - row[place].left) < 6 and not COLON.search(bit.text):
            return None if _bare_role(bit) else bit
    return None


def _stacked(rows: list[list[Bit]], at: int, roles: list[str]) -> list[Pair]:
    """Read a row of labels with a row of values below it."""
    if at + 1 >= len(rows):
        return []
    row = rows[at]
    below = _gathered(rows[at + 1], row)
    if 2 * sum(bool(_bare_role(b)) for b in below) > len(below):
        return []
    if any(COLON.search(bit.text) for bit in below):
        return []
    if len(row) > 1 and (len(below) < 2 or not all(_under(b, row) for b in below)):
        return []
    found = []
    for bit, role in zip(row, roles, strict=True):
        if not role:
            continue
        fits = [b for b in below if abs(b.left - bit.left) < 8]
        if not fits and len(row) == len(below) and not bit.right:
            fits = [below[row.index(bit)]]
        if not fits or not (len(row) > 1 or _lone(fits[0])):
            continue
        if role_by_value(role, fits[0].text, bit.text):
            found.append(Pair(role, fits[0], bit.text.strip()))
    return found


def _gathered(below: list[Bit], row: list[Bit]) -> list[Bit]:
    """Join a cell that stands under no label to the one before it."""
    found: list[Bit] = []
    for bit in below:
        if found and len(below) > len(row) and not _under(bit, row):
            held = found[-1]
            found[-1] = Bit(f"{held.text} {bit.text}", held.start, bit.end, held.page,
                            held.left, bit.right, held.top)  # fmt: skip
        else:
            found.append(bit)
    return found


def _lone(bit: Bit) -> bool:
    """Whether a cell below a lone label may be its value: short, with a figure.

    A title such as "Commercial invoice" is a label too, and anything may stand below.
    """
    figure = any(map(str.isdigit, bit.text))
    return figure and len(bit.text) <= SHORT and not _bare_role(bit)


def _under(bit: Bit, row: list[Bit]) -> bool:
    """Whether a cell begins where one of the row above begins."""
    return any(abs(bit.left - above.left) < 8 for above in row)


def _table_at(rows: list[list[Bit]], at: int) -> tuple[list[Lines], int] | None:
    """Read the table whose head stands in this row, and say where it ends."""
    row = rows[at]
    if len(row) < 2 or any(re.search(r"[:：]\s*\S", b.text) for b in row):
        return None
    if any(bit.text[:1].isdigit() for bit in row):
        return None
    roles = [column_of(bit.text) for bit in row]
    known = {role for role in roles if role}
    if len(known & BOUND) < 1 or len(known) < 2:
        return None
    if sum(bool(r) for r in roles) < len(row) / 2 or at + 1 >= len(rows):
        return None
    title = rows[at - 1][0].text if at and len(rows[at - 1]) == 1 else ""
    lines = Lines(roles, list(row), title)
    if any(head.right for head in row):
        lines.roles = by_cells(lines, rows[at + 1 : at + 1 + SAMPLE])
        lines.rows, after = body_of(rows, at + 1, lines)
    else:
        lines.rows, after = _even(rows, at + 1, lines)
    sides = [side_of(spellings(bit.text))[1] for bit in row]
    return (parts(lines, sides), after) if lines.rows else None


def _even(
    rows: list[list[Bit]], at: int, lines: Lines
) -> tuple[list[dict[int, Bit]], int]:
    """Read rows whose cells have no places: each has as many as the heading."""
    found: list[dict[int, Bit]] = []
    while at < len(rows) and not is_remark(rows[at], len(lines.heads)):
        row = rows[at]
        if is_total(row):
            return found, at + 1
        if len(row) != len(lines.heads):
            break
        if any(COLON.search(b.text) and role_of(b.text.split(":")[0]) for b in row):
            break
        found.append({i: bit for i, bit in enumerate(row) if bit.text.strip()})
        at += 1
    return found, at
