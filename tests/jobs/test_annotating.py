"""A row that was not looked at says so in the user's own table."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from whence.jobs.assess import AssessRequest, AssessResult, assess

HEADER = "Supplier name,Country,Address\n"
SOUND = "Beta Weaving Ltd,CN,1 Test Road\n浙江亮日纺织有限公司,CN,绍兴\n"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> AssessResult:
    folder: Path = tmp_path_factory.mktemp("aside")
    table, empty = folder / "vendors.csv", folder / "empty.csv"
    mixed = "新疆天业集团,CN,石河子\n".encode("gb18030")
    table.write_bytes((HEADER + SOUND).encode() + mixed)
    empty.write_bytes(b"")
    out = folder / "dossier"
    return assess(AssessRequest((table, empty), out, as_of=date(2026, 6, 26)))


def test_a_row_set_aside_is_never_left_blank(result: AssessResult) -> None:
    (path,) = [f for f in result.files if f.name == "vendors.annotated.xlsx"]
    book = openpyxl.load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    at = rows[0].index("Whence: found")
    assert rows[1][at] == "nothing found on these versions"
    assert rows[3][at] == "set aside, not looked at"
    assert str(rows[3][at + 1]).startswith("mixed encoding")
    assert rows[3][rows[0].index("Whence: next step")]


def test_a_file_set_aside_is_told_in_one_sentence(result: AssessResult) -> None:
    (said,) = [x.text for x in result.findings.limits if "empty.csv" in x.text]
    assert said == "Files set aside whole, 1 in all: empty.csv: the file is empty."
