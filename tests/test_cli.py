import importlib
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from whence import cli, errors
from whence.model.findings import Asked, CandidateFinding, Findings, PartyFinding
from whence.model.source import Grade
from whence.shelf.matching import reasons
from whence.store.case import Case
from whence.store.judged import Shown

NOW = date(2026, 6, 26)


@dataclass(frozen=True)
class Request:
    files: tuple[Path, ...]
    out: Path
    as_of: date
    case: Path | None = None
    measures: tuple[str, ...] = ()
    audience: str = ""
    accept_mapping: bool = False
    profiles: Path | None = None
    progress: Callable[[str, int, int], None] = print
    exhibits: dict[str, Path] = field(default_factory=dict)
    store: Path | None = None


def candidate(key: str, p: float) -> CandidateFinding:
    return CandidateFinding(
        id=key, list="l", listing="l/1", listed_name="Listed Mill", listed_from=NOW,
        listed_until=None, sections=(), mention="Mill", p_same=p, p_related=p,
        score=1.0, explanation=(), identity="", standing="candidate", why="by name",
        conflicts=(), judgement=None, consignments=("entry:ABC-1/1",),
    )  # fmt: skip


def party(candidates: tuple[CandidateFinding, ...]) -> PartyFinding:
    return PartyFinding(
        id="p-1", name="A Mill\x1b[2J", names=("A Mill",), masked=False, country="CN",
        identifiers=(), addresses=(), places=(), roles=(), word="candidate",
        best_grade=Grade.INFERRED, candidates=candidates, sources=(), mentions=1,
        why="", consignments=("entry:ABC-1/1",),
    )  # fmt: skip


def result(code: int = 0) -> SimpleNamespace:
    asked = Asked("Importer Inc.", ("us/uflpa",), ("a.csv",), "own")
    findings = Findings(
        schema="whence/findings/1", notice="Only the authority decides.", as_of=NOW,
        asked=asked, versions=(), inputs=(), joins=(), set_aside=(), lists=(), gates=(),
        parties=(party((candidate("c-1", 0.4), candidate("c-2", 0.9))),), relations=(),
        consignments=(), methods=(), limits=(), summary=(("consignments", 0),),
    )  # fmt: skip
    messages = ("b.xls: is broken.",) if code else ()
    return SimpleNamespace(
        findings=findings,
        files=(Path("out/index.html"),),
        exit_code=code,
        messages=messages,
        timings=(("reading", 0.5),),
        policy="default",
        expected=0.012,
        notes=(),
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SimpleNamespace:
    """A stand-in for the job: notes what it was asked, and does as told."""
    seen = SimpleNamespace(request=None, act=lambda: result())

    def assess(request: Request) -> SimpleNamespace:
        seen.request = request
        request.progress("reading", 0, 2)
        request.progress("reading", 2, 2)
        request.progress("deciding", 1, 1)
        return seen.act()

    module = ModuleType("whence.jobs.assess")
    module.AssessRequest = Request  # type: ignore[attr-defined]
    module.assess = assess  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "whence.jobs.assess", module)
    monkeypatch.setattr(cli, "_today", lambda: NOW)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("x")
    return seen


def run(*args: str) -> int:
    with pytest.raises(SystemExit) as left:
        cli.main(args)
    assert isinstance(left.value.code, int)
    return left.value.code


def fails(error: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


def test_help_loads_nothing_heavy() -> None:
    code = textwrap.dedent("""
        import sys
        from whence.cli import main
        try:
            main(["--help"])
        except SystemExit as left:
            assert left.code == 0
        heavy = {"numpy", "duckdb", "jinja2", "opencc", "yaml", "tomlkit", "sqlite3"}
        print("loaded:", sorted(heavy & set(sys.modules)))
    """)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "loaded: []" in done.stdout


@pytest.mark.parametrize("command", [(), ("assess",), ("judge",), ("verify",)])
def test_every_help_shows_an_example_and_the_exit_codes(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*command, "--help") == 0
    text = capsys.readouterr().out
    assert "  whence " in text
    assert "130  interrupted; the case is whole" in text


def test_every_exit_code_of_an_error_is_in_the_help() -> None:
    kinds = [k for k in vars(errors).values() if isinstance(k, type)]
    codes = {k.exit_code for k in kinds if issubclass(k, errors.WhenceError)}
    listed = {int(line.split()[0]) for line in cli.EXIT_CODES.splitlines()[2:]}
    assert codes | {0, 4, 10, cli.INTERRUPTED} == listed


def test_the_first_run_in_the_help_names_a_reason_of_the_closed_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--help") == 0
    named = re.search(r"--reason ([\w-]+)", capsys.readouterr().out)
    assert named is not None
    assert named[1] in reasons()


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert "whence, version" in capsys.readouterr().out


def test_the_job_is_told_the_day_and_a_case_beside_the_dossier(
    asked: SimpleNamespace,
) -> None:
    assert run("assess", "a.csv", "--out", "out") == 0
    assert asked.request.as_of == NOW
    assert asked.request.case == Path.cwd() / "out.case"
    assert asked.request.files == (Path("a.csv"),)
    assert (asked.request.audience, asked.request.measures) == ("", ())


def test_every_option_reaches_the_job(asked: SimpleNamespace) -> None:
    line = "assess . --out o --case c --as-of 2025-01-02 --measure a --measure b"
    assert run(*line.split(), "--audience", "public", "--accept-mapping") == 0
    request = asked.request
    assert (request.case, request.as_of) == (Path("c"), date(2025, 1, 2))
    assert (request.measures, request.audience) == (("a", "b"), "public")
    assert request.accept_mapping is True
    assert request.files == (Path("a.csv"),)


def test_the_summary_can_be_read_and_acted_on(
    asked: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("assess", "a.csv", "--out", "out", "--case", "c") == 0
    text = capsys.readouterr().out
    assert "Importer Inc., as of 2026-06-26" in text
    joined = " ".join(text.split())
    assert joined.index("whence judge c-2 ") < joined.index("whence judge c-1 ")
    assert "--case c" in joined
    assert "out/index.html" in text
    assert "\x1b" not in text


def test_a_file_set_aside_is_named_and_the_code_is_four(
    asked: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked.act = lambda: result(4)
    assert run("assess", "a.csv", "--out", "out") == 4
    assert "set aside: b.xls: is broken." in capsys.readouterr().out


def test_json_is_all_that_stands_on_stdout(
    asked: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("assess", "a.csv", "--out", "out", "--json") == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["summary"] == {"consignments": 0}
    assert plain["timings"] == {"reading": 0.5}
    assert plain["false_alarms_expected"] == 0.012
    assert plain["exit_code"] == 0
    assert [row["id"] for row in plain["to_judge"]] == ["c-2", "c-1"]
    assert plain["as_of"] == "2026-06-26"


def test_progress_is_silent_unless_asked(
    asked: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    run("assess", "a.csv", "--out", "out")
    assert capsys.readouterr().err == ""
    run("assess", "a.csv", "--out", "out", "--verbose")
    assert capsys.readouterr().err == "reading\ndeciding\n"


def test_on_a_terminal_progress_is_one_line_that_is_cleared(
    asked: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = cli.Progress(verbose=False)
    progress("reading", 1, 1000)
    progress.close()
    text = capsys.readouterr().err
    assert "reading 1 of 1,000" in text
    assert "\n" not in text
    assert text.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    "kind",
    [
        errors.UsageError,
        errors.NeedsMapping,
        errors.Refused,
        errors.InputError,
        errors.DataError,
        errors.OutputError,
        errors.CaseBusy,
    ],
)
def test_a_deliberate_error_is_three_lines_and_its_code(
    asked: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    kind: type[errors.WhenceError],
) -> None:
    asked.act = fails(kind("is so.", where="a.csv", remedy="Do this."))
    assert run("assess", "a.csv", "--out", "out") == kind.exit_code
    said = capsys.readouterr()
    assert said.err == "error: is so.\nwhere: a.csv\nto do: Do this.\n"
    assert said.out == ""


def test_a_foreign_cell_cannot_steer_the_terminal(
    asked: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked.act = fails(errors.InputError("cell \x1b[2J is odd.", where="a\rb.csv"))
    assert run("assess", "a.csv", "--out", "out") == 65
    assert capsys.readouterr().err == "error: cell  [2J is odd.\nwhere: a b.csv\n"


def test_a_full_disk_anywhere_is_a_deliberate_error(
    asked: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked.act = fails(OSError(28, "No space left on device", "x.parquet"))
    assert run("assess", "a.csv", "--out", "out") == 73
    assert "disk is full" in capsys.readouterr().err


def test_a_bug_keeps_its_traceback(asked: SimpleNamespace) -> None:
    asked.act = fails(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        cli.main(["assess", "a.csv", "--out", "out"])


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("assess", "Missing argument"),
        ("assess a.csv", "--out"),
        ("assess none.csv --out out", "no such file or folder"),
        ("assess empty --out out", "holds no table"),
        ("assess a.csv --out out --as-of today", "does not match"),
        ("assess a.csv --out out --audience all", "is not one of"),
        ("judge c-1 perhaps --by mk --case c", "is not one of"),
        ("judge c-1 same --by mk --case none", "is no case"),
        ("unknown", "No such command"),
    ],
)
def test_a_wrong_call_is_told_so_with_code_two(
    asked: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    line: str,
    word: str,
) -> None:
    Path("empty").mkdir()
    assert run(*line.split()) == 2
    assert word in capsys.readouterr().err
    assert asked.request is None


def test_judge_records_and_shows_both_sides(
    asked: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    with Case.open(Path("c")) as case:
        case.casebook.shown([Shown("c-1", "Left Co", "Right Co", "l", "r")])
    line = ("judge", "c-1", "related", "--by", "mk", "--case", "c")
    assert run(*line) == 0
    text = capsys.readouterr().out
    assert "Left Co\nRight Co\nRecorded: related, by mk." in text
    assert run(*line, "--json") == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["judgement"]["verdict"] == "related"
    assert plain["judgement"]["on"] == "2026-06-26"
    assert plain["follows"]["verdict"] == "related"


def test_verify_names_every_fault_and_returns_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = importlib.import_module("whence.jobs.verify")
    fault = job.Fault("changed", "index.html", "has another sha256")
    found = job.VerifyResult(Path("o"), 3, (fault,), job.DIFFERS, ("A note.",))
    monkeypatch.setattr(job, "verify", lambda *_, **__: found)
    assert run("verify", "o") == 1
    text = capsys.readouterr().out
    assert "changed: index.html has another sha256\nA note.\n" in text
    assert "re-run: differs" in text
    assert run("verify", "o", "--json") == 1
    plain = json.loads(capsys.readouterr().out)
    assert plain["ok"] is False
    assert plain["faults"][0]["path"] == "index.html"


@pytest.mark.parametrize(
    ("rerun", "words"),
    [("same bytes", "The dossier is whole."), ("not run", "was not made again.")],
)
def test_a_dossier_is_called_whole_only_after_a_rerun(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    rerun: str,
    words: str,
) -> None:
    job = importlib.import_module("whence.jobs.verify")
    found = job.VerifyResult(Path("o"), 3, (), rerun)
    monkeypatch.setattr(job, "verify", lambda *_, **__: found)
    assert run("verify", "o") == 0
    assert capsys.readouterr().out.rstrip().endswith(words)


def test_verify_of_something_else_is_bad_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", str(tmp_path)) == 65
    assert "no dossier" in capsys.readouterr().err


def child(code: str, *args: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# Tests run in the background by a shell inherit that Ctrl-C is ignored.
SLOW = """
    import signal, sys, time
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from types import ModuleType, SimpleNamespace
    from pathlib import Path
    from whence.store.case import Case
    from whence.store.switching import switched

    def assess(request):
        with Case.open(request.case) as case:
            case.add_input(request.files[0])
            with switched(request.out) as fresh:
                (fresh / "index.html").write_text("half")
                print("printing", flush=True)
                time.sleep(60)

    job = ModuleType("whence.jobs.assess")
    job.assess, job.AssessRequest = assess, SimpleNamespace
    sys.modules["whence.jobs.assess"] = job
    from whence.cli import main
    main(sys.argv[1:])
"""


def test_ctrl_c_leaves_the_old_dossier_and_a_whole_case(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text('{"files": []}')
    line = ("assess", str(tmp_path / "a.csv"), "--out", str(out))
    process = child(SLOW, *line)
    assert process.stdout is not None
    assert process.stdout.readline() == "printing\n"
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "The case is whole" in said
    assert "Traceback" not in said
    assert os.listdir(out) == ["manifest.json"]
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "out", "out.case"]
    with Case.open(tmp_path / "out.case") as case:
        assert [name for _, name in case.inputs()] == ["a.csv"]
        assert case.casebook.verify_chain() == ()


def test_a_second_run_on_a_busy_case_is_code_75(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    line = ("assess", str(tmp_path / "a.csv"), "--out", str(tmp_path / "out"))
    first = child(SLOW, *line)
    assert first.stdout is not None
    assert first.stdout.readline() == "printing\n"
    second = child(SLOW, *line)
    _, said = second.communicate(timeout=20)
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=20)
    assert second.returncode == 75
    assert "is being written by" in said
