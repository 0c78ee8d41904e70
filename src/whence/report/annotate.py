"""The user's own workbook with columns added at the right, and nothing else touched.

The workbook is edited as bytes: one sheet part changes, every other part is copied
as it is stored, and the result is read back and compared part by part. Where that
cannot be done safely, a new workbook with the same columns is written beside it.
"""

import io
import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import xlsxwriter

from whence.errors import InputError, OutputError
from whence.report import rawzip
from whence.report.rawzip import NotCopyable, Part
from whence.report.sheetxml import WIDTH, Addition, add_columns, column_of

MOST = 1_500_000_000
"""Bytes that one part may unpack to; the largest sheet Excel can save is near this."""

SPREADSHEET = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
)
OLD = b"\xd0\xcf\x11\xe0"
"""First bytes of an old Office file, and of every password-protected new one."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """Columns to add to one sheet.

    `cells` maps a row number (from 1, as a spreadsheet program counts) to one text a
    header. `table_headers` and `table` are the sheet's own columns; they are used only
    when a new workbook must stand beside the user's. `widths` are those of the headers,
    in characters; all alike where there are none.
    """

    header_row: int
    headers: tuple[str, ...]
    cells: Mapping[int, tuple[str, ...]]
    table_headers: tuple[str, ...] = ()
    table: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PartCheck:
    """One part after writing: whether it was edited, else whether its bytes agree."""

    name: str
    edited: bool
    same: bool


@dataclass(frozen=True, slots=True)
class AnnotationReport:
    """What was written. `in_place` is false when a new workbook stands beside the
    user's; `why` then says why. `parts` are compared one by one."""

    path: Path
    in_place: bool
    why: str
    parts: tuple[PartCheck, ...] = ()

    @property
    def untouched(self) -> int:
        """Count the parts that are byte-identical."""
        return sum(1 for part in self.parts if part.same and not part.edited)


def annotate(
    path_in: Path,
    path_out: Path,
    columns: Mapping[str, Annotated],
    *,
    beside: str = "",
) -> AnnotationReport:
    """Write the user's workbook with added columns to `path_out`.

    `columns` maps a sheet's name to what is added there. When the file cannot be
    edited safely (CSV, encrypted, signed, tags with a prefix), or should not be, for
    the reason in `beside`, a new workbook is written to `path_out` with the suffix
    .xlsx, and the report says why.

    Raises:
        InputError: `path_in` cannot be read.
        OutputError: `path_out` cannot be written.

    """
    if beside:
        return _beside(path_out.with_suffix(".xlsx"), columns, why=beside)
    try:
        data = path_in.read_bytes()
    except OSError as error:
        raise InputError("cannot be read.", where=str(path_in)) from error
    try:
        new = _edited(data, columns)
        made = rawzip.swap(data, new)
        checks = _compare(data, made, new)
    except NotCopyable as reason:
        return _beside(path_out.with_suffix(".xlsx"), columns, why=str(reason))
    if path_in.suffix.lower() == ".xlsm":  # Excel refuses macros under another name
        path_out = path_out.with_suffix(".xlsm")
    _save(path_out, made)
    if path_out.read_bytes() != made:
        raise OutputError("what was written reads back otherwise.", where=str(path_out))
    return AnnotationReport(path_out, True, "", checks)


def _save(path: Path, data: bytes) -> None:
    """Write a file, naming it when the disk refuses."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError("cannot be written.", where=str(path)) from error


def _edited(data: bytes, columns: Mapping[str, Annotated]) -> dict[str, bytes]:
    """Give the new content of every sheet part that gets columns."""
    if data.startswith(OLD):
        raise NotCopyable("it is password-protected or an old .xls")
    if not data.startswith(b"PK"):
        raise NotCopyable("it is a text table, which has no place for columns of ours")
    book = _Book(data, {p.name.lstrip("/"): p for p in rawzip.parts_of(data)})
    book.check()
    new = {}
    for name, added in columns.items():
        at = book.sheet(name)
        addition = Addition(added.header_row, added.headers, added.cells, added.widths)
        sheet = book.read(at)
        new[book.parts[at].name] = add_columns(
            sheet, addition, beyond=book.tables_reach(at)
        )
    return new


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook as parts: enough of its structure to find a sheet by name."""

    data: bytes
    parts: dict[str, Part]

    def read(self, name: str) -> bytes:
        """Unpack a part."""
        if name not in self.parts:
            raise NotCopyable(f"it has no part {name}")
        return rawzip.content_of(self.data, self.parts[name], most=MOST)

    def tree(self, name: str) -> ET.Element:
        """Parse a small part; a document type, which could hide a bomb, is refused."""
        held = self.read(name)
        if b"<!DOCTYPE" in held or b"<!ENTITY" in held:
            raise NotCopyable(f"the part {name} declares a document type")
        try:
            return ET.fromstring(held)
        except ET.ParseError as error:
            raise NotCopyable(f"the part {name} is not well-formed") from error

    def check(self) -> None:
        """Refuse what is no workbook, and what is signed."""
        if any(name.startswith("_xmlsignatures/") for name in self.parts):
            raise NotCopyable("it is signed, and any change would break the signature")
        types = self.read("[Content_Types].xml").decode("utf-8", "replace")
        if not any(kind in types for kind in SPREADSHEET):
            raise NotCopyable("it is not an XLSX workbook")

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """Give the relations of a part: id to (kind, part name)."""
        folder, leaf = posixpath.split(name)
        rels = f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"
        if rels not in self.parts:
            return {}
        found = {}
        for link in self.tree(rels):
            target = link.get("Target", "")
            full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[link.get("Id", "")] = (link.get("Type", "").rsplit("/", 1)[-1], full)
        return found

    def sheet(self, name: str) -> str:
        """Find the part of the sheet with this name; "" means the first."""
        root = self.links("")
        book = next(
            (part for kind, part in root.values() if kind == "officeDocument"), ""
        )
        links = self.links(book)
        for element in self.tree(book).iter():
            if element.tag.rsplit("}", 1)[-1] == "sheet":
                key = next((v for k, v in element.items() if k.endswith("}id")), "")
                if (not name or element.get("name") == name) and key in links:
                    return links[key][1]
        raise NotCopyable(f"it has no sheet {name!r}")

    def tables_reach(self, sheet: str) -> int:
        """Give the last column that a table of the sheet covers."""
        reach = 0
        for kind, part in self.links(sheet).values():
            if kind == "table":
                ref = self.tree(part).get("ref", "").rsplit(":", 1)[-1]
                reach = max(reach, column_of(ref.rstrip("0123456789").encode()))
        return reach


def _compare(
    old: bytes, made: bytes, new: Mapping[str, bytes]
) -> tuple[PartCheck, ...]:
    """Read the result back and hold it against the original, part by part.

    Raises:
        NotCopyable: a part that should be untouched differs, or the order does.

    """
    before, after = rawzip.parts_of(old), rawzip.parts_of(made)
    if [p.name for p in before] != [p.name for p in after]:
        raise NotCopyable("its parts could not be kept in order")
    checks = []
    for was, now in zip(before, after, strict=True):
        if was.name in new:
            same = rawzip.content_of(made, now, most=MOST * 2) == new[was.name]
            checks.append(PartCheck(was.name, edited=True, same=same))
        else:
            same = old[was.start : was.end] == made[now.start : now.end]
            checks.append(PartCheck(was.name, edited=False, same=same))
    if not all(check.same for check in checks):
        raise NotCopyable("a part could not be kept byte for byte")
    return tuple(checks)


def _beside(
    path: Path, columns: Mapping[str, Annotated], *, why: str
) -> AnnotationReport:
    """Write a new workbook: row numbers, the table where given, and the columns."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(
        held,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (name, added) in enumerate(columns.items(), 1):
        page = book.add_worksheet(_sheet_name(name, place))
        heads = ("Row in your file", *added.table_headers, *added.headers)
        for column, head in enumerate(heads):
            page.write_string(0, column, head, bold)
        gap = len(added.table_headers)
        widths = added.widths or (WIDTH,) * len(added.headers)
        for column, width in enumerate((9, *(WIDTH,) * gap, *widths)):
            page.set_column(column, column, width)
        page.freeze_panes(1, 1)
        line = 0
        for line, row in enumerate(sorted(set(added.table) | set(added.cells)), 1):
            page.write_number(line, 0, row, wrap)
            own = (*added.table.get(row, ()), *("",) * gap)[:gap]
            for column, text in enumerate((*own, *added.cells.get(row, ())), 1):
                page.write_string(line, column, text[:32_767], wrap)
        page.autofilter(0, 0, max(line, 1), len(heads) - 1)
    book.close()
    _save(path, held.getvalue())
    said = f"A new workbook stands beside yours, because {why}."
    return AnnotationReport(path, False, said)


def _sheet_name(name: str, place: int) -> str:
    """Give a name that a workbook allows."""
    kept = "".join(c for c in name if c not in "[]:*?/\\").strip("'")[:27]
    return f"{kept} {place}" if kept else f"Sheet {place}"
