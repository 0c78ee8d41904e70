"""A point before three digits: what the column tells, what stands beside it, who says.

Each table is read as `whence assess` reads it, and by the store that does not hold it,
cell by cell and by columns. All give the same weights.
"""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from whence.jobs.steps import trace_seen
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build
from whence.read.files import read_file
from whence.read.marks import lone, mark_in
from whence.read.numbers import numbers
from whence.read.roles import map_table
from whence.read.typed import type_tables
from whence.store.case import Case

DAY = date(2026, 1, 1)
PLAIN = ("Bill of Lading", "Shipment Date", "Shipper Name", "Consignee Name", "HS Code")
OPEN = "nothing beside them tells"


def table(path: Path, columns: dict[str, list[str | float]]) -> Path:
    head = [*PLAIN, *columns]
    rows = [
        (f"B{i}", "2024-01-10", f"Maker {i:02} Ltd", "Buyer Inc", "520100", *cells)
        for i, cells in enumerate(zip(*columns.values(), strict=True))
    ]
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for i, row in enumerate([head, *rows]):
                for j, cell in enumerate(row):
                    sheet.write(i, j, cell)
    else:
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([head, *rows])
    return path


def in_case(file: Path) -> tuple[list[int], str]:
    (raw,) = read_file(file)
    typed = type_tables([(raw, map_table(raw))])
    assert typed.tables.trade is not None
    return [int(g) for g in typed.tables.trade.grams], "\n".join(typed.notes)


def in_store(file: Path, case: Path, *, fast: bool = False) -> tuple[list[int], str]:
    request = BuildRequest((file,), case, DAY, fast_from=0 if fast else 1 << 40)
    found = build(request)
    lanes = TradeStore(case).lanes
    shown = TradeStore(case).shown(lanes.src.tolist())
    grams = {
        shown[int(seller)].name: int(grams)
        for seller, grams in zip(lanes.src, lanes.grams, strict=True)
    }
    return [grams[name] for name in sorted(grams)], "\n".join(found.sources[0].notes)


# What stands in the table, which weights it tells in kilograms, and what is said of it.
TOLD = {
    "thousands beyond a million": (
        {"Weight (kg)": ["24.500", "1.234.567"]}, [24500, 1234567], ""),
    "plain decimals": ({"Weight (kg)": ["24.500", "12.5"]}, [24.5, 12.5], ""),
    "more than three digits before": (
        {"Weight (kg)": ["24.500", "1234.500"]}, [24.5, 1234.5], ""),
    "less than one": ({"Weight (kg)": ["24.500", "0.500"]}, [24.5, 0.5], ""),
    "decimal commas in the column": (
        {"Weight (kg)": ["24.500", "24.500,50"]}, [24500, 24500.5], ""),
    "decimal commas in the value": (
        {"Weight (kg)": ["24.500", "12.250"], "Value (USD)": ["1.234,50", "99,10"]},
        [24500, 12250], "'12.250' is read as 12250"),
    "decimal points in the value": (
        {"Weight (kg)": ["24.500", "12.250"], "Value (USD)": ["1,234.50", "99.10"]},
        [24.5, 12.25], ""),
    "three decimals after a comma": (
        {"Weight (kg)": ["24,500", "12,250"], "Value (USD)": ["1.234,50", "99,10"]},
        [24.5, 12.25], "'12,250' is read as 12.25"),
    "thousands after a comma": (
        {"Weight (kg)": ["24,500", "12,250"]}, [24500, 12250], ""),
    "a gross weight that reads one way": (
        {"Net Weight (kg)": ["24.500", "12.250"],
         "Gross Weight (kg)": ["25100", "12700"]},
        [24500, 12250], "only so does it lie near the weight"),
    "a gross weight of decimals": (
        {"Net Weight (kg)": ["24.500", "12.250"],
         "Gross Weight (kg)": ["25.1", "12.7"]},
        [24.5, 12.25], ""),
    "price times quantity": (
        {"Weight (kg)": ["24.500", "12.250"], "Unit Price (USD/kg)": ["2", "4"],
         "Value (USD)": ["49000", "49000"]},
        [24500, 12250], "only so is price times quantity the value"),
    "price times quantity of decimals": (
        {"Weight (kg)": ["24.500", "12.250"], "Unit Price (USD/kg)": ["2", "4"],
         "Value (USD)": ["49", "49"]},
        [24.5, 12.25], ""),
    "a price for a kilogram or a tonne": (
        {"Weight (kg)": ["24.500", "12.250"], "Unit Price": ["2", "4"],
         "Value (USD)": ["49", "49"]},
        [24.5, 12.25], OPEN),
    "nothing that tells": (
        {"Weight (kg)": ["24.500", "12.250"]}, [24.5, 12.25], OPEN),
    "numbers that a program wrote beside": (
        {"Weight (kg)": ["24.500", "12.250"], "Value (USD)": ["49.5", "12"]},
        [24.5, 12.25], OPEN),
    "two columns that disagree": (
        {"Weight (kg)": ["24.500", "12.250"], "Value (USD)": ["1.234,50", "99,10"],
         "Quantity": ["1,200.50", "3"]},
        [24.5, 12.25], OPEN),
    "lists beside": (
        {"Weight (kg)": ["24.500", "12.250", "3.125"],
         "Seal Numbers": ["12345,12346", "", "20,40"]},
        [24.5, 12.25, 3.125], OPEN),
    "one comma beside": (
        {"Weight (kg)": ["24.500", "12.250", "3.125"],
         "Value (USD)": ["1,234", "12,500", "1,23"]},
        [24.5, 12.25, 3.125], OPEN),
    "four digits after a comma beside": (
        {"Weight (kg)": ["24.500", "12.250"], "Value (USD)": ["12,5000", "1,2500"]},
        [24.5, 12.25], OPEN),
    "numbers that nobody formatted": (
        {"Weight (kg)": ["24.125", "12.375"], "Value (USD)": ["1.234,50", "99,10"]},
        [24.125, 12.375], OPEN),
    "a unit in the cell": (
        {"Weight": ["24.500 kg", "1.234.567 kg"]}, [24500, 1234567], ""),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_a_point_before_three_digits_means_what_the_file_shows(tmp_path, name):
    columns, kilograms, said = TOLD[name]
    found, notes = in_case(table(tmp_path / "trade.csv", columns))
    assert found == [round(kg * 1000) for kg in kilograms]
    assert said in notes
    assert (OPEN in notes) is (said == OPEN)


QUICK = ("decimal commas in the value", "price times quantity", "nothing that tells")


@pytest.mark.parametrize("fast", [False, True], ids=["cell by cell", "by columns"])
@pytest.mark.parametrize(
    "name",
    [n if n in QUICK else pytest.param(n, marks=pytest.mark.heavy) for n in TOLD],
)
def test_a_store_reads_such_points_as_a_case_does(tmp_path, name, fast):
    columns, kilograms, said = TOLD[name]
    file = table(tmp_path / "trade.csv", columns)
    found, notes = in_store(file, tmp_path / "case", fast=fast)
    assert found == [round(kg * 1000) for kg in kilograms]
    assert said in notes
    assert (OPEN in notes) is (said == OPEN)


def test_a_file_that_is_written_otherwise_below_its_head_is_read_as_one(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(trace_seen, "FIRST", 2)
    below = ["24.500", "12.5", *(["7"] * 30), "1.234.567"]
    file = table(tmp_path / "trade.csv", {"Weight (kg)": below})
    (case, _), (store, _) = in_case(file), in_store(file, tmp_path / "case", fast=True)
    assert [max(g, 0) for g in case] == store
    assert case[:2] == [-1, 12500]  # "24.500" can be two weights here: no guess


def test_texts_in_a_workbook_are_read_as_in_a_text_file(tmp_path):
    file = table(tmp_path / "trade.xlsx", TOLD["decimal commas in the value"][0])
    for found, _ in (in_case(file), in_store(file, tmp_path / "case")):
        assert found == [24500000, 12250000]


def test_numbers_of_a_workbook_hold_no_thousands(tmp_path):
    columns = {"Weight (t)": [24.125, 12.375], "Value (USD)": ["1.234,50", "99,10"]}
    file = table(tmp_path / "trade.xlsx", columns)
    for found, _ in (in_case(file), in_store(file, tmp_path / "case")):
        assert found == [24125000, 12375000]


def test_a_text_that_is_no_number_says_nothing_of_others():
    assert numbers(["24.500", "1.125", "see page 3,2"]).values[:2] == (
        (24.5, ""), (1.125, ""),
    )  # fmt: skip


def test_where_cells_contradict_each_other_points_that_tell_are_read():
    read = numbers(["12.5", "12,5", "1.234.567", "24.500"])
    assert [v and v[0] for v in read.values] == [12.5, None, 1234567.0, None]
    assert [bad.reason for bad in read.bad.values()] == ["ambiguous number"] * 2


def test_what_a_person_says_decides_and_is_asked_for_by_name(tmp_path):
    texts = ["24.500", "12.5", "1,250"]
    assert numbers(texts[:1], ",").values == ((24500.0, ""),)
    assert [v and v[0] for v in numbers(texts, ",").values] == [24500.0, 12.5, 1.25]
    assert [v and v[0] for v in numbers(texts, ".").values] == [24.5, 12.5, 1250.0]
    file = table(tmp_path / "trade.csv", {"Weight (kg)": ["24.500"]})
    for _, notes in (in_case(file), in_store(file, tmp_path / "case")):
        assert "1 text like '24.500' can be 24.5 or 24500" in notes
        assert '", decimal comma"' in notes
        assert "role of the column in case.toml" in notes


def test_a_store_follows_what_a_person_wrote_in_the_case(tmp_path):
    file = table(tmp_path / "trade.csv", {"Weight (kg)": ["24.500"]})
    case = tmp_path / "case"
    assert in_store(file, case)[0] == [24500]
    (raw,) = read_file(file)
    mapping = map_table(raw)
    columns = tuple(
        type(c).of(c.header, f"{c.role}, decimal comma", "by hand")
        if c.header == "Weight (kg)"
        else c
        for c in mapping.columns
    )
    with Case.open(case) as opened:
        opened.save_mappings((replace(mapping, columns=columns, accepted=True),))
    assert in_store(file, case)[0] == [24500000]


def test_a_group_of_three_after_one_mark_does_not_tell():
    assert lone(["24.500", "24,500", "1.234.567", "0.500", "1234.500", "12.5"]) == [
        "24.500"
    ]
    assert mark_in(["24.500", "980"]) == ""
    assert mark_in(["24.500 kg.", "980 kg."]) == ""
    assert mark_in(["1 234.500"]) == "."
