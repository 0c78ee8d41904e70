"""How a party stands to a listing: confirmed, asked, or judged another.

standings   one row per party, listing and rule

A name score never confirms. Judging `related` or `unsure` never improves: who meets the
identity rule keeps it. Only `different`, for a reason of the closed list and while both
sides are as they were shown, takes a candidate away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from whence.match.kinship import by_relation
from whence.model.listing import Candidate, Listing, Relative
from whence.model.measure import Standing, StandingKind
from whence.model.party import Judgement, Relation, Verdict
from whence.model.source import Grade, weakest
from whence.shelf.matching import reasons

OWN_SHEET = ", as the importer's own tables declare"
ORDER = (
    StandingKind.DIFFERENT,
    StandingKind.CANDIDATE,
    StandingKind.RELATED,
    StandingKind.SUBSIDIARY,
    StandingKind.IDENTITY,
)


def standings(
    candidates: Iterable[Candidate],
    listings: Iterable[Listing],
    relations: Sequence[Relation],
    judgements: Sequence[Judgement],
    *,
    as_of: date,
) -> tuple[Standing, ...]:
    """Say how every party stands to every listing it may touch.

    A pair can stand twice: a candidate, and a subsidiary over the days of a relation.
    The rows of a pair come weakest first. Judgements after `as_of` are not used.
    """
    known = {listing.key: listing for listing in listings}
    last: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: j.on):
        if judgement.on <= as_of:
            last[judgement.candidate] = judgement
    own = [
        _of_candidate(c, known[c.listing], last.get(c.key))
        for c in candidates
        if c.listing in known
    ]
    every = [*own, *by_relation(own, relations)]
    return tuple(
        sorted(
            every, key=lambda s: (s.party, s.listing.key, ORDER.index(s.kind), s.why)
        )
    )


def _of_candidate(
    candidate: Candidate, listing: Listing, judgement: Judgement | None
) -> Standing:
    """Read the identity rule and the last verdict on a candidate."""
    sides = (candidate.left_hash, candidate.right_hash)
    current = judgement is not None and (
        (judgement.left_hash, judgement.right_hash) == sides
    )
    verdict = judgement.verdict if judgement is not None and current else None
    base = Standing(
        party=candidate.party,
        listing=listing,
        kind=StandingKind.CANDIDATE,
        grade=Grade.INFERRED,
        why="a candidate by name that nobody judged",
        sources=(listing.source,),
        p_same=candidate.p_same,
        p_related=candidate.p_related,
        candidate=candidate.key,
        judgement=judgement,
    )
    if candidate.own_name is not None:
        name, reference = candidate.own_name
        said = f"a candidate by your own name for it, “{name}” ({reference})"
        base = replace(base, why=f"{said}, that nobody judged")
    if candidate.via is not None:
        base = _of_relative(base, candidate.via)
    if judgement is not None and not current:
        said = f"judged {judgement.verdict.value} on {judgement.on}"
        base = replace(base, why=f"a candidate again: {said}, a side has changed since")
    if verdict is Verdict.DIFFERENT and judgement is not None:
        if judgement.reason in reasons():
            why = f"judged different by {judgement.by}: {judgement.reason}"
            return replace(base, kind=StandingKind.DIFFERENT, why=why)
        base = replace(
            base, why="a candidate: judged different without a listed reason"
        )
    if candidate.identity:
        return replace(
            base,
            kind=StandingKind.IDENTITY,
            grade=weakest((candidate.identity_grade, listing.grade)),
            why=f"identity by the rule: {candidate.identity}{_own(candidate)}",
            said=candidate.identity_said,
        )
    if judgement is not None and judgement.verdict is Verdict.SAME:
        # More rows about a party never free it: asked again, and held until answered.
        verdict = Verdict.SAME
    if judgement is None or verdict is None:
        return base
    return _judged(base, judgement, verdict)


def _of_relative(base: Standing, via: Relative) -> Standing:
    """Ask about who bears the name of a relative, over the days of that relation."""
    why = f"{via.name} is {via.kind.value} of the listed party, by {via.reference}"
    return replace(base, kind=StandingKind.RELATED, why=why, span=via.span)


def _own(candidate: Candidate) -> str:
    """Say so where nobody but the importer's own tables names the party so."""
    declared = not candidate.identity_said.reaches(Grade.RECORDED)
    return OWN_SHEET if declared and " and " in candidate.identity else ""


def _judged(base: Standing, judgement: Judgement, verdict: Verdict) -> Standing:
    """Apply a current verdict where no rule of identity is met."""
    if verdict is Verdict.SAME:
        return replace(
            base,
            kind=StandingKind.IDENTITY,
            grade=weakest((base.listing.grade, Grade.RECORDED)),
            why=f"judged the same by {judgement.by}"
            + (
                ""
                if "again" not in base.why
                else "; a side has changed since: look again"
            ),
        )
    if verdict is Verdict.RELATED:
        why = f"judged related by {judgement.by}"
        return replace(base, kind=StandingKind.RELATED, grade=Grade.DECLARED, why=why)
    if verdict is Verdict.UNSURE:
        return replace(base, why=f"a candidate: judged unsure by {judgement.by}")
    return base
