from dataclasses import replace
from datetime import date

import pytest

from whence.model.party import Mention, Party
from whence.model.rows import EntryLine, OrderLine, Tables
from whence.model.source import Source
from whence.model.view import CaseView
from whence.trace.consignments import consignments

AS_OF = date(2026, 6, 26)
ENTRY = EntryLine(
    (Source("e" * 64, "entries.csv", "", 2),),
    "ABC-1000001-1",
    "2",
    entry_date=date(2025, 3, 1),
    order="PO-1",
    sku="TS-1",
)
ORDER = OrderLine(
    Source("f" * 64, "orders.csv", "", 2), "PO 1", "1", date(2024, 12, 1), sku="TS-1"
)


def found(*, importer="Meridian", **tables):
    built = Tables(**tables)
    mentions = tuple(built.mentions())
    view = CaseView(
        tables=built,
        parties={
            m.names[0]: Party(m.names[0], m.names[0], m.names, "", (), (), ())
            for m in mentions
        },
        party_of={m.key: m.names[0] for m in mentions},
        places={},
        exhibits=(),
        relations=(),
        importer=importer,
    )
    return consignments(view, as_of=AS_OF)


def dates(entry, **tables):
    (goods,) = found(entries=(entry,), **tables)
    return goods.earliest, goods.latest, bool(goods.question)


def test_the_date_of_import_comes_before_that_of_arrival_and_no_other_counts():
    both = replace(ENTRY, import_date=date(2025, 4, 10), arrival_date=date(2025, 4, 8))
    assert dates(both) == (date(2025, 4, 10), date(2025, 4, 10), False)
    arrived = replace(both, import_date=None)
    assert dates(arrived) == (date(2025, 4, 8), date(2025, 4, 8), False)


def test_an_entry_with_an_entry_date_alone_is_bounded_and_asked_about():
    assert dates(ENTRY) == (None, AS_OF, True)
    assert dates(ENTRY, orders=(ORDER,)) == (date(2024, 12, 1), AS_OF, True)
    assert not found(entries=(ENTRY,))[0].dated
    assert not found(entries=(ENTRY,), orders=(ORDER,))[0].dated
    assert found(entries=(replace(ENTRY, arrival_date=AS_OF),))[0].dated


@pytest.mark.parametrize("kind", ["06", "6", "21", "22 - Warehouse"])
def test_goods_in_a_zone_or_warehouse_lie_between_arrival_and_withdrawal(kind):
    stored = replace(
        ENTRY,
        entry_type=kind,
        arrival_date=date(2022, 6, 10),
        withdrawal_date=date(2022, 7, 5),
    )
    assert dates(stored) == (date(2022, 6, 10), date(2022, 7, 5), True)
    still = replace(stored, withdrawal_date=None)
    assert dates(still) == (date(2022, 6, 10), AS_OF, True)


def test_an_ordinary_entry_type_leaves_the_date_as_it_is():
    plain = replace(ENTRY, entry_type="01", arrival_date=date(2025, 4, 8))
    assert dates(plain) == (date(2025, 4, 8), date(2025, 4, 8), False)


def test_an_order_line_that_an_entry_carries_is_no_second_consignment():
    assert [c.key for c in found(entries=(ENTRY,), orders=(ORDER,))] == [
        "entry:ABC-1000001-1/2"
    ]


def test_an_order_line_for_another_product_is_not_yet_entered():
    other = replace(ORDER, line="2", sku="SHOE")
    entered, waiting = found(entries=(ENTRY,), orders=(ORDER, other))
    assert entered.entered
    assert (waiting.key, waiting.entered) == ("order:PO 1/2", False)
    assert (waiting.earliest, waiting.latest) == (None, None)


def test_without_entries_and_orders_the_importers_own_bills_are_consignments(trade_of):
    def bought(buyer, bill, day):
        return {"seller": "S", "buyer": buyer, "bill": bill, "hs": "6109", "day": day}

    table = trade_of(
        [
            bought("Meridian", "B1", date(2025, 1, 1)),
            bought("Meridian", "B1", date(2025, 1, 3)),
            bought("Somebody", "B2", date(2025, 1, 1)),
        ]
    )
    (goods,) = found(trade=table)
    assert goods.key == "bill:B1/6109"
    assert (goods.earliest, goods.latest) == (date(2025, 1, 1), date(2025, 1, 3))
    assert found(trade=table, importer="") == ()


def test_keys_stay_where_rows_trade_places():
    twins = [replace(ORDER, source=replace(ORDER.source, row=n)) for n in (2, 3, 4)]
    keys = [c.key for c in found(orders=tuple(twins))]
    assert keys == ["order:PO 1/1", "order:PO 1/1#2", "order:PO 1/1#3"]
    assert found(orders=tuple(twins)) == found(orders=tuple(reversed(twins)))


def test_names_of_the_importer_are_compared_without_case(trade_of):
    record = {"seller": "S", "buyer": Mention(("MERIDIAN",)), "day": 20000}
    assert len(found(trade=trade_of([record]))) == 1


@pytest.mark.parametrize("written", ["06", "6", "31", "38", "21 Warehouse", "FTZ"])
def test_a_withdrawal_from_a_warehouse_or_a_zone_has_two_days_and_a_question(written):
    entry = replace(
        ENTRY,
        entry_type=written,
        arrival_date=date(2022, 5, 20),
        withdrawal_date=date(2022, 7, 5),
    )
    assert dates(entry) == (date(2022, 5, 20), date(2022, 7, 5), True)


@pytest.mark.parametrize("written", ["01", "11", "Consumption"])
def test_an_entry_for_consumption_is_decided_on_its_arrival(written):
    entry = replace(ENTRY, entry_type=written, arrival_date=date(2022, 5, 20))
    assert dates(entry) == (date(2022, 5, 20), date(2022, 5, 20), False)
