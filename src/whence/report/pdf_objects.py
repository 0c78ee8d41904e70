"""The objects of a PDF that our own typesetter wrote (ISO 32000-1, 7.5).

Only its plain form is read: one table of offsets, no packed objects. `held` gives the
objects of one file, `masked` an object without its strings, in which keys can be looked
up safely, and `rewritten` an object under new numbers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from whence.errors import DataError

TABLE = re.compile(rb"xref\r?\n0 (\d+)\s*\n")
HEAD = re.compile(rb"\d+ 0 obj\s")
REF = re.compile(rb"(\d+) 0 R")
NAMED = re.compile(rb"\(([^()\\]*)\)(\d+) 0 R")
BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
TOKEN = re.compile(
    rb"\\.|[()]|/ID(?=\()|/Headers\[[^\]]*\]|/StructParents? \d+|\d+ 0 R", re.DOTALL
)
ENTRY = 20
"""Bytes of one line of the table of offsets (7.5.4)."""


@dataclass(frozen=True, slots=True)
class Held:
    """The objects of one file by number, and those that its trailer names."""

    objects: dict[int, bytes]
    root: int
    info: int

    def key(self, number: int, name: str) -> int:
        """Give the number that a key of an object refers to, 0 where it has none."""
        mark = masked(self.objects[number])
        found = re.search(rb"/%s[ \[]*(\d+) 0 R" % name.encode(), mark)
        return int(found.group(1)) if found else 0

    def list_of(self, number: int, name: str) -> list[int]:
        """Give the numbers in a list of references."""
        mark = masked(self.objects[number])
        found = re.search(rb"/%s\[([^\]]*)\]" % name.encode(), mark)
        return [int(n) for n in REF.findall(found.group(1))] if found else []

    @property
    def pages(self) -> list[int]:
        """Give the numbers of its pages, in order."""
        return self._pages(self.key(self.root, "Pages"))

    def _pages(self, node: int) -> list[int]:
        """Give the pages below a node of the tree of pages (7.7.3)."""
        if not self.objects[node].startswith(b"<</Type/Pages"):
            return [node]
        return [p for kid in self.list_of(node, "Kids") for p in self._pages(kid)]


def held(data: bytes) -> Held:
    """Take a file apart.

    Raises:
        DataError: it is not in the plain form that our typesetter writes.

    """
    tail = data.rfind(b"startxref")
    start = int(data[tail + 9 :].split()[0]) if tail >= 0 else -1
    table = TABLE.match(data, start) if start > 0 else None
    trailer = masked(data[data.rfind(b"trailer", 0, tail) : tail])
    root = re.search(rb"/Root (\d+) 0 R", trailer)
    info = re.search(rb"/Info (\d+) 0 R", trailer)
    if table is None or root is None or info is None:
        raise DataError(
            "a volume of the PDF is not in plain form.", where="dossier.pdf"
        )
    offsets = {}
    for number in range(int(table.group(1))):
        at = table.end() + number * ENTRY
        if data[at + 17 : at + 18] == b"n":
            offsets[number] = int(data[at : at + 10])
    ordered = [*sorted(offsets.values()), start]
    ends = dict(pairwise(ordered))
    objects = {n: _body(data[at : ends[at]]) for n, at in offsets.items()}
    return Held(objects, int(root.group(1)), int(info.group(1)))


def _body(data: bytes) -> bytes:
    head = HEAD.match(data)
    return data[head.end() if head else 0 : data.rindex(b"endobj")].strip()


def masked(body: bytes) -> bytes:
    r"""Blank out what stands in strings, so that no word of a user looks like a key.

    >>> masked(b"<</Title(1 0 R \\) /Next)/Next 4 0 R>>")
    b'<</Title(              )/Next 4 0 R>>'
    """
    parts, last, depth = [], 0, 0
    for found in BRACKET.finditer(body):
        mark = found.group()
        if mark == b"(":
            if depth == 0:
                parts.append(body[last : found.end()])
                last = found.end()
            depth += 1
        elif mark == b")" and depth:
            depth -= 1
            if depth == 0:
                parts.append(b" " * (found.start() - last))
                last = found.start()
    return b"".join([*parts, body[last:]])


def string_at(body: bytes, key: str) -> bytes:
    """Give the string of a key as it is written, with its brackets; b"" without."""
    mark = masked(body)
    at = mark.find(f"/{key}".encode())
    if at < 0:
        return b""
    at += len(key) + 1
    if mark[at : at + 1] == b"<":
        return body[at : mark.index(b">", at) + 1]
    return body[at : mark.index(b")", at) + 1]


def rewritten(body: bytes, number: Callable[[int], int], *, ids: str, by: int) -> bytes:
    """Give an object under new numbers.

    `ids` is put before its own names of elements, and `by` added to its places in the
    tree of parents: both are counted from nothing in each file.
    """
    if not body.endswith(b"endstream"):
        return _renumbered(body, number, ids.encode(), by)
    at = body.index(b"stream")
    return _renumbered(body[:at], number, ids.encode(), by) + body[at:]


def _renumbered(
    body: bytes, number: Callable[[int], int], ids: bytes, by: int
) -> bytes:
    parts, last, depth, named = [], 0, 0, False
    for found in TOKEN.finditer(body):
        mark = found.group()
        if mark == b"(":
            if named:
                parts += [body[last : found.end()], ids]
                last, named = found.end(), False
            depth += 1
        elif mark == b")":
            depth -= 1
        elif depth == 0 and mark[:1] != b"\\":
            named = mark == b"/ID"
            parts += [body[last : found.start()], _mark(mark, number, ids, by)]
            last = found.end()
    return b"".join([*parts, body[last:]])


def _mark(mark: bytes, number: Callable[[int], int], ids: bytes, by: int) -> bytes:
    if mark.startswith(b"/Headers"):
        return mark.replace(b"(", b"(" + ids)
    if mark.startswith(b"/Struct"):
        word, count = mark.split()
        return b"%s %d" % (word, int(count) + by)
    if mark == b"/ID":
        return mark
    return b"%d 0 R" % number(int(mark.split()[0]))
