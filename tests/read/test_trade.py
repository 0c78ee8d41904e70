from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from whence.model.rows import TradeTable
from whence.model.table import RawTable
from whence.read import trade as of_trade
from whence.read.leaders import leaders
from whence.read.roles import map_table
from whence.read.typed import Typed, type_tables

Make = Callable[..., RawTable]

HEADERS = ["Bill of Lading Number", "Arrival Date", "Shipper", "Shipper Address"]
HEADERS += ["Consignee", "Manufacturer", "Manufacturer Address", "HS Code"]
HEADERS += ["Weight (kg)", "PO Number"]


def row(**changed: str) -> list[str]:
    cells = {
        "bill": "B1",
        "date": "2024-03-01",
        "seller": "Acme Ltd",
        "address": "",
        "buyer": "Row Inc",
        "maker": "",
        "site": "",
        "hs": "520100",
        "weight": "1,000.5",
        "order": "",
    }
    return list({**cells, **changed}.values())


def typed(*tables: RawTable) -> Typed:
    return type_tables([(t, map_table(t)) for t in tables])


def trade(result: Typed) -> TradeTable:
    assert result.tables.trade is not None
    return result.tables.trade


def test_a_record_is_told_by_its_columns(table: Make) -> None:
    found = trade(typed(table(HEADERS, [row(maker="Mill", site="Aksu", order="PO-1")])))
    assert found.mentions[found.seller[0]].names == ("Acme Ltd",)
    assert found.mentions[found.maker[0]].address == "Aksu"
    assert found.hs_codes[found.hs[0]] == "520100"
    assert found.refs[found.order[0]] == "PO-1"
    assert found.grams[0] == 1_000_500
    assert found.day[0] == (date(2024, 3, 1) - date(1970, 1, 1)).days
    assert (found.notify[0], found.refs[0], found.texts[0]) == (-1, "", "")
    assert found.source(0, "Shipper").row == 2


def test_one_party_is_one_mention_over_files(table: Make) -> None:
    one = table(HEADERS, [row(bill="B1"), row(bill="B2")])
    two = table(HEADERS, [row(bill="B3", buyer="TO ORDER")])
    found = trade(typed(one, two))
    assert [m.names[0] for m in found.mentions] == ["Acme Ltd", "Row Inc", "TO ORDER"]
    assert list(found.seller) == [0, 0, 0]
    assert list(found.file) == [0, 0, 1]


def test_parties_are_the_same_however_few_combinations_a_number_can_tell_apart(
    table: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        row(bill=f"B{n}", seller=f"S{n % 3}", address=f"Road {n % 2}", maker=f"M{n}")
        for n in range(12)
    ]
    found = trade(typed(table(HEADERS, rows)))
    monkeypatch.setattr(of_trade, "MOST_KINDS", 1)
    again = trade(typed(table(HEADERS, rows)))
    assert again.mentions == found.mentions
    assert len(set(found.seller.tolist())) == 6
    for name in ("seller", "buyer", "maker"):
        assert getattr(again, name).tolist() == getattr(found, name).tolist()


def test_a_record_without_a_date_stays_and_one_with_a_bad_date_goes(
    table: Make,
) -> None:
    raw = table(
        HEADERS, [row(date=""), row(bill="B2", date="2024-02-30"), row(bill="B3")]
    )
    result = typed(raw)
    assert list(trade(result).day[:1]) == [-1]
    counts = result.counts[raw.sha256, ""]
    assert (counts.used, counts.set_aside) == (2, 1)


def test_a_record_needs_a_seller_or_a_maker(table: Make) -> None:
    raw = table(HEADERS, [row(seller=""), row(seller="", maker="Mill", bill="B2")])
    result = typed(raw)
    assert len(trade(result)) == 1
    assert [s.reason for s in result.set_aside] == ["missing seller"]


def test_a_negative_weight_is_left_out_and_the_record_stays(table: Make) -> None:
    result = typed(table(HEADERS, [row(weight="-5", maker="Mill", site="Aksu")]))
    assert list(trade(result).grams) == [-1]
    assert [s.reason for s in result.set_aside] == ["not positive"]


def test_a_record_told_twice_is_merged_and_nothing_is_lost(table: Make) -> None:
    """The second telling names a site and an order: the first must not hide them."""
    one = table(HEADERS, [row()])
    two = table(HEADERS, [row(maker="Mill", site="Aksu", order="PO-1", address="1 Rd")])
    result = typed(one, two)
    found = trade(result)
    assert len(found) == 1
    assert found.mentions[found.maker[0]].address == "Aksu"
    assert found.mentions[found.seller[0]].address == "1 Rd"
    assert found.refs[found.order[0]] == "PO-1"
    # It stands in the row that names the maker: the other could not be his evidence.
    assert found.source(0).sha256 == two.sha256
    assert result.counts[one.sha256, ""].merged == 1


def test_tellings_that_contradict_each_other_both_stay(table: Make) -> None:
    one = table(HEADERS, [row(maker="Mill", site="Aksu")])
    two = table(HEADERS, [row(maker="Mill", site="Hebei")])
    assert len(trade(typed(one, two))) == 2


def test_records_without_a_bill_are_merged_only_as_whole_rows(table: Make) -> None:
    one = table(HEADERS, [row(bill=""), row(bill="")])
    two = table(HEADERS, [row(bill="", order="PO-1")])
    assert len(trade(typed(one, two))) == 2


def test_a_row_leads_the_rows_that_repeat_it() -> None:
    one = np.array([1, 2, 1, 2, 1], dtype=np.int32)
    two = np.array([0, 0, 0, 9, 0], dtype=np.int32)
    assert list(leaders([one, two], 5)) == [0, 1, 0, 3, 0]
    assert list(leaders([], 2)) == [0, 1]


def test_a_unit_column_decides_each_weight(table: Make) -> None:
    headers = ["Bill No", "Date", "Shipper", "Consignee", "Weight", "Weight Unit"]
    rows = [
        ["B1", "2024-03-01", "A Ltd", "Row", "2", "MT"],
        ["B2", "2024-03-01", "A Ltd", "Row", "2", "lb"],
        ["B3", "2024-03-01", "A Ltd", "Row", "2", "truckloads"],
    ]
    result = typed(table(headers, rows))
    assert list(trade(result).grams) == [2_000_000, 907, -1]
    assert [s.reason for s in result.set_aside] == ["unknown unit"]
