"""findings.json: the whole run as text, the same bytes on every machine."""

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, partial
from types import NoneType
from typing import Any, TypeAlias

from whence.model.findings import Findings
from whence.report.masks import withhold

Maker: TypeAlias = Callable[[Any], Any]

SIMPLE = frozenset({str, int, bool, NoneType})
"""Types that JSON knows as they are; a float is rounded first."""

DECIMALS = 6
"""Chances and weights are rounded here: the last bits of a float differ by machine."""


def to_json(findings: Findings) -> str:
    """Write the findings as JSON: one line per party, consignment, list or row.

    Keys stand in the order of the nouns; dates are ISO, enums their words, text is
    UTF-8 as it is. Described by `data/schema/findings.schema.json`.
    """
    return "".join(json_pieces(findings))


def json_pieces(findings: Findings) -> Iterator[str]:
    """Give the text of `to_json` item by item: the whole of a large run, and above all
    its plain form, take several times the room of the findings themselves."""
    held, open_ = withhold(findings), "{\n"
    for name, make in _fields(Findings):
        yield f"{open_}  {_text(name)}: "
        yield from _block(make, getattr(held, name))
        open_ = ",\n"
    yield "\n}\n"


def _block(make: Maker, value: Any) -> Iterator[str]:
    """Lay a list out with one item a line; anything else on one line."""
    rows = make is _plain and isinstance(value, (tuple, list))
    if not rows or not value or isinstance(value[0], str):
        yield _text(make(value))
        return
    open_ = "[\n    "
    for item in value:
        yield f"{open_}{_text(_plain(item))}"
        open_ = ",\n    "
    yield "\n  ]"


def _text(value: Any) -> str:
    """Give one JSON value on one line, refusing NaN and infinities."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _pairs(*names: str) -> Callable[[Any], list[dict[str, Any]]]:
    """Name the members of tuples, so that no reader must count positions."""
    return lambda rows: [
        {n: _plain(v) for n, v in zip(names, row, strict=True)} for row in rows
    ]


SHAPES: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("Findings", "versions"): dict,
    ("Findings", "summary"): dict,
    ("Portfolio", "lists"): dict,
    ("Portfolio", "parties"): dict,
    ("Portfolio", "versions"): dict,
    ("Result", "also_on"): _pairs("on", "outcome"),
    ("Result", "ahead"): _pairs("on", "outcome"),
    ("Findings", "methods"): _pairs("name", "text"),
    ("PartyFinding", "identifiers"): _pairs("kind", "code"),
    ("CandidateFinding", "explanation"): _pairs("feature", "detail", "weight"),
    ("Step", "values"): dict,
    ("Operation", "goods"): _pairs("hs", "words"),
    ("GateResult", "about"): dict,
    ("InputTrace", "stages"): _pairs("stage", "state"),
    ("Decision", "also_on"): _pairs("on", "outcome"),
    ("Decision", "ahead"): _pairs("on", "outcome"),
}


def plain(value: Any) -> Any:
    """Turn a noun into what JSON knows, as in `findings.json`.

    Raises:
        TypeError: a value is of a kind that no reader knows.

    """
    return _plain(value)


def _plain(value: Any) -> Any:
    """Turn nouns into dicts and lists that JSON knows.

    Raises:
        TypeError: a value is of a kind that findings never hold.

    """
    kind: type = type(value)
    return _maker(kind)(value)


@cache
def _maker(kind: type) -> Maker:
    """Choose once for a type how its values become plain."""
    if kind is NoneType or issubclass(kind, (bool, int)):
        return _same
    if issubclass(kind, str):
        return str
    if issubclass(kind, float):
        return lambda value: round(float(value), DECIMALS) + 0.0
    if issubclass(kind, date):
        return kind.isoformat
    if issubclass(kind, (set, frozenset)):
        return lambda value: sorted(_plain(item) for item in value)
    if issubclass(kind, (tuple, list)):
        return lambda value: [
            item if type(item) in SIMPLE else _plain(item) for item in value
        ]
    if is_dataclass(kind):
        return partial(_noun, _fields(kind))
    raise TypeError(f"findings hold a {kind.__name__}, which no reader knows")


def _noun(members: tuple[tuple[str, Maker], ...], value: Any) -> dict[str, Any]:
    """Give a noun as a dict; most members are plain already, and go in as they are."""
    made = {}
    for name, make in members:
        held = getattr(value, name)
        made[name] = held if type(held) in SIMPLE else make(held)
    return made


@cache
def _fields(kind: type) -> tuple[tuple[str, Maker], ...]:
    """Give the members of a noun in order, each with how it becomes plain."""
    return tuple(
        (f.name, SHAPES.get((kind.__name__, f.name), _plain)) for f in fields(kind)
    )


def _same(value: Any) -> Any:
    return value
