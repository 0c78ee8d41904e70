"""Who is named to whom. Only the names change: outcomes, counts and sources stay."""

from collections.abc import Iterable
from dataclasses import replace

from whence.jobs.steps.screening import Screening
from whence.model.chain import Operation
from whence.model.findings import ConsignmentFinding, PartyFinding
from whence.model.measure import Standing, StandingKind
from whence.model.party import Verdict
from whence.model.source import Grade

PUBLIC = "public"
OPEN = (StandingKind.CANDIDATE, StandingKind.RELATED)


def masked_parties(screening: Screening, audience: str) -> frozenset[str]:
    """Pick the parties that are not named to this audience.

    A name that reads as a natural person's is masked for everybody until a person
    judges it to be an organisation. `public` also masks every party whose best grade
    is `inferred` or whose judgement is open, and every party with no finding at all:
    a public dossier names nobody without need.
    """
    persons = {key for key, party in screening.parties.items() if party.masked}
    if audience != PUBLIC:
        return frozenset(persons)
    named = {
        key
        for key, standings in screening.standings.items()
        if standings
        and not any(_is_open(s) for s in standings)
        and any(s.grade is not Grade.INFERRED for s in standings)
    }
    return frozenset(persons | (set(screening.parties) - named))


def _is_open(standing: Standing) -> bool:
    settled = standing.judgement is not None and (
        standing.judgement.verdict is not Verdict.UNSURE
    )
    return standing.kind in OPEN and not settled


def label(key: str) -> str:
    """Name a masked party by its key, the same on every page."""
    return f"party {key.removeprefix('p-')[:8]} (masked)"


def display_names(screening: Screening, hidden: frozenset[str]) -> dict[str, str]:
    """Give each party the name that this audience may read."""
    return {
        key: label(key) if key in hidden else party.name
        for key, party in screening.parties.items()
    }


def mask_parties(
    parties: Iterable[PartyFinding], hidden: frozenset[str]
) -> tuple[PartyFinding, ...]:
    """Strip what would name a hidden party, and keep what was found about it."""
    return tuple(_masked(p) if p.id in hidden else p for p in parties)


def _masked(party: PartyFinding) -> PartyFinding:
    return replace(
        party,
        name=label(party.id),
        names=(),
        masked=True,
        identifiers=(),
        addresses=(),
        places=tuple(replace(p, text="") for p in party.places),
        candidates=tuple(
            replace(c, mention="", explanation=()) for c in party.candidates
        ),
        why="",
    )


def mask_goods(
    consignments: Iterable[ConsignmentFinding], hidden: frozenset[str]
) -> tuple[ConsignmentFinding, ...]:
    """Take the raw words out of the facts about hidden parties."""
    if not hidden:
        return tuple(consignments)
    return tuple(
        replace(c, steps=tuple(_silent(o) if o.party in hidden else o for o in c.steps))
        for c in consignments
    )


def _silent(operation: Operation) -> Operation:
    return replace(
        operation, facts=tuple(replace(f, note="") for f in operation.facts)
    )


