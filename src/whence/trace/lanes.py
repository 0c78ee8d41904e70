"""Trade records folded into lanes: seller, buyer, product, and a bit per month.

Half a million shipments between the same two firms in the same goods say no more
about what *can* have come than one lane does. A record that names a maker besides
its seller gives two lanes to its buyer, so that neither hides the other. How a record
names a party, as seller or as maker, stands with the record and splits no lane: it
would split the party's share as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from whence.model.rows import TradeTable
from whence.shelf.roles import is_to_order
from whence.trace.months import FULL, MONTHS, Masks, bits, months_of
from whence.trace.products import DIGITS

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

AS_MAKER, PRIMARY = 1, 2
"""Kinds of a record in a lane: its seller stands in the maker column; it counts in the
buyer's intake (a record counts once, whatever lanes it gives)."""


@dataclass(frozen=True, slots=True)
class Edges:
    """One line per record and lane, before folding."""

    record: Ints
    src: Ints
    dst: Ints
    hs: Ints
    kind: Ints
    undated: Flags


@dataclass(frozen=True, slots=True)
class Lanes:
    """Every lane of a trade table, sorted by buyer, product, seller.

    Records without a usable day are a lane of their own beside the dated ones, as
    they may have been at any time; `kin` gives both.

    `parties` and `codes` are sorted; `base` is the month that bit 0 stands for.
    `records[record_at[i]:record_at[i + 1]]` are the records of lane i by day, and
    `kinds` says of each how it names the seller;
    `lane_at[b]:lane_at[b + 1]` are the lanes of buyer b. `group` numbers the
    (seller, product) pairs. `grams` sums the known weights. `partners` counts the
    counterparties of each party. `outside` counts records before the window.
    """

    trade: TradeTable
    parties: tuple[str, ...]
    index: Mapping[str, int]
    codes: tuple[str, ...]
    base: int
    src: Ints
    dst: Ints
    hs: Ints
    undated: Flags
    mask: Masks
    grams: Longs
    count: Longs
    group: Longs
    group_src: Ints
    group_hs: Ints
    lane_at: Longs
    record_at: Longs
    records: Ints
    kinds: Ints
    partners: Longs
    outside: int
    seen: Masks = field(repr=False, compare=False)

    def __len__(self) -> int:
        """Count the lanes."""
        return len(self.src)

    @classmethod
    def build(cls, trade: TradeTable, party_of: Mapping[str, str]) -> "Lanes":
        """Fold a trade table; `party_of` maps a mention's key to its party's."""
        parties, of_mention = _parties(trade, party_of)
        codes, of_code = _codes(trade.hs_codes)
        edges = _edges(trade, of_mention, of_code)
        base, month, outside = _window(trade)
        edges = _dated(edges, month, base)
        key = (edges.dst.astype(np.int64) * len(codes) + edges.hs) * len(parties)
        key = (key + edges.src) * 2 + edges.undated
        order = np.lexsort((trade.day[edges.record], key))
        return _fold(
            trade,
            (parties, codes, base, outside),
            edges=edges,
            order=order,
            key=key[order],
            month=month,
        )

    def of_buyer(self, buyers: Ints) -> tuple[Longs, Longs]:
        """Give the lanes into each of the buyers, and which buyer each is for."""
        start, stop = self.lane_at[buyers], self.lane_at[buyers + 1]
        count = stop - start
        owner = np.repeat(np.arange(len(buyers)), count)
        first = np.repeat(start - np.concatenate(([0], np.cumsum(count)[:-1])), count)
        return first + np.arange(count.sum()), owner

    def rows_of(self, lane: int) -> Ints:
        """Give the records of a lane, by day."""
        return self.records[self.record_at[lane] : self.record_at[lane + 1]]

    def kinds_of(self, lane: int) -> Ints:
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

    def as_maker(self, lane: int) -> bool:
        """Whether a record of the seller, buyer and product names a maker in him."""
        return any(bool((self.kinds_of(k) & AS_MAKER).any()) for k in self.kin(lane))


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


def _edges(trade: TradeTable, of_mention: Ints, of_code: Ints) -> Edges:
    """Give a line for each record's seller, and one for a maker who is another."""
    seller, buyer = of_mention[trade.seller], of_mention[trade.buyer]
    maker, hs = of_mention[trade.maker], of_code[trade.hs]
    sells = (seller >= 0) & (buyer >= 0) & (seller != buyer)
    makes = (maker >= 0) & (buyer >= 0) & (maker != buyer) & (maker != seller)
    sold, made = np.flatnonzero(sells), np.flatnonzero(makes)
    return Edges(
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
        np.zeros(len(sold) + len(made), bool),
    )


def _window(trade: TradeTable) -> tuple[int, Longs, int]:
    """Give the first month of the window, each record's month in it, and the number
    of records before it.

    The window is the ten years that hold the most records, so that one impossible
    year in a file does not push all the others out. A record after it, or without a
    day, has month -1: it may have been at any time.
    """
    known = trade.day >= 0
    month = np.where(known, months_of(np.maximum(trade.day, 0)), -1)
    if not known.any():
        return 0, np.full(len(trade), -1, np.int64), 0
    first, last = int(month[known].min()), int(month[known].max())
    total = np.concatenate(([0], np.cumsum(np.bincount(month[known] - first))))
    held = total[MONTHS:] - total[:-MONTHS] if last - first >= MONTHS else total[:1]
    base = first + int(len(held) - 1 - np.argmax(held[::-1]))
    month = np.where(known & (month < base), -2, month - base)
    month = np.where(~known | (month >= MONTHS), -1, month)
    return base, month, int((month == -2).sum())


def _dated(edges: Edges, month: Longs, base: int) -> Edges:
    """Drop lines before the window and mark those that bear no usable day."""
    at = month[edges.record]
    keep = at != -2
    return Edges(
        edges.record[keep],
        edges.src[keep],
        edges.dst[keep],
        edges.hs[keep],
        edges.kind[keep],
        at[keep] == -1,
    )


def _fold(
    trade: TradeTable,
    named: tuple[tuple[str, ...], tuple[str, ...], int, int],
    *,
    edges: Edges,
    order: npt.NDArray[np.intp],
    key: Longs,
    month: Longs,
) -> Lanes:
    """Fold sorted lines into lanes."""
    parties, codes, base, outside = named
    starts = np.flatnonzero(np.concatenate(([len(key) > 0], key[1:] != key[:-1])))
    starts = starts[: len(key)]
    first = order[starts]
    records = edges.record[order]
    src, dst, hs = edges.src[first], edges.dst[first], edges.hs[first]
    undated = edges.undated[first]
    mask, grams = _totals(bits(month[records]), trade.grams[records], starts)
    mask[undated] = FULL
    pairs, group = np.unique(
        src.astype(np.int64) * len(codes) + hs, return_inverse=True
    )
    size = len(parties)
    return Lanes(
        trade=trade,
        parties=parties,
        index={party: at for at, party in enumerate(parties)},
        codes=codes,
        base=base,
        src=src,
        dst=dst,
        hs=hs,
        undated=undated,
        mask=mask,
        grams=grams,
        count=np.diff(np.concatenate((starts, [len(key)]))),
        group=group.astype(np.int64),
        group_src=(pairs // len(codes)).astype(np.int32),
        group_hs=(pairs % len(codes)).astype(np.int32),
        lane_at=np.searchsorted(dst, np.arange(size + 1)).astype(np.int64),
        record_at=np.concatenate((starts, [len(key)])).astype(np.int64),
        records=records,
        kinds=edges.kind[order],
        partners=_partners(src, dst, size),
        outside=outside,
        seen=np.zeros((len(pairs), 2), np.int64),
    )


def _totals(masks: Masks, grams: Longs, starts: Longs) -> tuple[Masks, Longs]:
    """Give the months and the known grams of each lane."""
    if not len(starts):
        return np.zeros((0, 2), np.int64), np.zeros(0, np.int64)
    return (
        np.bitwise_or.reduceat(masks, starts, axis=0),
        np.add.reduceat(np.maximum(grams, 0), starts),
    )


def _partners(src: Ints, dst: Ints, size: int) -> Longs:
    """Count the distinct parties each one sold to or bought from."""
    sold = src.astype(np.int64) * size + dst
    bought = dst.astype(np.int64) * size + src
    both = np.sort(np.concatenate((sold, bought)))
    # Sorting and comparing neighbours is many times faster than np.unique's hashing.
    first = both[np.flatnonzero(np.diff(both, prepend=-1))]
    return np.bincount(first // max(size, 1), minlength=size).astype(np.int64)
