"""The command over a portfolio: side by side, supposed, looked back on, held up."""

import csv
import hashlib
import json
import shutil
from datetime import date

import pytest
from click.testing import CliRunner

import whence.jobs.decide as job
from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.assess import AssessRequest, assess
from whence.jobs.decide import DecideRequest, decide
from whence.jobs.judge import JudgeRequest, judge
from whence.model.measure import Outcome
from whence.shelf.lists import editions

AS_OF = date(2026, 6, 26)
BEFORE = date(2024, 5, 1)
UFLPA = "us/uflpa"
REGION = "us/s307/xuar-cotton-tomato-2021"
LISTED = next(
    x
    for e in editions(AS_OF)
    if e.list_key == "us-uflpa"
    for x in e.listings
    if BEFORE < x.span.start < date(2025, 1, 1) and x.grade == "official"
)
HEADER = (
    "Entry Summary Number,Entry Summary Line Number,Importation Date,"
    "HTS Number - Full,Country of Origin Code,Description,Manufacturer Name,"
    "Manufacturer Address,PO Number,Net Weight (kg)\n"
)
ENTRIES = (
    HEADER + "ABC-1,1,2025-04-10,6109100012,BD,Cotton T-shirts,Meghna Sewing Ltd,"
    '"Savar, Dhaka, Bangladesh",PO-1,4000\n'
    f'ABC-2,1,2025-04-11,5208110000,CN,Cotton cloth,"{LISTED.name}",China,PO-2,900\n'
    "ABC-3,1,2025-04-12,,,,,,,\n"
)
TRADE = (
    "Date,Shipper,Shipper Country,Manufacturer,Manufacturer Address,"
    "Manufacturer Country,Consignee,Consignee Country,HS Code,Product Description,"
    "Gross Weight (kg),Bill of Lading Number,PO Number\n"
    '2025-01-20,Qarlug Mills,CN,Qarlug Mills,"Shule County, Kashgar, Xinjiang",CN,'
    "Meghna Sewing Ltd,BD,600622,Knit fabric,5200,BL-7,PO-1\n"
)
ORDERS = (
    "PO Number,PO Line,Vendor,Vendor Country,SKU,Description,HS Code,Quantity,Unit\n"
    "PO-1,1,Meghna Sewing Ltd,BD,TS,Cotton T-shirts,610910,8000,pcs\n"
    f'PO-9,1,"{LISTED.name}",CN,CL,Cotton cloth,520811,900,m\n'
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A case that `assess` has used once."""
    folder = tmp_path_factory.mktemp("decide")
    for name, text in (
        ("entries.csv", ENTRIES),
        ("trade.csv", TRADE),
        ("orders.csv", ORDERS),
    ):
        (folder / name).write_text(text, "utf-8")
    files = tuple(sorted(folder.glob("*.csv")))
    result = assess(
        AssessRequest(
            files=files,
            out=folder / "out",
            as_of=AS_OF,
            measures=(UFLPA, REGION),
            accept_mapping=True,
        )
    )
    return folder, files, result.findings


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


READINGS = {}


def asked(kept, **more):
    more.setdefault("measures", (UFLPA, REGION))
    return decide(DecideRequest(as_of=AS_OF, case=kept[0] / "out.case", **more))


def word(portfolio, name, measure=UFLPA):
    row = next(r for r in portfolio.rows if name in r.name)
    return next(r.outcome.value for r in row.results if r.measure == measure)


def prints(folder):
    return {
        p.relative_to(folder): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.suffix not in (".lock", ".sqlite-wal", ".sqlite-shm")
    }


def test_it_says_of_every_pair_what_assess_says(kept):
    result = asked(kept)
    told = {
        (row.id, r.measure): (r.outcome, r.on, r.outlook, r.also_on, r.answer)
        for row in result.portfolio.rows
        for r in row.results
    }
    wanted = {
        (c.id, d.measure): (d.outcome, d.on, d.outlook, d.also_on, d.answer)
        for c in kept[2].consignments
        for d in c.decisions
    }
    assert told == wanted
    assert len(told) == 8
    assert result.exit_code == 0


def test_reasons_are_those_of_the_dossier(kept):
    found = asked(kept, consignments=("ABC-1/1",), reasons=True).portfolio.reasons
    wanted = next(c for c in kept[2].consignments if c.id == "entry:ABC-1/1")
    assert tuple(r.decision for r in found) == wanted.decisions


def test_files_alone_are_decided_without_a_case(kept):
    request = DecideRequest(
        as_of=AS_OF, files=kept[1], measures=(UFLPA,), accept_mapping=True
    )
    portfolio = decide(request).portfolio
    assert word(portfolio, "ABC-1") == "presumed"
    assert [m.key for m in portfolio.measures] == [UFLPA]


def test_nothing_of_the_case_changes_whatever_is_asked(kept):
    case = kept[0] / "out.case"
    asked(kept)  # whoever opens a case first keeps a copy of its settings
    before = prints(case)
    asked(kept)
    asked(kept, what_if=("import-date=2020-01-01",))
    asked(kept, since="2024-05-01")
    assert prints(case) == before


def test_goods_nobody_describes_have_an_answer(kept):
    found = asked(kept, consignments=("ABC-3/1",), reasons=True)
    assert word(found.portfolio, "ABC-3") == "untraced"
    said = [s.text for s in found.portfolio.reasons[0].decision.steps]
    assert any("No code and no words say what these goods are" in t for t in said)


@pytest.mark.parametrize(
    ("change", "word_after"),
    [
        ("import-date=2022-06-20", "not in effect"),
        ("import-date=2022-06-21", "presumed"),
    ],
)
def test_a_date_may_be_supposed(kept, change, word_after):
    result = asked(kept, what_if=(change,))
    assert word(result.portfolio, "ABC-1") == word_after
    assert result.portfolio.compared.kind == "what-if"
    assert result.portfolio.compared.said == (
        f"all goods were imported on {change.partition('=')[2]}",
    )


def test_a_list_may_be_supposed_as_it_was(kept):
    assert word(asked(kept).portfolio, "ABC-2") == "to answer"
    result = asked(kept, what_if=(f"list=us-uflpa@{BEFORE}",))
    assert word(result.portfolio, "ABC-2") == "untraced"
    changed = {c.consignment for c in result.portfolio.compared.changes}
    assert changed == {"entry:ABC-2/1", "order:PO-9/1"}


def test_a_measure_may_be_supposed(kept, tmp_path):
    own = tmp_path / "own.yml"
    own.write_text(
        "key: invented/bill\ntitle: A bill\nkind: presumption\nauthority: invented\n"
        "first_word: presumed\ninvented: true\nversions:\n  2024-01-01:\n"
        '    reference: "Bill (invented)"\n    seen_at: invented\n'
        "    verification: seen\n    any:\n      - key: place\n        limb: place\n"
        "        predicate: produced_in\n        value: CN-XJ\n        clause: there\n"
        '        reference: "Bill, s. 1 (invented)"\n        verification: seen\n',
        "utf-8",
    )
    result = asked(kept, what_if=(f"measure={own}",))
    assert word(result.portfolio, "ABC-1", "invented/bill") == "presumed"
    assert {c.before for c in result.portfolio.compared.changes} == {None}


@pytest.mark.parametrize(
    "change",
    [
        "party=Another Ltd",
        "name=Another",
        "address=Dhaka",
        "uscc=91650000",
        "site=BD",
        "clear=please",
        "import-date",
        "import-date=soon",
        "list=us-uflpa@yesterday",
        "list=no/list@2024-01-01",
        "without-document=D-9",
        "measure=no.yml",
    ],
)
def test_nothing_else_may_be_supposed(kept, change):
    with pytest.raises(UsageError) as caught:
        asked(kept, what_if=(change,))
    assert caught.value.remedy


def test_the_refusal_says_what_is_never_altered(kept):
    with pytest.raises(UsageError, match="never alters a party's name"):
        asked(kept, what_if=("name=Another",))


def test_what_moved_since_a_day_names_the_listing(kept):
    result = asked(kept, since=str(BEFORE))
    found = result.portfolio.compared
    change = next(
        c
        for c in found.changes
        if c.consignment == "entry:ABC-2/1" and c.measure == UFLPA
    )
    assert (change.before.outcome.value, change.after.outcome.value) == (
        "untraced",
        "to answer",
    )
    (cause,) = change.causes
    assert cause.kind == "lists"
    assert LISTED.name in cause.text
    assert str(LISTED.span.start) in cause.text
    assert cause.reference
    assert found.same + len(found.changes) == 8


def test_what_moved_since_a_list_version_names_the_listing(kept):
    result = asked(kept, since=f"us-uflpa@{BEFORE}")
    kinds = {x.kind for c in result.portfolio.compared.changes for x in c.causes}
    assert kinds == {"lists"}
    assert len(result.portfolio.compared.changes) == 2


def test_what_moved_since_a_judgement_names_who_judged(kept, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(kept[0] / "out.case", case)
    candidate = next(
        c.id
        for p in kept[2].parties
        for c in p.candidates
        if c.listing == LISTED.key and c.standing == "candidate"
    )
    judge(
        JudgeRequest(
            case=case,
            candidate=candidate,
            verdict="same",
            by="mk",
            why="the register says so",
            reason="",
            on=date(2026, 6, 20),
        )
    )
    request = DecideRequest(
        as_of=AS_OF, case=case, measures=(UFLPA,), since="2026-06-01"
    )
    changes = decide(request).portfolio.compared.changes
    assert {c.after.outcome.value for c in changes} == {"presumed"}
    texts = {x.text for c in changes for x in c.causes}
    assert any("by mk on 2026-06-20: the register says so" in t for t in texts)


def test_goods_not_shipped_show_what_is_known_to_come(kept, tmp_path):
    own = tmp_path / "own.yml"
    own.write_text(
        "key: invented/act\ntitle: An act\nkind: presumption\nauthority: invented\n"
        "first_word: presumed\ninvented: true\nversions:\n  2027-01-01:\n"
        '    reference: "Act (invented)"\n    seen_at: invented\n'
        "    verification: seen\n    any:\n      - key: place\n        limb: place\n"
        "        predicate: produced_in\n        value: CN-XJ\n        clause: there\n"
        '        reference: "Act, s. 1 (invented)"\n        verification: seen\n',
        "utf-8",
    )
    result = asked(kept, what_if=(f"measure={own}",))
    row = next(r for r in result.portfolio.rows if not r.entered)
    found = next(r for r in row.results if r.measure == "invented/act")
    assert found.outcome is Outcome.NOT_IN_EFFECT
    assert found.ahead == ((date(2027, 1, 1), Outcome.UNTRACED),)


def test_a_day_before_any_law_is_an_answer(kept):
    result = decide(
        DecideRequest(
            as_of=date(1900, 1, 1),
            case=kept[0] / "out.case",
            what_if=("import-date=1900-01-01",),
        )
    )
    words = {r.outcome.value for row in result.portfolio.rows for r in row.results}
    assert words == {"not in effect"}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"measures": ("us/nothing",)}, "Those that exist"),
        ({"consignments": ("ABC-9",)}, "Nearest"),
        ({"since": "2030-01-01"}, "earlier day"),
        ({"since": "then"}, "KEY@"),
        ({"since": "2024-01-01", "what_if": ("import-date=2024-01-01",)}, "not both"),
    ],
)
def test_what_does_not_exist_is_said_with_what_does(kept, more, says):
    with pytest.raises(UsageError) as caught:
        asked(kept, **more)
    assert says in caught.value.remedy


def test_a_case_without_a_run_and_no_case_at_all_ask_for_files(tmp_path, kept):
    with pytest.raises(UsageError, match="nothing to decide"):
        decide(DecideRequest(as_of=AS_OF))
    case = tmp_path / "case"
    shutil.copytree(kept[0] / "out.case", case)
    (case / "store" / "manifest.json").unlink()
    with pytest.raises(UsageError, match="no files of a run"):
        decide(DecideRequest(as_of=AS_OF, case=case))
    request = DecideRequest(as_of=AS_OF, case=case, files=kept[1], measures=(UFLPA,))
    assert word(decide(request).portfolio, "ABC-1") == "presumed"


def run(kept, *args):
    case = str(kept[0] / "out.case")
    words = ["decide", "--case", case, "--as-of", str(AS_OF), "--measure", UFLPA, *args]
    return CliRunner().invoke(cli, words)


@pytest.mark.parametrize(
    ("gate", "code"),
    [("presumed", 10), ("to answer", 10), ("to-answer", 10), ("untraced", 10)],
)
def test_a_gate_holds_up_what_is_as_bad_or_worse(kept, gate, code):
    found = run(kept, "--gate", gate)
    assert found.return_value == code if found.return_value else True
    result = asked(kept, gate=Outcome(gate.replace("-", " ")), measures=(UFLPA,))
    assert result.exit_code == code
    assert "ABC-1 line 1" in " ".join(result.held_up)
    assert ("ABC-3 line 1" in " ".join(result.held_up)) is (gate == "untraced")


def test_a_gate_lets_milder_goods_pass(kept):
    more = {"measures": (UFLPA,), "consignments": ("ABC-3/1",)}
    result = asked(kept, gate=Outcome.TO_ANSWER, **more)
    assert (result.exit_code, result.held_up) == (0, ())


def test_no_gate_passes_where_there_are_no_goods(tmp_path):
    path = tmp_path / "suppliers.csv"
    path.write_text("Supplier,Country,Address\nMeghna Sewing Ltd,BD,Savar\n", "utf-8")
    request = DecideRequest(
        as_of=AS_OF, files=(path,), gate=Outcome.PRESUMED, accept_mapping=True
    )
    assert decide(request).exit_code == 10


def test_the_table_shows_outcomes_side_by_side(kept):
    text = run(kept, "--measure", REGION).output
    assert "WHAT IF" not in text
    assert "ABC-1 line 1              PRESUMED" in text
    assert "* not entered: decided as if imported on 2026-06-26" in text
    assert f"(not in effect, or out of scope): {REGION}." in " ".join(text.split())
    assert "Only the authority decides." in text


def test_a_supposition_is_marked_as_one_wherever_it_is_printed(kept):
    text = run(kept, "--what-if", "import-date=2020-01-01").output
    assert text.startswith("WHAT IF, not what the files say.")
    assert "presumed -> not in effect" in text
    assert "nothing is stored" in text
    told = run(kept, "--what-if", "import-date=2020-01-01", "--explain", "ABC-1/1")
    assert "a supposition, not what the files say" in " ".join(told.output.split())


@pytest.mark.parametrize(
    ("language", "said"), [("en", "In short:"), ("zh", "简言之：")]
)
def test_reasons_are_printed_as_prose(kept, language, said):
    text = run(kept, "--explain", "ABC-1/1", "--prose", "--lang", language).output
    assert said in text
    assert "Qarlug Mills" in text
    assert "trade.csv, row 2" in text
    assert "Pub. L. 117-78, s. 3(a)" in text
    assert "p-" not in text


def test_exports_hold_every_decision_with_law_date_list_and_facts(kept, tmp_path):
    out = tmp_path / "d.csv"
    run(kept, "--out", str(out))
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert len(rows) == 4
    for row in rows:
        for column in ("Outcome", "Decided on", "Law", "In effect", "Lists", "Notice"):
            assert row[column], column
    first = next(r for r in rows if r["Id"] == "entry:ABC-1/1")
    assert "trade.csv, row 2" in first["Facts"]
    assert first["Grade"] == "recorded"
    for name in ("d.xlsx", "d.sarif", "d.json"):
        run(kept, "--out", str(tmp_path / name))
        assert (tmp_path / name).stat().st_size > 1000
    held = json.loads((tmp_path / "d.json").read_text("utf-8"))
    assert {r["id"] for r in held["rows"]} == {r["Id"] for r in rows}


def test_an_uncheck_out_gate_or_language_lists_those_that_exist(kept, tmp_path):
    for args, says in (
        (("--out", str(tmp_path / "d.pdf")), ".sarif"),
        (("--gate", "guilty"), "no link found"),
        (("--lang", "xx"), "en, zh"),
    ):
        error = run(kept, *args).exception
        assert isinstance(error, UsageError)
        assert says in error.remedy
