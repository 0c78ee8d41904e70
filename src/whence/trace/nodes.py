"""The goods upstream of a consignment: lots that went into lots, materials into goods.

This is the skeleton that the importer's own sheets give. Trade records are hung on
it afterwards, once it is known which parties stand on either side of each lot.
"""

from collections import deque
from dataclasses import dataclass, field

from whence.model.chain import Break, BreakKind, Claim, Consignment, TieKind
from whence.model.party import Role
from whence.model.rows import Material, OrderLine, Production
from whence.model.source import Grade, Source, strongest, weakest
from whence.shelf.chains import stage_of
from whence.shelf.paths import search
from whence.trace.draft import GOODS, Act, Draft
from whence.trace.facts import Facts
from whence.trace.papers import Papers
from whence.trace.refs import Ref, plain, refs_of_order, refs_of_step

TOP = "goods"


@dataclass(frozen=True, slots=True)
class Link:
    """A statement that joins: how, how well graded, and where it stands."""

    kind: TieKind
    grade: Grade
    sources: tuple[Source, ...]

    def after(self, other: "Link") -> "Link":
        """Give this link where it needs the other to hold as well."""
        return Link(
            self.kind,
            weakest((self.grade, other.grade)),
            tuple(sorted({*self.sources, *other.sources})),
        )


@dataclass(frozen=True, slots=True)
class Closing:
    """An act that put out a node's goods, and by what it is joined to them."""

    act: str
    link: Link
    weighs: tuple[Source, int | None] | None = None


@dataclass(slots=True)
class Node:
    """Goods of one kind or lot. `refs` say under which numbers they are known, and
    how well; `downs` which acts they went into; `closings` which acts put them out;
    `supplies` which acts supplied a material that goes into them. `others` are lots
    and products of other goods that share their numbers."""

    label: str
    tier: int
    product: str = ""
    hs: str = ""
    refs: dict[Ref, Link] = field(default_factory=dict)
    downs: dict[str, Link] = field(default_factory=dict)
    skus: set[str] = field(default_factory=set)
    closings: list[Closing] = field(default_factory=list)
    supplies: list[Closing] = field(default_factory=list)
    others: frozenset[str] = frozenset()

    def know(self, ref: Ref, link: Link) -> None:
        """Add a number; the better of two statements is kept, of equals both."""
        held = self.refs.get(ref)
        if held is None or link.grade.rank < held.grade.rank:
            self.refs[ref] = link
        elif link.grade is held.grade:
            sources = tuple(sorted({*held.sources, *link.sources}))
            self.refs[ref] = Link(held.kind, held.grade, sources)


class Skeleton:
    """Builds the nodes upstream of one consignment from the sheets."""

    def __init__(self, papers: Papers, facts: Facts, draft: Draft) -> None:
        """Begin with no nodes."""
        self.papers, self.facts, self.draft = papers, facts, draft
        self.nodes: dict[str, Node] = {}
        self._open: deque[str] = deque()
        self.own: frozenset[str] = frozenset()

    def node(self, label: str, tier: int) -> Node:
        """Give the node with this label, and put it in the queue if it is new."""
        if label not in self.nodes:
            self.nodes[label] = Node(label, tier)
            if tier <= search().tiers:
                self._open.append(label)
        return self.nodes[label]

    def grow(self) -> None:
        """Follow lots and materials upstream until nothing is left to open."""
        while self._open:
            node = self.nodes[self._open.popleft()]
            for ref, link in sorted(node.refs.items(), key=lambda item: item[0]):
                steps = self.papers.steps.get(ref, ())
                for step in sorted(steps, key=lambda s: s.source):
                    if not node.others & {plain(step.lot_out), plain(step.product)}:
                        self._step(node, step, ref=ref, link=link)
            for sku in sorted(node.skus):
                for row in sorted(
                    self.papers.materials.get(plain(sku), ()), key=lambda m: m.source
                ):
                    self._material(node, row)

    def made(
        self, node: Node, party: str, role: tuple[Role, Grade], *, source: Source
    ) -> Act:
        """Give the act of a party on a node's goods."""
        act = self.draft.act(f"{node.label}|{party or '?'}", party, role)
        act.product, act.hs = node.product, node.hs
        act.sources.add(source)
        if node.label.startswith("lot:"):
            act.lot = act.lot or node.label.removeprefix("lot:")
        if not party:
            self._break(BreakKind.UNKNOWN_PARTY, node, source)
        return act

    def _break(self, kind: BreakKind, node: Node, source: Source) -> None:
        """Note that nobody is named where somebody acted."""
        self.draft.breaks.add(Break(kind, "", node.tier, node.product, (source,)))

    def role(self, party: str, written: Role, grade: Grade) -> tuple[Role, Grade]:
        """Give the role as written, else the supplier sheet's, else the default."""
        stated = self.papers.role(party)
        if written is Role.MAKER or stated is None:
            return written, grade
        return stated if stated[0] is not Role.UNKNOWN else (written, grade)

    def order(self, node: Node, row: OrderLine) -> None:
        """Hang an order line on the consignment: its vendor sold the goods."""
        refs = refs_of_order(row)
        plainly = self.papers.grade(self.papers.support(refs))
        for ref in refs:
            node.know(ref, Link(ref.kind, plainly, (row.source,)))
        for party in self.papers.vendor(row.vendor_id, row.vendor):
            papers = self.papers.support(refs, party=party)
            grade = self.papers.grade(papers)
            role = self.role(party, Role.SELLER, grade)
            act = self.made(node, party, role, source=row.source)
            act.tell()  # an order is not yet a sale
            if row.vendor:
                how = (row.vendor, row.source, "vendor's address in the order")
                act.facts |= self.facts.of_seller(*how)
            sources = (row.source, *(item.row.source for item in papers))
            said = Link(TieKind.ORDER, grade, tuple(sorted(set(sources))))
            node.closings.append(Closing(act.key, said))

    def _step(self, node: Node, row: Production, *, ref: Ref, link: Link) -> None:
        """Hang a production step on the goods it put out, and open what went in."""
        parties = self.papers.vendor(row.vendor_id, row.party) or ("",)
        stage = stage_of(row.stage)
        for party in parties:
            papers = self.papers.support(refs_of_step(row), party=party, stage=stage)
            grade = self.papers.grade(papers)
            written = row.role if row.role is not Role.UNKNOWN else Role.MAKER
            act = self.made(node, party, (written, grade), source=row.source)
            act.stages.add(stage)
            act.tell(row.day, hs=row.hs, product=row.product)
            act.grams[row.source] = row.quantity_out.grams if row.quantity_out else None
            self._sites(act, row, grade)
            sources = (row.source, *(item.row.source for item in papers))
            said = Link(ref.kind, grade, tuple(sorted(set(sources))))
            joined = said.after(link)
            weighs = (row.source, act.grams[row.source])
            node.closings.append(Closing(act.key, joined, weighs))
            self._input(node, row, act=act, said=said)

    def _sites(self, act: Act, row: Production, grade: Grade) -> None:
        """Read the site of a production row, and its party's address."""
        country = row.party.country if row.party else ""
        how = (row.site, "production site")
        address = (row.party.address if row.party else "", "address in the row")
        for text, about in (how, address):
            act.facts |= self.facts.of_text(
                text, country, (Claim.SITE, grade, about), source=row.source
            )
        if row.party:
            act.facts |= self.facts.of_mention(row.party, row.source, grade)

    def _input(self, node: Node, row: Production, *, act: Act, said: Link) -> None:
        """Open the lot that went into a step."""
        lot = plain(row.lot_in)
        if not lot or lot == plain(row.lot_out) or lot in self.own:
            return
        child = self.node(f"lot:{lot}", node.tier + 1)
        child.know(Ref(TieKind.LOT, lot), Link(TieKind.LOT, Grade.OFFICIAL, ()))
        join(child, act.key, Link(TieKind.LOT, said.grade, said.sources))

    def _material(self, node: Node, row: Material) -> None:
        """Hang a material on the goods it goes into, and open what it is made of."""
        child = self.node(f"product:{plain(row.child)}", node.tier + 1)
        child.product, child.hs = row.child, child.hs or row.hs
        child.skus.add(row.child)
        for party in self.papers.vendor(row.vendor_id, row.vendor) or ("",):
            papers = (
                self.papers.support(node.refs, party=party, must=True) if party else ()
            )
            grade = self.papers.grade(papers)
            role = self.role(party, Role.SELLER if party else Role.UNKNOWN, grade)
            act = self.made(child, party, role, source=row.source)
            act.tell()
            if row.vendor:
                about = "vendor's address in the bill of materials"
                act.facts |= self.facts.of_seller(row.vendor, row.source, about)
            sources = tuple(sorted({row.source, *(i.row.source for i in papers)}))
            said = Link(TieKind.MATERIALS, grade, sources)
            node.supplies.append(Closing(act.key, said))
            child.closings.append(Closing(act.key, said))

    def tie(self) -> None:
        """Tie every act to what its goods went into, now that all acts are known.

        An act known to have passed the goods on to another keeps its own tie, which
        then passes over one that stands between. Where all have passed them on, in a
        circle, nobody is known to stand between.
        """
        passed = {up for up, _, _ in self.draft.knots}
        for node in self.nodes.values():
            self._unnamed(node)
            acts = {c.act for c in node.closings}
            last = acts - passed or acts
            for closing in node.closings:
                self._close(node, closing, int(closing.act not in last))
            for supply in node.supplies:
                how = (supply.link.kind, supply.link.grade)
                for down in sorted(last):
                    self.draft.tie((supply.act, down), how, supply.link.sources)
                if node.label == TOP:
                    self.draft.tie(
                        (supply.act, GOODS), how, supply.link.sources, skips=1
                    )

    def _unnamed(self, node: Node) -> None:
        """Note a lot that went into these goods and that nobody is named for."""
        if node.label.startswith("lot:") and not node.closings and node.downs:
            lot = node.label.removeprefix("lot:")
            sources = {s for link in node.downs.values() for s in link.sources}
            self.draft.breaks.add(
                Break(
                    BreakKind.UNKNOWN_PARTY,
                    "",
                    node.tier,
                    f"lot {lot}",
                    tuple(sorted(sources)),
                )
            )

    def _close(self, node: Node, closing: Closing, skips: int) -> None:
        """Tie one act to each act its goods went into."""
        for down, into in node.downs.items():
            tie = closing.link.after(into)
            self.draft.tie(
                (closing.act, down),
                (tie.kind, tie.grade),
                tie.sources,
                weighs=closing.weighs,
                skips=skips,
            )


def join(node: Node, down: str, link: Link) -> None:
    """Say that goods went into an act; the better of two statements is kept."""
    held = node.downs.get(down)
    if held is None:
        node.downs[down] = link
        return
    best = strongest((held.grade, link.grade))
    sources = tuple(sorted({*held.sources, *link.sources}))
    node.downs[down] = Link(link.kind, best, sources)


def top_of(
    skeleton: Skeleton, goods: Consignment, *, refs: dict[Ref, Link], skus: set[str]
) -> Node:
    """Give the node of the consignment itself."""
    node = skeleton.node(TOP, 0)
    node.hs, node.product = goods.hs, goods.sku or goods.description
    node.skus |= {sku for sku in skus if plain(sku)}
    node.downs[GOODS] = Link(TieKind.ENTRY, Grade.OFFICIAL, ())
    for ref, link in refs.items():
        node.know(ref, link)
    return node
