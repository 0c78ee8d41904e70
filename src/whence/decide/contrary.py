"""What speaks against an adverse ground: shown beside it, changing nothing."""

from collections.abc import Iterable
from datetime import date

from whence.decide.register import Register
from whence.decide.sentences import Names, party, place, said, standing_values, step
from whence.decide.touches import Aside, Touch, fact_order, inside
from whence.decide.verdict import Verdict
from whence.decide.wording import Voice
from whence.model.chain import Claim, Consignment, Fact, Operation
from whence.model.measure import Step
from whence.model.source import Source
from whence.shelf.requirements import plain


def contrary_of(
    verdict: Verdict,
    consignment: Consignment,
    *,
    register: Register,
    names: Names,
    voice: Voice,
) -> tuple[Step, ...]:
    """Give the statements that place a touched act elsewhere, or judge it different."""
    touches = [t for _, found in verdict.touches for t in found]
    if not touches:
        return ()
    acts = {t.act.key: t.act for t in touches}
    found: dict[str, Step] = {}
    used: set[Source] = set()
    for key in sorted(acts):
        act = acts[key]
        regions = {t.ground.value for t in touches if t.act.key == key and t.fact}
        for fact in sorted(act.facts, key=fact_order):
            if _elsewhere(fact, regions):
                line = _fact(act, fact, names, voice)
                found.setdefault(line.text, line)
                used.update(fact.sources)
    touched = {t.act.party for t in touches}
    for aside in verdict.asides:
        if aside.what == "note.different" and aside.act.party in touched:
            line = _judged(aside, names, verdict.day, voice=voice)
            found.setdefault(line.text, line)
    for line in _papers(touches, consignment, register, used=used, voice=voice):
        found.setdefault(line.text, line)
    return tuple(found[text] for text in sorted(found))


def _elsewhere(fact: Fact, regions: set[str]) -> bool:
    """Whether a fact names a place outside the places that a ground names."""
    if fact.claim not in (Claim.SITE, Claim.ORIGIN) or not fact.value:
        return False
    return bool(regions) and not any(inside(fact.value, r) for r in regions)


def _fact(act: Operation, fact: Fact, names: Names, voice: Voice) -> Step:
    template = "contrary.site" if fact.claim is Claim.SITE else "contrary.origin"
    values = {
        "party": party(act, names, voice),
        "place": place(fact.value),
        "said": said(fact, voice),
        "grade": voice.word(fact.grade),
    }
    return step(voice, template, values, grade=fact.grade, sources=fact.sources)


def _judged(aside: Aside, names: Names, day: date, *, voice: Voice) -> Step:
    assert aside.standing is not None
    values = standing_values(aside.standing, day, voice)
    values["party"] = party(aside.act, names, voice)
    return step(voice, "contrary.judged", values, sources=aside.standing.sources)


def _papers(
    touches: Iterable[Touch],
    consignment: Consignment,
    register: Register,
    *,
    used: set[Source],
    voice: Voice,
) -> Iterable[Step]:
    """Show what papers about these goods say of a place, where no fact holds it yet."""
    about = [("lot", t.act.lot) for t in touches]
    about += [("order", consignment.order), ("entry", consignment.entry_number)]
    for exhibit in register.places(about):
        row = exhibit.row
        if row.source in used:
            continue
        values = {
            "document": row.document,
            "kind": voice.word(plain(row.kind)),
            "author": row.author or voice.word("nobody named"),
            "place": f"“{row.place}”",
            "grade": voice.word(exhibit.grade),
        }
        yield step(
            voice,
            "contrary.document",
            values,
            grade=exhibit.grade,
            sources=(row.source,),
        )
