"""Rows to dictionary-coded columns, and the lines that are no data counted apart.

The fast path costs one dictionary look-up a cell: whole chunks of clean rows are
turned on their side and each column is coded at C speed.
"""

from array import array
from collections import Counter, defaultdict
from itertools import compress

from whence.read.bulk import Columns
from whence.read.layout import headers_of
from whence.read.rows import Aside, Damage, Rows, Sheet
from whence.read.sums import SumWords, sums_in

TOO_MANY = "too many cells"
# What lines that are no rows of data are.
ABOVE, BETWEEN, SUM = "above the header", "blank or the header again", "a sum"


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
        self.apart: Counter[str] = Counter()
        self.aside: list[Aside] = []
        self.short = 0
        self.hollow: dict[int, tuple[int, ...]] = {}
        self.values: list[list[str]] | None = None

    def take(self, whole: Columns) -> None:
        """Take all rows at once, coded already."""
        self.values, self.codes, self.lines = whole.values, whole.codes, whole.lines
        self.apart[BETWEEN] += whole.apart

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
            self.apart[BETWEEN] += 1
            return None
        if damage is None and any(cell.strip() for cell in row[self.width :]):
            extra = len(row) - self.width
            damage = Damage(TOO_MANY, f"{extra} more than {self.width} columns")
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

    def finish(self, name: str, sums: SumWords) -> Sheet:
        """Strip the values, count total lines apart, drop columns of nothing."""
        columns = [self._stripped(i) for i in range(self.width)]
        self._drop_totals(columns, sums)
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
            apart=self.apart.total(),
            apart_of={k: n for k, n in sorted(self.apart.items()) if n},
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
        self, columns: list[tuple[list[str], "array[int]"]], sums: SumWords
    ) -> None:
        """Take out lines that sum up, and count them apart."""
        rows = sums_in(columns, sums)
        if not rows:
            return
        keep = bytearray(b"\1") * len(self.lines)
        for i in rows:
            keep[i] = 0
        self.apart[SUM] += len(rows)
        self.lines = array("i", compress(self.lines, keep))
        columns[:] = [_compact(v, array("i", compress(c, keep))) for v, c in columns]


def _compact(values: list[str], codes: "array[int]") -> tuple[list[str], "array[int]"]:
    """Forget the values that no row has any more, so that they are no evidence."""
    left = sorted(set(codes))
    if len(left) == len(values):
        return values, codes
    moved = {code: i for i, code in enumerate(left)}
    return [values[c] for c in left], array("i", map(moved.__getitem__, codes))
