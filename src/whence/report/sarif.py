"""Decisions as SARIF 2.1.0, for tools that gate on findings.

Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard,
sections 3.19 (tool component), 3.27 (result), 3.27.9 (kind), 3.27.10 (level). A rule is
a measure; a result is what it says of a consignment. `no link found` is never "pass":
nothing that this tool prints means that goods are clear.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from whence.model.information import Information
from whence.model.measure import Decision, Result, Step
from whence.model.portfolio import MeasureAsked, Portfolio, Row
from whence.model.source import Source
from whence.report.told import WORD, pairs, sentence
from whence.report.words import flat

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
PAGE = "docs/decide.md"
KINDS = {
    3: ("fail", "error"),
    2: ("fail", "warning"),
    1: ("open", "none"),
    0: ("informational", "none"),
}
OUTSIDE = ("notApplicable", "none")
MOST = 10
"""So many rows of a file are named as locations of one result."""


def to_sarif(portfolio: Portfolio) -> str:
    """Write every decision as a SARIF log with one run; sorted and free of clocks."""
    places = {m.key: n for n, m in enumerate(portfolio.measures)}
    reasons = {(r.consignment, r.decision.measure): r.decision
               for r in portfolio.reasons}  # fmt: skip
    results = [
        _result(portfolio, row, result, place=places[result.measure],
                decision=reasons.get((row.id, result.measure)))
        for row in portfolio.rows
        for result in row.results
    ]  # fmt: skip
    for row, info in pairs(portfolio):
        place = places.setdefault(info.measure, len(places))
        results.append(_told(portfolio, row, info, place=place))
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(portfolio)},
                "columnKind": "unicodeCodePoints",
                "results": results,
                "properties": {
                    "notice": portfolio.notice,
                    "as_of": portfolio.as_of.isoformat(),
                    "lists": dict(portfolio.lists),
                    "versions": dict(portfolio.versions),
                },
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _driver(portfolio: Portfolio) -> dict[str, Any]:
    version = dict(portfolio.versions)["whence"]
    return {
        "name": "whence",
        "version": version,
        "semanticVersion": version,
        "rules": [*(_rule(m) for m in portfolio.measures), *_told_rules(portfolio)],
    }


def _told_rules(portfolio: Portfolio) -> list[dict[str, Any]]:
    """Give a rule for each measure that has no outcome."""
    known = {info.measure: info for _, info in pairs(portfolio)}
    return [
        {
            "id": info.measure,
            "name": info.title,
            "shortDescription": {"text": info.title},
            "help": {"text": f"{info.reference}. It has no outcome: {PAGE}."},
            "defaultConfiguration": {"level": "none"},
            "properties": {"kind": "information", "reference": info.reference},
        }
        for info in known.values()
    ]


def _told(
    portfolio: Portfolio, row: Row, info: Information, *, place: int
) -> dict[str, Any]:
    """Write what has no outcome as information."""
    text = f"{info.measure}\0{row.id}\0{info.status}"
    return {
        "ruleId": info.measure,
        "ruleIndex": place,
        "kind": "informational",
        "level": "none",
        "message": {"text": f"{row.name}: {sentence(info)} {portfolio.notice}"},
        "locations": _locations(row, None),
        "partialFingerprints": {
            "decision/v1": hashlib.sha256(text.encode()).hexdigest()[:32]
        },
        "properties": {
            "consignment": row.name,
            "outcome": WORD,
            "on": info.on.isoformat(),
            "status": info.status.value,
            "reference": info.reference,
        },
    }


def _rule(measure: MeasureAsked) -> dict[str, Any]:
    return {
        "id": measure.key,
        "name": measure.title,
        "shortDescription": {"text": measure.title},
        "fullDescription": {
            "text": f"{measure.title} ({measure.reference}), {measure.in_effect}."
        },
        "help": {"text": f"{measure.reference}. What outcomes say: {PAGE}."},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"kind": measure.kind.value, "reference": measure.reference},
    }


def _result(
    portfolio: Portfolio,
    row: Row,
    result: Result,
    *,
    place: int,
    decision: Decision | None,
) -> dict[str, Any]:
    severity = result.outcome.severity
    kind, level = OUTSIDE if severity is None else KINDS[severity]
    measure = portfolio.measures[place]
    return {
        "ruleId": measure.key,
        "ruleIndex": place,
        "kind": kind,
        "level": level,
        "message": {"text": _message(portfolio, row, result, decision)},
        "locations": _locations(row, decision),
        "partialFingerprints": {"decision/v1": _print(row, result)},
        "properties": {
            "consignment": row.name,
            "outcome": result.outcome.value,
            "on": result.on.isoformat(),
            "outlook": result.outlook.value,
            "answer": result.answer.value,
            "reference": decision.reference if decision else measure.reference,
            "in_effect": decision.in_effect if decision else measure.in_effect,
        },
    }


def _message(
    portfolio: Portfolio, row: Row, result: Result, decision: Decision | None
) -> str:
    if decision is not None and decision.steps:
        said = decision.steps[0].text
    else:
        title = next(m.title for m in portfolio.measures if m.key == result.measure)
        said = f"{title}: {result.outcome.value}, decided on {result.on}."
    return f"{row.name}: {said} {portfolio.notice}"


def _locations(row: Row, decision: Decision | None) -> list[dict[str, Any]]:
    """Name the rows of the consignment, and those behind its grounds."""
    sources: dict[Source, None] = dict.fromkeys(row.sources)
    if decision is not None:
        grounds = tuple(s for s in decision.steps if s.template.startswith("ground."))
        lines: Iterable[tuple[int, Step]] = flat(grounds)
        sources.update(dict.fromkeys(s for _, step in lines for s in step.sources))
    return [_location(row, source) for source in list(sources)[:MOST]]


def _location(row: Row, source: Source) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(source.name)}}
    if source.row:
        physical["region"] = {"startLine": source.row}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": row.id, "kind": "consignment"}],
        "message": {"text": str(source)},
    }


def _uri(name: str) -> str:
    """Write a file's name as a relative reference (RFC 3986)."""
    return quote(name or "unnamed", safe="/.-_~")


def _print(row: Row, result: Result) -> str:
    """Give what stays the same from run to run, while the decision is the same one."""
    text = f"{result.measure}\0{row.id}\0{result.outcome.value}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
