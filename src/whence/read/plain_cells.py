"""Cells of one large worksheet part at once: places, kinds and numbers, by NumPy.

Only the plainest form is known here, which nearly every program writes for data: rows
that hold cells that hold one value, texts shared, no formula, no text in place. Any
other sequence of bytes is `NotPlain`, and the careful reader reads the sheet instead.
Terms after ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.3.1.96 (v).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Shorts = npt.NDArray[np.int16]
LT, GT, QUOTE, SPACE, SLASH = b'<>" /'
ZERO, A = b"0A"
# Columns of XLSX have at most three letters, rows seven digits; a double holds every
# whole number of fifteen.
COLUMN_LETTERS, ROW_DIGITS, EXACT_DIGITS = 3, 7, 15
NUMBER_CHARS, MOST_PATTERNS = 24, 64
PAD = bytes(32)


class NotPlain(Exception):
    """Something stands in a workbook that needs the careful reader's judgement."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells with a value of some whole rows, column by column.

    Of each its row number (from 1), which of `patterns` its other attributes are, and
    its value as a number: of a shared text, or itself. The cells of column i (from 0)
    stand from `bounds[i]` to `bounds[i + 1]`; `last_row` is 0 where there is no row.
    """

    first_row: int
    last_row: int
    bounds: Places
    rows: npt.NDArray[np.int32]
    kinds: Shorts
    values: npt.NDArray[np.float64]
    patterns: list[bytes]

    @property
    def width(self) -> int:
        """Give how many columns there are up to the last with a value."""
        return len(self.bounds) - 1

    def column(self, index: int) -> slice:
        """Say where the cells of a column stand."""
        first, last = self.bounds[[index, index + 1]] if index < self.width else (0, 0)
        return slice(int(first), int(last))


def cells_of(text: bytes) -> Cells:
    """Give the cells of whole rows.

    Raises:
        NotPlain: they hold anything but plain cells.

    """
    a = np.frombuffer(text + PAD, dtype=np.uint8)
    lt = np.flatnonzero(a == LT)
    first, second = a[lt + 1], a[lt + 2]
    opens = (first == ord("c")) & (second == SPACE)
    value = (first == ord("v")) & (second == GT)
    row = (first == ord("r")) & (second == ord("o"))
    _hold((opens | value | row | (first == SLASH)).all())
    numbers, digits = _row_numbers(a, lt[row])
    at = np.flatnonzero(opens[:-1] & value[1:])  # cells that hold a value
    _hold(len(at) == np.count_nonzero(value))
    which = np.searchsorted(np.flatnonzero(row), at) - 1
    _hold(not len(which) or which[0] >= 0)
    columns, after = _columns(a, lt[at], digits[which])
    kinds, patterns = _patterns(a, after, lt[at + 1] - 1)
    start, end = lt[at + 1] + 3, lt[at + 2]
    _hold((a[end + 1] == SLASH).all())
    values = _values(a, start, end - start)
    order = np.argsort(columns, kind="stable")
    width = int(columns.max()) + 1 if len(columns) else 0
    return Cells(
        first_row=int(numbers[0]) if len(numbers) else 0,
        last_row=int(numbers[-1]) if len(numbers) else 0,
        bounds=np.searchsorted(columns[order], np.arange(width + 1)),
        rows=numbers[which][order],
        kinds=kinds[order],
        values=values[order],
        patterns=patterns,
    )


def _hold(holds: object) -> None:
    if not holds:
        raise NotPlain


def _row_numbers(a: Bytes, at: Places) -> tuple[npt.NDArray[np.int32], Places]:
    """Parse `<row r="12"`, and how many digits it has; the numbers must grow."""
    _hold(_stands(a, at + 4, b' r="'))
    numbers, digits = _digits(a, at + 8, ROW_DIGITS)
    _hold((a[at + 8 + digits] == QUOTE).all())
    _hold((np.diff(numbers, prepend=0) > 0).all())
    return numbers.astype(np.int32), digits


def _columns(a: Bytes, at: Places, digits: Places) -> tuple[Shorts, Places]:
    """Parse `<c r="AB12"` to the column; also give where its attributes go on."""
    _hold(_stands(a, at + 3, b'r="'))
    column = np.zeros(len(at), dtype=np.int16)
    sizes = np.zeros(len(at), dtype=np.int64)
    going = np.ones(len(at), dtype=bool)
    for i in range(COLUMN_LETTERS):
        letter = a[at + 6 + i] - np.uint8(A)  # what is no letter comes out above 25
        going &= letter < 26
        if not going.any():
            break
        column = np.where(going, column * 26 + letter + 1, column)
        sizes += going
    after = at + 6 + sizes + digits
    _hold((a[after] == QUOTE).all() and (sizes > 0).all())
    return column.astype(np.int16) - np.int16(1), after + 1


def _patterns(a: Bytes, start: Places, end: Places) -> tuple[Shorts, list[bytes]]:
    """Tell the cells' other attributes, up to `>`, apart by their bytes."""
    _hold((a[end] == GT).all())
    found = np.zeros(len(start), dtype=np.int16)
    patterns: list[bytes] = []
    sizes = end - start
    for size in np.flatnonzero(np.bincount(sizes)) if len(sizes) else ():
        left = np.flatnonzero(sizes == size)
        while len(left):
            _hold(len(patterns) < MOST_PATTERNS)
            at = int(start[left[0]])
            pattern = a[at : at + int(size)].tobytes()
            same = _are(a, start[left], pattern)
            found[left[same]] = len(patterns)
            patterns.append(pattern)
            left = left[~same]
    return found, patterns


def _values(a: Bytes, start: Places, sizes: Places) -> npt.NDArray[np.float64]:
    """Parse the values: whole numbers digit by digit, others as floats."""
    if not len(sizes):
        return np.zeros(0)
    _hold(sizes.max() <= NUMBER_CHARS and sizes.min() >= 1)
    values, digits = _digits(a, start, min(EXACT_DIGITS, int(sizes.max())))
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
            raise NotPlain from None
        _hold(np.isfinite(found[odd]).all())
    return found


def _stands(a: Bytes, at: Places, text: bytes) -> bool:
    return all(bool((a[at + i] == byte).all()) for i, byte in enumerate(text))


def _are(a: Bytes, at: Places, text: bytes) -> npt.NDArray[np.bool_]:
    """Tell at which places a text stands."""
    same = np.ones(len(at), dtype=bool)
    for i, byte in enumerate(text):
        same &= a[at + i] == byte
    return same


def _digits(a: Bytes, start: Places, most: int) -> tuple[Places, Places]:
    """Read digits from each place on, `most` at the most; how many there were."""
    values = np.zeros(len(start), dtype=np.int64)
    sizes = np.zeros(len(start), dtype=np.int64)
    going = np.ones(len(start), dtype=bool)
    at = start.copy()
    for _ in range(most):
        digit = a[at] - np.uint8(ZERO)  # what is no digit comes out above 9
        going &= digit <= 9
        if not going.any():
            break
        values = np.where(going, values * 10 + digit, values)
        sizes += going
        at += 1
    return values, sizes
