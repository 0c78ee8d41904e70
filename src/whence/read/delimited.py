"""Text with separators to rows of cells: any separator, quotes that span lines.

Row numbers count as a spreadsheet program counts: a record is one row, however many
lines its quoted cells take, and a blank line is a row; a leading `sep=` line is none.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from whence.errors import InputError
from whence.read.bulk import Columns, bulk_of
from whence.read.encoding import STRANGE, Encoding, encoding_of, lines_of
from whence.read.request import Bounds, Pages
from whence.read.rows import CHUNK_ROWS, Damage, Rows

SEPARATORS = (",", ";", "\t", "|")
# Stands for "one column": a mark that no text holds.
NONE = "\x1f"
SEP_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
# Below this share of rows with the same width, a separator is chance.
STEADY, STEADY_IF_HEADED = 0.5, 0.2
RESTARTS = 50


class DelimitedText:
    """The one sheet of a text file; a mark that its cells may hold parts them."""

    is_marked = True

    def __init__(self, stream: BinaryIO, bounds: Bounds, pages: Pages) -> None:
        """Determine encoding and separator.

        Raises:
            InputError: the bytes are no text.

        """
        self.stream, self.bounds = stream, bounds
        self.encoding: Encoding = encoding_of(stream, pages, guess=True)
        guess = self.encoding.doubt
        self.doubt = f"its letters are a guess ({guess})" if guess else ""
        self.notes: list[str] = []
        self.skip, self.separator, self.width = self._sniff()
        csv.field_size_limit(bounds.field_chars)
        if self.encoding.codec not in ("utf-8", "utf-8-sig"):
            said = f", a guess: {guess}" if guess else ""
            self.notes.append(f"read as {self.encoding.codec.upper()}{said}")
        if self.encoding.replaced:
            lost = self.encoding.replaced
            said = "1 character was" if lost == 1 else f"{lost:,} characters were"
            self.notes.append(f"{said} already lost (U+FFFD) when the file came here")

    def _sniff(self) -> tuple[int, str, int]:
        lines: list[str] = []
        size = 0
        for line in lines_of(self.stream, self.encoding):
            lines.append(line)
            size += len(line)
            if size > self.bounds.sample_bytes:
                break
        if lines and (told := SEP_LINE.fullmatch(lines[0])):
            self.notes.append("the separator is named in a sep= line")
            return 1, told[1], _width(lines[1:], told[1])
        separator = separator_of(lines)
        return 0, separator, _width(lines, separator)

    def _lines(self, first: int) -> Iterator[str]:
        return islice(lines_of(self.stream, self.encoding), self.skip + first, None)

    def whole(self, header: list[str], header_line: int) -> Columns | None:
        """Give all rows under the header at once; None when they are not plain."""
        sound = self.encoding.codec in ("utf-8", "utf-8-sig")
        if not sound or self.encoding.by_line or self.skip or self.separator == NONE:
            return None
        return bulk_of(self.stream, self.separator, header, header_line)

    def __iter__(self) -> Iterator[Rows]:
        """Yield the rows; those that cannot be read carry their damage.

        Raises:
            InputError: quotation marks are in such disorder that rows are guesswork.

        """
        number, line = 1, 0
        reader = csv.reader(self._lines(0), delimiter=self.separator)
        while True:
            try:
                rows = list(islice(reader, CHUNK_ROWS))
            except csv.Error:
                break
            if not rows:
                return
            if reader.line_num - line != len(rows) and self._suspicious(rows):
                break
            yield Rows(number, rows, self._strange(number, rows))
            number, line = number + len(rows), reader.line_num
        yield from self._careful(number, line)

    def _suspicious(self, rows: list[list[str]]) -> bool:
        """Whether a quotation mark may have swallowed rows."""
        if any(self._swallowed(cell) for row in rows for cell in row if "\n" in cell):
            return True
        return len(rows) < CHUNK_ROWS and any("\n" in cell for cell in rows[-1])

    def _swallowed(self, cell: str) -> bool:
        """Whether the lines of a cell are rows: too many, or each with separators."""
        breaks = cell.count("\n")
        if breaks > self.bounds.field_lines:
            return True
        inner = (breaks - 1) * (self.width - 1)
        return 0 < inner <= cell.count(self.separator) and self.width > 2

    def _strange(self, number: int, rows: list[list[str]]) -> dict[int, Damage]:
        if not self.encoding.by_line:
            return {}
        if not STRANGE.search("".join(chain.from_iterable(rows))):
            return {}
        codec = self.encoding.codec.upper()
        return {
            number + i: Damage(
                "mixed encoding", f"the file is {codec}, this row is not"
            )
            for i, row in enumerate(rows)
            if STRANGE.search("".join(row))
        }

    def _careful(self, number: int, line: int) -> Iterator[Rows]:
        """Go row by row; where a quote never closes, set one line aside and go on."""
        for _ in range(RESTARTS):
            seen: list[str] = []
            reader = csv.reader(_tee(self._lines(line), seen), delimiter=self.separator)
            try:
                for row in reader:
                    if len(seen) > 1 and self._open(seen):
                        raise csv.Error
                    yield Rows(number, [row], self._strange(number, [row]))
                    number, line = number + 1, line + len(seen)
                    seen.clear()
                return
            except csv.Error:
                row = seen[0].split(self.separator)
                damage = Damage("unclosed quote", seen[0].strip()[:80])
                yield Rows(number, [row], {number: damage})
                number, line = number + 1, line + 1
        raise InputError(
            f"more than {RESTARTS} quotation marks are never closed.",
            remedy="Export the table again, with quotation marks doubled inside cells.",
        )

    def _open(self, lines: list[str]) -> bool:
        try:
            list(csv.reader(lines, delimiter=self.separator, strict=True))
        except csv.Error as error:
            if "end of data" in str(error):
                return True
        rows = csv.reader(lines, delimiter=self.separator)
        return any(self._swallowed(cell) for row in rows for cell in row)


def _tee(lines: Iterator[str], seen: list[str]) -> Iterator[str]:
    for line in lines:
        seen.append(line)
        yield line


def separator_of(lines: list[str]) -> str:
    r"""Choose the separator on evidence: rows of one width, and wide ones.

    >>> separator_of(["a;b;c\n", "1,5;2;3\n", "2,5;3;4\n"])
    ';'
    """
    best, score = NONE, 0.0
    for separator in SEPARATORS:
        rows = [row for row in _try(lines, separator) if any(row)]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
        steady = count / len(rows)
        headed = len(rows[0]) > 2 and all(0 < len(c) < 40 for c in rows[0])
        if steady < (STEADY_IF_HEADED if headed else STEADY):
            continue
        value = steady * (1 - 1 / width)
        if value > score + 1e-9:
            best, score = separator, value
    return best


def _width(lines: list[str], separator: str) -> int:
    widths = Counter(len(row) for row in _try(lines, separator) if any(row))
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))[0]


def _try(lines: list[str], separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=separator):
            rows.append(row)
    except csv.Error:
        pass
    return rows
