"""Sheets of workbooks that hold no table."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from whence.read.files import read_file
from whence.read.roles import map_table

pytestmark = pytest.mark.usefixtures("read_here")

LIST = [
    ["Supplier Name", "Address", "Country"],
    ["Example Mill Ltd", "1 Mill Rd", "China"],
    ["Example Gin Ltd", "2 Gin Rd", "China"],
]
FORM = [
    ["Company Name (*):", "Example Parts Inc."],
    ["Declaration scope (*):", "A. Company"],
    ["Contact Name (*):", "somebody"],
    ["Effective Date (*):", "2026-01-01"],
]
TEXT = [["How to fill in this workbook"], ["First, read this."], ["Then, fill it in."]]
SMELTERS = [
    ["TO BEGIN:"],
    ["If you have a smelter number, put it into column A"],
    [
        "Smelter Identification Number Input Column",
        "Metal (*)",
        "Smelter Look-up (*)",
        "Smelter Name (1)",
        "Smelter Country (*)",
        "Smelter Identification",
        "Smelter Street",
        "Smelter City",
        "Smelter Facility Location: State / Province",
        "Smelter Contact Name",
        "Smelter Contact Email",
    ],
    [
        "CID000001",
        "Tin",
        "Example Smelting",
        "Example Smelting Co., Ltd.",
        "CHINA",
        "CID000001",
        "1 Smelter Rd",
        "Gejiu",
        "Yunnan",
        "somebody",
        "a@example.com",
    ],
]


def book(path: Path, **sheets: Sequence[Sequence[str]]) -> Path:
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_instructions_and_forms_beside_a_table_are_left_out_and_named(
    tmp_path: Path,
) -> None:
    path = book(tmp_path / "a.xlsx", Help=TEXT, Declaration=FORM, List=LIST)
    (raw,) = read_file(path)
    assert (raw.sheet, raw.rows_in) == ("List", 2)
    for name in ("Help", "Declaration"):
        assert f'sheet "{name}" is text or a form, no table' in raw.notes


def test_a_list_of_two_columns_is_a_table(tmp_path: Path) -> None:
    two = [["Supplier Name", "Country"], ["Example Mill Ltd", "China"]]
    raws = read_file(book(tmp_path / "a.xlsx", One=two, Two=LIST))
    assert [r.sheet for r in raws] == ["One", "Two"]


def test_a_list_of_names_alone_is_a_table(tmp_path: Path) -> None:
    names = [["Supplier Name"], ["Example Mill Ltd"], ["Example Gin Ltd"]]
    raws = read_file(book(tmp_path / "a.xlsx", One=names, Two=LIST))
    assert [r.sheet for r in raws] == ["One", "Two"]


def test_a_form_alone_is_shown_and_not_hidden(tmp_path: Path) -> None:
    (raw,) = read_file(book(tmp_path / "a.xlsx", Declaration=FORM))
    assert raw.sheet == "Declaration"


def test_a_smelter_list_is_a_list_of_suppliers_without_its_contacts(
    tmp_path: Path,
) -> None:
    path = book(tmp_path / "cmrt.xlsx", Declaration=FORM, Smelters=SMELTERS)
    mapping = map_table(read_file(path)[0])
    assert (mapping.kind.value, mapping.accepted) == ("suppliers", True)
    roles = {c.role: c.header for c in mapping.columns}
    assert roles["name"] == "Smelter Name (1)"
    assert roles["province"].startswith("Smelter Facility Location")
    assert len(mapping.dropped) == 2
