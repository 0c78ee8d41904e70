from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.trace.exposure import Spread
from whence.trace.months import month_of
from whence.trace.products import Products
from whence.trace.tabled import lanes_of
from whence.trace.toward import labels_alone, labels_of, nearest
from whence.trace.upstream import Searcher

PARTIES = "ABCDEFG"
CODES = ("", "520100", "520500", "610910")
START = (date(2020, 1, 1) - date(1970, 1, 1)).days
PRODUCTS = Products([("520500", "610910")])
BY = month_of(date(2020, 9, 1))

record = st.fixed_dictionaries(
    {
        "seller": st.sampled_from(PARTIES),
        "buyer": st.sampled_from(PARTIES),
        "hs": st.sampled_from(CODES),
        "day": st.integers(-1, 300).map(lambda n: n if n < 0 else START + n),
        "grams": st.integers(1, 9),
    }
)
records = st.lists(record, min_size=1, max_size=24)


def paths(reach, lanes, party, most):
    return sorted(
        (path.tiers, -path.grams, path.lanes)
        for path in reach.paths(lanes.parties[party])
        if path.tiers <= most
    )


@given(
    rows=records,
    flags=st.sets(st.sampled_from(PARTIES), min_size=1, max_size=3),
    lag=st.integers(0, 5),
    tiers=st.integers(1, 5),
    enough=st.integers(1, 4),
    by=st.sampled_from([BY, None]),
)
def test_a_search_toward_flagged_parties_loses_none_and_no_way_from_them(
    rows, flags, lag, tiers, enough, by, trade_of, own_party
):
    table = trade_of(rows)
    lanes = lanes_of(table, own_party(table))
    known = [lanes.index[name] for name in sorted(flags) if name in lanes.index]
    numbers = np.array(known, np.int64)
    labels, found = labels_of(
        Spread(lanes, PRODUCTS), numbers, max_tiers=tiers, lag=lag
    )
    searcher = Searcher(lanes, PRODUCTS)
    for start, hs in (("A", "610910"), ("B", "")):
        full = searcher.upstream(start, hs, by, max_tiers=tiers, lag=lag)
        near = nearest(
            searcher, labels, start, hs, by=by, max_tiers=tiers, enough=enough
        )
        every = full.near(numbers)
        assert near.tier_of == {p: t for p, t in every.items() if t <= near.tiers}
        assert len(near.tier_of) >= min(enough, len(every))
        for party in near.tier_of:
            ours = paths(near.reach, lanes, party, near.tiers)
            assert ours == paths(full, lanes, party, near.tiers)
    assert (found.tier[numbers] == 0).all()


def test_a_search_toward_flagged_parties_follows_nothing_else(trade_of, own_party):
    """Of a thousand suppliers one leads to the flagged one; only he is looked at."""
    rows = [
        {"seller": f"S{n}", "buyer": "A", "hs": "520100", "day": START + 99, "grams": 1}
        for n in range(1000)
    ]
    rows.append({"seller": "F", "buyer": "S7", "hs": "520100", "day": START + 9})
    table = trade_of(rows)
    lanes = lanes_of(table, own_party(table))
    flagged = np.array([lanes.index["F"]])
    labels, _ = labels_of(Spread(lanes, PRODUCTS), flagged, max_tiers=6, lag=12)
    searcher = Searcher(lanes, PRODUCTS)
    near = nearest(searcher, labels, "A", "520100", by=BY, max_tiers=6, enough=1)
    assert near.tier_of == {int(flagged[0]): 2}
    assert [len(level.lane) for level in near.reach.levels] == [0, 1, 1]


@given(
    rows=records,
    flags=st.sets(st.sampled_from(PARTIES), min_size=1, max_size=3),
    lag=st.integers(0, 5),
    tiers=st.integers(1, 5),
)
def test_a_searcher_with_a_goal_gives_the_ways_from_flagged_parties_in_the_same_order(
    rows, flags, lag, tiers, trade_of, own_party
):
    table = trade_of(rows)
    lanes = lanes_of(table, own_party(table))
    known = [lanes.index[name] for name in sorted(flags) if name in lanes.index]
    numbers = np.array(known, np.int64)
    spread = Spread(lanes, PRODUCTS)
    labels = labels_alone(spread, numbers, max_tiers=tiers, lag=lag)
    toward, every = Searcher(lanes, PRODUCTS, goal=labels), Searcher(lanes, PRODUCTS)
    for start, hs in (("A", "610910"), ("B", "")):
        ours = toward.upstream(start, hs, BY, max_tiers=tiers, lag=lag)
        full = every.upstream(start, hs, BY, max_tiers=tiers, lag=lag)
        assert ours.near(numbers) == full.near(numbers)
        for at in known:
            name = lanes.parties[at]
            assert list(ours.paths(name)) == list(full.paths(name))
