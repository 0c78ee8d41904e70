"""Volumes of one text, each set by itself, joined into one PDF.

Page numbers, links, the outline and the tags run through (ISO 32000-1, 7.7.3, 12.3 and
14.7): each volume becomes a Part of one Document, and a link to `whence:GOAL` a link to
the place of that name, or to page 12 for `whence:page-12`.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from whence.report.pdf_objects import NAMED, REF, Held, held, masked, rewritten
from whence.report.pdf_outline import Entry, moved, names, numbers, outline

AWAY = re.compile(rb"/A<<[^<>]*/URI\(whence:([\w-]+)\)[^<>]*>>")
TOLD = re.compile(rb"/Contents\(whence:([\w-]+)\)")
PAGE = re.compile(rb"page-(\d+)")
PARENT = re.compile(rb"(\d+) (\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Volume:
    """One volume: its file, whether it goes on with the part before it, and how many
    parts begin in it."""

    data: bytes
    continues: bool = False
    opens: int = 0


PAGES, DOCUMENT, TREE = 1, 2, 3
"""Numbers of the objects that stand over all volumes."""


class Bound:
    """Joins volumes; every number is new and follows the order of the volumes."""

    def __init__(self, volumes: Sequence[Volume]) -> None:
        self.volumes = volumes
        self.objects: dict[int, bytes] = {}
        self.pages: list[int] = []
        self.names: list[tuple[bytes, int]] = []
        self.ids: list[tuple[bytes, int]] = []
        self.parents: list[tuple[int, int]] = []
        self.outline: list[Entry] = []
        self.tops: list[tuple[int, int, int]] = []
        self._last = 3
        for place, volume in enumerate(volumes):
            self._take(held(volume.data), place)

    def _take(self, file: Held, place: int) -> None:
        by, before = self._last, f"v{place:03d}."
        self._last += max(file.objects)
        tree = file.key(file.root, "StructTreeRoot")
        tops = file.key(file.root, "Pages"), file.key(tree, "K")
        entries = outline(file)
        gone = {file.root, file.info, tree, file.key(file.root, "Metadata")}
        gone |= numbers(file)
        shift = self._parents(file, tree, by)
        for number, body in file.objects.items():
            if number in gone:
                continue
            if number == tops[1]:
                part = b"/S/Part/P %d 0 R" % DOCUMENT
                body = re.sub(rb"/S/Document/P \d+ 0 R", b"/S/Part", body, count=1)
                body = rewritten(body, by.__add__, ids=before, by=shift)
                body = body.replace(b"/S/Part", part, 1)
            else:
                body = rewritten(body, by.__add__, ids=before, by=shift)
            if number == tops[0]:
                above = b"<</Type/Pages/Parent %d 0 R" % PAGES
                body = body.replace(b"<</Type/Pages", above, 1)
            self.objects[number + by] = body
        self.tops.append((tops[0] + by, tops[1] + by, len(file.pages)))
        self.pages += [n + by for n in file.pages]
        self.names += [(name, n + by) for name, n in names(file)]
        listed = file.objects[tree]
        listed = listed[listed.find(b"/IDTree") :]
        self.ids += [
            (before.encode() + name, int(n) + by) for name, n in NAMED.findall(listed)
        ]
        self._add_outline([moved(e, by) for e in entries], self.volumes[place])

    def _parents(self, file: Held, tree: int, by: int) -> int:
        """Take over the tree of parents; give what is added to its places."""
        shift = 1 + max((place for place, _ in self.parents), default=-1)
        body = file.objects[tree]
        listed = body[body.find(b"/Nums[") : body.find(b"]", body.find(b"/Nums["))]
        self.parents += [
            (int(place) + shift, int(n) + by) for place, n in PARENT.findall(listed)
        ]
        return shift

    def _add_outline(self, entries: list[Entry], volume: Volume) -> None:
        """Put the entries behind those before; what continues stands under the last."""
        first = len(entries) - volume.opens if volume.continues and self.outline else 0
        if first:
            self.outline[-1].under += entries[:first]
        self.outline += entries[first:]

    def file(self) -> bytes:
        """Write the whole file."""
        first = held(self.volumes[0].data)
        self._link()
        listed = b" ".join(b"%d 0 R" % top[0] for top in self.tops)
        count = len(self.pages)
        self.objects[PAGES] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
            count,
            listed,
        )
        parts = b" ".join(b"%d 0 R" % top[1] for top in self.tops)
        self.objects[DOCUMENT] = b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (
            TREE,
            parts,
        )
        self.objects[TREE] = self._tree(first)
        outlines = self._write_outline()
        info = self._new(first.objects[first.info])
        metadata = self._new(self._metadata(first))
        names = b"".join(b"(%s)%d 0 R" % pair for pair in sorted(self.names))
        catalog = _preferences(first)
        root = self._new(
            b"<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R%s/StructTreeRoot %d 0 R"
            b"/Outlines %d 0 R/Names<</Dests<</Names[%s]>>>>>>"
            % (PAGES, metadata, catalog, TREE, outlines, names)
        )
        return _written(self.objects, root, info)

    def _new(self, body: bytes) -> int:
        self._last += 1
        self.objects[self._last] = body
        return self._last

    def _link(self) -> None:
        """Turn links that left their volume into links within the file."""
        at = {page: number for number, page in enumerate(self.pages, 1)}
        known = {
            name: at[int(REF.findall(self.objects[goal])[0])]
            for name, goal in self.names
        }

        def goal(found: re.Match[bytes]) -> bytes:
            name = found.group(1)
            page = PAGE.fullmatch(name)
            if page and 0 < int(page.group(1)) <= len(self.pages):
                return b"/Dest[%d 0 R/XYZ 0 842 0]" % self.pages[int(page.group(1)) - 1]
            return b"/Dest(%s)" % name if name in known else b""

        def told(found: re.Match[bytes]) -> bytes:
            name = found.group(1)
            page = PAGE.fullmatch(name)
            number = int(page.group(1)) if page else known.get(name, 0)
            return b"/Contents(Page %d)" % number

        for number, body in self.objects.items():
            if body.startswith(b"<</Type/Annot"):
                self.objects[number] = TOLD.sub(told, AWAY.sub(goal, body))

    def _tree(self, first: Held) -> bytes:
        body = first.objects[first.key(first.root, "StructTreeRoot")]
        roles = re.search(rb"/RoleMap<<[^>]*>>", body)
        nums = b" ".join(b"%d %d 0 R" % pair for pair in sorted(self.parents))
        ids = b"".join(b"(%s)%d 0 R" % pair for pair in sorted(self.ids))
        return (
            b"<</Type/StructTreeRoot%s/K[%d 0 R]/ParentTree<</Nums[%s]>>"
            b"/IDTree<</Names[%s]>>/ParentTreeNextKey %d>>"
        ) % (
            roles.group() if roles else b"",
            DOCUMENT,
            nums,
            ids,
            1 + max((place for place, _ in self.parents), default=-1),
        )

    def _write_outline(self) -> int:
        root = self._new(b"")
        first, last = self._write_entries(self.outline, root)
        self.objects[root] = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (
            first,
            last,
            len(self.outline),
        )
        return root

    def _write_entries(self, entries: Sequence[Entry], above: int) -> tuple[int, int]:
        numbers = [self._new(b"") for _ in entries]
        for place, (number, entry) in enumerate(zip(numbers, entries, strict=True)):
            parts = [b"/Parent %d 0 R" % above]
            if place:
                parts.append(b"/Prev %d 0 R" % numbers[place - 1])
            if place + 1 < len(numbers):
                parts.append(b"/Next %d 0 R" % numbers[place + 1])
            if entry.under:
                first, last = self._write_entries(entry.under, number)
                shut = -len(entry.under)
                parts.append(
                    b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, shut)
                )
            parts.append(b"/Title%s/Dest %d 0 R" % (entry.title, entry.goal))
            self.objects[number] = b"<<%s>>" % b"".join(parts)
        return numbers[0], numbers[-1]

    def _metadata(self, first: Held) -> bytes:
        body = first.objects[first.key(first.root, "Metadata")]
        at = body.index(b"stream\n") + 7
        text = body[at : body.rindex(b"\nendstream")]
        count = b"<xmpTPg:NPages>%d<" % len(self.pages)
        text = re.sub(rb"<xmpTPg:NPages>\d+<", count, text)
        if not all(b"<pdfuaid:part>" in v.data for v in self.volumes):
            text = text.replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
        head = re.sub(rb"/Length \d+", b"/Length %d" % len(text), body[:at])
        return head + text + b"\nendstream"


def _preferences(first: Held) -> bytes:
    """Give the language, the marks and the viewer's preferences of the first volume."""
    body = first.objects[first.root]
    found = re.findall(
        rb"/Lang\([\w-]+\)|/MarkInfo<<[^>]*>>|/ViewerPreferences<<[^>]*>>", masked(body)
    )
    lang = re.search(rb"/Lang\([\w-]+\)", body)
    kept = [x for x in found if not x.startswith(b"/Lang")]
    return b"".join([lang.group() if lang else b"", *kept])


def _written(objects: dict[int, bytes], root: int, info: int) -> bytes:
    """Write objects in the order of their numbers, with the table of offsets."""
    out = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")
    size = max(objects) + 1
    lines = [b"0000000000 65535 f\r\n"]
    for number in range(1, size):
        if number in objects:
            lines.append(b"%010d 00000 n\r\n" % len(out))
            out += b"%d 0 obj\n%s\nendobj\n\n" % (number, objects[number])
        else:
            lines.append(b"0000000000 65535 f\r\n")
    start = len(out)
    digest = base64.b64encode(hashlib.sha256(out).digest()[:16])
    out += b"xref\n0 %d\n" % size + b"".join(lines)
    out += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[(%s)(%s)]>>" % (
        size,
        root,
        info,
        digest,
        digest,
    )
    return bytes(out) + b"\nstartxref\n%d\n%%%%EOF" % start
