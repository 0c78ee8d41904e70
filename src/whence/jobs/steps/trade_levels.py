"""How much lies upstream of a start, tier by tier."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from whence.trace.months import EPOCH
from whence.trace.reach import Reach
from whence.trace.runs import Start


@dataclass(frozen=True, slots=True)
class Level:
    """How much is found at one tier: distinct sellers, and lanes that lead there.

    `party`, `hs` and `by` say upstream of whose goods, of which kind and by which day
    ("" and None: any); a bill can have several sellers and kinds of goods.
    """

    party: str
    hs: str
    by: date | None
    tier: int
    parties: int
    lanes: int


def levels_of(reach: Reach, start: Start) -> list[Level]:
    """Count what a search found upstream of a start, by tier."""
    source = reach.lanes.group_src
    by = None if start.loose else EPOCH + timedelta(start.bound)
    return [
        Level(
            party=start.party,
            hs=start.hs,
            by=by,
            tier=start.tier + at,
            parties=len(np.unique(source[level.group])),
            lanes=len(level.lane),
        )
        for at, level in enumerate(reach.levels[1:])
    ]
