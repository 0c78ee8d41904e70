"""Searches upstream in one store, again and again: what is prepared stays."""

from datetime import timedelta

from whence.jobs.steps.trade_store import TradeStore
from whence.model.party import Role
from whence.shelf.paths import search
from whence.trace.months import EPOCH, month_of
from whence.trace.products import Products
from whence.trace.reach import Reach
from whence.trace.runs import Runs, Start
from whence.trace.stored_acts import StoredActs
from whence.trace.toward import Labels, Nearest, nearest
from whence.trace.upstream import Searcher


class Upstream:
    """Asks one store; two searches: one ends at forwarders, one looks behind them."""

    def __init__(self, store: TradeStore, products: Products | None = None) -> None:
        """Prepare the searches, and what writes down their paths."""
        self.store = store
        self.products = products or Products()
        lanes = store.lanes
        carriers = frozenset(lanes.parties[int(at)] for at in store.carriers)
        self._stops = Searcher(lanes, self.products, carriers)
        self._all = Searcher(lanes, self.products)
        self._carriers = carriers
        self.runs = Runs(self.products, StoredActs(self._role), carriers.__contains__)

    def _role(self, party: int) -> Role:
        key = self.store.lanes.parties[party]
        return Role.FORWARDER if key in self._carriers else Role.UNKNOWN

    def nearest(
        self, start: Start, labels: Labels, *, enough: int, tiers: int = 0
    ) -> Nearest:
        """Give the flagged parties nearest to a start, behind forwarders too."""
        return nearest(
            self._all,
            labels,
            start.party,
            start.hs,
            by=_by(start),
            max_tiers=_left(start, tiers),
            enough=enough,
        )

    def reach(self, start: Start, *, tiers: int = 0, lag: int | None = None) -> Reach:
        """Give all that is upstream of a start, behind forwarders too."""
        return self._search(self._all, start, tiers, lag)

    def until(self, start: Start, *, tiers: int = 0, lag: int | None = None) -> Reach:
        """Give what is upstream of a start until forwarders and banks: `ended`."""
        return self._search(self._stops, start, tiers, lag)

    def until_toward(self, start: Start, labels: Labels, *, tiers: int) -> Reach:
        """Give the same of what leads to flagged parties within so many tiers."""
        return self._stops.toward(
            start.party,
            start.hs,
            _by(start),
            max_tiers=tiers,
            lag=labels.lag,
            goal=labels,
        )

    def _search(
        self, searcher: Searcher, start: Start, tiers: int, lag: int | None
    ) -> Reach:
        return searcher.upstream(
            start.party,
            start.hs,
            _by(start),
            max_tiers=_left(start, tiers),
            lag=search().lag_months if lag is None else lag,
        )


def _by(start: Start) -> int | None:
    """Give the last month that counts, None where any does."""
    return None if start.loose else month_of(EPOCH + timedelta(start.bound))


def _left(start: Start, tiers: int) -> int:
    """Give how many tiers lie behind a start, of those asked for or of the policy's."""
    return (tiers or search().tiers) - start.tier
