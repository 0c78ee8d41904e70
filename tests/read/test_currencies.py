"""Money keeps its currency, and a weight no ship carries is set aside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from whence.read.currencies import currency_code, currency_in
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import Typed, type_tables

pytestmark = pytest.mark.usefixtures("read_here")

Write = Callable[[str, str | bytes], Path]


def _typed(path: Path) -> Typed:
    (raw,) = read_file(path)
    return type_tables([(raw, map_table(raw))])


HEAD = "Bill of Lading,Arrival Date,Shipper,Consignee,HS Code,Gross Weight (kg)"
ROW = "BL{0},2024-01-0{0},Example Mill Co. Ltd,Buyer Inc,520523"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Trade Value (US$)", "USD"),
        ("Стоимость, долл.", "USD"),
        ("金额(美元)", "USD"),
        ("Valeur (EUR)", "EUR"),
        ("FOB value", ""),
        ("Value USD or EUR", ""),
        ("VALUE_IN_EUROS", "EUR"),
    ],
)
def test_a_header_may_name_the_currency(header: str, code: str) -> None:
    assert currency_in(header) == code


def test_names_of_currencies_become_codes_and_unknown_ones_stay() -> None:
    said = [currency_code(c) for c in ("rmb", "US$", "€", "Kgs", "xyz")]
    assert said == ["CNY", "USD", "EUR", "KGS", "XYZ"]


def test_trade_records_keep_value_and_currency(write: Write) -> None:
    rows = [f"{HEAD},Value,Currency"]
    rows += [f"{ROW.format(1)},100,250.5,USD", f"{ROW.format(2)},100,1000,rmb"]
    rows += [f"{ROW.format(3)},100,,EUR", f"{ROW.format(4)},100,7,"]
    trade = _typed(write("t.csv", "\n".join(rows))).tables.trade
    assert trade is not None
    said = [trade.money(i) for i in range(len(trade))]
    assert said == [(25050, "USD"), (100000, "CNY"), None, (700, "")]


def test_without_a_column_the_header_or_the_cell_says_the_currency(
    write: Write,
) -> None:
    rows = [f"{HEAD},Value (USD)"]
    rows += [f"{ROW.format(1)},100,250", f"{ROW.format(2)},100,99 EUR"]
    trade = _typed(write("t.csv", "\n".join(rows))).tables.trade
    assert trade is not None
    assert [trade.money(i) for i in range(2)] == [(25000, "USD"), (9900, "EUR")]


def test_a_weight_no_ship_carries_is_set_aside_and_the_row_stays(write: Write) -> None:
    rows = [HEAD, f"{ROW.format(1)},599999999", f"{ROW.format(2)},600000001"]
    typed = _typed(write("t.csv", "\n".join(rows)))
    trade = typed.tables.trade
    assert trade is not None
    assert trade.grams.tolist() == [599_999_999_000, -1]
    (aside,) = typed.set_aside
    assert (aside.reason, aside.source.row) == ("impossible weight", 3)


def test_the_unit_of_a_row_decides_whether_its_weight_is_possible(write: Write) -> None:
    head = HEAD.replace(" (kg)", "") + ",Weight unit"
    rows = [head, f"{ROW.format(1)},700000,KG", f"{ROW.format(2)},700000,MT"]
    typed = _typed(write("t.csv", "\n".join(rows)))
    trade = typed.tables.trade
    assert trade is not None
    assert trade.grams.tolist() == [700_000_000, -1]
    assert [a.reason for a in typed.set_aside] == ["impossible weight"]


@pytest.mark.parametrize(
    ("weight", "value", "grams", "cents"),
    [
        ("Gross Weight (1000 kg)", "Value (US$ thousand)", 2_500_000, 700_000),
        ("Вес брутто тыс. кг", "Стоимость млн долл.", 2_500_000, 700_000_000),
        ("Gross Weight (MT)", "FOB Rs. in Lakhs", 2_500_000, 70_000_000),
        ("毛重（千克）", "金额（万美元）", 2_500, 7_000_000),
        ("Gross Weight (kg)", "Value (USD'000)", 2_500, 700_000),
        ("Gross Weight (kg)", "Value (US$ mn)", 2_500, 700_000_000),
        ("Gross Weight (kg)", "Bin Value (USD)", 2_500, 700),
    ],
)
def test_what_a_header_says_its_numbers_count_is_reckoned(
    weight: str, value: str, grams: int, cents: int, write: Write
) -> None:
    head = HEAD.replace("Gross Weight (kg)", weight)
    trade = _typed(
        write("t.csv", f"{head},{value}\n{ROW.format(1)},2.5,7")
    ).tables.trade
    assert trade is not None
    told = trade.money(0)
    assert told is not None
    assert (trade.grams.tolist(), told[0]) == ([grams], cents)
