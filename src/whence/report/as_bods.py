"""Findings as statements of the Beneficial Ownership Data Standard 0.4.

Entities and what they hold of each other, statement by statement. No person is in the
findings, so none can be in the statements: a chain of owners ends at an organisation.
"""

import hashlib
import json
from typing import Any

from whence.report.exchange import (
    HOME,
    Found,
    Written,
    codes_of,
    country_of,
    day_in,
    parties_of,
    relations_of,
    said_of,
)

VERSION = "0.4"
# What is no shareholding is told in `details`, which our own reader understands.
KINDS = ("owner", "parent", "subsidiary", "branch")


def ownership_statements(found: Found) -> Written:
    """Write entities and relationships of those that own, or are owned."""
    out = Written()
    known = parties_of(found)
    links: list[dict[str, Any]] = []
    ends: set[str] = set()
    for relation in relations_of(found):
        if relation["kind"] not in KINDS:
            out.lost[f"relations of the kind {relation['kind']}"] += 1
        elif relation["left"] in known and relation["right"] in known:
            links.append(_link(relation, found))
            ends.update((relation["left"], relation["right"]))
    entities = [_entity(known[key], found) for key in sorted(ends)]
    out.lost["parties that own nothing and that nobody owns"] = len(known) - len(ends)
    out.kept["entities"], out.kept["relationships"] = len(entities), len(links)
    statements = [*entities, *sorted(links, key=lambda s: str(s["statementId"]))]
    out.text = json.dumps(statements, ensure_ascii=False, indent=1) + "\n"
    return out


def _statement(kind: str, record: str, details: Any, found: Found) -> dict[str, Any]:
    mark = hashlib.sha256(f"{kind}{record}{details}".encode()).hexdigest()[:32]
    return {
        "statementId": f"whence-{mark}",
        "declarationSubject": record,
        "statementDate": found["as_of"],
        "recordId": record,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": details,
        "publicationDetails": {
            "publicationDate": found["as_of"],
            "bodsVersion": VERSION,
            "publisher": {"name": found["asked"]["importer"] or "not named"},
        },
    }


def _entity(party: Found, found: Found) -> dict[str, Any]:
    codes = codes_of(party)
    numbers = [
        {"scheme": scheme, "id": codes[kind]}
        for kind, scheme in (("lei", "XI-LEI"), ("uscc", "CN-USCC"))
        if kind in codes
    ]
    if "register" in codes:
        numbers.append({"schemeName": "register number", "id": codes["register"]})
    details: dict[str, Any] = {
        "isComponent": False,
        "entityType": {"type": "registeredEntity" if numbers else "legalEntity"},
        "name": party["name"],
        "alternateNames": [n for n in party["names"] if n != party["name"]],
        "identifiers": numbers,
        "addresses": [
            {"type": "business", "address": text} for text in party["addresses"]
        ],
    }
    if code := country_of(party):
        details["jurisdiction"] = {"name": code, "code": code}
    return _statement("entity", party["id"], details, found)


def _link(relation: Found, found: Found) -> dict[str, Any]:
    owner, owned = relation["left"], relation["right"]
    if relation["kind"] in ("subsidiary", "branch"):
        owner, owned = owned, owner
    interest: dict[str, Any] = {"type": "shareholding"}
    if relation["kind"] != "owner":
        kind = "branch" if relation["kind"] == "branch" else "parent"
        interest = {"type": "unknownInterest", "details": kind}
    if relation["share"] is not None:
        interest["share"] = {"exact": round(relation["share"] * 100, 6)}
    for name, day in (("startDate", "start"), ("endDate", "end")):
        if said := day_in(relation["span"][day]):
            interest[name] = said
    details = {
        "isComponent": False,
        "subject": owned,
        "interestedParty": owner,
        "interests": [interest],
    }
    mark = hashlib.sha256(f"{owner}{owned}{interest}".encode()).hexdigest()[:16]
    made = _statement("relationship", f"r-{mark}", details, found)
    made["declarationSubject"] = owned  # always an entity or a person, says BODS
    made["source"] = {
        "type": ["thirdParty"],
        "description": f"{relation['grade']}: {said_of(relation['source'])}",
        "url": HOME,
    }
    return made
