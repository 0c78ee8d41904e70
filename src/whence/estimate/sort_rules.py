"""What each operation and function of formulas counts, from what its terms count."""

from collections.abc import Mapping

from whence.estimate.functions import TOTAL, check_call
from whence.estimate.language import Call, FormulaError, Minus, Name, Number, Tree, Two
from whence.estimate.sorts import (
    PURE,
    Counted,
    SortError,
    population_of,
    refuse,
    same,
    unit_of,
    words,
)
from whence.shelf.kinds import Kinds


def sort_of(tree: Tree, held: Mapping[str, Counted], kinds: Kinds) -> Counted:
    """Say what a formula counts.

    Raises:
        SortError: it adds, subtracts or divides what does not count the same.
        FormulaError: a name or a function is unknown.

    """
    match tree:
        case Number(_, percent):
            return Counted(unit_of(""), "", "factor" if percent else "number", "")
        case Name(key):
            if key not in held:
                raise FormulaError(f"nothing is called {key!r}")
            return held[key]
        case Minus(of):
            return sort_of(of, held, kinds)
        case Two(sign, left, right):
            a, b = sort_of(left, held, kinds), sort_of(right, held, kinds)
            if sign in "+-":
                return _summed(a, b, "add" if sign == "+" else "subtract", kinds)
            return _times(a, b) if sign == "*" else _over(a, b, kinds)
        case Call(name, terms):
            check_call(name, len(terms))
            return _called(name, [sort_of(t, held, kinds) for t in terms], kinds)


def _summed(a: Counted, b: Counted, verb: str, kinds: Kinds) -> Counted:
    same(a, b, verb, kinds)
    if a.kind == b.kind:
        return Counted(a.unit, a.flow or b.flow, a.kind, a.place or b.place)
    return Counted(a.unit, "", "factor", a.place or b.place)


def _times(a: Counted, b: Counted) -> Counted:
    if b.kind == "number":
        return a
    if a.kind == "number":
        return b
    shares = [x for x in (a, b) if x.kind == "share"]
    if len(shares) == 1 and all(x.kind in PURE for x in (a, b) if x is not shares[0]):
        return shares[0]
    lead = a if a.kind == "level" else b
    plain = all(x.unit.dimensionless for x in (a, b) if x is not lead)
    kind = "level" if "level" in (a.kind, b.kind) else "factor"
    flow = lead.flow if kind == "level" and plain else ""
    return Counted(a.unit * b.unit, flow, kind, lead.place)


def _over(a: Counted, b: Counted, kinds: Kinds) -> Counted:
    if b.kind == "number":
        return a
    if b.kind == "level":
        if a.kind != "level":
            refuse("divide", a, b, kinds)
        same(a, b, "divide", kinds)
    kind = "level" if a.kind == "level" and b.kind != "level" else "factor"
    return Counted(a.unit / b.unit, "", kind, a.place or b.place)


def _called(name: str, terms: list[Counted], kinds: Kinds) -> Counted:
    first = terms[0]
    if name == TOTAL:
        return _total(terms, kinds)
    second = terms[1]
    if name in ("growth", "over"):
        same(_nominal(first), _nominal(second), "divide", kinds)
        return Counted(unit_of(""), first.flow or second.flow, "growth", first.place)
    if name in ("base", "change"):
        _is(second, "growth", name, kinds)
        if first.flow and second.flow and first.flow != second.flow:
            refuse("compare", first, second, kinds)
        return Counted(_nominal(first).unit, first.flow, "level", first.place)
    if name == "mean":
        if second.kind != "number":
            raise SortError(
                f"mean divides by a number of years, not {words(second, kinds)}"
            )
        return first
    if name == "above":
        _is(first, "growth", name, kinds)
        _is(second, "growth", name, kinds)
        if first.flow != second.flow or not kinds.is_within(first.place, second.place):
            refuse("compare", first, second, kinds)
        return Counted(first.unit, first.flow, "points", first.place)
    if name == "beside":
        return _beside(first, second, kinds)
    if name in ("share", "rest"):
        return _parted(name, terms, kinds)
    return _share_grown(name, terms, kinds)


def _is(term: Counted, kind: str, name: str, kinds: Kinds) -> None:
    if term.kind not in (kind, "factor"):
        raise SortError(f"{name} needs a {kind} here, not {words(term, kinds)}")


def _nominal(term: Counted) -> Counted:
    """Forget the year of money: a growth of trade is that of its nominal value."""
    unit = unit_of("")
    for name, power in term.unit._units.items():
        money = name[3:4] == "_" and name[:3].isupper()
        unit = unit * unit_of(f"{name[:3]}_nominal" if money else name) ** power
    return Counted(unit, term.flow, term.kind, term.place)


def _bare(term: Counted) -> Counted:
    """Forget the population: for a part and its whole, which differ in it."""
    unit = term.unit
    if term.flow:
        unit = unit / population_of(term.flow)
    return Counted(unit, "", term.kind, "")


def _parted(name: str, terms: list[Counted], kinds: Kinds) -> Counted:
    part, whole = terms if name == "share" else terms[::-1]
    same(_bare(part), _bare(whole), "divide" if name == "share" else "subtract", kinds)
    inside = part.flow == whole.flow or kinds.is_part(part.flow, whole.flow)
    if not inside or not kinds.is_within(part.place, whole.place):
        a, b = words(part, kinds), words(whole, kinds)
        raise SortError(f"{a} is not known to be a part of {b}: say so in `within`")
    if name == "share":
        return Counted(unit_of(""), part.flow, "share", part.place)
    return Counted(whole.unit, "", "level", whole.place)


def _total(terms: list[Counted], kinds: Kinds) -> Counted:
    first = terms[0]
    for term in terms[1:]:
        same(_bare(first), _bare(term), "add", kinds)
    flows = {t.flow for t in terms}
    if len(flows) == 1:
        return Counted(first.unit, first.flow, first.kind, "")
    wholes = {kinds.flows.get(f, "") for f in flows}
    if len(wholes) != 1 or "" in wholes or len(flows) < len(terms):
        raise SortError(
            f"{', '.join(sorted(flows))} are not known as parts of one whole"
        )
    whole = wholes.pop()
    unit = _bare(first).unit * population_of(whole)
    return Counted(unit, whole, first.kind, first.place)


def _beside(a: Counted, b: Counted, kinds: Kinds) -> Counted:
    same(_bare(a), _bare(b), "divide", kinds)
    whole = kinds.flows.get(a.flow, "")
    if not whole or whole != kinds.flows.get(b.flow, ""):
        refuse("divide", a, b, kinds)
    return Counted(unit_of(""), "", "factor", a.place)


def _share_grown(name: str, terms: list[Counted], kinds: Kinds) -> Counted:
    share, part, whole = terms
    _is(share, "share", name, kinds)
    _is(part, "growth", name, kinds)
    _is(whole, "growth", name, kinds)
    known = share.flow and part.flow and whole.flow
    if known and (part.flow != share.flow or not kinds.is_part(part.flow, whole.flow)):
        refuse("compare", part, whole, kinds)
    return Counted(unit_of(""), share.flow, "share", share.place)
