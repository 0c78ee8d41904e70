"""The promises of the design, each as a test."""

import ast
import json
import re
import socket
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import whence
from whence import model
from whence.jobs.assess import AssessRequest, assess
from whence.jobs.verify import verify

SRC = Path(whence.__file__).parent
PYTHON = sorted(SRC.rglob("*.py"))
PERSON = re.compile(
    r"worker|employee|household|ethnic|passport|national_id|id_number|birth|person_name"
    r"|phone|e_?mail|contact|surname|gender|wage|salary",
    re.IGNORECASE,
)
ENTRIES = (
    "Entry Summary Number,Entry Summary Line Number,Importation Date,"
    "HTS Number - Full,Country of Origin Code,Description,Manufacturer Name,"
    "Manufacturer Address,PO Number,Net Weight (kg)\n"
    "ABC-1,1,2025-04-10,6109100012,BD,Cotton T-shirts,Meghna Sewing Ltd,"
    '"Savar, Dhaka, Bangladesh",PO-1,4000\n'
    "ABC-1,2,2025-04-10,6109100012,BD,Cotton T-shirts,Meghna Sewing Ltd,"
    '"Savar, Dhaka, Bangladesh",PO-2,3000\n'
)
TRADE = (
    "Date,Shipper,Shipper Country,Manufacturer,Manufacturer Address,"
    "Manufacturer Country,Consignee,Consignee Country,HS Code,Product Description,"
    "Gross Weight (kg),Bill of Lading Number,PO Number\n"
    '2025-01-20,Qarlug Mills,CN,Qarlug Mills,"Shule County, Kashgar, Xinjiang",CN,'
    "Meghna Sewing Ltd,BD,600622,Knit fabric,5200,BL-7,PO-1\n"
)


def run(folder, *, order=1):
    """Assess two small files; `order` -1 gives them the other way round."""
    folder.mkdir(parents=True)
    (folder / "entries.csv").write_text(ENTRIES, "utf-8")
    (folder / "trade.csv").write_text(TRADE, "utf-8")
    files = (folder / "entries.csv", folder / "trade.csv")[::order]
    return assess(
        AssessRequest(
            files=files,
            out=folder / "out",
            as_of=date(2026, 6, 26),
            measures=("us/uflpa",),
            accept_mapping=True,
        )
    )


@cache
def texts():
    return {path: path.read_text("utf-8") for path in PYTHON}


def names_and_calls(*words):
    """Give each attribute and call, and its file, of the files that hold such a word.

    To parse the others, too, would take most of the time of all promises.
    """
    held = re.compile(rf"\b(?:{'|'.join(words)})\b")
    found = [path for path, text in texts().items() if held.search(text)]
    for path in found:
        for node in ast.walk(ast.parse(texts()[path])):
            if isinstance(node, ast.Attribute | ast.Call):
                yield path, node


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """One run for the tests that only look at what came of it."""
    folder = tmp_path_factory.mktemp("ran") / "a"
    return folder, run(folder)


def nouns():
    for module in iter_modules(model.__path__):
        held = import_module(f"whence.model.{module.name}")
        for noun in vars(held).values():
            if isinstance(noun, type) and is_dataclass(noun):
                yield noun


def test_no_noun_has_a_field_about_a_person():
    named = [(n.__name__, f.name) for n in nouns() for f in fields(n)]
    assert len(named) > 100
    assert [pair for pair in named if PERSON.search(pair[1])] == []


def test_no_column_role_is_about_a_person():
    roles = (SRC / "data" / "tables" / "roles.yml").read_text("utf-8")
    keys = re.findall(r"^ {2,}([a-z_]+):", roles, re.MULTILINE)
    assert len(keys) > 50
    assert [k for k in keys if PERSON.search(k)] == []


def test_the_main_job_opens_no_connection(tmp_path, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("the main job tried to open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run(tmp_path / "a").findings.consignments


def test_nothing_is_read_from_the_environment_outside_the_doors():
    found, words = [], ("environ", "getenv", "environb")
    for path, node in names_and_calls(*words):
        name = getattr(node, "attr", "")
        if name in words and "cli" not in path.parts:
            found.append((path.name, node.lineno))
    assert found == []


def test_no_clock_is_read_outside_the_doors():
    found, words = [], ("today", "now", "utcnow", "time_ns")
    for path, node in names_and_calls(*words):
        name = getattr(node, "attr", "")
        if name in words and "cli" not in path.parts:
            found.append((path.relative_to(SRC).as_posix(), node.lineno))
    assert [f for f in found if not f[0].startswith("store/")] == []


def test_no_date_of_law_stands_in_python():
    found = []
    for path, node in names_and_calls("date"):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        numbers = [a.value for a in node.args if isinstance(a, ast.Constant)]
        # The epochs of dates, and the clock of the trials, are no facts of law.
        epoch = numbers[:1] in ([1970], [1899]) or "trial" in path.name
        if name == "date" and numbers and not epoch:
            found.append((path.relative_to(SRC).as_posix(), node.lineno))
    assert found == []


def test_findings_carry_the_versions_of_everything_that_made_them(ran):
    versions = dict(ran[1].findings.versions)
    for name in ("whence", "law", "lists", "places", "weights", "wording"):
        assert versions[name]
    assert all(re.fullmatch(r"[0-9a-f]{16}", versions[n]) for n in ("law", "lists"))


def test_the_same_files_in_another_order_give_the_same_bytes(ran, tmp_path):
    first, second = ran[0], tmp_path / "b"
    run(second, order=-1)
    for name in ("findings.json", "index.html", "set_aside.csv"):
        one = (first / "out" / name).read_bytes()
        assert one == (second / "out" / name).read_bytes(), name


def test_a_second_run_in_the_same_case_gives_the_same_bytes(tmp_path):
    run(tmp_path / "a")
    before = (tmp_path / "a" / "out" / "findings.json").read_bytes()
    request = AssessRequest(
        files=(tmp_path / "a" / "entries.csv", tmp_path / "a" / "trade.csv"),
        out=tmp_path / "a" / "out",
        as_of=date(2026, 6, 26),
        measures=("us/uflpa",),
        accept_mapping=True,
    )
    assess(request)
    assert (tmp_path / "a" / "out" / "findings.json").read_bytes() == before


def test_rows_in_are_used_merged_or_set_aside(ran):
    findings = ran[1].findings
    for row in findings.inputs:
        assert row.rows_in == row.rows_used + row.rows_merged + row.rows_set_aside


def test_a_public_dossier_names_nobody_whose_judgement_is_open(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "trade.csv").write_text(TRADE, "utf-8")
    (folder / "entries.csv").write_text(ENTRIES, "utf-8")
    assess(
        AssessRequest(
            files=(folder / "entries.csv", folder / "trade.csv"),
            out=folder / "out",
            as_of=date(2026, 6, 26),
            measures=("us/uflpa",),
            audience="public",
            accept_mapping=True,
        )
    )
    for name in ("findings.json", "index.html", "set_aside.csv"):
        assert "Qarlug" not in (folder / "out" / name).read_text("utf-8"), name
    findings = json.loads((folder / "out" / "findings.json").read_text("utf-8"))
    assert all(p["masked"] for p in findings["parties"])


def test_a_run_with_a_broken_file_can_be_verified_and_names_no_folder(tmp_path):
    folder = tmp_path / "private-folder"
    folder.mkdir()
    (folder / "entries.csv").write_text(ENTRIES, "utf-8")
    (folder / "empty.csv").write_text("", "utf-8")
    result = assess(
        AssessRequest(
            files=(folder / "entries.csv", folder / "empty.csv"),
            out=tmp_path / "out",
            as_of=date(2026, 6, 26),
            measures=("us/uflpa",),
            accept_mapping=True,
        )
    )
    assert result.exit_code == 4
    found = verify(tmp_path / "out")
    assert found.ok, found.faults
    assert found.rerun == "same bytes"
    for name in ("findings.json", "index.html", "manifest.json", "set_aside.csv"):
        text = (tmp_path / "out" / name).read_text("utf-8")
        assert "private-folder" not in text, name


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE", "CHANGELOG.md", "README.md"])
def test_the_papers_of_the_project_are_there(name):
    assert (SRC.parents[1] / name).stat().st_size > 50
