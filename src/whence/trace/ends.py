"""Where runs of records end at a forwarder or a bank: on which rows, and in time.

A break must be one that these goods can have come through: its records lie on or before
the day, each step's goods can go into the next, and no record on it bears the number of
another order of the importer.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt

from whence.model.chain import Break, BreakKind, Consignment, TieKind
from whence.model.rows import TradeTable
from whence.model.source import Source
from whence.shelf.paths import search
from whence.trace.evidence import Leg, Run, run_of
from whence.trace.lanes import Lanes
from whence.trace.papers import Papers
from whence.trace.products import Products
from whence.trace.refs import plain, plain_all
from whence.trace.runs import Start
from whence.trace.upstream import Reach


class Ends:
    """Finds the rows behind the ends of a search, once for each."""

    def __init__(self, papers: Papers, products: Products) -> None:
        """Keep the case."""
        self._papers, self._products = papers, products
        self._runs: dict[tuple[str, str, int, str], tuple[Run, ...]] = {}

    def breaks(self, reach: Reach, start: Start, goods: Consignment) -> Iterator[Break]:
        """Give a break for each party at which the search ended.

        None for one whose records, looked at by the day, cannot be of these goods.
        """
        for party in reach.ended:
            for run in self._of(reach, party, start):
                sources = self._sources(reach.lanes, run, goods)
                if sources:
                    lane = run.legs[0].lane
                    yield Break(
                        BreakKind.FORWARDER,
                        party,
                        start.tier + len(run.legs) - 1,
                        reach.lanes.codes[reach.lanes.hs[lane]],
                        sources,
                    )
                    break

    def _of(self, reach: Reach, party: str, start: Start) -> tuple[Run, ...]:
        """Give the first few ways down from a party whose days agree."""
        key = (start.party, start.hs, start.bound, party)
        if key not in self._runs:
            made = (
                run_of(
                    reach.lanes,
                    path,
                    self._products,
                    hs=start.hs,
                    bound=start.bound,
                    lag=reach.lag,
                )
                for path in islice(reach.paths(party), search().paths_per_party)
            )
            self._runs[key] = tuple(run for run in made if run is not None)
        return self._runs[key]

    def _sources(
        self, lanes: Lanes, run: Run, goods: Consignment
    ) -> tuple[Source, ...]:
        """Give the rows of the far step, none where a step is all of other orders."""
        trade, own = self._papers.trade, self._known.get(plain(goods.order))
        if trade is None or own is None:
            return run.legs[0].sources
        kept = [self._own(trade, lanes, leg, own) for leg in run.legs]
        return kept[0] if all(kept) else ()

    def _own(
        self, trade: TradeTable, lanes: Lanes, leg: Leg, own: int
    ) -> tuple[Source, ...]:
        """Give the rows shown of a step that are of no other order; where all rows
        shown are of others, the latest that are not."""
        rows = lanes.rows_of(leg.lane)
        orders = self._orders[trade.order[rows]]
        other = (orders >= 0) & (orders != own)
        if not other.any():
            return leg.sources
        out = {trade.source(int(row)) for row in rows[other]}
        shown = tuple(source for source in leg.sources if source not in out)
        if shown:
            return shown
        left = rows[~other]
        left = left if leg.undated else left[trade.day[left] <= leg.day]
        latest = left[-search().evidence_rows :]
        return tuple(sorted(trade.source(int(row)) for row in latest))

    @cached_property
    def _known(self) -> Mapping[str, int]:
        """Number the importer's own orders."""
        refs = (*self._papers.orders, *self._papers.entries)
        orders = {ref.value for ref in refs if ref.kind is TieKind.ORDER}
        return {order: number for number, order in enumerate(sorted(orders))}

    @cached_property
    def _orders(self) -> npt.NDArray[np.int32]:
        """Say of every number in the trade records which order of ours it is, or -1."""
        trade = self._papers.trade
        refs = plain_all(trade.refs) if trade is not None else []
        return np.array([self._known.get(ref, -1) for ref in refs], np.int32)
