"""The compiled way down: what `walk` and `shares` do, in loops over lanes."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from whence.store.columns import let_go
from whence.trace.calendar import Calendar, Nodes
from whence.trace.chunks import together
from whence.trace.fold import Flags, Longs
from whence.trace.into import Into
from whence.trace.kernel import cells, down, mix
from whence.trace.kernel.cells import Asked, Runs
from whence.trace.kernel.columns import Part, Sales, parts_of, sales_of
from whence.trace.kernel.down import Level
from whence.trace.lanes import Lanes
from whence.trace.months import FULL, Masks
from whence.trace.parts import HEAVIEST, ppm_of
from whence.trace.products import Products
from whence.trace.shares import Even, mixed
from whence.trace.walk import Keep, Walked, taking


class ByLane:
    """The way of compiled loops."""

    def __init__(self, lanes: Lanes, products: Products) -> None:
        """Lay out the columns."""
        self.into = Into(lanes, products)
        self._sales, self._parts = sales_of(lanes, self.into), parts_of(lanes)

    def down(
        self, flagged: Longs, *, max_tiers: int, lag: int, keep: Keep | None
    ) -> Walked:
        """Go down; see `ways.Way`."""
        start, _ = self.into.all_of(flagged)
        walked = Walked.begin(self.into, start, flagged)
        tier, via, held = walked.tier, walked.via, walked.held
        state, fresh = np.zeros((2, len(held), 3), np.int64)
        state[start] = FULL, FULL, HEAVIEST
        fresh[start, 2] = HEAVIEST
        asked, tens = np.empty(len(tier), bool), np.empty(len(held), np.uint16)
        down.hold(state, held, tens)
        for number in range(1, max_tiers + 1):
            last = number == max_tiers
            down.ask(self._sales, tier, asked, last)
            level = Level(number, lag, last, asked, tens, state, fresh, held)
            go = partial(
                down.go_down, sales=self._sales, level=level, tier=tier, via=via
            )
            with taking(keep, state[:, :2]):
                together(go, self._parts)
            if not down.hold(fresh, held, tens):
                break
            down.begin(state, fresh)
            state, fresh = fresh, state
        return walked

    def mix(self, held: Masks, *, lag: int, calendar: Calendar) -> "Mix":
        """Prepare the mixing; see `ways.Way`."""
        return Mix(self._parts, self._sales, held, lag=lag, calendar=calendar)


class Mix:
    """Shares of one search, as `shares.Shares` tells them."""

    def __init__(
        self,
        parts: Sequence[Part],
        sales: Sales,
        held: Masks,
        *,
        lag: int,
        calendar: Calendar,
    ) -> None:
        """Find what buyers took in and what it goes into."""
        self._sales, self._nodes = sales, Nodes(held, calendar)
        self._sells = sales.at[1:] > sales.at[:-1]
        self._asked = Asked(
            calendar.periods, calendar.reaching(lag), held, *self._nodes.columns
        )
        self._whole, can = np.zeros((2, len(sales.at) - 1), np.int64)
        self._base = np.zeros(len(self._nodes), np.int64)
        found = together(partial(self._filled, can=can), parts)
        self._feeding = [feeding for feeding, _ in found]
        self._rest = [rest for _, rest in found]
        self.can_ppm = ppm_of(can, self._whole)

    def _filled(self, part: Part, *, can: Longs) -> tuple[Runs, Runs]:
        """Give the runs of a part: of buyers who sell something on, and of the rest."""
        most = len(part.dst) * self._asked.periods
        buyer, code, period, start, node = np.empty((5, most + 1), np.uint32)
        amount = np.empty(most, np.uint64)
        room = Runs(buyer, code, period, start, amount, node)
        sums = self._whole, can, self._base
        runs, size = cells.fill(part, self._sales, self._asked, room, sums)
        # Nobody asks for lanes again, only for what was taken from them.
        for column in part[1:]:
            let_go(column)
        sells = self._sells.take(buyer[:runs])
        length = np.diff(start[: runs + 1])
        cell = np.repeat(sells, length)

        def where(run: Flags, cell: Flags) -> Runs:
            at = np.cumsum(np.append(0, length[run]), dtype=np.uint32)
            of, what, when = (c[:runs][run] for c in (buyer, code, period))
            return Runs(of, what, when, at, amount[:size][cell], node[:size][cell])

        return where(sells, cell), where(~sells, ~cell)

    def of_nodes(self, pure: Sequence[Longs], *, rounds: int) -> Even:
        """Give the flagged millionths of what each node passes on."""

        def pass_on(even: Even, fresh: Even) -> None:
            step = partial(
                mix.pass_on,
                sales=self._sales,
                asked=self._asked,
                mixed=(even, fresh, self._base),
            )
            together(step, self._feeding)

        return mixed(self._nodes, pure, rounds=rounds, pass_on=pass_on)

    def of_buyers(self, even: Even) -> Longs:
        """Give the flagged millionths of each intake."""
        share = np.zeros((even.shape[1], len(self._whole)), np.int64)
        settle = partial(mix.settle, even=even, whole=self._whole, share=share)
        together(settle, self._feeding + self._rest)
        return share
