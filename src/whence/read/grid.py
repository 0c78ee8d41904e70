"""Rows to dictionary-coded columns, and the lines that are no data counted apart.

The fast path costs one dictionary look-up a cell: whole chunks of clean rows are
turned on their side and each column is coded at C speed.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import compress

from whence.errors import InputError
from whence.read.bulk import Columns
from whence.read.layout import folded, header_row, headers_of, is_number, joined_header
from whence.read.request import Request
from whence.read.rows import Aside, Damage, Rows, Sheet

# No firm's name begins so; it may with "Total" and the like.
PARTIAL = ("subtotal", "sub total", "sub-total", "zwischensumme", "sous-total")
TOTAL_ENDS = ("", ":", "：", ".", " :")


class Grid:
    """Collects the rows of one sheet under its header."""

    def __init__(self, header: list[str], line: int, width: int) -> None:
        """Begin under a header that stands in row `line`."""
        self.header, self.line, self.width = header, line, width
        self.dicts: list[defaultdict[str, int]] = [
            defaultdict(int) for _ in range(width)
        ]
        for codes in self.dicts:
            codes.default_factory = codes.__len__
        self.codes = [array("i") for _ in range(width)]
        self.lines = array("i")
        self.apart = 0
        self.aside: list[Aside] = []
        self.short = 0
        self.hollow: dict[int, tuple[int, ...]] = {}
        self.values: list[list[str]] | None = None

    def take(self, whole: Columns) -> None:
        """Take all rows at once, coded already."""
        self.values, self.codes, self.lines = whole.values, whole.codes, whole.lines
        self.apart += whole.apart

    def add(self, rows: Rows) -> None:
        """Code a run of rows."""
        cells, first = rows.cells, rows.first
        self.hollow.update(rows.hollow)
        lead = self.header[0]
        odd = [
            i
            for i, row in enumerate(cells)
            if len(row) != self.width or not row[0].strip() or row[0] == lead
        ]
        if not odd and not rows.damage:
            self.lines.extend(range(first, first + len(cells)))
            self._code(cells)
            return
        kept: list[list[str]] = []
        suspects = set(odd) | {n - first for n in rows.damage}
        for i, row in enumerate(cells):
            if i in suspects:
                fixed = self._fixed(row, first + i, rows.damage.get(first + i))
                if fixed is None:
                    continue
                row = fixed
            kept.append(row)
            self.lines.append(first + i)
        self._code(kept)

    def _fixed(
        self, row: list[str], line: int, damage: Damage | None
    ) -> list[str] | None:
        """Give the row in full width, or None when it is no row of data."""
        blank = not "".join(row).strip() and line not in self.hollow
        if blank or self._is_header(row):
            self.apart += 1
            return None
        if damage is None and any(cell.strip() for cell in row[self.width :]):
            extra = len(row) - self.width
            damage = Damage("too many cells", f"{extra} more than {self.width} columns")
        if damage is not None:
            self.aside.append(Aside(line, damage))
            return None
        if len(row) < self.width:
            self.short += 1
            return row + [""] * (self.width - len(row))
        return row[: self.width]

    def _is_header(self, row: list[str]) -> bool:
        """Whether the header is repeated, as at the top of each printed page."""
        full = row + [""] * (self.width - len(row))
        return full[: self.width] == self.header and any(self.header)

    def _code(self, rows: list[list[str]]) -> None:
        for codes, known, column in zip(
            self.codes, self.dicts, zip(*rows, strict=True), strict=False
        ):
            # A list first: `extend` with an iterator grows the array cell by cell.
            codes.fromlist(list(map(known.__getitem__, column)))

    def finish(self, name: str, totals: frozenset[str]) -> Sheet:
        """Strip the values, count total lines apart, drop columns of nothing."""
        columns = [self._stripped(i) for i in range(self.width)]
        self._drop_totals(columns, totals)
        headers, notes = headers_of(self.header, self.width)
        keep = [
            i for i, (v, _) in enumerate(columns) if self.header[i].strip() or any(v)
        ]
        if self.short:
            notes.append(f"{self.short} rows end before the last column; read as blank")
        blank = [headers[i] for i in keep if not self.header[i].strip()]
        notes += [f"{h} has no header" for h in blank]
        return Sheet(
            name=name,
            headers=[headers[i] for i in keep],
            values=[columns[i][0] for i in keep],
            codes=[columns[i][1] for i in keep],
            lines=self.lines,
            header_line=self.line,
            apart=self.apart,
            aside=self.aside,
            notes=notes,
            hollow=self._hollow(keep),
        )

    def _hollow(self, keep: list[int]) -> list[tuple[int, int]]:
        """Say where, among the rows and columns kept, a formula has no value."""
        if not self.hollow:
            return []
        place = {column: i for i, column in enumerate(keep)}
        return [
            (row, place[column])
            for row, line in enumerate(self.lines)
            for column in self.hollow.get(line, ())
            if column in place
        ]

    def _stripped(self, column: int) -> tuple[list[str], "array[int]"]:
        known_values = self.values
        values = known_values[column] if known_values else list(self.dicts[column])
        codes = self.codes[column]
        stripped = list(map(str.strip, values))
        if stripped == values:
            return values, codes
        known: defaultdict[str, int] = defaultdict(int)
        known.default_factory = known.__len__
        moved = list(map(known.__getitem__, stripped))
        return list(known), array("i", map(moved.__getitem__, codes))

    def _drop_totals(
        self, columns: list[tuple[list[str], "array[int]"]], totals: frozenset[str]
    ) -> None:
        """Take out lines that sum up: a total word, and beside it only numbers."""
        forms = {
            form + end for word in totals for form in _cases(word) for end in TOTAL_ENDS
        }
        leads = tuple(f"{form} " for word in PARTIAL for form in _cases(word))
        suspects: set[int] = set()
        for values, codes in columns:
            found = {
                c for c, v in enumerate(values) if v in forms or v.startswith(leads)
            }
            if found:
                suspects.update(i for i, code in enumerate(codes) if code in found)
        rows = [i for i in sorted(suspects) if self._is_total(i, columns, totals)]
        if not rows:
            return
        keep = bytearray(b"\1") * len(self.lines)
        for i in rows:
            keep[i] = 0
        self.apart += len(rows)
        self.lines = array("i", compress(self.lines, keep))
        columns[:] = [_compact(v, array("i", compress(c, keep))) for v, c in columns]

    def _is_total(
        self,
        row: int,
        columns: list[tuple[list[str], "array[int]"]],
        totals: frozenset[str],
    ) -> bool:
        cells = [values[codes[row]] for values, codes in columns]
        return all(
            is_number(c) or folded(c) in totals or _names_subtotal(c)
            for c in cells
            if c
        )


def _names_subtotal(cell: str) -> bool:
    """Whether a cell says whose subtotal the line is: "Subtotal Arvind Limited"."""
    return any(folded(cell).startswith(f"{word} ") for word in PARTIAL)


def _compact(values: list[str], codes: "array[int]") -> tuple[list[str], "array[int]"]:
    """Forget the values that no row has any more, so that they are no evidence."""
    left = sorted(set(codes))
    if len(left) == len(values):
        return values, codes
    moved = {code: i for i, code in enumerate(left)}
    return [values[c] for c in left], array("i", map(moved.__getitem__, codes))


def _cases(word: str) -> tuple[str, ...]:
    return word, word.upper(), word.title(), word.capitalize()


Whole = Callable[[list[str], int], Columns | None]


def sheet_of(
    name: str,
    chunks: Iterator[Rows],
    request: Request,
    *,
    header: int | None = None,
    whole: Whole | None = None,
) -> Sheet | None:
    """Find the header among the first rows and code the rest; None for a blank sheet.

    `header` is the index of its row, when the format itself says it; `whole` may know
    all rows under a header at once.

    Raises:
        InputError: the rows above and in the header cannot be read.

    """
    buffered: list[Rows] = []
    seen = 0
    for rows in chunks:
        buffered.append(rows)
        seen += len(rows.cells)
        if seen >= request.bounds.header_rows:
            break
    head = [row for rows in buffered for row in rows.cells][
        : request.bounds.header_rows
    ]
    known = frozenset(request.headers)
    words = frozenset(request.words)
    at = header_row(head, known, words) if header is None else header
    if at is None or at >= len(head):
        return None
    damage = {n: d for rows in buffered for n, d in rows.damage.items()}
    above = at
    if header is None:
        above, at, head[at] = joined_header(head, at, known)
    grid = Grid(*_frame(head, at, damage))
    if grid.width > request.bounds.columns:
        raise InputError(
            f"the table has {grid.width} columns, more than {request.bounds.columns}.",
            remedy="Pass only the columns about organisations and goods.",
        )
    tall = any("\n" in c for row in head[: at + 1] for c in row)
    columns = None if whole is None or tall else whole(grid.header, at + 1)
    if columns is not None:
        grid.take(columns)
        grid.apart += above  # the rows above the header
        return grid.finish(name, frozenset(request.totals))
    for rows in buffered:
        skip = max(0, at + 2 - rows.first)
        grid.apart += sum(1 for row in rows.cells[:skip]) if skip else 0
        grid.add(Rows(rows.first + skip, rows.cells[skip:], rows.damage, rows.hollow))
    for rows in chunks:
        grid.add(rows)
    grid.apart -= at - above + 1  # the header itself is no line apart
    return grid.finish(name, frozenset(request.totals))


def _frame(
    head: list[list[str]], at: int, damage: dict[int, Damage]
) -> tuple[list[str], int, int]:
    """Give the header's cells, its row number, and the width of the table."""
    if at + 1 in damage:
        raise InputError(
            f"row {at + 1}, the header, cannot be read: {damage[at + 1].reason}.",
            remedy="Save the file anew as UTF-8 and look at its first rows.",
        )
    below = sorted(len(_trimmed(row)) for row in head[at + 1 :] if any(row))
    usual = below[len(below) // 2] if below else 0
    header = [cell.strip() for cell in _trimmed(head[at])]
    width = max(len(header), usual, 1)
    return header + [""] * (width - len(header)), at + 1, width


def _trimmed(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]
