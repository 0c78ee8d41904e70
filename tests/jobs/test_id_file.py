"""A sheet of codes, and the same sheet back with what each code says."""

import csv
from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import InputError, UsageError
from whence.jobs.id_file import IdFileRequest, id_file

DAY = date(2026, 6, 26)
ALIBABA, URUMQI = "91330100716105852F", "91650100MA7TE5T00B"
HEAD = (
    "Supplier",
    "统一社会信用代码",
    "Zip code",
    "MID",
    "HTS",
    "Qty",
    "Contact person",
)
ROWS = (
    ("One", ALIBABA, "310000", "CNHANZHO1HAN", "8541.43.00.10", 830000, "Li Wei"),
    ("Two", URUMQI, "310000", "", "", 520100, ""),
    ("Three", "9133O100716105852F", "", "", "854140", 1, ""),
    ("Four", "92650100MA77ABCD1X", "", "", "", 2, ""),
    ("Five", "9.13301E+17", "", "", "", 3, ""),
    ("Six", "", "", "", "", 4, ""),
)


@pytest.fixture(scope="module")
def back(tmp_path_factory):
    """The workbook given back, its cells by header, and the result."""
    folder = tmp_path_factory.mktemp("ids")
    book = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    book.save(folder / "codes.xlsx")
    result = id_file(IdFileRequest(folder / "codes.xlsx", folder / "out.xlsx", DAY))
    cells = [tuple(r) for r in openpyxl.load_workbook(result.out).active.values]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]], result


def test_the_sheet_comes_back_with_what_each_code_says(back):
    rows, result = back
    assert [r["Supplier"] for r in rows] == [r[0] for r in ROWS]
    one = rows[0]
    assert one["Whence: decides"] == f"unified social credit code {ALIBABA}"
    assert "Hangzhou" in one["Whence: codes"]
    assert "8541 " in one["Whence: codes"]
    assert "letters of the name HANZHO" in one["Whence: codes"]
    assert result.rows == len(ROWS)


def test_a_quantity_is_no_code_though_it_has_the_shape_of_one(back):
    assert "830000" not in back[0][0]["Whence: codes"]
    assert "520100" not in back[0][1]["Whence: codes"]


def test_codes_of_a_row_that_disagree_say_so(back):
    rows, result = back
    assert "no more than a hint" in rows[1]["Whence: between them"]
    assert "agree" in rows[0]["Whence: between them"]
    assert dict(result.counts)["rows whose codes disagree"] == 1


def test_a_code_that_fails_decides_nothing_and_says_where_to_look(back):
    three = back[0][2]
    assert three["Whence: decides"] is None
    assert ALIBABA in three["Whence: look again"]
    assert "8541.40" not in three["Whence: look again"]
    assert "HS2022" in three["Whence: codes"]


def test_a_code_that_may_name_a_person_is_masked(back):
    four = back[0][3]
    added = " ".join(str(v) for k, v in four.items() if k.startswith("Whence:"))
    assert "92****" in added
    assert "MA77ABCD1X" not in added


def test_a_code_that_a_spreadsheet_rounded_and_a_row_without_a_code_are_named(back):
    rows, result = back
    assert "rounded" in rows[4]["Whence: look again"]
    assert rows[5]["Whence: codes"] == "no code read in this row"
    assert dict(result.counts)["rows without a code"] == 2


def test_a_bare_column_without_a_header_is_read_and_written_as_lines(tmp_path):
    bare = tmp_path / "codes.txt"
    bare.write_text(f"{ALIBABA}\n830000\nUSCC: {URUMQI}\nnothing\n", "utf-8")
    result = id_file(IdFileRequest(bare, tmp_path / "o.csv", DAY))
    rows = list(csv.DictReader(result.out.read_text("utf-8-sig").splitlines()))
    assert [r["row"] for r in rows] == ["1", "2", "3", "4"]
    assert rows[0]["decides"]
    assert rows[2]["decides"]
    assert "Chinese postal code" in rows[1]["codes"]


@pytest.mark.parametrize("out", ["o.pdf", "codes.csv", "."])
def test_what_cannot_be_written_is_refused_first(tmp_path, out):
    file = tmp_path / "codes.csv"
    file.write_text(f"USCC\n{ALIBABA}\n", "utf-8")
    with pytest.raises(UsageError):
        id_file(IdFileRequest(file, tmp_path / out, DAY))


def test_a_sheet_without_a_column_of_codes_is_refused_with_its_headers(tmp_path):
    file = tmp_path / "none.csv"
    file.write_text("Supplier,Qty\nOne,5\nTwo,7\n", "utf-8")
    with pytest.raises(InputError, match="no column") as caught:
        id_file(IdFileRequest(file, tmp_path / "o.csv", DAY))
    assert "USCC" in caught.value.remedy


def test_the_door_takes_a_file_and_asks_where_to_write(tmp_path):
    file, out = tmp_path / "c.csv", tmp_path / "o.csv"
    file.write_text(f"USCC\n{ALIBABA}\n", "utf-8")
    asked = CliRunner().invoke(cli, ["id", str(file)])
    assert "--out" in str(asked.exception)
    done = CliRunner().invoke(cli, ["id", str(file), "--out", str(out)])
    assert done.exit_code == 0
    assert "1 row" in done.output
    assert out.exists()
