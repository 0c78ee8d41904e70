"""Months that stand side by side as columns are read as one row a month."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from whence.model.table import Mapping, RawTable, TableKind
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables

pytestmark = pytest.mark.usefixtures("read_here")

Write = Callable[[str, str | bytes], Path]

HEADS = {
    "named": ["Value Jan-2023", "Value Feb-2023", "Value Mar-2023"],
    "ISO": ["Value 2023-01", "Value 2023-02", "Value 2023-03"],
    "Eurostat": ["Value 2023M01", "Value 2023M02", "Value 2023M03"],
    "slashes": ["Value (01/2023)", "Value (02/2023)", "Value (03/2023)"],
    "Spanish": ["Valor enero 2023", "Valor febrero 2023", "Valor marzo 2023"],
    "Russian": ["Стоимость янв 2023", "Стоимость фев 2023", "Стоимость мар 2023"],
    "Chinese": ["2023年1月 金额", "2023年2月 金额", "2023年3月 金额"],
    "first": ["Jan 2023 Value", "Feb 2023 Value", "Mar 2023 Value"],
}


FIRST = {
    "Spanish": ["Código arancelario", "País de origen"],
    "Russian": ["Код ТН ВЭД", "Страна происхождения"],
    "Chinese": ["商品编码", "原产国"],
}


def wide(
    months: list[str], *rows: list[str], first: tuple[str, ...] = ("HS Code", "Country")
) -> str:
    head = [*first, *months]
    return "\n".join(";".join(row) for row in (head, *rows))


def cells(raw: RawTable) -> list[tuple[str, ...]]:
    return [tuple(c.text(i) for c in raw.columns) for i in range(len(raw))]


def roles(mapping: Mapping) -> dict[str, str]:
    return {c.role: c.header for c in mapping.columns}


CHINA = ["520512", "China", "10.5", "20", "30"]
PERU = ["520524", "Peru", "", "0", "7"]


@pytest.mark.parametrize("how", HEADS)
def test_each_month_becomes_a_row(how: str, write: Write) -> None:
    first = tuple(FIRST.get(how, ("HS Code", "Partner Country")))
    (raw,) = read_file(write("wide.csv", wide(HEADS[how], CHINA, PERU, first=first)))
    assert cells(raw) == [
        ("520512", "China", "2023-01", "10.5"),
        ("520512", "China", "2023-02", "20"),
        ("520512", "China", "2023-03", "30"),
        ("520524", "Peru", "2023-03", "7"),
    ]
    mapping = map_table(raw)
    assert mapping.kind is TableKind.STATISTICS
    assert mapping.accepted, mapping
    assert roles(mapping).keys() >= {"hs", "partner", "period", "value"}


def test_a_row_keeps_the_line_and_a_cell_its_column(write: Write) -> None:
    (raw,) = read_file(write("wide.csv", wide(HEADS["named"], CHINA, PERU)))
    last = len(raw) - 1
    value = raw.columns[-1].header
    assert (raw.source(last).row, raw.source(last).column) == (3, "")
    assert raw.source(last, value).column == "Value Mar-2023"
    assert raw.source(0, "HS Code").column == "HS Code"


def test_the_note_says_what_was_done(write: Write) -> None:
    (raw,) = read_file(write("wide.csv", wide(HEADS["named"], CHINA, PERU)))
    (note,) = (n for n in raw.notes if "side by side" in n)
    assert "Value Jan-2023" in note
    assert "2 rows became 4" in note
    assert "2 cells" in note  # one blank, one nought


def test_rows_add_up(write: Write) -> None:
    (raw,) = read_file(write("wide.csv", wide(HEADS["named"], CHINA, PERU)))
    typed = type_tables([(raw, map_table(raw))])
    assert all(c.add_up and c.rows_in == 4 for c in typed.counts.values())


def test_two_measures_stand_side_by_side(write: Write) -> None:
    heads = [
        f"{what} {m}-2023" for m in ("Jan", "Feb", "Mar") for what in ("Qty", "Value")
    ]
    (raw,) = read_file(
        write(
            "wide.csv", wide(heads, ["520512", "China", "1", "10", "2", "20", "", "30"])
        )
    )
    assert [row[2:] for row in cells(raw)] == [
        ("2023-01", "1", "10"),
        ("2023-02", "2", "20"),
        ("2023-03", "", "30"),
    ]
    assert roles(map_table(raw)).keys() >= {"quantity", "value"}


def test_a_header_of_two_lines_puts_years_over_months(write: Write) -> None:
    text = "\n".join(
        (
            ";;Value 2023;;;Value 2024;;",
            "HS Code;Partner Country;Jan;Feb;Mar;Jan;Feb;Mar",
            "520512;China;1;2;3;4;5;6",
            "520524;Peru;1;2;3;4;5;6",
        )
    )
    (raw,) = read_file(write("wide.csv", text))
    assert [row[2:] for row in cells(raw)][3:5] == [("2024-01", "4"), ("2024-02", "5")]


def test_dates_of_a_workbook_are_months(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    form = book.add_format({"num_format": "mmm-yy"})
    for at, head in enumerate(("HS Code", "Exporter", "Importer")):
        sheet.write(0, at, head)
    for month in (1, 2, 3):
        sheet.write_number(0, 2 + month, 44927 + (0, 0, 31, 59)[month], form)
    for row in (1, 2):
        sheet.write_row(
            row, 0, ["520512", f"Nowhere Mill {row} Ltd", "Port Inc", 1, 2, 3]
        )
    book.close()
    (raw,) = read_file(path)
    assert [row[3] for row in cells(raw)][:3] == ["2023-01", "2023-02", "2023-03"]


def test_firms_by_month_are_trade_records(write: Write) -> None:
    text = "\n".join(
        (
            "Exporter;Importer;HS Code;Net weight (kg) Jan-2023;"
            "Net weight (kg) Feb-2023;Net weight (kg) Mar-2023",
            "Nowhere Mill Ltd;Port Outfitters Inc;520512;1000;;500",
            "Invented Yarn Ltd;Port Outfitters Inc;520524;;20;",
        )
    )
    (raw,) = read_file(write("wide.csv", text))
    mapping = map_table(raw)
    assert mapping.kind is TableKind.TRADE
    assert mapping.accepted, mapping
    trade = type_tables([(raw, mapping)]).tables.trade
    assert trade is not None
    assert sorted(trade.grams.tolist()) == [20_000, 500_000, 1_000_000]
    assert trade.row.tolist() == [2, 2, 3]


def test_years_under_a_measure_are_read_too(write: Write) -> None:
    text = "\n".join(
        (
            "Exporters,"
            + ",".join(f"Imported value in {y}" for y in (2020, 2021, 2022)),
            "World,100,200,300",
            "China,60,120,180",
            "Viet Nam,20,40,60",
            "India,10,20,30",
            "Türkiye,10,19,28",
            "Peru,,1,2",
        )
    )
    (raw,) = read_file(write("Trade_Map_-_List_of_supplying_markets.csv", text))
    assert len(raw) == 17
    mapping = map_table(raw)
    assert mapping.kind is TableKind.STATISTICS
    assert roles(mapping).keys() >= {"partner", "period", "value"}
    assert mapping.accepted, mapping


def test_what_the_months_count_is_asked_where_nothing_says_it(write: Write) -> None:
    bare = ["Jan-2023", "Feb-2023", "Mar-2023"]
    (raw,) = read_file(write("wide.csv", wide(bare, CHINA, PERU)))
    assert len(raw) == 4
    mapping = map_table(raw)
    assert not mapping.accepted
    assert "months" in raw.doubt


def test_sums_of_a_year_beside_its_months_are_left_out(write: Write) -> None:
    heads = [*HEADS["named"], "Value 2023", "Total"]
    rows = [[*CHINA, "60.5", "60.5"], [*PERU, "7", "7"]]
    (raw,) = read_file(write("wide.csv", wide(heads, *rows)))
    assert len(raw.columns) == 4
    assert any('"Value 2023", "Total"' in note for note in raw.notes)


@pytest.mark.parametrize(
    "heads",
    [
        ["Certificate 2021", "Certificate 2022", "Certificate 2023"],
        ["2021", "2022", "2023"],
        ["Capacity 2021", "Capacity 2022", "Capacity 2023"],
    ],
)
def test_years_of_suppliers_stay_columns(heads: list[str], write: Write) -> None:
    rows = ["Supplier name;Address;Country;" + ";".join(heads)]
    rows += [
        f"Nowhere Mill {i} Ltd;{i} Works Road, Jinan;China;1;2;3" for i in range(5)
    ]
    (raw,) = read_file(write("suppliers.csv", "\n".join(rows)))
    assert len(raw) == 5
    assert len(raw.columns) == 6


def test_a_table_with_two_months_stays_as_it_is(write: Write) -> None:
    (raw,) = read_file(
        write(
            "two.csv", wide(["Value Jan-2023", "Value Feb-2023"], CHINA[:4], PERU[:4])
        )
    )
    assert len(raw) == 2


def test_a_wide_table_can_be_had_as_written(write: Write) -> None:
    path = write("wide.csv", wide(HEADS["named"], CHINA, PERU))
    (raw,) = read_file(path, as_written=True)
    assert [c.header for c in raw.columns][2:] == HEADS["named"]


def test_a_row_without_any_amount_is_not_lost(write: Write) -> None:
    silent = ["520527", "Chad", "", "0", "-"]
    (raw,) = read_file(write("wide.csv", wide(HEADS["named"], CHINA, silent)))
    assert [row[:3] for row in cells(raw)][3:] == [("520527", "Chad", "2023-01")]


KINDS = [("520512", "China"), ("520524", "Peru")]


def test_a_month_of_words_stays_with_the_others_and_each_cell_is_told(
    write: Write,
) -> None:
    heads = ["Value Jan-2023", "Value Feb-2023", "Value Mar-2023", "Value Apr-2023"]
    rows = [[c, land, "1", "2", "secret", "4"] for c, land in KINDS]
    (raw,) = read_file(write("wide.csv", wide(heads, *rows)))
    typed = type_tables([(raw, map_table(raw))])
    assert len(raw) == 8
    assert [s.source.column for s in typed.set_aside if "secret" in s.detail] == [
        "Value Mar-2023"
    ] * 2
