"""A catalogue of damaged files: each has its message, and none shows a traceback."""

import io
import os
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from whence.errors import InputError, Refused, WhenceError
from whence.model.table import Extent, RawTable
from whence.read.files import DEFAULT, read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables

GOOD = "name,country,address\nAcme Co. Ltd,CN,1 Mill Road\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def workbook(rows: int = 3) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Suppliers")
    sheet.write_row(0, 0, ["Supplier Name", "Country"])
    for i in range(rows):
        sheet.write_row(i + 1, 0, [f"Acme {i} Ltd", "CN"])
    book.close()
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


DAMAGED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "the file is empty"),
    "only a mark": ("a.csv", b"\xef\xbb\xbf\r\n", "only blanks"),
    "header only": ("a.csv", b"name,country\n", "no row of data"),
    "header only, workbook": ("a.xlsx", workbook(0), "no row of data"),
    "binary as csv": ("a.csv", b"name,country\n\0\1\2\3,\0\0\n", "this is no text"),
    "controls as csv": ("a.csv", b"name\n" + b"\x01\x02\x07" * 90, "this is no text"),
    "pdf as csv": ("a.csv", b"%PDF-1.7 ...", "a PDF document"),
    "png as xlsx": ("a.xlsx", b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    "web page as xls": ("a.xls", b"\n<HTML><table><tr><td>x", "a web page"),
    "json": ("a.txt", b'[{"name": "x"', "the JSON is damaged"),
    "gzip": ("a.csv", b"\x1f\x8b\x08\x00abc", "cut short or damaged"),
    "program": ("a.csv", b"\x7fELF\x02\x01\x01", "a program"),
    "word": ("a.docx", zipped(word__document_xml=b"<x/>"), "a Word document"),
    "plain zip": ("a.xlsx", zipped(a=b"\x89PNG\r\n"), "a picture (PNG)"),
    "password": (
        "a.xlsx",
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "old word": ("a.doc", OLE + b"\0" * 600, "without a workbook"),
    "broken xls": (
        "a.xls",
        OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 200,
        "cannot be read",
    ),
    "truncated": ("a.xlsx", workbook(50)[:3000], "cut short or damaged"),
    "lost part": (
        "a.xlsx",
        workbook(50).replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet0.xml"),
        "cannot be read",
    ),
    "unsound utf-16": ("a.csv", b"\xff\xfen\0a\0\n\0\x00\xd8x\0", "not sound UTF-16"),
    "unknown encoding": (
        "a.csv",
        b"name,city\nx\xd1\x9f\xf0,q\xfe\x87z\n\xb9\x9d\xf1w,\xc3\x8f\x9a\n",
        "the encoding of the text cannot be told",
    ),
}


# Each starts a child. `test_catalogue.py` asks the like of more files without one.
QUICK = ("empty", "pdf as csv", "truncated", "lost part", "unknown encoding")


@pytest.mark.parametrize(
    "case",
    [
        *QUICK,
        *(pytest.param(c, marks=pytest.mark.heavy) for c in DAMAGED if c not in QUICK),
    ],
)
def test_a_damaged_file_is_named_and_explained(case: str, tmp_path: Path) -> None:
    name, content, says = DAMAGED[case]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_file(path)
    error = caught.value
    assert says in error.what
    assert error.where == str(path)
    assert error.remedy
    assert "Traceback" not in str(error)
    assert 'File "' not in str(error)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path, says in ((tmp_path / "no.csv", "no such file"), (tmp_path, "a folder")):
        with pytest.raises(InputError, match=says):
            read_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(GOOD)
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be opened"):
        read_file(path)


def test_an_encrypted_zip_needs_its_password(tmp_path: Path) -> None:
    data = bytearray(workbook())
    at = data.find(b"PK\1\2")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\1\2", at + 4)
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match="password"):
        read_file(path)


def test_a_zip_bomb_is_known_by_what_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(xl__workbook_xml=b"\0" * 5_000_000))
    small = replace(DEFAULT, ratio_from_bytes=1_000_000)
    with pytest.raises(InputError, match="unpack to far more"):
        read_file(path, limits=small)


def test_a_zip_bomb_that_lies_about_its_size_is_caught_unpacking(
    tmp_path: Path,
) -> None:
    data = bytearray(zipped(xl__workbook_xml=b"\0" * 5_000_000))
    at = data.find(b"PK\1\2")
    struct.pack_into("<I", data, at + 24, 100)
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError, match="unpack to far more"):
        read_file(path)


def test_a_child_out_of_time_or_memory_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "name\n" + "".join(f"Firm number {i} Ltd\n" for i in range(300_000))
    )
    for limits, says in (
        (replace(DEFAULT, seconds=0), "longer than 0 seconds"),
        (replace(DEFAULT, memory_bytes=60_000_000), "memory"),
        (replace(DEFAULT, spool_bytes=10_000), "bytes of room"),
    ):
        with pytest.raises(InputError, match=says) as caught:
            read_file(path, limits=limits)
        assert "Traceback" not in str(caught.value)


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(GOOD)
    with pytest.raises(InputError, match="larger than 10 bytes"):
        read_file(path, limits=replace(DEFAULT, file_bytes=10))


PEOPLE = {
    "english": "Employee Name,ID number,Salary\nA B,1,2\n",
    "chinese": "员工姓名,民族,实发工资\n某某,维,100\n",
    "uyghur": "مىللىتى,مائاش\nئۇيغۇر,100\n",
    "indonesian": "Nama Karyawan,NIK,Jabatan,Gaji Pokok\nA,1,B,2\n",
    "vietnamese": "STT,Họ và tên,Số CCCD,Ngày sinh,Lương cơ bản\n1,A,2,3,4\n",
    "vietnamese without marks": "Ho va ten,So CCCD,Chuc vu,Luong co ban\nA,1,B,2\n",
    "turkish": "Adı Soyadı,TC Kimlik No,İşe Giriş Tarihi,Brüt Ücret\nA,1,2,3\n",
    "turkish in capitals": "ADI SOYADI,TC KİMLİK NO,NET ÜCRET\nA,1,2\n",
    "spanish": "Nombre del trabajador,DNI,Cargo,Sueldo básico\nA,1,B,2\n",
    "english of bengal": "Card No,Worker Name,Joining Date,Basic,OT Hours\n1,A,2,3,4\n",
    "bengali": "শ্রমিকের নাম,মূল বেতন\nA,1\n",
    "russian": "Табельный номер,ФИО,Оклад\n1,A,2\n",
    "two kinds": "name,gender,home village\nA,F,X\n",
    # Made up; only the check character is right.
    "identity numbers": "\n".join(
        ("code", "11010519491231002X", "440524188001010014", "653101199002030040")
    ),
}


@pytest.mark.parametrize("case", PEOPLE)
def test_a_list_of_people_is_refused_and_leaves_no_trace(
    case: str, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE[case])
    work = tmp_path / "work"
    work.mkdir()
    with pytest.raises(Refused) as caught:
        read_file(path, work=work)
    assert "counsel" in caught.value.remedy
    assert list(work.iterdir()) == []


def test_a_supplier_sheet_with_a_contact_name_is_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,contact name,phone,number of workers,gender\nAcme,X,1,9,F\n")
    assert len(read_file(path)[0]) == 1


@pytest.mark.parametrize(
    "header",
    [
        "Ticaret Sicil No,Unvan,Miktar,Ücret",
        "Corporate Identity Number,Operator name,Facility,Position",
        "Số lượng,Tên hàng,Ngày nhập,Người bán",
        "Proveedor,Fecha de ingreso,Cargo,Neto a pagar",
        "Désignation,Quantité,Prix,Fournisseur",
    ],
)
def test_words_of_trade_near_those_of_payrolls_are_no_people(
    header: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(header + "\nA,1,2,3\n")
    mapping = map_table(read_file(path)[0])
    assert mapping.dropped == ()


def test_the_wrong_ending_is_noted_and_the_content_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(workbook())
    raw = read_file(path)[0]
    assert len(raw) == 3
    assert any("content is xlsx" in note for note in raw.notes)
    other = tmp_path / "b.xlsx"
    other.write_text(GOOD)
    assert any("content is text" in note for note in read_file(other)[0].notes)


def test_duplicate_headers_are_kept_apart_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Name,Name (2)\na,b,c\n")
    raw = read_file(path)[0]
    assert [c.header for c in raw.columns] == ["Name", "Name (2)", "Name (2) (2)"]
    assert any("more than one column" in note for note in raw.notes)


def test_mixed_encodings_are_set_aside_by_row(tmp_path: Path) -> None:
    lines = [b"name,city", "棉纺织有限公司,喀什".encode()]
    lines += ["第二纺织厂,阿克苏".encode(), "山东纺织,济南".encode("gb18030")]
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n".join(lines))
    raw = read_file(path)[0]
    assert raw.columns[0].values == ("棉纺织有限公司", "第二纺织厂")
    assert [(s.source.row, s.reason) for s in raw.set_aside] == [(4, "mixed encoding")]
    assert raw.rows_in == 3


def test_a_quote_that_never_closes_costs_one_row(tmp_path: Path) -> None:
    rows = "".join(f"Firm {i} Ltd,CN,{i} Road\n" for i in range(400))
    path = tmp_path / "a.csv"
    path.write_text('name,country,address\n"Open Ltd,CN,1 Road\n' + rows)
    raw = read_file(path)[0]
    assert len(raw) == 400
    assert [(s.source.row, s.reason) for s in raw.set_aside] == [(2, "unclosed quote")]
    assert raw.lines[0] == 3


def test_a_quote_that_swallows_a_few_rows_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    body = "".join(f"Firm {i} Ltd,CN,{i} Road\n" for i in range(6))
    path.write_text(
        f'name,country,address\n"Open Ltd,CN,1 Road\n{body}Last" Ltd,CN,x\n'
    )
    raw = read_file(path)[0]
    assert len(raw) == 7
    assert [s.reason for s in raw.set_aside] == ["unclosed quote"]


def test_a_row_with_too_many_cells_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city\nAcme,Kashgar\nAcme, Ltd,Kashgar\nBolt,Aksu,\n")
    raw = read_file(path)[0]
    assert [(s.source.row, s.reason) for s in raw.set_aside] == [(3, "too many cells")]
    assert raw.columns[0].values == ("Acme", "Bolt")


def formulas(tmp_path: Path, rows: list[list[object]], *, at: int = 1) -> RawTable:
    """Write a workbook without stored results, its table from row and column `at`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.cell(at + number, at + column, value)
    path = tmp_path / "a.xlsx"
    book.save(path)
    return read_file(path)[0]


ORDER = ["PO Number", "Vendor", "SKU", "Qty", "Tax"]


@pytest.mark.parametrize("at", [1, 3])
def test_a_formula_without_a_value_in_an_unread_column_costs_nothing(
    tmp_path: Path, at: int
) -> None:
    rows = [ORDER, ["P-1", "Acme", "TR", 5, "=D2*2"], ["P-2", "Bolt", "TR", 3, 6]]
    raw = formulas(tmp_path, rows, at=at)
    assert not raw.set_aside
    result = type_tables([(raw, map_table(raw))])
    assert [o.order for o in result.tables.orders] == ["P-1", "P-2"]
    assert not result.set_aside
    assert any('"Tax"' in note and "1 cells" in note for note in result.notes)


def test_a_formula_without_a_value_leaves_its_cell_out_where_the_row_can_do_without(
    tmp_path: Path,
) -> None:
    raw = formulas(tmp_path, [ORDER, ["P-1", "Acme", "TR", "=2+3", 1]])
    result = type_tables([(raw, map_table(raw))])
    assert result.tables.orders[0].quantity is None
    (aside,) = result.set_aside
    assert (aside.reason, aside.extent) == ("formula without value", Extent.CELL)
    assert (aside.source.row, aside.source.column) == (2, "Qty")


def test_a_formula_without_a_value_sets_aside_the_row_whose_key_it_is(
    tmp_path: Path,
) -> None:
    raw = formulas(tmp_path, [ORDER, ["=1+1", "Acme", "TR", 5, 1], ["P-2", *"abcd"]])
    result = type_tables([(raw, map_table(raw))])
    assert [o.order for o in result.tables.orders] == ["P-2"]
    rows = [a for a in result.set_aside if a.extent is Extent.ROW]
    assert [(a.source.row, a.reason) for a in rows] == [(2, "formula without value")]
    (counts,) = result.counts.values()
    assert counts.add_up
    assert (counts.rows_in, counts.used, counts.set_aside) == (2, 1, 1)


def test_a_row_of_nothing_but_formulas_without_values_is_no_blank_line(
    tmp_path: Path,
) -> None:
    raw = formulas(tmp_path, [ORDER, ["=F1", "=G1", "=H1", "=I1", "=J1"], ["P-2"]])
    result = type_tables([(raw, map_table(raw))])
    (counts,) = result.counts.values()
    assert (counts.rows_in, counts.used, counts.set_aside) == (2, 1, 1)


def test_rows_alike_but_for_a_formula_without_a_value_are_not_merged(
    tmp_path: Path,
) -> None:
    same = ["P-1", "Acme", "TR", "=2+3", 1]
    raw = formulas(tmp_path, [ORDER, same, ["P-1", "Acme", "TR", "=9+9", 1]])
    result = type_tables([(raw, map_table(raw))])
    assert len(result.tables.orders) == 2


def test_text_that_starts_like_a_formula_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city\n=cmd|' /C calc'!A0,@SUM(A1)\n")
    assert read_file(path)[0].columns[0].text(0) == "=cmd|' /C calc'!A0"


def test_characters_already_lost_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city\nAcm\ufffd Ltd,Aksu\n", encoding="utf-8")
    assert any("U+FFFD" in note for note in read_file(path)[0].notes)


def test_every_message_has_three_parts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    with pytest.raises(WhenceError) as caught:
        read_file(path)
    assert all((caught.value.what, caught.value.where, caught.value.remedy))


def test_merged_cells_are_repeated_where_the_table_begins_right_of_column_a(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [["Supplier Name", "City", "Country"], ["Acme", "Aksu", "CN"], ["Bolt"]]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.cell(1 + number, 3 + column, value)
    sheet.merge_cells("D2:D3")
    path = tmp_path / "a.xlsx"
    book.save(path)
    raw = read_file(path)[0]
    assert [raw.columns[1].text(i) for i in range(2)] == ["Aksu", "Aksu"]
