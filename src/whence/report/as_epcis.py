"""The chains of the findings as events of GS1 EPCIS 2.0.

An act that made a lot becomes a TransformationEvent, the lots tied to it its inputs;
who sold or stored goods becomes a shipment. The standard asks for a day: an act
without one cannot be written, and is counted. Keys that are none of GS1's stand under
an address that leads nowhere.
"""

import json
import re
from typing import Any
from urllib.parse import quote

from whence.report.exchange import HOME, Found, Written, country_of, parties_of

CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"whence": f"{HOME}epcis/"},
]
GS1 = re.compile(r"\((01)\)(\d{14})\((10|21)\)(.+)")
MADE, PASSED = "TransformationEvent", "ObjectEvent"


def events(found: Found) -> Written:
    """Write the acts of every chain, each once, with the master data they need."""
    out = Written()
    made: dict[str, dict[str, Any]] = {}
    named: dict[str, dict[str, Any]] = {}
    for consignment in found["consignments"]:
        for step in consignment["steps"]:
            event = _event(step, consignment, out)
            if event is not None:
                made.setdefault(event["eventID"], event)
                _name(event, step, named)
    known = parties_of(found)
    places = [
        _place(key, known[key])
        for key in sorted({e["whence:party"] for e in made.values()})
        if key in known
    ]
    out.kept["events"], out.kept["parties"] = len(made), len(places)
    vocabulary = [
        {
            "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
            "vocabularyElementList": places,
        },
        {
            "type": "urn:epcglobal:epcis:vtype:EPCClass",
            "vocabularyElementList": [named[key] for key in sorted(named)],
        },
    ]
    document = {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": f"{found['as_of']}T00:00:00Z",
        "epcisHeader": {"epcisMasterData": {"vocabularyList": vocabulary}},
        "epcisBody": {"eventList": [made[key] for key in sorted(made)]},
    }
    out.text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return out


def uri_of(lot: str, kind: str = "lot") -> str:
    """Write a lot as a web address: of GS1 where it is one, else a dead one.

    >>> uri_of("(01)06901234543216(10)Y-1")
    'https://id.gs1.org/01/06901234543216/10/Y-1'
    >>> uri_of("Lot 7/A")
    'https://whence.invalid/lot/Lot%207%2FA'
    """
    if (key := GS1.fullmatch(lot)) is not None:
        return f"https://id.gs1.org/{key[1]}/{key[2]}/{key[3]}/{quote(key[4], safe='')}"
    return f"{HOME}{kind}/{quote(lot, safe='')}"


def _event(step: Found, consignment: Found, out: Written) -> dict[str, Any] | None:
    """Write one act; None when the form has no way to say it."""
    if not step["party"]:
        out.lost["acts of unknown parties"] += 1
        return None
    if step["role"] != "maker":
        out.lost[f"acts of a {step['role']}"] += 1
        return None
    if not step["day"]:
        out.lost["acts without a day"] += 1
        return None
    if not (step["lot"] or step["tier"] == 0):
        out.lost["acts without a lot"] += 1
        return None
    event: dict[str, Any] = {
        "type": MADE,
        "eventID": f"{HOME}act/{quote(_mark(step, consignment), safe='')}",
        "eventTime": f"{step['day']}T00:00:00Z",
        "eventTimeZoneOffset": "+00:00",
        "inputQuantityList": _inputs(step, consignment),
        "outputQuantityList": [_amount(_lot(step, consignment), step["grams"])],
        "bizStep": "commissioning",
        "bizLocation": {"id": uri_of(step["party"], "party")},
        "whence:party": step["party"],
        "whence:grade": step["role_grade"],
    }
    if step["stage"]:
        event["whence:stage"] = step["stage"]
    if step["tier"] == 0 and consignment["order"]:
        paper = {"type": "po", "bizTransaction": uri_of(consignment["order"], "order")}
        event["bizTransactionList"] = [paper]
    if not event["inputQuantityList"]:
        # Nothing is known to have gone in: the goods came into being here.
        event |= {"type": PASSED, "action": "ADD"}
        event["quantityList"] = event.pop("outputQuantityList")
        del event["inputQuantityList"]
    return event


def _mark(step: Found, consignment: Found) -> str:
    return step["key"] if step["lot"] else f"{consignment['id']}|{step['key']}"


def _lot(step: Found, consignment: Found) -> str:
    """Give the lot that an act made; the goods of a consignment are one, if unnamed."""
    return uri_of(step["lot"]) if step["lot"] else uri_of(consignment["id"], "goods")


def _inputs(step: Found, consignment: Found) -> list[dict[str, Any]]:
    lots = {s["key"]: s["lot"] for s in consignment["steps"] if s["lot"]}
    return [
        _amount(uri_of(lots[tie["upstream"]]), tie["grams"])
        for tie in consignment["ties"]
        if tie["downstream"] == step["key"]
        and tie["kind"] == "lot"
        and tie["upstream"] in lots
    ]


def _amount(lot: str, grams: int | None) -> dict[str, Any]:
    if grams is None:
        return {"epcClass": lot}
    return {"epcClass": lot, "quantity": grams / 1000, "uom": "KGM"}


def _name(event: Found, step: Found, named: dict[str, dict[str, Any]]) -> None:
    """Say of a lot what it is, and its HS code."""
    made = event.get("outputQuantityList") or event["quantityList"]
    told = {"cbvmda:descriptionShort": step["product"], "whence:hsCode": step["hs"]}
    pairs = [{"id": k, "attribute": v} for k, v in told.items() if v]
    if pairs:
        lot = made[0]["epcClass"]
        named.setdefault(lot, {"id": lot, "attributes": pairs})


def _place(key: str, party: Found) -> dict[str, Any]:
    told = {
        "cbvmda:name": party["name"],
        "cbvmda:address": "; ".join(party["addresses"][:1]),
        "cbvmda:countryCode": country_of(party),
    }
    pairs = [{"id": k, "attribute": v} for k, v in told.items() if v]
    return {"id": uri_of(key, "party"), "attributes": pairs}
