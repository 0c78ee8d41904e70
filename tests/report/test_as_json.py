"""findings.json: valid against its published schema, stable, silent on the masked."""

import copy
import dataclasses
import json
from types import ModuleType
from typing import Any

import jsonschema
import pytest

from whence.model import findings as nouns
from whence.model.findings import Findings
from whence.report.as_json import to_json
from whence.shelf import text_of

TOP = (
    "schema", "notice", "as_of", "asked", "versions", "inputs", "joins", "set_aside",
    "lists", "gates", "parties", "relations", "consignments", "methods", "limits",
    "summary",
)  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> Any:
    return json.loads(text_of("schema/findings.schema.json"))


def valid(schema: Any) -> jsonschema.Draft202012Validator:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema, format_checker=checker)


def test_the_sample_is_valid(findings: Findings, schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    body = json.loads(to_json(findings))
    assert tuple(body) == TOP
    valid(schema).validate(body)


@pytest.mark.parametrize(
    "where", [(), ("parties", 0), ("consignments", 0, "decisions", 0)]
)
def test_the_schema_takes_no_field_it_does_not_know(
    where: tuple[Any, ...], findings: Findings, schema: Any
) -> None:
    body = copy.deepcopy(json.loads(to_json(findings)))
    place = body
    for step in where:
        place = place[step]
    place["more"] = 1
    assert not valid(schema).is_valid(body)


def test_the_schema_misses_no_field_of_the_nouns(schema: Any) -> None:
    defs = {**schema["$defs"], "Findings": schema}
    for name in ("Findings", "ConsignmentFinding", "PartyFinding", "CandidateFinding"):
        held = [f.name for f in dataclasses.fields(getattr(nouns, name))]
        assert list(defs[name]["properties"]) == held
        assert defs[name]["required"] == held


def test_every_property_of_the_schema_is_described(schema: Any) -> None:
    for held in (schema, *schema["$defs"].values()):
        assert held["description"]
        for name, field in held.get("properties", {}).items():
            assert field["description"], name


def test_the_same_findings_give_the_same_bytes(sample: ModuleType) -> None:
    assert to_json(sample.findings()) == to_json(sample.findings())


def test_dates_are_iso_and_text_stays_in_its_script(findings: Findings) -> None:
    text = to_json(findings)
    assert '"as_of": "2025-06-30"' in text
    assert "和田喀鲁格纺织厂" in text
    assert "\\u" not in text


def test_the_last_bits_of_a_float_are_not_printed(findings: Findings) -> None:
    party = findings.parties[0]
    pair = dataclasses.replace(party.candidates[0], p_same=0.1 + 0.2)
    moved = dataclasses.replace(party, candidates=(pair,))
    text = to_json(dataclasses.replace(findings, parties=(moved,)))
    assert '"p_same": 0.3,' in text


def test_a_masked_name_stands_nowhere_in_the_text(findings: Findings) -> None:
    assert "Li Invented" in repr(findings)
    party = findings.parties[-1]
    limit = dataclasses.replace(findings.limits[0], text="Ask Li Invented about it.")
    text = to_json(dataclasses.replace(findings, limits=(limit,)))
    assert "Li Invented" not in text
    assert "91650100MA7TE5T00B" not in text
    assert f"Ask [name withheld, {party.id[:10]}] about it." in text
