import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.trace.lanes import AS_MAKER, NOTIFIED, PRIMARY
from whence.trace.months import MONTHS, ahead, as_int, back, bits
from whence.trace.products import Fit, Products
from whence.trace.tabled import lanes_of

months = st.sets(st.integers(0, MONTHS - 1), max_size=8)


@given(held=months, lag=st.integers(0, 59))
def test_a_lag_spreads_months_across_both_words(held, lag):
    mask = np.bitwise_or.reduce(
        np.vstack([bits(np.array(sorted(held), np.int64)), [[0, 0]]]), axis=0
    )
    assert as_int(mask) == sum(1 << m for m in held)
    earlier = {m - k for m in held for k in range(lag + 1) if m >= k}
    assert as_int(back(mask[None, :], lag)[0]) == sum(1 << m for m in earlier)
    later = {m + k for m in held for k in range(lag + 1) if m + k < MONTHS}
    assert ahead(as_int(mask), lag) == sum(1 << m for m in later)


def test_a_maker_beside_the_seller_gives_a_lane_of_his_own(trade_of, own_party):
    record = {"seller": "S", "maker": "M", "buyer": "B", "hs": "5201", "day": 20000}
    table = trade_of([record, {**record, "maker": "S"}])
    lanes = lanes_of(table, own_party(table))
    kinds = {
        lanes.parties[src]: lanes.kinds_of(lane).tolist()
        for lane, src in enumerate(lanes.src)
    }
    assert kinds == {"S": [PRIMARY, PRIMARY | AS_MAKER], "M": [AS_MAKER]}


def test_records_without_a_day_are_a_lane_beside_and_kin(trade_of, own_party):
    record = {"seller": "S", "buyer": "B", "hs": "5201", "day": 20000}
    other = {**record, "seller": "T"}
    table = trade_of([record, {**record, "day": -1}, other])
    lanes = lanes_of(table, own_party(table))
    assert [bool(undated) for undated in lanes.undated] == [False, True, False]
    assert [lanes.kin(lane).tolist() for lane in range(3)] == [[0, 1], [0, 1], [2]]


def test_records_of_one_month_and_product_are_one_lane_with_their_weight(
    trade_of, own_party
):
    record = {"seller": "S", "buyer": "B", "hs": "520100", "day": 20000, "grams": 5}
    table = trade_of([record, {**record, "day": 20001}, {**record, "grams": -1}])
    lanes = lanes_of(table, own_party(table))
    assert len(lanes) == 1
    assert (int(lanes.count[0]), int(lanes.grams[0])) == (3, 10)
    assert list(table.day[lanes.rows_of(0)]) == [20000, 20000, 20001]


def test_one_impossible_year_does_not_push_the_others_out(trade_of, own_party):
    record = {"seller": "S", "buyer": "B", "day": 20000}
    table = trade_of([record, record, {**record, "day": 47_000}])
    lanes = lanes_of(table, own_party(table))
    assert len(lanes) == 2
    assert lanes.outside == 0


def test_to_order_is_nobody(trade_of, own_party):
    table = trade_of([{"seller": "S", "buyer": "To the order of Bank", "day": 20000}])
    assert len(lanes_of(table, own_party(table))) == 0


def test_an_empty_table_has_no_lanes(trade_of, own_party):
    table = trade_of([])
    assert len(lanes_of(table, own_party(table))) == 0


CODES = ("", "52", "5201", "520100", "520512", "5208", "610910", "854140", "854143")


@given(down=st.sampled_from(CODES), up=st.sampled_from(CODES))
def test_a_row_of_fits_says_what_the_single_fits_say(down, up):
    products = Products([("520512", "610910"), ("", "5208")])
    row = products.row(down, CODES)
    assert row[CODES.index(up)] == products.fit(up, down)


def test_only_unchanged_goods_and_a_bill_of_materials_make_a_product_known():
    products = Products([("520512", "610910")])
    assert products.fit("520512", "610910") is Fit.MATERIALS
    assert products.fit("520100", "520512") is Fit.CHAIN
    assert products.fit("", "520512") is Fit.BLANK
    assert products.fit("854143", "520512") is Fit.NONE
    assert products.fit("854140", "854143") is Fit.EDITION
    assert products.fit("854142", "854143") is Fit.CHAIN
    assert [fit.known for fit in Fit] == [False, False, False, True, True, True]


who = st.sampled_from(("A", "B", "C", "D"))
sales = st.lists(
    st.fixed_dictionaries(
        {
            "seller": who,
            "buyer": who,
            "hs": st.sampled_from(("520100", "520512", "")),
            "day": st.sampled_from((-1, 20000, 20040, 20400)),
            "grams": st.sampled_from((-1, 5, 70)),
            "bill": st.sampled_from(("", "B1", "B2")),
        },
        optional={"maker": who},
    ),
    min_size=1,
    max_size=8,
)


@given(sales=sales, hidden=st.sets(st.integers(0, 7)))
def test_hiding_a_buyer_as_the_notify_party_of_goods_to_order_moves_no_lane(
    trade_of, own_party, sales, hidden
):
    """So that whoever searches them finds the same parties, ways and shares."""

    def folded(records):
        table = trade_of(records)
        lanes = lanes_of(table, own_party(table))
        rows = np.concatenate([[], *(lanes.rows_of(at) for at in range(len(lanes)))])
        sides = (lanes.src, lanes.dst, lanes.hs, lanes.mask, lanes.grams, rows)
        told = rows[(lanes.kinds & NOTIFIED) > 0]
        kinds = (lanes.kinds & ~NOTIFIED).tolist()
        return [lanes.parties, kinds, *(s.tolist() for s in sides)], set(told), rows

    behind = [
        {**sale, "buyer": "To order", "notify": sale["buyer"]} if at in hidden else sale
        for at, sale in enumerate(sales)
    ]
    (named, none, _), (found, told, rows) = folded(sales), folded(behind)
    assert found == named
    assert none == set()
    assert told == hidden & set(rows)


def test_nobody_but_a_firm_that_can_buy_is_taken_for_the_buyer(trade_of, own_party):
    record = {"seller": "S", "hs": "5201", "day": 20000}
    table = trade_of(
        [
            {**record, "buyer": "To order", "notify": "Blue Freight Forwarding"},
            {**record, "buyer": "To order", "notify": "SAME AS CONSIGNEE"},
            {**record, "buyer": "To order", "notify": "S"},
            {**record, "notify": "B"},
            {**record, "buyer": "C", "notify": "D"},
            {**record, "buyer": "TO THE ORDER OF First Bank", "notify": "E"},
        ]
    )
    lanes = lanes_of(table, own_party(table))
    found = {
        lanes.parties[dst]: lanes.kinds_of(at).tolist()
        for at, dst in enumerate(lanes.dst)
    }
    assert found == {"C": [PRIMARY], "E": [PRIMARY | NOTIFIED]}
