"""What a build says of rows that lack something, word for word."""

import re
import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import InputError
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build

DAY = date(2026, 1, 1)
NO_BUYER = "consignee to order, and no notify party who can be the buyer"
ROWS = """\
Bill of Lading,Shipment Date,Shipper Name,Consignee Name,HS Code,Weight (kg)
B1,2023-01-05,Alpha Gin Ltd,Beta Mill Ltd,520100,1000
B2,2023-02-05,Beta Mill Ltd,Alpha Gin Ltd,520811,900
B3,2023-03-06,Beta Mill Ltd,Beta Mill Ltd,520811,50
B4,2023-03-07,Beta Mill Ltd,Delta Inc,520811,0
B5,2023-03-08,Beta Mill Ltd,Delta Inc,520811,70 pcs
B6,2099-03-09,Beta Mill Ltd,Delta Inc,520811,70
B7,31/31/2023,Beta Mill Ltd,Delta Inc,520811,70
B8,2023-03-11,,Delta Inc,520811,700
B9,2023-03-12,Alpha Gin Ltd,TO ORDER OF FIRST BANK,520100,30
B10,2023-03-13,Alpha Gin Ltd,To Order,520100,30
B11,2023-03-14,Alpha Gin Ltd,,520100,30
B12,2023-03-15,TO ORDER,Delta Inc,520100,30
B1,2023-01-05,Alpha Gin Ltd,Beta Mill Ltd,520100,1000
B13,2001-03-09,Beta Mill Ltd,Delta Inc,520811,70
"""


def test_every_row_that_lacks_something_is_told_with_its_reason(tmp_path):
    file = tmp_path / "trade.csv"
    file.write_text(ROWS)
    done = build(BuildRequest((file,), tmp_path / "case", DAY))
    (note,) = done.sources
    assert (note.rows_in, note.used, note.set_aside) == (14, 12, 2)
    told = "\n".join(note.notes)
    assert "1 row set aside: impossible date, first row 8 ('31/31/2023')" in told
    assert "1 row set aside: missing seller, first row 9" in told
    assert "2 records without a weight that can be told" in told
    assert {u.why: (u.records, u.first.row, u.day) for u in done.unplaced} == {
        NO_BUYER: (2, 10, None),
        "no consignee": (1, 12, None),
        "shipper to order, and no maker": (1, 13, None),
        "from a firm to itself": (1, 4, None),
        "older than the ten years of lanes": (1, 15, None),
        "dated in the future": (1, 7, date(2099, 3, 9)),
    }
    assert done.not_counted == (("told twice", 1),)
    assert done.loose == 1
    aside = sum(u.records for u in done.unplaced if not u.day)
    twice = sum(count for _, count in done.not_counted)
    assert done.counted + aside + twice == note.used


def test_the_page_says_where_the_first_record_in_no_lane_stands(tmp_path):
    file = tmp_path / "trade.csv"
    file.write_text(ROWS)
    call = ["trace", "build", str(file), "--case", str(tmp_path / "case")]
    told = CliRunner().invoke(cli, call).output
    assert f"2  records in no lane: {NO_BUYER}" in told
    assert "the first: trade.csv, row 10" in told
    assert "1  record dated in the future" in told
    assert "trade.csv, row 7: 2099-03-09" in told
    assert "correct it there and build again" in told
    assert "1  record not counted: told twice" in told


def test_a_file_of_sales_to_oneself_says_what_is_wrong_with_it(tmp_path):
    head, *rows = ROWS.splitlines()
    file = tmp_path / "own.csv"
    file.write_text("\n".join([head, rows[2], rows[2].replace("B3", "B30")]))
    with pytest.raises(InputError) as error:
        build(BuildRequest((file,), tmp_path / "case", DAY))
    assert "2 records from a firm to itself (first: own.csv, row 2)" in str(error.value)


def test_a_day_in_the_future_is_believed_when_it_has_come(tmp_path):
    file = tmp_path / "trade.csv"
    file.write_text(ROWS)
    build(BuildRequest((file,), tmp_path / "case", DAY))
    later = build(BuildRequest((), tmp_path / "case", date(2099, 4, 1)))
    assert "dated in the future" not in {u.why for u in later.unplaced}


def test_a_store_of_an_earlier_version_is_built_anew_from_what_was_read(tmp_path):
    file = tmp_path / "trade.csv"
    file.write_text(ROWS)
    case = tmp_path / "case"
    build(BuildRequest((file,), case, DAY))
    (manifest,) = case.glob("store/generation-*/manifest.json")
    manifest.write_text(manifest.read_text().replace('"format": 3', '"format": 2'))
    with pytest.raises(InputError, match="earlier version") as error:
        TradeStore(case)
    assert "whence trace build --case DIR" in str(error.value.remedy)
    file.unlink()
    build(BuildRequest((), case, DAY))
    assert len(TradeStore(case).lanes.parties) == 3


@pytest.mark.parametrize(
    "hurt",
    [
        "{",
        pytest.param('{"format": 99}', marks=pytest.mark.heavy),
        pytest.param("[]", marks=pytest.mark.heavy),
    ],
)
def test_a_store_that_cannot_be_read_says_how_to_have_it_back(tmp_path, hurt):
    file = tmp_path / "trade.csv"
    file.write_text(ROWS)
    case = tmp_path / "case"
    build(BuildRequest((file,), case, DAY))
    (manifest,) = case.glob("store/generation-*/manifest.json")
    manifest.write_text(hurt)
    for ask in (TradeStore, lambda c: build(BuildRequest((file,), c, DAY))):
        with pytest.raises(InputError) as error:
            ask(case)
        assert "--fresh" in str(error.value.remedy)
    build(BuildRequest((file,), case, DAY, fresh=True))
    assert len(TradeStore(case).lanes.parties) == 3


@pytest.mark.parametrize("left", [None, pytest.param("{", marks=pytest.mark.heavy)])
def test_what_was_read_and_is_gone_from_the_store_is_told_with_the_way_back(
    tmp_path, left
):
    file = tmp_path / "trade.csv"
    file.write_text(ROWS)
    case = tmp_path / "case"
    build(BuildRequest((file,), case, DAY))
    (note,) = case.glob("store/sources/*/note.json")
    note.unlink() if left is None else note.write_text(left)
    with pytest.raises(InputError, match="gone from the store") as error:
        build(BuildRequest((), case, DAY))
    assert "Delete this folder" in str(error.value.remedy)
    shutil.rmtree(note.parent)
    build(BuildRequest((file,), case, DAY, fresh=True))
    assert len(TradeStore(case).lanes.parties) == 3


def test_a_file_that_is_read_otherwise_than_before_counts_once(tmp_path, monkeypatch):
    """Rows without a bill number counted twice where the readers had changed between
    two builds of one file."""
    file = tmp_path / "trade.csv"
    head, *rows = ROWS.splitlines()
    file.write_text("\n".join(line.partition(",")[2] for line in (head, *rows)))
    case = tmp_path / "case"
    first = build(BuildRequest((file,), case, DAY))
    monkeypatch.setattr("whence.jobs.steps.trace_sheets.READERS", 99)
    again = build(BuildRequest((file,), case, DAY))
    assert (again.records, again.counted) == (first.records, first.counted)
    assert again.sources[0].key != first.sources[0].key


def test_what_an_earlier_version_read_is_read_again_from_the_case(
    tmp_path, monkeypatch
):
    file = tmp_path / "trade.csv"
    file.write_text(ROWS)
    case = tmp_path / "case"
    with monkeypatch.context() as before:
        before.setattr("whence.jobs.steps.trace_sheets.READERS", 1)
        before.setattr("whence.jobs.steps.trace_sources.READERS", 1)
        first = build(BuildRequest((file,), case, DAY))
    file.unlink()
    again = build(BuildRequest((), case, DAY))
    assert again.sources[0].key != first.sources[0].key
    assert (again.records, again.counted) == (first.records, first.counted)


def test_a_unit_that_is_none_of_weight_is_named(tmp_path):
    head, first, *rows = ROWS.splitlines()
    file = tmp_path / "trade.csv"
    lines = [f"{head.replace(' (kg)', '')},Weight Unit", f"{first},pallets"]
    file.write_text("\n".join([*lines, *(f"{row},kg" for row in rows[:2])]))
    (note,) = build(BuildRequest((file,), tmp_path / "case", DAY)).sources
    assert "1 weight in 'pallets', no unit of weight: left out" in note.notes


def test_to_order_in_wide_letters_is_to_order_in_a_store_too(tmp_path):
    file = tmp_path / "wide.csv"
    file.write_text(
        "Bill,Shipment Date,Shipper Name,Consignee Name,Notify Party,HS Code\n"
        "B1,2023-01-05,Alpha Gin Ltd,ＴＯ ＯＲＤＥＲ,Beta Mill Ltd,520100\n"
        "B2,2023-01-06,Alpha Gin Ltd,ＴＯ ＯＲＤＥＲ,,520100\n"
    )
    case = tmp_path / "case"
    done = build(BuildRequest((file,), case, DAY))
    assert (done.counted, done.lanes) == (1, 1)
    assert {u.why for u in done.unplaced} == {NO_BUYER}


def test_a_store_of_an_earlier_version_takes_new_files_where_an_input_is_gone(tmp_path):
    old, new, case = tmp_path / "old.csv", tmp_path / "new.csv", tmp_path / "case"
    old.write_text(ROWS)
    build(BuildRequest((old,), case, DAY))
    for note in (
        *case.glob("store/*/*/note.json"),
        *case.glob("store/*/manifest.json"),
    ):
        note.write_text(re.sub(r'"readers": \d+', '"readers": 1', note.read_text()))
    shutil.rmtree(case / "inputs")
    new.write_text("\n".join(ROWS.splitlines()[:2]).replace("B1", "N1"))
    done = build(BuildRequest((new,), case, DAY))
    assert [n.name for n in done.sources] == ["new.csv"]
    (told,) = done.failures
    assert "old.csv" in told
    assert "whence trace build" in told
    assert done.exit_code == 4


def test_an_old_store_of_which_nothing_can_be_read_again_names_the_file(tmp_path):
    old, case = tmp_path / "old.csv", tmp_path / "case"
    old.write_text(ROWS)
    build(BuildRequest((old,), case, DAY))
    (note,) = case.glob("store/sources/*/note.json")
    note.write_text(re.sub(r'"readers": \d+', '"readers": 1', note.read_text()))
    shutil.rmtree(case / "inputs")
    with pytest.raises(InputError, match=r"old\.csv") as error:
        build(BuildRequest((), case, DAY))
    assert "whence trace build" in str(error.value.remedy)
