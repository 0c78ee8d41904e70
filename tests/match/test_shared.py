from itertools import product

import pytest

from whence.match import shared


@pytest.mark.parametrize("cells", [1, 5, 1 << 20])
def test_every_pair_of_every_block_is_given_once(monkeypatch, cells):
    monkeypatch.setattr(shared, "CELLS", cells)
    blocks = [([3], [1, 2]), ([0, 4, 5], [7]), ([1, 2], [2, 0, 9]), ([6], [6])]
    given = [
        pair
        for portion in shared.crossings(blocks)
        for pair in zip(*(some.tolist() for some in portion), strict=True)
    ]
    assert given == [
        (number, *pair) for number, some in enumerate(blocks) for pair in product(*some)
    ]


def test_no_block_gives_nothing():
    assert list(shared.crossings([])) == []
