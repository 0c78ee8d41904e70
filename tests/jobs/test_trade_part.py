"""`assess` over a store of records: it reads what lies upstream of its parties."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from whence.errors import UsageError
from whence.jobs.assess import AssessRequest, assess
from whence.jobs.steps import trade_part
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build
from whence.jobs.verify import verify
from whence.model.rows import Tables
from whence.read import ahead

DAY = date(2026, 6, 26)
TRADE = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Address",
         "Shipper Country", "Consignee Name", "Consignee Country", "HS Code",
         "Net Weight (kg)")  # fmt: skip
LISTED = "Hetian Taida Apparel Co., Ltd."
MILL, TRADER = "Song Hong Spinning JSC", "Hai Phong Cotton Trading Ltd"
PATH = [
    ("B1", "2025-01-02", LISTED, "No. 1 Road, Hetian, Xinjiang", "CN", TRADER, "VN",
     "520100", 900),
    ("B2", "2025-02-02", TRADER, "", "VN", MILL, "VN", "520100", 600),
    ("B3", "2025-02-12", "Abilene Gin Inc", "", "US", MILL, "VN", "520100", 400),
]  # fmt: skip


def sheet(path: Path, *rows) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    return path


def others(count: int):
    """Trade among firms that have nothing to do with the case."""
    draw = random.Random(3)
    firms = [f"Elsewhere {n} Trading Ltd" for n in range(40)]
    for at in range(count):
        seller, buyer = draw.sample(firms, 2)
        day = date(2024, 6, 1) + timedelta(draw.randrange(300))
        yield (f"X{at}", day, seller, "", "VN", buyer, "VN", "520511", 5 + at)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> tuple[Path, ...]:
    tmp_path = tmp_path_factory.mktemp("files")
    entry = sheet(
        tmp_path / "entries.csv",
        ("Entry Number", "Line", "Import Date", "HTS", "Description", "Manufacturer",
         "Manufacturer Country", "SKU", "Net Weight (kg)"),
        ("ABC-1234567-8", "1", "2025-06-10", "5205120000", "Cotton yarn", MILL, "VN",
         "YRN-1", "4000"),
    )  # fmt: skip
    bom = sheet(
        tmp_path / "bom.csv",
        ("Parent SKU", "Component SKU", "Component Description", "Component HS"),
        ("YRN-1", "LNT-1", "Cotton lint", "520100"),
    )
    return entry, bom


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    tmp_path = tmp_path_factory.mktemp("store")
    file = sheet(tmp_path / "history.csv", TRADE, *PATH, *others(300))
    build(BuildRequest((file,), tmp_path / "history", DAY, accept_mapping=True))
    return tmp_path / "history"


def assessed(tmp_path: Path, files, name: str = "d", **more):
    asked = AssessRequest(
        tuple(files), tmp_path / name, DAY, measures=("us/uflpa",), accept_mapping=True,
        **more,
    )  # fmt: skip
    return assess(asked)


def worst(result) -> list[str]:
    return [c.worst for c in result.findings.consignments]


@pytest.fixture(scope="module")
def asked(tmp_path_factory, files, store):
    """A case assessed over a store of its own."""
    folder = tmp_path_factory.mktemp("asked")
    return folder / "d", assessed(folder, files, case=store)


def test_what_a_store_holds_decides_as_if_the_records_had_been_given(
    tmp_path, files, asked, unprinted
):
    with unprinted():
        given = assessed(tmp_path, (*files, sheet(tmp_path / "t.csv", TRADE, *PATH)))
    assert worst(asked[1]) == worst(given) == ["to answer"]
    assert "3 records upstream of 1 of its parties" in asked[1].notes[0]


def test_no_file_is_read_twice_and_what_the_store_gave_is_read_in_its_place(
    tmp_path, files, store, monkeypatch
):
    """The dossier is made again from its inputs alone, in the order of their names."""
    real, read = ahead.read_file, []

    def counted(path: Path, **more):
        read.append(path.name)
        return real(path, **more)

    monkeypatch.setattr(ahead, "read_file", counted)
    late = sheet(tmp_path / "trade.csv", TRADE, *others(5))
    assessed(tmp_path, (*files, late), store=store)
    names = ["bom.csv", "entries.csv", trade_part.NAME, "trade.csv"]
    assert sorted(read) == names
    found = verify(tmp_path / "d", case=tmp_path / "d.case")
    assert (found.ok, found.rerun) == (True, "same bytes")


def test_each_row_says_where_in_the_store_it_stands_and_the_dossier_verifies(
    asked, store
):
    (kept,) = (store / "inputs").rglob(trade_part.NAME)
    with kept.open(encoding="utf-8") as lines:
        rows = [(r["Store File"], r["Store Row"]) for r in csv.DictReader(lines)]
    assert rows == [("history.csv", "2"), ("history.csv", "3"), ("history.csv", "4")]
    found = verify(asked[0], case=store)
    assert (found.ok, found.rerun) == (True, "same bytes")


def test_a_hub_in_the_store_stays_a_hub(tmp_path, files, unprinted):
    """Of its partners those not upstream come along, enough to know it by."""
    crowd = [
        (
            f"C{n}",
            "2024-09-01",
            TRADER,
            "",
            "VN",
            f"Customer {n} Ltd",
            "VN",
            "520100",
            9,
        )
        for n in range(230)
    ]
    history = sheet(tmp_path / "history.csv", TRADE, *PATH, *crowd)
    at = tmp_path / "history"
    build(BuildRequest((history,), at, DAY, accept_mapping=True))
    with unprinted():
        first = assessed(tmp_path, files, store=at)
        again = assessed(tmp_path, (*files, history), "both", store=at)
    assert worst(first) == ["untraced"]
    assert "0 records" in again.notes[0]
    assert worst(again) == ["untraced"]


def part(store: Path, folder: Path) -> trade_part.Part:
    """Ask the store for what lies upstream of an importer's only supplier."""
    held = TradeStore(store)
    return trade_part.part_of(held, Tables(), folder, importer=MILL, as_of=DAY)


def test_what_a_case_cannot_read_is_left_out_from_the_far_end_and_said(
    tmp_path, store, monkeypatch
):
    whole = part(store, tmp_path)
    assert (whole.records, whole.tiers) == (3, 6)
    # The mill's own purchases lead on only with what its trader bought.
    monkeypatch.setattr(trade_part, "MOST_ROWS", 2)
    near = part(store, tmp_path)
    assert (near.records, near.tiers) == (0, 1)


def test_where_the_first_step_is_too_much_the_number_is_told(
    tmp_path, store, monkeypatch
):
    monkeypatch.setattr(trade_part, "MOST_ROWS", 0)
    held = TradeStore(store)
    with pytest.raises(UsageError, match="1 records of the store are purchases"):
        trade_part.part_of(held, Tables(), tmp_path, importer=TRADER, as_of=DAY)


def test_a_buyer_read_from_the_notify_party_is_told_as_such_in_the_part(tmp_path):
    """The part says what the record says: to order, and who was to be notified."""
    to_order = ("B1", *PATH[0][1:5], "TO THE ORDER OF First Bank Ltd", "", *PATH[0][7:])
    rows = [(*to_order, TRADER), *((*row, "") for row in PATH[1:])]
    file = sheet(tmp_path / "history.csv", (*TRADE, "Notify Party"), *rows)
    build(BuildRequest((file,), tmp_path / "s", DAY, accept_mapping=True))
    store = TradeStore(tmp_path / "s")
    part = trade_part.part_of(store, Tables(), tmp_path, importer=MILL, as_of=DAY)
    assert part.records == 3
    with part.path.open(encoding="utf-8") as lines:
        told = {row["Bill of Lading"]: row for row in csv.DictReader(lines)}
    assert told["B1"]["Consignee Name"] == "TO THE ORDER OF First Bank Ltd"
    assert told["B1"]["Notify Party"] == TRADER
    assert told["B2"]["Notify Party"] == ""
