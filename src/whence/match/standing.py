"""How a party stands to a listing: confirmed, asked, or judged another.

standings   one row per party, listing and rule

A name score never confirms. Judging `related` or `unsure` never improves: who meets the
identity rule keeps it. Only `different`, for a reason of the closed list and while both
sides are as they were shown, takes a candidate away.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from whence.model.listing import Candidate, Listing
from whence.model.measure import Standing, StandingKind
from whence.model.party import Judgement, Relation, RelationKind, Verdict
from whence.model.source import Grade, weakest
from whence.model.span import Span
from whence.shelf.matching import reasons

MAJORITY = 0.5
ORDER = (
    StandingKind.DIFFERENT,
    StandingKind.CANDIDATE,
    StandingKind.RELATED,
    StandingKind.SUBSIDIARY,
    StandingKind.IDENTITY,
)
Link = tuple[str, Relation, str]


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
    every = [*own, *_by_relation(own, relations)]
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
            why=f"identity by the rule: {candidate.identity}",
        )
    if judgement is not None and judgement.verdict is Verdict.SAME:
        # More rows about a party never free it: asked again, and held until answered.
        verdict = Verdict.SAME
    if judgement is None or verdict is None:
        return base
    return _judged(base, judgement, verdict)


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


def _by_relation(
    own: Sequence[Standing], relations: Sequence[Relation]
) -> list[Standing]:
    """Carry a confirmed identity to those related to it.

    Downwards (subsidiaries, branches, majority holdings), documented steps under a
    listing whose scope says so confirm, however many; any other relation asks, one
    step from the listed party in either direction.
    """
    downwards: dict[str, list[Link]] = defaultdict(list)
    beside: dict[str, list[Link]] = defaultdict(list)
    for relation in relations:
        for upper, lower in _directions(relation):
            downwards[upper].append((upper, relation, lower))
        for one, other in (
            (relation.left, relation.right),
            (relation.right, relation.left),
        ):
            beside[one].append((one, relation, other))
    found: dict[tuple[object, ...], Standing] = {}
    for root in own:
        if root.kind is not StandingKind.IDENTITY:
            continue
        sure = root.grade.reaches(Grade.RECORDED)
        rows = list(_beside(root, beside[root.party]))
        if sure:
            rows += _former(root, beside[root.party])
            if root.listing.covers_subsidiaries:
                rows += _below(root, downwards)
        for row in rows:
            key = (row.party, row.listing.key, row.kind, row.span)
            if key not in found or row.grade.rank < found[key].grade.rank:
                found[key] = row
    return list(found.values())


def _directions(relation: Relation) -> list[tuple[str, str]]:
    """Give (upper, lower) where the relation makes one the other's subsidiary."""
    if not relation.grade.reaches(Grade.DOCUMENTED):
        return []
    share = relation.share
    kind = relation.kind
    if kind in (RelationKind.SUBSIDIARY, RelationKind.BRANCH):
        return [(relation.right, relation.left)]
    if kind is RelationKind.PARENT and (share is None or share > MAJORITY):
        return [(relation.left, relation.right)]
    if kind is RelationKind.OWNER and share is not None and share > MAJORITY:
        return [(relation.left, relation.right)]
    return []


def _below(root: Standing, downwards: Mapping[str, list[Link]]) -> list[Standing]:
    """Follow documented control downwards; a span is where all its steps hold."""
    rows: list[Standing] = []
    seen: set[tuple[str, Span | None]] = {(root.party, None)}
    level = [replace(root, kind=StandingKind.SUBSIDIARY)]
    while level:
        following: list[Standing] = []
        for above in level:
            for _, relation, lower in downwards.get(above.party, ()):
                span = _both(above.span, relation.span)
                if span is None or lower == root.party or (lower, span) in seen:
                    continue
                seen.add((lower, span))
                row = _carried(root, lower, relation, span=span)
                grade = weakest((above.grade, relation.grade))
                sources = (*above.sources, relation.source)
                word = (
                    "branch" if relation.kind is RelationKind.BRANCH else "subsidiary"
                )
                why = f"{word} of the listed party, listed {root.listing.scope}"
                following.append(
                    replace(
                        row,
                        kind=StandingKind.SUBSIDIARY,
                        grade=grade,
                        why=why,
                        sources=sources,
                    )
                )
        rows += following
        level = following
    return rows


def _beside(root: Standing, links: Iterable[Link]) -> list[Standing]:
    """Ask about everyone one step away, whatever the relation and its grade."""
    rows = []
    for _, relation, other in links:
        if other == root.party:
            continue
        row = _carried(root, other, relation, span=relation.span)
        kind, grade = relation.kind.value, relation.grade.value
        why = f"related to the listed party: {kind}, {grade}"
        if not root.listing.covers_subsidiaries:
            why += "; the listing names no subsidiaries"
        rows.append(replace(row, grade=weakest((root.grade, relation.grade)), why=why))
    return rows


def _former(root: Standing, links: Iterable[Link]) -> list[Standing]:
    """A documented former name is the same organisation."""
    rows = []
    for _, relation, other in links:
        former = relation.kind is RelationKind.FORMER_NAME
        if former and other != root.party and relation.grade.reaches(Grade.DOCUMENTED):
            row = _carried(root, other, relation, span=None)
            grade = weakest((root.grade, relation.grade))
            why = "the same organisation under another name, by a documented relation"
            rows.append(replace(row, kind=StandingKind.IDENTITY, grade=grade, why=why))
    return rows


def _carried(
    root: Standing, party: str, relation: Relation, *, span: Span | None
) -> Standing:
    """Start a standing that rests on a relation to the listed party."""
    return Standing(
        party=party,
        listing=root.listing,
        kind=StandingKind.RELATED,
        grade=Grade.DECLARED,
        why="",
        sources=(*root.sources, relation.source),
        span=span,
    )


def _both(one: Span | None, other: Span) -> Span | None:
    """Give the days of both spans, None when there are none."""
    if one is None:
        return other
    start = max(one.start, other.start)
    ends = [s.end for s in (one, other) if s.end is not None]
    end = min(ends, default=None)
    return Span(start, end) if end is None or start < end else None
