"""What parties took in and shipped by quarter is the sum of single records."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.trace.months import months_of
from whence.trace.quarters import Laid, moved, within

BASE = int(months_of(np.array([14_610], np.int32))[0])
PARTIES = 4
RECORD = st.tuples(
    st.integers(0, PARTIES - 1), st.integers(0, PARTIES - 1), st.integers(0, 2),
    st.booleans(), st.integers(14_610, 14_610 + 3_600), st.integers(-1, 9),
    st.sampled_from((1, 2, 3, 7)),
)  # fmt: skip


def laid(records: list[tuple[int, ...]]) -> Laid:
    """Lay records down in the order of lanes: buyer, product, seller, any day, day."""
    lines = sorted(records, key=lambda r: (r[1], r[2], r[0], r[3], r[4]))
    lane = [(s, b, hs, u) for s, b, hs, u, *_ in lines]
    at = [i for i in range(len(lane)) if i == 0 or lane[i] != lane[i - 1]]
    src, dst, hs, undated = (np.array([lane[i][k] for i in at]) for k in range(4))
    day, grams, kind = (np.array([r[k] for r in lines], np.int64) for k in (4, 5, 6))
    ints = (c.astype(np.int32) for c in (src, dst, hs))
    ends = np.array([*at, len(lines)], np.int64)
    return Laid(
        BASE, *ints, undated.astype(bool), ends, day.astype(np.int32), grams,
        kind.astype(np.int8),
    )  # fmt: skip


@settings(deadline=None)
@given(st.lists(RECORD, max_size=60), st.sampled_from(("src", "dst")))
def test_quarters_are_the_sums_of_single_records(records, side):
    store, own = laid(records), side == "dst"
    found = moved(
        store, getattr(store, side), within(getattr(store, side), 1, 3), least=2 * own
    )
    sums: dict[tuple[int, int, int], Counter[str]] = {}
    for seller, buyer, hs, undated, day, grams, kind in records:
        party = buyer if own else seller
        if undated or not 1 <= party < 3 or (own and kind < 2):
            continue
        month = int(months_of(np.array([day], np.int32))[0]) - BASE
        here = sums.setdefault((party, hs, month // 3), Counter())
        here.update(grams=max(grams, 0), records=1, unweighed=int(grams < 0))
    rows = zip(*(found[k].tolist() for k in found), strict=True)
    assert list(rows) == [
        (*key, n["grams"], n["records"], n["unweighed"])
        for key, n in sorted(sums.items())
    ]
