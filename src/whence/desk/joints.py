"""What hangs together: exhibits that bear one number, steps that follow each other."""

from collections.abc import Sequence
from dataclasses import replace

from whence.model.binder import BinderStep, Exhibit, Form, Link
from whence.model.paper import Paper

NEIGHBOURS = 6
"""How many links of an exhibit are printed; papers of other steps come first."""


def numbers_of(paper: Paper) -> set[tuple[str, str]]:
    """Give every number by which a paper can hang together with others, by its sort."""
    found = {("lot", s.value) for s in (*paper.lots_in, *paper.lots_out)}
    found |= {("lot", a.lot) for a in paper.amounts if a.lot}
    found |= {(r.kind.value, r.value) for r in paper.refs if r.value}
    own = {"invoice": "invoice", "purchase_order": "order"}
    if paper.number is not None:
        sort = own.get(paper.kind, "")
        if paper.kind == "transport_document":
            sort = "bill of lading"
        if sort:
            found.add((sort, paper.number.value))
    return {(sort, value.strip()) for sort, value in found if value.strip()}


def _told(exhibit: Exhibit) -> set[tuple[str, str]]:
    """Give the numbers an exhibit tells; one that is withheld tells none."""
    withheld = exhibit.stands is Form.WITHHELD
    return set() if withheld else numbers_of(exhibit.paper)


def linked(steps: Sequence[BinderStep]) -> list[BinderStep]:
    """Add to each exhibit the others that carry one of its numbers."""
    by_number: dict[tuple[str, str], list[Exhibit]] = {}
    for step in steps:
        for exhibit in step.exhibits:
            for number in _told(exhibit):
                by_number.setdefault(number, []).append(exhibit)
    return [
        replace(
            s,
            exhibits=tuple(replace(e, links=_links(e, by_number)) for e in s.exhibits),
        )
        for s in steps
    ]


def _links(
    exhibit: Exhibit, by_number: dict[tuple[str, str], list[Exhibit]]
) -> tuple[Link, ...]:
    found: dict[str, str] = {}
    for sort, value in sorted(_told(exhibit)):
        for other in by_number[sort, value]:
            if other.mark != exhibit.mark:
                found.setdefault(other.mark, f"{sort} {value}")
    own = exhibit.mark.partition("-")[0]
    ranked = sorted(found, key=lambda m: (m.partition("-")[0] == own, _mark_key(m)))
    kept = sorted(ranked[:NEIGHBOURS], key=_mark_key)
    return tuple(Link(mark, found[mark]) for mark in kept)


def _mark_key(mark: str) -> tuple[int, int]:
    step, _, place = mark.partition("-")
    return int(step), int(place)


def joined(steps: Sequence[BinderStep]) -> tuple[BinderStep, ...]:
    """Say by which lots, or else other numbers, each step follows an earlier one."""
    found: list[BinderStep] = []
    for step in steps:
        if not step.production or not found:
            found.append(step)
            continue
        before = found[-1]
        found.append(replace(step, joined=_common(before, step)))
    return tuple(found)


def _common(before: BinderStep, step: BinderStep) -> tuple[str, ...]:
    out = {s.value for e in before.exhibits for s in e.paper.lots_out}
    into = {s.value for e in step.exhibits for s in e.paper.lots_in}
    lots = sorted(out & into)
    if lots:
        return tuple(f"lot {lot}" for lot in lots)
    ours = set[tuple[str, str]]().union(*(numbers_of(e.paper) for e in before.exhibits))
    theirs = set[tuple[str, str]]().union(*(numbers_of(e.paper) for e in step.exhibits))
    return tuple(f"{sort} {value}" for sort, value in sorted(ours & theirs))
