"""Where the table begins: which row is the header, on evidence.

A header is a row of several short, distinct texts, filled about as far as the rows
under it; words known as headers weigh most. Everything above it is a title.
"""

import re
import unicodedata
from collections.abc import Sequence

from whence.read.calendars import plain
from whence.shelf.letters import UNSPACED

NUMBER = re.compile(r"[-+(]?[$€£¥]?\s?\d[\d.,' %\u00a0)]*")
DATE = re.compile(r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}.*")
REPEATED = "stands on more than one column"
LONG = 60
# A cell that stands again further down its column is a value, no header; and a row as
# wide as the header that stood above it would be lost as a title.
RECURS, AGAIN = 0.7, 40
ABOVE, MOST_ABOVE, WIDE = 0.2, 0.8, 0.8
# A cell of header words is worth this share of a header that is known as a whole.
WORDED, STEM = 0.7, 4
DIGITS = re.compile(r"\d.*\d")
# Letters of the longest word that is looked for in a text without blanks, and the share
# of the text that known words must cover.
LONGEST, COVERED = 24, 0.7
BELOW = 5
# Shares of cells that must be known words for a line to be the second of a header.
TOLD, SOME, DOUBLE = 0.5, 0.3, 0.7


def folded(text: str) -> str:
    """Fold as the header words handed to the child were folded."""
    wide = unicodedata.normalize("NFKC", text).casefold().replace("'", "")
    return " ".join("".join(c if _kept(c) else " " for c in wide).split())


def _kept(char: str) -> bool:
    return char.isalnum() or char in "#%" or unicodedata.category(char)[0] == "M"


def unmarked(text: str) -> str:
    """Leave out the marks on letters, as many a keyboard does.

    >>> unmarked("sueldo básico"), unmarked("họ và tên")
    ('sueldo basico', 'ho va ten')
    """
    apart = unicodedata.normalize("NFD", text)
    left = "".join(c for c in apart if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", left)


def is_number(text: str) -> bool:
    """Whether the cell is a number or a date, not a text."""
    text = plain(text)
    return bool(NUMBER.fullmatch(text) or DATE.fullmatch(text))


def header_row(
    rows: Sequence[Sequence[str]],
    known: frozenset[str],
    words: frozenset[str] = frozenset(),
) -> int | None:
    """Give the index of the header among the first rows; None when all are blank.

    Args:
        rows: the first rows of a sheet.
        known: folded headers.
        words: words of which headers are made, without marks; a star stands for any
            ending.

    """
    filled = [sum(map(bool, map(str.strip, row))) for row in rows]
    widest = max(filled, default=0)
    best, score = None, -1.0
    for i, row in enumerate(rows):
        if not filled[i]:
            continue
        value = _likeness(row, known, words) * (0.4 + 0.6 * filled[i] / widest)
        value *= 0.5 + 0.5 * _support(filled, i)
        value *= 1 - RECURS * _recurring(rows, i)
        value -= 0.004 * i + min(MOST_ABOVE, ABOVE * _wide_above(filled, i))
        if value > score:
            best, score = i, value
    return best


def joined_header(
    rows: Sequence[list[str]],
    at: int,
    known: frozenset[str],
    words: frozenset[str] = frozenset(),
) -> tuple[int, int, list[str]]:
    """Join a header of two lines: groups over columns, or one language over another.

    Args:
        rows: the first rows of a sheet.
        at: the row that looks most like a header.
        known: folded headers.
        words: words of which headers are made.

    Returns:
        the first and the last row of the header, and its cells.

    """
    for top, low in ((at - 1, at), (at, at + 1)):
        if top < 0 or low + 1 >= len(rows):
            continue
        if cells := _two_lines(rows[top], rows[low], known, words, sure=low == at):
            return top, low, cells
    return at, at, list(rows[at])


def _two_lines(
    above: Sequence[str],
    below: Sequence[str],
    known: frozenset[str],
    words: frozenset[str],
    *,
    sure: bool,
) -> list[str] | None:
    """Join two lines when both are of a header; None when they are not.

    `sure` says that the lower one is a header by itself; else it may be a row of data.
    """
    width = max(len(above), len(below))
    top, low = ([c.strip() for c in _padded(r, width)] for r in (above, below))
    cells = [c for c in (*top, *low) if c]
    if sum(map(bool, top)) < 2 or sum(map(bool, low)) < 2 or len(set(top)) == 1:
        return None  # a text that spans all columns is a title
    if any(is_number(c) or len(c) > LONG for c in cells):
        return None
    both = [(t, b) for t, b in zip(top, low, strict=True) if t and b and t != b]
    spans = sum(
        1
        for i in range(1, width)
        if low[i] and low[i] != top[i] and (not top[i] or top[i] == top[i - 1])
    )
    told = [folded(c) in known or is_worded(c, words) for c in low if c]
    if both and len(both) == sum(map(bool, low)) and not spans:
        # Every cell says it twice: in two languages, each known by itself.
        said = [(folded(t) in known, folded(b) in known) for t, b in both]
        is_double = min(map(sum, zip(*said, strict=True))) >= DOUBLE * len(told)
        return _joined(top, low) if is_double and len(both) > 1 else None
    holes = sum(1 for t, b in zip(top, low, strict=True) if t and not b)
    twice = len(set(filter(None, low))) < sum(map(bool, low))
    if not spans or not (holes or twice or sum(told) >= TOLD * len(told)):
        return None
    if sum(told) < SOME * len(told) and not (twice and sure):
        return None
    return _joined(_carried(top, low), low)


def _carried(top: Sequence[str], low: Sequence[str]) -> list[str]:
    """Carry a group over the columns that it spans."""
    found: list[str] = []
    for i, cell in enumerate(top):
        found.append(cell or (found[i - 1] if i and low[i] else ""))
    return found


def _joined(top: Sequence[str], low: Sequence[str]) -> list[str]:
    return [
        t if not b or t == b else f"{t} {b}".strip()
        for t, b in zip(top, low, strict=True)
    ]


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _likeness(
    row: Sequence[str], known: frozenset[str], words: frozenset[str]
) -> float:
    """How much the cells look like headers, from 0 to about 3."""
    cells = [c.strip() for c in row if c.strip()]
    texts = [c for c in cells if not is_number(c) and len(c) <= LONG]
    shape = len(set(texts)) / len(cells)
    said = sum(
        1.0 if folded(c) in known else WORDED * is_worded(c, words) for c in cells
    )
    return shape + 2 * said / len(cells)


def is_worded(cell: str, words: frozenset[str]) -> bool:
    """Whether a cell is made of nothing but words of headers."""
    if not words or len(cell) > LONG or "," in cell or DIGITS.search(cell):
        return False
    whole = folded(cell.replace("_", " "))
    if UNSPACED.search(whole):
        return _covered(whole.replace(" ", ""), words) >= COVERED
    parts = [p for p in unmarked(whole).split() if len(p) > 2]
    return max(map(len, parts), default=0) >= STEM and all(
        p in words or any(f"{p[:n]}*" in words for n in range(STEM - 1, len(p) + 1))
        for p in parts
    )


def _covered(text: str, words: frozenset[str]) -> float:
    """Say what share of a text without blanks known words cover, longest first."""
    at = hit = 0
    while at < len(text):
        end = min(len(text), at + LONGEST)
        while end > at + 1 and text[at:end] not in words:
            end -= 1
        hit += end - at if end > at + 1 else 0
        at = end
    return hit / len(text)


def _support(filled: Sequence[int], row: int) -> float:
    """How well the rows below are filled, beside this one."""
    below = [n for n in filled[row + 1 :] if n][:BELOW]
    if not below:
        return 0.0
    return min(1.0, sum(below) / len(below) / filled[row])


def _recurring(rows: Sequence[Sequence[str]], at: int) -> float:
    """Give the share of a row's cells that stand again in their column below; a row
    that stands again as a whole is the header of the next page."""
    cells = [(i, c) for i, c in enumerate(rows[at]) if c.strip()]
    below = [r for r in rows[at + 1 : at + 1 + AGAIN] if r != rows[at]]
    again = sum(any(len(r) > i and r[i] == c for r in below) for i, c in cells)
    return again / len(cells)


def _wide_above(filled: Sequence[int], at: int) -> int:
    """Count the rows above that are about as wide as this one."""
    return sum(n > 1 and n >= WIDE * filled[at] for n in filled[:at])


def headers_of(cells: Sequence[str], width: int) -> tuple[list[str], list[str]]:
    """Name every column once: repeats get a number, blanks their letter.

    >>> headers_of(["Name", "", "Name"], 3)[0]
    ['Name', 'Column B', 'Name (2)']
    """
    names: list[str] = []
    notes: set[str] = set()
    for i in range(width):
        cell = " ".join(cells[i].split()) if i < len(cells) else ""
        name = plain = cell or f"Column {letters(i)}"
        number = 1
        while name in names:
            number += 1
            name = f"{plain} ({number})"
            notes.add(f'the header "{plain}" {REPEATED}')
        names.append(name)
    return names, sorted(notes)


def index_of(name: str) -> int:
    """Give the index from 0 of a column by its letters.

    >>> index_of("A"), index_of("AB")
    (0, 27)
    """
    index = 0
    for letter in name:
        index = index * 26 + ord(letter) - 64
    return index - 1


def letters(index: int) -> str:
    """Name a column as a spreadsheet program does.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
