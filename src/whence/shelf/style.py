"""The house style: colours, sizes, marks of outcomes and grades, points of the map."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.model.measure import Outcome
from whence.model.source import Grade
from whence.shelf import rows_of, text_of, yaml_of

MARKS = frozenset({"square", "triangle", "half", "circle", "dash"})
TONES = ("first", "answer", "untraced", "none", "outside")


@dataclass(frozen=True, slots=True)
class OutcomeStyle:
    """How one outcome is shown. `tone` names a colour of the palette, `mark` a shape
    that stands beside it, so that colour is never the only sign."""

    outcome: Outcome
    tone: str
    mark: str
    meaning: str
    next: str


@dataclass(frozen=True, slots=True)
class GradeStyle:
    """How one grade is shown: `marks` of five filled dots, and what it means."""

    grade: Grade
    marks: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where to draw a place: degrees north and east. Approximate by intent."""

    code: str
    name: str
    kind: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours (`#rrggbb`) on paper and on a dark screen, sizes (rem), stacks of
    fonts."""

    palette: dict[str, str]
    dark: dict[str, str]
    scale: dict[str, str]
    fonts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tongue:
    """How runs of a script are marked: letters that decide, each with its language, and
    the language of all other runs."""

    letters: tuple[tuple[str, str], ...]
    otherwise: str


@cache
def tokens() -> Tokens:
    """Read the palette, the type scale and the font stacks.

    Raises:
        DataError: a colour is not `#rrggbb`, or a tone has no colour.

    """
    where = "data/style/tokens.yml"
    held: dict[str, Any] = yaml_of("style/tokens.yml")
    try:
        palette = {str(k): str(v) for k, v in held["palette"].items()}
        dark = {str(k): str(v) for k, v in held["dark"].items()}
        scale = {str(k): str(v) for k, v in held["scale"].items()}
        fonts = {str(k): str(v) for k, v in held["fonts"].items()}
    except (KeyError, AttributeError) as error:
        raise DataError(f"a part is missing: {error}.", where=where) from error
    if dark.keys() != palette.keys():
        raise DataError("the dark palette has other names.", where=where)
    for name, colour in sorted([*palette.items(), *dark.items()]):
        if not re.fullmatch(r"#[0-9a-f]{6}", colour):
            raise DataError(f"{name} is {colour!r}, not #rrggbb.", where=where)
    missing = [t for t in TONES if t not in palette or f"{t}-wash" not in palette]
    if missing:
        raise DataError(f"no colour for {', '.join(missing)}.", where=where)
    return Tokens(palette, dark, scale, fonts)


@cache
def tongues() -> dict[str, Tongue]:
    """Give, by script, how its runs are marked with a language.

    Raises:
        DataError: a script has no language for what none of its letters decides.

    """
    try:
        return {
            r["script"]: Tongue(
                tuple((str(a), str(b)) for a, b in r.get("letters", ())), r["else"]
            )
            for r in yaml_of("style/tongues.yml")["scripts"]
        }
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"a script is not as described: {error}.", where="data/style/tongues.yml"
        ) from error


@cache
def outcomes() -> tuple[OutcomeStyle, ...]:
    """Give the style of every outcome, worst first.

    Raises:
        DataError: an outcome is missing, unknown, or shown by an unknown mark.

    """
    where = "data/style/outcomes.yml"
    try:
        found = tuple(
            OutcomeStyle(
                Outcome(r["outcome"]), r["tone"], r["mark"], r["meaning"], r["next"]
            )
            for r in yaml_of("style/outcomes.yml")["outcomes"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"an outcome is not as described: {error}.", where=where
        ) from error
    if tuple(s.outcome for s in found) != tuple(Outcome):
        raise DataError("every outcome must stand here once, worst first.", where=where)
    for style in found:
        if style.mark not in MARKS or style.tone not in TONES:
            raise DataError(f"unknown mark or tone for {style.outcome}.", where=where)
    return found


@cache
def grades() -> tuple[GradeStyle, ...]:
    """Give the style of every grade, best first.

    Raises:
        DataError: a grade is missing or unknown.

    """
    where = "data/style/outcomes.yml"
    try:
        found = tuple(
            GradeStyle(Grade(r["grade"]), int(r["marks"]), r["meaning"])
            for r in yaml_of("style/outcomes.yml")["grades"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"a grade is not as described: {error}.", where=where
        ) from error
    if tuple(s.grade for s in found) != tuple(Grade):
        raise DataError("every grade must stand here once, best first.", where=where)
    return found


def outcome_style(outcome: str) -> OutcomeStyle:
    """Give the style of one outcome.

    Raises:
        DataError: the word is no outcome.

    """
    for style in outcomes():
        if style.outcome.value == outcome:
            return style
    raise DataError(f"{outcome!r} is no outcome.", where="data/style/outcomes.yml")


@cache
def said() -> dict[str, dict[str, str]]:
    """Give what every printer says of its own parts: titles, leads, captions.

    Raises:
        DataError: a part is missing.

    """
    held = yaml_of("style/said.yml")
    missing = {"titles", "leads", "captions", "paper"} - set(held or {})
    if missing:
        raise DataError(
            f"no {', '.join(sorted(missing))}.", where="data/style/said.yml"
        )
    return {part: dict(texts) for part, texts in held.items()}


@cache
def points() -> dict[str, Point]:
    """Give the points of the map by place code; provinces also by `CN-` and digits.

    Raises:
        DataError: a latitude or longitude is no number or out of range.

    """
    found: dict[str, Point] = {}
    for row in rows_of("style/points.csv"):
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
            point = Point(row["code"], row["name"], row["kind"], lat, lon)
        except (KeyError, ValueError) as error:
            raise DataError(f"bad row {row}.", where="data/style/points.csv") from error
        if abs(lat) > 90 or abs(lon) > 180:
            raise DataError(
                f"{row['code']} off the map.", where="data/style/points.csv"
            )
        found[point.code] = point
        if point.kind == "province":
            found[f"CN-{row['gb']}0000"] = point
    return found


def point_of(code: str) -> Point | None:
    """Find the point of a place code, or of the nearest place above it.

    >>> point_of("CN-653121").name
    'Kashgar'
    >>> point_of("CN-320000").name
    'Jiangsu'
    >>> point_of("") is None
    True
    """
    held = points()
    tries = [code]
    if re.fullmatch(r"CN-\d{6,}", code):
        tries += [code[:9], f"{code[:7]}00", f"{code[:5]}0000"]
    tries.append(code[:2])
    return next((held[t] for t in tries if t in held), None)


def sheet(name: str) -> str:
    """Read a style sheet or script of `data/style`, such as `page.css`."""
    return text_of(f"style/{name}")
