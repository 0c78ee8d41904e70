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

    A pair can stand twice: a candidate, and a subsidiary over the days of a relation;
    or related over the days of each of several relations.
    The rows of a pair come weakest first. Judgements after `as_of` are not used.
    """
    known = {listing.key: listing for listing in listings}
    last: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: j.on):
        if judgement.on <= as_of:
            last[judgement.candidate] = judgement
    own = [
        row
        for c in candidates
        if c.listing in known
        for row in _of_candidate(c, known[c.listing], last.get(c.key))
    ]
    every = [*own, *by_relation(own, relations)]
    return tuple(
        sorted(
            every, key=lambda s: (s.party, s.listing.key, ORDER.index(s.kind), s.why)
        )
    )


def _of_candidate(
    candidate: Candidate, listing: Listing, judgement: Judgement | None
) -> list[Standing]:
    """Read the identity rule and the last verdict on a candidate: one row, or one for
    every stretch of days over which a relation asks."""
    base = Standing(
        party=candidate.party,
        listing=listing,
        kind=StandingKind.CANDIDATE,
        grade=Grade.INFERRED,
        why=_asked(candidate),
        sources=(listing.source,),
        p_same=candidate.p_same,
        p_related=candidate.p_related,
        candidate=candidate.key,
        judgement=judgement,
    )
    rows = _over_days(base, candidate) if candidate.as_relative else [base]
    borne = "".join(f"; {_borne(via)}" for via in candidate.via)
    if judgement is not None:
        current = _is_current(candidate, judgement)
        verdict = judgement.verdict if current else None
        if verdict is Verdict.DIFFERENT and judgement.reason in reasons():
            why = f"judged different by {judgement.by}: {judgement.reason}"
            return [replace(base, kind=StandingKind.DIFFERENT, why=why + borne)]
        if judgement.verdict is Verdict.SAME and not candidate.identity:
            # More rows about a party never free it: asked again, held until answered.
            return [_same(base, judgement, current=current, borne=borne)]
        rows = [_judged(r, judgement, current=current, borne=borne) for r in rows]
    if candidate.identity:
        rule = f"identity by the rule: {candidate.identity}{_own(candidate)}"
        confirmed = replace(
            base,
            kind=StandingKind.IDENTITY,
            grade=weakest((candidate.identity_grade, listing.grade)),
            why=rule + borne,
            said=candidate.identity_said,
        )
        rows = [confirmed]
    return rows


def _is_current(candidate: Candidate, judgement: Judgement) -> bool:
    """Whether both sides are as they were shown when the pair was judged."""
    sides = (candidate.left_hash, candidate.right_hash)
    return (judgement.left_hash, judgement.right_hash) == sides


def _asked(candidate: Candidate) -> str:
    """Say by which name the party is a candidate, and whose name it bears besides."""
    asked = "a candidate by name that nobody judged"
    if candidate.own_name is not None:
        name, reference = candidate.own_name
        asked = (
            f"a candidate by your own name for it, “{name}” ({reference}), "
            "that nobody judged"
        )
    return "; ".join((asked, *map(_borne, candidate.via)))


def _over_days(base: Standing, candidate: Candidate) -> list[Standing]:
    """Ask about who bears the names of relatives alone, over the days of each relation;
    every row tells all of them, its own first."""
    rows = []
    for span in dict.fromkeys(via.span for via in candidate.via):
        told = sorted(candidate.via, key=lambda via: via.span != span)
        why = "; ".join(map(_borne, told))
        rows.append(replace(base, kind=StandingKind.RELATED, why=why, span=span))
    return rows


def _borne(via: Relative) -> str:
    """Say whose name it is: the relation, its source, and its days where told."""
    days = ""
    if via.span is not None:
        days += f", from {via.span.start}" if via.span.start != date.min else ""
        days += f", until {via.span.end}" if via.span.end is not None else ""
    who = f"{via.name}, {via.kind.value} of the listed party"
    return f"the name of {who}, by {via.reference}{days}"


def _own(candidate: Candidate) -> str:
    """Say so where nobody but the importer's own tables names the party so."""
    declared = not candidate.identity_said.reaches(Grade.RECORDED)
    return OWN_SHEET if declared and " and " in candidate.identity else ""


def _same(
    base: Standing, judgement: Judgement, *, current: bool, borne: str
) -> Standing:
    """Confirm what a person judged the same; a relation with its days bounds it not."""
    again = "" if current else "; a side has changed since: look again"
    return replace(
        base,
        kind=StandingKind.IDENTITY,
        grade=weakest((base.listing.grade, Grade.RECORDED)),
        why=f"judged the same by {judgement.by}{again}{borne}",
    )


def _judged(
    row: Standing, judgement: Judgement, *, current: bool, borne: str
) -> Standing:
    """Apply another verdict to a row that asks; the relatives stay told."""
    if not current:
        said = f"judged {judgement.verdict.value} on {judgement.on}"
        why = f"a candidate again: {said}, a side has changed since"
        return replace(row, why=why + borne)
    if judgement.verdict is Verdict.RELATED:
        why = f"judged related by {judgement.by}{borne}"
        return replace(row, kind=StandingKind.RELATED, grade=Grade.DECLARED, why=why)
    if judgement.verdict is Verdict.UNSURE:
        why = f"a candidate: judged unsure by {judgement.by}{borne}"
        return replace(row, why=why)
    why = f"a candidate: judged different without a listed reason{borne}"
    return replace(row, why=why)
