import threading
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.trace import chunks

COUNTS = st.lists(st.integers(0, 5), min_size=1, max_size=30)


@given(counts=COUNTS, size=st.integers(1, 9))
def test_chunks_cover_every_lane_once_and_part_no_buyer(counts, size):
    lane_at = np.concatenate(([0], np.cumsum(counts)))
    with patch.object(chunks, "CHUNK", size):
        found = list(chunks.chunks(lane_at))
    ends = [0, *(high for _, high in found)]
    assert [low for low, _ in found] == ends[:-1]
    assert ends[-1] == lane_at[-1]
    assert all(low < high and high in lane_at for low, high in found)


def test_work_on_parts_comes_back_in_their_order_whoever_is_first():
    later = threading.Event()

    def work(part):
        if part == 0:
            later.wait(5)
        else:
            later.set()
        return part

    with patch.object(chunks, "CORES", 2):
        assert chunks.together(work, (0, 1, 2)) == [0, 1, 2]
