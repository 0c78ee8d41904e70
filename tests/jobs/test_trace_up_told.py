"""What a question upstream says of records that lack something, and of bills."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import UsageError, WhenceError
from whence.jobs.trace_build import BuildRequest, build
from whence.jobs.trace_exposure import ExposureRequest, exposure
from whence.jobs.trace_up import UpRequest, up

DAY = date(2026, 1, 1)
HEADER = ("Bill of Lading", "Master Bill of Lading", "Shipment Date", "Shipper Name",
          "Consignee Name", "HS Code", "Weight (kg)", "Notify Party")  # fmt: skip
GIN, MILL, WEAVER, TAILOR = (
    "Awat Gin Ltd", "Song Hong Spinning JSC", "Mekong Weaving Ltd", "Hue Garment Ltd",
)  # fmt: skip
ROWS = [
    ("B1", "", "2023-01-10", GIN, MILL, "520100", 200),
    ("B2", "", "2023-01-11", GIN, MILL, "520100", ""),
    ("B3", "", "2023-01-11", "Texas Gin Ltd", MILL, "520100", 200),
    ("B4", "", "2023-02-10", MILL, WEAVER, "520512", 150),
    ("B5", "", "2023-03-10", MILL, "TO ORDER OF HSBC BANK", "520512", 150),
    ("B6", "", "2023-03-10", WEAVER, TAILOR, "520811", 150),
    ("B7", "M7", "2023-04-10", TAILOR, "Acme Inc", "620342", 90),
    ("M7", "", "2023-04-10", TAILOR, "Acme Inc", "620342", 90),
    ("B7", "M7", "2023-04-10", TAILOR, "Acme Inc", "620342", 90),
    ("B7", "M7", "2023-04-10", TAILOR, "Acme Inc", "620342", 10),
    ("B8", "", "2031-05-01", TAILOR, "Beta Inc", "620342", 90),
    ("B9", "", "2023-05-01", TAILOR, TAILOR, "620342", 90),
    ("B10", "", "2023-05-02", TAILOR, "TO ORDER OF HSBC", "620342", 90, "Gamma Inc"),
    ("B11", "", "2023-05-03", TAILOR, "To order", "620342", 90, "Blue Freight Ltd"),
    ("B12", "", "2023-05-03", TAILOR, "To order", "620342", 90, "SAME AS CONSIGNEE"),
]  # fmt: skip


TO_ORDER = (
    "3 records consignee to order, and no notify party who can be the buyer"
    " (first: t.csv, row 6)"
)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told")
    with (folder / "t.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *((*row, "")[:8] for row in ROWS)])
    (folder / "flagged.txt").write_text(GIN)
    build(BuildRequest((folder / "t.csv",), folder / "case", DAY))
    return folder / "case"


def asked(case, target, **more):
    base = UpRequest(target, case, DAY, flagged=case.parent / "flagged.txt")
    return up(replace(base, **more))


def printed(case, *words):
    flagged = str(case.parent / "flagged.txt")
    call = ["trace", "up", *words, "--case", str(case), "--flagged", flagged]
    # Sentences are told in lines of 80 columns, wherever these end.
    return " ".join(CliRunner().invoke(cli, call).output.split())


@pytest.mark.parametrize("bill", ["B7", "M7"])
def test_a_bill_told_by_several_records_is_one_start(case, bill):
    found = asked(case, bill)
    assert [level.tier for level in found.levels] == [1, 2, 3]
    (lead,) = found.leads
    sale = {act.key: act for act in found.operations}[lead.operations[-1]]
    assert [s.row for s in sale.sources] == [8, 11]
    assert sale.grams == 100_000


def test_a_sale_by_somebody_looked_for_on_the_bill_itself_is_found(case):
    """A bill of one looked for gave nothing: only his own suppliers were looked at."""
    found = asked(case, "B1")
    assert found.reached == 1
    (path,) = found.paths
    assert path.tiers == 0
    assert "1 path counts" in printed(case, "B1")


def test_only_files_that_were_asked_for_are_told_as_written(case, tmp_path):
    """A line "Written:" without a file stood under every answer."""
    assert "Written" not in printed(case, "B1")
    file = tmp_path / "up.csv"
    told = printed(case, "B1", "--out", str(file))
    assert told.endswith(f"Written: {file}")


def test_a_consignee_to_order_is_a_break_with_its_row(case):
    found = asked(case, "B5")
    assert found.reached == 1
    (broken,) = found.breaks
    assert broken.kind.value == "to order"
    assert [s.row for s in broken.sources] == [6]
    assert "Consignee to order: who took the goods is not told: t.csv, row 6" in (
        printed(case, "B5")
    )


def test_records_in_no_lane_are_told_beside_every_answer(case):
    notes = "\n".join(asked(case, "Acme Inc").notes)
    assert TO_ORDER in notes
    assert "1 record dated in the future (t.csv, row 12: 2031-05-01)" in notes
    every = exposure(ExposureRequest(case, DAY, flagged=case.parent / "flagged.txt"))
    assert TO_ORDER in "\n".join(every.notes)


def test_a_day_in_the_future_is_told_as_one(case):
    (lead,) = asked(case, "Beta Inc").leads
    assert "dated 2031-05-01, in the future" in lead.why_not
    assert "bears no date" not in lead.why_not
    assert "months between" not in lead.why_not
    bill = asked(case, "B8")
    assert bill.reached == 1
    assert (
        "The bill is dated 2031-05-01 (t.csv, row 12), in the future" in bill.notes[0]
    )


def test_goods_without_a_day_are_asked_about_at_any_time(case):
    """They were asked about by the end of the ten years, when nothing had come."""
    found = asked(case, "Acme Inc", hs="620342")
    assert found.reached == 1
    assert not asked(case, "Acme Inc", hs="870323").reached


def test_nobody_is_asked_about_by_the_words_to_order(case):
    with pytest.raises(UsageError, match="names nobody"):
        asked(case, "To order of HSBC Bank")


def test_a_bill_of_a_firm_to_itself_says_so(case):
    with pytest.raises(UsageError, match="no seller or maker other than its buyer"):
        asked(case, "B9")


def test_a_missing_weight_counts_as_the_mean_and_is_told(case):
    """A share by weight became one by number, and nobody said so."""
    (lead,) = asked(case, WEAVER).leads
    assert lead.share_ppm == 666_666
    said = printed(case, WEAVER)
    assert "(1 of 4 records without a weight counts as the mean of the others)" in said
    every = exposure(ExposureRequest(case, DAY, flagged=case.parent / "flagged.txt"))
    mill = next(row for row in every.rows if row.name == MILL)
    assert mill.share_ppm == lead.share_ppm
    assert mill.unweighed_ppm == 333_333


def test_rows_that_are_not_shown_are_counted_and_can_be_had(case, tmp_path):
    out = tmp_path / "rows.csv"
    said = printed(case, WEAVER, "--rows", "1", "--out", str(out))
    assert f"1 of 2 rows shown; all in {out}" in said.replace("\n", " ")
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [(r["path"], r["step"], r["row"], r["kg"]) for r in rows] == [
        ("1", "1", "2", "200.000"),
        ("1", "1", "3", ""),
        ("1", "2", "5", "150.000"),
    ]
    with pytest.raises(UsageError, match="cannot be written"):
        asked(case, WEAVER, out=tmp_path / "rows.xlsx")


def test_one_of_a_thing_is_not_told_as_several(case):
    said = printed(case, WEAVER)
    assert "tier 0: 1 party on ways to one looked for, 1 lane tier" in said
    assert "0 paths count, 1 is a lead" in said
    assert "1 records" not in said


@pytest.mark.parametrize("hs", ["abc", "1", "-6203", "62O3"])
def test_goods_that_are_no_code_are_refused_and_not_taken_for_any_goods(case, hs):
    with pytest.raises(UsageError, match="no HS code"):
        asked(case, TAILOR, hs=hs)


@pytest.mark.parametrize("hs", ["62", "6203", "6203.42", "62 03 42", "6203420000"])
def test_goods_may_be_a_chapter_a_heading_or_a_code_however_it_is_written(case, hs):
    assert asked(case, TAILOR, hs=hs).reached == 1


def test_the_notify_party_of_goods_to_order_is_taken_for_the_buyer_and_it_is_said(
    case, tmp_path
):
    found = asked(case, "Gamma Inc", out=tmp_path / "rows.csv")
    (lead,) = found.leads
    assert [tie.notified for tie in lead.ties] == [0, 0, 0, 1]
    said = printed(case, "Gamma Inc")
    assert "buyer read from the notify party" in said
    with (tmp_path / "rows.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    read = {row["buyer_name"]: row["buyer_read_from"] for row in rows}
    assert read["Gamma Inc"] == "notify party"
    assert {read[name] for name in (TAILOR, WEAVER, MILL)} == {"consignee"}
    assert asked(case, "B10").breaks == ()


@pytest.mark.parametrize("bill", ["B11", "B12"])
def test_who_carries_and_who_is_the_same_as_nobody_never_become_the_buyer(case, bill):
    (broken,) = asked(case, bill).breaks
    assert broken.kind.value == "to order"


def test_a_day_long_after_the_last_purchase_says_when_there_were_purchases(case):
    day = date(2040, 1, 1)
    told = (
        "The records show what it took in from 2023-03 to 2023-03, and nothing in the"
    )
    assert asked(case, TAILOR, by=day).notes[0].startswith(told)
    assert not asked(case, TAILOR, by=date(2023, 12, 1)).notes[0].startswith(told)


def test_a_question_without_anybody_to_look_for_says_that_nobody_is_listed(case):
    assert (
        "bears a name on the lists held" in asked(case, TAILOR, flagged=None).notes[0]
    )


@pytest.mark.parametrize(
    ("text", "said"), [(None, "no such file"), ("# none\n", "holds no name")]
)
def test_a_file_without_names_is_refused(case, tmp_path, text, said):
    file = tmp_path / "names.txt"
    if text is not None:
        file.write_text(text)
    with pytest.raises(WhenceError, match=said):
        asked(case, TAILOR, flagged=file)


@pytest.mark.parametrize("hs", ["99x", "1"])
def test_goods_that_are_no_code_are_refused_as_typed(case, hs):
    call = ["trace", "up", TAILOR, "--case", str(case), "--hs", hs]
    assert f"'{hs}' is no HS code" in str(CliRunner().invoke(cli, call).exception)
