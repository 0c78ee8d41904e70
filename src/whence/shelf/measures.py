"""The law: measures in dated versions, their grounds, their trials, the thresholds.

measures     every measure that may decide, ours and the user's
unverified   orders whose date is only remembered: shown, never deciding
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

import yaml

from whence.errors import DataError
from whence.model.measure import Measure
from whence.model.source import Grade
from whence.shelf import DATA, yaml_of
from whence.shelf.measure_files import measure_of, vocabulary

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
    """Give every measure that may decide, by key: ours, then the user's own files.

    Raises:
        DataError: a file is not as described (it names the file and the key), or a
            key stands twice.

    """
    found = {m.key: m for m in _shipped() if _decides(m)}
    for path in extra:
        measure = read_measure(path)
        if measure.key in found:
            raise DataError(
                f"there is already a measure {measure.key}.", where=f"{path}: key"
            )
        found[measure.key] = measure
    return {key: found[key] for key in sorted(found)}


def unverified() -> tuple[Measure, ...]:
    """Give the orders whose rows are from memory: printed with that mark, no more."""
    return tuple(m for m in _shipped() if not _decides(m))


def read_measure(path: Path) -> Measure:
    """Read a user's own measure from a YAML file.

    Raises:
        DataError: it cannot be read, or is not as described.

    """
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise DataError("the file cannot be read.", where=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"this is no YAML: {error}.", where=str(path)) from error
    return measure_of(raw, str(path))


@cache
def trials() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Give (measure key, trial as written) of every trial beside a measure."""
    found: list[tuple[str, Mapping[str, Any]]] = []
    for name, item in _files(".trials.yml"):
        key = name.removesuffix(".trials.yml")
        for raw in yaml.safe_load(item.read_text("utf-8")):
            found.append((str(raw.get("measure", key)), raw))
    return tuple(found)


@cache
def _shipped() -> tuple[Measure, ...]:
    found = []
    for name, item in _files(".yml"):
        if not name.endswith(".trials.yml") and "/" in name:
            where = f"data/measures/{name}"
            measure = measure_of(yaml.safe_load(item.read_text("utf-8")), where)
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


def _decides(measure: Measure) -> bool:
    return any(v.verification.decides for v in measure.versions)
