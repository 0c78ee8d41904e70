from itertools import product

import numpy as np
import pytest

from whence.match import shared
from whence.match.shared import Table, crossings, exact

LEFT = Table([(0, "ab"), (1, "b"), (2, ""), (3, "cca")])
RIGHT = Table([(0, "b"), (5, "ad"), (6, "a")])


def pairs(portions):
    return [pair for some in portions for pair in zip(*map(list, some), strict=True)]


@pytest.mark.parametrize("cells", [1, 2, 1 << 20])
def test_every_two_things_that_share_something_are_given(monkeypatch, cells):
    monkeypatch.setattr(shared, "CELLS", cells)
    found = pairs(exact(LEFT, RIGHT))
    assert sorted(found) == [(0, 0), (0, 5), (0, 6), (1, 0), (3, 5), (3, 6)]


def test_what_a_thing_has_twice_counts_once():
    assert LEFT.size.tolist() == [2, 2, 1]
    assert LEFT.things.tolist() == [0, 3, 0, 1, 3]


@pytest.mark.parametrize("cells", [1, 5, 1 << 20])
def test_every_pair_of_every_two_rows_is_given_once(monkeypatch, cells):
    monkeypatch.setattr(shared, "CELLS", cells)
    rows = [(0, 0), (1, 0), (0, 1), (2, 2), (0, 0)]
    given = pairs(crossings(LEFT, RIGHT, *np.array(rows).T))
    held = [[0, 3], [0, 1], [3]], [[0], [5, 6], [5]]
    assert given == [
        (which, *pair)
        for which, (mine, theirs) in enumerate(rows)
        for pair in product(held[0][mine], held[1][theirs])
    ]


def test_tables_without_things_share_nothing():
    nothing: Table[str] = Table([])
    assert pairs(exact(nothing, RIGHT)) == pairs(exact(LEFT, nothing)) == []
