"""The chain of one consignment: tied acts, paths, leads, breaks, needs.

Acts are tied by lot, order, invoice, entry line, bill of lading and bill of
materials. Beyond them lanes are searched for the parties a caller names.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from whence.model.chain import Break, Chain, Consignment, Path, TieKind
from whence.model.rows import EntryLine, OrderLine, Quantity
from whence.model.source import Grade, Source
from whence.model.view import CaseView
from whence.trace.consignments import entry_rows, order_rows, record_groups
from whence.trace.draft import Draft
from whence.trace.facts import Facts
from whence.trace.leads import Leads
from whence.trace.legs import Legs
from whence.trace.needs import begins, ends, needs, open_breaks
from whence.trace.nodes import TOP, Link, Node, Skeleton, join, top_of
from whence.trace.papers import Papers
from whence.trace.products import products_of
from whence.trace.refs import (
    Ref,
    plain,
    refs_of,
    refs_of_entry,
    refs_of_order,
    same_goods,
)
from whence.trace.routes import Routes

SELF = Link(TieKind.ENTRY, Grade.OFFICIAL, ())
"""The consignment's own number: nothing has to be believed for it."""


class Chains:
    """Traces the consignments of one case."""

    def __init__(self, view: CaseView) -> None:
        """Keep the case; indexes are built when first needed."""
        self._papers = Papers(view)
        self._facts = Facts(self._papers)
        self._products = products_of(view.tables)

    @cached_property
    def _entries(self) -> Mapping[str, EntryLine]:
        """Give entry lines by consignment key."""
        return entry_rows(self._papers.view.tables.entries)

    @cached_property
    def _orders(self) -> Mapping[str, OrderLine]:
        """Give order lines by consignment key."""
        return order_rows(self._papers.view.tables.orders)

    @cached_property
    def _bills(self) -> Mapping[str, tuple[int, ...]]:
        """Give groups of trade records by consignment key."""
        return record_groups(self._papers)

    @cached_property
    def _leads(self) -> Leads:
        """Give the search over lanes."""
        return Leads(self._papers, self._products, self._facts)

    @property
    def outside(self) -> int:
        """Count the trade records too old for lanes; 0 when the case has none.

        Ties by number still use them.
        """
        return self._leads.outside

    def chain(self, goods: Consignment, flagged: frozenset[str]) -> Chain:
        """Give all that is known upstream of a consignment.

        `flagged` are the parties that lanes are searched for. Every tied act has a
        path whether it is flagged or not; a path of lanes that falls short of the
        path policy is a lead.
        """
        draft = Draft()
        bones = Skeleton(self._papers, self._facts, draft)
        legs = Legs(bones, self._products)
        entry = self._entries.get(goods.key)
        lines = self._lines(goods, entry)
        skus = _skus(goods, lines)
        top = top_of(bones, goods, refs=self._refs(goods, entry), skus=skus)
        top.others = self._others(goods, entry, lines)
        for line in lines:
            bones.order(top, line)
        if entry is not None:
            legs.entry(top, entry)
        bones.own = frozenset(r.value for r in top.refs if r.kind is TieKind.LOT)
        self._lots(bones, top)
        bones.grow()
        legs.hang()
        self._bill(goods, legs, top)
        bones.tie()
        for act in draft.acts.values():
            act.facts |= self._facts.of_party(act.party)
        for act in draft.bystanders.values():
            act.facts |= self._facts.of_party(act.party)
        return self._finish(
            goods, draft, skus, quantity=_quantity(entry, lines), flagged=flagged
        )

    def _lines(
        self, goods: Consignment, entry: EntryLine | None
    ) -> tuple[OrderLine, ...]:
        """Give the order lines of a consignment."""
        if entry is None:
            own = self._orders.get(goods.key)
            return (own,) if own else ()
        rows = {
            order
            for ref in refs_of_entry(entry)
            for order in self._papers.orders.get(ref, ())
            if same_goods(entry, order)
        }
        return tuple(sorted(rows, key=lambda row: row.source))

    def _refs(self, goods: Consignment, entry: EntryLine | None) -> dict[Ref, Link]:
        """Give the numbers under which the consignment itself is known."""
        if entry is not None:
            return {
                ref: SELF
                if ref.kind is TieKind.ENTRY
                else Link(ref.kind, Grade.RECORDED, entry.sources)
                for ref in refs_of_entry(entry)
            }
        return dict.fromkeys(refs_of([(TieKind.ORDER, goods.order)]), SELF)

    def _others(
        self, goods: Consignment, entry: EntryLine | None, own: Iterable[OrderLine]
    ) -> frozenset[str]:
        """Give lots and products of other lines under the same numbers.

        A row that names one of them is about those goods, not about these.
        """
        row = entry or self._orders.get(goods.key)
        if row is None:
            return frozenset()
        lines = set(own)
        refs = refs_of_entry(row) if isinstance(row, EntryLine) else refs_of_order(row)
        mine = {plain(row.lot), plain(row.sku)}
        mine |= {plain(word) for line in lines for word in (line.lot, line.sku)}
        beside: list[EntryLine | OrderLine] = []
        for ref in refs:
            beside += [line for line in self._papers.orders.get(ref, ())]
            beside += [line for line in self._papers.entries.get(ref, ())]
        words = {plain(word) for line in beside for word in (line.lot, line.sku)}
        return frozenset(words - mine - {""})

    def _lots(self, bones: Skeleton, top: Node) -> None:
        """Open the lots that records of these goods name.

        A lot the importer bought is the goods' own; one that somebody upstream bought
        under the importer's order went into what its seller's act put out.
        """
        trade = self._papers.trade
        if trade is None:
            return
        for ref, link in sorted(top.refs.items(), key=lambda item: item[0]):
            for record in self._papers.records(ref):
                lot = (
                    plain(trade.refs[trade.lot[record]])
                    if trade.lot[record] > 0
                    else ""
                )
                if not lot or lot in top.others or ref.kind is TieKind.LOT:
                    continue
                source = trade.source(record)
                said = Link(TieKind.LOT, Grade.RECORDED, (source,)).after(link)
                buyer = self._papers.bought[record]
                who = self._papers.party(trade.mentions[buyer]) if buyer >= 0 else ""
                if not who or who in self._papers.importers:
                    top.know(Ref(TieKind.LOT, lot), said)
                    continue
                code = trade.seller[record]
                seller = self._papers.party(trade.mentions[code]) if code >= 0 else ""
                if seller and lot not in bones.own:
                    node = bones.node(f"lot:{lot}", 1)
                    node.know(Ref(TieKind.LOT, lot), SELF)
                    join(node, f"{TOP}|{seller}", said)

    def _bill(self, goods: Consignment, legs: Legs, top: Node) -> None:
        """Hang the records that a consignment without entry or order was made of."""
        trade = self._papers.trade
        if trade is None or goods.entry_number or goods.order:
            return
        for record in self._bills.get(goods.key, ()):
            legs.record(trade, top, record, how=(Ref(TieKind.BILL, ""), SELF))

    def _finish(
        self,
        goods: Consignment,
        draft: Draft,
        skus: set[str],
        *,
        quantity: Quantity | None,
        flagged: frozenset[str],
    ) -> Chain:
        """Freeze a draft, and look for flagged parties beyond it."""
        routes = Routes(draft)
        acts = {
            key: draft.acts[key].frozen(routes.tier(key)) for key in routes.reached()
        }
        tied = [routes.path(act) for act in acts.values()]
        told = {key: draft.acts[key] for key in acts}
        beyond = self._leads.beyond(goods, (acts, tied), told=told, flagged=flagged)
        wanted = needs(goods, skus, self._papers, quantity=quantity, acts=acts.values())
        breaks = open_breaks(draft.breaks, wanted, acts.values())
        breaks |= ends(acts, routes, goods) | set(beyond.breaks)
        operations = {**acts, **{act.key: act for act in beyond.operations}}
        return Chain(
            consignment=goods.key,
            operations=tuple(
                sorted(operations.values(), key=lambda act: (act.tier, act.key))
            ),
            ties=(*routes.shown(), *beyond.ties),
            paths=(*sorted(tied, key=_best_first), *beyond.paths),
            leads=beyond.leads,
            breaks=tuple(sorted(breaks, key=_break_order)),
            needs=begins(wanted, self._papers),
            bystanders=tuple(
                draft.bystanders[key].frozen(0) for key in sorted(draft.bystanders)
            ),
        )


def _best_first(path: Path) -> tuple[int, int, str]:
    """Sort tied paths: nearest, then best graded."""
    return path.tiers, path.grade.rank, path.key


def _break_order(item: Break) -> tuple[int, str, str, str, tuple[Source, ...]]:
    """Sort breaks by tier."""
    return item.tier, item.kind.value, item.party, item.product, item.sources


def _skus(goods: Consignment, lines: Iterable[OrderLine]) -> set[str]:
    """Give the products of a consignment."""
    return {goods.sku, *(line.sku for line in lines)} - {""}


def _quantity(entry: EntryLine | None, lines: tuple[OrderLine, ...]) -> Quantity | None:
    """Give the number of pieces: the entry's, or the only order line's."""
    if entry is not None and entry.quantity is not None:
        return entry.quantity
    return lines[0].quantity if len(lines) == 1 else None
