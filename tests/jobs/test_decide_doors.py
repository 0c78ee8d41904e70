"""What leaves the command: exit codes, what is masked, what has no outcome, SARIF."""

import csv
import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import whence.jobs.decide as job
from whence.cli import main
from whence.errors import UsageError
from whence.jobs.assess import AssessRequest, assess
from whence.jobs.decide import DecideRequest, decide
from whence.model.measure import MeasureKind, Outcome

AS_OF = date(2026, 6, 26)
SHAPE = Path(__file__).parents[1] / "report" / "sarif_shape.json"
EXAMPLE = Path(__file__).parents[2] / "examples" / "case"
NARROW = "proposed/narrow-presumption-2022"
DUTIES = "us/s301-2026"
TEXT = (
    "Entry Summary Number,Entry Summary Line Number,Importation Date,"
    "HTS Number - Full,Country of Origin Code,Description,Manufacturer Name,"
    "Manufacturer Address,PO Number,Net Weight (kg)\n"
    "DOR-1,1,2025-04-10,5205110000,CN,Cotton yarn,Qarlug Mills,"
    '"Shule County, Kashgar, Xinjiang",PO-1,4000\n'
    "DOR-2,1,2025-04-11,7326908688,VN,Wire baskets,Song Hong Wire Ltd,"
    '"Hai Phong, Viet Nam",PO-2,900\n'
)
READINGS = {}


@pytest.fixture(autouse=True)
def _read_once(monkeypatch):
    """Read the same files once: every reading starts a child process."""
    real = job.read_case

    def remembered(case, paths, **more):
        key = tuple(sorted((p.name, p.read_bytes()) for p in paths))
        if key not in READINGS:
            READINGS[key] = real(case, paths, **more)
        return READINGS[key]

    monkeypatch.setattr(job, "read_case", remembered)


@pytest.fixture(scope="module")
def entries(tmp_path_factory):
    path = tmp_path_factory.mktemp("doors") / "entries.csv"
    path.write_text(TEXT, "utf-8")
    return path


def asked(entries, *measures, **more):
    request = {"as_of": AS_OF, "files": (entries,), "accept_mapping": True, **more}
    return decide(DecideRequest(measures=measures, **request))


def left_with(*words):
    """Give the exit code with which the program leaves."""
    with pytest.raises(SystemExit) as caught:
        main(["decide", *map(str, words)])
    return caught.value.code or 0


@pytest.mark.parametrize(
    ("gate", "only", "code"),
    [
        ("", "DOR-1/1", 0),
        ("presumed", "DOR-1/1", 10),
        ("to answer", "DOR-1/1", 10),
        ("to-answer", "DOR-2/1", 0),
        ("presumed", "DOR-2/1", 0),
        ("untraced", "DOR-2/1", 10),
        ("no_link_found", "DOR-2/1", 10),
        ("guilty", "DOR-1/1", 2),
        ("not in effect", "DOR-1/1", 2),
    ],
)
def test_the_program_leaves_with_the_code_of_its_gate(
    entries, capsys, gate, only, code
):
    words = [entries, "--as-of", AS_OF, "--accept-mapping", "--measure", "us/uflpa"]
    words += ["--consignment", only, *(["--gate", gate] if gate else [])]
    assert left_with(*words) == code
    shown = capsys.readouterr()
    assert ("Held up by the gate: DOR" in shown.out) is (code == 10)
    if code == 2:
        assert "Those that exist: presumed, under order" in shown.err


def test_goods_out_of_scope_or_of_another_time_are_never_held_up(entries):
    order = "us/s307/lop-hair-park-2020"
    found = asked(entries, order, gate=Outcome.NO_LINK_FOUND)
    outcomes = {r.outcome for row in found.portfolio.rows for r in row.results}
    assert outcomes <= {Outcome.NOT_IN_EFFECT, Outcome.OUT_OF_SCOPE}
    assert (found.exit_code, found.held_up) == (0, ())


def test_a_file_that_cannot_be_used_is_no_pass(tmp_path):
    path = tmp_path / "entries.csv"
    path.write_text("", "utf-8")
    words = (path, "--gate", "presumed", "--accept-mapping", "--as-of", AS_OF)
    assert left_with(*words) not in (0, 10)


def test_a_proposal_is_asked_as_if_it_were_law_and_says_so(entries, capsys):
    found = asked(entries, "us/uflpa", what_if=(f"as-law={NARROW}",), reasons=True)
    measure = found.portfolio.measures[-1]
    assert (measure.key, measure.kind) == (NARROW, MeasureKind.PRESUMPTION)
    assert measure.title.endswith("(a proposal, asked as if it were law)")
    yarn, wire = (
        next(r for r in row.results if r.measure == NARROW).outcome
        for row in sorted(found.portfolio.rows, key=lambda r: r.id)
    )
    assert (yarn, wire) == (Outcome.PRESUMED, Outcome.OUT_OF_SCOPE)
    assert "as if it were law" in found.portfolio.reasons[1].decision.steps[0].text
    assert found.portfolio.compared.said == (f"the proposal {NARROW} were law",)


@pytest.mark.parametrize("key", ["us/uflpa", DUTIES, "ca/bill-c-35", "no/such"])
def test_only_a_proposal_that_says_what_it_would_be_is_supposed_to_be_law(entries, key):
    with pytest.raises(UsageError):
        asked(entries, "us/uflpa", what_if=(f"as-law={key}",))


def test_public_names_no_party_that_is_not_settled(entries, tmp_path, capsys):
    names = {}
    for audience in ("own", "public"):
        texts = []
        for ending in ("csv", "json", "sarif"):
            out = tmp_path / f"{audience}.{ending}"
            words = [entries, "--as-of", AS_OF, "--accept-mapping", "--out", out]
            words += ["--measure", "us/uflpa", "--audience", audience]
            assert left_with(*words, "--explain", "DOR-2/1", "--prose") == 0
            texts += [out.read_text("utf-8"), capsys.readouterr().out]
        names[audience] = "\n".join(texts)
    assert "Song Hong Wire" in names["own"]
    assert "Song Hong Wire" not in names["public"]
    assert "[name withheld" in names["public"]


def test_what_has_no_outcome_is_told_wherever_it_is_printed(entries, tmp_path, capsys):
    words = [entries, "--as-of", AS_OF, "--accept-mapping", "--measure", DUTIES]
    assert left_with(*words) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith("2 consignments, as of 2026-06-26. Told, with no outcome:")
    assert "is a tariff, owed or not by the country of origin" in shown
    assert "So of: DOR-1 line 1; DOR-2 line 1." in shown
    assert "untraced" not in shown
    both = [*words, "--measure", "us/uflpa"]
    assert left_with(*both, "--explain", "DOR-1/1", "--lang", "zh") == 0
    shown = capsys.readouterr().out
    assert "仅予告知，不作判断" in shown
    assert "地点依据已成立" in shown
    assert left_with(*both, "--out", tmp_path / "d.csv") == 0
    rows = list(csv.DictReader((tmp_path / "d.csv").read_text("utf-8").splitlines()))
    assert [r["Outcome"] for r in rows].count("no outcome") == 2
    assert left_with(*both, "--out", tmp_path / "d.sarif") == 0
    log = json.loads((tmp_path / "d.sarif").read_text("utf-8"))
    jsonschema.validate(log, json.loads(SHAPE.read_text("utf-8")))
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for found in log["runs"][0]["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        if found["ruleId"] == DUTIES:
            assert (found["kind"], found["level"]) == ("informational", "none")


def test_a_gate_or_a_dossier_of_nothing_that_decides_is_refused(entries, tmp_path):
    with pytest.raises(UsageError, match="without an outcome") as caught:
        asked(entries, DUTIES, gate=Outcome.PRESUMED)
    assert "whence decide" in caught.value.remedy
    request = AssessRequest(
        (entries,), tmp_path / "out", AS_OF, measures=(DUTIES,), accept_mapping=True
    )
    with pytest.raises(UsageError, match="without an outcome"):
        assess(request)


def test_the_whole_example_is_sarif_as_the_standard_asks(tmp_path):
    out = tmp_path / "example.sarif"
    files = sorted(p for p in EXAMPLE.glob("entries*"))
    assert left_with(*files, "--as-of", AS_OF, "--accept-mapping", "--out", out) == 0
    log = json.loads(out.read_text("utf-8"))
    jsonschema.validate(log, json.loads(SHAPE.read_text("utf-8")))
    results = log["runs"][0]["results"]
    assert len(results) > 100
    assert {r["kind"] for r in results} <= {"fail", "open", "notApplicable"}
    assert all(r["level"] == "none" for r in results if r["kind"] != "fail")
    marks = [r["partialFingerprints"]["decision/v1"] for r in results]
    assert len(set(marks)) == len(marks)
