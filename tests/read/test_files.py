import codecs
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from whence.read.delimited import separator_of
from whence.read.encoding import _belongs
from whence.read.files import read_file
from whence.read.layout import headers_of

Write = Callable[[str, str | bytes], Path]
CHINESE = "供应商名称,国家\n山东棉纺织有限公司,中国\n阿克苏第二纺织厂,中国\n"


@pytest.mark.parametrize(
    "content",
    [
        CHINESE.encode(),
        codecs.BOM_UTF8 + CHINESE.encode(),
        codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        CHINESE.encode("gb18030"),
    ],
    ids=["utf-8", "mark", "utf-16 le", "utf-16 be", "gb18030"],
)
def test_an_encoding_is_told_by_evidence(content: bytes, write: Write) -> None:
    raw = read_file(write("a.csv", content))[0]
    assert raw.columns[0].header == "供应商名称"
    assert raw.columns[0].values == ("山东棉纺织有限公司", "阿克苏第二纺织厂")


def test_traditional_chinese_in_big5_is_not_taken_for_gb18030(write: Write) -> None:
    text = "供應商名稱,國家\n臺灣紡織股份有限公司,臺灣\n臺北縣製衣廠,臺灣\n"
    raw = read_file(write("a.csv", text.encode("big5")))[0]
    assert raw.columns[0].values[0] == "臺灣紡織股份有限公司"
    assert any("CP950" in note for note in raw.notes)


def test_western_letters_are_not_taken_for_chinese(write: Write) -> None:
    text = "name,city\nIndustrias Químicas Perlacos,Torrejón\nCafé Société,Orléans\n"
    raw = read_file(write("a.csv", text.encode("cp1252")))[0]
    assert raw.columns[0].values == ("Industrias Químicas Perlacos", "Café Société")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_separator_is_found(mark: str, write: Write) -> None:
    rows = [["name", "city", "kg"], ["Acme Ltd", "Aksu", "12.5"], ["B", "C", "1"]]
    text = "\n".join(mark.join(row) for row in rows)
    raw = read_file(write("a.txt", text))[0]
    assert [c.header for c in raw.columns] == rows[0]
    assert raw.columns[2].values == ("12.5", "1")


def test_a_single_column_of_names_with_commas_stays_whole() -> None:
    lines = ["Supplier\n", "Acme Co., Ltd\n", "Bolt\n", "Cog\n", "Dyn Co., Ltd\n"]
    assert separator_of(lines) == "\x1f"


def test_a_sep_line_names_the_separator_and_is_no_row(write: Write) -> None:
    raw = read_file(write("a.csv", "sep=;\nname;city\nAcme, Ltd;Aksu\n"))[0]
    assert raw.columns[0].values == ("Acme, Ltd",)
    assert list(raw.lines) == [2]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(write: Write) -> None:
    text = 'List of 2024,\n\nname,city\n"Acme\nLtd",Aksu\n\nBolt,Kashgar\nTotal,\n'
    raw = read_file(write("a.csv", text))[0]
    assert raw.header_line == 3
    assert list(raw.lines) == [4, 6]
    assert raw.columns[0].values == ("Acme\nLtd", "Bolt")
    # The title, the two blank lines and the total.
    assert raw.apart == 4
    assert raw.rows_in == 2


def test_a_firm_called_total_is_no_total_line(write: Write) -> None:
    text = "name,city,kg\nTotal,Aksu,5\nBolt,Kashgar,6\nTotal,,11\n合计,,11\n"
    raw = read_file(write("a.csv", text))[0]
    assert raw.columns[0].values[0] == "Total"
    assert (len(raw), raw.apart) == (2, 2)


def test_a_subtotal_with_a_name_is_no_row_and_is_counted(write: Write) -> None:
    text = (
        "Exporter,Country,kg\nArvind Ltd,India,5\nSubtotal Arvind Ltd,,5\n"
        "Total Fabrics Ltd,India,6\nSUBTOTAL Total Fabrics Ltd,,6\nGrand Total,,11\n"
    )
    raw = read_file(write("a.csv", text))[0]
    assert raw.columns[0].values == ("Arvind Ltd", "Total Fabrics Ltd")
    assert (len(raw), raw.apart) == (2, 3)


def test_a_total_line_in_full_width_is_no_row(write: Write) -> None:
    text = "发货人,数量\n山东棉纺织有限公司,５２０５．１２\n合计,５２０５．１２\n"
    raw = read_file(write("a.csv", text))[0]
    assert (len(raw), raw.apart) == (1, 1)


def test_a_header_repeated_on_each_page_is_no_row(write: Write) -> None:
    raw = read_file(write("a.csv", "name,city\nAcme,Aksu\nname,city\nBolt,Hotan\n"))[0]
    assert (len(raw), raw.apart) == (2, 1)


def test_the_header_is_found_under_a_cover(write: Write) -> None:
    cover = "Acme Retail Inc.,,,\nConfidential,,,\nAs of 2024-03-01,,,\n,,,\n"
    table = "Vendor ID,Supplier name,Country,Tier\nV1,Bolt,CN,1\nV2,Cog,VN,2\n"
    raw = read_file(write("a.csv", cover + table))[0]
    assert raw.header_line == 5
    assert raw.columns[1].values == ("Bolt", "Cog")


def test_a_workbook_gives_a_table_for_each_sheet_with_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Vendors"
    for row in (["name", "country"], ["Acme", "CN"]):
        first.append(row)
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    for row in (["name", "country"], ["Bolt", "VN"]):
        hidden.append(row)
    book.create_sheet("Blank")
    path = tmp_path / "a.xlsx"
    book.save(path)
    tables = read_file(path)
    assert [t.sheet for t in tables] == ["Vendors", "Old"]
    assert "the sheet is hidden" in tables[1].notes
    assert tables[0].source(0, "name").row == 2


def test_workbook_cells_become_the_shortest_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["when", "kg", "code"])
    sheet.write_number(1, 0, 45352, day)
    sheet.write_number(1, 1, 12.0)
    sheet.write_number(1, 2, 913100006000373412.0)
    book.close()
    raw = read_file(path)[0]
    assert [c.text(0) for c in raw.columns[:2]] == ["2024-03-01", "12"]
    # Eighteen digits were rounded to fifteen; they must not look whole.
    assert "e+17" in raw.columns[2].text(0)


def test_merged_cells_say_their_value_in_each_cell_but_titles_do_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    plain = book.add_format()
    sheet.merge_range(0, 0, 0, 1, "Our suppliers", plain)
    sheet.write_row(1, 0, ["name", "product"])
    sheet.merge_range(2, 0, 3, 0, "Acme Ltd", plain)
    sheet.write(2, 1, "yarn")
    sheet.write(3, 1, "cloth")
    book.close()
    raw = read_file(path)[0]
    assert [c.header for c in raw.columns] == ["name", "product"]
    assert [raw.columns[0].text(i) for i in range(len(raw))] == ["Acme Ltd"] * 2


def test_blank_headers_take_the_letter_of_their_column() -> None:
    assert headers_of(["a", "", "a", ""], 4)[0] == [
        "a",
        "Column B",
        "a (2)",
        "Column D",
    ]


def test_the_same_file_reads_the_same_twice(write: Write) -> None:
    path = write("a.csv", "name,city\nAcme,Aksu\nBolt,Aksu\n")
    one, two = read_file(path)[0], read_file(path)[0]
    assert one.sha256 == two.sha256
    assert [c.values for c in one.columns] == [c.values for c in two.columns]


def test_temporaries_stay_in_the_given_folder_and_go(write: Write) -> None:
    path = write("a.csv", "name\nAcme\n")
    work = path.parent / "work"
    work.mkdir()
    read_file(path, work=work)
    assert list(work.iterdir()) == []


CELL = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="�"
    ),
    max_size=12,
)


@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=12))
def test_cells_come_back_as_written(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    import csv

    path = tmp_path_factory.mktemp("cells") / "a.csv"
    full = [[f"r{i}", *row] for i, row in enumerate(rows)]
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["ref", "name", "city", "country"], *full])
    raw = read_file(path)[0]
    got = {c.header: [c.text(i) for i in range(len(raw))] for c in raw.columns}
    assert raw.rows_in == len(rows)
    for n, header in enumerate(["ref", "name", "city", "country"]):
        assert got[header] == [row[n].strip() for row in full]


def test_a_long_line_of_another_encoding_costs_no_time() -> None:
    assert not _belongs(b"a" * 100_000 + "Québec Médoc".encode("cp1252"), "gb18030")
