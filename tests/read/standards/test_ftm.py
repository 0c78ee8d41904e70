from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from whence.errors import InputError
from whence.model.party import IdKind, RelationKind

pytestmark = pytest.mark.usefixtures("read_here")

MILL = {
    "id": "mill",
    "schema": "Company",
    "properties": {
        "name": ["Example Mill Co., Ltd.", "示例纺织有限公司"],
        "alias": ["Example Textile"],
        "previousName": ["Old Mill"],
        "jurisdiction": ["cn"],
        "uscCode": ["91659003MA77XXXXXX"],
        "addressEntity": ["place"],
    },
}
PLACE = {
    "id": "place",
    "schema": "Address",
    "properties": {"full": ["1 Mill Rd, Aksu"]},
}
HOLDING = {
    "id": "holding",
    "schema": "Organization",
    "properties": {"name": ["Example Holding Ltd"], "country": ["cn"]},
}
OWNS: dict[str, Any] = {
    "id": "o1",
    "schema": "Ownership",
    "properties": {
        "owner": ["holding"],
        "asset": ["mill"],
        "percentage": ["51%"],
        "startDate": ["2019-05-01"],
    },
}
PERSON = {"id": "p", "schema": "Person", "properties": {"name": ["Invented Name"]}}
LISTED: dict[str, Any] = {
    "id": "NK-1",
    "caption": "Listed Example Co., Ltd.",
    "schema": "Company",
    "datasets": ["us_dhs_uflpa"],
    "target": True,
    "properties": {
        "name": ["Listed Example Co., Ltd."],
        "country": ["cn"],
        "topics": ["sanction"],
        "sanctions": [
            {
                "id": "s-1",
                "schema": "Sanction",
                "properties": {
                    "entity": ["NK-1"],
                    "authority": ["Department of Homeland Security"],
                    "programId": ["US-UFLPA"],
                    "listingDate": ["2023-06-12"],
                },
            }
        ],
    },
}


def test_a_company_becomes_a_party_with_what_is_known_of_it(
    read: Callable[..., Any],
) -> None:
    found = read([MILL, PLACE], "case.ftm.jsonl")
    (row,) = found["parties"]
    assert row["name_local"] == "示例纺织有限公司"
    assert row["address"] == "1 Mill Rd, Aksu"
    (party,) = found.typed.tables.suppliers
    assert party.mention.names == (
        "Example Mill Co., Ltd.",
        "示例纺织有限公司",
        "Example Textile",
        "Old Mill",
    )
    assert party.mention.country == "CN"
    assert party.mention.identifiers == ((IdKind.USCC, "91659003MA77XXXXXX"),)
    assert party.source.row == 1


def test_what_it_owns_becomes_a_relation(read: Callable[..., Any]) -> None:
    (own,) = read([MILL, HOLDING, OWNS], "o.jsonl").typed.tables.ownership
    assert (own.owner.names[0], own.owned.names[0]) == (
        "Example Holding Ltd",
        "Example Mill Co., Ltd.",
    )
    assert (own.kind, own.share, own.source.row) == (RelationKind.OWNER, 0.51, 3)


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        ("2021", "2022", (date(2021, 1, 1), date(2022, 12, 31))),
        ("2021-05", "2024-02", (date(2021, 5, 1), date(2024, 2, 29))),
        ("2021-05-03", "", (date(2021, 5, 3), None)),
    ],
)
def test_an_owner_since_a_month_or_a_year_owned_from_its_first_day(
    read: Callable[..., Any], start: str, end: str, held: tuple[date, date | None]
) -> None:
    said = {**OWNS["properties"], "startDate": [start], "endDate": [end] if end else []}
    (own,) = read(
        [MILL, HOLDING, {**OWNS, "properties": said}], "o.jsonl"
    ).typed.tables.ownership
    assert (own.start, own.end) == held


def test_a_listing_of_a_year_holds_from_its_first_day(
    read: Callable[..., Any],
) -> None:
    (old,) = LISTED["properties"]["sanctions"]
    said = {**old["properties"], "listingDate": ["2023"]}
    sanctions = [{**old, "properties": said}]
    (row,) = read(
        [{**LISTED, "properties": {**LISTED["properties"], "sanctions": sanctions}}],
        "l.jsonl",
    )["listings"]
    assert row["start"] == "2023-01-01"


def test_a_person_and_what_a_person_owns_are_dropped_and_counted(
    read: Callable[..., Any],
) -> None:
    hers = {**OWNS, "properties": {"owner": ["p"], "asset": ["mill"]}}
    found = read([PERSON, MILL, hers], "p.jsonl")
    assert list(found.tables) == ["parties"]
    assert "1 records about persons were left unread" in found.notes
    assert "not used: 1 ties to persons" in found.notes
    held = [value for raw in found.raws for c in raw.columns for value in c.values]
    assert not any("Invented" in value for value in held)


def test_an_entity_that_may_be_a_person_needs_a_sign_of_an_organisation(
    read: Callable[..., Any],
) -> None:
    bare = {"id": "a", "schema": "LegalEntity", "properties": {"name": ["Wei Zhang"]}}
    firm = {"id": "b", "schema": "LegalEntity", "properties": {"name": ["Zhang Ltd"]}}
    number = {
        "id": "c",
        "schema": "LegalEntity",
        "properties": {"name": ["Zhang"], "leiCode": ["5493001KJTIIGC8Y1R12"]},
    }
    found = read([bare, firm, number], "l.jsonl")
    assert [row["name"] for row in found["parties"]] == ["Zhang Ltd", "Zhang"]
    assert any("nothing shows to be organisations" in note for note in found.notes)


def test_a_target_of_opensanctions_is_a_listing_and_no_party_of_yours(
    read: Callable[..., Any],
) -> None:
    found = read([LISTED, MILL], "targets.nested.jsonl")
    assert found["listings"] == [
        {
            "name": "Listed Example Co., Ltd.",
            "country": "CN",
            "section": "US-UFLPA",
            "authority": "Department of Homeland Security",
            "start": "2023-06-12",
            "dataset": "us_dhs_uflpa",
        }
    ]
    typed = found.typed
    assert [s.mention.names[0] for s in typed.tables.suppliers] == [
        "Example Mill Co., Ltd."
    ]
    assert [a.reason for a in typed.set_aside] == ["somebody's list"]
    assert all(count.add_up for count in typed.counts.values())


def test_flat_and_nested_files_say_the_same(read: Callable[..., Any]) -> None:
    (sanction,) = LISTED["properties"]["sanctions"]
    properties = {k: v for k, v in LISTED["properties"].items() if k != "sanctions"}
    flat = [{**LISTED, "properties": properties}, sanction]
    nested = read([LISTED], "n.jsonl")["listings"]
    assert read(flat, "f.jsonl")["listings"] == nested


def test_a_file_of_persons_alone_is_refused(read: Callable[..., Any]) -> None:
    with pytest.raises(InputError, match="persons"):
        read([PERSON], "p.jsonl")
