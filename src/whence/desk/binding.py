"""Papers into numbered steps: what stands where, what links, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whence.desk.joints import joined, linked
from whence.model.binder import (
    BinderStep,
    Exhibit,
    Filed,
    Form,
    Need,
    PartyRow,
)
from whence.model.paper import AmountRole, Media, Paper, PartyRole
from whence.shelf.binders import kind_place, step_title, words
from whence.shelf.documents import kind_of
from whence.shelf.requirements import Stage

CARRIAGE, CHAIN = "carriage", "chain"
PAYMENT = "proof_of_payment"
INSIDE = " > "
"""Between a message and what it carries: the message lies beside, not the paper."""

OWN_PAGES = (Media.PDF, Media.SCAN)


@dataclass(slots=True)
class _Held:
    """The papers of one step before they are numbered."""

    key: str
    filed: list[Filed] = field(default_factory=list)


def steps_of(
    filed: Sequence[Filed],
    stages: Sequence[Stage],
    places: dict[str, str],
    *,
    protect: bool = False,
) -> tuple[BinderStep, ...]:
    """Lay papers into numbered steps: those of production, carriage, the whole chain.

    A translation stands beside its original and has no number of its own. `places`
    gives where a party is. With `protect` papers so marked are withheld.
    """
    translations = {f.translation_of: f.paper.file for f in filed if f.translation_of}
    held = {s.key: _Held(s.key) for s in stages}
    for key in (CARRIAGE, CHAIN):
        held[key] = _Held(key)
    known = _stage_of_number([f.paper for f in filed])
    for one in filed:
        if not one.translation_of:
            held[_step_key(one.paper, held, known)].filed.append(one)
    numbered = [h for h in held.values() if h.filed or h.key in {s.key for s in stages}]
    rules = {s.key: s for s in stages}
    steps = []
    for number, step in enumerate(numbered, 1):
        papers = sorted(step.filed, key=_order)
        exhibits = tuple(
            _exhibit(f"{number}-{place}", one, translations, protect=protect)
            for place, one in enumerate(papers, 1)
        )
        steps.append(_step(number, step.key, exhibits, rules.get(step.key), places))
    return joined(linked(steps))


def _stage_of_number(papers: Sequence[Paper]) -> dict[str, str]:
    """Give the stage of the paper that bears a number, where all agree on it."""
    found: dict[str, set[str]] = {}
    for paper in papers:
        if paper.number is not None and paper.stage:
            found.setdefault(paper.number.value, set()).add(paper.stage)
    return {number: next(iter(s)) for number, s in found.items() if len(s) == 1}


def _step_key(paper: Paper, held: dict[str, _Held], known: dict[str, str]) -> str:
    """Give where a paper stands: a payment stands with the invoice that it pays."""
    if paper.stage in held:
        return paper.stage
    pays = [known[r.value] for r in paper.refs if r.value in known]
    if paper.kind == PAYMENT and pays and pays[0] in held:
        return pays[0]
    return CARRIAGE if paper.kind in words()["carriage"] else CHAIN


def _order(filed: Filed) -> tuple[int, str, str, str]:
    p = filed.paper
    day = p.day.isoformat() if p.day else "9999"
    return kind_place(p.kind), day, p.number.value if p.number else "", p.file


def _exhibit(
    mark: str, filed: Filed, translations: dict[str, str], *, protect: bool
) -> Exhibit:
    paper = filed.paper
    if protect and filed.protect:
        stands = Form.WITHHELD
    elif filed.trouble:
        stands = Form.SHUT
    elif INSIDE in paper.file:
        stands = Form.TEXT
    elif paper.media in OWN_PAGES and paper.file.lower().endswith(".pdf"):
        stands = Form.PAGES
    elif paper.media in (Media.IMAGE, Media.SCAN):
        stands = Form.PICTURE
    else:
        stands = Form.TEXT
    pages = paper.pages if stands is Form.PAGES else 1
    translation = translations.get(paper.file, "")
    return Exhibit(mark, filed, stands, pages, translation=translation)


def _step(
    number: int,
    key: str,
    exhibits: tuple[Exhibit, ...],
    rule: Stage | None,
    places: dict[str, str],
) -> BinderStep:
    papers = [e.paper for e in exhibits if e.stands is not Form.WITHHELD]
    makers = [
        p.party(PartyRole.MAKER, PartyRole.ISSUER, PartyRole.SELLER)
        for p in papers
        if p.kind.endswith(("_record", "_list")) and p.kind != "packing_list"
    ] or [p.party(PartyRole.MAKER, PartyRole.SELLER) for p in papers]
    names = tuple(dict.fromkeys(m for m in makers if m))
    spots = tuple(dict.fromkeys(places[m] for m in names if places.get(m)))
    return BinderStep(
        number,
        key,
        step_title(key),
        names if rule else (),
        "; ".join(spots),
        exhibits,
        taken=_quantities(papers, AmountRole.TAKEN) if rule else (),
        made=_quantities(papers, AmountRole.MADE) if rule else (),
        needs=_needs(exhibits, rule),
        production=rule is not None,
    )


def _quantities(papers: Sequence[Paper], role: AmountRole) -> tuple[str, ...]:
    """Say quantities of records of production, each with its lot."""
    found = []
    for p in papers:
        lots = p.lots_in if role is AmountRole.TAKEN else p.lots_out
        for amount in p.amounts:
            if amount.role is role:
                lot = amount.lot or ", ".join(s.value for s in lots)
                named = f" (lot {lot})" if lot else ""
                found.append(f"{amount}{named}")
    return tuple(dict.fromkeys(found))


def _needs(exhibits: Sequence[Exhibit], rule: Stage | None) -> tuple[Need, ...]:
    found = []
    for need in rule.requirements if rule else ():
        kinds = {kind_of(d) for d in need.documents}
        marks = tuple(
            e.mark
            for e in exhibits
            if e.paper.kind in kinds and e.stands is not Form.SHUT
        )
        found.append(
            Need(need.text, marks, need.ask, need.reference, need.verification.value)
        )
    return tuple(found)


def parties_of(
    steps: Sequence[BinderStep],
    given: Sequence[PartyRow],
    countries: Mapping[str, str] | None = None,
) -> tuple[PartyRow, ...]:
    """Give every organisation that papers name, with its roles and steps.

    `countries` gives where papers say a party is; what a person gave goes before.
    """
    found = countries or {}
    known = {row.name: row for row in given}
    roles: dict[str, list[str]] = {name: list(known[name].roles) for name in known}
    where: dict[str, list[int]] = {name: [] for name in known}
    first: dict[str, str] = {}
    for step in steps:
        for exhibit in step.exhibits:
            if exhibit.stands is Form.WITHHELD:
                continue
            for party in exhibit.paper.parties:
                roles.setdefault(party.name, []).append(party.role.value)
                where.setdefault(party.name, []).append(step.number)
                first.setdefault(party.name, exhibit.mark)
    return tuple(
        PartyRow(
            name,
            tuple(dict.fromkeys(roles[name])),
            tuple(dict.fromkeys(where[name])),
            known[name].place if name in known else "",
            (known[name].country if name in known else "") or found.get(name, ""),
            first.get(name, ""),
            known[name].latin if name in known else "",
        )
        for name in roles
    )


def gaps_of(steps: Sequence[BinderStep]) -> tuple[tuple[str, int], ...]:
    """Say what the binder lacks, step by step: papers, joints, translations, files."""
    found: list[tuple[str, int]] = []
    production = [s for s in steps if s.production]
    for step in steps:
        if step.production and not step.exhibits:
            found.append(("no paper of this step is in the binder", step.number))
        for need in step.needs if step.exhibits else ():
            if not need.marks:
                ask = " or ".join(need.ask)
                found.append((f"nothing shows {need.text}: {ask}", step.number))
        late = step.production and step is not production[0]
        if late and step.exhibits and not step.joined:
            found.append(("no number joins this step to the one before", step.number))
        for e in step.exhibits:
            if e.paper.language.startswith("zh") and not e.translation:
                found.append((f"exhibit {e.mark} has no translation yet", step.number))
            if e.stands is Form.SHUT:
                why = f"exhibit {e.mark} cannot be printed: {e.filed.trouble}"
                found.append((why, step.number))
    return tuple(found)
