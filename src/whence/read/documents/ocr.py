"""Pictures of pages to text, by tesseract where the system has it.

The program runs behind limits of its own (see `locked`), on pictures that the locked
child drew. A page that reads as noise is turned by half and by a quarter.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from whence.read.documents.cells import Cell, Page, rows_of

START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    "from whence.read.documents.locked import main; main()"
)
WANTED = ("eng", "chi_sim", "chi_tra")
WORD = 5  # a level of tesseract's table
LONG_WORD = 4  # letters: a shorter word may well be as high as it is wide
APART = 0.8
RULES = frozenset("|｜¦")
HAN_LEAST, SLACK = 0.1, 12
KEPT = frozenset(":：-/()（）.#%&")
HAN = re.compile(r"(?<=[㐀-鿿（），。：、]) (?=[㐀-鿿（），。：、])")
PORTABLE = re.compile(rb"P5 (\d+) (\d+) 255\n")


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """What stands on a picture: rows, mean certainty in hundredths, how it was turned.

    `turn` is in quarters, against the clock.
    """

    rows: Page
    sure: float
    turn: int = 0


@cache
def program() -> str:
    """Give the path of tesseract, "" when the system has none."""
    return shutil.which("tesseract") or ""


@cache
def languages() -> tuple[str, ...]:
    """Give the languages tesseract can read here, of those we ask for."""
    if not program():
        return ()
    done = subprocess.run(
        [program(), "--list-langs"],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    held = done.stdout.split()
    return tuple(name for name in WANTED if name in held)


def read_picture(
    path: str, *, root: str, dots: int, seconds: int, sure: int
) -> ReadPicture | None:
    """Read one picture; None when nothing on it can be read.

    Args:
        path: a picture; one in Netpbm's grey form can be turned.
        root: where this package lies, for the locked program.
        dots: dots an inch, to give boxes in points.
        seconds: what it may take.
        sure: the least mean certainty, in hundredths.

    """
    best = _once(path, root=root, dots=dots, seconds=seconds)
    if _good(best, sure):
        return best
    for turn in (2, 1, 3):
        if not _turned(path, turn):
            break
        found = _once(f"{path}.t", root=root, dots=dots, seconds=seconds)
        Path(f"{path}.t").unlink(missing_ok=True)
        if _good(found, sure):
            return ReadPicture(found.rows, found.sure, turn)
        if found.sure > best.sure:
            best = ReadPicture(found.rows, found.sure, turn)
    return best if best.sure >= sure and best.rows else None


def _good(found: ReadPicture, sure: int) -> bool:
    """Whether a reading is so sure that the page need not be turned."""
    return bool(found.rows) and found.sure >= min(sure + 20, 100)


def _turned(path: str, turn: int) -> bool:
    """Write a picture beside itself, turned by quarters; False when it cannot be."""
    data = Path(path).read_bytes()
    head = PORTABLE.match(data)
    if head is None:
        return False
    wide, tall = int(head[1]), int(head[2])
    grey = np.frombuffer(data, np.uint8, wide * tall, head.end()).reshape(tall, wide)
    new = np.ascontiguousarray(np.rot90(grey, turn))
    size = f"P5 {new.shape[1]} {new.shape[0]} 255\n".encode()
    Path(f"{path}.t").write_bytes(size + new.tobytes())
    return True


def _once(path: str, *, root: str, dots: int, seconds: int) -> ReadPicture:
    """Read a picture; one that shows Chinese is read again as Chinese alone.

    Seen on our own scans: with English beside it, a third of the short Chinese words
    come out as Latin letters; the Chinese model reads Latin letters and figures too.
    """
    first = _read(path, languages(), root=root, dots=dots, seconds=seconds)
    letters = "".join(c.text for row in first.rows for c in row)
    han = sum("\u3400" <= c <= "\u9fff" for c in letters)
    if han < HAN_LEAST * max(len(letters), 1) or len(languages()) < 2:
        return first
    others = languages()[1:]
    second = _read(path, others, root=root, dots=dots, seconds=seconds)
    return second if second.sure >= first.sure - SLACK else first


def _read(
    path: str, order: tuple[str, ...], *, root: str, dots: int, seconds: int
) -> ReadPicture:
    command = [program(), path, "-", "-l", "+".join(order), "--psm", "3"]
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", START, root, *command, "tsv"],
            capture_output=True,
            timeout=seconds,
            env={"OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ReadPicture([], 0.0)
    if done.returncode:
        return ReadPicture([], 0.0)
    words = list(_words(done.stdout.decode("utf-8", "replace"), 72.0 / dots))
    if not words or _on_its_side(words):
        return ReadPicture([], 0.0)
    letters = sum(len(w.text) for w in words)
    sure = sum(w.sure * len(w.text) for w in words) / letters
    return ReadPicture(_rows(words), sure)


def _words(table: str, scale: float) -> Iterator[Cell]:
    """Give the words of tesseract's table (levels 1 to 5, boxes in dots)."""
    for line in table.splitlines()[1:]:
        part = line.split("\t")
        if len(part) < 12 or part[0] != str(WORD):
            continue
        text = part[11].strip()
        if text not in RULES:
            text = text.strip(" |[]_—“”‘’\"'。")
        if not (any(map(str.isalnum, text)) or (text and set(text) <= KEPT | RULES)):
            continue
        left, top, wide, tall = (int(p) * scale for p in part[6:10])
        sure = max(0, min(100, round(float(part[10]))))
        yield Cell(text, left, top, left + wide, top + tall, sure)


def _on_its_side(words: list[Cell]) -> bool:
    """Whether most longer words are higher than they are wide.

    Tesseract reads the words of a page that lies on its side; rows are lost there.
    """
    long = [w for w in words if len(w.text) >= LONG_WORD and w.text.isascii()]
    tall = sum(w.bottom - w.top > w.right - w.left for w in long)
    return tall * 2 > len(long)


def _rows(words: list[Cell]) -> Page:
    """Join words into cells by the gaps between them."""
    page: Page = []
    for row in rows_of(words):
        high = float(
            np.median([w.bottom - w.top for w in row if w.text not in RULES] or [6.0])
        )
        cells: list[Cell] = []
        fresh = True
        for word in row:
            if word.text in RULES:
                fresh = True
            elif fresh or word.left - cells[-1].right > APART * max(high, 6.0):
                cells.append(word)
                fresh = False
            else:
                cells[-1] = _joined(cells[-1], word)
        page.append([c._replace(text=HAN.sub("", c.text)) for c in cells])
    return [row for row in page if any(len(c.text) > 1 for c in row)]


def _joined(last: Cell, word: Cell) -> Cell:
    return Cell(
        f"{last.text} {word.text}",
        last.left,
        min(last.top, word.top),
        word.right,
        max(last.bottom, word.bottom),
        min(last.sure, word.sure),
    )
