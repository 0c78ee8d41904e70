"""How near every party is to a flagged one, as expressions that any engine runs.

The same search as `exposure.Spread`, word for word: a level is a join of lanes with
what their sellers can hold, AND of months, OR where they meet, and a lag's stretch.
Every number is a whole one and rounded alike, so that all engines give the same bytes.
Tables are those of `whence trace export`: lanes (lane, src, dst, hs, undated, m0, m1,
grams, count, unweighed), fits (up, down).
"""

from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.engine.cluster import Bulk
from whence.trace.bulk_shares import shares
from whence.trace.exposure import NEVER, NOBODY, Exposure
from whence.trace.months import FULL, WORD
from whence.trace.parts import HEAVIEST

Columns = dict[str, npt.NDArray[Any]]


def exposure(
    bulk: Bulk,
    data: str,
    flagged: npt.NDArray[np.int64],
    *,
    parties: int,
    max_tiers: int,
    lag: int,
    carriers: npt.NDArray[np.int64] = NOBODY,
) -> Exposure:
    """Say of every party how it stands to the flagged ones; see `exposure.Exposure`.

    Raises:
        OutputError: the engine gave up.

    """
    lanes, fits = bulk.keep(bulk.read(f"{data}/lanes")), bulk.read(f"{data}/fits")
    fits = bulk.keep(fits)
    flags = bulk.small({"party": flagged})
    groups = bulk.keep(lanes.select(party="src", hs="hs").distinct())
    walk = _Walk(bulk, lanes, (fits, groups, flags), lag)
    reached, held, opened = walk.levels(max_tiers)
    share = hidden = shares(
        bulk, (lanes, fits, flags), opened=opened, held=held, max_tiers=max_tiers
    )
    if len(carriers):
        both = bulk.small({"party": np.union1d(flagged, carriers)})
        hidden = shares(
            bulk, (lanes, fits, both), opened=opened, held=held, max_tiers=max_tiers
        )
    return _exposure((bulk.fetch(reached), share, hidden), flagged, parties)


class _Walk:
    """The levels downstream of flagged parties."""

    def __init__(
        self, bulk: Bulk, lanes: Any, known: tuple[Any, Any, Any], lag: int
    ) -> None:
        self.bulk, self.lanes, self.lag = bulk, lanes, lag
        self.fits, self.groups, self.flags = known

    def levels(self, max_tiers: int) -> tuple[Any, Any, Any]:
        """Give (party, tier, lane) of who is reached, (party, hs, ...) of who can hold
        flagged goods in which months, and the lanes on which they can have come."""
        bulk = self.bulk
        full = bulk.whole(FULL)
        held = bulk.keep(
            self.groups.semi_join(self.flags, "party").mutate(
                m0=full, m1=full, width=bulk.whole(HEAVIEST)
            )
        )
        front, opened, reached = held, [], None
        for level in range(1, max_tiers + 1):
            carried = bulk.keep(self._carried(front))
            if not bulk.count(carried):
                break
            opened.append(carried.select("lane"))
            first = self._first(carried, reached, level)
            reached = bulk.keep(first if reached is None else reached.union(first))
            if level == max_tiers:
                break
            fresh = bulk.keep(self._passed_on(carried, held))
            held = bulk.keep(self._joined(held.union(fresh)))
            front = fresh.drop("width").inner_join(
                held.select("party", "hs", "width"), ["party", "hs"]
            )
            front = bulk.keep(front.select("party", "hs", "m0", "m1", "width"))
        if reached is None:
            reached = self._nobody()
        every = opened or [self.lanes.limit(0).select("lane")]
        lanes = bulk.keep(reduce(lambda a, b: a.union(b), every).distinct())
        return reached, held, lanes

    def _carried(self, front: Any) -> Any:
        """Give lanes that carry in new months: those months, and how widely."""
        front = front.rename(src="party", f0="m0", f1="m1")
        both = self.lanes.inner_join(front, ["src", "hs"])
        both = both.select(
            "lane",
            "dst",
            "hs",
            m0=both.m0 & both.f0,
            m1=both.m1 & both.f1,
            wide=self.bulk.ibis.least(both.grams, both.width),
        )
        return both.filter((both.m0 | both.m1) != 0)

    def _first(self, carried: Any, reached: Any, level: int) -> Any:
        """Give the buyers not met before, each with its widest lane."""
        ibis = self.bulk.ibis
        new = carried.rename(party="dst").anti_join(self.flags, "party")
        if reached is not None:
            new = new.anti_join(reached, "party")
        order = [ibis.desc("wide"), ibis.asc("lane")]
        nth = ibis.row_number().over(group_by="party", order_by=order)
        new = new.mutate(nth=nth).filter(lambda t: t.nth == 0)
        tier = self.bulk.whole(level)
        return new.select("party", "lane", tier=tier).select("party", "tier", "lane")

    def _passed_on(self, carried: Any, held: Any) -> Any:
        """Give what receipts can newly go out as, and in which months."""
        got = self._joined(
            carried.select(party="dst", hs="hs", m0="m0", m1="m1", width="wide")
        )
        m0, m1 = forth((got.m0, got.m1), self.lag)
        got = got.select(party="party", up="hs", m0=m0, m1=m1, width="width")
        into = got.inner_join(self.fits, "up").rename(hs="down")
        into = into.inner_join(self.groups, ["party", "hs"])
        into = into.select("party", "hs", "m0", "m1", "width")
        before = held.select("party", "hs", h0="m0", h1="m1")
        both = into.left_join(before, ["party", "hs"])
        zero = self.bulk.whole(0)
        h0, h1 = (self.bulk.ibis.coalesce(both[h], zero) for h in ("h0", "h1"))
        full = self.bulk.whole(FULL)
        new = both.select(
            "party", "hs", m0=both.m0 & (h0 ^ full), m1=both.m1 & (h1 ^ full),
            width="width",
        )  # fmt: skip
        return self._joined(new.filter((new.m0 | new.m1) != 0))

    def _joined(self, states: Any) -> Any:
        """Join the states of each party and product."""
        bit_or = self.bulk.bit_or
        return states.group_by(["party", "hs"]).agg(
            m0=bit_or(states.m0), m1=bit_or(states.m1), width=states.width.max()
        )

    def _nobody(self) -> Any:
        none = self.lanes.limit(0)
        return none.select(party="src", tier="hs", lane="lane")


def forth(months: tuple[Any, Any], lag: int) -> tuple[Any, Any]:
    """Add to each month of two words the `lag` months after it; see `months.forth`.

    Bits that would leave a word are cut before they are moved: some engines refuse to
    shift them out.
    """
    old, new = months
    covered = 0
    while covered < lag:
        step = min(covered + 1, lag - covered)
        stay = FULL >> step
        over = old >> (WORD - step)
        new = new | ((new & stay) << step) | over
        old = old | ((old & stay) << step)
        covered += step
    return old, new


def _exposure(
    found: tuple[Columns, Columns, Columns],
    flagged: npt.NDArray[np.int64],
    parties: int,
) -> Exposure:
    """Lay down what an engine found by the numbers of parties."""
    reached, share, behind = found
    tier = np.full(parties, NEVER, np.int8)
    via = np.full(parties, -1, np.int64)
    tier[reached["party"]] = reached["tier"]
    via[reached["party"]] = reached["lane"]
    tier[flagged] = 0
    ppm, can = np.zeros(parties, np.int64), np.zeros(parties, np.int64)
    ppm[share["party"]] = share["share_ppm"]
    can[share["party"]] = share["can_ppm"]
    hidden = np.zeros(parties, np.int64)
    hidden[behind["party"]] = behind["share_ppm"]
    return Exposure(tier, ppm, can, via, hidden)
