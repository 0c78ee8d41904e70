"""Many consignments are decided by several processes, and the answer is the same."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from whence.jobs.assess import AssessRequest, assess
from whence.jobs.steps import deciding
from whence.jobs.steps.deciding import Portfolio
from whence.match import apart
from whence.model.chain import Consignment
from whence.model.findings import Findings

HEAD = "Entry Number,Line,Import Date,HTSUS No.,Manufacturer Name,Country of Origin\n"
MAKERS = ("Hetian Taida Apparel Co Ltd", "Ningbo Harbour Knitting", "Aksu Huafu Yarn")
COUNT = 90


@pytest.fixture
def asked(tmp_path: Path) -> AssessRequest:
    lines = [
        f"E-{at},1,2025-0{1 + at % 9}-1{at % 7},6109100012,{MAKERS[at % 3]} {at},CN\n"
        for at in range(COUNT)
    ]
    path = tmp_path / "entries.csv"
    path.write_text(HEAD + "".join(lines), "utf-8")
    day = date(2026, 6, 26)
    return AssessRequest((path,), tmp_path / "out", day, accept_mapping=True)


def found(asked: AssessRequest, out: str) -> Findings:
    return assess(replace(asked, out=asked.out.parent / out)).findings


def test_several_processes_decide_as_one_does(
    asked: AssessRequest,
    monkeypatch: pytest.MonkeyPatch,
    unprinted: Callable[[], AbstractContextManager[None]],
) -> None:
    here: list[int] = []
    alone = deciding._decided

    def noted(portfolio: Portfolio, goods: Sequence[Consignment]) -> object:
        here.append(len(goods))  # of a fork, nothing comes back but what it found
        return alone(portfolio, goods)

    with unprinted():
        one = found(asked, "one")
        monkeypatch.setattr(deciding, "LARGE", COUNT)
        monkeypatch.setattr(apart, "cores", lambda: 3)
        monkeypatch.setattr(deciding, "_decided", noted)
        many = found(asked, "many")
    assert len(one.consignments) == COUNT
    assert many == one
    assert here == [1, 20, 20]  # of parts of twenty, every third
