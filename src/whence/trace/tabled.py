"""Lanes of a case's tables, folded in memory by the statements that fold a store."""

from collections.abc import Collection, Mapping

import numpy as np

from whence.engine.duck import Columns, Duck
from whence.model.rows import TradeTable
from whence.shelf.roles import is_to_order
from whence.trace.fold import Ints, groups, partners
from whence.trace.folding import ANY_DAY, folded, leave_out, window_of
from whence.trace.lanes import Lanes
from whence.trace.months import MONTHS
from whence.trace.notified import bought
from whence.trace.products import DIGITS


def lanes_of(
    trade: TradeTable,
    party_of: Mapping[str, str],
    carriers: Collection[str] = frozenset(),
    *,
    until: int = ANY_DAY,
) -> Lanes:
    """Fold a trade table.

    `party_of` maps a mention's key to its party's; `carriers` are the parties that only
    carry or pay. A day after `until` is not believed, and its record may be of any: a
    store knows when it was built, a case is asked as of any day.
    """
    parties, of_mention = _parties(trade, party_of)
    codes, of_code = _codes(trade.hs_codes)
    index = {party: at for at, party in enumerate(parties)}
    carry = sorted(index[party] for party in carriers if party in index)
    ids = np.arange(len(codes), dtype=np.int32)
    with Duck.bare() as duck:
        duck.table("records", _records(trade, of_code))
        known = np.flatnonzero(of_mention >= 0)
        duck.table("members", {"h": known + 1, "party": of_mention[known]})
        duck.table("carriers", {"party": np.array(carry, np.int32)})
        duck.table("codes", {"hs": ids, "id": ids})
        leave_out(duck)
        base, outside = window_of(duck, until)
        duck.run("m_placed")
        duck.run("edges_here", base=base, span=MONTHS, until=until)
        lines, lanes = folded(duck, base)
    group, group_src, group_hs = groups(lanes.src, lanes.hs, len(codes))
    numbers = np.arange(len(parties) + 1)
    return Lanes(
        trade=trade,
        parties=parties,
        index=index,
        codes=codes,
        base=base,
        src=lanes.src,
        dst=lanes.dst,
        hs=lanes.hs,
        undated=lanes.undated,
        mask=lanes.mask,
        grams=lanes.grams,
        count=lanes.count,
        unweighed=lanes.unweighed,
        group=group,
        group_src=group_src,
        group_hs=group_hs,
        lane_at=np.searchsorted(lanes.dst, numbers).astype(np.int64),
        record_at=np.append(lanes.starts, len(lines)),
        records=lines.row,
        kinds=lines.kind,
        partners=partners(lanes.src, lanes.dst, len(parties)),
        outside=outside,
        seen=np.zeros((len(group_src), 2), np.int64),
    )


def _records(trade: TradeTable, of_code: Ints) -> Columns:
    """Lay a trade table out as the records of a store; `row` is the record's number.

    What a store knows by 64 bits of a text is known here by the text's number. A record
    without a bill tells what no other does: rows that repeat one another in every cell
    were made one when they were read.
    """
    number = np.arange(len(trade), dtype=np.int32)
    bill, master = np.maximum(trade.bill, 0), np.maximum(trade.master, 0)
    return {
        "src": np.zeros(len(trade), np.int32),
        "row": number,
        "day": trade.day,
        "hs": of_code[trade.hs],
        "grams": trade.grams,
        "seller": trade.seller + 1,
        "buyer": trade.buyer + 1,
        "bought": bought(trade) + 1,
        "maker": trade.maker + 1,
        "told": np.where(bill > 0, bill, len(trade.refs) + number),
        "has_bill": bill > 0,
        "master": np.where(master == bill, 0, master),
        "amended": trade.amended,
    }


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
    return parties, np.array([index.get(key, -1) for key in keys], np.int32)


def _codes(raw: tuple[str, ...]) -> tuple[tuple[str, ...], Ints]:
    """Give the sorted six-digit codes and the place of each raw code among them."""
    cut = [code[:DIGITS] for code in raw]
    codes = tuple(sorted({"", *cut}))
    index = {code: at for at, code in enumerate(codes)}
    # A record without a code has -1, which finds the last place.
    return codes, np.array([index[code] for code in cut] + [0], np.int32)
