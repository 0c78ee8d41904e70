"""`whence docket gaps` on the worked detention."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from openpyxl import load_workbook

from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.docket_gaps import GapsRequest, GapsResult, find_gaps

EXAMPLE = Path(__file__).parents[2] / "examples" / "detention"
AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> GapsResult:
    out = tmp_path_factory.mktemp("gaps")
    return find_gaps(
        GapsRequest(EXAMPLE / "documents", AS_OF, pictures=False, out=out / "o")
    )


def test_what_was_planted_in_digital_papers_is_found(result: GapsResult) -> None:
    said = [f"{g.kind} {g.stage} {g.text}" for g in result.gaps]
    assert any("missing document gin" in s and "HL-Q4" in s for s in said)
    assert any("invoice without payment" in s and "HL-8817" in s for s in said)
    assert any("test lacks" in s and "library" in s for s in said)
    clashes = [f"{c.kind} {c.text}" for c in result.clashes]
    assert any("one number on two papers" in s and "PL-4471" in s for s in clashes)


def test_steps_that_add_up_are_weighed_as_planted(result: GapsResult) -> None:
    planted = yaml.safe_load((EXAMPLE / "expected.yml").read_text("utf-8"))["holds"]
    scanned = {"SC-B19", "FB-0327"}
    weighed = {lot: (s.taken, s.made) for s in result.steps for lot in s.lots[-1:]}
    for row in planted:
        if row["lot"] not in scanned:
            want = (row["taken"] * 1000, row["made"] * 1000)
            assert weighed[row["lot"]] == want


def test_the_same_folder_gives_the_same_answer(result: GapsResult) -> None:
    again = find_gaps(GapsRequest(EXAMPLE / "documents", AS_OF, pictures=False))
    assert again == result


def test_the_door_writes_a_page_a_workbook_and_json(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(EXAMPLE / "documents" / "Kalindri", docs)
    (docs / "roster.csv").write_text(
        "Worker name,Gender,Basic salary\nx,y,1\n", "utf-8"
    )
    out = tmp_path / "out"
    done = CliRunner().invoke(
        cli, ["docket", "gaps", str(docs), "--out", str(out)], standalone_mode=False
    )
    assert done.exception is None
    assert "1 lists of people refused" in " ".join(done.output.split())
    page = (out / "gaps.html").read_text("utf-8")
    # A phone shows a row as a list: each cell but the first names its column.
    assert page.count('<table class="held stack">') > 3
    assert not re.findall(r"</td><td(?! data-label=\"[^\"]+\")", page)
    assert "<script" not in page
    assert "roster.csv" not in page
    plain = json.loads((out / "gaps.json").read_text("utf-8"))
    assert plain["refused"] == 1
    book = load_workbook(out / "gaps.xlsx")
    assert {"Missing", "Contradictions", "Balance", "Papers"} <= set(book.sheetnames)
    assert (docs / "roster.csv").exists()


def test_an_unknown_measure_lists_what_exists() -> None:
    with pytest.raises(UsageError, match="us/uflpa"):
        find_gaps(GapsRequest(EXAMPLE, AS_OF, measure="us/none"))
