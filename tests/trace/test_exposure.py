import math
from datetime import date
from unittest.mock import patch

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.trace import chunks
from whence.trace.calendar import WHOLE, YEARS
from whence.trace.exposure import NEVER, Spread
from whence.trace.hidden import steps_of
from whence.trace.months import forth, months_of
from whence.trace.parts import MILLION
from whence.trace.products import Products
from whence.trace.tabled import lanes_of

PARTIES = "ABCDEF"
CODES = ("", "520100", "520500", "520800", "610910")
START = (date(2020, 1, 1) - date(1970, 1, 1)).days
PRODUCTS = Products([("520500", "610910")])

record = st.fixed_dictionaries(
    {
        "seller": st.sampled_from(PARTIES),
        "buyer": st.sampled_from(PARTIES),
        "hs": st.sampled_from(CODES),
        "day": st.integers(START, START + 1200),
        "grams": st.sampled_from((-1, *range(1, 10))),
    }
)
records = st.lists(record, min_size=1, max_size=16)


def month(day):
    return int(months_of(np.array([day], np.int32))[0])


def follows(up, down, lag):
    """Whether the goods of one record can have gone into those of another."""
    wait = month(down["day"]) - month(up["day"])
    fits = PRODUCTS.fit(up["hs"], down["hs"]) > 0
    return up["buyer"] == down["seller"] and fits and 0 <= wait <= lag


def walk(rows, flagged, lag, tiers):
    """Fewest steps at which each record can carry flagged goods, over a graph whose
    nodes are single records: no lanes, no masks, no levels."""
    graph = nx.DiGraph()
    rows = [r for r in rows if r["seller"] != r["buyer"]]
    graph.add_nodes_from(range(len(rows)))
    graph.add_edges_from(
        (i, j)
        for i, up in enumerate(rows)
        for j, down in enumerate(rows)
        if follows(up, down, lag)
    )
    graph.add_edges_from(
        ("source", i) for i, r in enumerate(rows) if r["seller"] in flagged
    )
    if "source" not in graph:
        return rows, {}
    steps = nx.single_source_shortest_path_length(graph, "source", cutoff=tiers)
    return rows, {at: step for at, step in steps.items() if at != "source"}


def weighed(rows):
    """Give records that bear no weight the mean of those their buyer took in, or one
    where no weight of his is known."""
    known = {}
    for r in rows:
        if r["grams"] > 0:
            known.setdefault(r["buyer"], []).append(r["grams"])
    mean = {buyer: sum(grams) / len(grams) for buyer, grams in known.items()}
    return [
        r if r["grams"] > 0 else {**r, "grams": mean.get(r["buyer"], 1)} for r in rows
    ]


def even_shares(rows, steps, flagged, when):
    """The part of each party's intake if everybody passes on evenly, by definition.

    What two firms traded in a product lies evenly on the months in which they did; what
    is sold in a period was made of what came in it and in those before in which goods
    can have lain so long. `long` is the months of a period; 120 tells no time apart.
    """
    begin, long, lag, tiers = when
    rows = weighed(rows)
    year = {i: (month(r["day"]) - begin) // long for i, r in enumerate(rows)}
    lanes = {}
    for i, r in enumerate(rows):
        lanes.setdefault((r["seller"], r["buyer"], r["hs"]), []).append(i)
    cells, open_ = {}, set()
    for lane, members in lanes.items():
        months = {(year[i], month(rows[i]["day"])) for i in members}
        grams = sum(rows[i]["grams"] for i in members)
        for y in {year[i] for i in members}:
            cells[*lane, y] = grams * sum(m[0] == y for m in months) / len(months)
        open_ |= {(*lane, year[i]) for i in members if i in steps}
    back = math.ceil(lag / long)
    nodes = {(s, h, y) for s, _, h, y in cells}
    first = {node: 1.0 for node in nodes if node[0] in flagged}
    even = first
    for _ in range(tiers - 1):
        fresh = dict(first)
        for s, h, y in nodes - set(first):
            into = {
                (seller, h2, y2): (grams, (seller, s, h2, y2) in open_)
                for (seller, buyer, h2, y2), grams in cells.items()
                if buyer == s and PRODUCTS.fit(h2, h) > 0 and y - back <= y2 <= y
            }
            part = sum(
                g * even.get(node, 0) for node, (g, is_open) in into.items() if is_open
            )
            fresh[s, h, y] = part / sum(g for g, _ in into.values()) if part else 0.0
        even = fresh
    carried = {k[:3] for k in open_}
    found = {}
    for party in {r["buyer"] for r in rows}:
        mine = {k: g for k, g in cells.items() if k[1] == party}
        part = sum(
            g * even.get((k[0], *k[2:]), 0) for k, g in mine.items() if k in open_
        )
        can = sum(g for k, g in mine.items() if k[:3] in carried)
        found[party] = (part / sum(mine.values()), can / sum(mine.values()))
    return found


def exposed(rows, flagged, lag, tiers, how, calendar=WHOLE):
    trade_of, own_party = how
    trade = trade_of(rows)
    lanes = lanes_of(trade, own_party(trade))
    marks = np.array([lanes.index[p] for p in sorted(flagged) if p in lanes.index], int)
    found = Spread(lanes, PRODUCTS).exposure(
        marks, max_tiers=tiers, lag=lag, calendar=calendar
    )
    return lanes, found


@given(
    rows=records,
    flagged=st.sets(st.sampled_from(PARTIES), min_size=1, max_size=2),
    lag=st.integers(0, 14),
    tiers=st.integers(1, 5),
    calendar=st.sampled_from((WHOLE, YEARS)),
    together=st.sampled_from((2, 1 << 18)),
)
def test_every_party_is_as_near_and_as_exposed_as_a_walk_over_records_says(
    rows, flagged, lag, tiers, calendar, together, trade_of, own_party
):
    how = trade_of, own_party
    with patch.object(chunks, "CHUNK", together):
        lanes, found = exposed(rows, flagged, lag, tiers, how, calendar)
    kept, steps = walk(rows, flagged, lag, tiers)
    near = {}
    for at, step in steps.items():
        buyer = kept[at]["buyer"]
        near[buyer] = min(step, near.get(buyer, 99))
    begin = min(month(r["day"]) for r in rows)
    shares = even_shares(
        kept, steps, flagged, (begin, 120 // calendar.periods, lag, tiers)
    )
    for at, party in enumerate(lanes.parties):
        if party in flagged:
            assert found.tier[at] == 0
            continue
        assert found.tier[at] == near.get(party, NEVER)
        share, can = shares.get(party, (0, 0))
        assert found.share_ppm[at] == pytest.approx(share * MILLION, abs=60)
        assert found.can_ppm[at] == pytest.approx(can * MILLION, abs=2)
        if found.tier[at] < NEVER:
            lane = int(found.via[at])
            assert lanes.dst[lane] == at


@given(rows=records, hidden=st.integers(0, 15))
def test_hiding_a_sale_behind_a_forwarder_puts_nobody_out_of_reach(
    rows, hidden, trade_of, own_party
):
    how = (trade_of, own_party)
    lanes, before = exposed(rows, {"A"}, 12, 4, how)
    sale = rows[hidden % len(rows)]
    agent = "Z Freight"
    moved = [r for r in rows if r is not sale]
    moved += [{**sale, "buyer": agent}, {**sale, "seller": agent}]
    table = trade_of(moved)
    others = lanes_of(table, own_party(table))
    agents = np.array([others.index[agent]] if agent in others.index else [], np.int64)
    marks = np.array([others.index["A"]] if "A" in others.index else [], np.int64)
    after = Spread(others, PRODUCTS).exposure(
        marks, max_tiers=5, lag=12, carriers=agents
    )
    steps = steps_of(others, after, agents)
    for at, party in enumerate(lanes.parties):
        if before.tier[at] < NEVER:
            now = others.index[party]
            # No more is promised: steps are read on the first and widest way, and a
            # lane counts whole where any of its months fits, so that taking one record
            # out of a lane can lower a share that was too high.
            assert after.tier[now] <= before.tier[at] + 1
            assert steps[now] <= after.tier[now]
            assert after.hidden_ppm[now] >= after.share_ppm[now]


@given(
    held=st.sets(st.integers(0, 119), max_size=6),
    lag=st.integers(0, 59),
)
def test_months_spread_forward_across_both_words(held, lag):
    mask = np.zeros((1, 2), np.int64)
    for m in held:
        mask[0, m // 60] |= 1 << (m % 60)
    out = forth(mask, lag)[0]
    got = {m for m in range(120) if int(out[m // 60]) >> (m % 60) & 1}
    assert got == {m + k for m in held for k in range(lag + 1) if m + k < 120}


def test_a_firm_without_any_weight_counts_by_records(trade_of, own_party):
    sale = {"seller": "A", "buyer": "B", "hs": "5201", "day": START}
    rows = [sale, {**sale, "seller": "C"}, {**sale, "seller": "D"}]
    lanes, found = exposed(rows, {"A"}, 12, 3, (trade_of, own_party))
    assert found.share_ppm[lanes.index["B"]] == 333_333


def test_a_record_without_a_weight_counts_as_the_mean_of_the_others(
    trade_of, own_party
):
    """One missing weight made a share by weight one by number, or hid its seller."""
    sale = {"seller": "A", "buyer": "B", "hs": "5201", "day": START}
    rows = [sale, {**sale, "seller": "C", "grams": 900}, {**sale, "seller": "D",
            "grams": 300}]  # fmt: skip
    lanes, found = exposed(rows, {"A"}, 12, 3, (trade_of, own_party))
    assert found.share_ppm[lanes.index["B"]] == 333_333
    _, found = exposed(rows, {"C"}, 12, 3, (trade_of, own_party))
    assert found.share_ppm[lanes.index["B"]] == 500_000


def test_half_of_one_record_is_a_half_and_not_nothing(trade_of, own_party):
    """Parts were whole grams, and whole records where no weight is known."""
    sale = {"seller": "A", "buyer": "B", "hs": "5201", "day": START}
    rows = [sale, {**sale, "seller": "D"}, {**sale, "seller": "B", "buyer": "C"}]
    for more in ({}, {"grams": 1}):
        lanes, found = exposed([{**r, **more} for r in rows], {"A"}, 12, 3,
                               (trade_of, own_party))  # fmt: skip
        assert found.share_ppm[lanes.index["C"]] == 500_000


def sale(seller, buyer, year, grams):
    day = (date(year, 3, 1) - date(1970, 1, 1)).days
    return {
        "seller": seller,
        "buyer": buyer,
        "hs": "520100",
        "day": day,
        "grams": grams,
    }


def test_by_year_later_purchases_dilute_nothing_that_was_sold_before(
    trade_of, own_party
):
    rows = [
        sale("A", "C", 2020, 10),
        sale("B", "C", 2024, 90),
        sale("C", "D", 2020, 10),
        sale("C", "E", 2024, 90),
    ]
    how = trade_of, own_party
    lanes, whole = exposed(rows, {"A"}, 12, 4, how)
    _, by_year = exposed(rows, {"A"}, 12, 4, how, YEARS)
    early, late = lanes.index["D"], lanes.index["E"]
    assert whole.share_ppm[early] == 100_000
    assert by_year.share_ppm[early] == 1_000_000
    assert whole.share_ppm[late] == by_year.share_ppm[late] == 0
