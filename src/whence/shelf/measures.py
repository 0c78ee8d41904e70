"""The law: measures in dated versions, their grounds, their trials, the thresholds.

measures     every measure that may decide or inform, ours and the user's
unverified   measures known from memory or one doubtful copy: shown, never deciding
trials       the trials that stand beside a measure, as written
vocabulary   the closed list of predicates a ground may use
thresholds   how good a fact must be for what
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from whence.errors import DataError
from whence.model.measure import Measure
from whence.model.source import Grade
from whence.shelf import DATA, yaml_of
from whence.shelf.measure_files import measure_of, vocabulary
from whence.shelf.yaml_lines import line_of, read, with_line

__all__ = [
    "Thresholds",
    "caps",
    "measures",
    "read_measure",
    "thresholds",
    "trials",
    "unverified",
    "vocabulary",
]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The grade each step of the reasoning asks for."""

    first_word: Grade
    identity: Grade
    judged: Grade
    listing: Grade
    settles_signal: Grade
    other_role: Grade
    traced: Grade
    traced_tie: Grade
    answer: Grade
    finding: Grade
    decision: Grade


@cache
def thresholds() -> Thresholds:
    """Give the grades that `data/policies/grades.yml` asks for."""
    raw = yaml_of("policies/grades.yml")["thresholds"]
    return Thresholds(**{key: Grade(grade) for key, grade in raw.items()})


@cache
def caps() -> Mapping[str, Grade]:
    """Give the best grade that a source of each kind can carry."""
    raw = yaml_of("policies/grades.yml")["caps"]
    return {key: Grade(grade) for key, grade in raw.items()}


def measures(extra: Sequence[Path] = ()) -> Mapping[str, Measure]:
    """Give every measure that may decide or inform, by key: ours, then the user's.

    Raises:
        DataError: a file is not as described (it names the file, the line and the
            key), or a key stands twice.

    """
    found = {m.key: m for m in _shipped() if m.decides}
    for path in extra:
        measure = read_measure(path)
        if measure.key in found:
            line = line_of(path.read_text("utf-8"), "key")
            raise DataError(
                f"there is already a measure {measure.key}.",
                where=f"{path}, line {line}: key",
                remedy="Give yours a key of its own.",
            )
        found[measure.key] = measure
    return {key: found[key] for key in sorted(found)}


def unverified() -> tuple[Measure, ...]:
    """Give the measures whose rows are from memory: printed with that mark, no more."""
    return tuple(m for m in _shipped() if not m.decides)


def read_measure(path: Path) -> Measure:
    """Read a user's own measure from a YAML file.

    Raises:
        DataError: it cannot be read, or is not as described.

    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise DataError("the file cannot be read.", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise DataError("this is no text in UTF-8.", where=str(path)) from error
    return _measure(text, str(path))


def _measure(text: str, where: str) -> Measure:
    """Read a measure; a complaint names the line."""
    raw = read(text, where)
    try:
        return measure_of(raw, where)
    except DataError as error:
        raise with_line(error, text, where) from error


@cache
def trials() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Give (measure key, trial as written) of every trial beside a measure.

    The key is the name of the file up to its first dot, so that a measure may have
    several files of trials.
    """
    found: list[tuple[str, Mapping[str, Any]]] = []
    for name, item in _files(".trials.yml"):
        key = name.partition(".")[0]
        for raw in read(item.read_text("utf-8"), f"data/measures/{name}"):
            found.append((str(raw.get("measure", key)), raw))
    return tuple(found)


@cache
def _shipped() -> tuple[Measure, ...]:
    found = []
    for name, item in _files(".yml"):
        if not name.endswith(".trials.yml") and "/" in name:
            where = f"data/measures/{name}"
            measure = _measure(item.read_text("utf-8"), where)
            if f"{measure.key}.yml" != name:
                raise DataError("the key is not the name of the file.", where=where)
            found.append(measure)
    return tuple(found)


def _files(suffix: str) -> Iterator[tuple[str, Traversable]]:
    def walk(place: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
        for item in sorted(place.iterdir(), key=lambda i: i.name):
            if item.is_dir():
                yield from walk(item, f"{prefix}{item.name}/")
            elif item.name.endswith(suffix):
                yield prefix + item.name, item

    return walk(DATA / "measures", "")
