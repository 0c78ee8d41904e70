"""Calls of `whence assess` that end before a dossier, and what they leave behind."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from whence.errors import InputError, NeedsMapping, Refused, UsageError
from whence.jobs.assess import AssessRequest, assess

ENTRIES = "Entry Number,Line,Import Date,HTSUS No.,Maker,Remark,Remark\n"
ENTRIES += "E-1,1,2025-04-10,6109100012,Acme Ltd,x,y\n"
PAYROLL = "Worker Name,ID Number,Monthly Salary\nA,110101199001010000,3000\n"


def ask(folder: Path, text: str) -> AssessRequest:
    path = folder / "entries.csv"
    path.write_text(text, "utf-8")
    return AssessRequest(
        files=(path,),
        out=folder / "out",
        as_of=date(2026, 6, 26),
        measures=("us/uflpa",),
    )


@pytest.mark.parametrize(("text", "error"), [("", InputError), (PAYROLL, Refused)])
def test_a_call_that_decides_nothing_leaves_no_case(
    tmp_path: Path, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        assess(ask(tmp_path, text))
    assert [p.name for p in tmp_path.iterdir()] == ["entries.csv"]


def test_a_call_that_fails_leaves_a_case_that_was_there(tmp_path: Path) -> None:
    home = tmp_path / "mine"
    home.mkdir()
    (home / "case.toml").write_text("format = 1\n", "utf-8")
    with pytest.raises(InputError):
        assess(replace(ask(tmp_path, ""), case=home))
    assert (home / "case.toml").exists()


@pytest.mark.parametrize("inside", ["out", "out/case", "out/deep/case"])
def test_a_case_in_the_dossier_is_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(UsageError, match="lie in the dossier"):
        assess(replace(ask(tmp_path, ENTRIES), case=tmp_path / inside))
    assert not (tmp_path / "out").exists()


def test_to_accept_a_guess_is_not_advised_where_a_column_is_missing(
    tmp_path: Path,
) -> None:
    with pytest.raises(NeedsMapping) as caught:
        assess(ask(tmp_path, "Colour,Shape\nred,round\nblue,square\n"))
    assert "--accept-mapping" not in caught.value.remedy
    assert (tmp_path / "out.case" / "case.toml").exists()


def test_two_columns_of_one_header_are_told(tmp_path: Path) -> None:
    result = assess(ask(tmp_path, ENTRIES))
    (limit,) = [x for x in result.findings.limits if x.key == "repeated headers"]
    assert 'the header "Remark"' in limit.text
