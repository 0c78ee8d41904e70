"""The single records behind surpluses: what went in, and what was shipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from whence.jobs.steps.balance_goods import Goods
from whence.jobs.steps.trade_store import TradeStore
from whence.trace.fold import Flags, Ints, Longs
from whence.trace.lanes import PRIMARY, spread


class Weighed(NamedTuple):
    """Which surplus is explained: a party by number, a product, to a period's end."""

    party: int
    product: str
    period: int


@dataclass(frozen=True, slots=True)
class Bought:
    """Records of what went into goods: their weights and their sellers."""

    grams: Longs
    seller: Ints


@dataclass(frozen=True, slots=True)
class Sold:
    """Records of the goods that a party shipped: their numbers and weights, and which
    of them name it as the maker beside another seller."""

    record: Longs
    grams: Longs
    beside: Flags


class Records:
    """The records of a store, for all surpluses that are asked about: lanes lie by
    buyer, so that what somebody shipped is found by a look at every lane, once."""

    def __init__(
        self, store: TradeStore, goods: Goods, asked: Sequence[Weighed]
    ) -> None:
        """Find the lanes along which the goods were shipped."""
        self._lanes, self._goods = store.lanes, goods
        self._groups = {what: self._groups_of(what) for what in asked}
        some = np.zeros(len(self._lanes.group_src), bool)
        for groups in self._groups.values():
            some[groups] = True
        self._shipped = np.flatnonzero(some.take(self._lanes.group))

    def bought(self, what: Weighed, until: int) -> Bought:
        """Give the records of inputs that a party took in until a day."""
        lanes, own = self._lanes, self._codes("inputs", what)
        low, high = int(lanes.lane_at[what.party]), int(lanes.lane_at[what.party + 1])
        lane = low + np.flatnonzero(np.isin(lanes.hs[low:high], own))
        record, owner = spread(lanes.record_at[lane], lanes.record_at[lane + 1])
        kept = self._kept(record, until) & ((lanes.kinds[record] & PRIMARY) > 0)
        return Bought(lanes.trade.grams[record[kept]], lanes.src[lane[owner[kept]]])

    def sold(self, what: Weighed, until: int) -> Sold:
        """Give the records of the goods that a party shipped until a day."""
        lanes = self._lanes
        own = np.isin(lanes.group[self._shipped], self._groups[what])
        lane = self._shipped[own]
        record, _ = spread(lanes.record_at[lane], lanes.record_at[lane + 1])
        record = record[self._kept(record, until)]
        # A maker's record that counts in no intake has a seller of its own beside it.
        beside = (lanes.kinds[record] & PRIMARY) == 0
        return Sold(record, lanes.trade.grams[record], beside)

    def _groups_of(self, what: Weighed) -> Longs:
        """Give the groups in which a party sells the product."""
        every = self._lanes.groups_of(what.party)
        codes = self._lanes.group_hs[every.start : every.stop]
        own = np.flatnonzero(np.isin(codes, self._codes("goods", what)))
        groups: Longs = own + every.start
        return groups

    def _codes(self, table: str, what: Weighed) -> Ints:
        """Give the codes of a product's goods, or of its inputs."""
        known = self._goods[table]
        codes: Ints = known["hs"][known["product"] == what.product]
        return codes

    def _kept(self, record: Longs, until: int) -> Flags:
        """Say which records have a weight and a day until a day."""
        trade = self._lanes.trade
        day = trade.day[record]
        kept: Flags = (day >= 0) & (day <= until) & (trade.grams[record] > 0)
        return kept
