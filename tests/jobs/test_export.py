"""What goes out comes in again: the findings of a run in the forms of others."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import InputError, UsageError
from whence.jobs.export import ExportRequest, export
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables

SHAPE = json.loads((Path(__file__).parent / "epcis_shape.json").read_text("utf-8"))
SOURCE = {"sha256": "0" * 64, "name": "a.csv", "sheet": "", "row": 2, "column": ""}


def party(key: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "name": name,
        "names": [name],
        "country": "CN",
        "identifiers": [],
        "addresses": ["1 Mill Rd, Aksu"],
        "word": "in region",
        "best_grade": "declared",
        "candidates": [],
        **more,
    }


def step(key: str, who: str, lot: str, tier: int, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "party": who,
        "role": "maker",
        "role_grade": "declared",
        "tier": tier,
        "stage": "",
        "product": "",
        "hs": "",
        "lot": lot,
        "day": "2024-03-02",
        "grams": 1_000_000,
        **more,
    }


def tie(up: str, down: str, kind: str = "lot") -> dict[str, Any]:
    return {
        "upstream": up,
        "downstream": down,
        "kind": kind,
        "grade": "declared",
        "grams": 1_100_000,
    }


FOUND: dict[str, Any] = {
    "schema": "whence/findings/1",
    "notice": "On the facts in this file. Only the authority decides.",
    "as_of": "2026-05-04",
    "asked": {"importer": "Example Importer"},
    "parties": [
        party(
            "p-mill",
            "Example Mill Co., Ltd.",
            names=["Example Mill Co., Ltd.", "示例纺织有限公司"],
            identifiers=[
                {"kind": "uscc", "code": "91659003MA77XXXXXX"},
                {"kind": "lei", "code": "5493001KJTIIGC8Y1R12"},
            ],
        ),
        party("p-holding", "Example Holding Ltd"),
        party("p-sewer", "Example Sewing Ltd", country="VN", addresses=["2 Hanoi Rd"]),
    ],
    "relations": [
        {
            "left": "p-holding",
            "kind": "owner",
            "right": "p-mill",
            "span": {"start": "2019-05-01", "end": None},
            "share": 0.51,
            "grade": "declared",
            "source": SOURCE,
        },
        {
            "left": "p-holding",
            "kind": "parent",
            "right": "p-sewer",
            "span": {"start": "0001-01-01", "end": "2025-01-01"},
            "share": None,
            "grade": "declared",
            "source": SOURCE,
        },
    ],
    "consignments": [
        {
            "id": "entry:X-1/1",
            "order": "PO-7",
            "steps": [
                step("goods", "p-sewer", "", 0, product="shirts", hs="620520"),
                step("yarn", "p-mill", "Lot 7/A", 1, stage="yarn", hs="520511"),
                step("bales", "p-mill", "(01)06901234123456(10)B-17", 2),
                step("undated", "p-mill", "L-9", 2, day=None),
                step("seller", "p-holding", "L-8", 1, role="seller"),
            ],
            "ties": [tie("yarn", "goods"), tie("bales", "yarn"), tie("goods", "")],
        }
    ],
}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "findings.json").write_text(json.dumps(FOUND))
    return folder


def back(file: Path) -> Any:
    """Read a file back as `assess` would."""
    return type_tables([(raw, map_table(raw)) for raw in read_file(file)]).tables


def test_a_chain_that_goes_out_as_events_comes_in_as_the_same_steps(
    dossier: Path, tmp_path: Path
) -> None:
    result = export(ExportRequest(dossier, tmp_path / "chain.jsonld"))
    steps = {s.lot_out: s for s in back(result.file).production}
    assert {(s.lot_out, s.lot_in) for s in steps.values()} == {
        ("entry:X-1/1", "Lot 7/A"),
        ("Lot 7/A", "(01)06901234123456(10)B-17"),
        ("(01)06901234123456(10)B-17", ""),
    }
    yarn = steps["Lot 7/A"]
    assert (yarn.stage, yarn.hs, str(yarn.day)) == ("yarn", "520511", "2024-03-02")
    assert (yarn.quantity_out.grams, yarn.quantity_in.grams) == (1_000_000, 1_100_000)
    assert yarn.party.names[0] == "Example Mill Co., Ltd."
    assert (yarn.party.country, yarn.site) == ("CN", "1 Mill Rd, Aksu")
    assert steps["entry:X-1/1"].order == "PO-7"
    assert dict(result.lost) == {"acts without a day": 1, "acts of a seller": 1}


def test_events_have_the_shape_that_gs1_asks(dossier: Path, tmp_path: Path) -> None:
    result = export(ExportRequest(dossier, tmp_path / "chain.jsonld"))
    told = json.loads(result.file.read_text("utf-8"))
    check = jsonschema.Draft7Validator(SHAPE)
    assert {e["type"] for e in told["epcisBody"]["eventList"]} == {
        "TransformationEvent",
        "ObjectEvent",
    }
    assert list(check.iter_errors(told)) == []


@pytest.mark.parametrize(
    ("gone", "at"),
    [("eventTimeZoneOffset", 0), ("eventTime", 1), ("outputQuantityList", 1)],
)
def test_an_event_that_lacks_a_part_would_be_seen(
    dossier: Path, tmp_path: Path, gone: str, at: int
) -> None:
    result = export(ExportRequest(dossier, tmp_path / "chain.jsonld"))
    told = json.loads(result.file.read_text("utf-8"))
    events = sorted(told["epcisBody"]["eventList"], key=lambda e: str(e["type"]))
    del events[at][gone]
    assert not jsonschema.Draft7Validator(SHAPE).is_valid(told)


@pytest.mark.parametrize("form", ["ftm", "bods"])
def test_owners_that_go_out_come_in_as_the_same_relations(
    dossier: Path, tmp_path: Path, form: str
) -> None:
    result = export(ExportRequest(dossier, tmp_path / f"owners.{form}", form))
    tables = back(result.file)
    owns = {(r.owner.names[0], r.owned.names[0]): r for r in tables.ownership}
    mill = owns["Example Holding Ltd", "Example Mill Co., Ltd."]
    assert (mill.kind, mill.share, str(mill.start)) == ("owner", 0.51, "2019-05-01")
    sewer = owns["Example Holding Ltd", "Example Sewing Ltd"]
    assert (sewer.share, sewer.start, str(sewer.end)) == (None, None, "2025-01-01")
    assert sewer.kind == ("parent" if form == "bods" else "owner")
    one = next(s for s in tables.suppliers if "Mill" in s.mention.names[0])
    assert "示例纺织有限公司" in one.mention.names
    assert {code for _, code in one.mention.identifiers} == {
        "91659003MA77XXXXXX",
        "5493001KJTIIGC8Y1R12",
    }


def test_what_is_exported_names_nobody_as_sanctioned(
    dossier: Path, tmp_path: Path
) -> None:
    export(ExportRequest(dossier, tmp_path / "p.ftm"))
    text = (tmp_path / "p.ftm").read_text()
    assert not any(word in text for word in ('"Sanction"', '"topics"', '"Person"'))
    assert "Only the authority decides." in text


def test_a_country_that_is_only_a_word_is_no_code(
    dossier: Path, tmp_path: Path
) -> None:
    words = {**FOUND, "parties": [{**p, "country": "越南"} for p in FOUND["parties"]]}
    (dossier / "findings.json").write_text(json.dumps(words))
    for name in ("p.ftm", "p.bods", "p.jsonld"):
        export(ExportRequest(dossier, tmp_path / name))
        assert "越南" not in (tmp_path / name).read_text()


def test_the_same_findings_give_the_same_bytes(dossier: Path, tmp_path: Path) -> None:
    for name in ("a.ftm", "a.bods", "a.jsonld"):
        first = export(ExportRequest(dossier, tmp_path / name)).file.read_bytes()
        again = export(ExportRequest(dossier, tmp_path / f"b{name}")).file.read_bytes()
        assert first == again


def test_what_is_no_dossier_and_what_is_no_form_is_refused(
    dossier: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        export(ExportRequest(tmp_path / "nowhere", tmp_path / "a.ftm"))
    with pytest.raises(UsageError, match="no form is known"):
        export(ExportRequest(dossier, tmp_path / "a.docx"))
    (dossier / "findings.json").write_text('{"schema": "another"}')
    with pytest.raises(InputError, match="no findings of the form"):
        export(ExportRequest(dossier, tmp_path / "a.ftm"))


def test_the_command_says_what_the_form_cannot_say(
    dossier: Path, tmp_path: Path
) -> None:
    ran = CliRunner().invoke(
        cli, ["export", str(dossier), "--to", str(tmp_path / "c.jsonld")]
    )
    assert ran.exit_code == 0
    assert "3 events, 2 parties" in ran.output
    assert "not in this form: 1 acts without a day" in ran.output


def test_every_bods_statement_is_declared_about_an_entity(
    dossier: Path, tmp_path: Path
) -> None:
    result = export(ExportRequest(dossier, tmp_path / "o.bods"))
    said = json.loads(result.file.read_text("utf-8"))
    entities = {s["recordId"] for s in said if s["recordType"] == "entity"}
    assert {s["declarationSubject"] for s in said} <= entities
