"""A large plain sheet of XLSX is read by columns, with what calamine would give."""

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from whence.read import container, plain_book
from whence.read.files import DEFAULT, read_file, request_of
from whence.read.framed import sheet_of
from whence.read.plain_parts import Kind, kinds_of_styles, shared_texts
from whence.read.rows import Sheet
from whence.read.workbook import Workbook

VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        ["a", "A & B <Ltd>", " pad ", "5", "Name", "两", "0.5", "", "&amp;"]
    ),
    st.integers(-(10**6), 10**12),
    st.integers(10**15, 10**17),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(datetime.date(1901, 1, 1), datetime.date(2090, 1, 1)),
)
ROWS = st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=10)
HEADER = ["Name", "Country", "Address"]


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "LEAST_SHEET", 0)


def _sheets(path: Path, *, plain: bool) -> tuple[list[Sheet | None], int]:
    request = request_of(path, str(path.parent), DEFAULT)
    taken = 0
    found = []
    with path.open("rb") as stream:
        book = Workbook(stream, "xlsx")
        if not plain:
            book.plain = None
        for name, notes, chunks in book.sheets():
            whole = getattr(chunks, "whole", None)
            taken += whole is not None
            sheet = sheet_of(name, iter(chunks), request, whole=whole)
            if sheet is not None:
                sheet.notes[:0] = notes
            found.append(sheet)
    return found, taken


def _same(path: Path) -> int:
    careful, _ = _sheets(path, plain=False)
    quick, taken = _sheets(path, plain=True)
    assert quick == careful
    return taken


def _written(path: Path, rows: list[list[Any]], **options: Any) -> Path:
    book = xlsxwriter.Workbook(str(path), options)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Data")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(r, c, value, day)
            elif isinstance(value, str):
                sheet.write_string(r, c, value)
            elif value is not None:
                sheet.write_number(r, c, value)
    book.close()
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, above=st.booleans())
@example(rows=[[None], [None, "a"], ["a"]], above=False)
def test_plain_and_careful_reading_agree(
    tmp_path: Path, rows: list[list[Any]], above: bool
) -> None:
    head = [["Export register"], [], HEADER] if above else [HEADER]
    path = _written(tmp_path / "t.xlsx", [*head, *rows])
    _same(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_workbooks_of_another_writer_agree_too(
    tmp_path: Path, rows: list[list[Any]]
) -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, *rows]:
        book.active.append(row)
    path = tmp_path / "t.xlsx"
    book.save(path)
    _same(path)


def test_a_plain_sheet_is_taken_with_its_gaps_days_and_decimals(tmp_path: Path) -> None:
    day = datetime.date(2024, 3, 5)
    rows = [
        ["Shipper", "Date", "Net weight (kg)"],
        ["Example Mill Ltd", day, 1234.56],
        [],
        ["Example Mill Ltd", None, 5],
        ["A & B Ltd", day, 0.1],
    ]
    path = _written(tmp_path / "t.xlsx", rows)
    assert _same(path) == 1
    ((sheet,), _) = _sheets(path, plain=True)
    assert sheet is not None
    assert list(sheet.lines) == [2, 4, 5]
    assert sheet.values[0] == ["Example Mill Ltd", "A & B Ltd"]
    assert sheet.values[1] == ["2024-03-05", ""]
    assert sheet.values[2] == ["1234.56", "5", "0.1"]


def _with(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Write the workbook anew with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(out, "w") as anew:
        for name in book.namelist():
            text = book.read(name)
            if name == part:
                assert old in text
                text = text.replace(old, new)
            anew.writestr(name, text)
    path.write_bytes(out.getvalue())
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<v>7</v>", b"<f>3+4</f><v>7</v>"),
        (b"<v>7</v>", b"<v>7 kg</v>"),
        (b'<c r="B2">', b'<c r="B2" t="b">'),
        (b'<c r="B2">', b'<c r="B2" t="e">'),
        (b'<c r="B2">', b'<c r="B2" x="y">'),
        (b'<c r="B2"><v>7</v>', b'<c r="B2" t="inlineStr"><is><t>7</t></is>'),
        (
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells>',
        ),
        (b'<row r="2"', b'<row r="1"'),
        (b"<sheetData>", b"<sheetData><!-- made by -->"),
    ],
)
def test_what_needs_judgement_is_left_to_the_careful_reader(
    tmp_path: Path, old: bytes, new: bytes
) -> None:
    path = _written(tmp_path / "t.xlsx", [["Supplier", "Weight"], ["Mill Ltd", 7]])
    with path.open("rb") as stream:
        assert plain_book.PlainBook(stream).sheet_of("Data") is not None
    _with(path, "xl/worksheets/sheet1.xml", old, new)
    with path.open("rb") as stream:
        assert plain_book.PlainBook(stream).sheet_of("Data") is None


def test_years_that_begin_in_1904_are_left_to_the_careful_reader(
    tmp_path: Path,
) -> None:
    rows = [["Name", "Date"], ["Mill Ltd", datetime.date(2024, 3, 5)]]
    path = _written(tmp_path / "t.xlsx", rows, date_1904=True)
    with path.open("rb") as stream:
        assert plain_book.PlainBook(stream).sheet_of("Data") is None


def test_shared_texts_are_joined_from_their_runs_without_their_readings() -> None:
    part = (
        '<?xml version="1.0" encoding="UTF-8"?><sst><si><t>a</t></si><si><r><t>b </t>'
        '</r><r><t xml:space="preserve">c</t></r></si><si><t>東</t><rPh sb="0" eb="1">'
        "<t>ヒガシ</t></rPh></si><si><t/></si><si><t>x &amp; &#x4e24;</t></si></sst>"
    )
    assert shared_texts(part.encode()) == ["a", "b c", "東", "", "x & 两"]
    assert shared_texts(b"<sst><si><t>_x000D_</t></si></sst>") is None


def test_formats_of_numbers_and_days_are_told_from_those_to_be_judged() -> None:
    formats = ["0.00", "General", "#,##0.0 ;(#,##0.0)", "yyyy-mm-dd", "d/m/yy;@"]
    formats += ["h:mm", "ggge", "[Red]0", "yyyy-mm-dd hh:mm"]
    own = "".join(
        f'<numFmt numFmtId="{170 + i}" formatCode="{code}"/>'
        for i, code in enumerate(formats)
    )
    styles = "".join(f'<xf numFmtId="{170 + i}"/>' for i in range(len(formats)))
    part = f"<styleSheet>{own}<cellXfs>{styles}</cellXfs></styleSheet>"
    number, day, other = Kind.NUMBER, Kind.DAY, Kind.OTHER
    wanted = (number, number, number, day, day, other, other, other, other)
    assert kinds_of_styles(part.encode()) == wanted


@pytest.mark.heavy
def test_the_locked_child_reads_a_large_workbook(tmp_path: Path) -> None:
    rows = [["Supplier name", "Country", "Ref"]]
    rows += [[f"Mill {i % 97} Ltd", "VN", f"R{i}"] for i in range(60_000)]
    path = _written(tmp_path / "large.xlsx", rows)
    with zipfile.ZipFile(path) as book:
        assert book.getinfo("xl/worksheets/sheet1.xml").file_size > 4 << 20
    assert path.stat().st_size > 1 << 20
    (table,) = read_file(path, work=tmp_path)
    assert (len(table), int(table.lines[-1])) == (60_000, 60_001)
    assert len(table.columns[0].values) == 97
