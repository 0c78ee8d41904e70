"""The example case against what was stated of it before any program read it."""

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from whence.jobs.assess import AssessRequest, assess
from whence.jobs.judge import JudgeRequest, judge
from whence.report.as_json import to_json

ROOT = Path(__file__).parents[2] / "examples"
WANTED = yaml.safe_load((ROOT / "expected.yml").read_text("utf-8"))
AS_OF = date.fromisoformat(WANTED["as_of"])


def run(folder):
    files = sorted([*(ROOT / "case").glob("*.csv"), *(ROOT / "case").glob("*.xlsx")])
    return assess(
        AssessRequest(
            files=tuple(files),
            out=folder / "dossier",
            case=folder / "case",
            as_of=AS_OF,
        )
    )


@pytest.fixture(scope="module")
def example(tmp_path_factory, unprinted):
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(ROOT / "case", folder / "case")
    with unprinted():
        return folder, run(folder)


@pytest.fixture(scope="module")
def findings(example):
    return json.loads(to_json(example[1].findings))


def short(key):
    return key.removeprefix("entry:").removeprefix("order:")


def goods_of(findings, key):
    found = [
        c
        for c in findings["consignments"]
        if short(c["id"]) == key or short(c["id"]).split("/")[0] == key
    ]
    assert len(found) == 1, (key, [c["id"] for c in findings["consignments"]])
    return found[0]


def words(steps):
    for step in steps:
        yield step["text"]
        yield from words(step["children"])


def said_of(decision):
    return "\n".join([*words(decision["steps"]), *words(decision["contrary"])])


@pytest.mark.parametrize(
    "wanted", WANTED["consignments"], ids=lambda w: w["consignment"]
)
def test_a_consignment_of_the_example_comes_out_as_stated(findings, wanted):
    goods = goods_of(findings, wanted["consignment"])
    by_key = {d["measure"]: d for d in goods["decisions"]}
    said = ""
    for measure, expected in wanted["measures"].items():
        decision = by_key[measure]
        text = said_of(decision)
        said += text
        assert decision["outcome"] == expected["outcome"], (wanted["why"], text)
        for name in ("outlook", "answer"):
            if name in expected:
                assert decision[name] == expected[name], (wanted["why"], text)
        if "gate" in expected:
            assert {g["passes"] for g in decision["gate"]} == {expected["gate"]}
        if "also_on" in expected:
            assert expected["also_on"] in [o["outcome"] for o in decision["also_on"]]
    for word in wanted.get("says", []):
        assert word.casefold() in said.casefold(), said
    if "lead" in wanted:
        assert bool(goods["leads"]) is wanted["lead"]
    if "signal" in wanted:
        assert ("signal" in said.casefold()) is bool(wanted["signal"]), said
    if "question" in wanted:
        assert bool(goods["question"]) is bool(wanted["question"])
    if "contrary" in wanted:
        assert any(d["contrary"] for d in goods["decisions"])
    if "entered" in wanted:
        assert goods["entered"] is wanted["entered"]


@pytest.mark.parametrize("wanted", WANTED["parties"], ids=lambda w: w["party"])
def test_a_trap_is_in_no_region(findings, wanted):
    found = [
        p for p in findings["parties"] if wanted["party"] in (p["name"], *p["names"])
    ]
    assert found, wanted
    assert all(x["region"] != "CN-XJ" for p in found for x in p["places"]), found


def test_every_row_of_the_example_is_accounted_for(findings):
    for name, wanted in WANTED["tables"].items():
        file, _, sheet = name.partition("#")
        rows = [
            i
            for i in findings["inputs"]
            if i["name"] == file and (not sheet or i["sheet"] == sheet)
        ]
        assert len(rows) == 1, name
        row = rows[0]
        assert row["rows_in"] == wanted["rows"], name
        assert row["rows_apart"] == wanted["apart"], name
        assert row["rows_merged"] >= wanted["duplicates"], name
        parts = row["rows_used"] + row["rows_merged"] + row["rows_set_aside"]
        assert row["rows_in"] == parts, name


def test_rows_set_aside_and_cells_left_out_are_told_apart(findings):
    """Their reasons were once counted together, beside the number of the rows."""
    whole = {
        (s["source"]["sha256"], s["source"]["sheet"], s["source"]["row"])
        for s in findings["set_aside"]
        if s["extent"] == "row"
    }
    assert len(whole) == sum(row["rows_set_aside"] for row in findings["inputs"])
    told = {x["key"]: x["count"] for x in findings["limits"]}
    cells = sum(s["extent"] == "cell" for s in findings["set_aside"])
    assert (told["rows set aside"], told["cells left out"]) == (len(whole), cells)
    assert cells > 0


def test_every_dirty_row_is_named_or_merged(findings):
    named = {(s["source"]["name"], s["source"]["row"]) for s in findings["set_aside"]}
    conflicts = {
        s["row"] for j in findings["joins"] if j["conflicts"] for s in j["sources"]
    }
    silent = ("duplicate", "formula as text", "file not there", "conflict of origin")
    for wanted in WANTED["dirt"]:
        if wanted["kind"] not in silent:
            assert (wanted["file"], wanted["row"]) in named, wanted
        if wanted["kind"] == "conflict of origin":
            assert wanted["row"] in conflicts, wanted


def test_every_outcome_word_of_a_presumption_and_an_order_occurs(findings):
    seen = Counter(
        d["outcome"] for c in findings["consignments"] for d in c["decisions"]
    )
    assert set(seen) == {
        "presumed",
        "under order",
        "to answer",
        "untraced",
        "no link found",
        "not in effect",
        "out of scope",
    }


def test_a_judgement_is_remembered_and_changes_only_what_it_settles(example, unprinted):
    folder, first = example
    wanted = WANTED["after_judgement"][0]
    candidate = next(
        c
        for p in first.findings.parties
        for c in p.candidates
        if wanted["party"] in p.name and wanted["listing"] in c.listed_name
    )
    copy = folder / "judged"
    shutil.copytree(folder / "case", copy / "case")
    judge(
        JudgeRequest(
            case=copy / "case",
            candidate=candidate.id,
            verdict=wanted["verdict"],
            by="analyst-1",
            reason=wanted["reason"],
            why=wanted["why"],
            on=AS_OF,
        )
    )
    with unprinted():
        second = json.loads(to_json(run(copy).findings))
    goods = goods_of(second, wanted["consignment"])
    outcomes = {d["measure"]: d["outcome"] for d in goods["decisions"]}
    assert outcomes["invented/origin-act"] == wanted["act"]
    before = {c.id: c.worst for c in first.findings.consignments}
    after = {c["id"]: c["worst"] for c in second["consignments"]}
    changed = {key for key in before if before[key] != after[key]}
    assert changed <= {goods["id"]}


@pytest.mark.heavy
def test_the_dossier_of_the_example_is_printed_whole(example, tmp_path):
    shutil.copytree(ROOT / "case", tmp_path / "case")
    printed = run(tmp_path)
    assert to_json(printed.findings) == to_json(example[1].findings)
    assert (tmp_path / "dossier" / "dossier.pdf").read_bytes().startswith(b"%PDF-")
    assert len(list((tmp_path / "dossier" / "pictures").glob("*.png"))) > 3


def test_a_party_in_the_region_shows_its_place_there_first(example):
    inside = [p for p in example[1].findings.parties if p.word == "in region"]
    seats = {p.places[0].region for p in inside}
    assert seats == {"CN-XJ"}
    assert any(x.region != "CN-XJ" for p in inside for x in p.places)
