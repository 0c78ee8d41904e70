"""The compiled way down gives the same numbers as numpy. Where numba is not installed
its loops run interpreted: the same text, slowly."""

from datetime import date
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.trace import chunks
from whence.trace.calendar import WHOLE, YEARS
from whence.trace.exposure import Spread
from whence.trace.kernel.cells import bits_of
from whence.trace.kernel.mix import ppm_of
from whence.trace.parts import ppm_of as ppm_by_column
from whence.trace.products import Products
from whence.trace.tabled import lanes_of

PARTIES = "ABCDEFGH"
CODES = ("", "520100", "520500", "610910")
START = (date(2014, 1, 1) - date(1970, 1, 1)).days
PRODUCTS = Products([("520500", "610910")])

records = st.lists(
    st.fixed_dictionaries(
        {
            "seller": st.sampled_from(PARTIES),
            "buyer": st.sampled_from(PARTIES),
            "hs": st.sampled_from(CODES),
            "day": st.one_of(st.just(-1), st.integers(START, START + 3600)),
            "grams": st.sampled_from((-1, 0, 1, 7, 10**6, 10**13, 10**16)),
        }
    ),
    min_size=1,
    max_size=40,
)


def told(lanes, numbers, carriers, how, *, kernel):
    kept = []
    found = Spread(lanes, PRODUCTS, kernel=kernel).exposure(
        numbers, max_tiers=how[0], lag=how[1], calendar=how[2], carriers=carriers,
        keep=lambda held: kept.append(held.copy()),
    )  # fmt: skip
    return found, kept


def numbers_of(lanes, names):
    known = [lanes.index[name] for name in sorted(names) if name in lanes.index]
    return np.array(known, np.int64)


@given(
    rows=records,
    flagged=st.sets(st.sampled_from(PARTIES), min_size=1, max_size=2),
    carries=st.sets(st.sampled_from(PARTIES), max_size=2),
    lag=st.integers(0, 59),
    tiers=st.integers(1, 6),
    calendar=st.sampled_from((WHOLE, YEARS)),
    part=st.sampled_from((1, 3, 1 << 18)),
)
def test_loops_over_lanes_tell_what_columns_tell(
    rows, flagged, carries, lag, tiers, calendar, part, trade_of, own_party
):
    table = trade_of(rows)
    lanes = lanes_of(table, own_party(table))
    who = numbers_of(lanes, flagged), numbers_of(lanes, carries - flagged)
    how = tiers, lag, calendar
    columns, months = told(lanes, *who, how, kernel=False)
    with patch.object(chunks, "CHUNK", part):
        loops, same = told(lanes, *who, how, kernel=True)
    for name in ("tier", "via", "share_ppm", "can_ppm", "hidden_ppm"):
        assert getattr(loops, name).tolist() == getattr(columns, name).tolist(), name
    assert [held.tolist() for held in same] == [held.tolist() for held in months]


@given(st.integers(0, 1 << 62), st.integers(0, 1 << 62))
def test_a_part_of_a_whole_is_the_same_millionths(one, other):
    part, whole = sorted((one, other))
    column = ppm_by_column(np.array([part]), np.array([whole]))
    assert ppm_of(part, whole) == column[0]


@pytest.mark.parametrize(("number", "bits"), [(0, 0), (1, 1), ((1 << 60) - 1, 60)])
def test_bits_are_counted(number, bits):
    assert bits_of(number) == bits
