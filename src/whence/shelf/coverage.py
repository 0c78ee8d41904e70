"""What of the law is modelled, verified since when, and what is missing.

coverage   a row per family of measures: counted from the measures, with its gaps
checked    the day on which the registry was last held against its sources
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from whence.errors import DataError
from whence.model.measure import Measure, MeasureKind
from whence.model.remark import Verification
from whence.shelf import yaml_of
from whence.shelf.measures import measures, trials, unverified

FILE = "measures/coverage.yml"


class State(StrEnum):
    """What Whence does with a family of measures."""

    DECIDES = "decides"
    BY_NAME = "decides when named"
    TOLD = "told, no outcome"
    HINT = "hint only"
    PAGE = "page only"


@dataclass(frozen=True, slots=True)
class Coverage:
    """A family of measures and how far it is covered.

    `since` is the first day on which a verified version applies. `seen`, `secondary`
    and `remembered` count rows (versions, grounds, ends and remarks) by how far they
    were checked. `page` is a heading of docs/law.md.
    """

    key: str
    title: str
    state: State
    measures: tuple[str, ...]
    since: date | None
    seen: int
    secondary: int
    remembered: int
    trials: int
    page: str
    gaps: tuple[str, ...]


@cache
def checked() -> date:
    """Give the day on which the registry was last held against its sources."""
    day = yaml_of(FILE)["checked"]
    assert isinstance(day, date)
    return day


@cache
def coverage() -> tuple[Coverage, ...]:
    """Give every family, in the order of the registry.

    Raises:
        DataError: a measure is in no family or in two, or a family lacks a part.

    """
    known = {**measures(), **{m.key: m for m in unverified()}}
    tried = Counter(key for key, _ in trials())
    where, found = f"data/{FILE}", []
    owner: dict[str, str] = {}
    for raw in yaml_of(FILE)["families"]:
        keys = _keys(raw, known, where)
        for key in keys:
            if key in owner:
                raise DataError(
                    f"{key} is in {owner[key]} and in {raw['key']}.", where=where
                )
            owner[key] = raw["key"]
        found.append(_family(raw, [known[k] for k in keys], tried))
    for key in sorted(set(known) - set(owner)):
        raise DataError(f"{key} is in no family.", where=where)
    return tuple(found)


def _keys(raw: Any, known: dict[str, Measure], where: str) -> list[str]:
    """Give the measures of a family; each name must mean one at least."""
    for part in ("key", "title", "measures", "page", "gaps"):
        if part not in raw:
            raise DataError(f"a family lacks {part}.", where=where)
    found = []
    for name in raw["measures"]:
        hits = [k for k in known if k == name or k.startswith(f"{name}/")]
        if not hits:
            raise DataError(f"no measure {name!r}.", where=f"{where}: {raw['key']}")
        found += hits
    return sorted(set(found))


def _family(raw: Any, rows: list[Measure], tried: Counter[str]) -> Coverage:
    marks = Counter(mark for m in rows for mark in _marks(m))
    days = [v.span.start for m in rows for v in m.versions if v.verification.decides]
    return Coverage(
        key=raw["key"],
        title=raw["title"],
        state=_state(rows),
        measures=tuple(m.key for m in rows),
        since=min(days, default=None),
        seen=marks[Verification.SEEN],
        secondary=marks[Verification.SECONDARY],
        remembered=marks[Verification.MEMORY],
        trials=sum(tried[m.key] for m in rows),
        page=raw["page"],
        gaps=tuple(raw["gaps"]),
    )


def _marks(measure: Measure) -> list[Verification]:
    """Give the mark of every row of a measure."""
    found = [r.verification for r in measure.remarks]
    for version in measure.versions:
        found.append(version.verification)
        found += [g.verification for g in version.grounds]
    return found


def _state(rows: list[Measure]) -> State:
    """Say what the best of a family's measures does."""
    sound = [m for m in rows if m.decides]
    if not sound:
        return State.HINT if rows else State.PAGE
    deciding = [m for m in sound if m.kind is not MeasureKind.INFORMATION]
    if not deciding:
        return State.TOLD
    return State.BY_NAME if all(m.by_name for m in deciding) else State.DECIDES
