"""Credentials in the shape of UNTP 0.6; the companies are invented."""

from collections.abc import Callable
from typing import Any

PASSPORT: dict[str, Any] = {
    "type": ["DigitalProductPassport", "VerifiableCredential"],
    "@context": ["https://test.uncefact.org/vocabulary/untp/dpp/0.6.0/"],
    "issuer": {"id": "did:web:example.com", "name": "Example Garments Ltd"},
    "credentialSubject": {
        "type": ["ProductPassport"],
        "product": {
            "id": "https://id.gs1.org/01/09520123456788",
            "name": "Cotton shirt",
            "batchNumber": "6789",
            "productCategory": [
                {"code": "28210", "schemeName": "UN Central Product Classification"},
                {"code": "620520", "schemeName": "WCO Harmonized System"},
            ],
            "producedByParty": {"name": "Example Garments Ltd"},
            "producedAtFacility": {"name": "Hai Phong works"},
            "productionDate": "2024-04-25",
            "countryOfProduction": "VN",
            "dimensions": {"weight": {"value": 120, "unit": "KGM"}},
        },
        "materialsProvenance": [
            {"name": "Cotton lint", "originCountry": "CN", "massFraction": 0.95}
        ],
        "traceabilityInformation": [{"valueChainProcess": "Sewing"}],
        "conformityClaim": [{"conformance": True}],
    },
}
EVENT: dict[str, Any] = {
    "type": ["DigitalTraceabilityEvent", "VerifiableCredential"],
    "issuer": {"name": "Example Weaving Co., Ltd."},
    "credentialSubject": [
        {
            "type": ["TransformationEvent", "Event"],
            "processType": "Weaving",
            "eventTime": "2024-02-01T12:00:00Z",
            "bizLocation": "https://id.gs1.org/414/9520123456788",
            "inputQuantityList": [
                {
                    "productId": "https://id.gs1.org/01/09520123456795/10/Y",
                    "quantity": 9,
                }
            ],
            "outputQuantityList": [
                {
                    "productId": "https://id.gs1.org/01/09520123456788/10/6789",
                    "productName": "Fabric",
                    "quantity": 20,
                    "uom": "KGM",
                }
            ],
        }
    ],
}


def test_a_passport_is_a_production_step_and_a_list_of_materials(
    read: Callable[..., Any],
) -> None:
    found = read(PASSPORT)
    assert found["passports"] == [
        {
            "lot_out": "(01)09520123456788(10)6789",
            "stage": "Sewing",
            "date": "2024-04-25",
            "party": "Example Garments Ltd",
            "party_country": "VN",
            "role": "maker",
            "site": "Hai Phong works",
            "product": "Cotton shirt",
            "hs": "620520",
            "quantity_out": "120",
            "unit_out": "KGM",
        }
    ]
    (material,) = found["materials"]
    assert material["child"] == "Cotton lint"
    assert "originCountry CN" in material["description"]
    assert any("conformityClaim" in note for note in found.notes)


def test_an_event_credential_names_its_issuer_where_the_place_has_no_name(
    read: Callable[..., Any],
) -> None:
    (row,) = read(EVENT)["production"]
    assert (row["party"], row["stage"]) == ("Example Weaving Co., Ltd.", "Weaving")


def test_passports_and_events_in_one_file_tie_by_the_lot(
    read: Callable[..., Any],
) -> None:
    found = read([PASSPORT, EVENT], "credentials.jsonl")
    assert found["passports"][0]["lot_out"] == found["production"][0]["lot_out"]
