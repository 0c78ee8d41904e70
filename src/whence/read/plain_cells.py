"""Cells of one large worksheet part at once: places, kinds and numbers, by NumPy.

Only the plainest form is known here, which nearly every program writes for data: rows
that hold cells that hold one value, texts shared, no formula, no text in place. Any
other byte sequence gives None, and the careful reader reads the sheet instead.
Terms after ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.3.1.96 (v).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
LT, GT, QUOTE = ord("<"), ord(">"), ord('"')
# A row number of XLSX has at most seven digits, a shared text's number eight.
ROW_DIGITS, TEXT_DIGITS, NUMBER_CHARS, MOST_PATTERNS = 7, 8, 24, 64
ZERO = 48
PAD = bytes(32)


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells with a value: row number (from 1), column (from 0), which of `patterns` its
    other attributes are, and its value as a number: of a shared text, or itself."""

    rows: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int16]
    patterns: npt.NDArray[np.int16]
    values: npt.NDArray[np.float64]


class Scanner:
    """Reads part after part of one sheet; keeps the patterns of attributes it met."""

    def __init__(self) -> None:
        """Begin with no pattern."""
        self.patterns: list[bytes] = []
        self.last_row = 0

    def cells(self, text: bytes) -> Cells | None:
        """Give the cells of whole rows; None when they are not plain."""
        a = np.frombuffer(text + PAD, dtype=np.uint8)
        lt = np.flatnonzero(a == LT)
        first, second = a[lt + 1], a[lt + 2]
        opens = (first == ord("c")) & (second == ord(" "))
        value = (first == ord("v")) & (second == GT)
        row = (first == ord("r")) & (second == ord("o"))
        if not bool((opens | value | row | (first == ord("/"))).all()):
            return None
        numbers, digits = self._row_numbers(a, lt[row])
        if numbers is None:
            return None
        at = np.flatnonzero(opens[:-1] & value[1:])  # cells that hold a value
        if len(at) != int(value.sum()):
            return None
        which = np.cumsum(row)[at] - 1
        if len(which) and which[0] < 0:
            return None
        place = self._columns(a, lt[at], digits[which])
        if place is None:
            return None
        columns, after = place
        patterns = self._patterns(a, after, lt[at + 1] - 1)
        start, end = lt[at + 1] + 3, lt[at + 2]
        if patterns is None or not bool((a[end + 1] == ord("/")).all()):
            return None
        values = self._values(a, start, end - start)
        if values is None:
            return None
        return Cells(numbers[which], columns, patterns, values)

    def _row_numbers(
        self, a: Bytes, at: Places
    ) -> tuple[npt.NDArray[np.int32] | None, Places]:
        """Parse `<row r="12"`; the numbers must grow."""
        none = (None, at)
        if not _stands(a, at + 4, b' r="'):
            return none
        numbers, digits = _digits(a, at + 8, ROW_DIGITS)
        if not len(at):
            return numbers.astype(np.int32), digits
        grow = np.diff(numbers, prepend=self.last_row) > 0
        if not bool(grow.all()) or not bool((a[at + 8 + digits] == QUOTE).all()):
            return none
        self.last_row = int(numbers[-1])
        return numbers.astype(np.int32), digits

    def _columns(
        self, a: Bytes, at: Places, digits: Places
    ) -> tuple[npt.NDArray[np.int16], Places] | None:
        """Parse `<c r="AB12"` to the column; also give where its attributes go on."""
        if not _stands(a, at + 3, b'r="'):
            return None
        one = a[at + 6].astype(np.int32) - 64
        two = a[at + 7].astype(np.int32) - 64
        three = a[at + 8].astype(np.int32) - 64
        has_two = two > 0
        has_three = has_two & (three > 0)
        column = np.where(has_two, one * 26 + two, one)
        column = np.where(has_three, column * 26 + three, column)
        after = at + 6 + 1 + has_two + has_three + digits
        if not bool((a[after] == QUOTE).all()) or not bool((one > 0).all()):
            return None
        return (column - 1).astype(np.int16), after + 1

    def _patterns(
        self, a: Bytes, start: Places, end: Places
    ) -> npt.NDArray[np.int16] | None:
        """Tell the cells' other attributes apart by their bytes, up to `>`."""
        found = np.full(len(start), -1, dtype=np.int16)
        if not bool((a[end] == GT).all()):
            return None
        sizes = end - start
        for size in np.flatnonzero(np.bincount(sizes)) if len(sizes) else ():
            left = np.flatnonzero(sizes == size)
            for known, pattern in enumerate(self.patterns):
                if len(pattern) == size:
                    left = self._marked(a, start, left, pattern, known, found)
            while len(left):
                if len(self.patterns) == MOST_PATTERNS:
                    return None
                at = int(start[left[0]])
                self.patterns.append(a[at : at + int(size)].tobytes())
                known = len(self.patterns) - 1
                left = self._marked(a, start, left, self.patterns[known], known, found)
        return found

    @staticmethod
    def _marked(
        a: Bytes,
        start: Places,
        left: Places,
        pattern: bytes,
        known: int,
        found: npt.NDArray[np.int16],
    ) -> Places:
        same = np.ones(len(left), dtype=bool)
        begin = start[left]
        for i, byte in enumerate(pattern):
            same &= a[begin + i] == byte
        found[left[same]] = known
        return left[~same]

    @staticmethod
    def _values(
        a: Bytes, start: Places, sizes: Places
    ) -> npt.NDArray[np.float64] | None:
        """Parse the values: whole numbers digit by digit, others as floats."""
        if not len(sizes):
            return np.zeros(0)
        if int(sizes.max()) > NUMBER_CHARS or int(sizes.min()) < 1:
            return None
        values, digits = _digits(a, start, min(15, int(sizes.max())))
        found = values.astype(np.float64)
        odd = np.flatnonzero(digits != sizes)
        if len(odd):
            text = np.zeros((len(odd), NUMBER_CHARS), dtype=np.uint8)
            begin, size = start[odd], sizes[odd]
            for i in range(int(size.max())):
                text[:, i] = np.where(i < size, a[begin + i], 0)
            try:
                found[odd] = text.view(f"S{NUMBER_CHARS}").ravel().astype(np.float64)
            except ValueError:
                return None
            if not bool(np.isfinite(found[odd]).all()):
                return None
        return found


def _stands(a: Bytes, at: Places, text: bytes) -> bool:
    return all(bool((a[at + i] == byte).all()) for i, byte in enumerate(text))


def _digits(a: Bytes, start: Places, most: int) -> tuple[Places, Places]:
    """Read digits from each place on, `most` at the most; how many there were."""
    values = np.zeros(len(start), dtype=np.int64)
    sizes = np.zeros(len(start), dtype=np.int64)
    going = np.ones(len(start), dtype=bool)
    for i in range(most):
        digit = a[start + i].astype(np.int64) - ZERO
        going &= (digit >= 0) & (digit <= 9)
        if not going.any():
            break
        values = np.where(going, values * 10 + digit, values)
        sizes += going
    return values, sizes
