"""Trade records folded into lanes: seller, buyer, product, and a bit per month.

Half a million shipments between the same two firms in the same goods say no more
about what *can* have come than one lane does. A record that names a maker besides
its seller gives two lanes to its buyer, so that neither hides the other. How a record
names a party, as seller or as maker, stands with the record and splits no lane: it
would split the party's share as well.

Lanes of a case's tables are folded in memory (`Lanes.build`); those of a store lie on
disk and are only mapped (`stored.open_lanes`). Whatever searches them cannot tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from whence.model.rows import TradeTable
from whence.model.source import Source
from whence.shelf.chains import within
from whence.shelf.roles import is_to_order
from whence.trace.fold import (
    Flags,
    Ints,
    LaneRuns,
    Longs,
    fold,
    groups,
    lane_runs,
    partners,
    window,
)
from whence.trace.months import MONTHS, Masks, months_of
from whence.trace.products import DIGITS

__all__ = ["AS_MAKER", "PRIMARY", "Flags", "Ints", "Lanes", "Longs", "Records"]

AS_MAKER, PRIMARY = 1, 2
"""Kinds of a record in a lane: its seller stands in the maker column; it counts in the
buyer's intake (a record counts once, whatever lanes it gives)."""


class Records(Protocol):
    """What lanes ask of the records behind them."""

    @property
    def day(self) -> npt.NDArray[np.int32]:
        """Give the day of each, since 1970, -1 unknown."""

    @property
    def grams(self) -> npt.NDArray[np.int64]:
        """Give the weight of each, -1 unknown."""

    def source(self, record: int) -> Source:
        """Say where one stands."""


class Index(Protocol):
    """Numbers of parties by key."""

    def get(self, key: str, /) -> int | None:
        """Give a party's number, None for a stranger."""

    def __contains__(self, key: object, /) -> bool:
        """Whether the lanes know the party."""

    def __getitem__(self, key: str, /) -> int:
        """Give a party's number."""


@dataclass(frozen=True, slots=True)
class _Edges:
    """One line per record and lane, before folding."""

    record: Ints
    src: Ints
    dst: Ints
    hs: Ints
    kind: Ints


@dataclass(frozen=True, slots=True)
class Lanes:
    """Every lane of a trade table, sorted by buyer, product, seller.

    Records without a usable day are a lane of their own beside the dated ones, as
    they may have been at any time; `kin` gives both.

    `parties` and `codes` are sorted; `base` is the month that bit 0 stands for.
    `records[record_at[i]:record_at[i + 1]]` are the records of lane i by day (in a
    store they lie in that order, and `records` is None), and `kinds` says of each how
    it names the seller; `lane_at[b]:lane_at[b + 1]` are the lanes of buyer b. `group`
    numbers the (seller, product) pairs. `grams` sums the known weights. `partners`
    counts the counterparties of each party. `outside` counts records before the window.
    """

    trade: Records
    parties: Sequence[str]
    index: Index
    codes: tuple[str, ...]
    base: int
    src: Ints
    dst: Ints
    hs: Ints
    undated: Flags
    mask: Masks
    grams: Longs
    count: Longs
    group: Ints
    group_src: Ints
    group_hs: Ints
    lane_at: Longs
    record_at: Longs
    records: Ints | None
    kinds: npt.NDArray[Any]
    partners: Longs
    outside: int
    seen: Masks = field(repr=False, compare=False)
    _alike: dict[int, Flags] = field(default_factory=dict, repr=False, compare=False)
    _runs: list[LaneRuns] = field(default_factory=list, repr=False, compare=False)

    def __len__(self) -> int:
        """Count the lanes."""
        return len(self.src)

    @classmethod
    def build(cls, trade: TradeTable, party_of: Mapping[str, str]) -> "Lanes":
        """Fold a trade table; `party_of` maps a mention's key to its party's."""
        parties, of_mention = _parties(trade, party_of)
        codes, of_code = _codes(trade.hs_codes)
        base, month, outside = _window(trade)
        edges = _inside(_edges(trade, of_mention, of_code), month)
        undated = month[edges.record] == -1
        key = (edges.dst.astype(np.int64) * len(codes) + edges.hs) * len(parties)
        order = np.lexsort((trade.day[edges.record], (key + edges.src) * 2 + undated))
        records = edges.record[order]
        folded = fold(
            (edges.src[order], edges.dst[order], edges.hs[order]),
            undated[order],
            month=month[records],
            grams=trade.grams[records],
        )
        group, group_src, group_hs = groups(folded.src, folded.hs, len(codes))
        size = len(parties)
        return cls(
            trade=trade,
            parties=parties,
            index={party: at for at, party in enumerate(parties)},
            codes=codes,
            base=base,
            src=folded.src,
            dst=folded.dst,
            hs=folded.hs,
            undated=folded.undated,
            mask=folded.mask,
            grams=folded.grams,
            count=folded.count,
            group=group,
            group_src=group_src,
            group_hs=group_hs,
            lane_at=np.searchsorted(folded.dst, np.arange(size + 1)).astype(np.int64),
            record_at=np.append(folded.starts, len(records)),
            records=records,
            kinds=edges.kind[order],
            partners=partners(folded.src, folded.dst, size),
            outside=outside,
            seen=np.zeros((len(group_src), 2), np.int64),
        )

    def of_buyer(self, buyers: Ints) -> tuple[Longs, Longs]:
        """Give the lanes into each of the buyers, and which buyer each is for."""
        return spread(self.lane_at[buyers], self.lane_at[buyers + 1])

    def runs(self) -> LaneRuns:
        """Give the runs of lanes of one buyer and product, found when first asked."""
        if not self._runs:
            self._runs.append(lane_runs(self.dst, self.hs, len(self.parties)))
        return self._runs[0]

    def rows_of(self, lane: int) -> npt.NDArray[Any]:
        """Give the records of a lane, by day."""
        start, stop = int(self.record_at[lane]), int(self.record_at[lane + 1])
        if self.records is None:
            return np.arange(start, stop)
        return self.records[start:stop]

    def kinds_of(self, lane: int) -> npt.NDArray[Any]:
        """Say of each record of a lane how it names the seller."""
        return self.kinds[self.record_at[lane] : self.record_at[lane + 1]]

    def kin(self, lane: int) -> Longs:
        """Give the lanes of the same seller, buyer and product, dated and undated."""
        near: Longs = np.arange(
            max(lane - 1, 0), min(lane + 2, len(self)), dtype=np.int64
        )
        same: Flags = self.dst[near] == self.dst[lane]
        same &= self.group[near] == self.group[lane]
        return near[same]

    def alike(self, hs: int) -> Flags:
        """Say of every code whether it is the same product as one ("" only like "")."""
        if hs not in self._alike:
            one = self.codes[hs]
            self._alike[hs] = np.array(
                [within(one, code) or one == code for code in self.codes], bool
            )
        return self._alike[hs]

    def as_maker(self, lane: int) -> bool:
        """Whether a record of the seller, buyer and product names a maker in him."""
        return any(bool((self.kinds_of(k) & AS_MAKER).any()) for k in self.kin(lane))


def spread(start: npt.NDArray[Any], stop: npt.NDArray[Any]) -> tuple[Longs, Longs]:
    """Give every number of each range, and which range each is of."""
    count = stop - start
    owner = np.repeat(np.arange(len(start)), count)
    first = np.repeat(start - np.concatenate(([0], np.cumsum(count)[:-1])), count)
    return first + np.arange(count.sum()), owner


def before_window(trade: TradeTable) -> int:
    """Count the records that no lane holds, being older than the window of months."""
    return _window(trade)[2]


def _parties(
    trade: TradeTable, party_of: Mapping[str, str]
) -> tuple[tuple[str, ...], Ints]:
    """Give the sorted parties and the party of each mention (-1 for nobody).

    "To order" stands where a name should, so it is nobody: as a party it would join
    everybody who ships that way.
    """
    keys = [
        ""
        if any(is_to_order(name) for name in mention.names)
        else party_of.get(mention.key, "")
        for mention in trade.mentions
    ]
    parties = tuple(sorted(set(keys) - {""}))
    index = {key: at for at, key in enumerate(parties)}
    return parties, np.array([index.get(key, -1) for key in keys] + [-1], np.int32)


def _codes(raw: tuple[str, ...]) -> tuple[tuple[str, ...], Ints]:
    """Give the sorted six-digit codes and the place of each raw code among them."""
    cut = [code[:DIGITS] for code in raw]
    codes = tuple(sorted({"", *cut}))
    index = {code: at for at, code in enumerate(codes)}
    return codes, np.array([index[code] for code in cut] + [0], np.int32)


def _edges(trade: TradeTable, of_mention: Ints, of_code: Ints) -> _Edges:
    """Give a line for each record's seller, and one for a maker who is another."""
    seller, buyer = of_mention[trade.seller], of_mention[trade.buyer]
    maker, hs = of_mention[trade.maker], of_code[trade.hs]
    sells = (seller >= 0) & (buyer >= 0) & (seller != buyer)
    makes = (maker >= 0) & (buyer >= 0) & (maker != buyer) & (maker != seller)
    sold, made = np.flatnonzero(sells), np.flatnonzero(makes)
    return _Edges(
        np.concatenate((sold, made)).astype(np.int32),
        np.concatenate((seller[sold], maker[made])),
        np.concatenate((buyer[sold], buyer[made])),
        np.concatenate((hs[sold], hs[made])),
        np.concatenate(
            (
                PRIMARY + AS_MAKER * (maker[sold] == seller[sold]),
                AS_MAKER + PRIMARY * ~sells[made],
            )
        ).astype(np.int32),
    )


def _window(trade: TradeTable) -> tuple[int, Longs, int]:
    """Give the first month of the window, each record's month in it, and the number
    of records before it.

    A record after the window, or without a day, has month -1: it may have been at any
    time. One before it has -2.
    """
    known = trade.day >= 0
    month = np.where(known, months_of(np.maximum(trade.day, 0)), -1)
    base, outside = window(*np.unique(month[known], return_counts=True))
    if not known.any():
        return 0, month, 0
    month = np.where(known & (month < base), -2, month - base)
    month = np.where(~known | (month >= MONTHS), -1, month)
    return base, month, outside


def _inside(edges: _Edges, month: Longs) -> _Edges:
    """Drop lines before the window."""
    keep = month[edges.record] != -2
    src, dst, hs = (side[keep] for side in (edges.src, edges.dst, edges.hs))
    return _Edges(edges.record[keep], src, dst, hs, edges.kind[keep])
