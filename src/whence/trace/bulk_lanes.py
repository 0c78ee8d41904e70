"""Records to lanes as one expression that any engine runs; see `fold.fold`."""

from typing import Any

import numpy as np

from whence.engine.cluster import Bulk
from whence.trace.months import FULL, MONTHS, bits

SIDES = ["dst", "hs", "src", "undated"]
LANE = ("lane", "src", "dst", "hs", "undated", "m0", "m1", "grams", "count",
        "unweighed")  # fmt: skip


def lanes_of(bulk: Bulk, records: Any) -> Any:
    """Fold records (src, dst, hs, undated, month, grams) into numbered lanes.

    `month` counts in the window and is looked at only where the record is dated;
    `grams` are -1 where unknown. Lanes are numbered in the order of a store.
    """
    ibis = bulk.ibis
    words = bits(np.arange(MONTHS))
    calendar = bulk.small(
        {"month": np.arange(MONTHS), "b0": words[:, 0], "b1": words[:, 1]}
    )
    full, none = bulk.whole(FULL), bulk.whole(0)
    dated = records.left_join(calendar, "month")
    dated = dated.select(
        *SIDES,
        m0=ibis.cases((dated.undated != 0, full), else_=dated.b0),
        m1=ibis.cases((dated.undated != 0, full), else_=dated.b1),
        known=ibis.greatest(dated.grams, none),
        blank=ibis.cases((dated.grams <= 0, bulk.whole(1)), else_=none),
    )
    lanes = dated.group_by(SIDES).agg(
        m0=bulk.bit_or(dated.m0),
        m1=bulk.bit_or(dated.m1),
        grams=dated.known.sum().cast("int64"),
        count=dated.count().cast("int64"),
        unweighed=dated.blank.sum().cast("int64"),
    )
    order = [ibis.asc(side) for side in SIDES]
    number = ibis.row_number().over(order_by=order).cast("int64")
    return lanes.mutate(lane=number).select(*LANE)
