"""What may be added, divided and compared: units and populations of formulas.

Units are reckoned by pint (BSD), with a registry of our own: every population is a
dimension, so that persons at risk and persons in forced labour cannot meet, and a
factor that leads from one population to another says so in its unit. Imported when
the first formula is looked at: pint costs a third of a second.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, NoReturn

from whence.estimate.language import FormulaError
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
def unit_of(name: str) -> Any:
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


def population_of(flow: str) -> Any:
    """Give a population as a dimension."""
    if not flow:
        return unit_of("")
    name = "of_" + sha256(flow.encode()).hexdigest()[:12]
    _POPULATIONS[name] = flow
    return unit_of(name)


def counted(sort: Sort, *, turns: tuple[str, ...] = (), flows: bool = True) -> Counted:
    """Give what a figure or an input counts.

    Args:
        sort: its unit, flow, kind and place.
        turns: for a factor, the populations it leads from and to.
        flows: False to look at units alone.

    """
    unit = unit_of(sort.unit)
    if flows and sort.kind == "level":
        unit = unit * population_of(sort.flow)
    if flows and turns:
        unit = unit * population_of(turns[1]) / population_of(turns[0])
    return Counted(unit, sort.flow if flows else "", sort.kind, sort.place)


def unit_name(what: Counted) -> str:
    """Name the unit as figures do, without the population."""
    if what.kind in ("growth", "share", "points"):
        return "percent"
    if what.kind == "date":
        return "date"
    above: list[str] = []
    below: list[str] = []
    for name, power in sorted(what.unit._units.items()):
        if name not in _POPULATIONS:
            (above if power > 0 else below).append(name)
    return "*".join(above) + (f"/{'/'.join(below)}" if below else "")


def words(what: Counted, kinds: Kinds) -> str:
    """Say in words what is counted."""
    above: list[str] = []
    below: list[str] = []
    for name, power in sorted(what.unit._units.items()):
        flow = _POPULATIONS.get(name)
        said = f"({flow})" if flow else kinds.unit_words(name)
        (above if power > 0 else below).append(said)
    above.sort(key=lambda s: s.startswith("("))
    said = " ".join(above) or "a plain number"
    if not above and not below and what.kind in ("growth", "share", "points"):
        said = f"a {what.kind} of {what.flow or 'nothing named'}"
    return said + (f" for each {' '.join(below)}" if below else "")


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
