"""Grounds that rest on a paper: who speaks, about what, and no better than that."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.decide.register import names_goods, names_lot
from whence.decide.trials import facts_of, run
from whence.model.measure import Outcome
from whence.shelf.measures import measures

EU, CAATSA = "eu/2024-3015", "us/caatsa-321"
KINDS = ["prohibition decision eu", "finding on north korean labour", "invoice"]
CHAIN = [
    {"party": "Maker", "role": "maker recorded", "tie": "entry line recorded"},
    {
        "party": "Mill",
        "role": "maker recorded",
        "lot": "L-7",
        "into": "Maker",
        "tie": "lot recorded",
    },
]
BASE = {
    "name": "papers",
    "imported": date(2028, 2, 2),
    "as_of": date(2028, 3, 1),
    "entry": "EU-1",
    "goods": "6109100012 T-shirts",
    "chain": CHAIN,
}


def outcome(key, *documents):
    return run({**BASE, "documents": list(documents)}, key, measures()).outcome


papers = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "grade": st.sampled_from(["official", "documented", "recorded", "declared"]),
    },
    optional={
        "entry": st.sampled_from(["EU-1", "EU-2"]),
        "lot": st.sampled_from(["L-7", "L-8"]),
        "party": st.sampled_from(["Maker", "Mill", "Somebody"]),
        "day": st.sampled_from([date(2028, 1, 1), date(2028, 2, 20)]),
    },
)


@given(st.lists(papers, max_size=3), papers, st.sampled_from([EU, CAATSA]))
def test_one_more_paper_never_improves(before, more, key):
    assert outcome(key, *before, more).severity >= outcome(key, *before).severity


@given(st.permutations([0, 1, 2]), st.lists(papers, min_size=3, max_size=3))
def test_the_order_of_papers_never_matters(order, rows):
    shuffled = [rows[n] for n in order]
    assert outcome(EU, *rows) is outcome(EU, *shuffled)


@given(papers)
def test_only_the_authority_itself_decides_against(paper):
    if paper["grade"] != "official":
        assert outcome(EU, paper) is not Outcome.DECIDED_AGAINST


def exhibit(**row):
    (found,) = facts_of(
        {**BASE, "documents": [{"kind": "x", "grade": "official", **row}]}
    ).exhibits
    return found


GOODS = replace(facts_of(BASE).consignment, order="PO 12", line="3")


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ({"entry": "EU-1"}, True),
        ({"entry": "eu1"}, True),
        ({"entry": "EU-1/3"}, True),
        ({"entry": "EU-1/4"}, False),
        ({"entry": "EU-2", "order": "PO 12"}, False),
        ({"order": "po-12"}, True),
        ({}, False),
    ],
)
def test_a_paper_names_goods_by_entry_or_else_by_order(row, named):
    assert names_goods(exhibit(**row), GOODS) is named


def test_goods_without_an_entry_are_named_by_their_order():
    waiting = replace(GOODS, entry_number="")
    assert names_goods(exhibit(entry="EU-9", order="PO 12"), waiting)
    assert not names_goods(exhibit(entry="EU-9"), waiting)


def test_a_blank_lot_is_never_named():
    assert names_lot(exhibit(lot="l 7"), "L-7")
    assert not names_lot(exhibit(), "")
    assert not names_lot(exhibit(), "L-7")
