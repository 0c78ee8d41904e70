import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.trace.calendar import LONG, WHOLE, YEARS, Nodes
from whence.trace.months import MONTHS, bits

MONTHSETS = st.lists(st.sets(st.integers(0, MONTHS - 1)), min_size=1, max_size=6)


def masks_of(sets):
    masks = np.zeros((len(sets), 2), np.int64)
    for at, months in enumerate(sets):
        for month in months:
            masks[at] |= bits(np.array([month]))[0]
    return masks


@given(sets=MONTHSETS, data=st.data())
def test_a_node_is_a_group_in_a_year_in_which_it_holds_a_month(sets, data):
    nodes = Nodes(masks_of(sets), YEARS)
    wanted = [
        (g, y) for g, s in enumerate(sets) for y in sorted({m // LONG for m in s})
    ]
    assert len(nodes) == len(wanted)
    for group, months in enumerate(sets):
        years = {m // LONG for m in months}
        for year in range(YEARS.periods + 2):
            (held,) = nodes.held(np.array([group]), year)
            assert held == (year in years)
            if held:
                (node,) = nodes.of(np.array([group]), year)
                assert node == wanted.index((group, year))
    assert list(nodes.all_of(np.arange(len(sets)))) == list(range(len(wanted)))


@given(sets=MONTHSETS, amount=st.integers(0, 10**12))
def test_an_amount_lies_evenly_on_its_months_and_loses_less_than_one_a_year(
    sets, amount
):
    amounts = np.full(len(sets), amount, np.int64)
    total = np.zeros(len(sets), np.int64)
    for year, some, part in YEARS.split(amounts, masks_of(sets)):
        for at, grams in zip(some, part, strict=True):
            here = sum(m // LONG == year for m in sets[at])
            assert grams == amount * here // len(sets[at])
        total[some] += part
    for months, got in zip(sets, total, strict=True):
        assert not months or amount - YEARS.periods < got <= amount


@pytest.mark.parametrize(("lag", "years"), [(0, 0), (1, 1), (12, 1), (13, 2), (59, 5)])
def test_goods_that_can_lie_so_long_reach_into_so_many_later_years(lag, years):
    assert YEARS.reaching(lag) == years
    assert WHOLE.reaching(lag) == 0
