"""Quantities are summed each unit for itself, and unlike ones are never added."""

from collections.abc import Callable

from whence.model.table import RawTable
from whence.read.quantities import sums_by_unit
from whence.read.roles import map_table
from whence.read.sheet import Sheet

Make = Callable[..., RawTable]
HEADS = ["Arrival Date", "Shipper", "Consignee", "Quantity"]


def summed(table: Make, cells: list[tuple[str, str]], unit: str = "Unit") -> str:
    rows = [
        [f"2024-03-{i:02}", f"Nowhere Mill {i} Ltd", "Port Inc", number, of]
        for i, (number, of) in enumerate(cells, 1)
    ]
    raw = table([*HEADS, unit], rows)
    return sums_by_unit(Sheet(raw, map_table(raw)))


def test_weights_lengths_and_pieces_stay_apart(table: Make) -> None:
    cells = [("1,000", "KG"), ("2", "t"), ("300", "MTR"), ("2", "DOZ"), ("5", "PCS")]
    assert summed(table, cells) == "3,000 kg, 300 m, 29 pieces"


def test_what_has_no_fixed_size_keeps_its_own_word(table: Make) -> None:
    cells = [("3", "rolls"), ("4", "rolls"), ("7", "CTN"), ("1", "")]
    assert summed(table, cells) == "7 rolls, 7 CTN, 1 without a unit"


def test_a_unit_inside_the_cell_counts(table: Make) -> None:
    cells = [("20 KGS", "a"), ("30 MTR", "b"), ("40 KGS", "c")]
    assert summed(table, cells, unit="Marks") == "60 kg, 30 m"


def test_a_row_that_repeats_counts_once(table: Make) -> None:
    row = ["2024-03-01", "Nowhere Mill Ltd", "Port Inc", "5", "KG"]
    raw = table([*HEADS, "Unit"], [row, row])
    assert sums_by_unit(Sheet(raw, map_table(raw))) == "5 kg"


def test_a_table_without_quantities_says_nothing(table: Make) -> None:
    raw = table(HEADS[:3], [["2024-03-01", "Nowhere Mill Ltd", "Port Inc"]])
    assert sums_by_unit(Sheet(raw, map_table(raw))) == ""
