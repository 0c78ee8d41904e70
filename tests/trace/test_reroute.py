import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.trace.reroute import LATE, first_months


@given(held=st.sets(st.integers(0, 119), max_size=5))
def test_the_first_month_is_found_in_either_word(held):
    mask = np.zeros((1, 2), np.int64)
    for m in held:
        mask[0, m // 60] |= 1 << (m % 60)
    assert first_months(mask)[0] == min(held, default=LATE)
