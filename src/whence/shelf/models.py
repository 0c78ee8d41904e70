"""Models of ranges: those of the shelf, and those that users bring as YAML."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from math import isfinite
from pathlib import Path

from whence.errors import DataError, UsageError
from whence.model.estimate import Change, Input, Mark, Model, Part, Scenario
from whence.model.figure import Range, Sort
from whence.shelf import DATA, text_of, yaml_of
from whence.shelf.figures import shipped
from whence.shelf.kinds import kinds
from whence.shelf.lined import Lined, lined, lined_file
from whence.shelf.values import value_of

RESULT = "result"
ASSUMED = "ASSUMED"
STATUSES = ("reported", "implied", "literature", ASSUMED)
AT_RISK = "at risk of "
NEEDED = ("key", "title", "place", "period", "unit", "inputs", "result")
ALLOWED = ("population", "parts", "scenarios", "published")
INPUT = ("low", "high", "status")
INPUT_ALLOWED = (
    "symbol", "says", "unit", "population", "turns", "figures", "source", "note",
)  # fmt: skip


def read_model(path: Path) -> Model:
    """Read a model of the user's.

    Raises:
        DataError: the file is not as it should be; names file, line and remedy.

    """
    root, text = lined_file(path)
    return _model(root, text)


@cache
def model_of(key: str) -> Model:
    """Give a model of the shelf.

    Raises:
        UsageError: there is none of this key; lists those there are.
        DataError: the shipped file is not as it should be.

    """
    if key not in model_keys():
        raise UsageError(
            f"there is no model {key!r}.",
            remedy=f"Use {', '.join(model_keys())}, or a YAML file of your own.",
        )
    file = f"figures/models/{key}.yml"
    text = text_of(file)
    return _model(lined(text, f"data/{file}"), text)


@cache
def model_keys() -> tuple[str, ...]:
    """Name the models of the shelf, the scale model first."""
    folder = DATA / "figures" / "models"
    found = (f.name for f in folder.iterdir())
    return tuple(sorted(n.removesuffix(".yml") for n in found if n.endswith(".yml")))


def caveats(model: Model) -> tuple[str, ...]:
    """Give the sentences that go with every estimate of a model, wherever it goes."""
    held: dict[str, list[str]] = yaml_of("figures/caveats.yml")
    own = held["people"] if model.sort.unit in kinds().people else []
    units = kinds().unit_words(model.sort.unit)
    return tuple(
        c.replace("{units}", units).replace("{population}", model.sort.flow)
        for c in (*own, *held["all"])
    )


def _model(root: Lined, text: str) -> Model:
    held = root.fields(NEEDED, ALLOWED)
    unit = _unit(held["unit"])
    population = held["population"].text() if "population" in held else ""
    _permitted(held, unit, population)
    inputs = tuple(_input(k, v) for k, v in held["inputs"].items())
    parts = (
        tuple(_part(k, v) for k, v in held["parts"].items()) if "parts" in held else ()
    )
    result = held["result"]
    parts = (*parts, Part(RESULT, held["title"].text(), result.text(), result.line))
    _no_twins(inputs, parts, root)
    scenarios = tuple(
        _scenario(k, v, {i.key: i for i in inputs})
        for k, v in (held["scenarios"].items() if "scenarios" in held else ())
    )
    return Model(
        key=held["key"].text(),
        title=held["title"].text(),
        place=held["place"].text(),
        period=held["period"].text(),
        sort=Sort(unit, population, "level", held["place"].text()),
        inputs=inputs,
        parts=parts,
        scenarios=_with_stated(scenarios),
        published=_marks(held, {p.key for p in parts}),
        file=root.file,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _with_stated(scenarios: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
    """Put the model as stated first, where no scenario is that already."""
    stated = [s for s in scenarios if not s.changes]
    if stated:
        rest = (s for s in scenarios if s is not stated[0])
        return (stated[0], *rest)
    return (
        Scenario("as-stated", "The ranges as the model states them", ()),
        *scenarios,
    )


def _permitted(held: Mapping[str, Lined], unit: str, population: str) -> None:
    """Hold a model to what may be estimated at all: a region, and people at risk."""
    place = held["place"]
    if not kinds().is_region(place.text()):
        raise place.fail(
            f"{place.text()!r} is finer than a region: nothing is estimated there.",
            "Use a country or a province, such as CN-XJ. There are no numbers per"
            " prefecture, county, firm or plant.",
        )
    at_risk = population.startswith(AT_RISK) and len(population) > len(AT_RISK)
    if unit in kinds().people and not at_risk:
        raise held.get("population", held["unit"]).fail(
            f"an estimate of {kinds().unit_words(unit)} must say of whom.",
            f"Write `population: {AT_RISK}...`: such an estimate counts people at risk"
            " of something, never instances of it.",
        )


def _unit(at: Lined) -> str:
    written = at.text()
    if written in ("", "1"):
        return ""
    unit = kinds().unit_of(written)
    if unit is None:
        known = ", ".join(w for w in kinds().units.values() if w)
        raise at.fail(
            f"{written!r} is no unit that is known.",
            f"Use {known}, a currency and a year such as USD 2021, or one unit over"
            " another such as persons/person-times.",
        )
    return unit


def _ends(held: Mapping[str, Lined], unit: str) -> Range:
    """Read the two ends of an interval."""
    ends = []
    for name in ("low", "high"):
        try:
            digits = value_of(
                held[name].text(), "percent" if unit == "percent" else ""
            )[0]
        except ValueError as error:
            raise held[name].fail(
                f"`{name}` cannot be used: {error}.", "Write 0.7, 3.10 million or 61.4."
            ) from None
        if digits.low != digits.high or not isfinite(digits.low):
            raise held[name].fail(f"`{name}` must be one number.")
        ends.append(digits.low)
    if ends[0] > ends[1]:
        raise held["low"].fail(
            f"the interval stands the wrong way round: {held['low'].text()} is above"
            f" {held['high'].text()}.",
            "Give the smaller end as `low`.",
        )
    return Range(*ends)


def _input(key: str, at: Lined) -> Input:
    held = at.fields(INPUT, INPUT_ALLOWED)
    unit = _unit(held["unit"]) if "unit" in held else ""
    status, figures = held["status"].text(), _figures(held)
    if status not in STATUSES:
        raise held["status"].fail(
            f"{status!r} is no status.", f"Use {', '.join(STATUSES)}."
        )
    source = held["source"].text() if "source" in held else ""
    if status != ASSUMED and not figures and not source:
        raise at.fail(
            f"`{key}` is {status} and names no source.",
            f"Add `source:` or `figures:`, or say `status: {ASSUMED}`.",
        )
    turns = _turns(held["turns"]) if "turns" in held else ()
    population = held["population"].text() if "population" in held else ""
    level = bool(population) or (unit and "/" not in unit and unit != "percent")
    kind = "level" if level else "factor"
    return Input(
        key=key,
        symbol=held["symbol"].text() if "symbol" in held else "",
        says=held["says"].text() if "says" in held else key,
        range=_ends(held, unit),
        sort=Sort(unit, population, kind),
        turns=turns,
        status=status,
        figures=figures,
        source=source,
        note=held["note"].text() if "note" in held else "",
        line=at.line,
    )


def _turns(at: Lined) -> tuple[str, ...]:
    found = tuple(p.text() for p in at.parts())
    if len(found) != 2:
        raise at.fail("`turns` names two populations: from, to.")
    return found


def _figures(held: Mapping[str, Lined]) -> tuple[str, ...]:
    if "figures" not in held:
        return ()
    found = []
    for part in held["figures"].parts():
        if part.text() not in shipped():
            raise part.fail(
                f"there is no figure {part.text()!r}.",
                "`whence figures show` lists them; for one of your own use `source:`.",
            )
        found.append(part.text())
    return tuple(found)


def _part(key: str, at: Lined) -> Part:
    held = at.fields(("formula",), ("says",))
    says = held["says"].text() if "says" in held else key
    return Part(key, says, held["formula"].text(), held["formula"].line)


def _scenario(key: str, at: Lined, inputs: Mapping[str, Input]) -> Scenario:
    held = at.fields((), ("says", "set"))
    changes = []
    for name, value in held["set"].items() if "set" in held else ():
        if name not in inputs:
            raise value.fail(
                f"scenario `{key}` sets `{name}`, which is no input.",
                f"Use {', '.join(inputs)}.",
            )
        own = value.fields(("low", "high"), ("note", "figures"))
        ends = _ends(own, inputs[name].sort.unit)
        note = own["note"].text() if "note" in own else ""
        changes.append(Change(name, ends, _figures(own), note, value.line))
    says = held["says"].text() if "says" in held else key
    return Scenario(key, says, tuple(changes))


def _marks(held: Mapping[str, Lined], parts: set[str]) -> tuple[Mark, ...]:
    found = []
    for at in held["published"].parts() if "published" in held else ():
        own = at.fields(("claim",), ("part",))
        part = own["part"].text() if "part" in own else RESULT
        if own["claim"].text() not in shipped():
            raise own["claim"].fail(f"there is no figure {own['claim'].text()!r}.")
        if part not in parts:
            raise own["part"].fail(f"there is no part `{part}`.")
        found.append(Mark(own["claim"].text(), part))
    return tuple(found)


def _no_twins(inputs: Iterable[Input], parts: Iterable[Part], root: Lined) -> None:
    seen: set[str] = set()
    lines = [(i.key, i.line) for i in inputs] + [(p.key, p.line) for p in parts]
    for key, line in lines:
        if key in seen:
            raise DataError(
                f"`{key}` is an input and a part, or stands twice.",
                where=f"{root.file}, line {line}",
            )
        seen.add(key)
