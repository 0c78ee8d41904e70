"""Who stands to a listing because of somebody else: owners, subsidiaries, new names.

by_relation   the standings that relations carry on from those of the parties themselves
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from whence.model.measure import Standing, StandingKind
from whence.model.party import Relation, RelationKind
from whence.model.source import Grade, weakest
from whence.model.span import Span

MAJORITY = 0.5
Link = tuple[str, Relation, str]


def by_relation(
    own: Sequence[Standing], relations: Sequence[Relation]
) -> list[Standing]:
    """Carry a confirmed identity to those related to it.

    Downwards (subsidiaries, branches, majority holdings), documented steps under a
    listing whose scope says so confirm, however many. Any relation, either way, of a
    confirmed party asks; and so does whoever is said to be controlled by one of
    those asked, or by a party that may be the listed one.
    """
    downwards: dict[str, list[Link]] = defaultdict(list)
    said: dict[str, list[Link]] = defaultdict(list)
    beside: dict[str, list[Link]] = defaultdict(list)
    for relation in relations:
        for upper, lower in _directions(relation):
            said[upper].append((upper, relation, lower))
            if relation.grade.reaches(Grade.DOCUMENTED):
                downwards[upper].append((upper, relation, lower))
        for one, other in (
            (relation.left, relation.right),
            (relation.right, relation.left),
        ):
            beside[one].append((one, relation, other))
    found: dict[tuple[object, ...], Standing] = {}
    for root in own:
        if root.kind is StandingKind.DIFFERENT:
            continue
        for row in _of_root(root, downwards, said=said, beside=beside):
            key = (row.party, row.listing.key, row.kind, row.span)
            if key not in found or row.grade.rank < found[key].grade.rank:
                found[key] = row
    return list(found.values())


def _of_root(
    root: Standing,
    downwards: Mapping[str, list[Link]],
    *,
    said: Mapping[str, list[Link]],
    beside: Mapping[str, list[Link]],
) -> list[Standing]:
    """Carry one standing on: other names, who is below, who is beside."""
    sure = [root, *_renamed(root, beside)] if _is_sure(root) else []
    rows = sure[1:]
    if root.listing.covers_subsidiaries:
        rows += [row for same in sure for row in _below(same, downwards)]
    start = [root]
    if root.kind is StandingKind.IDENTITY:
        asking = [root, *rows]
        start = [row for one in asking for row in _beside(one, beside[one.party])]
    asked = [row for row in start if row is not root] + _said_below(start, said)
    named = {root.party, *(row.party for row in sure)}
    known = {(row.party, row.span) for row in rows}
    return rows + [
        row
        for row in asked
        if row.party not in named and (row.party, row.span) not in known
    ]


def _is_sure(root: Standing) -> bool:
    """Whether a party is known to be the listed one, well enough to carry it on."""
    return root.kind is StandingKind.IDENTITY and root.grade.reaches(Grade.RECORDED)


def _renamed(root: Standing, beside: Mapping[str, list[Link]]) -> list[Standing]:
    """Give the same organisation under its other names, however often it changed."""
    found: dict[str, Standing] = {}
    level = [root]
    while level:
        rows = [row for one in level for row in _former(one, beside[one.party])]
        level = [
            row for row in rows if row.party not in found and row.party != root.party
        ]
        found |= {row.party: row for row in level}
    return list(found.values())


def _said_below(
    start: Sequence[Standing], said: Mapping[str, list[Link]]
) -> list[Standing]:
    """Ask about everyone said to be controlled from here, whoever says so."""
    rows: list[Standing] = []
    seen: set[tuple[str, Span | None]] = {(one.party, one.span) for one in start}
    level = list(start)
    while level:
        following: list[Standing] = []
        for above in level:
            for _, relation, lower in said.get(above.party, ()):
                span = _both(above.span, relation.span)
                if span is None or (lower, span) in seen:
                    continue
                seen.add((lower, span))
                row = _carried(above, lower, relation, span=span)
                grade = weakest((above.grade, relation.grade))
                step = f"{relation.kind.value}, {relation.grade.value}"
                if above.kind is StandingKind.CANDIDATE:
                    why = f"{step}, of a candidate that nobody confirmed"
                else:
                    why = f"{step}, of a party related to the listed one"
                following.append(replace(row, grade=grade, why=why))
        rows += following
        level = following
    return rows


def _directions(relation: Relation) -> list[tuple[str, str]]:
    """Give (upper, lower) where the relation makes one the other's subsidiary."""
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
        span = _both(root.span, relation.span)
        if span is None:
            continue
        row = _carried(root, other, relation, span=span)
        kind, grade = relation.kind.value, relation.grade.value
        whom = "the listed party"
        if root.kind is StandingKind.SUBSIDIARY:
            whom = "a subsidiary of the listed party"
        why = f"related to {whom}: {kind}, {grade}"
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
