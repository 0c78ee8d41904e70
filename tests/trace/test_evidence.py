import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.trace import lanes as of_lanes
from whence.trace.evidence import _fits
from whence.trace.months import months_of
from whence.trace.tabled import lanes_of

days = st.integers(19_000, 19_800)


@given(
    shipped=st.lists(st.one_of(st.just(-1), days), max_size=12),
    later=st.sets(days, min_size=1, max_size=6),
    lag=st.sampled_from([0, 1, 5, 12, 10_000]),
)
def test_a_day_fits_if_the_next_day_that_fits_is_within_the_lag(shipped, later, lag):
    def month(day: int) -> int:
        return int(months_of(np.array([day], np.int32))[0])

    def fits(day: int) -> bool:
        after = [d for d in later if d >= day >= 0]
        return bool(after) and month(min(after)) - month(day) <= lag

    found = _fits(np.array(shipped, np.int32), np.array(sorted(later)), lag=lag)
    assert found.tolist() == [fits(day) for day in shipped]


def test_intakes_are_remembered_up_to_a_bound_and_the_same_without(
    trade_of, own_party, monkeypatch
):
    """A hub larger than the bound is never kept; others make room for the next."""
    rows = [
        {"seller": f"S{n}", "buyer": "AB"[n % 2], "hs": "520100", "day": 19_000 + n}
        for n in range(8)
    ]
    table = trade_of(rows)
    lanes = lanes_of(table, own_party(table))
    asked = [(lanes.index[b], lanes.codes.index("520100")) for b in "AB"]
    first = [lanes.intake(*key) for key in asked]
    assert lanes.intake(*asked[0]) is first[0]
    for most, held in ((4, [asked[1]]), (3, [])):
        monkeypatch.setattr(of_lanes, "MOST_KEPT", most)
        fresh = lanes_of(table, own_party(table))
        for key, whole in zip(asked, first, strict=True):
            assert fresh.intake(*key).rows.tolist() == whole.rows.tolist()
        assert list(fresh._intakes.held) == held
