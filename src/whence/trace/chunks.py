"""Lanes in parts small enough for a processor's own memory, worked by all processors.

No part holds some of a buyer's lanes and not the others, and a buyer's groups are his
alone: what is noted of buyers and of what they sell on is noted by one part, so that
the parts need no lock, and their order changes nothing.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from whence.trace.fold import Longs

CHUNK = 1 << 18
"""Lanes looked at together, to whole buyers: their columns stay near the processor."""
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2

Chunk = tuple[int, int]
"""The first lane of a part, and the first after it."""

Part = TypeVar("Part")
Given = TypeVar("Given")


def chunks(lane_at: Longs) -> Iterator[Chunk]:
    """Yield ranges of lanes that hold whole buyers; `lane_at` is where each begins."""
    low, total = 0, int(lane_at[-1])
    while low < total:
        high = int(lane_at[np.searchsorted(lane_at, min(low + CHUNK, total))])
        yield low, high
        low = high


def each(work: Callable[[Chunk], Given], lane_at: Longs) -> list[Given]:
    """Do this work on every chunk of lanes; give what it gave, in their order."""
    return together(work, list(chunks(lane_at)))


def together(work: Callable[[Part], Given], parts: Sequence[Part]) -> list[Given]:
    """Do this work on every part, some at once; give what it gave, in their order."""
    if len(parts) < 2:
        return [work(part) for part in parts]
    # Threads: numpy lets go of the interpreter while it works through a column.
    with ThreadPoolExecutor(CORES) as pool:
        return list(pool.map(work, parts))
