"""Priority sectors are dated, told apart by code or word, and decide nothing."""

from datetime import date, timedelta

import pytest

from whence.shelf.measures import measures
from whence.shelf.references import is_reference
from whence.shelf.sectors import measure, sectors, sectors_of

DAY = timedelta(days=1)
LATE = date(2026, 6, 26)


def keys(hs, text="", day=LATE):
    return [(s.key, how) for s, how in sectors_of(hs, text, day)]


def test_the_sectors_are_those_of_three_strategies():
    assert sorted({s.since for s in sectors()}) == [
        date(2022, 6, 17),
        date(2024, 7, 9),
        date(2025, 8, 19),
    ]
    assert len(sectors()) == 12
    assert all(is_reference(s.reference) for s in sectors())
    assert measure() in measures()


@pytest.mark.parametrize(
    ("hs", "text", "found"),
    [
        ("520512", "", [("cotton", "by code")]),
        ("610910", "", [("cotton", "by code"), ("apparel", "by code")]),
        ("", "Tomato paste", [("tomatoes", "by word")]),
        ("760421", "", [("aluminum", "by code")]),
        ("732690", "Steel brackets", [("steel", "by word")]),
        ("081340", "Dried jujubes", [("red_dates", "by word")]),
        ("081340", "Dried persimmons", []),
        ("080410", "Dates", []),
        ("950300", "Toys", []),
        ("", "", []),
    ],
)
def test_goods_belong_by_code_or_by_word(hs, text, found):
    assert sorted(keys(hs, text)) == sorted(found)


@pytest.mark.parametrize("sector", sectors(), ids=lambda s: s.key)
def test_a_sector_begins_on_its_day(sector):
    text = sector.words[0]
    assert sector.key in [k for k, _ in keys("", text, sector.since)]
    assert sector.key not in [k for k, _ in keys("", text, sector.since - DAY)]
