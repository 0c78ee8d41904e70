"""A page whose rows become XML at once is the library's own, byte for byte."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.report.sheets import Sheet
from whence.report.xlsx import workbook

NASTY = (
    "=1+1", "<b>&amp;\"'", "  blanks ", "a\nb", "睿霖", "\x07_x0041_", "🌾" * 20_000,
    "x" * 40_000, "", "presumed", "to answer", 0, -3, 1.5, 1e21, 123456789012345678,
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(NASTY),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
)


def by_the_library(path: Path, sheets: list[Sheet]) -> None:
    """Write each cell by the library's own functions."""

    class Plain(xlsxwriter.worksheet.Worksheet):
        at = 0

        def put(self, cells: object) -> None:
            for place, cell, look in cells:
                text = isinstance(cell, str)
                write = self.write_string if text else self.write_number
                write(self.at, place, cell, look)
            self.at += 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whence.report.xlsx.QuickPage", Plain)
        book(path, sheets)


def book(path: Path, sheets: list[Sheet]) -> None:
    about = [("Notice", "one"), ("Files", "two")]
    workbook(path, "Acme", about, sheets, made=date(2026, 6, 26))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=40))
def test_a_book_is_the_librarys_own(tmp_path: Path, rows: list[list[object]]) -> None:
    columns = (("One", 9), ("Two", 30), ("Three", 7))
    sheets = [Sheet("A", columns, rows), Sheet("B", columns, rows[::-1])]
    book(tmp_path / "ours.xlsx", sheets)
    by_the_library(tmp_path / "theirs.xlsx", sheets)
    ours, theirs = ((tmp_path / f"{n}.xlsx").read_bytes() for n in ("ours", "theirs"))
    assert ours == theirs


def test_wide_rows_have_the_names_of_columns_that_the_library_gives(
    tmp_path: Path,
) -> None:
    columns = tuple((f"c{at}", 5) for at in range(800))
    sheets = [Sheet("A", columns, [range(800)])]
    book(tmp_path / "ours.xlsx", sheets)
    by_the_library(tmp_path / "theirs.xlsx", sheets)
    ours, theirs = ((tmp_path / f"{n}.xlsx").read_bytes() for n in ("ours", "theirs"))
    assert ours == theirs


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(tmp_path: Path, number: float) -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        book(tmp_path / "book.xlsx", [Sheet("A", (("One", 9),), [[number]])])


def test_a_sheet_longer_than_the_format_holds_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whence.report.xlsx.ROWS_MOST", 3)
    rows = [("r", at) for at in range(5)]
    book(tmp_path / "cut.xlsx", [Sheet("A", (("One", 9), ("Two", 9)), rows)])
    with zipfile.ZipFile(tmp_path / "cut.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
        assert (
            "cut here: see findings.json" in parts.read("xl/sharedStrings.xml").decode()
        )
    assert sheet.count("<row ") == 4
    assert '<dimension ref="A1:B4"/>' in sheet
