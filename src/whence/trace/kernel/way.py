"""The compiled way down: what `walk` and `shares` do, in loops over lanes."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

from whence.trace.calendar import Calendar, Nodes
from whence.trace.chunks import CHUNK, together
from whence.trace.fold import Ints, Longs
from whence.trace.into import Into
from whence.trace.kernel import cells, down, mix
from whence.trace.kernel.cells import Asked, Runs
from whence.trace.kernel.columns import Columns, columns_of
from whence.trace.kernel.down import Level
from whence.trace.lanes import Lanes
from whence.trace.months import FULL, Masks
from whence.trace.parts import HEAVIEST, ppm_of
from whence.trace.products import Products
from whence.trace.shares import Even, fill
from whence.trace.walk import NEVER, Keep, Tiers

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Walked:
    """What a search down found; see `ways.Walked`."""

    tier: Tiers
    via: Longs
    held: Masks


class ByLane:
    """The way of compiled loops."""

    def __init__(self, lanes: Lanes, products: Products) -> None:
        """Lay out the columns."""
        self.into = Into(lanes, products)
        self._columns = columns_of(lanes, self.into)
        self._parties = len(lanes.parties)

    def down(
        self, flagged: Longs, *, max_tiers: int, lag: int, keep: Keep | None
    ) -> Walked:
        """Go down; see `ways.Way`."""
        groups = len(self._columns.group_hs)
        tier = np.full(self._parties, NEVER, np.int8)
        tier[flagged] = 0
        via = np.full(self._parties, -1, np.int64)
        start, _ = self.into.all_of(flagged)
        held = np.zeros((groups, 2), np.int64)
        held[start] = FULL
        state = np.zeros((groups, 3), np.int64)
        state[start] = FULL, FULL, HEAVIEST
        for number in range(1, max_tiers + 1):
            if keep is not None:
                keep(held)
            open_ = (state[:, 0] | state[:, 1]) != 0
            fresh = np.zeros_like(state)
            fresh[:, 2] = state[:, 2]
            last = number == max_tiers
            level = Level(number, lag, last, open_, state, fresh, held)
            go = partial(down.go_down, self._columns, level, tier, via)
            each(go, self._columns)
            if not fresh[:, :2].any():
                break
            held |= fresh[:, :2]
            state = fresh
        return Walked(tier, via, held)

    def mix(self, held: Masks, *, lag: int, calendar: Calendar) -> "Mix":
        """Prepare the mixing; see `ways.Way`."""
        return Mix(self._columns, held, lag=lag, calendar=calendar)


class Mix:
    """Shares of one search, as `shares.Shares` tells them."""

    def __init__(
        self, columns: Columns, held: Masks, *, lag: int, calendar: Calendar
    ) -> None:
        """Find what buyers took in and what it goes into."""
        self._columns, self._nodes = columns, Nodes(held, calendar)
        self._asked = Asked(
            calendar.periods, calendar.reaching(lag), held, *self._nodes.columns
        )
        parties = len(columns.lane_at) - 1
        self._whole, can = np.zeros((2, parties), np.int64)
        self._base = np.zeros(len(self._nodes), np.int64)
        self._runs = each(partial(self._filled, can=can), columns)
        self.can_ppm = ppm_of(can, self._whole)

    def _filled(self, low: int, high: int, *, can: Longs) -> "_Part":
        """Give the runs of some buyers."""
        runs, size = cells.size_of(self._columns, self._asked, low, high)
        found = Runs(
            np.zeros(high - low + 1, np.int64),
            np.zeros(runs, np.int32),
            np.zeros(runs, np.int32),
            np.zeros(runs + 1, np.int64),
            np.zeros(size, np.int64),
            np.zeros(size, np.int32),
        )
        sums = self._whole, can, self._base
        cells.fill(self._columns, self._asked, found, sums, low, high)
        return low, high, found

    def of_nodes(self, pure: Sequence[Longs], *, rounds: int) -> Even:
        """Give the flagged millionths of what each node passes on."""
        whole = [self._nodes.all_of(groups) for groups in pure]
        even = np.zeros((len(self._nodes), len(pure)), np.int32)
        fill(even, whole)
        for _ in range(rounds):
            fresh = np.zeros_like(even)
            together(
                partial(self._pass_on, mixed=(even, fresh, self._base)), self._runs
            )
            fill(fresh, whole)
            even = fresh
        return even

    def _pass_on(self, part: "_Part", *, mixed: tuple[Ints, Ints, Longs]) -> None:
        low, high, runs = part
        mix.pass_on(self._columns, self._asked, runs, mixed, low, high)

    def of_buyers(self, even: Even) -> Longs:
        """Give the flagged millionths of each intake."""
        share = np.zeros((even.shape[1], len(self._whole)), np.int64)
        together(partial(self._settle, even=even, share=share), self._runs)
        return share

    def _settle(self, part: "_Part", *, even: Even, share: Longs) -> None:
        low, high, runs = part
        mix.settle(runs, even, self._whole, share, low, high)


_Part = tuple[int, int, Runs]
"""The first of some buyers, the first after them, and what they took in."""


def each(work: Callable[[int, int], Given], columns: Columns) -> list[Given]:
    """Do this work for all buyers, some at once, in parts of about as many lanes."""
    parties, lanes = len(columns.lane_at) - 1, int(columns.lane_at[-1])
    ends = np.searchsorted(columns.lane_at, np.arange(CHUNK, lanes, CHUNK))
    bounds = np.unique([0, *ends.tolist(), parties]).tolist()
    parts = list(itertools.pairwise(bounds))
    return together(lambda part: work(*part), parts)
