"""The outline and the named places of a PDF that our own typesetter wrote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from whence.report.pdf_objects import NAMED, REF, Held, held, string_at


@dataclass(slots=True)
class Entry:
    """One entry of the outline: title as written, goal, what stands under it."""

    title: bytes
    goal: int
    under: list["Entry"] = field(default_factory=list)


Places = tuple[int, dict[str, int], list[tuple[int, str, int]]]


def places(data: bytes) -> Places:
    """Give what a volume holds: number of pages, the pages of its goals, its outline.

    Pages count from 0. The outline is (level, title, page), the level from 1.
    """
    file = held(data)
    at = {number: place for place, number in enumerate(file.pages)}

    def page(goal: int) -> int:
        return at[int(REF.findall(file.objects[goal])[0])]

    goals = {name.decode(): page(n) for name, n in names(file)}
    lines = [
        (level, _text(entry.title), page(entry.goal))
        for level, entry in _flat(outline(file), 1)
    ]
    return len(file.pages), goals, lines


def names(file: Held) -> list[tuple[bytes, int]]:
    """Give the named places of a file."""
    body = file.objects[file.root]
    at = body.find(b"/Dests<</Names[")
    listed = body[at : body.find(b"]", at)] if at >= 0 else b""
    return [(name, int(n)) for name, n in NAMED.findall(listed)]


def outline(file: Held, above: int = 0) -> list[Entry]:
    """Read the entries below one entry, the whole outline below none."""
    above = above or file.key(file.root, "Outlines")
    found = []
    at = file.key(above, "First") if above else 0
    while at:
        title = string_at(file.objects[at], "Title")
        under = outline(file, at) if file.key(at, "First") else []
        found.append(Entry(title, file.key(at, "Dest"), under))
        at = file.key(at, "Next")
    return found


def _flat(entries: Sequence[Entry], level: int) -> list[tuple[int, Entry]]:
    found = []
    for entry in entries:
        found += [(level, entry), *_flat(entry.under, level + 1)]
    return found


def _text(title: bytes) -> str:
    """Read a title (7.9.2): two bytes a letter behind their mark, else one."""
    if title.startswith(b"<"):
        raw = bytes.fromhex(title[1:-1].decode())
    else:
        raw = re.sub(rb"\\(\d{3}|.)", _plain, title[1:-1], flags=re.DOTALL)
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be")
    return raw.decode("latin-1")


def _plain(found: re.Match[bytes]) -> bytes:
    mark = found.group(1)
    if len(mark) == 3:
        return bytes([int(mark, 8)])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(mark, mark)


def numbers(file: Held) -> set[int]:
    """Give the numbers of all objects of the outline."""
    found, left = set(), [file.key(file.root, "Outlines")]
    while left:
        number = left.pop()
        if number and number not in found:
            found.add(number)
            left += [file.key(number, "First"), file.key(number, "Next")]
    return found


def moved(entry: Entry, by: int) -> Entry:
    """Give an entry with its goals under higher numbers."""
    return Entry(entry.title, entry.goal + by, [moved(e, by) for e in entry.under])
