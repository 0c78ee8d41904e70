"""Trade records, entries and documents hung on the goods they name.

A record ties goods by the numbers it bears. It says who sold, who bought and who
made; a buyer who is neither the importer nor unknown stands between the two.
"""

from whence.model.chain import Break, BreakKind, Claim, Fact, TieKind
from whence.model.party import Mention, Role
from whence.model.rows import EntryLine, TradeTable
from whence.model.source import Grade, Source, weakest
from whence.model.view import Exhibit
from whence.shelf.chains import leads_to, stage_of
from whence.shelf.roles import is_to_order
from whence.trace.draft import GOODS, Act
from whence.trace.months import day_of
from whence.trace.nodes import TOP, Closing, Link, Node, Skeleton
from whence.trace.products import Fit, Products
from whence.trace.refs import Ref, plain


class Legs:
    """Hangs records and documents on a skeleton."""

    def __init__(self, skeleton: Skeleton, products: Products) -> None:
        """Keep the skeleton."""
        self._bones, self._products = skeleton, products
        self._papers, self._facts = skeleton.papers, skeleton.facts
        self._draft = skeleton.draft
        self._of_documents: set[str] = set()

    def hang(self) -> None:
        """Hang everything on every node."""
        trade = self._papers.trade
        for node in self._bones.nodes.values():
            if trade is not None:
                for record, (ref, link) in self._records(node).items():
                    self.record(trade, node, record, how=(ref, link))
            self._documents(node)

    def _records(self, node: Node) -> dict[int, tuple[Ref, Link]]:
        """Give the records that bear a node's numbers, each by its best number."""
        found: dict[int, tuple[Ref, Link]] = {}
        trade = self._papers.trade
        for ref, link in sorted(node.refs.items(), key=lambda item: item[0]):
            for record in self._papers.records(ref):
                lot = trade.lot[record] if trade is not None else 0
                if lot > 0 and trade and plain(trade.refs[lot]) in node.others:
                    continue
                held = found.get(record)
                if held is None or link.grade.rank < held[1].grade.rank:
                    found[record] = (ref, link)
        return found

    def record(
        self, trade: TradeTable, node: Node, record: int, *, how: tuple[Ref, Link]
    ) -> None:
        """Hang one trade record on the goods it names."""
        seller, maker, buyer = (
            _who(trade, column[record])
            for column in (trade.seller, trade.maker, self._papers.bought)
        )
        source = trade.source(record)
        link = self._link(trade, node, record, how=how)
        grams = int(trade.grams[record])
        known = grams if grams >= 0 else None
        said = self._addressed(trade, node, record)
        middle = self._middle(node, buyer, source, said=said)
        if middle:
            passed = Link(link.kind, weakest((said, link.grade)), link.sources)
            node.closings.append(Closing(middle, passed, (source, known)))
        sold = self._sold(node, seller, source)
        made = self._made(node, maker, source)
        for act in (sold, made):
            if act is None:
                continue
            self._describe(act, trade, record, grams=known)
            # A maker's goods pass through the seller, unless that one only carries.
            through = act is made and sold is not None and not self._carries(sold)
            inner = sold.key if sold is not None and through else middle
            if inner == act.key:
                inner = middle
            if inner and inner != act.key:
                ends = (act.key, inner)
                self._draft.tie(
                    ends, (link.kind, link.grade), link.sources, weighs=(source, known)
                )
            node.closings.append(Closing(act.key, link, (source, known)))
        if sold is None and made is None:
            broken = Break(BreakKind.UNKNOWN_PARTY, "", node.tier, node.hs, (source,))
            self._draft.breaks.add(broken)
        self._beside(trade, record, source)

    def _link(
        self,
        trade: TradeTable,
        node: Node,
        record: int,
        *,
        how: tuple[Ref, Link],
    ) -> Link:
        """Grade how a record is joined to goods.

        A number of an order, an invoice, a bill or an entry covers many goods: where
        the record's goods neither are these nor go into them, the tie is inferred.
        """
        (ref, link), source = how, trade.source(record)
        code = trade.hs_codes[trade.hs[record]] if trade.hs[record] >= 0 else ""
        ours = self._papers.party(_who(trade, self._papers.bought[record]))
        own = ours in self._papers.importers
        fits = ref.kind is TieKind.LOT or self._fits(code, node.hs, own)
        said = Link(ref.kind, Grade.RECORDED if fits else Grade.INFERRED, (source,))
        return said.after(link)

    def _fits(self, code: str, goods: str, own: bool) -> bool:
        """Whether a record's goods are those of the node, or can go into them."""
        if not code or not goods or code[:4] == goods[:4]:
            return True
        fit = self._products.fit(code, goods)
        return not own and (fit is not Fit.NONE or leads_to(code[:6], goods[:6]))

    def _addressed(self, trade: TradeTable, node: Node, record: int) -> Grade:
        """Grade what a record says of its buyer: goods to order end in a break, and who
        is notified of them is their buyer by inference only."""
        to = _who(trade, trade.buyer[record])
        if to is None or not any(is_to_order(name) for name in to.names):
            return Grade.RECORDED
        party, source = self._papers.party(to), trade.source(record)
        kind = BreakKind.TO_ORDER
        broken = Break(kind, party, node.tier, node.product, (source,))
        self._draft.breaks.add(broken)
        return Grade.INFERRED

    def _middle(
        self, node: Node, buyer: Mention | None, source: Source, *, said: Grade
    ) -> str:
        """Give the act of a buyer who stands between the seller and the goods' end.

        The importer is none, nor a party the goods went to, nor who carries or pays;
        "to order" names nobody. `said` grades what the record says of him.
        """
        party = self._papers.party(buyer)
        if buyer and any(is_to_order(name) for name in buyer.names):
            return ""
        downs = {down.rpartition("|")[2] for down in node.downs if down != GOODS}
        if not party or not buyer or party in self._papers.importers | downs:
            return ""
        stated = self._papers.role(party)
        if stated and stated[0].breaks:
            kind = BreakKind.FORWARDER
            broken = Break(kind, party, node.tier, node.product, (source,))
            self._draft.breaks.add(broken)
            self._bystand(buyer, stated[0], source, about="buyer's address")
            return ""
        if not self._papers.importers and node.label == TOP:
            held = f"{node.label}|{party}"
            return held if held in self._draft.acts else ""
        role = self._bones.role(party, Role.BUYER, said)
        act = self._bones.made(node, party, role, source=source)
        act.facts |= self._facts.of_seller(buyer, source, "buyer's address")
        act.tell()
        return act.key

    def _sold(self, node: Node, seller: Mention | None, source: Source) -> Act | None:
        """Give the seller's act; one who only carries ends the path, and is kept."""
        party = self._papers.party(seller)
        if seller is None or not party or party in self._papers.importers:
            return None
        if any(is_to_order(name) for name in seller.names):
            return None
        role = self._bones.role(party, Role.SELLER, Grade.RECORDED)
        act = self._bones.made(node, party, role, source=source)
        act.facts |= self._facts.of_seller(seller, source, "seller's address")
        return act

    def _carries(self, act: Act) -> bool:
        """Whether the sheet or its name says that a party only carries or pays."""
        stated = self._papers.role(act.party)
        return stated is not None and stated[0].breaks

    def _made(self, node: Node, maker: Mention | None, source: Source) -> Act | None:
        """Give the maker's act."""
        party = self._papers.party(maker)
        if maker is None or not party:
            return None
        role = (Role.MAKER, Grade.RECORDED)
        act = self._bones.made(node, party, role, source=source)
        act.facts |= self._facts.of_maker(maker, source, "maker's address")
        return act

    def _describe(
        self, act: Act, trade: TradeTable, record: int, *, grams: int | None
    ) -> None:
        """Add day, code, weight and stated origin of a record to an act."""
        source = trade.source(record)
        day = int(trade.day[record])
        code = trade.hs_codes[trade.hs[record]] if trade.hs[record] >= 0 else ""
        told = trade.description[record]
        act.tell(
            day_of(day),
            hs=code,
            product=trade.texts[told] if told >= 0 else "",
        )
        act.grams[source] = grams
        origin = trade.texts[trade.origin[record]] if trade.origin[record] >= 0 else ""
        if origin:
            readings = self._facts.readings(origin, "")
            value = next((r.code for r in readings if not r.is_signal), origin)
            fact = Fact(
                Claim.ORIGIN, value, Grade.RECORDED, (source,), origin, "origin column"
            )
            act.facts.add(fact)

    def _beside(self, trade: TradeTable, record: int, source: Source) -> None:
        """Keep the notify party and the carrier as bystanders with their signals."""
        notify = _who(trade, trade.notify[record])
        carrier = _who(trade, trade.carrier[record])
        self._bystand(notify, Role.NOTIFY, source, about="notify party's address")
        self._bystand(carrier, Role.CARRIER, source, about="carrier's address")

    def _bystand(
        self, mention: Mention | None, role: Role, source: Source, *, about: str
    ) -> None:
        """Keep a party that is named and touches no goods."""
        party = self._papers.party(mention)
        if mention is None or not party or party in self._papers.importers:
            return
        act = self._draft.bystander(f"beside|{role.value}|{party}", party, role)
        act.sources.add(source)
        act.facts |= self._facts.of_seller(mention, source, about)

    def entry(self, node: Node, row: EntryLine) -> None:
        """Hang an entry line's maker and vendor on the consignment."""
        source = row.sources[0]
        link = Link(TieKind.ENTRY, Grade.RECORDED, row.sources)
        for mention in row.makers:
            maker = self._made(node, mention, source)
            if maker is not None:
                maker.sources.update(row.sources)
                maker.tell()
                node.closings.append(Closing(maker.key, link, (source, row.weight_g)))
        for party in self._papers.vendor(row.vendor_id, None):
            role = self._bones.role(party, Role.SELLER, Grade.RECORDED)
            act = self._bones.made(node, party, role, source=source)
            act.tell()
            node.closings.append(Closing(act.key, link, (source, row.weight_g)))

    def _documents(self, node: Node) -> None:
        """Hang the documents that name a node's goods: sites, and stages reached."""
        items: dict[Exhibit, tuple[Ref, Link]] = {}
        for ref, link in sorted(node.refs.items(), key=lambda item: item[0]):
            for item in self._papers.exhibits.get(ref, ()):
                if plain(item.row.lot) in node.others:
                    continue
                items.setdefault(item, (ref, link))
        for item, (ref, link) in items.items():
            said = Link(ref.kind, item.grade, (item.row.source,)).after(link)
            stage = stage_of(item.row.stage)
            for act in self._spoken_of(node, item, stage):
                act.facts |= self._facts.of_exhibit(item, act.party)
                act.stages.add(stage)
                if act.key in self._of_documents:
                    node.closings.append(Closing(act.key, said))

    def _spoken_of(self, node: Node, item: Exhibit, stage: str) -> list[Act]:
        """Give the acts a document speaks of; one it alone knows of is begun."""
        parties = self._papers.named(item.row.party)
        here = [
            act
            for key, act in sorted(self._draft.acts.items())
            if key.startswith(f"{node.label}|")
        ]
        if parties:
            found = [act for act in here if act.party in parties]
        elif stage:
            found = [act for act in here if stage in act.stages]
        else:
            found = [act for act in here if act.role is Role.MAKER]
        if found or not stage:
            return found
        role = (Role.MAKER, item.grade)
        source = item.row.source
        begun = [
            self._bones.made(node, party, role, source=source)
            for party in parties or ("",)
        ]
        for act in begun:
            act.tell()
            self._of_documents.add(act.key)
        return begun


def _who(trade: TradeTable, code: int) -> Mention | None:
    """Give a party of a record, None when blank."""
    return trade.mentions[code] if code >= 0 else None
