"""Rows of several files that tell of one entry line."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from whence.model.party import Mention
from whence.model.rows import EntryLine, Quantity
from whence.model.source import Source
from whence.read.joins import joined
from whence.read.parties import Parties

KASHGAR = Mention(("Kashi Brightloom",), "CN", "Kashgar, Xinjiang")
DHAKA = Mention(("Mirpur Stitchline Ltd",), "BD", "Dhaka")


def row(file: str, line: str = "1", **more: object) -> EntryLine:
    base = EntryLine(
        (Source(file * 64, f"{file}.csv", "", 2),),
        "HLG-1",
        line,
        import_date=date(2025, 11, 10),
        hs="6110200010",
        maker=KASHGAR,
    )
    return replace(base, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_no_order_of_files_decides_who_made_the_goods_or_when_they_came(order):
    """The maker in the region was lost when its file came second."""
    two = (row("a"), row("b", maker=DHAKA, import_date=date(2025, 11, 12)))
    (line,), (join,) = joined([two[i] for i in order], Parties(b"key"))
    assert set(line.makers) == {KASHGAR, DHAKA}
    assert {line.import_date, *line.other_days} == {
        date(2025, 11, 10),
        date(2025, 11, 12),
    }
    assert join.conflicts == ("import_date", "maker")


KILOS = Quantity(100, "KG", grams=100_000)
ONE = [
    (Quantity(24, "PCS", pieces=24), Quantity(2, "DOZ", pieces=24)),
    (KILOS, Quantity(0.1, "t", grams=100_000)),
    (Quantity(100, "kg.", grams=100_000), KILOS),
    (Quantity(100, ""), KILOS),
]
OTHER = [
    (KILOS, Quantity(100, "MTR", metres=100)),
    (Quantity(100, "PCS", pieces=100), Quantity(100, "MTR", metres=100)),
    (Quantity(3, "rolls"), Quantity(3, "cartons")),
    (KILOS, Quantity(90, "KG", grams=90_000)),
]


@pytest.mark.parametrize("pair", ONE)
def test_one_quantity_in_two_units_is_one(pair: tuple[Quantity, Quantity]) -> None:
    two = [row(name, quantity=q) for name, q in zip("ab", pair, strict=True)]
    (line,), _ = joined(two, Parties(b"key"))
    assert "quantity" not in line.conflicts
    assert line.quantity is not None
    assert line.quantity.unit


@pytest.mark.parametrize("pair", OTHER)
def test_quantities_of_unlike_units_are_no_agreement(
    pair: tuple[Quantity, Quantity],
) -> None:
    two = [row(name, quantity=q) for name, q in zip("ab", pair, strict=True)]
    (line,), _ = joined(two, Parties(b"key"))
    assert "quantity" in line.conflicts
