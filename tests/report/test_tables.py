"""The workbook, the CSV and the terminal: all rows, no formulas, no masked names."""

import csv
import dataclasses
import io
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from whence.errors import OutputError
from whence.model.findings import Findings
from whence.model.measure import MeasureKind
from whence.report.csvs import set_aside_csv
from whence.report.terminal import WIDTH, summary
from whence.report.words import leading
from whence.report.xlsx import to_xlsx

SHEETS = [
    "Read me", "Outcomes", "Steps", "Not reached", "Measures", "Parties",
    "Candidates", "Paths", "Inputs", "Set aside", "Limits",
]  # fmt: skip


@pytest.fixture(scope="module")
def book(
    findings: Findings, tmp_path_factory: pytest.TempPathFactory
) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "findings.xlsx"
    to_xlsx(findings, path)
    return openpyxl.load_workbook(path)


def rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_every_sheet_is_there_with_a_frozen_header_and_a_filter(
    book: openpyxl.Workbook,
) -> None:
    assert book.sheetnames == SHEETS
    for name in SHEETS[1:]:
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref.startswith("A1:")


def test_each_decision_has_its_row_worst_first(
    book: openpyxl.Workbook, findings: Findings
) -> None:
    found, apart = rows(book, "Outcomes"), rows(book, "Not reached")
    counted = len(found) + sum(int(str(r["Count"])) for r in apart)
    assert counted == sum(len(c.decisions) for c in findings.consignments)
    assert found[0]["Outcome"] == "presumed"
    assert {str(r["Outcome"]) for r in [*found, *apart]} == {
        d.outcome.value for c in findings.consignments for d in c.decisions
    }


def test_each_measure_has_one_row_with_what_is_said_of_its_law(
    book: openpyxl.Workbook, findings: Findings
) -> None:
    found = {str(r["Key"]): r for r in rows(book, "Measures")}
    decisions = [d for c in findings.consignments for d in c.decisions]
    assert set(found) == {d.measure for d in decisions}
    for d in decisions:
        told = str(found[d.measure]["Notes on the law"] or "")
        for step in d.steps:
            assert step.template != "note.law" or step.text in told
    steps = {str(r["Sentence"]) for r in rows(book, "Steps")}
    assert not any(text.startswith("Note: The order itself") for text in steps)


def test_no_cell_is_a_formula_and_none_lost_its_first_sign(
    book: openpyxl.Workbook,
) -> None:
    kinds = {c.data_type for page in book for row in page.iter_rows() for c in row}
    assert "f" not in kinds
    assert "=HYPERLINK(1)" in [r["Addresses"] for r in rows(book, "Parties")]
    assert '=HYPERLINK("x")' in [r["Seen"] for r in rows(book, "Set aside")]


def test_no_masked_name_reaches_the_workbook(book: openpyxl.Workbook) -> None:
    cells = [c.value for page in book for row in page.iter_rows() for c in row]
    assert not [c for c in cells if isinstance(c, str) and "Li Invented" in c]


def test_rows_of_the_inputs_add_up(book: openpyxl.Workbook) -> None:
    for row in rows(book, "Inputs"):
        parts = (int(str(row[k])) for k in ("Used", "Merged", "Set aside"))
        assert int(str(row["Rows in"])) == sum(parts)


def test_the_workbook_is_the_same_bytes_twice(
    findings: Findings, tmp_path: Path
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        to_xlsx(findings, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_folder_that_is_not_there_is_an_output_error(
    findings: Findings, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        to_xlsx(findings, tmp_path / "none" / "a.xlsx")


def test_a_set_aside_formula_gets_an_apostrophe_and_no_row_is_lost(
    findings: Findings,
) -> None:
    found = list(csv.DictReader(io.StringIO(set_aside_csv(findings))))
    assert len(found) == len(findings.set_aside)
    assert found[2]["seen"] == '\'=HYPERLINK("x")'
    assert found[1]["seen"] == "'-5200 kg"
    assert found[0]["row"] == "77"


def test_the_summary_counts_every_outcome_and_says_what_comes_first(
    findings: Findings,
) -> None:
    text = summary(findings, dossier="out/index.html")
    for word, count in findings.summary:
        assert (f"{count}  {word}" in text) == (count > 0)
    assert "whence judge k-31c9" in text
    assert "gin bale list" in text
    assert "case.toml" in text
    assert "out/index.html" in text
    assert findings.notice in text
    for limit in findings.limits:
        assert limit.text.split()[0] in text


def test_the_summary_keeps_to_its_width_and_to_five_things(
    findings: Findings, sample: ModuleType
) -> None:
    plain = dataclasses.replace(findings, parties=findings.parties[2:3])
    text = summary(plain)
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    block = summary(sample.findings()).split("First things to do\n")[1]
    assert "  5. " in block.split("\n\n")[0]
    assert "  6. " not in block.split("\n\n")[0]


def test_each_party_is_asked_once_for_all_its_papers(sample: ModuleType) -> None:
    block = summary(sample.findings()).split("First things to do\n")[1]
    asked = [
        line.split(" for:")[0] for line in block.split("\n\n")[0].splitlines()
        if ". Ask " in line
    ]  # fmt: skip
    assert asked
    assert len(asked) == len({line.split("Ask ")[1] for line in asked})


def test_of_equal_outcomes_a_presumption_is_told_before_an_order(
    findings: Findings,
) -> None:
    goods = findings.consignments[0]
    one = goods.decisions[0]
    order = dataclasses.replace(one, kind=MeasureKind.ORDER, measure="us/s307/a")
    law = dataclasses.replace(one, kind=MeasureKind.PRESUMPTION, measure="us/uflpa")
    both = dataclasses.replace(goods, decisions=(order, law))
    assert leading(both) is law
