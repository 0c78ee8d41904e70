"""Two ways down the same lanes: by columns in numpy, or by compiled loops."""

from collections.abc import Sequence
from typing import Protocol

from whence.trace.calendar import Calendar
from whence.trace.fold import Longs
from whence.trace.into import Into
from whence.trace.lanes import Lanes
from whence.trace.lots import Ground
from whence.trace.months import Masks
from whence.trace.products import Products
from whence.trace.shares import Even, Shares
from whence.trace.walk import Keep, Walk, Walked


class Mix(Protocol):
    """Shares of one search, round by round; see `shares.Shares`."""

    @property
    def can_ppm(self) -> Longs:
        """Give what of each intake can have come from flagged parties."""

    def of_nodes(self, pure: Sequence[Longs], *, rounds: int) -> Even:
        """Give the flagged millionths of what each node passes on."""

    def of_buyers(self, even: Even) -> Longs:
        """Give the flagged millionths of each intake."""


class Way(Protocol):
    """Goes down the lanes and mixes what flowed along them."""

    @property
    def into(self) -> Into:
        """Give what can go into what."""

    def down(
        self, flagged: Longs, *, max_tiers: int, lag: int, keep: Keep | None
    ) -> Walked:
        """Go down from flagged parties; `keep` is given what is new at each level."""

    def mix(self, held: Masks, *, lag: int, calendar: Calendar) -> Mix:
        """Prepare the mixing of what went down."""


class ByColumn:
    """The way of numpy."""

    def __init__(self, lanes: Lanes, products: Products) -> None:
        """Prepare the lots of every chunk of lanes."""
        self._ground = Ground.of(lanes, products)
        self.into = self._ground.into

    def down(
        self, flagged: Longs, *, max_tiers: int, lag: int, keep: Keep | None
    ) -> Walked:
        """Go down; see `Way`."""
        walk = Walk(self._ground, flagged, lag)
        walk.down(max_tiers, keep)
        return walk.walked

    def mix(self, held: Masks, *, lag: int, calendar: Calendar) -> Mix:
        """Prepare the mixing; see `Way`."""
        return Shares(self._ground, held, lag=lag, calendar=calendar)


def way_of(lanes: Lanes, products: Products, *, kernel: bool) -> Way:
    """Give the way asked for."""
    if not kernel:
        return ByColumn(lanes, products)
    from whence.trace.kernel.way import ByLane

    return ByLane(lanes, products)
