"""Statements in the shapes of BODS 0.3 and 0.4; the companies are invented."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from whence.model.party import IdKind, RelationKind

pytestmark = pytest.mark.usefixtures("read_here")


def entity(key: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "statementId": f"s-{key}",
        "recordId": key,
        "recordType": "entity",
        "recordStatus": "new",
        "statementDate": "2024-01-01",
        "recordDetails": {
            "isComponent": False,
            "entityType": {"type": "registeredEntity"},
            "name": name,
            "jurisdiction": {"name": "China", "code": "CN"},
            **more,
        },
    }


def link(owned: str, owner: Any, *interests: dict[str, Any], **more: Any) -> Any:
    return {
        "statementId": f"s-{owned}-owned",
        "recordId": f"{owned}-owned",
        "recordType": "relationship",
        "recordStatus": "new",
        "statementDate": "2024-01-01",
        "recordDetails": {
            "isComponent": False,
            "subject": owned,
            "interestedParty": owner,
            "interests": list(interests),
        },
        **more,
    }


def shares(**share: float) -> dict[str, Any]:
    return {"type": "shareholding", "share": share, "startDate": "2019-05-01"}


PERSON = {
    "statementId": "s-p",
    "recordId": "p",
    "recordType": "person",
    "recordDetails": {"names": [{"fullName": "Invented Name"}]},
}
MILL = entity(
    "mill",
    "Example Mill Co., Ltd.",
    identifiers=[
        {"scheme": "CN-SAIC", "id": "91659003MA77XXXXXX"},
        {"scheme": "XI-LEI", "id": "5493001KJTIIGC8Y1R12"},
    ],
    addresses=[{"type": "registered", "address": "1 Mill Rd, Aksu"}],
)
HOLDING = entity("holding", "Example Holding Ltd")


def test_a_shareholding_becomes_a_relation(read: Callable[..., Any]) -> None:
    found = read([MILL, HOLDING, link("mill", "holding", shares(exact=51))], "b.jsonl")
    (own,) = found.typed.tables.ownership
    assert (own.kind, own.share, own.start) == (
        RelationKind.OWNER,
        0.51,
        date(2019, 5, 1),
    )
    assert (own.owner.names[0], own.owned.names[0]) == (
        "Example Holding Ltd",
        "Example Mill Co., Ltd.",
    )
    mill = found.typed.tables.suppliers[0]
    assert {kind for kind, _ in mill.mention.identifiers} == {IdKind.USCC, IdKind.LEI}
    assert mill.registered_address == "1 Mill Rd, Aksu"


@pytest.mark.parametrize(
    ("share", "read_as"),
    [
        ({"minimum": 75, "exclusiveMaximum": 100}, "75"),
        ({"exclusiveMinimum": 25, "maximum": 50}, "25"),
        ({"maximum": 50}, None),
    ],
)
def test_a_range_is_read_as_the_least_it_says(
    read: Callable[..., Any], share: dict[str, float], read_as: str | None
) -> None:
    found = read([MILL, HOLDING, link("mill", "holding", shares(**share))], "b.jsonl")
    assert found["relations"][0].get("share") == read_as


def test_persons_and_what_they_hold_are_dropped_and_counted(
    read: Callable[..., Any],
) -> None:
    found = read([MILL, PERSON, link("mill", "p", shares(exact=100))], "b.jsonl")
    assert list(found.tables) == ["parties"]
    assert "1 records about persons were left unread" in found.notes
    assert "not used: 1 interests of persons" in found.notes
    held = [value for raw in found.raws for c in raw.columns for value in c.values]
    assert not any("Invented" in value for value in held)


def test_a_later_statement_takes_the_place_of_an_earlier_one(
    read: Callable[..., Any],
) -> None:
    closed = link(
        "mill",
        "holding",
        shares(exact=51),
        recordStatus="closed",
        statementDate="2025-02-01",
    )
    early = link("mill", "holding", shares(exact=100))
    (row,) = read([MILL, HOLDING, closed, early], "b.jsonl")["relations"]
    assert (row["share"], row["end"]) == ("51", "2025-02-01")


def test_influence_is_no_ownership(read: Callable[..., Any]) -> None:
    vague = {"type": "otherInfluenceOrControl"}
    found = read([MILL, HOLDING, link("mill", "holding", vague)], "b.jsonl")
    assert "relations" not in found.tables
    assert any("otherinfluenceorcontrol" in note for note in found.notes)


def test_the_form_of_version_3_reads_alike(read: Callable[..., Any]) -> None:
    old = [
        {
            "statementID": "e1",
            "statementType": "entityStatement",
            "entityType": "registeredEntity",
            "name": "Example Mill Co., Ltd.",
            "incorporatedInJurisdiction": {"name": "China", "code": "CN"},
        },
        {
            "statementID": "e2",
            "statementType": "entityStatement",
            "name": "Example Holding Ltd",
        },
        {
            "statementID": "o1",
            "statementType": "ownershipOrControlStatement",
            "subject": {"describedByEntityStatement": "e1"},
            "interestedParty": {"describedByEntityStatement": "e2"},
            "interests": [{"type": "voting-rights", "share": {"exact": 60}}],
        },
    ]
    (row,) = read(old, "b.jsonl")["relations"]
    assert (row["owner"], row["owned"], row["share"]) == (
        "Example Holding Ltd",
        "Example Mill Co., Ltd.",
        "60",
    )
    assert row["owned_country"] == "CN"
