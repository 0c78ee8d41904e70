"""Who is named to whom. The printers withhold the names of those picked here;
outcomes, counts and sources stay."""

from collections.abc import Iterable

from whence.jobs.steps.screening import Screening
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
    persons = {
        key
        for key, party in screening.parties.items()
        if party.masked and not _is_organisation(screening.standings.get(key, ()))
    }
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


def _is_organisation(standings: Iterable[Standing]) -> bool:
    """Whether a person judged the party to be a listed organisation."""
    return any(
        s.judgement is not None and s.judgement.verdict is Verdict.SAME
        for s in standings
    )


def _is_open(standing: Standing) -> bool:
    settled = standing.judgement is not None and (
        standing.judgement.verdict is not Verdict.UNSURE
    )
    return standing.kind in OPEN and not settled
