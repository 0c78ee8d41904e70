"""How wide the words of a picture are, and how they are cut or broken to fit.

Measured in the fonts that ship, by the size and weight that `data/style/svg.css` gives
to a class; the same words are then drawn to that width (`svg.text`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from whence.shelf.fonts import widths
from whence.shelf.style import sheet

RTL = frozenset({"R", "AL"})
WIDE = frozenset({"W", "F"})
REGULAR, BOLD = "NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"
UNKNOWN = 0.6
"""Ems of a letter of a script whose letters join, or that no measured font holds."""

BASE = 12.0
"""Size in px of a text without a class; a test holds it to `svg text` of the sheet."""

RULE = re.compile(r"^(?P<names>svg [^{]+)\{(?P<body>[^}]*)\}", re.M)
SIZE = re.compile(r"font-size:([\d.]+)px")
WEIGHT = re.compile(r"font-weight:(\d+)")
SPACING = re.compile(r"letter-spacing:([\d.]+)em")


@dataclass(frozen=True, slots=True)
class Face:
    """How a class is set: px, whether in the bold font, ems between letters."""

    size: float = BASE
    bold: bool = False
    spacing: float = 0.0


@cache
def face(kind: str) -> Face:
    """Give how a text of these classes is set, as the style sheet says.

    >>> face("who"), face("")
    (Face(size=13.0, bold=True, spacing=0.0), Face(size=12.0, bold=False, spacing=0.0))
    """
    wanted = {f"svg .{name}" for name in kind.split()}
    said = "".join(
        rule["body"] + ";"
        for rule in RULE.finditer(sheet("svg.css"))
        if wanted & set(rule["names"].split(","))
    )
    size, weight, spacing = (p.findall(said)[-1:] for p in (SIZE, WEIGHT, SPACING))
    return Face(
        float(size[0]) if size else BASE,
        bool(weight) and int(weight[0]) > 500,
        float(spacing[0]) if spacing else 0.0,
    )


@lru_cache(8192)
def width_of(words: str, kind: str = "") -> float:
    """Measure a text of a class, in px.

    >>> round(width_of("Dyeing and Weaving", "who")), round(width_of("睿霖", "who"))
    (130, 26)
    """
    set_in = face(kind)
    held = widths(BOLD if set_in.bold else REGULAR)
    ems = sum(held.get(ord(c)) or _em(c) for c in words)
    return (ems + set_in.spacing * len(words)) * set_in.size


def _em(char: str) -> float:
    """Give the width of a character that the Latin font does not hold."""
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in WIDE else UNKNOWN


def joins(words: str) -> bool:
    """Whether letters of a text join, so that it is not as wide as they are alone."""
    return not words.isascii() and any(_rtl(c) for c in words)


def _rtl(char: str) -> bool:
    return unicodedata.bidirectional(char) in RTL


def clip(words: str, room: float, kind: str = "") -> str:
    """Cut a text of a class to a width in px, with an ellipsis.

    >>> clip("Nanjing Ruilin", 40)
    'Nanji…'

    Pictures run from left to right, so that the ellipsis of a text that runs from
    right to left stands before it: there it is seen at its end.
    """
    if width_of(words, kind) <= room:
        return words
    room -= width_of("…", kind)
    while words and width_of(words, kind) > room:
        words = words[:-1]
    words = words.rstrip()
    return f"…{words}" if words and _rtl(words[-1]) else f"{words}…"


def lines_of(
    words: str, room: float, kind: str = "", *, most: int = 2
) -> tuple[str, ...]:
    """Break a text of a class into at most `most` lines of a width in px.

    The last is clipped. A word wider than a line, such as a Chinese name, is broken
    between its letters.
    """
    pieces = [piece for word in words.split() for piece in _pieces(word, room, kind)]
    found: list[str] = []
    line = ""
    for place, (word, joint) in enumerate(pieces):
        trial = f"{line}{joint}{word}" if line else word
        if width_of(trial, kind) <= room or not line:
            line = trial
            continue
        found.append(line)
        line = word
        if len(found) == most - 1:
            line += "".join(j + w for w, j in pieces[place + 1 :])
            break
    return (*found, clip(line, room, kind)) if line else tuple(found)


def _pieces(word: str, room: float, kind: str) -> Iterator[tuple[str, str]]:
    """Give a word in pieces that fit a line, each with what joins it to the one before.

    >>> list(_pieces("Kashgar", 24, "")), list(_pieces("Gin", 24, ""))
    ([('Kas', ' '), ('hga', ''), ('r', '')], [('Gin', ' ')])
    """
    joint = " "
    while word:
        size = len(word)
        while size > 1 and width_of(word[:size], kind) > room:
            size -= 1
        yield word[:size], joint
        word, joint = word[size:], ""
