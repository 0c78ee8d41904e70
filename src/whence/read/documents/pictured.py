"""A paper of the child with its pictures read: text, spans and notes."""

import os
from typing import Any

from whence.alone import ROOT
from whence.model.paper import Span
from whence.read.documents.cells import Cell, Page, lay
from whence.read.documents.ocr import languages, program, read_picture
from whence.read.documents.people import refuse_people
from whence.read.request import Roster
from whence.shelf.papers import PaperLimits

Made = tuple[tuple[Span, ...], str, tuple[tuple[int, int], ...], tuple[str, ...]]
ABSENT = (
    "it is a picture of a page, and tesseract, which reads pictures, is not installed."
)
UNASKED = "it is a picture of a page, and pictures were left unread as asked."
NOISE = "it is a picture of a page on which nothing could be read, whichever way up."
REMEDIES = {
    ABSENT: "Install tesseract with its languages (docs/documents.md), and run again.",
    UNASKED: "Run again with pictures read.",
    NOISE: "Scan it again, upright, at 300 dots an inch.",
}
CHINESE = "Chinese on pictures is not read: tesseract's chi_sim is not installed"


def with_pictures(
    plain: dict[str, Any], limits: PaperLimits, roster: Roster
) -> Made | str:
    """Read the pictures of a paper and join them to its text.

    Returns:
        spans, text, turned pages and notes; or why nothing of it can be read.

    Raises:
        Refused: what the pictures show is a list of people.

    """
    pages = _pages(plain)
    notes = list(plain["notes"])
    turns = {int(page): int(by) for page, by in plain.get("turns", ())}
    drawn = [(n, p) for n, p in plain.get("pictures", ()) if p]
    if plain.get("unread") or (drawn and not program()):
        if not plain["text"].strip():
            _forget(drawn)
            return UNASKED if program() else ABSENT
        why = "as asked" if program() else "tesseract is missing"
        notes.append(f"pages that are pictures were not read; {why}")
        _forget(drawn)
        drawn = []
    unread = 0
    for number, place in drawn:
        found = read_picture(
            place,
            root=ROOT,
            dots=plain["dots"],
            seconds=limits.ocr_seconds,
            sure=limits.sure,
        )
        if found is None:
            unread += 1
            continue
        pages[number - 1] = found.rows
        if found.turn:
            turns[number] = found.turn
    _forget(drawn)
    if drawn:
        refuse_people(pages, roster, limits.label_kinds)
        if unread == len(drawn) and not plain["text"].strip():
            return NOISE
        if unread:
            notes.append(f"{unread} pages are pictures on which nothing could be read")
        if "chi_sim" not in languages():
            notes.append(CHINESE)
    text, places = lay(pages, limits.text_chars)
    spans = tuple(Span(*place) for place in places)
    if turns:
        pages_of = ", ".join(map(str, sorted(turns)))
        notes.append(f"stood turned and was read upright: page {pages_of}")
    return spans, text, tuple(sorted(turns.items())), tuple(notes)


def _pages(plain: dict[str, Any]) -> list[Page]:
    """Take the child's text apart again into pages of rows."""
    pages: list[Page] = [[] for _ in range(plain["pages"])]
    fresh = True
    text = plain["text"]
    for start, end, page, *box, sure in plain["places"]:
        cell = Cell(text[start:end], box[0], box[1], box[2], box[3], sure)
        if fresh or not pages[page - 1]:
            pages[page - 1].append([cell])
        else:
            pages[page - 1][-1].append(cell)
        fresh = text[end : end + 1] == "\n"
    return pages


def _forget(drawn: list[tuple[int, str]]) -> None:
    """Remove the pictures that the child drew; what a user brought stays."""
    for _, place in drawn:
        if place.endswith((".pgm", ".img")):
            os.unlink(place)
