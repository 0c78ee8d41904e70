"""Rows of several files that tell of one entry line."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from whence.model.party import Mention
from whence.model.rows import EntryLine
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
