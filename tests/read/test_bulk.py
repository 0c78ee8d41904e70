"""A large text is read at once only where that gives what careful reading gives."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from whence.read import bulk
from whence.read.delimited import DelimitedText
from whence.read.files import DEFAULT, read_file, request_of
from whence.read.framed import sheet_of
from whence.read.rows import Sheet

CELLS = st.sampled_from(
    [
        '"two\nlines"',
        '"',
        "Total",
        "12",
        "\t",
        "",
        "a",
        " b ",
        "x y",
        '"q"',
        'in "quotes"',
        '"a,b"',
        '"say ""hi"""',
        "é",
        "0",
        "Name",
    ]
)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=12)


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "LEAST_BYTES", 0)
    bulk.preload()


def _read(path: Path, *, fast: bool) -> tuple[Sheet | None, bool]:
    request = request_of(path, str(path.parent), DEFAULT)
    taken = False
    with path.open("rb") as stream:
        text = DelimitedText(stream, request.bounds, request.pages)

        def whole(header: list[str], line: int) -> bulk.Columns | None:
            nonlocal taken
            found = text.whole(header, line)
            taken = found is not None
            return found

        sheet = sheet_of("", iter(text), request, whole=whole if fast else None)
    return sheet, taken


def _cells(sheet: Sheet) -> list[list[str]]:
    pairs = zip(sheet.values, sheet.codes, strict=True)
    return [[values[code] for code in codes] for values, codes in pairs]


def _same(path: Path) -> bool:
    careful, _ = _read(path, fast=False)
    quick, taken = _read(path, fast=True)
    if careful is None or quick is None:
        assert careful is quick
        return taken
    assert _cells(quick) == _cells(careful)
    assert quick.values == careful.values
    assert quick.codes == careful.codes
    for part in ("headers", "lines", "header_line", "apart", "aside", "notes"):
        assert getattr(quick, part) == getattr(careful, part), part
    return taken


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, end=st.sampled_from(["\n", "\r\n", "\r"]), mark=st.sampled_from(",;"))
@example(rows=[["1", '"a"b'], ["2", 'c"d"']], end="\n", mark=",")
@example(rows=[["1", ' "a'], ["2", 'b"']], end="\n", mark=",")
def test_large_and_small_texts_are_read_alike(
    tmp_path: Path, rows: list[list[str]], end: str, mark: str
) -> None:
    path = tmp_path / "t.csv"
    lines = [["Name", "Country", "Address"], *rows]
    path.write_bytes(end.join(mark.join(row) for row in lines).encode())
    _same(path)


def test_plain_rows_are_taken_at_once_with_blank_rows_and_headers_again_left_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.csv"
    head = "Supplier name;Country"
    body = ["Mill 1 Ltd;China", '"Firm; Ltd";Viet Nam', ";", head, "Mill 1 Ltd;China"]
    path.write_text("\n".join([head, *body]) + "\n", encoding="utf-8-sig")
    assert _same(path)
    sheet, _ = _read(path, fast=True)
    assert sheet is not None
    assert list(sheet.lines) == [2, 3, 6]
    names, countries = _cells(sheet)
    assert names == ["Mill 1 Ltd", "Firm; Ltd", "Mill 1 Ltd"]
    assert countries == ["China", "Viet Nam", "China"]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Country\nMill,CN\nshort\n",
        'Name,Country\n"two\nlines",CN\n',
        "Name,Country\nMill,CN\n\nMill,VN\n",
        'Name,Country\n"open,CN\nMill,VN\n',
        "Name,Country\nMill,CN\nMill,VN\nMill,CN,more\n",
    ],
)
def test_whatever_is_not_plain_is_read_carefully(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    assert not _same(path)


def test_a_name_with_the_letters_of_a_pattern_is_read_carefully(tmp_path: Path) -> None:
    path = tmp_path / "t[1]*.csv"
    path.write_text("Name,Country\nMill,CN\n", encoding="utf-8")
    assert not _same(path)


def test_the_locked_child_reads_a_large_text_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    count = bulk.LEAST_BYTES // 40 + 360_000
    body = "".join(f"Example Mill {i % 977} Ltd,VN,{i}\n" for i in range(count))
    path.write_text("Supplier name,Country,Ref\n" + body, encoding="utf-8")
    (table,) = read_file(path, work=tmp_path)
    assert len(table) == count
    assert table.lines[-1] == count + 1
    names = table.columns[0]
    assert len(names.values) == 977
    assert (
        names.values[names.codes[count - 1]] == f"Example Mill {(count - 1) % 977} Ltd"
    )
