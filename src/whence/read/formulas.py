"""Formula cells whose result was never stored, and error cells, in XLSX parts.

A workbook written by a program, not by a spreadsheet, may hold `<f>` without `<v>`:
the cell looks filled to a person and is blank to every reader. Each such cell is told
of by its place, so that only what rests on it is left out.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from whence.read.container import inflated
from whence.read.layout import index_of

STEP = 1 << 20
WORTH = (b"<f", b'"e"', b":f")
CELL = re.compile(r"([A-Z]+)([0-9]+)")
# ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.40 (f), 18.3.1.96 (v), 18.3.1.53 (is)


@dataclass(frozen=True, slots=True)
class Marks:
    """Row number (from 1) to the columns (from 0) of its formulas without a value; and
    how many cells hold an error value."""

    hollow: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    errors: int = 0


def marks_of(stream: BinaryIO) -> dict[str, Marks]:
    """Look through every sheet part; a sheet without formulas costs one search."""
    stream.seek(0)
    found: dict[str, Marks] = {}
    with zipfile.ZipFile(stream) as archive:
        for name, part in parts_of(archive).items():
            known = archive.NameToInfo.get(part)
            if known is not None and _worth(stream, known):
                found[name] = _scan(archive, part)
    return found


def parts_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """Map sheet names to the parts that hold them."""
    names: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(tag: str, attrs: dict[str, str]) -> None:
        if tag.rsplit(":", 1)[-1] == "sheet":
            key = next((v for k, v in attrs.items() if k.endswith(":id")), "")
            names[attrs.get("name", "")] = key

    def relation(tag: str, attrs: dict[str, str]) -> None:
        if tag.rsplit(":", 1)[-1] == "Relationship":
            target = attrs.get("Target", "")
            targets[attrs.get("Id", "")] = (
                target[1:] if target.startswith("/") else f"xl/{target}"
            )

    for part, on_start in (
        ("xl/workbook.xml", sheet),
        ("xl/_rels/workbook.xml.rels", relation),
    ):
        if part in archive.NameToInfo:
            parser = expat.ParserCreate()
            parser.StartElementHandler = on_start
            parser.Parse(archive.read(part), True)
    return {name: targets[key] for name, key in names.items() if key in targets}


def _worth(stream: BinaryIO, part: zipfile.ZipInfo) -> bool:
    """Whether a formula or an error may stand in a part: one search, no parsing."""
    tail = b""
    for block in inflated(stream, part):
        text = tail + block
        if any(mark in text for mark in WORTH):
            return True
        tail = block[-3:]
    return False


class _Cells:
    """Follows cells through the events of the parser."""

    def __init__(self) -> None:
        self.hollow: dict[int, tuple[int, ...]] = {}
        self.errors = 0
        self.cell, self.formula, self.value, self.inside = "", False, False, False

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = tag.rsplit(":", 1)[-1]
        if name == "c":
            # A formula may well give an empty text; then the cell says so (t="str").
            self.cell, self.formula = attrs.get("r", ""), False
            self.value = attrs.get("t") == "str"
            self.errors += attrs.get("t") == "e"
        elif name == "f":
            self.formula = True
        elif name in ("v", "is"):
            self.inside = True

    def text(self, data: str) -> None:
        self.value = self.value or (self.inside and bool(data.strip()))

    def end(self, tag: str) -> None:
        name = tag.rsplit(":", 1)[-1]
        if name in ("v", "is"):
            self.inside = False
        elif name == "c" and self.formula and not self.value:
            if place := CELL.fullmatch(self.cell):
                row, column = int(place[2]), index_of(place[1])
                self.hollow[row] = (*self.hollow.get(row, ()), column)


def _scan(archive: zipfile.ZipFile, part: str) -> Marks:
    cells = _Cells()
    parser = expat.ParserCreate()
    parser.StartElementHandler = cells.start
    parser.EndElementHandler = cells.end
    parser.CharacterDataHandler = cells.text
    with archive.open(part) as stream:
        while block := stream.read(STEP):
            parser.Parse(block, False)
    parser.Parse(b"", True)
    return Marks(cells.hollow, cells.errors)
