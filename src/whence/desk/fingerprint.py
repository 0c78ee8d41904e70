"""The fingerprint of a released chain, and in what the next one differs."""

import re
from collections.abc import Sequence
from datetime import date

from whence.model.binder import Binder, BinderStep, Form
from whence.model.release import ChainStep, Difference, Fingerprint
from whence.shelf.documents import title_of

FOLD = re.compile(r"[\W_]+")
BUSINESS = 3
"""How many records of a step are named: enough to find it, few enough to read."""


def chain_of(binder: Binder) -> tuple[ChainStep, ...]:
    """Give the steps of production of a binder, as they are shown by its papers."""
    return tuple(_step(s, binder) for s in binder.steps if s.production)


def _step(step: BinderStep, binder: Binder) -> ChainStep:
    where = {p.name: p.place or p.country for p in binder.parties}
    shown = [e for e in step.exhibits if e.stands is not Form.WITHHELD]
    records = [
        (title_of(e.paper.kind), e.paper.number.value, e.mark)
        for e in shown
        if e.paper.number is not None and e.paper.kind
    ]
    return ChainStep(
        step.key,
        tuple(sorted(step.makers)),
        tuple(sorted({where[m] for m in step.makers if where.get(m)})),
        tuple(sorted({e.paper.kind for e in shown if e.paper.kind})),
        tuple(records[:BUSINESS]),
    )


def fingerprint_of(binder: Binder, released: date, decision: str) -> Fingerprint:
    """Give what made up a chain; `decision` is the sha256 of the authority's paper."""
    return Fingerprint(
        binder.docket.key,
        binder.docket.header.entry,
        binder.commodity,
        released,
        decision,
        chain_of(binder),
        tuple(sorted(p.name for p in binder.parties)),
    )


def differences(
    old: Fingerprint, steps: Sequence[ChainStep], parties: Sequence[str]
) -> tuple[Difference, ...]:
    """List in what a chain is not the one that was released; none is identical.

    Names are compared letter by letter, without case, blanks and marks: a firm that is
    written in another way is listed, because only a person can say that it is the same.
    """
    found: list[Difference] = []
    before = {s.key: s for s in old.steps}
    now = {s.key: s for s in steps}
    for key in dict.fromkeys([*before, *now]):
        if key not in now or key not in before:
            word = ("shown", "absent") if key in before else ("absent", "shown")
            found.append(Difference("step", key, *word))
            continue
        for sort in ("makers", "places", "kinds"):
            found += _set(
                sort, key, getattr(before[key], sort), getattr(now[key], sort)
            )
    found += _set("parties", "", old.parties, tuple(parties))
    return tuple(found)


def _set(
    sort: str, step: str, old: Sequence[str], new: Sequence[str]
) -> list[Difference]:
    """Compare two sets; of kinds of paper only those that are gone are a difference."""
    before, now = {_fold(x): x for x in old}, {_fold(x): x for x in new}
    gone = [Difference(sort, step, before[k], "") for k in before if k not in now]
    if sort == "kinds":
        return gone
    return gone + [Difference(sort, step, "", now[k]) for k in now if k not in before]


def _fold(name: str) -> str:
    return FOLD.sub("", name.casefold())
