"""A model under its scenarios: intervals first, draws second, and what changes what."""

from dataclasses import dataclass

from whence.errors import DataError, UsageError
from whence.estimate.drivers import drivers, swings
from whence.estimate.interval import bounds
from whence.estimate.language import FormulaError
from whence.estimate.resolve import RESULT, Ready, box_of
from whence.estimate.sample import POWER, draws, likely, values
from whence.estimate.say import figure_words
from whence.model.estimate import (
    Basis,
    Dependence,
    Estimate,
    Input,
    Scenario,
    ScenarioRun,
    Shape,
    Shift,
)
from whence.model.figure import Range, Sort

ASSUMED = "ASSUMED"


@dataclass(frozen=True, slots=True)
class Terms:
    """How to run a model: how inputs move together, how they are spread, how many
    draws (2 to this power), and the sentences that go with each estimate."""

    dependence: Dependence = Dependence.INDEPENDENT
    shape: Shape = Shape.FLAT
    power: int = POWER
    caveats: tuple[str, ...] = ()


def run(held: Ready, scenario: str, terms: Terms) -> ScenarioRun:
    """Run one scenario.

    Raises:
        UsageError: the model has no such scenario.
        DataError: a formula divides by a range that holds zero.

    """
    chosen = _scenario(held, scenario)
    box = box_of(held.model, scenario)
    tree = held.trees[RESULT]
    independent = terms.dependence is Dependence.INDEPENDENT
    shown = [k for k in held.trees if k != RESULT]
    return ScenarioRun(
        scenario=chosen,
        interval=_interval(held, chosen, RESULT, box, terms),
        sampled=_sampled(held, chosen, RESULT, box, terms),
        parts=tuple(
            e
            for k in shown
            for e in (
                _interval(held, chosen, k, box, terms),
                _sampled(held, chosen, k, box, terms),
            )
        ),
        drivers=drivers(tree, box, shape=terms.shape) if independent else (),
        swings=swings(tree, box),
    )


def shifts(held: Ready, terms: Terms) -> tuple[Shift, ...]:
    """Say what each change of each scenario does alone, from the model as stated."""
    stated = held.model.scenarios[0]
    before = _sampled(held, stated, RESULT, box_of(held.model, stated.key), terms)
    found = []
    for scenario in held.model.scenarios:
        for change in scenario.changes:
            box = box_of(held.model, scenario.key, only=change.input)
            after = _sampled(held, scenario, RESULT, box, terms)
            found.append(Shift(scenario.key, change.input, change.note, before, after))
    return tuple(found)


def _scenario(held: Ready, key: str) -> Scenario:
    for scenario in held.model.scenarios:
        if scenario.key == key:
            return scenario
    known = ", ".join(s.key for s in held.model.scenarios)
    raise UsageError(f"there is no scenario {key!r}.", remedy=f"Use {known}.")


def _interval(
    held: Ready, scenario: Scenario, part: str, box: dict[str, Range], terms: Terms
) -> Estimate:
    try:
        found = bounds(held.trees[part], box)
    except FormulaError as error:
        raise _fail(held, part, error) from None
    return _estimate(held, scenario, part, (found, Basis.INTERVAL), terms)


def _sampled(
    held: Ready, scenario: Scenario, part: str, box: dict[str, Range], terms: Terms
) -> Estimate:
    names = [i.key for i in held.model.inputs]
    drawn = draws(
        names, box, dependence=terms.dependence, shape=terms.shape, power=terms.power
    )
    try:
        found = likely(values(held.trees[part], drawn))
    except FormulaError as error:
        raise _fail(held, part, error) from None
    return _estimate(held, scenario, part, (found, Basis.SAMPLED), terms)


def _fail(held: Ready, part: str, error: FormulaError) -> DataError:
    line = next(p.line for p in held.model.parts if p.key == part)
    return DataError(
        f"`{part}` cannot be reckoned: {error}.",
        where=f"{held.model.file}, line {line}",
        remedy="Give the divisor a range that keeps clear of zero.",
    )


def _estimate(
    held: Ready,
    scenario: Scenario,
    part: str,
    found: tuple[Range, Basis],
    terms: Terms,
) -> Estimate:
    model = held.model
    return Estimate(
        range=found[0],
        basis=found[1],
        sort=model.sort,
        period=model.period,
        model=model.key,
        scenario=scenario.key,
        part=part,
        dependence=terms.dependence,
        shape=terms.shape,
        assumptions=assumptions(held, scenario),
        sources=sources(held, scenario),
        caveats=terms.caveats,
    )


def assumptions(held: Ready, scenario: Scenario) -> tuple[str, ...]:
    """Say each assumption in words: inputs marked ASSUMED, and what a scenario sets."""
    changed = {c.input: c for c in scenario.changes}
    found = []
    for item in held.model.inputs:
        change = changed.get(item.key)
        if change is not None:
            note = f": {change.note}" if change.note else ""
            found.append(
                f"{item.says}: {ends(change.range, item)}, set by the scenario{note}"
            )
        elif item.status == ASSUMED:
            found.append(f"{item.says}: {ends(item.range, item)}, ASSUMED")
    return tuple(found)


def ends(held: Range, item: Input) -> str:
    """Print the ends of an input as stated."""
    kind = "share" if item.sort.unit == "percent" else item.sort.kind
    return figure_words(held, Sort(item.sort.unit, kind=kind))


def sources(held: Ready, scenario: Scenario) -> tuple[str, ...]:
    """Name the figures and sources that inputs stand on."""
    changed = {c.input: c.figures for c in scenario.changes}
    found: dict[str, None] = {}
    for item in held.model.inputs:
        for key in changed.get(item.key) or item.figures:
            found.setdefault(key)
        if item.source:
            found.setdefault(item.source)
    return tuple(found)
