"""The doors to figures: the shipped set, a user's CSV and XLSX, exports, pages."""

import csv
import json
import re
import zipfile

import pytest
import xlsxwriter
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import InputError, Refused, UsageError
from whence.jobs.drawing import draw
from whence.jobs.figures import FiguresRequest, figures, show
from whence.model.figure import Status

HEADER = "key,value,unit,metric,flow,period,place,source,check\n"
ROWS = (
    'own-2020,3.0 million,person-times,achieved,transfers,2020,CN-XJ,"a book, p. 3",\n'
    'own-2021,3.3 million,person-times,achieved,transfers,2021,CN-XJ,"a book, p. 4",\n'
    "own-growth,20,percent,growth,transfers,2021,CN-XJ,a newspaper,"
    '"growth(own-2021, own-2020) = own-growth"\n'
    "own-again,10,percent,growth,transfers,2021,CN-XJ,a newspaper,"
    '"growth(own-2021, own-2020) = own-again"\n'
)


def write(folder, text, name="mine.csv"):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def by_key(result):
    return {v.figure.key: v for v in result.verdicts}


def test_the_shipped_claims_are_checked_and_counted():
    result = figures(FiguresRequest())
    assert sum(n for _, n in result.counts) == 77
    assert dict(result.counts)[Status.CONTRADICTED] == 7
    assert len(result.differs) == 11
    assert result.set_aside == ()


def test_a_users_table_is_checked_by_its_own_formulas(tmp_path):
    found = by_key(figures(FiguresRequest(file=write(tmp_path, HEADER + ROWS))))
    assert found["own-growth"].status is Status.CONTRADICTED
    assert set(found["own-growth"].by) == {"own-2020", "own-2021"}
    assert found["own-again"].status is Status.CONSISTENT


def test_a_users_figure_may_be_held_against_a_shipped_one(tmp_path):
    row = (
        "mine,3.17 million,person-times,achieved,labour transfers,2021,CN-XJ,me,"
        "mine is C16\n"
    )
    result = figures(FiguresRequest(file=write(tmp_path, HEADER + row)))
    assert by_key(result)["mine"].status is Status.CONSISTENT
    assert by_key(result)["mine"].ground == "confirmed outside"


def test_a_workbook_gives_the_same_verdicts_as_a_csv(tmp_path):
    path = tmp_path / "mine.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Figures")
    for row, cells in enumerate(csv.reader((HEADER + ROWS).splitlines())):
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell)
    book.close()
    one = figures(FiguresRequest(file=path))
    other = figures(FiguresRequest(file=write(tmp_path, HEADER + ROWS)))
    assert [v.status for v in one.verdicts] == [v.status for v in other.verdicts]


def test_a_cell_formatted_as_a_percentage_is_asked_about(tmp_path):
    path = tmp_path / "mine.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Figures")
    page.write_row(0, 0, HEADER.strip().split(","))
    rows = (("small", 0.105), ("plain", 10.5))
    for row, (key, value) in enumerate(rows, 1):
        cells = (key, value, "percent", "growth", "transfers", 2021, "CN-XJ", "me", "")
        page.write_row(row, 0, cells)
    book.close()
    notes = figures(FiguresRequest(file=path)).notes
    assert len(notes) == 1
    assert "small was read as 0.105 per cent" in notes[0]


BAD = (
    "no-source,500,persons,count,guests,2021,CN-XJ,,\n"
    "bad-unit,5,heads,count,guests,2021,CN-XJ,me,\n"
    "backwards,900 to 500,persons,count,guests,2021,CN-XJ,me,\n"
    "no-name,500,persons,count,guests,2021,CN-XJ,me,no-name = nobody\n"
    "no-sum,500,persons,count,guests,2021,CN-XJ,me,no-sum = (500\n"
    "circle,500,persons,count,guests,2021,CN-XJ,me,follows(circle)\n"
    "good,500,persons,count,guests,2021,CN-XJ,me,\n"
    "few,12,persons,count,guests,2021,CN-XJ,me,\n"
    "good,600,persons,count,guests,2021,CN-XJ,me,\n"
)


def test_a_bad_row_is_set_aside_with_its_place_and_reason(tmp_path):
    result = figures(FiguresRequest(file=write(tmp_path, HEADER + BAD)))
    said = {a.source.row: a.detail for a in result.set_aside}
    assert "no `source`" in said[2]
    assert "'heads' is no unit" in said[3]
    assert "wrong way round" in said[4]
    assert "'nobody'" in said[5]
    assert "ends where" in said[6]
    assert "a circle: circle follows circle" in said[7]
    assert "fewer than 50 people" in said[9]
    assert "stands twice" in said[10]
    assert [v.figure.key for v in result.verdicts] == ["good"]
    assert all(a.source.name == "mine.csv" and a.remedy for a in result.set_aside)


def test_a_table_without_any_good_row_ends_with_its_first_reason(tmp_path):
    text = HEADER + BAD.splitlines(keepends=True)[0]
    with pytest.raises(InputError, match="no `source`") as caught:
        figures(FiguresRequest(file=write(tmp_path, text)))
    assert "row 2" in caught.value.where


def test_a_table_that_holds_no_figures_says_which_columns_are_needed(tmp_path):
    path = write(tmp_path, "supplier,country\nA Mill,CN\n")
    with pytest.raises(InputError, match="no column `key`, `source`"):
        figures(FiguresRequest(file=path))


def test_a_payroll_is_refused_here_too(tmp_path):
    text = "employee name,date of birth,monthly wage\nA,1990-01-01,100\n"
    with pytest.raises(Refused):
        figures(FiguresRequest(file=write(tmp_path, text)))


def test_exports_carry_every_verdict_in_three_forms(tmp_path):
    for suffix in ("csv", "xlsx", "json"):
        figures(FiguresRequest(out=tmp_path / f"out.{suffix}"))
    with (tmp_path / "out.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    plain = json.loads((tmp_path / "out.json").read_text("utf-8"))["rows"]
    assert [r["status"] for r in rows] == [r["status"] for r in plain]
    assert len(rows) == 77
    assert rows[50]["arithmetic"].startswith("contradicted: 3.17 million")
    assert zipfile.is_zipfile(tmp_path / "out.xlsx")
    with pytest.raises(UsageError, match="cannot be written"):
        figures(FiguresRequest(out=tmp_path / "out.pdf"))


def test_a_workbook_is_the_same_bytes_each_time(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        figures(FiguresRequest(out=tmp_path / name))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_that_is_not_the_one_quoted_is_told(tmp_path):
    path = write(tmp_path, "x" * 40_000, "other.txt")
    result = figures(FiguresRequest(text=path))
    assert {v.tie.value for v in result.verdicts} == {"not at its place in this text"}
    assert "is not the copy of zenz-2022" in result.notes[0]
    with pytest.raises(InputError, match="cannot be opened"):
        figures(FiguresRequest(text=tmp_path / "none.txt"))


def test_a_figure_is_shown_with_those_that_use_it():
    verdict, users = show("C47")
    assert verdict.figure.key == "C47"
    assert {"C51", "model xuar-report-chain", "model xuar-at-risk-2021"} <= set(users)
    with pytest.raises(UsageError, match="no figure 'C470'") as caught:
        show("C470")
    assert "C47" in caught.value.remedy


def test_the_page_holds_every_claim_and_asks_nothing_of_any_network(tmp_path):
    names = draw(tmp_path / "pictures")
    page = (tmp_path / "pictures" / "index.html").read_text("utf-8")
    assert all(f'id="f-C{n:02}"' in page for n in range(1, 78))
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)
    assert "default-src 'none'" in page
    assert "<script" not in page
    pictures = [n for n in names if n.suffix == ".svg"]
    assert len(pictures) == 4
    for picture in pictures:
        drawn = picture.read_text("utf-8")
        assert "<title" in drawn
        assert "<circle" not in drawn
        assert "NaN" not in drawn
        assert "<path" not in drawn.split("</defs>")[-1]


def test_the_command_line_prints_the_verdicts_and_their_sums():
    shown = CliRunner().invoke(cli, ["figures", "check", "--status", "contradicted"])
    assert shown.exit_code == 0
    assert "C51  contradicted (by C50, C47)" in shown.output
    assert "3.17 million / 2.59 million − 1 = +22.4 %" in shown.output
    assert "77 figures: 5 unit mismatch, 7 contradicted" in shown.output
    assert "77 held by its hash" in shown.output


def test_every_subcommand_runs(tmp_path):
    for args in (
        ["show"], ["show", "C51"], ["trade"], ["trade", "--json"],
        ["check", "--json"], ["check", "--set", "all"],
        ["draw", "--out", str(tmp_path / "out")],
    ):  # fmt: skip
        shown = CliRunner().invoke(cli, ["figures", *args])
        assert shown.exit_code == 0, shown.output
        assert len(shown.output) > 100
