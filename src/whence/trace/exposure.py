"""How near every party is to a flagged one, in time and by kind, all at once.

Level by level downstream: a lane carries on in the months in which its seller can have
had such goods; what a buyer took in can leave again for a lag's stretch of months in
any product it can go into. Exact at month grain, as a walk over single records is.

The share is what makes of reach something to look at: of a party's intake, by weight,
the part that came from a flagged party if every firm passed on its intake evenly.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from whence.trace.calendar import WHOLE, Calendar
from whence.trace.fold import Longs
from whence.trace.lanes import Lanes
from whence.trace.products import Products
from whence.trace.walk import NEVER, Keep, Tiers
from whence.trace.ways import way_of

__all__ = ["NEVER", "NOBODY", "Exposure", "Spread"]

NOBODY = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Exposure:
    """For each party (by number): how near, how much, and through whom first.

    `tier` is 0 for a flagged party, 1 for who bought from one, NEVER without a path.
    `can_ppm` is the part of its intake that came along lanes on which flagged goods can
    have come at all; `share_ppm` the part that came from a flagged party if all firms
    passed their intake on evenly. Both are millionths of the weight (see `weighing` of
    records that bear none). `via` is the widest lane by which it was first
    reached, -1 without one. `hidden_ppm` is `share_ppm` if who only carries or pays
    passed on nothing but flagged goods, wherever he can have had any: he mixes nothing,
    and nobody is to vanish behind him.
    """

    tier: Tiers
    share_ppm: Longs
    can_ppm: Longs
    via: Longs
    hidden_ppm: Longs


class Spread:
    """The downstream search over one set of lanes.

    `kernel` has it done by compiled loops (the extra `whence[kernel]`) instead of
    numpy; the answers are the same.
    """

    def __init__(self, lanes: Lanes, products: Products, *, kernel: bool = False):
        """Prepare what can go into what."""
        self.lanes, self._way = lanes, way_of(lanes, products, kernel=kernel)

    def months(
        self, flagged: npt.NDArray[np.int64], *, max_tiers: int, lag: int, keep: Keep
    ) -> None:
        """Give only the months that `exposure` gives `keep`."""
        self._way.down(flagged, max_tiers=max_tiers, lag=lag, keep=keep)

    def exposure(
        self,
        flagged: npt.NDArray[np.int64],
        *,
        max_tiers: int = 6,
        lag: int = 12,
        carriers: Longs = NOBODY,
        keep: Keep | None = None,
        calendar: Calendar = WHOLE,
    ) -> Exposure:
        """Say of every party how it stands to the flagged ones.

        `carriers` are those who only carry or pay, sorted; `calendar` says how finely
        shares tell time (distances always do by month).

        `keep` is given the months in which flagged goods can leave each group, by the
        fewest steps before it: what `toward.Labels` holds. They change afterwards.
        """
        into = self._way.into
        walked = self._way.down(flagged, max_tiers=max_tiers, lag=lag, keep=keep)
        tier, via = walked.tier, walked.via
        mix = self._way.mix(walked.held, lag=lag, calendar=calendar)
        del walked  # what is held is the longest column, and mixing was the last to ask
        start, _ = into.all_of(flagged)
        behind, _ = into.all_of(carriers)
        pure = (start, np.union1d(start, behind)) if len(behind) else (start,)
        even = mix.of_nodes(pure, rounds=max_tiers - 1)
        share, *hidden = mix.of_buyers(even)
        return Exposure(tier, share, mix.can_ppm, via, hidden[0] if hidden else share)
