"""What may be added, divided and compared: units and populations of formulas.

Units are reckoned by pint (BSD), with a registry of our own: every population is a
dimension, so that persons at risk and persons in forced labour cannot meet, and a
factor that leads from one population to another says so in its unit. Imported when
the first formula is looked at: pint costs a third of a second.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, NoReturn

from whence.estimate.functions import TOTAL, check_call
from whence.estimate.language import Call, FormulaError, Minus, Name, Number, Tree, Two
from whence.model.figure import Sort
from whence.shelf.kinds import Kinds

PURE = ("number", "factor")


class SortError(FormulaError):
    """Two things that do not count the same were to be added, divided or compared."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a formula counts: a unit of pint, the flow, the kind, the place."""

    unit: Any
    flow: str
    kind: str
    place: str


@cache
def _registry() -> Any:
    from pint import UnitRegistry

    # No definitions but ours, and no cache on disk: nothing is read or written.
    made: Any = UnitRegistry(None, cache_folder=None)
    made.define("percent = 0.01")
    return made


@cache
def _unit(name: str) -> Any:
    """Give a unit by its name, defining it as a dimension of its own when new."""
    registry = _registry()
    made = registry.Unit("")
    for place, part in enumerate(name.split("/")):
        if part in ("", "1", "percent", "date"):
            continue
        if part not in registry:
            registry.define(f"{part} = [{part}]")
        made = made / registry.Unit(part) if place else made * registry.Unit(part)
    return made


_POPULATIONS: dict[str, str] = {}


def _population(flow: str) -> Any:
    """Give a population as a dimension."""
    if not flow:
        return _unit("")
    name = "of_" + sha256(flow.encode()).hexdigest()[:12]
    _POPULATIONS[name] = flow
    return _unit(name)


def counted(sort: Sort, *, turns: tuple[str, ...] = (), flows: bool = True) -> Counted:
    """Give what a figure or an input counts.

    Args:
        sort: its unit, flow, kind and place.
        turns: for a factor, the populations it leads from and to.
        flows: False to look at units alone.

    """
    unit = _unit(sort.unit)
    if flows and sort.kind == "level":
        unit = unit * _population(sort.flow)
    if flows and turns:
        unit = unit * _population(turns[1]) / _population(turns[0])
    return Counted(unit, sort.flow if flows else "", sort.kind, sort.place)


def unit_name(what: Counted) -> str:
    """Name the unit as figures do, without the population."""
    if what.kind in ("growth", "share", "points"):
        return "percent"
    if what.kind == "date":
        return "date"
    above, below = [], []
    for name, power in sorted(what.unit._units.items()):
        if name not in _POPULATIONS:
            (above if power > 0 else below).append(name)
    return "*".join(above) + (f"/{'/'.join(below)}" if below else "")


def words(what: Counted, kinds: Kinds) -> str:
    """Say in words what is counted."""
    above, below = [], []
    for name, power in sorted(what.unit._units.items()):
        flow = _POPULATIONS.get(name)
        said = f"({flow})" if flow else kinds.unit_words(name)
        (above if power > 0 else below).append(said)
    above.sort(key=lambda s: s.startswith("("))
    said = " ".join(above) or "a plain number"
    if not above and not below and what.kind in ("growth", "share", "points"):
        said = f"a {what.kind} of {what.flow or 'nothing named'}"
    return said + (f" for each {' '.join(below)}" if below else "")


def sort_of(tree: Tree, held: Mapping[str, Counted], kinds: Kinds) -> Counted:
    """Say what a formula counts.

    Raises:
        SortError: it adds, subtracts or divides what does not count the same.
        FormulaError: a name or a function is unknown.

    """
    match tree:
        case Number(_, percent):
            return Counted(_unit(""), "", "factor" if percent else "number", "")
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


def refuse(verb: str, a: Counted, b: Counted, kinds: Kinds) -> NoReturn:
    """Refuse to bring two things together, naming both.

    Raises:
        SortError: always.

    """
    one, two = words(a, kinds), words(b, kinds)
    if one == two and a.place != b.place:
        one = f"{one} in {kinds.place_name(a.place)}"
        two = f"{two} in {kinds.place_name(b.place)}"
    elif one == two:
        one, two = f"{one} ({a.kind})", f"{two} ({b.kind})"
    joint = {"add": "to", "subtract": "from", "divide": "by"}.get(verb, "with")
    if verb == "subtract":
        one, two = two, one
    raise SortError(f"refused to {verb} {one} {joint} {two}")


def same(a: Counted, b: Counted, verb: str, kinds: Kinds) -> None:
    """Hold that two things count the same, so that they may be added or compared.

    Raises:
        SortError: they do not.

    """
    if a.kind in PURE and b.kind in PURE and a.unit == b.unit:
        return
    pure = a.kind in PURE or b.kind in PURE
    if pure and a.unit.dimensionless and b.unit.dimensionless:
        return
    alike = a.unit.dimensionality == b.unit.dimensionality and a.kind == b.kind
    if not alike or (a.flow and b.flow and a.flow != b.flow):
        refuse(verb, a, b, kinds)
    if a.place and b.place and a.place != b.place:
        refuse(verb, a, b, kinds)


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
        return Counted(_unit(""), first.flow or second.flow, "growth", first.place)
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
    unit = _unit("")
    for name, power in term.unit._units.items():
        money = name[3:4] == "_" and name[:3].isupper()
        unit = unit * _unit(f"{name[:3]}_nominal" if money else name) ** power
    return Counted(unit, term.flow, term.kind, term.place)


def _bare(term: Counted) -> Counted:
    """Forget the population: for a part and its whole, which differ in it."""
    unit = term.unit
    if term.flow:
        unit = unit / _population(term.flow)
    return Counted(unit, "", term.kind, "")


def _parted(name: str, terms: list[Counted], kinds: Kinds) -> Counted:
    part, whole = terms if name == "share" else terms[::-1]
    same(_bare(part), _bare(whole), "divide" if name == "share" else "subtract", kinds)
    inside = part.flow == whole.flow or kinds.is_part(part.flow, whole.flow)
    if not inside or not kinds.is_within(part.place, whole.place):
        a, b = words(part, kinds), words(whole, kinds)
        raise SortError(f"{a} is not known to be a part of {b}: say so in `within`")
    if name == "share":
        return Counted(_unit(""), part.flow, "share", part.place)
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
    unit = _bare(first).unit * _population(whole)
    return Counted(unit, whole, first.kind, first.place)


def _beside(a: Counted, b: Counted, kinds: Kinds) -> Counted:
    same(_bare(a), _bare(b), "divide", kinds)
    whole = kinds.flows.get(a.flow, "")
    if not whole or whole != kinds.flows.get(b.flow, ""):
        refuse("divide", a, b, kinds)
    return Counted(_unit(""), "", "factor", a.place)


def _share_grown(name: str, terms: list[Counted], kinds: Kinds) -> Counted:
    share, part, whole = terms
    _is(share, "share", name, kinds)
    _is(part, "growth", name, kinds)
    _is(whole, "growth", name, kinds)
    known = share.flow and part.flow and whole.flow
    if known and (part.flow != share.flow or not kinds.is_part(part.flow, whole.flow)):
        refuse("compare", part, whole, kinds)
    return Counted(_unit(""), share.flow, "share", share.place)
