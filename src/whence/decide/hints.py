"""Hints: law that is known too little to decide, and could be about goods.

A hint says where to look. It makes no ground, removes none, and stands beside the
decisions.
"""

from collections.abc import Iterable, Mapping

from whence.decide.effect import in_effect
from whence.decide.links import Context, context_of
from whence.decide.predicates import is_named
from whence.decide.scope import reaches
from whence.decide.sentences import step
from whence.decide.wording import voice
from whence.model.chain import Chain, Consignment
from whence.model.listing import Listing
from whence.model.measure import Ground, Measure, Standing, StandingKind, Step
from whence.shelf import orders
from whence.shelf.measures import measures, unverified

Standings = Mapping[str, tuple[Standing, ...]]


def hints_for(
    consignment: Consignment,
    chain: Chain,
    standings: Standings,
    weak: Iterable[Measure] | None = None,
) -> tuple[Step, ...]:
    """Give a line for each law that names goods or a party here and cannot decide.

    That is: a measure whose every row is unverified (`weak`, those of the shelf when
    left out), and an order on a party of the register of orders that no measure
    models. The day is not looked at, because it is what nobody verified.
    """
    context = context_of(consignment, chain)
    drafts = unverified() if weak is None else tuple(weak)
    return (
        *(_weak(m, why) for m in drafts if (why := _why(m, context, standings))),
        *_orders(context, standings, drafts),
    )


def _weak(measure: Measure, why: str) -> Step:
    version = measure.versions[0]
    values = {
        "title": measure.title,
        "reference": version.reference,
        "effect": in_effect(measure, version.span.start),
        "why": why,
    }
    return step(voice(), "note.hint", values, reference=version.reference)


def _why(measure: Measure, context: Context, standings: Standings) -> str:
    """Say what of the goods or the parties a measure names, "" for nothing."""
    for version in measure.versions:
        for standing in _standings(context, standings):
            if any(_named(g, standing.listing) for g in version.grounds):
                return "a party of this chain may be one it names"
        goods = context.consignment
        scoped = bool(version.scope.hs or version.scope.words)
        if scoped and reaches(version.scope, goods.hs, goods.description):
            return "these goods are of the kinds it names"
    return ""


def _orders(
    context: Context, standings: Standings, drafts: tuple[Measure, ...]
) -> list[Step]:
    """Give a line for each listed party of an order that no measure models."""
    listed = {
        s.listing.key: s
        for s in _standings(context, standings)
        if s.listing.list_key == orders.LIST
    }
    if not listed:
        return []
    known = (*measures().values(), *drafts)
    grounds = [g for m in known for v in m.versions for g in v.grounds]
    return [
        _order(listed[key])
        for key in sorted(listed)
        if not any(_named(g, listed[key].listing) for g in grounds)
    ]


def _order(standing: Standing) -> Step:
    """Say what was read of the orders on a listed party."""
    listing = standing.listing
    told = "; ".join(
        f"{o.goods}, {o.reference}, {o.verification}"
        for o in orders.noted()
        if is_named(listing.names, o.party)
    )
    values = {
        "listed": listing.name,
        "list": listing.list_key,
        "standing": standing.kind.value,
        "order": told or "its day and goods were not read",
    }
    return step(voice(), "note.hint_order", values, sources=standing.sources)


def _standings(context: Context, standings: Standings) -> Iterable[Standing]:
    """Give how the parties that touch the goods stand to lists, in a fixed order."""
    parties = sorted({act.party for act in context.linked if act.party})
    for party in parties:
        for standing in sorted(standings.get(party, ()), key=str):
            if standing.kind is not StandingKind.DIFFERENT:
                yield standing


def _named(ground: Ground, listing: Listing) -> bool:
    """Whether a ground names the party of a listing."""
    key, _, name = ground.value.partition("#")
    return listing.list_key == key and (not name or is_named(listing.names, name))
