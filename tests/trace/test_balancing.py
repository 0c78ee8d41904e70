"""The balance of a range of parties, held to sums over single rows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.trace.balancing import FIGURES, MOST, Conversions, Moved, Weighing

FIRST, LAST = 5, 9
CODES = 5
GOODS = {
    "goods": {"product": np.array(["cloth", "yarn"]), "hs": np.array([3, 2])},
    "inputs": {
        "product": np.array(["cloth", "cloth", "yarn"]),
        "hs": np.array([2, 1, 1]),
        "low": np.array([1000, 1100, 1050]),
        "high": np.array([1300, 1500, 1200]),
    },
    "any_hs": {
        "product": np.array(["cloth", "yarn"]),
        "hs": np.array([0, 0]),
        "low": np.array([1000, 1050]),
    },
}
grams = st.sampled_from((0, 1, 999, 10**6, 10**15, MOST, MOST + 5_000))
rows = st.lists(
    st.tuples(
        st.integers(FIRST, LAST - 1),
        st.integers(0, CODES - 1),
        st.integers(0, 39),
        grams,
        st.integers(0, 2),
    ),
    max_size=14,
)


def moved(rows):
    party, hs, quarter, weight, unweighed = np.array(rows, np.int64).reshape(-1, 5).T
    ints = (column.astype(np.int32) for column in (party, hs, quarter))
    return Moved(*ints, weight, unweighed)


def inputs_of(product, hs):
    """Give (low, high, told) of each way in which a code goes into a product."""
    fed, blank = GOODS["inputs"], GOODS["any_hs"]
    for name, code, low, high in zip(*fed.values(), strict=True):
        if (name, code) == (product, hs):
            yield int(low), int(high), True
    for name, code, low in zip(*blank.values(), strict=True):
        if (name, code) == (product, hs):
            yield int(low), int(low), False


def expected(shipped, took, party, product, quarters):
    """Give the figures of one pair to the end of each period, by definition."""
    (code,) = GOODS["goods"]["hs"][GOODS["goods"]["product"] == product]
    out = [r for r in shipped if r[:2] == (party, code)]
    bought = [r for r in took if r[:2] == (party, code)]
    used = [
        (r, *how) for r in took if r[0] == party for how in inputs_of(product, r[1])
    ]
    if not sum(r[3] for r in out) or not sum(u[0][3] for u in used if u[3]):
        return {}
    every = [*out, *bought, *(u[0] for u in used)]
    found = {}
    for period in sorted({r[2] // quarters for r in every}):
        until = [r for r in every if r[2] // quarters <= period]
        inside = [u for u in used if u[0][2] // quarters <= period]
        found[period] = (
            sum(r[3] for r in out if r in until),
            sum(r[3] for r in bought if r in until),
            sum(min(r[3], MOST) * 1000 // high for r, _, high, told in inside if told),
            sum(min(r[3], MOST) * 1000 // low for r, low, _, _ in inside),
            sum(r[3] for r, _, _, told in inside if told),
            sum(r[4] for r in until),
        )
    return found


@given(shipped=rows, took=rows, quarters=st.sampled_from((1, 4, 40)))
def test_each_pair_is_weighed_to_the_gram_at_the_end_of_each_period(
    shipped, took, quarters
):
    known = Conversions.of(CODES, GOODS)
    weighing = Weighing(known, range(FIRST, LAST), quarters=quarters)
    makers = weighing.shipped(moved(shipped))
    told = weighing.took(moved([r for r in took if r[0] in makers]))
    lines = zip(*(column.tolist() for column in told.values()), strict=True)
    found, last = {}, {}
    for party, product, period, *figures, ends in lines:
        pair = party, known.products[product]
        found.setdefault(pair, {})[period] = tuple(figures)
        last.setdefault(pair, []).append((period, ends))
    wanted = {
        (party, product): weighed
        for party in range(FIRST, LAST)
        for product in known.products
        if (weighed := expected(shipped, took, party, product, quarters))
    }
    assert found == wanted
    assert list(told) == ["party", "product", "period", *FIGURES, "last"]
    for periods in last.values():
        assert [ends for _, ends in sorted(periods)] == [False] * (len(periods) - 1) + [
            True
        ]


def test_nobody_who_ships_nothing_is_a_maker():
    weighing = Weighing(Conversions.of(CODES, GOODS), range(FIRST, LAST), quarters=1)
    shipped = [(5, 3, 0, 0, 1), (6, 1, 0, 9, 0), (7, 2, 0, 1, 0)]
    assert weighing.shipped(moved(shipped)).tolist() == [7]
