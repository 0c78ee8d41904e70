"""The part of everybody's intake that came from flagged parties, if all mixed evenly.

Of what a firm took in that can go into a product, in a period and those before in which
it can have lain, it passed on with each kilogram the same part that came from flagged
parties. Round by round that part goes one step further downstream; whole
numbers throughout, each rounded down, so that every engine finds the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from whence.trace.calendar import Calendar, Nodes
from whence.trace.chunks import together
from whence.trace.fold import Flags, Ints, Longs, firsts, sums
from whence.trace.intake import Asked, Cells
from whence.trace.lots import Ground, Lots
from whence.trace.months import Masks
from whence.trace.parts import MILLION, part_of, ppm_of

Even = npt.NDArray[np.int32]
"""Flagged millionths of what nodes pass on: a row each, a column for each question.
What is asked of several questions at once is looked up once."""


@dataclass(frozen=True, slots=True)
class _Runs:
    """Open cells in runs of one period, `buyer` and product that begin at `start`; each
    cell has an `amount` and its seller's `node`. Buyers are counted in the chunk."""

    amount: Longs
    node: Ints
    start: Ints
    buyer: Ints

    def parts(self, even: Even) -> Iterator[Longs]:
        """Give what is flagged of each run, question by question."""
        passed = even.take(self.node, 0)
        for ppm in passed.T:
            yield sums(part_of(self.amount, ppm), self.start)


@dataclass(frozen=True, slots=True)
class _Mix:
    """What the `buyers` of one chunk took in in open cells, and pass on of it.

    The runs `feeding` go into something, `rest` do not. `owner` are the feeding ones
    that go into the buyers' nodes `into`, those of each node beginning at `first`;
    `base` is all that a node is made of.
    """

    buyers: slice
    feeding: _Runs
    rest: _Runs
    owner: Ints
    first: Ints
    into: Ints
    base: Longs

    def pass_on(self, even: Even, fresh: Even) -> None:
        """Say in `fresh` which millionths of these nodes are flagged, if `even` says it
        of those they are made of."""
        if len(self.into):
            for number, part in enumerate(self.feeding.parts(even)):
                got = sums(part.take(self.owner), self.first)
                fresh[self.into, number] = ppm_of(got, self.base)

    def settle(self, even: Even, whole: Longs, share: Longs) -> None:
        """Say in `share`, question by question, which millionths are flagged of the
        `whole` intake of each buyer."""
        whole = whole[self.buyers]
        taken = np.zeros((len(share), len(whole)), np.int64)
        for runs in (self.feeding, self.rest):
            if len(runs.start):
                for number, part in enumerate(runs.parts(even)):
                    np.add.at(taken[number], runs.buyer, part)
        share[:, self.buyers] = ppm_of(taken, whole)


class Shares:
    """The shares of one search downstream.

    `can_ppm` are the millionths of everybody's intake that came along lanes on which
    some flagged goods can have come, in whichever period.
    """

    def __init__(
        self, ground: Ground, held: Masks, *, lag: int, calendar: Calendar
    ) -> None:
        """Prepare the mixing; `held` are the months in which flagged goods can leave
        each group, and `lag` the months they can lie."""
        self._lanes, self._calendar = ground.lanes, calendar
        self._nodes = Nodes(held, calendar)
        self._reaching = calendar.reaching(lag)
        self._whole = np.zeros(len(ground.lanes.parties), np.int64)
        self.can_ppm = np.zeros_like(self._whole)
        asked = Asked(calendar, held, self._nodes)
        found = together(partial(self._mix, asked=asked), ground.lots)
        self._mixes = tuple(mix for mix in found if mix is not None)

    def of_nodes(self, pure: Sequence[Longs], *, rounds: int) -> Even:
        """Give the flagged millionths of what each node passes on, once for each of
        `pure`: groups of which all that they pass on is."""

        def pass_on(even: Even, fresh: Even) -> None:
            together(partial(_Mix.pass_on, even=even, fresh=fresh), self._mixes)

        return mixed(self._nodes, pure, rounds=rounds, pass_on=pass_on)

    def of_buyers(self, even: Even) -> Longs:
        """Give the flagged millionths of everybody's intake if nodes pass on what
        `even` says, once for each of its columns."""
        share = np.zeros((even.shape[1], len(self._whole)), np.int64)
        settle = partial(_Mix.settle, even=even, whole=self._whole, share=share)
        together(settle, self._mixes)
        return share

    def _mix(self, lots: Lots, *, asked: Asked) -> _Mix | None:
        """Find what goes into what in one chunk, and what it is mixed with; note what
        its buyers took in."""
        cells = Cells.of(self._lanes, lots, asked)
        run = firsts(cells.key)
        key = cells.key[run]
        buyer = lots.buyer.take(key % len(lots))
        amount = sums(cells.amount, run)
        whole, can = np.zeros((2, lots.buyers.stop - lots.buyers.start), np.int64)
        np.add.at(whole, buyer, amount)
        np.add.at(can, buyer, sums(cells.amount * cells.reached, run))
        self._whole[lots.buyers], self.can_ppm[lots.buyers] = whole, ppm_of(can, whole)
        if not len(cells.open_):
            return None
        size = np.diff(run, append=len(cells.key))
        run_of = np.repeat(np.arange(len(run), dtype=np.int32), size).take(cells.open_)
        runs = run_of, amount, buyer
        return _packed(cells, runs, self._goes(lots, key), lots.buyers)

    def _goes(self, lots: Lots, key: Ints) -> tuple[Ints, Ints]:
        """Give the nodes that runs go into, in their order, and which run it is; runs
        are told by the `key` of their cells."""
        nodes, periods = self._nodes, self._calendar.periods
        run_of = np.full((periods, len(lots)), -1, np.int32)
        run_of.reshape(-1)[key] = np.arange(len(key), dtype=np.int32)
        found: list[tuple[Ints, Ints]] = []
        for period in range(periods):
            owner = run_of[period].take(lots.lot)
            for later in range(period, min(period + self._reaching + 1, periods)):
                some = np.flatnonzero(nodes.held(lots.group, later) & (owner >= 0))
                into = nodes.of(lots.group.take(some), later)
                found.append((into, owner.take(some)))
        into, owner = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.argsort(into, kind="stable")
        return into[order], owner[order]


def mixed(
    nodes: Nodes,
    pure: Sequence[Longs],
    *,
    rounds: int,
    pass_on: Callable[[Even, Even], None],
) -> Even:
    """Mix so many rounds; `pass_on` says in its second what nodes pass on if the first
    says it of those they are made of. For `pure` see `Shares.of_nodes`."""
    whole = [nodes.all_of(groups) for groups in pure]
    # Memory that is asked for anew in each round costs more than filling it again.
    even, fresh = np.zeros((2, len(nodes), len(pure)), np.int32)
    _fill(even, whole)
    for _ in range(rounds):
        fresh.fill(0)
        pass_on(even, fresh)
        _fill(fresh, whole)
        even, fresh = fresh, even
    return even


def _fill(even: Even, whole: Sequence[Longs]) -> None:
    """Say that these nodes pass on nothing else, question by question."""
    for number, nodes in enumerate(whole):
        even[nodes, number] = MILLION


def _packed(
    cells: Cells, runs: tuple[Ints, Longs, Ints], goes: tuple[Ints, Ints], buyers: slice
) -> _Mix:
    """Keep what can be flagged, and of what goes into nodes all of it as their base.

    `runs` are which run each open cell is of, and what each run amounts to and whose it
    is; `goes` are the nodes and the runs that go into them.
    """
    (run_of, whole, buyer), (into, owner) = runs, goes
    some = np.zeros(len(whole), bool)
    some[run_of] = True
    flows = some[owner]
    node = firsts(into)
    base = sums(whole[owner], node)[sums(flows, node) > 0]
    into, owner = into[flows], owner[flows]
    feeds = np.zeros(len(whole), bool)
    feeds[owner] = True
    place = np.cumsum(feeds, dtype=np.int32) - 1
    fed = feeds[run_of]
    first = firsts(into)

    def runs_where(flags: Flags) -> _Runs:
        kept = np.flatnonzero(flags)
        of, at = run_of[kept], cells.open_[kept]
        start = firsts(of).astype(np.int32)
        return _Runs(cells.amount[at], cells.node[kept], start, buyer[of[start]])

    return _Mix(
        buyers,
        feeding=runs_where(fed),
        rest=runs_where(~fed),
        owner=place[owner],
        first=first.astype(np.int32),
        into=into[first],
        base=base,
    )
