"""What reached a border together, and between which days.

Every entry line is a consignment; an order line that no entry carries is one not yet
entered. Where a case brings neither, the trade records in which the importer buys
are taken, a consignment per bill of lading and HS code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from whence.model.chain import Consignment
from whence.model.rows import EntryLine, OrderLine, TradeTable
from whence.model.view import CaseView
from whence.shelf.entries import is_bonded
from whence.trace.months import EPOCH
from whence.trace.papers import Papers, Row
from whence.trace.refs import refs_of_entry, refs_of_order, same_goods


def consignments(view: CaseView, *, as_of: date) -> tuple[Consignment, ...]:
    """Give every consignment of a case, sorted by key.

    The date of importation is that of import, or else of arrival; never of entry,
    order or invoice. Where it cannot be known the dates are bounds, and `question`
    says what `case.toml` should answer.
    """
    papers = Papers(view)
    found = [
        _of_entry(key, row, papers, as_of=as_of)
        for key, row in entry_rows(view.tables.entries).items()
    ]
    found += [
        _of_order(key, row)
        for key, row in order_rows(view.tables.orders).items()
        if not _entered(row, papers)
    ]
    if not view.tables.entries and not view.tables.orders:
        found += [
            _of_records(key, records, papers, as_of=as_of)
            for key, records in record_groups(papers).items()
        ]
    return tuple(sorted(found, key=lambda c: c.key))


def entry_rows(rows: Iterable[EntryLine]) -> Mapping[str, EntryLine]:
    """Give entry lines by consignment key, such as `entry:123-4567890-1/2`."""
    return _keyed(
        (f"entry:{row.entry_number}/{row.line or '1'}", row)
        for row in sorted(rows, key=lambda r: r.sources)
    )


def order_rows(rows: Iterable[OrderLine]) -> Mapping[str, OrderLine]:
    """Give order lines by consignment key, such as `order:PO1/1`."""
    return _keyed(
        (f"order:{row.order}/{row.line or row.sku or row.lot or '1'}", row)
        for row in sorted(rows, key=lambda r: r.source)
    )


def _keyed(pairs: Iterable[tuple[str, Row]]) -> Mapping[str, Row]:
    """Number the later ones of rows that would share a key."""
    found: dict[str, Row] = {}
    for key, row in pairs:
        name, number = key, 1
        while name in found:
            number += 1
            name = f"{key}#{number}"
        found[name] = row
    return found


def _entered(order: OrderLine, papers: Papers) -> bool:
    """Whether some entry line carries goods of this order line."""
    return any(
        same_goods(entry, order)
        for ref in refs_of_order(order)
        for entry in papers.entries.get(ref, ())
    )


def _of_entry(key: str, row: EntryLine, papers: Papers, *, as_of: date) -> Consignment:
    """Make the consignment of an entry line."""
    known = row.import_date or row.arrival_date
    basis = "date of import" if row.import_date else "date of arrival"
    made = Consignment(
        key=key,
        name=f"{row.entry_number} line {row.line or '1'}",
        hs=row.hs,
        description=row.description,
        earliest=known,
        latest=known,
        date_basis=basis,
        origin_country=row.origin_country,
        sources=row.sources,
        order=row.order,
        entry_number=row.entry_number,
        line=row.line,
        sku=row.sku,
        grams=row.weight_g,
        value_cents=row.value_cents,
        currency=row.currency,
    )
    if known and not is_bonded(row.entry_type):
        return _on_every_day(made, row)
    return _bounded(made, row, _not_before(row, papers), as_of=as_of)


def _on_every_day(made: Consignment, row: EntryLine) -> Consignment:
    """Decide on each end where the files disagree on the day."""
    if not row.other_days or not made.earliest or not made.latest:
        return made
    return replace(
        made,
        earliest=min(made.earliest, *row.other_days),
        latest=max(made.latest, *row.other_days),
        date_basis="the files disagree on the date of import: bounds",
        question="The files disagree: on which day were these goods imported?",
    )


def _bounded(
    made: Consignment, row: EntryLine, first: date | None, *, as_of: date
) -> Consignment:
    """Give the earliest and the latest day on which goods can have been imported."""
    latest = row.withdrawal_date or as_of
    known = row.import_date or row.arrival_date
    if not is_bonded(row.entry_type):
        return replace(
            made,
            earliest=min(first, latest) if first else None,
            latest=latest,
            date_basis="no date of import or arrival is known: bounds",
            question="On which day did these goods arrive?",
            dated=False,
        )
    earliest = known or (min(first, latest) if first else None)
    return replace(
        made,
        earliest=earliest,
        latest=max(earliest, latest) if earliest else latest,
        dated=known is not None,
        date_basis=f"entry type {row.entry_type}: between arrival and withdrawal",
        question=(
            "Goods entered for a warehouse or a zone: on which day were they "
            "imported, and on which withdrawn?"
        ),
    )


def _not_before(row: EntryLine, papers: Papers) -> date | None:
    """Give a day before which the goods cannot have arrived: their order's.

    Without one there is no bound.
    """
    days = [
        order.day
        for ref in refs_of_entry(row)
        for order in papers.orders.get(ref, ())
        if order.day and same_goods(row, order)
    ]
    return min(days, default=None)


def _of_order(key: str, row: OrderLine) -> Consignment:
    """Make the consignment of an order line that no entry carries."""
    return Consignment(
        key=key,
        name=f"{row.order} line {row.line or '1'}",
        hs=row.hs,
        description=row.description,
        earliest=None,
        latest=None,
        date_basis="not yet entered",
        origin_country="",
        sources=(row.source,),
        entered=False,
        order=row.order,
        line=row.line,
        sku=row.sku,
        grams=row.weight_g,
        value_cents=row.value_cents,
        currency=row.currency,
    )


def record_groups(papers: Papers) -> Mapping[str, tuple[int, ...]]:
    """Give the importer's own purchases among the trade records, by bill and HS."""
    trade = papers.trade
    if trade is None or not papers.importers:
        return {}
    ours = np.array(
        [papers.party(m) in papers.importers for m in trade.mentions] + [False]
    )
    found: dict[str, list[int]] = {}
    for record in np.flatnonzero(ours[papers.bought]):
        bill = trade.refs[trade.bill[record]] if trade.bill[record] > 0 else ""
        source = trade.source(int(record))
        name = f"bill:{bill}" if bill else f"record:{source.sha256[:8]}:{source.row}"
        code = trade.hs_codes[trade.hs[record]] if trade.hs[record] >= 0 else ""
        found.setdefault(f"{name}/{code or '?'}", []).append(int(record))
    return {key: tuple(records) for key, records in found.items()}


def _of_records(
    key: str, records: tuple[int, ...], papers: Papers, *, as_of: date
) -> Consignment:
    """Make the consignment of one bill of lading."""
    trade = papers.trade
    assert trade is not None
    days = [int(trade.day[r]) for r in records if trade.day[r] >= 0]
    weights = [int(trade.grams[r]) for r in records]
    texts = sorted(
        {
            trade.texts[trade.description[r]]
            for r in records
            if trade.description[r] >= 0
        }
    )
    origins = sorted(
        {trade.texts[trade.origin[r]] for r in records if trade.origin[r] >= 0}
    )
    sources = tuple(sorted({trade.source(r) for r in records}))
    whole = len(days) == len(records)
    code = key.rpartition("/")[2]
    money = _money(trade, records)
    return Consignment(
        key=key,
        name=key.partition(":")[2].rpartition("/")[0],
        hs="" if code == "?" else code,
        description="; ".join(text for text in texts if text),
        earliest=EPOCH + timedelta(min(days)) if whole else None,
        latest=EPOCH + timedelta(max(days)) if whole else as_of,
        date_basis="day of the trade record"
        if whole
        else "a record has no day: bounds",
        origin_country="; ".join(text for text in origins if text),
        sources=sources,
        grams=sum(weights) if min(weights) >= 0 else None,
        value_cents=money[0] if money else None,
        currency=money[1] if money else "",
        question="" if whole else "On which day did these goods arrive?",
        dated=whole,
    )


def _money(trade: TradeTable, records: tuple[int, ...]) -> tuple[int, str] | None:
    """Sum what the records are worth, if all say it and in one currency."""
    said = [trade.money(r) for r in records]
    known = [money for money in said if money is not None]
    if len(known) < len(said) or len({code for _, code in known}) != 1:
        return None
    return sum(worth for worth, _ in known), known[0][1]
