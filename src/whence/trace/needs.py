"""Which materials goods call for, and where a path ends before the origin."""

from collections import Counter
from collections.abc import Iterable, Mapping

from whence.model.chain import (
    Break,
    BreakKind,
    Claim,
    Consignment,
    InputNeed,
    Operation,
)
from whence.model.rows import Material, Quantity
from whence.shelf.chains import commodity, commodity_of, stage_of
from whence.trace.draft import GOODS
from whence.trace.papers import Papers
from whence.trace.refs import plain
from whence.trace.routes import Routes


def needs(
    goods: Consignment,
    skus: Iterable[str],
    papers: Papers,
    *,
    quantity: Quantity | None,
    acts: Iterable[Operation],
) -> tuple[InputNeed, ...]:
    """Give every material of the bill, leaves too; without a bill, the goods.

    Weights are computed where the bill states a weight for each piece (or each unit)
    of what it goes into, and the number of those is known.
    """
    made = list(acts)
    found: dict[str, InputNeed] = {}
    pieces = _units(quantity) if quantity else None
    open_ = [(plain(sku), pieces) for sku in sorted(set(skus)) if plain(sku)]
    seen = {sku for sku, _ in open_}
    while open_:
        parent, number = open_.pop(0)
        for row in sorted(papers.materials.get(parent, ()), key=lambda m: m.source):
            child = plain(row.child)
            found.setdefault(child, _need(row, number, made))
            if child not in seen:
                seen.add(child)
                open_.append((child, _number(row, number)))
    if not found:
        kind = commodity_of(goods.hs, goods.description)
        name = goods.sku or goods.description or (goods.hs and f"HS {goods.hs}")
        name = name or goods.key
        need = InputNeed(name, kind, goods.description, goods.hs, goods.grams)
        return (need,)
    return tuple(found[key] for key in sorted(found))


def begins(wanted: Iterable[InputNeed], papers: Papers) -> tuple[InputNeed, ...]:
    """Leave only the materials with which the bill begins.

    What lies between (cloth of yarn of lint) is made of them: counting it too would
    weigh the same cotton three times.
    """
    return tuple(n for n in wanted if not papers.materials.get(plain(n.product)))


def _units(quantity: Quantity) -> float:
    """Give how many there are of the unit a bill speaks of: a dozen is twelve pieces,
    while cloth sold in metres has its bill by the metre."""
    return quantity.number if quantity.pieces is None else quantity.pieces


def _number(row: Material, parents: float | None) -> float | None:
    """Give how many units of a material go into so many of its parent."""
    if parents is None or row.quantity is None:
        return None
    return parents * _units(row.quantity)


def _need(row: Material, parents: float | None, acts: list[Operation]) -> InputNeed:
    """Give one material; its operation is the best known act that supplied it."""
    child = plain(row.child)
    supplied = [
        act for act in acts if act.party and plain(act.product) == child and child
    ]
    supplied.sort(key=lambda act: (not act.lot, act.key))
    weight = row.quantity.grams if row.quantity else None
    known = parents is not None and weight is not None
    text = f"{row.commodity} {row.description}"
    return InputNeed(
        product=row.child,
        commodity=commodity_of("", row.commodity) or commodity_of(row.hs, text),
        description=row.description,
        hs=row.hs,
        grams=round(parents * weight) if known and parents and weight else None,
        operation=supplied[0].key if supplied else "",
    )


def open_breaks(
    breaks: Iterable[Break], wanted: Iterable[InputNeed], acts: Iterable[Operation]
) -> set[Break]:
    """Leave out breaks that a bill of materials opened and the papers have closed.

    A bill that names no vendor for a material asks who made it; where lots or records
    of these goods name who did, the question is answered.
    """
    named = [act for act in acts if act.party]
    products = {plain(act.product) for act in named} - {""}
    rows = list(wanted)
    codes = {act.hs[:6] for act in named if act.hs}
    # Of two materials of one code, an act on one says nothing of the other.
    alone = Counter(need.hs[:6] for need in rows)
    closed = {
        plain(need.product)
        for need in rows
        if plain(need.product) in products
        or (need.hs and need.hs[:6] in codes and alone[need.hs[:6]] == 1)
    }
    return {
        item
        for item in breaks
        if item.kind is not BreakKind.UNKNOWN_PARTY
        or not item.product
        or plain(item.product) not in closed
    }


def ends(
    acts: Mapping[str, Operation], routes: Routes, goods: Consignment
) -> set[Break]:
    """Give a break for each act behind which nobody is shown, short of the origin."""
    fed = {key[1] for key in routes.ties}
    found = set()
    if GOODS not in fed:
        found.add(
            Break(BreakKind.UNKNOWN_PARTY, "", 0, goods.sku or goods.hs, goods.sources)
        )
    for key, act in acts.items():
        carries = act.role.breaks
        if carries or (key not in fed and act.party and not _at_origin(act)):
            kind = BreakKind.FORWARDER if carries else BreakKind.NO_RECORD
            found.add(
                Break(kind, act.party, act.tier, act.product or act.hs, act.sources)
            )
    return found


def _at_origin(act: Operation) -> bool:
    """Whether an act is the stage at which its commodity begins."""
    kind = commodity(commodity_of(act.hs, act.product))
    reached = {act.stage} | {
        stage_of(fact.value)
        for fact in act.facts
        if fact.claim is Claim.TRACED and not fact.favours
    }
    return kind is not None and kind.origin in reached
