"""Decisions as SARIF, CSV and a workbook: the shape that readers ask for."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from whence.model.measure import (
    AnswerState,
    Decision,
    MeasureKind,
    Outcome,
    Result,
    Step,
)
from whence.model.portfolio import (
    Cause,
    Change,
    Comparison,
    MeasureAsked,
    Portfolio,
    Reasoned,
    Row,
)
from whence.model.source import Grade, Source
from whence.report.decisions import table, to_csv, to_workbook
from whence.report.sarif import to_sarif

AS_OF = date(2026, 6, 26)
ROW = Source("ab" * 32, "entries 1.csv", "", 7, "Manufacturer")
OTHER = Source("cd" * 32, "trade.csv", "", 3)
# What SARIF 2.1.0 (OASIS Standard) asks of the parts that are written here.
SHAPE = json.loads(Path(__file__).with_name("sarif_shape.json").read_text("utf-8"))


def result(outcome, measure="us/act"):
    return Result(measure, outcome, AS_OF, outcome, AS_OF, AnswerState.NONE)


def row(name, outcome):
    return Row(
        f"entry:{name}/1",
        name,
        "=goods",
        "6109",
        AS_OF,
        AS_OF,
        "date of import",
        True,
        (ROW,),
        (result(outcome), result(Outcome.OUT_OF_SCOPE, "us/other")),
    )


def decision(outcome):
    leaf = Step("site.recorded", (), "It is there.", True, Grade.RECORDED, (OTHER,))
    ground = Step(
        "ground.met",
        (),
        "The place limb is met.",
        met=True,
        grade=Grade.RECORDED,
        reference="Act, s. 1",
        children=(leaf,),
    )
    head = Step("outcome", (), "The Act presumes.", True, Grade.RECORDED)
    return Decision(
        "us/act",
        "Act",
        MeasureKind.PRESUMPTION,
        outcome,
        AS_OF,
        outcome,
        AS_OF,
        AnswerState.NONE,
        "Act, s. 1",
        "in force since 2022-06-21",
        (head, ground),
    )


@pytest.fixture
def portfolio():
    outcomes = [o for o in Outcome if o is not Outcome.UNDER_ORDER]
    rows = tuple(row(f"ABC-{n}", o) for n, o in enumerate(outcomes))
    asked = [
        MeasureAsked(key, title, MeasureKind.PRESUMPTION, "Act, s. 1", "in force")
        for key, title in (("us/act", "Act"), ("us/other", "Other act"))
    ]
    return Portfolio(
        "Only the authority decides.",
        AS_OF,
        tuple(asked),
        rows,
        (("us-list", "2026-06-26 (61dcd170)"),),
        (("whence", "0.1.0"),),
        reasons=(Reasoned(rows[0].id, decision(Outcome.PRESUMED)),),
    )


def test_sarif_has_the_shape_of_the_standard(portfolio):
    log = json.loads(to_sarif(portfolio))
    jsonschema.validate(log, SHAPE)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["us/act", "us/other"]
    assert len(run["results"]) == 2 * len(portfolio.rows)
    for found in run["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        # 3.27.10: a result whose kind is not "fail" has the level "none"
        assert (found["kind"] == "fail") is (found["level"] != "none")


def test_sarif_never_says_pass(portfolio):
    kinds = {
        found["properties"]["outcome"]: (found["kind"], found["level"])
        for found in json.loads(to_sarif(portfolio))["runs"][0]["results"]
    }
    assert kinds["presumed"] == ("fail", "error")
    assert kinds["decided against"] == ("fail", "error")
    assert kinds["to answer"] == ("fail", "warning")
    assert kinds["untraced"] == ("open", "none")
    assert kinds["no link found"] == ("informational", "none")
    assert kinds["not in effect"] == kinds["out of scope"] == ("notApplicable", "none")


def test_sarif_points_to_the_rows_and_names_the_law(portfolio):
    first = json.loads(to_sarif(portfolio))["runs"][0]["results"][0]
    places = [x["physicalLocation"] for x in first["locations"]]
    assert places[0]["artifactLocation"]["uri"] == "entries%201.csv"
    assert [p["region"]["startLine"] for p in places] == [7, 3]
    assert "The Act presumes." in first["message"]["text"]
    assert "Only the authority decides." in first["message"]["text"]
    assert first["properties"]["reference"] == "Act, s. 1"


def test_sarif_is_the_same_for_the_same_portfolio(portfolio):
    assert to_sarif(portfolio) == to_sarif(portfolio)
    other = replace(portfolio, rows=tuple(reversed(portfolio.rows)))
    prints = [
        {
            r["partialFingerprints"]["decision/v1"]
            for r in json.loads(t)["runs"][0]["results"]
        }
        for t in (to_sarif(portfolio), to_sarif(other))
    ]
    assert prints[0] == prints[1]
    assert len(prints[0]) == 2 * len(portfolio.rows)


def test_a_cell_that_starts_a_formula_is_text(portfolio):
    lines = list(csv.DictReader(to_csv(portfolio).splitlines()))
    assert lines[0]["Goods"] == "'=goods"
    assert lines[0]["Facts"] == "trade.csv, row 3"
    assert lines[0]["Grade"] == "recorded"


def test_the_workbook_holds_decisions_reasons_and_what_moved(portfolio, tmp_path):
    cause = Cause("lists", "a listing came", "89 FR 1")
    change = Change("entry:ABC-0/1", "us/act", None, result(Outcome.PRESUMED), (cause,))
    moved = replace(
        portfolio, compared=Comparison("since", ("what was known then",), (change,), 3)
    )
    to_workbook(moved, tmp_path / "d.xlsx")
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    assert book.sheetnames == ["Read me", "Decisions", "Reasons", "What moved"]
    assert book["Decisions"].max_row == 1 + 2 * len(portfolio.rows)
    assert book["Reasons"]["I3"].value == "Act, s. 1"
    assert book["What moved"]["G2"].value == "a listing came"
    assert not any(
        cell.data_type == "f" for page in book for line in page for cell in line
    )


def test_the_table_is_worst_first_and_shouts_only_the_first_words(portfolio):
    text = table(portfolio)
    assert "ABC-0                     PRESUMED" in text
    assert "ABC-2                     to answer" in text
    assert "ABC-6                     -" in text
    assert "Reach none of these goods" in text
    assert max(map(len, text.splitlines())) <= 88


def test_a_wider_terminal_shows_more_measures_beside_each_other(portfolio):
    keys = [f"us/act-{n}" for n in range(9)]
    asked = tuple(
        MeasureAsked(k, k, MeasureKind.ORDER, "Act, s. 1", "in force") for k in keys
    )
    rows = tuple(
        replace(r, results=tuple(result(Outcome.UNTRACED, k) for k in keys))
        for r in portfolio.rows
    )
    many = replace(portfolio, measures=asked, rows=rows)
    assert table(many, width=200).count("act-0") == 1
    assert "act-8" in table(many, width=200).splitlines()[2]
    assert "act-8" not in table(many).splitlines()[2]


def test_no_goods_are_said_to_be_none(portfolio):
    assert table(replace(portfolio, rows=())).startswith("No goods to decide")
