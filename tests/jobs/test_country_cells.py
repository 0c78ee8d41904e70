"""A country's cell that says more than a country says where a firm is."""

import csv
from datetime import date

import pytest

from whence.jobs.screen import ScreenRequest, screen
from whence.jobs.steps.trade_flagged import flagged
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build

DAY = date(2026, 6, 26)
HEADER = (
    "Bill of Lading,Shipment Date,Shipper Name,Shipper Country,Consignee Name,HS Code"
)
CELLS = (
    "CHN Xinjiang", "China/Xinjiang", "中国新疆", '"Китай, СУАР"',
    '"Xinjiang Uygur Autonomous Region, P.R. China"', "CN-XJ", "CN-65", "cn_xj",
)  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [CELLS[0], *(pytest.param(c, marks=pytest.mark.heavy) for c in CELLS[1:])],
)
def test_a_store_flags_who_has_the_region_in_the_cell_of_its_country(cell, tmp_path):
    file = tmp_path / "trade.csv"
    lines = [HEADER, f"B1,2023-05-01,Kunlun Example Mill,{cell},Acme Inc,520811"]
    lines.append("B2,2023-05-02,Other Example Mill,China,Acme Inc,520811")
    file.write_text("\n".join(lines), "utf-8")
    build(BuildRequest((file,), tmp_path / "case", DAY, accept_mapping=True))
    store = TradeStore(tmp_path / "case")
    (flag,) = flagged(store, regions=("CN-XJ",))
    assert store.named(["Kunlun Example Mill"])["Kunlun Example Mill"] == (flag.party,)
    assert cell.strip('"') in flag.why


def test_a_screening_marks_who_has_the_region_in_the_cell_of_its_country(tmp_path):
    file = tmp_path / "suppliers.csv"
    rows = [f"Kunlun Example {i} Ltd,{cell}" for i, cell in enumerate(CELLS)]
    file.write_text("\n".join(["Supplier,Country", *rows, "Acme Ltd,China"]), "utf-8")
    result = screen(ScreenRequest(file, tmp_path / "out.csv", DAY))
    with result.out.open(encoding="utf-8", newline="") as stream:
        found = [row["found"] for row in csv.DictReader(stream)]
    assert found[:-1] == ["in region"] * len(CELLS)
    assert "in region" not in found[-1]
