"""The twenty-five scenarios, run through the whole main job."""

import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from whence.jobs.assess import AssessRequest, assess
from whence.jobs.judge import JudgeRequest, judge

DATA = yaml.safe_load((Path(__file__).parent / "scenarios.yml").read_text("utf-8"))
AS_OF = date(2026, 6, 26)
LIST = """\
key: us-uflpa
title: UFLPA Entity List (constructed edition)
publisher: constructed
published: {published}
retrieved: {retrieved}
complete: true
own_copy: true
invented: true
removals_known_since: 2022-06-21
reference: "Pub. L. 117-78, s. 2(d)(2)(B) (constructed edition)"
seen_at: constructed
rows: uflpa.csv
"""
REASON = "namesake-confirmed-by-register"


def prepare(scenario, folder):
    """Lay out the files of a scenario as a user would have them."""
    case = folder / "case"
    case.mkdir()
    dates = {"published": "2026-06-20", "retrieved": "2026-06-26"}
    dates.update({k: str(v) for k, v in scenario.get("list", {}).items()})
    (case / "uflpa.yml").write_text(LIST.format(**dates), "utf-8")
    (case / "uflpa.csv").write_text(DATA["list"], "utf-8")
    lists = ["uflpa.yml"]
    for name, text in scenario.get("lists", {}).items():
        (case / name).write_text(text, "utf-8")
        lists += [name] if name.endswith(".yml") else []
    measures = list(scenario.get("measure_files", {}))
    for name, text in scenario.get("measure_files", {}).items():
        (case / name).write_text(text, "utf-8")
    (case / "case.toml").write_text(
        f'format = 1\nimporter = "Meridian Row Outfitters"\n'
        f"lists = {json.dumps(lists)}\nmeasure_files = {json.dumps(measures)}\n",
        "utf-8",
    )
    files = folder / "files"
    files.mkdir()
    for name, text in scenario["files"].items():
        (files / name).write_text(text, "utf-8")
    tables = tuple(sorted(files.glob("*.csv")))
    return AssessRequest(
        files=tables,
        out=folder / "dossier",
        as_of=AS_OF,
        case=case,
        measures=tuple(scenario.get("measures", ["us/uflpa"])),
        accept_mapping=True,
    )


def judge_all(scenario, request, findings):
    """Judge the candidates that the scenario names, as a person would."""
    for wanted in scenario.get("judge", []):
        party, candidate = next(
            (p, c)
            for p in findings.parties
            for c in p.candidates
            if wanted["party"] in p.name and wanted["listing"] in c.listed_name
        )
        assert candidate.id, (party, candidate)
        judge(
            JudgeRequest(
                case=request.case,
                candidate=candidate.id,
                verdict=wanted["verdict"],
                by="analyst-1",
                reason=REASON if "reason" in wanted else "",
                why=wanted["why"],
                on=AS_OF,
            )
        )


def words_of(steps):
    for step in steps:
        yield step.text
        yield from words_of(step.children)


def check(expected, findings):
    found = {c.id.removeprefix("entry:"): c for c in findings.consignments}
    assert expected["consignment"] in found, sorted(found)
    goods = found[expected["consignment"]]
    key = expected.get("measure", "us/uflpa")
    decision = next(d for d in goods.decisions if d.measure == key)
    said = "\n".join([*words_of(decision.steps), *words_of(decision.contrary)])
    assert decision.outcome.value == expected["outcome"], said
    for name in ("outlook", "answer"):
        if name in expected:
            assert getattr(decision, name).value == expected[name], said
    everything = f"{said}\n{decision.reading}\n{decision.in_effect}"
    for word in expected.get("says", []):
        assert word.lower() in everything.lower(), everything
    if "leads" in expected:
        assert len(goods.leads) >= expected["leads"], goods.paths
    if "gate" in expected:
        assert all(g.passes is expected["gate"] for g in decision.gate), decision.gate
        assert decision.gate
    if "others" in expected:
        assert any(expected["others"] in o for o in decision.others), decision.others
    if "also_on" in expected:
        assert expected["also_on"] in [o.value for _, o in decision.also_on]
    if "question" in expected:
        assert bool(goods.question) is expected["question"]
    if "joined" in expected:
        assert [len(j.sources) for j in findings.joins] == [expected["joined"]]
    if "consignments" in expected:
        assert len(findings.consignments) == expected["consignments"]


EACH = pytest.mark.parametrize(
    "scenario",
    DATA["scenarios"],
    ids=lambda s: f"{s['number']:02} {s['name']}",
)


@EACH
def test_scenario(scenario, tmp_path, unprinted):
    request = prepare(scenario, tmp_path)
    with unprinted():
        findings = assess(request).findings
        if scenario.get("judge"):
            judge_all(scenario, request, findings)
            findings = assess(request).findings
    for expected in scenario["expect"]:
        check(expected, findings)


@pytest.mark.heavy
@EACH
def test_the_dossier_of_a_scenario_is_printed(scenario, tmp_path, unprinted):
    request = prepare(scenario, tmp_path)
    if scenario.get("judge"):
        with unprinted():
            judge_all(scenario, request, assess(request).findings)
    result = assess(request)
    for expected in scenario["expect"]:
        check(expected, result.findings)
    assert (request.out / "dossier.pdf").read_bytes().startswith(b"%PDF-")


def changed(number, edits, **verdict):
    """A scenario with edits (file, old, new); new None takes the file away."""
    scenario = copy.deepcopy(
        next(s for s in DATA["scenarios"] if s["number"] == number)
    )
    for file, old, new in edits:
        if new is None:
            del scenario["files"][file]
        else:
            assert old in scenario["files"][file], (file, old)
            scenario["files"][file] = scenario["files"][file].replace(old, new)
    if verdict:
        scenario["judge"] = [{**verdict, "why": "looked"}]
    return scenario


FORWARDER = "Oceanlark Freight Forwarding Ltd"
TRADER = "Hai Phong Cotton Trading JSC"
MATCH = {"party": "Hotan Qarlug", "listing": "Hetian Qarlug"}
SECOND_LOT = (
    'L-1,S-2,ginning,2025-01-05,Bharuch Ginning Works,"Bharuch, Gujarat, India",IN,'
    "LNT-1,520100,1100,500,kg\n"
)
VARIANTS = [
    (
        "a trader that calls itself a forwarder hides nobody",
        changed(13, [("trade.csv", "Hai Phong Cotton Trading JSC", FORWARDER)]),
        "to answer",
    ),
    (
        "a trader that only has himself notified of goods to order hides nobody",
        changed(
            13,
            [
                ("trade.csv", "Number\n", "Number,Notify Party\n"),
                (
                    "trade.csv",
                    f"{TRADER},VN,520100,Cotton lint,60000,BL-1304\n",
                    f"TO ORDER,,520100,Cotton lint,60000,BL-1304,{TRADER}\n",
                ),
            ],
        ),
        "to answer",
    ),
    (
        "an importer that only has himself notified of goods to order hides nobody",
        changed(
            13,
            [
                ("trade.csv", "Number\n", "Number,Notify Party\n"),
                (
                    "trade.csv",
                    "Meridian Row Outfitters,US,520512,Cotton yarn,4100,BL-1301\n",
                    "TO THE ORDER OF First Bank Ltd,,520512,Cotton yarn,4100,BL-1301,"
                    "Meridian Row Outfitters\n",
                ),
            ],
        ),
        "to answer",
    ),
    (
        "a match judged the same is presumed",
        changed(6, [], **MATCH, verdict="same"),
        "presumed",
    ),
    (
        "a match judged related is no better than before",
        changed(6, [], **MATCH, verdict="related"),
        "to answer",
    ),
    (
        "a match judged unsure is no better than before",
        changed(6, [], **MATCH, verdict="unsure"),
        "to answer",
    ),
    (
        "a subsidiary from after the import is an affiliate on that day",
        changed(2, [("ownership.csv", "2019-05-01", "2025-05-01")]),
        "to answer",
    ),
    (
        "a registry extract without its file is a declaration",
        changed(2, [("extract.txt", "", None)]),
        "to answer",
    ),
    (
        "taking the certificate away improves nothing",
        changed(22, [("documents.csv", "", None), ("certificate.txt", "", None)]),
        "presumed",
    ),
    (
        "a lot that went in and that nobody is named for is an open end",
        changed(25, [("production.csv", "S-1,,field", f"{SECOND_LOT}S-1,,field")]),
        "untraced",
    ),
    (
        "a lot of one tonne does not trace a consignment of five",
        changed(25, [("entries.csv", "PO-25,1000", "PO-25,5000")]),
        "untraced",
    ),
    (
        "papers by suppliers alone trace nothing",
        changed(25, [("documents.csv", "laboratory", "supplier")]),
        "untraced",
    ),
    (
        "a record that no longer names the order is a signal of the maker, and asks",
        changed(10, [("trade.csv", ",BL-10,PO-10", ",BL-10,")]),
        "to answer",
    ),
    (
        "a listed warehouse that a sheet calls a maker is still only declared one",
        changed(16, [("suppliers.csv", ",warehouse", ",manufacturer")]),
        "to answer",
    ),
]


@pytest.mark.parametrize(
    ("name", "scenario", "outcome"), VARIANTS, ids=[v[0] for v in VARIANTS]
)
def test_a_change_beside_a_scenario(name, scenario, outcome, tmp_path, unprinted):
    request = prepare(scenario, tmp_path)
    with unprinted():
        findings = assess(request).findings
        if scenario.get("judge"):
            judge_all(scenario, request, findings)
            findings = assess(request).findings
    expected = scenario["expect"][0]
    key = expected.get("measure", "us/uflpa")
    goods = next(
        c
        for c in findings.consignments
        if c.id.removeprefix("entry:") == expected["consignment"]
    )
    decision = next(d for d in goods.decisions if d.measure == key)
    assert decision.outcome.value == outcome, (name, list(words_of(decision.steps)))


NEW_RECORD = (
    "Date,Shipper,Shipper Address,Shipper Country,Consignee,Consignee Country,HS Code,"
    "Product Description,Gross Weight (kg),Bill of Lading Number\n"
    '2025-02-02,Hotan Qarlug Textiles Co Ltd,"{address}",CN,Somebody Inc,US,620342,'
    "Trousers,90,BL-901\n"
)


@pytest.mark.parametrize(
    ("verdict", "address", "outcome"),
    [
        ("same", "Hotan, Xinjiang", "presumed"),
        ("different", "Hotan, Xinjiang", "to answer"),
    ],
)
def test_new_rows_about_a_judged_party_never_improve(
    verdict, address, outcome, tmp_path, unprinted
):
    """A verdict follows its mention into a larger cluster; `different` is asked again
    when the party has changed, `same` holds until it is answered anew."""
    scenario = changed(6, [], **MATCH, verdict=verdict)
    if verdict == "different":
        scenario["judge"][0]["reason"] = "closed"
    request = prepare(scenario, tmp_path)
    more = request.files[0].parent / "more.csv"
    more.write_text(NEW_RECORD.format(address=address), "utf-8")
    with unprinted():
        judge_all(scenario, request, assess(request).findings)
        judged = assess(request).findings.consignments[0].decisions[0].outcome.value
        assert judged == {"same": "presumed", "different": "untraced"}[verdict]
        again = assess(replace(request, files=(*request.files, more))).findings
    assert again.consignments[0].decisions[0].outcome.value == outcome


DOCUMENTED = next(s for s in DATA["scenarios"] if s["number"] == 25)
OTHER_GIN = """\
Date,Shipper,Shipper Country,Consignee,Consignee Country,HS Code,PO Number
2025-01-02,Other Gin Ltd,IN,Narmada Spinning Mills Ltd,IN,520100,PO-25
"""
SECOND_COTTON = "YRN-1,LNT-2,Cotton lint,520100,cotton,0.2,kg,\n"


@pytest.mark.parametrize(
    "more",
    [
        {"trade.csv": OTHER_GIN},
        {"bom.csv": DOCUMENTED["files"]["bom.csv"].rstrip("\n") + "\n" + SECOND_COTTON},
    ],
    ids=["a second gin", "a second cotton"],
)
def test_a_second_source_that_nobody_documents_leaves_the_goods_untraced(
    more, tmp_path, unprinted
):
    scenario = {**DOCUMENTED, "files": {**DOCUMENTED["files"], **more}}
    with unprinted():
        findings = assess(prepare(scenario, tmp_path)).findings
    (decision,) = findings.consignments[0].decisions
    assert decision.outcome.value == "untraced"
