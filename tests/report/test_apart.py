"""A process of its own does what this one would, and the caller learns when it died."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from whence import alone
from whence.report import apart as room
from whence.report import xlsx
from whence.report.apart import apart, beside


def test_a_large_workbook_of_another_process_has_the_same_bytes(
    sample: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = sample.findings()
    xlsx.to_xlsx(findings, tmp_path / "here.xlsx")
    monkeypatch.setattr(xlsx, "LARGE", 1)
    # Whoever writes here fails: the other process must.
    monkeypatch.setattr(xlsx, "workbook", None)
    xlsx.to_xlsx(findings, tmp_path / "there.xlsx")
    assert (tmp_path / "there.xlsx").read_bytes() == (
        tmp_path / "here.xlsx"
    ).read_bytes()


def test_a_process_that_fails_gives_nothing(tmp_path: Path) -> None:
    asked = {"path": str(tmp_path / "none" / "a.xlsx"), "title": "", "about": [],
             "sheets": [], "made": date(2026, 1, 1).isoformat()}  # fmt: skip
    assert apart("whence.report.xlsx_child", asked) is None
    assert apart("whence.report.no_such_task", {}) is None


def test_a_process_that_cannot_be_started_gives_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert apart("whence.report.press_child", {}) is None


def test_a_process_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    children = _recorded(monkeypatch)
    monkeypatch.setattr(alone, "START", "import time; time.sleep(0.5); print('done')")
    done = apart("", {})
    assert done is not None
    assert done.split() == [b"done"]
    monkeypatch.setattr(room, "SECONDS", 0.05)
    assert apart("", {}) is None
    # No code would say that it still runs; 0, that it came to its end.
    assert children[0].returncode == 0
    assert children[1].returncode not in (0, None)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_what_somebody_asked_to_end_is_not_done_a_second_time(
    sent: signal.Signals,
    sample: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = (
        "import os, signal; signal.signal(2, signal.default_int_handler);"
        f"os.kill(os.getpid(), {int(sent)}); import time; time.sleep(9)"
    )
    monkeypatch.setattr(alone, "START", code)
    monkeypatch.setattr(xlsx, "LARGE", 1)
    with pytest.raises(KeyboardInterrupt):
        xlsx.to_xlsx(sample.findings(), tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


def test_whoever_leaves_by_an_error_ends_what_is_done_beside_him(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    children = _recorded(monkeypatch)
    monkeypatch.setattr(alone, "START", "import time; time.sleep(60)")
    began = time.monotonic()
    running, waiting = _left([lambda: apart("", {})] * 2, children)
    assert time.monotonic() < began + 40
    assert isinstance(running.exception(), KeyboardInterrupt)
    assert waiting.cancelled()
    assert [c.returncode for c in children] not in ([0], [None])
    # The next one is done as ever.
    monkeypatch.setattr(alone, "START", "print('done')")
    assert apart("", {}) is not None


def test_a_task_of_a_thread_that_is_left_starts_no_further_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    children = _recorded(monkeypatch)
    monkeypatch.setattr(alone, "START", "import time; time.sleep(60)")

    def volumes() -> None:
        with pytest.raises(KeyboardInterrupt):
            apart("", {})
        apart("", {})

    (both,) = _left([volumes], children)
    assert isinstance(both.exception(), KeyboardInterrupt)
    assert len(children) == 1


def _left(
    tasks: Sequence[Callable[[], object]], children: list["subprocess.Popen[bytes]"]
) -> "list[Future[object]]":
    """Leave a block by an error as soon as the first task has its process."""
    begun: list[Future[object]] = []

    def leave() -> None:
        with beside(1) as pool:
            begun.extend(pool.submit(task) for task in tasks)
            while not children:
                time.sleep(0.01)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        leave()
    return begun


def _recorded(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """Keep every process that is started."""
    children: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def kept(*args: Any, **said: Any) -> "subprocess.Popen[bytes]":
        children.append(popen(*args, **said))
        return children[-1]

    monkeypatch.setattr(subprocess, "Popen", kept)
    return children
