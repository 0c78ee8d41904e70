"""Who only carries or pays is no step: what is left of a distance without them."""

import numpy as np

from whence.trace.exposure import NEVER, Exposure
from whence.trace.fold import Ints, Longs
from whence.trace.lanes import Lanes


def steps_of(lanes: Lanes, found: Exposure, carriers: Ints | Longs) -> Ints:
    """Give each party's tiers without those, on its first way, who only carry or pay.

    They are no tier of a path that can count, or whoever hides behind enough of them
    would be out of reach.
    """
    steps = found.tier.astype(np.int32)
    carries = np.zeros(len(steps), bool)
    carries[carriers] = True
    at = np.arange(len(steps))
    for _ in range(int(steps[steps < NEVER].max(initial=0))):
        at = np.where(found.via[at] >= 0, lanes.src[np.maximum(found.via[at], 0)], at)
        steps -= carries[at] & (found.tier[at] > 0) & (found.via[at] >= 0)
    return steps
