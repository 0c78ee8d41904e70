"""Findings as FollowTheMoney: one entity a line, sorted, ids as in the findings."""

import hashlib
import json
from typing import Any

from whence.report.exchange import (
    Found,
    Written,
    codes_of,
    country_of,
    day_in,
    parties_of,
    relations_of,
    said_of,
)

OWNS = ("owner", "parent")


def follow_the_money(found: Found) -> Written:
    """Write parties, what they own, and how goods are tied between them.

    Nobody is given a topic or a Sanction: that is for the authority to say. What this
    run found stands in `notes`, with the notice that goes with it.
    """
    out = Written()
    entities = [_party(party, found) for party in found["parties"]]
    out.kept["parties"] = len(entities)
    known = parties_of(found)
    for relation in relations_of(found):
        if relation["left"] in known and relation["right"] in known:
            entities.append(_relation(relation))
            out.kept["relations"] += 1
    for tie in sorted(_ties(found, out)):
        entities.append(_link(*tie))
        out.kept["ties of goods"] += 1
    lines = sorted(json.dumps(e, ensure_ascii=False, sort_keys=True) for e in entities)
    out.text = "".join(line + "\n" for line in lines)
    out.lost["decisions"] = len(found["consignments"])
    out.lost["candidates"] = sum(len(p["candidates"]) for p in found["parties"])
    return out


def _party(party: Found, found: Found) -> dict[str, Any]:
    codes = codes_of(party)
    properties = {
        "name": [party["name"]],
        "alias": [n for n in party["names"] if n != party["name"]],
        "country": [country.lower()] if (country := country_of(party)) else [],
        "address": list(party["addresses"]),
        "uscCode": [codes["uscc"]] if "uscc" in codes else [],
        "leiCode": [codes["lei"]] if "lei" in codes else [],
        "registrationNumber": [codes["register"]] if "register" in codes else [],
        "notes": [
            f"{party['word']} (best grade {party['best_grade']}),"
            f" as of {found['as_of']}. {found['notice']}"
        ],
    }
    kept = {name: values for name, values in properties.items() if values}
    return {"id": party["id"], "schema": "Company", "properties": kept}


def _relation(relation: Found) -> dict[str, Any]:
    """Write ownership as such, any other relation as a link with its word."""
    owner, asset = relation["left"], relation["right"]
    if relation["kind"] == "subsidiary":
        owner, asset = asset, owner
    owns = relation["kind"] in (*OWNS, "subsidiary")
    share = relation["share"]
    properties = {
        "owner" if owns else "subject": [owner],
        "asset" if owns else "object": [asset],
        "role": [relation["kind"]],
        "percentage": [f"{share * 100:g}"] if owns and share is not None else [],
        "startDate": [d] if (d := day_in(relation["span"]["start"])) else [],
        "endDate": [d] if (d := day_in(relation["span"]["end"])) else [],
        "summary": [f"{relation['grade']}: {said_of(relation['source'])}"],
    }
    kept = {name: values for name, values in properties.items() if values}
    mark = _mark(relation["left"], relation["kind"], relation["right"], str(kept))
    schema = "Ownership" if owns else "UnknownLink"
    return {"id": f"r-{mark}", "schema": schema, "properties": kept}


def _ties(found: Found, out: Written) -> set[tuple[str, str, str, str]]:
    """Give how goods are tied from party to party, each once."""
    ties: set[tuple[str, str, str, str]] = set()
    for consignment in found["consignments"]:
        steps = {step["key"]: step["party"] for step in consignment["steps"]}
        for tie in consignment["ties"]:
            up, down = steps.get(tie["upstream"]), steps.get(tie["downstream"])
            if up and down and up != down:
                ties.add((up, down, tie["kind"], tie["grade"]))
            else:
                out.lost["ties within a party, or to goods alone"] += 1
    return ties


def _link(up: str, down: str, kind: str, grade: str) -> dict[str, Any]:
    word = "can have supplied (inferred from trade records)"
    role = word if kind == "lanes" else f"goods tied by {kind} ({grade})"
    return {
        "id": f"l-{_mark(up, down, kind, grade)}",
        "schema": "UnknownLink",
        "properties": {"subject": [up], "object": [down], "role": [role]},
    }


def _mark(*parts: str) -> str:
    return hashlib.sha256(">".join(parts).encode()).hexdigest()[:16]
