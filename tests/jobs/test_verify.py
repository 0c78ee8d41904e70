"""The job is held against a small stand-in for `assess` that keeps the same promises:
what it writes depends on inputs, settings, judgements and exhibits alone."""

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from whence.errors import CaseBusy, InputError, OutputError, UsageError
from whence.jobs.verify import VerifyResult, verify
from whence.model.party import Judgement, Verdict
from whence.store import digests, manifest
from whence.store.case import Case
from whence.store.files import sha256_of
from whence.store.manifest import ExhibitRecord, InputRecord
from whence.store.switching import switched

DAY = date(2026, 6, 26)
JUDGED = Judgement("c-1", Verdict.RELATED, "mk", "", "", DAY, "l", "r")


@dataclass(frozen=True)
class Request:
    files: tuple[Path, ...]
    out: Path
    as_of: date
    case: Path
    measures: tuple[str, ...] = ()
    audience: str = ""
    accept_mapping: bool = False
    exhibits: Mapping[str, Path] = field(default_factory=dict)
    progress: Callable[[str, int, int], None] = print


VERSIONS = {"whence": "1"}


def findings_text(plain: dict[str, object]) -> str:
    return json.dumps(plain)


def assess(request: Request) -> None:
    with Case.open(request.case) as case:
        inputs = [InputRecord(p.name, case.add_input(p)) for p in request.files]
        papers = [
            ExhibitRecord(name, case.add_exhibit(path))
            for name, path in request.exhibits.items()
        ]
        said = case.casebook.judgements(request.as_of)
        findings = {
            "versions": VERSIONS,
            "importer": case.config.importer,
            "key": case.key.hex(),
            "lists": [p.read_text() for p in case.list_files()],
            "rows": (case.folder / "rows.csv").read_text(),
            "inputs": [[i.name, i.sha256] for i in inputs],
            "papers": [[p.file, p.sha256] for p in papers],
            "judgements": [[j.candidate, j.verdict] for j in said],
            "asked": [request.measures, request.audience, request.accept_mapping],
        }
        with switched(request.out) as fresh:
            (fresh / "findings.json").write_text(findings_text(findings))
            (fresh / "index.html").write_text(f"<p>{findings}</p>")
            made = manifest.manifest_of(
                case,
                fresh,
                out=request.out,
                as_of=request.as_of,
                inputs=inputs,
                exhibits=papers,
                versions=tuple(VERSIONS.items()),
                measures=request.measures,
                audience=request.audience,
                accept_mapping=request.accept_mapping,
            )
            digest = manifest.write(fresh, made)
        case.ask("import date of A", "When?")
        case.casebook.add_run(
            manifest=digest, findings=made.findings, as_of=request.as_of
        )


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    module = ModuleType("whence.jobs.assess")
    module.AssessRequest = Request  # type: ignore[attr-defined]
    module.assess = assess  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "whence.jobs.assess", module)
    case = tmp_path / "case"
    case.mkdir()
    (case / "own.yml").write_text("rows: rows.csv")
    (case / "rows.csv").write_text("one")
    (case / "case.toml").write_text("format = 1\nimporter = 'M'\nlists = ['own.yml']\n")
    (tmp_path / "a.csv").write_text("x")
    (tmp_path / "paper.txt").write_text("deed")
    assess(
        Request(
            (tmp_path / "a.csv",),
            tmp_path / "out",
            DAY,
            case,
            ("us/uflpa",),
            "counsel",
            True,
            {"papers/paper.txt": tmp_path / "paper.txt"},
        )
    )
    return tmp_path / "out"


def faults(result: VerifyResult) -> list[tuple[str, str]]:
    return [(fault.kind, fault.path) for fault in result.faults]


def test_an_untouched_dossier_verifies_and_leaves_the_case_alone(out: Path) -> None:
    case = out.parent / "case"
    before = sha256_of(case / "case.toml")
    result = verify(out)
    assert (result.ok, result.rerun, result.files) == (True, "same bytes", 2)
    assert sha256_of(case / "case.toml") == before
    assert os.listdir(case / "tmp") == []
    with Case.open(case) as opened:
        assert len(opened.casebook.runs()) == 1


def test_what_was_judged_set_or_listed_later_disturbs_nothing(out: Path) -> None:
    case = out.parent / "case"
    (case / "own.yml").write_text("rows: none.csv")
    (case / "rows.csv").write_text("two")
    toml = (case / "case.toml").read_text().replace("'M'", "'N'")
    (case / "case.toml").write_text(toml)
    with Case.open(case) as opened:
        opened.casebook.record(JUDGED)
    assert verify(out).ok


def test_judgements_of_before_the_run_are_part_of_it(out: Path) -> None:
    case = out.parent / "case"
    with Case.open(case) as opened:
        opened.casebook.record(JUDGED)
    assess(Request((out.parent / "a.csv",), out.parent / "two", DAY, case))
    with Case.open(case) as opened:
        opened.casebook.record(replace(JUDGED, verdict=Verdict.SAME))
    assert verify(out.parent / "two").ok
    assert verify(out).ok


def test_every_kind_of_damage_is_named(out: Path) -> None:
    (out / "findings.json").write_text("{}")
    (out / "index.html").unlink()
    (out / "extra.txt").write_text("x")
    result = verify(out, hashes_only=True)
    assert faults(result) == [
        ("changed", "findings.json"),
        ("missing", "index.html"),
        ("extra", "extra.txt"),
    ]
    assert not result.ok


def forge(out: Path, page: str, **changes: object) -> None:
    """Rewrite the page and a manifest that agrees with it."""
    truth = {record.path: record for record in manifest.file_records(out)}
    (out / "index.html").write_text(page)
    records = tuple(
        replace(record, **changes) if record.path == "index.html" else record
        for record in manifest.file_records(out)
    )
    assert truth.keys() == {record.path for record in records}
    manifest.write(out, replace(manifest.read(out), files=records))


def test_a_forged_page_with_its_manifest_is_found_by_the_rerun(out: Path) -> None:
    forge(out, "<p>nothing found</p>")
    assert verify(out, hashes_only=True).ok
    result = verify(out)
    assert faults(result) == [("re-run", "index.html")]
    assert "knows no run" in result.notes[0]


def test_a_borrowed_content_digest_does_not_cover_a_forged_page(out: Path) -> None:
    content = digests.content_digest(out / "index.html")
    forge(out, "<p>nothing found</p>", content=content)
    assert ("changed", "index.html") in faults(verify(out))


def test_a_forger_cannot_hide_behind_a_refused_file(out: Path) -> None:
    forge(out, "<p>nothing found</p>")
    first = manifest.read(out)
    roster = InputRecord("roster.csv", "")
    manifest.write(out, replace(first, inputs=(*first.inputs, roster)))
    assert faults(verify(out)) == [("casebook", "manifest.json")]


def test_a_run_cut_off_before_it_was_noted_still_verifies(out: Path) -> None:
    first = manifest.read(out)
    manifest.write(out, replace(first, versions=(*first.versions, ("zz", "1"))))
    result = verify(out)
    assert (result.ok, result.rerun) == (True, "same bytes")
    assert "knows no run" in result.notes[0]


def test_a_page_that_comes_out_otherwise_fails_the_rerun(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(VERSIONS, "whence", "2")
    result = verify(out)
    assert faults(result) == [("re-run", "findings.json"), ("re-run", "index.html")]
    assert "whence 1 then, 2 now" in result.faults[0].detail
    assert result.rerun == "differs"


def test_an_altered_input_stops_the_rerun(out: Path) -> None:
    (path,) = (out.parent / "case" / "inputs").glob("*/a.csv")
    path.write_text("y")
    result = verify(out)
    assert faults(result) == [("input", "a.csv")]
    assert result.rerun == "not run"


def test_a_lost_exhibit_stops_the_rerun(out: Path) -> None:
    with Case.open(out.parent / "case") as case:
        case.exhibit_path(sha256_of(out.parent / "paper.txt")).unlink()
    assert faults(verify(out)) == [("exhibit", "papers/paper.txt")]


def test_a_tampered_casebook_is_found(out: Path) -> None:
    raw = sqlite3.connect(out.parent / "case" / "casebook.sqlite")
    raw.executescript("DROP TRIGGER custody_stays; UPDATE custody SET day = 'x';")
    raw.close()
    assert ("casebook", "casebook.sqlite") in faults(verify(out))


def test_another_case_is_not_the_case(out: Path) -> None:
    case = out.parent / "case"
    with Case.open(case) as opened:
        opened.casebook.record(JUDGED)
    assess(Request((out.parent / "a.csv",), out.parent / "two", DAY, case))
    with Case.open(out.parent / "other") as opened:
        opened.casebook.log("note", "x", "y")
    result = verify(out.parent / "two", case=out.parent / "other")
    assert ("casebook", "casebook.sqlite") in faults(result)
    assert result.rerun == "not run"


def test_a_moved_case_is_found_by_hand(out: Path) -> None:
    (out.parent / "case").rename(out.parent / "moved")
    with pytest.raises(UsageError, match="not here") as caught:
        verify(out)
    assert "--case DIR" in caught.value.remedy
    assert "--hashes-only" in caught.value.remedy
    assert verify(out, case=out.parent / "moved").ok


def test_a_refused_file_cannot_be_run_again_and_that_is_said(out: Path) -> None:
    case = out.parent / "case"
    with Case.open(case) as opened:
        first = manifest.read(out)
        made = replace(first, inputs=(*first.inputs, InputRecord("roster.csv", "")))
        digest = manifest.write(out, made)
        opened.casebook.add_run(manifest=digest, findings=made.findings, as_of=DAY)
    result = verify(out)
    assert (result.ok, result.rerun) == (True, "not run")
    assert "roster.csv" in result.notes[0]


def test_a_file_set_aside_whole_is_seen_in_the_findings(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_broken(plain: dict[str, object]) -> str:
        source = {"name": "broken.xls", "sha256": ""}
        return json.dumps({**plain, "set_aside": [{"source": source}]})

    monkeypatch.setattr(sys.modules[__name__], "findings_text", with_broken)
    case = out.parent / "case"
    assess(Request((out.parent / "a.csv",), out.parent / "two", DAY, case))
    result = verify(out.parent / "two")
    assert (result.ok, result.rerun) == (True, "not run")
    assert "broken.xls" in result.notes[0]


def test_a_rerun_that_fails_is_a_fault_and_a_full_disk_is_not(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(error: Exception) -> Callable[[Request], None]:
        def run(request: Request) -> None:
            raise error

        return run

    module = sys.modules["whence.jobs.assess"]
    monkeypatch.setattr(module, "assess", fails(InputError("broken.")))
    assert "broken" in verify(out).faults[0].detail
    monkeypatch.setattr(module, "assess", fails(OutputError("full.")))
    with pytest.raises(OutputError, match="full"):
        verify(out)
    assert os.listdir(out.parent / "case" / "tmp") == []


def test_a_busy_case_is_not_verified(out: Path) -> None:
    with Case.open(out.parent / "case"), pytest.raises(CaseBusy):
        verify(out)


def test_a_folder_that_is_no_dossier_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no dossier"):
        verify(tmp_path)
