"""A weight told twice, in two units, is one weight."""

from pathlib import Path

import pytest

from whence.model.table import Mapping, RawTable
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables

pytestmark = pytest.mark.usefixtures("read_here")

HEAD = ("Arrival Date", "Shipper", "Consignee", "HS Code")
# How data sellers head their columns, the one to be read first named beside.
SHAPES = [
    (("Weight (kg)", "Weight (t)"), (1000, 1), "Weight (kg)"),
    (("Weight (t)", "Weight (kg)"), (1, 1000), "Weight (kg)"),
    (("Kilos", "Metric Tons"), (1000, 1), "Kilos"),
    (("Gross Weight (kg)", "Gross Weight (MT)"), (1000, 1), "Gross Weight (kg)"),
    (("Weight in KG", "Weight in LB"), (1000, 2204.62), "Weight in KG"),
]


def table(
    folder: Path, heads: tuple[str, ...], cells: list[tuple[str, ...]]
) -> tuple[RawTable, Mapping]:
    rows = [";".join((*HEAD, *heads))]
    for i, more in enumerate(cells, 1):
        own = (f"2024-03-{i:02}", f"Nowhere Mill {i} Ltd", f"Port {i} Inc", "520512")
        rows.append(";".join((*own, *more)))
    path = folder / "bills.csv"
    path.write_text("\n".join(rows), "utf-8")
    (raw,) = read_file(path)
    return raw, map_table(raw)


def weights(mapping: Mapping) -> dict[str, str]:
    return {c.role: c.header for c in mapping.columns if c.role.startswith("weight")}


@pytest.mark.parametrize(("heads", "factors", "first"), SHAPES)
def test_twins_are_one_weight_and_the_finer_unit_is_read(
    heads: tuple[str, ...], factors: tuple[float, ...], first: str, tmp_path: Path
) -> None:
    cells = [tuple(f"{f * i * 1.5:.2f}" for f in factors) for i in range(1, 21)]
    raw, mapping = table(tmp_path, heads, cells)
    assert list(weights(mapping).values()) == [first]
    assert mapping.accepted
    trade = type_tables([(raw, mapping)]).tables.trade
    assert trade is not None
    assert trade.grams[1] == 3_000_000


def test_twins_that_disagree_are_asked_about(tmp_path: Path) -> None:
    cells = [(f"{i * 1000}", f"{i * 7}") for i in range(1, 21)]
    _, mapping = table(tmp_path, ("Weight (kg)", "Weight (t)"), cells)
    assert not mapping.accepted
    assert "Weight (t)" in " ".join(mapping.doubts)


def test_a_weight_in_its_own_unit_beside_one_in_kilograms(tmp_path: Path) -> None:
    cells = [(f"{i * 2204.62:.0f}", "LB", f"{i * 1000}") for i in range(1, 21)]
    heads = ("Weight", "Weight Unit", "Weight in KG")
    raw, mapping = table(tmp_path, heads, cells)
    assert weights(mapping) == {"weight_gross": "Weight in KG"}
    trade = type_tables([(raw, mapping)]).tables.trade
    assert trade is not None
    assert trade.grams[0] == 1_000_000


def test_net_and_gross_stay_two(tmp_path: Path) -> None:
    cells = [(f"{i * 900}", f"{i * 1000}") for i in range(1, 21)]
    _, mapping = table(tmp_path, ("Net weight (kg)", "Gross weight (kg)"), cells)
    assert weights(mapping) == {
        "weight_net": "Net weight (kg)",
        "weight_gross": "Gross weight (kg)",
    }


def test_the_longer_of_two_addresses_is_read(tmp_path: Path) -> None:
    cells = [
        (f"{i} Mill Road", f"{i} Mill Road, Kuqa, Aksu, Xinjiang, China")
        for i in range(1, 21)
    ]
    heads = ("Shipper Address", "Shipper Full Address")
    _, mapping = table(tmp_path, heads, cells)
    roles = {c.role: c.header for c in mapping.columns}
    assert roles["seller_address"] == "Shipper Full Address"


def test_our_side_of_an_import_is_the_buyer(tmp_path: Path) -> None:
    path = tmp_path / "进口.csv"
    head = "海关编号,进口日期,境内收发货人,境外收发货人,商品编号,净重（千克）"
    rows = [
        f"2024{i:04},2024-03-{i:02},虚构进出口有限公司,Nowhere Mill Ltd,52051200,{i}"
        for i in range(1, 21)
    ]
    path.write_text("\n".join([head, *rows]), "utf-8")
    (raw,) = read_file(path)
    roles = {c.role: c.header for c in map_table(raw).columns}
    assert (roles["buyer"], roles["seller"]) == ("境内收发货人", "境外收发货人")


def test_a_path_before_each_header_says_nothing_of_the_column(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    head = "Order Reference;Vendor;Order Lines/Description;Order Lines/Quantity"
    head += ";Order Lines/Subtotal"
    rows = [f"PO{i};Mill {i} Ltd;Cotton yarn {i};{i};{i * 9}" for i in range(1, 21)]
    path.write_text("\n".join([head, *rows]), "utf-8")
    (raw,) = read_file(path)
    roles = {c.role: c.header for c in map_table(raw).columns}
    assert roles["description"] == "Order Lines/Description"
    assert roles["quantity"] == "Order Lines/Quantity"
