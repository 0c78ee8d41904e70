"""The answer for the portal, which takes plain letters and digits in bounded fields."""

import re
import unicodedata
from collections.abc import Sequence

from whence.model.binder import Binder, BinderStep, Exhibit, Form
from whence.shelf.documents import title_of
from whence.shelf.terms import readings

SPACED = re.compile(r"[^A-Za-z0-9]+")
GROUPED = re.compile(r"(?<=\d)[,\u202f](?=\d{3})")


def portal_text(binder: Binder, *, most: int) -> str:
    """Write the answer in letters, digits and blanks.

    A field longer than `most` characters is split between words, and says which part
    of how many it is.
    """
    fields = [
        ("SUMMARY", [_summary(binder)]),
        ("STEPS", [_step(s) for s in binder.steps if s.production]),
        ("PARTIES", [f"{p.name} {' '.join(p.roles)}" for p in binder.parties]),
        ("DOCUMENTS", [_exhibit(e) for e in binder.exhibits]),
        ("MISSING", [f"Step {n} {text}" for text, n in binder.gaps] or ["Nothing"]),
    ]
    blocks = []
    for name, lines in fields:
        pieces = _pieces([plain(line) for line in lines], most)
        for number, piece in enumerate(pieces, 1):
            part = f"{name} {number} OF {len(pieces)}" if len(pieces) > 1 else name
            blocks.append(f"{part}\n{piece}")
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """Give a text in letters and digits of ASCII with single blanks; Han in pinyin.

    A decimal point becomes the word it is read as, so that 5.4 does not turn into 54.

    >>> plain("Lot YK-118: 5,400.5 kg (Nantong, 南通)")
    'Lot YK 118 5400 point 5 kg Nantong nan tong'
    """
    text = GROUPED.sub("", text)
    text = re.sub(r"(?<=\d)\.(?=\d)", " point ", text)
    spelt = "".join(_spelt(char) for char in text)
    flat = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return SPACED.sub(" ", flat).strip()


def _spelt(char: str) -> str:
    found = readings().get(char)
    if found:
        return f" {found[0]} "
    # A letter that no rule brings to ASCII must not vanish without a trace.
    kept = unicodedata.normalize("NFKD", char).encode("ascii", "ignore")
    return char if kept or not char.isalnum() else f" U{ord(char):04X} "


def _summary(binder: Binder) -> str:
    made = sum(1 for s in binder.steps if s.production)
    entry = binder.docket.header.entry
    count = len(binder.exhibits)
    return (
        f"Detention {binder.docket.key} entry {entry} importer {binder.importer}"
        f" binder of {count} exhibits in {made} numbered production steps"
    )


def _step(step: BinderStep) -> str:
    parts = [f"Step {step.number} {step.title}", " and ".join(step.makers)]
    for word, held in (
        ("in", step.taken),
        ("out", step.made),
        ("joined by", step.joined),
    ):
        parts += [f"{word} {' and '.join(held)}"] if held else []
    marks = ", ".join(e.mark for e in step.exhibits) or "none"
    return " ".join([*parts, f"exhibits {marks}"])


def _exhibit(e: Exhibit) -> str:
    if e.stands is Form.WITHHELD:
        return f"Exhibit {e.mark} withheld"
    number = e.paper.number.value if e.paper.number else ""
    day = e.paper.day.isoformat() if e.paper.day else ""
    return f"Exhibit {e.mark} {title_of(e.paper.kind)} {number} {day} pages {e.pages}"


def _pieces(lines: Sequence[str], most: int) -> list[str]:
    """Put lines into fields of at most so many characters, never cutting a word that
    fits into one."""
    words = [w for line in lines for w in (*line.split(), "\n")]
    words = [w[i : i + most] for w in words for i in range(0, len(w), most)]
    pieces, now = [], ""
    for word in words:
        joint = "" if not now or now.endswith("\n") or word == "\n" else " "
        if len(now) + len(joint) + len(word) > most:
            pieces.append(now.strip())
            now, joint = "", ""
        if now or word != "\n":
            now += joint + word
    if now.strip():
        pieces.append(now.strip())
    return pieces or ["Nothing"]
