"""Events in the shapes that GS1's own examples have; the companies are invented."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from whence.errors import InputError
from whence.read.roles import map_table

pytestmark = pytest.mark.usefixtures("read_here")

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
MILL = "urn:epc:id:sgln:6901234.00001.0"
BUYER = "urn:epc:id:pgln:0614141.00777"
BALES = "urn:epc:class:lgtin:6901234.012345.B-17"
YARN = "urn:epc:class:lgtin:6901234.054321.Y-1"
MASTER = {
    "epcisMasterData": {
        "vocabularyList": [
            {
                "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
                "vocabularyElementList": [
                    {
                        "id": MILL,
                        "attributes": [
                            {"id": "cbvmda:name", "attribute": "Aksu Example Spinning"},
                            {"id": "cbvmda:streetAddressOne", "attribute": "1 Mill Rd"},
                            {"id": "cbvmda:city", "attribute": "Aksu"},
                            {"id": "cbvmda:countryCode", "attribute": "CN"},
                        ],
                    }
                ],
            },
            {
                "type": "urn:epcglobal:epcis:vtype:EPCClass",
                "vocabularyElementList": [
                    {
                        "id": "urn:epc:idpat:sgtin:6901234.054321.*",
                        "attributes": [
                            {
                                "id": "cbvmda:descriptionShort",
                                "attribute": "Cotton yarn",
                            }
                        ],
                    }
                ],
            },
        ]
    }
}


def document(*events: dict[str, Any], header: Any = MASTER) -> dict[str, Any]:
    return {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2024-04-01T00:00:00Z",
        "epcisHeader": header,
        "epcisBody": {"eventList": list(events)},
    }


def spun(**more: Any) -> dict[str, Any]:
    return {
        "type": "TransformationEvent",
        "eventTime": "2024-03-01T23:30:00Z",
        "eventTimeZoneOffset": "+08:00",
        "inputQuantityList": [{"epcClass": BALES, "quantity": 1100, "uom": "KGM"}],
        "outputQuantityList": [{"epcClass": YARN, "quantity": 1000, "uom": "KGM"}],
        "bizStep": "commissioning",
        "bizLocation": {"id": MILL},
        "bizTransactionList": [
            {"type": "po", "bizTransaction": "urn:epcglobal:cbv:bt:0614141111114:PO-7"}
        ],
        **more,
    }


def shipped(**more: Any) -> dict[str, Any]:
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "eventTime": "2024-03-05T08:00:00+08:00",
        "eventTimeZoneOffset": "+08:00",
        "bizStep": "https://ref.gs1.org/cbv/BizStep-shipping",
        "quantityList": [
            {
                "epcClass": "https://id.gs1.org/01/06901234543216/10/Y-1",
                "quantity": 400,
                "uom": "KGM",
            }
        ],
        "sourceList": [{"type": "owning_party", "source": MILL}],
        "destinationList": [{"type": "owning_party", "destination": BUYER}],
        "bizTransactionList": [{"type": "inv", "bizTransaction": "INV-9"}],
        **more,
    }


def test_a_transformation_is_a_production_step(read: Callable[..., Any]) -> None:
    found = read(document(spun()))
    assert found["production"] == [
        {
            "lot_out": "(01)06901234543216(10)Y-1",
            "lot_in": "(01)06901234123456(10)B-17",
            "date": "2024-03-02",
            "party": "Aksu Example Spinning",
            "party_country": "CN",
            "role": "maker",
            "site": "1 Mill Rd, Aksu, CN",
            "product": "Cotton yarn",
            "order": "PO-7",
            "quantity_out": "1000",
            "unit_out": "KGM",
            "quantity_in": "1100",
            "unit_in": "KGM",
        }
    ]
    (step,) = found.typed.tables.production
    assert (step.day, step.quantity_in.grams) == (date(2024, 3, 2), 1_100_000)
    assert step.party.address == "1 Mill Rd, Aksu, CN"
    assert str(step.source).endswith('sheet "production", row 1')


def test_the_mapping_needs_no_guess_and_no_hand(read: Callable[..., Any]) -> None:
    for raw in read(document(spun(), shipped())).raws:
        mapping = map_table(raw)
        assert mapping.accepted
        assert mapping.confidence == 1.0
        assert not mapping.unmapped


def test_the_lot_that_is_shipped_is_the_lot_that_was_made(
    read: Callable[..., Any],
) -> None:
    found = read(document(spun(), shipped()))
    (deal,) = found["shipments"]
    assert deal["lot"] == found["production"][0]["lot_out"]
    assert (deal["seller"], deal["buyer"]) == (
        "Aksu Example Spinning",
        "GLN 0614141007776",
    )
    assert (deal["date"], deal["invoice"], deal["quantity"]) == (
        "2024-03-05",
        "INV-9",
        "400",
    )
    trade = found.typed.tables.trade
    assert trade is not None
    assert (len(trade), int(trade.grams[0])) == (1, 400_000)


def test_a_shipped_pallet_stands_for_the_lots_packed_on_it(
    read: Callable[..., Any],
) -> None:
    pallet = "urn:epc:id:sscc:6901234.1234567890"
    packing = {
        "type": "AggregationEvent",
        "action": "ADD",
        "eventTime": "2024-03-04T08:00:00Z",
        "eventTimeZoneOffset": "+08:00",
        "bizStep": "packing",
        "parentID": pallet,
        "childQuantityList": [{"epcClass": YARN, "quantity": 250, "uom": "KGM"}],
    }
    moved = shipped(epcList=[pallet], quantityList=[])
    (deal,) = read(document(spun(), packing, moved))["shipments"]
    assert (deal["lot"], deal["quantity"]) == ("(01)06901234543216(10)Y-1", "250")
    early = shipped(epcList=[pallet], quantityList=[], eventTime="2024-03-01T00:00:00Z")
    (deal,) = read(document(packing, early))["shipments"]
    assert deal["lot"].startswith("(00)")


def test_what_several_outputs_took_of_the_inputs_stays_open(
    read: Callable[..., Any],
) -> None:
    waste = {"epcClass": "urn:epc:class:lgtin:6901234.054322.W", "quantity": 50}
    outputs = [*spun()["outputQuantityList"], waste]
    found = read(document(spun(outputQuantityList=outputs)))
    assert [row.get("quantity_in") for row in found["production"]] == [None, None]
    assert any("several outputs" in note for note in found.notes)


def test_a_transformation_told_in_two_events_is_one_step(
    read: Callable[..., Any],
) -> None:
    first = spun(transformationID="t-1", outputQuantityList=[])
    second = spun(transformationID="t-1", inputQuantityList=[])
    (row,) = read(document(first, second))["production"]
    assert row["lot_in"].endswith("B-17")
    assert row["lot_out"].endswith("Y-1")


def test_what_an_event_takes_back_is_not_used(read: Callable[..., Any]) -> None:
    wrong = spun(errorDeclaration={"declarationTime": "2024-03-09T00:00:00Z"})
    found = read(document(wrong, shipped()))
    assert "production" not in found.tables
    assert any("errorDeclaration" in note for note in found.notes)


def test_what_is_lost_of_an_event_is_counted(read: Callable[..., Any]) -> None:
    warm = spun(sensorElementList=[{"sensorReport": []}], disposition="in_progress")
    notes = read(document(warm)).notes
    assert "not used: 1 sensor readings of an event" in notes
    assert "not used: 1 disposition of an event" in notes


def test_an_arrival_counts_only_where_no_sending_is_told(
    read: Callable[..., Any],
) -> None:
    arrived = shipped(bizStep="receiving", eventTime="2024-04-05T08:00:00Z")
    assert len(read(document(shipped(), arrived))["shipments"]) == 1
    assert read(document(arrived))["shipments"][0]["date"] == "2024-04-05"


def test_a_kind_of_goods_without_a_lot_is_set_aside_and_counted(
    read: Callable[..., Any],
) -> None:
    kind = [{"epcClass": "urn:epc:idpat:sgtin:6901234.054321.*", "quantity": 9}]
    typed = read(document(spun(outputQuantityList=kind), spun())).typed
    assert len(typed.tables.production) == 1
    assert [a.reason for a in typed.set_aside] == ["missing lot_out"]
    assert all(count.add_up for count in typed.counts.values())


def test_goods_that_come_into_being_have_no_input(read: Callable[..., Any]) -> None:
    grown = {
        "type": "ObjectEvent",
        "action": "ADD",
        "bizStep": "commissioning",
        "eventTime": "2023-10-01T00:00:00Z",
        "quantityList": [{"epcClass": BALES, "quantity": 5000, "uom": "KGM"}],
        "bizLocation": {"id": MILL},
        "ilmd": {"cbvmda:countryOfOrigin": "CN"},
    }
    (row,) = read(document(grown))["production"]
    assert row["lot_out"].endswith("B-17")
    assert "lot_in" not in row


def test_an_answer_to_a_query_and_events_line_by_line_read_alike(
    read: Callable[..., Any],
) -> None:
    query = {
        "@context": CONTEXT,
        "type": "EPCISQueryDocument",
        "epcisBody": {
            "queryResults": {"resultsBody": {"eventList": [spun(), shipped()]}}
        },
    }
    lines = read([spun(), shipped()], "events.jsonl")
    assert read(query)["production"] == lines["production"]
    assert lines.tables["shipments"].lines.tolist() == [2]


def test_events_that_tell_nothing_of_goods_are_refused_with_what_they_hold(
    read: Callable[..., Any],
) -> None:
    other = shipped(bizStep="storing")
    with pytest.raises(InputError, match="1 ObjectEvent with bizStep storing"):
        read(document(other))
