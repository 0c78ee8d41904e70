"""findings.json: the whole run as text, the same bytes on every machine."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from whence.model.findings import Findings
from whence.report.masks import withhold

DECIMALS = 6
"""Chances and weights are rounded here: the last bits of a float differ by machine."""


def to_json(findings: Findings) -> str:
    """Write the findings as JSON: one line per party, consignment, list or row.

    Keys stand in the order of the nouns; dates are ISO, enums their words, text is
    UTF-8 as it is. Described by `data/schema/findings.schema.json`.
    """
    body = _plain(withhold(findings))
    lines = [f"  {_text(key)}: {_block(value)}" for key, value in body.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _block(value: Any) -> str:
    """Lay a list out with one item a line; anything else on one line."""
    if not isinstance(value, list) or not value or isinstance(value[0], str):
        return _text(value)
    return "[\n" + ",\n".join(f"    {_text(item)}" for item in value) + "\n  ]"


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
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return round(float(value), DECIMALS) + 0.0
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        return {
            f.name: SHAPES.get((kind, f.name), _plain)(getattr(value, f.name))
            for f in fields(value)
        }
    raise TypeError(f"findings hold a {type(value).__name__}, which no reader knows")
