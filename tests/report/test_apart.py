"""A process of its own does what this one would, and the caller learns when it died."""

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from whence.report import apart as room
from whence.report import xlsx
from whence.report.apart import apart


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


def test_a_process_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "SECONDS", 0.001)
    assert apart("whence.report.press_child", {}) is None
