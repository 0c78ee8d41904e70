"""The user's workbook comes back with our columns and every other part as it was."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from whence.errors import InputError
from whence.report.annotate import Annotated, annotate

ADDED = Annotated(
    header_row=2,
    headers=("Whence: word", "Whence: why"),
    cells={3: ("=1+1", "a < b & c"), 4: ("listed", "和田 خوتەن"), 5: ("", "x\x01y")},
)


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        tail = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + tail

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0\xff\0\0")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def by_openpyxl(path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Vendors & co"
    page.merge_cells("A1:D1")
    page["A1"] = "Our suppliers"
    page.append(["Name", "City", "Qty", "Sum"])
    for row in range(3, 6):
        page.append([f"V{row}", "和田", row, f"=C{row}*2"])
    page["A2"].font = Font(bold=True)
    page["D2"].fill = PatternFill("solid", fgColor="FFCC00")
    page["A3"].comment = Comment("ask them", "me")
    page.freeze_panes = "A3"
    page.add_table(Table(displayName="T1", ref="A2:D5"))
    other = book.create_sheet("Notes")
    other["A1"] = "untouched"
    book.save(path)


def by_xlsxwriter(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Vendors & co")
    head = book.add_format({"bold": True, "bg_color": "#ffcc00"})
    page.set_column(0, 3, 18)
    page.merge_range("A1:F1", "Our suppliers")
    page.write_row("A2", ["Name", "City", "Qty", "Sum"], head)
    for row in range(3, 6):
        page.write_row(row - 1, 0, [f"V{row}", "和田", row])
        page.write_formula(row - 1, 3, f"=C{row}*2")
    page.insert_image("A9", "x.png", {"image_data": io.BytesIO(png())})
    page.conditional_format("C3:C5", {"type": "data_bar"})
    page.autofilter("A2:D5")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "='Vendors & co'!$C$3:$C$5"})
    page.insert_chart("H9", chart)
    book.add_worksheet("Notes").write("A1", "untouched")
    book.close()


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
def test_added_columns_read_back_as_text_and_old_cells_are_as_they_were(
    make: object, tmp_path: Path
) -> None:
    before, after = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    make(before)  # type: ignore[operator]
    report = annotate(before, after, {"Vendors & co": ADDED})
    assert report.in_place, report.why
    old, new = (openpyxl.load_workbook(p)["Vendors & co"] for p in (before, after))
    first = 7 if make is by_xlsxwriter else 5
    assert new.cell(2, first).value == "Whence: word"
    assert new.cell(2, first).fill.fgColor.rgb == old.cell(2, 4).fill.fgColor.rgb
    assert new.cell(3, first).value == "=1+1"
    assert new.cell(3, first).data_type == "s"
    assert new.cell(3, first + 1).value == "a < b & c"
    assert new.cell(4, first + 1).value == "和田 خوتەن"
    assert new.cell(5, first + 1).value == "xy"
    assert [[c.value for c in r] for r in new.iter_rows(max_col=4)] == [
        [c.value for c in r] for r in old.iter_rows(max_col=4)
    ]
    assert new.merged_cells.ranges == old.merged_cells.ranges
    assert new.max_column == first + 1


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
def test_every_other_part_keeps_its_stored_bytes_and_place(
    make: object, tmp_path: Path
) -> None:
    before, after = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    make(before)  # type: ignore[operator]
    report = annotate(before, after, {"Vendors & co": ADDED})
    with zipfile.ZipFile(before) as was, zipfile.ZipFile(after) as now:
        assert now.testzip() is None
        assert was.namelist() == now.namelist() == [p.name for p in report.parts]
        differ = [n for n in was.namelist() if was.read(n) != now.read(n)]
        stamps = [i.date_time for i in was.infolist()]
        assert stamps == [i.date_time for i in now.infolist()]
    assert differ == ["xl/worksheets/sheet1.xml"]
    assert [p.name for p in report.parts if p.edited] == differ
    assert report.untouched == len(report.parts) - 1
    assert all(p.same for p in report.parts)


def test_the_dimension_and_spans_cover_the_new_columns(tmp_path: Path) -> None:
    before, after = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    by_xlsxwriter(before)
    annotate(before, after, {"Vendors & co": ADDED})
    with zipfile.ZipFile(after) as made:
        xml = made.read("xl/worksheets/sheet1.xml").decode()
    assert '<dimension ref="A1:H5"/>' in xml
    assert 'spans="1:8"' in xml
    assert '<col min="7" max="7"' in xml


def edited(path: Path, name: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as was:
        held = {i.filename: was.read(i) for i in was.infolist()}
    held[name] = held[name].replace(old, new)
    with zipfile.ZipFile(path, "w") as now:
        for key, body in held.items():
            now.writestr(key, body)


def test_tags_with_a_prefix_bring_a_new_workbook_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    by_xlsxwriter(path)
    edited(path, "xl/worksheets/sheet1.xml", b"<sheetData", b"<x:sheetData")
    report = annotate(path, tmp_path / "out.xlsx", {"Vendors & co": ADDED})
    assert not report.in_place
    assert "prefix" in report.why
    page = openpyxl.load_workbook(report.path).worksheets[0]
    assert [c.value for c in page[1]] == ["Row in your file", *ADDED.headers]
    assert [c.value for c in page[2]] == [3, "=1+1", "a < b & c"]
    assert page["B2"].data_type == "s"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"Name,City\nA,B\n", "text table"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password-protected"),
        (b"PK\x03\x04 truncated", "not a ZIP"),
    ],
)
def test_what_is_no_workbook_brings_a_new_one_with_the_table(
    content: bytes, word: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    added = Annotated(1, ("Word",), {2: ("listed",)}, ("Name", "City"), {2: ("A", "B")})
    report = annotate(path, tmp_path / "in.csv.annotated", {"": added})
    assert (report.in_place, report.path.suffix) == (False, ".xlsx")
    assert word in report.why
    page = openpyxl.load_workbook(report.path).worksheets[0]
    assert [c.value for c in page[2]] == [2, "A", "B", "listed"]


@pytest.mark.parametrize(
    ("name", "old", "new", "word"),
    [
        (
            "xl/worksheets/sheet1.xml",
            b"<sheetData>",
            b"<sheetData><!-- x -->",
            "comments",
        ),
        ("xl/workbook.xml", b"<workbook", b"<!DOCTYPE x><workbook", "document type"),
        ("xl/workbook.xml", b'name="Vendors', b'name="Other', "no sheet"),
        ("[Content_Types].xml", b"spreadsheetml.sheet.main", b"word", "not an XLSX"),
    ],
)
def test_a_workbook_that_cannot_be_edited_safely_is_left(
    name: str, old: bytes, new: bytes, word: str, tmp_path: Path
) -> None:
    path = tmp_path / "in.xlsx"
    by_xlsxwriter(path)
    edited(path, name, old, new)
    before = path.read_bytes()
    report = annotate(path, tmp_path / "out.xlsx", {"Vendors & co": ADDED})
    assert not report.in_place
    assert word in report.why
    assert path.read_bytes() == before


def test_a_signed_workbook_is_left(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    by_xlsxwriter(path)
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("_xmlsignatures/origin.sigs", b"")
    report = annotate(path, tmp_path / "out.xlsx", {"Vendors & co": ADDED})
    assert "signed" in report.why


def test_a_row_that_is_not_there_is_not_invented(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    by_xlsxwriter(path)
    added = Annotated(2, ("Word",), {99: ("listed",)})
    report = annotate(path, tmp_path / "out.xlsx", {"Vendors & co": added})
    assert "row 99" in report.why


def test_a_part_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "in.xlsx"
    by_xlsxwriter(path)
    monkeypatch.setattr("whence.report.annotate.MOST", 1000)
    report = annotate(path, tmp_path / "out.xlsx", {"Vendors & co": ADDED})
    assert "unpacks to more than" in report.why


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.xlsx"):
        annotate(tmp_path / "nowhere.xlsx", tmp_path / "out.xlsx", {})
