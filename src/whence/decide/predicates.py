"""The closed vocabulary of grounds. Each predicate looks at facts, never at a score.

A predicate answers with touches (a ground met or asked, element by element) and asides
(lines that are printed and touch nothing). Data may name these and no others;
`data/measures/vocabulary.yml` says what their values are. Those about papers stand in
`paper_predicates`.
"""

from collections.abc import Callable, Mapping
from functools import cache

from whence.decide.links import Link
from whence.decide.paper_predicates import decided_by_authority, named_in_finding
from whence.decide.scope import of_operation
from whence.decide.touches import (
    Answer,
    Aside,
    Element,
    Predicate,
    Question,
    Touch,
    capped,
    fact_order,
    inside,
    made,
    needed,
    reaches,
    tied,
)
from whence.model.chain import Claim, Fact, Operation
from whence.model.measure import Standing, StandingKind
from whence.model.party import Role, Verdict
from whence.model.source import Grade

Goods = Callable[[Question, Operation], Element | None]
CONFIRMS = (StandingKind.IDENTITY, StandingKind.SUBSIDIARY)


def produced_in(question: Question) -> Answer:
    """A step that mined, made or processed these goods or an input took place there.

    Elements: a site of the act in the place; that its party is the maker; the tie to
    the goods. A statement of origin, or a signal about a maker none of whose sites is
    known outside the place from a record, asks and never meets. An office, a postal
    code, a registration number, a seller's address touch nothing.
    """
    return _in_place(question, _any_goods)


def scope_goods_produced_in(question: Question) -> Answer:
    """As `produced_in`, and what was made there is of the kinds the order names.

    Cotton trousers with buttons of the region are not under an order on cotton.
    """
    return _in_place(question, _scope_goods)


def produced_by_listed(question: Question) -> Answer:
    """A party on the list, on the date of importation, produced goods or an input.

    Elements: who the party is; that its listing holds on the day; that it is the
    maker; the tie to the goods. A candidate, an affiliate, a listing known from the
    press, a listed party in another role ask and never meet. The value is the key of
    a list, and after `#` the name under which an order names the party.
    """
    return _by_listed(question, _any_goods)


def scope_goods_produced_by_listed(question: Question) -> Answer:
    """As `produced_by_listed`, and what it made is of the kinds the order names."""
    return _by_listed(question, _scope_goods)


VOCABULARY: Mapping[str, Predicate] = {
    f.__name__: f
    for f in (
        produced_in,
        scope_goods_produced_in,
        produced_by_listed,
        scope_goods_produced_by_listed,
        named_in_finding,
        decided_by_authority,
    )
}


def _any_goods(question: Question, act: Operation) -> Element | None:
    """Ask nothing of what was made."""
    return _GOODS


def _scope_goods(question: Question, act: Operation) -> Element | None:
    """Ask that what was made is in scope; None when it is known not to be."""
    fits = of_operation(question.version.scope, act, question.context)
    if fits is None:
        return Element("goods", Grade.INFERRED, Grade.INFERRED)
    return Element("goods", Grade.OFFICIAL, Grade.OFFICIAL) if fits else None


_GOODS = Element("", Grade.OFFICIAL, Grade.OFFICIAL)


def _elements(goods: Element, *others: Element) -> tuple[Element, ...]:
    return (*others[:-1], goods, others[-1]) if goods.what else others


def _in_place(question: Question, ask: Goods) -> Answer:
    touches: list[Touch] = []
    asides: list[Aside] = []
    context, region = question.context, question.ground.value
    for act in context.linked:
        here = places_of(act, region)
        if not here:
            continue
        goods = ask(question, act)
        if goods is None:
            continue
        link = context.link(act)
        for fact in here:
            place = _place(question, act, fact)
            if isinstance(place, Aside):
                asides.append(place)
                continue
            who = made(act)
            if who.what == "other_role" and fact.claim is Claim.SITE:
                who = Element("made", Grade.INFERRED, act.role_grade)
            parts = _elements(goods, place, who, tied(link))
            touches.append(Touch(question.ground, act, link, parts, fact=fact))
    for act in context.chain.bystanders:
        asides += [Aside("note.signal", act, f) for f in places_of(act, region)]
    return touches, asides


PLACES = frozenset({Claim.SITE, Claim.SIGNAL, Claim.ORIGIN})


def places_of(act: Operation, region: str) -> list[Fact]:
    """Give what is said of a place in the region about an act, in a fixed order."""
    here = [f for f in act.facts if f.claim in PLACES and inside(f.value, region)]
    return sorted(here, key=fact_order) if len(here) > 1 else here


def _place(question: Question, act: Operation, fact: Fact) -> Element | Aside:
    """Say what a fact about a place is worth for the act."""
    makes = act.role in (Role.MAKER, Role.UNKNOWN)
    if fact.claim is Claim.ORIGIN:
        return Element("origin", Grade.INFERRED, fact.grade)
    if fact.claim is Claim.SITE:
        # A statement that somebody with a site there made nothing is in his favour:
        # unless a record says so, it stops no question. That he sold or bought says
        # nothing of who made the goods.
        silent = makes or act.role in (Role.SELLER, Role.BUYER)
        if silent or not reaches(act.role_grade, needed().other_role):
            return Element("site", fact.grade, fact.grade)
        return Aside("note.signal", act, fact)
    if not makes:
        return Aside("note.signal", act, fact)
    known = question.context.settled.get(act.party, ())
    region = question.ground.value
    for site in sorted(known, key=lambda f: f.value):
        good = reaches(site.grade, needed().settles_signal)
        if good and not inside(site.value, region):
            return Aside("note.settled", act, fact, site=site.value)
    return Element("signal", Grade.INFERRED, fact.grade)


def _by_listed(question: Question, ask: Goods) -> Answer:
    touches: list[Touch] = []
    asides: list[Aside] = []
    context = question.context
    for act in context.linked:
        for standing in _named(question, act):
            off = _off(question, standing)
            if off:
                asides.append(Aside(off, act, standing=standing))
                continue
            goods = ask(question, act)
            if goods is not None:
                link = context.link(act)
                touches.append(_listed(question, act, standing, more=(goods, link)))
    for act in context.chain.bystanders:
        asides += [
            Aside("note.listed", act, standing=standing)
            for standing in _named(question, act)
            if not _off(question, standing)
        ]
    return touches, asides


def _listed(
    question: Question,
    act: Operation,
    standing: Standing,
    *,
    more: tuple[Element, Link],
) -> Touch:
    goods, link = more
    listing = standing.listing
    good = reaches(listing.grade, needed().listing)
    grade = listing.grade if good else capped(listing.grade, Grade.DECLARED)
    parts = _elements(
        goods,
        _identity(standing),
        Element("listing", grade, listing.grade),
        made(act),
        tied(link),
    )
    return Touch(question.ground, act, link, parts, standing=standing)


def _named(question: Question, act: Operation) -> list[Standing]:
    """Give the standings of the act's party to the list, or to the named party."""
    rows = question.standings.get(act.party, ()) if act.party else ()
    if not rows:
        return []
    key, _, name = question.ground.value.partition("#")
    found = [
        s
        for s in rows
        if s.listing.list_key == key and (not name or is_named(s.listing.names, name))
    ]
    return sorted(found, key=_order)


def _order(standing: Standing) -> tuple[str, str, str, str, str]:
    """Sort standings; the last part tells apart those alike in all that is printed."""
    rest = (standing.span, standing.judgement, standing.p_same, standing.sources)
    return (
        standing.listing.key,
        standing.kind.value,
        standing.grade.value,
        standing.why,
        f"{rest} {standing.listing}",
    )


def is_named(names: tuple[str, ...], name: str) -> bool:
    """Whether one of a listing's names begins as the order writes the party's.

    >>> is_named(("Hoshine Silicon Industry Co. Ltd. and Subsidiaries",),
    ...          "Hoshine Silicon Industry Co. Ltd.")
    True
    """
    wanted = _folded(name)
    return any(f"{_folded(n)} ".startswith(f"{wanted} ") for n in names)


@cache
def _folded(name: str) -> str:
    plain = "".join(c if c.isalnum() else " " for c in name.casefold())
    return " ".join(plain.split())


def _off(question: Question, standing: Standing) -> str:
    """Name the line to print when a standing cannot count on the day, or ""."""
    if standing.kind is StandingKind.DIFFERENT:
        return "note.different"
    listing, day = standing.listing, question.day
    if day < listing.span.start:
        return "note.not_yet"
    if day not in listing.span:
        return "note.ended"
    if standing.span is not None and day not in standing.span:
        return "note.relation"
    return ""


def _identity(standing: Standing) -> Element:
    """Say how well it is known that the party is the one listed."""
    kind, grade = standing.kind, standing.grade
    judgement = standing.judgement
    if kind in CONFIRMS:
        if judgement is not None and judgement.verdict is Verdict.SAME:
            if kind is StandingKind.IDENTITY:
                return Element("judged", needed().judged, grade)
            # The listed firm was judged the same; the relation below it is documented,
            # and what is lost on the way is the grade of a judgement only.
            if reaches(grade, needed().first_word):
                grade = needed().judged
        scoped = kind is StandingKind.IDENTITY or standing.listing.covers_subsidiaries
        if scoped and reaches(grade, needed().identity):
            return Element(kind.value, grade, standing.said or grade)
        return Element(kind.value, capped(grade, Grade.DECLARED), grade)
    return Element(kind.value, Grade.INFERRED, grade)
