"""Hints: measures known from memory alone that could be about goods; no decision."""

from collections.abc import Iterable, Mapping

from whence.decide.effect import in_effect
from whence.decide.links import Context, context_of
from whence.decide.predicates import is_named
from whence.decide.scope import reaches
from whence.decide.sentences import step
from whence.model.chain import Chain, Consignment
from whence.model.measure import Ground, Measure, Standing, Step
from whence.shelf.measures import unverified


def hints_for(
    consignment: Consignment,
    chain: Chain,
    standings: Mapping[str, tuple[Standing, ...]],
    measures: Iterable[Measure] | None = None,
) -> tuple[Step, ...]:
    """Give a line for each unverified measure that names these goods or a party here.

    The day is not looked at, because it is what nobody verified. A hint says where to
    look; it makes no ground, removes none, and stands beside the decisions.
    """
    context = context_of(consignment, chain)
    found = []
    for measure in unverified() if measures is None else measures:
        why = _why(measure, context, standings)
        if why:
            version = measure.versions[0]
            values = {
                "title": measure.title,
                "reference": version.reference,
                "effect": in_effect(measure, version.span.start),
                "why": why,
            }
            found.append(step("note.hint", values, reference=version.reference))
    return tuple(found)


def _why(
    measure: Measure, context: Context, standings: Mapping[str, tuple[Standing, ...]]
) -> str:
    """Say what of the goods or the parties a measure names, "" for nothing."""
    parties = {act.party for act in context.linked if act.party}
    for version in measure.versions:
        for ground in version.grounds:
            for party in sorted(parties):
                if any(_named(ground, s) for s in standings.get(party, ())):
                    return "a party of this chain may be one it names"
        goods = context.consignment
        scoped = bool(version.scope.hs or version.scope.words)
        if scoped and reaches(version.scope, goods.hs, goods.description):
            return "these goods are of the kinds it names"
    return ""


def _named(ground: Ground, standing: Standing) -> bool:
    """Whether a standing is to the party that a ground names."""
    key, _, name = ground.value.partition("#")
    listing = standing.listing
    return listing.list_key == key and (not name or is_named(listing.names, name))
