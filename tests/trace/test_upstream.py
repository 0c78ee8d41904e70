from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.trace.evidence import run_of
from whence.trace.months import last_day, month_of, months_of
from whence.trace.products import Products
from whence.trace.tabled import lanes_of
from whence.trace.upstream import Searcher

PARTIES = "ABCDE"
CODES = ("", "520100", "520500", "520800", "610910")
START = (date(2020, 1, 1) - date(1970, 1, 1)).days
PRODUCTS = Products([("520500", "610910")])

record = st.fixed_dictionaries(
    {
        "seller": st.sampled_from(PARTIES),
        "buyer": st.sampled_from(PARTIES),
        "maker": st.sampled_from([None, None, None, *PARTIES]),
        "hs": st.sampled_from(CODES),
        "day": st.integers(START, START + 300),
        "grams": st.integers(1, 9),
    }
)
records = st.lists(record, max_size=14)
BY = month_of(date(2020, 9, 1))


def edges(rows):
    """Every (seller, buyer, code, day) of single records; no lanes, no months."""
    for row in rows:
        sellers = {row["seller"]} | ({row["maker"]} - {None})
        for seller in sellers - {row["buyer"]}:
            yield seller, row["buyer"], row["hs"], row["day"]


def month(day):
    return int(months_of(np.array([day], np.int32))[0])


def naive(rows, start, hs, by, tiers, lag):
    """Walk single records, level by level."""
    front, seen = {(start, hs, by)}, {}
    for tier in range(1, tiers + 1):
        found = set()
        for seller, buyer, code, day in edges(rows):
            for party, down, until in front:
                fits = PRODUCTS.fit(code, down) > 0
                if buyer == party and fits and until - lag <= month(day) <= until:
                    found.add((seller, code, month(day)))
        front = found - set(seen)
        seen.update(dict.fromkeys(front, tier))
    return seen


def naive_days(rows, path, hs, bound, lag):
    """Whether days can be chosen for these (seller, buyer, code) steps, far first."""
    days = {bound}
    for step in reversed(path):
        days = {
            day
            for seller, buyer, code, day in edges(rows)
            if (seller, buyer, code) == step
            and any(day <= e and month(e) - month(day) <= lag for e in days)
        }
    return bool(days)


@given(rows=records, lag=st.integers(0, 5), tiers=st.integers(1, 5))
def test_lanes_find_what_a_walk_over_records_finds(
    rows, lag, tiers, trade_of, own_party
):
    table = trade_of(rows)
    lanes = lanes_of(table, own_party(table))
    searcher = Searcher(lanes, PRODUCTS)
    for start, hs in (("A", "610910"), ("B", "")):
        reach = searcher.upstream(start, hs, BY, max_tiers=tiers, lag=lag)
        assert reach.states() == naive(rows, start, hs, BY, tiers, lag)


@given(rows=records, lag=st.integers(0, 5))
def test_every_path_shown_has_days_that_agree_and_none_is_lost(
    rows, lag, trade_of, own_party
):
    table = trade_of(rows)
    lanes = lanes_of(table, own_party(table))
    reach = Searcher(lanes, PRODUCTS).upstream("A", "610910", BY, lag=lag)
    bound = last_day(BY)
    for party in reach.tiers():
        for path in reach.paths(party):
            steps = [
                (
                    lanes.parties[lanes.src[lane]],
                    lanes.parties[lanes.dst[lane]],
                    lanes.codes[lanes.hs[lane]],
                )
                for lane in path.lanes
            ]
            run = run_of(lanes, path, PRODUCTS, hs="610910", bound=bound, lag=lag)
            possible = naive_days(rows, steps, "610910", bound, lag)
            assert (run is not None) == possible
            if run is not None:
                days = [leg.day for leg in run.legs]
                assert days == sorted(days)
                assert all(0 < leg.share_ppm <= 1_000_000 for leg in run.legs)


def test_made_by_and_sold_by_are_one_step_whose_days_agree_together(
    trade_of, own_party
):
    """Once a lost path: B's record as maker and B's record as seller were two lanes.

    The second is a day too late for what E sends on, and hid that the first is not.
    """
    july = START + 182
    table = trade_of(
        [
            {"seller": "A", "maker": "E", "buyer": "A", "day": july},
            {"seller": "A", "maker": "B", "buyer": "E", "hs": "610910", "day": START},
            {"seller": "B", "buyer": "E", "hs": "610910", "day": july + 1},
        ]
    )
    lanes = lanes_of(table, own_party(table))
    by = month(july)
    reach = Searcher(lanes, PRODUCTS).upstream("A", "610910", by, lag=6)
    (path,) = reach.paths("B")
    run = run_of(lanes, path, PRODUCTS, hs="610910", bound=last_day(by), lag=6)
    assert run is not None
    assert (run.recent, run.legs[0].records) == (START, 1)


def share_of(rows, own_party, trade_of):
    table = trade_of(rows)
    lanes = lanes_of(table, own_party(table))
    reach = Searcher(lanes, PRODUCTS).upstream("A", "520100", month(START))
    bound = last_day(month(START))
    runs = (
        run_of(lanes, path, PRODUCTS, hs="520100", bound=bound, lag=12)
        for path in reach.paths("B")
    )
    return [
        run.share_ppm for run in runs if run is not None and not run.legs[0].undated
    ]


def test_naming_the_maker_or_dropping_a_day_splits_no_share(trade_of, own_party):
    """Half of a firm's records filled in with its own name as maker, or bereft of
    their day, made two lanes of 4 % out of one of 8 %: a lead instead of a path."""
    half = {"seller": "B", "buyer": "A", "hs": "520100", "day": START, "grams": 4}
    rest = {**half, "seller": "C", "grams": 92}
    for other in (half, {**half, "maker": "B"}, {**half, "day": -1}):
        assert share_of([half, other, rest], own_party, trade_of) == [80_000]


@given(rows=records)
def test_the_order_of_rows_does_not_matter(rows, trade_of, own_party):
    def found(given_rows):
        table = trade_of(given_rows)
        lanes = lanes_of(table, own_party(table))
        reach = Searcher(lanes, PRODUCTS).upstream("A", "610910", BY)
        return reach.states(), [
            (path.tiers, path.grams, [lanes.parties[lanes.src[i]] for i in path.lanes])
            for party in sorted(reach.tiers())
            for path in reach.paths(party)
        ]

    numbered = [{**row, "row": at} for at, row in enumerate(rows)]
    assert found(numbered) == found(numbered[::-1])


def test_paths_come_by_fewest_tiers_and_then_by_the_widest(trade_of, own_party):
    def sold(seller, buyer, grams, day=START):
        return {
            "seller": seller, "buyer": buyer, "grams": grams, "day": day, "hs": "520100"
        }  # fmt: skip

    table = trade_of(
        [
            sold("B", "A", 50),
            sold("C", "A", 30),
            sold("D", "A", 90),
            sold("E", "B", 90),
            sold("E", "C", 90),
            sold("E", "D", 10),
        ]
    )
    lanes = lanes_of(table, own_party(table))
    reach = Searcher(lanes, Products()).upstream("A", "520100", month(START))
    assert [path.grams for path in reach.paths("E")] == [50, 30, 10]
    assert {path.tiers for path in reach.paths("E")} == {2}


def test_nothing_is_sought_behind_a_forwarder(trade_of, own_party):
    table = trade_of(
        [
            {"seller": "F", "buyer": "A", "day": START + 5, "hs": "520100"},
            {"seller": "X", "buyer": "F", "day": START, "hs": "520100"},
        ]
    )
    lanes = lanes_of(table, own_party(table))
    reach = Searcher(lanes, Products(), frozenset("F")).upstream(
        "A", "520100", month(START)
    )
    assert reach.tiers() == {"F": 1}
    assert reach.ended == ("F",)


def test_a_record_without_a_day_may_be_at_any_time(trade_of, own_party):
    table = trade_of(
        [
            {"seller": "B", "buyer": "A", "day": START, "hs": "520100"},
            {"seller": "C", "buyer": "B", "hs": "520100"},
        ]
    )
    lanes = lanes_of(table, own_party(table))
    reach = Searcher(lanes, Products()).upstream("A", "520100", month(START))
    assert reach.tiers() == {"B": 1, "C": 2}
    (path,) = reach.paths("C")
    run = run_of(lanes, path, Products(), hs="520100", bound=START, lag=12)
    assert [leg.undated for leg in run.legs] == [True, False]
