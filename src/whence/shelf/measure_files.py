"""One measure file in, one checked Measure out; every complaint names file and key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

from whence.errors import DataError
from whence.model.measure import (
    Ground,
    Measure,
    MeasureKind,
    Outcome,
    Scope,
    Verification,
    Version,
)
from whence.model.span import Span
from whence.shelf import yaml_of
from whence.shelf.references import checked_reference

Word = TypeVar("Word", bound=StrEnum)
MEASURE = frozenset(
    "key title kind authority first_word lists versions notes invented".split()
)
VERSION = frozenset(
    "reference seen_at verification until ended_by ended_reference ended_seen_at"
    " ended_verification scope any".split()
)
GROUND = frozenset(
    "key limb predicate value clause reference seen_at verification".split()
)
SCOPE = frozenset({"hs", "words", "text"})
FIRST_WORDS = {
    MeasureKind.PRESUMPTION: Outcome.PRESUMED,
    MeasureKind.ORDER: Outcome.UNDER_ORDER,
    MeasureKind.INVESTIGATION: Outcome.DECIDED_AGAINST,
}


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate of the closed vocabulary: its limb and what its value is."""

    name: str
    limb: str
    value: str
    means: str


@cache
def vocabulary() -> Mapping[str, Predicate]:
    """Give the closed vocabulary of predicates by name."""
    raw: Mapping[str, Any] = yaml_of("measures/vocabulary.yml")
    return {k: Predicate(k, v["limb"], v["value"], v["means"]) for k, v in raw.items()}


def measure_of(raw: Any, where: str) -> Measure:
    """Check a measure as written and give the noun.

    Raises:
        DataError: a key is unknown or missing, a predicate is not of the vocabulary,
            a reference cites no authority, or two versions hold on the same day.

    """
    _keys(raw, MEASURE, where)
    invented = raw.get("invented", False) is True
    kind = _one(MeasureKind, raw, "kind", where=where)
    first = _one(Outcome, raw, "first_word", where=where)
    if kind in FIRST_WORDS and first is not FIRST_WORDS[kind]:
        raise DataError(
            f"the first word of a measure of kind {kind} is "
            f'"{FIRST_WORDS[kind]}", not "{first}".',
            where=f"{where}: first_word",
        )
    parts = raw.get("versions")
    if not isinstance(parts, dict) or not parts:
        raise DataError("no version with its first day.", where=f"{where}: versions")
    lists = tuple(raw.get("lists") or ())
    made, notes = [], [_note(n, f"{where}: notes", invented) for n in _notes(raw)]
    for start in sorted(parts, key=str):
        at = f"{where}: versions: {start}"
        if not isinstance(start, date):
            raise DataError("a version begins with a day, YYYY-MM-DD.", where=at)
        version, doubt = _version(parts[start], start, at, (invented, lists))
        made.append(version)
        notes += doubt
    _apart(made, where)
    return Measure(
        key=_text(raw, "key", where),
        title=_text(raw, "title", where),
        kind=kind,
        authority=_text(raw, "authority", where),
        first_word=first,
        versions=tuple(made),
        lists=lists,
        notes=tuple(notes),
        invented=invented,
    )


def _notes(raw: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(raw.get("notes") or ())


def _note(raw: Mapping[str, Any], where: str, invented: bool) -> str:
    """Put a note in one line: text (reference, how far it was verified)."""
    reference = checked_reference(raw.get("reference"), where, invented=invented)
    mark = _one(Verification, raw, "verification", where=where)
    return f"{_text(raw, 'text', where).rstrip('.')} ({reference}; {mark})"


def _version(
    raw: Any, start: date, where: str, about: tuple[bool, tuple[str, ...]]
) -> tuple[Version, list[str]]:
    """Read one version; an end that is only remembered becomes a note."""
    _keys(raw, VERSION, where)
    invented = about[0]
    mark = _one(Verification, raw, "verification", where=where)
    end, doubt = raw.get("until"), []
    if end is not None:
        if not isinstance(end, date) or end <= start:
            raise DataError("it ends before it begins.", where=f"{where}: until")
        mark_end = _one(Verification, raw, "ended_verification", where=where)
        checked_reference(
            raw.get("ended_reference"), f"{where}: ended_reference", invented=invented
        )
        if not mark_end.decides:
            doubt.append(f"It may have ended on {end} ({mark_end}); not applied")
            end = None
    grounds = raw.get("any")
    if not isinstance(grounds, list) or not grounds:
        raise DataError("no ground.", where=f"{where}: any")
    version = Version(
        span=Span(start, end),
        grounds=tuple(
            _ground(g, f"{where}: any[{n}]", about) for n, g in enumerate(grounds)
        ),
        scope=_scope(raw.get("scope") or {}, f"{where}: scope"),
        reference=checked_reference(
            raw.get("reference"), f"{where}: reference", invented=invented
        ),
        seen_at=_text(raw, "seen_at", where),
        verification=mark,
        ended_by=str(raw.get("ended_by", "")) if end else "",
    )
    return version, doubt


def _scope(scope: Any, where: str) -> Scope:
    """Read the goods of an order: codes as digits, words folded."""
    _keys(scope, SCOPE, where)
    codes = ("".join(c for c in str(h) if c.isdigit()) for h in scope.get("hs", ()))
    words = (str(w).casefold() for w in scope.get("words", ()))
    return Scope(tuple(codes), tuple(words), str(scope.get("text", "")))


def _ground(raw: Any, where: str, about: tuple[bool, tuple[str, ...]]) -> Ground:
    _keys(raw, GROUND, where)
    invented, lists = about
    name = _text(raw, "predicate", where)
    word = vocabulary().get(name)
    if word is None:
        raise DataError(
            f"there is no predicate {name!r}.",
            where=f"{where}: predicate",
            remedy=f"Those that exist: {', '.join(sorted(vocabulary()))}.",
        )
    if raw.get("limb") != word.limb:
        raise DataError(f"{name} is of the {word.limb} limb.", where=f"{where}: limb")
    value = _text(raw, "value", where)
    if word.value == "list" and value.partition("#")[0] not in lists:
        raise DataError(
            f"{value!r} is none of the lists of this measure.", where=f"{where}: value"
        )
    return Ground(
        key=_text(raw, "key", where),
        limb=word.limb,
        predicate=name,
        value=value,
        clause=_text(raw, "clause", where),
        reference=checked_reference(
            raw.get("reference"), f"{where}: reference", invented=invented
        ),
        verification=_one(Verification, raw, "verification", where=where),
    )


def _apart(versions: Sequence[Version], where: str) -> None:
    """Refuse versions that hold on the same day; an open one ends never."""
    for one, two in pairwise(versions):
        if one.span.end is None or two.span.start < one.span.end:
            raise DataError(
                f"the versions of {one.span.start} and {two.span.start} overlap.",
                where=f"{where}: versions",
                remedy="Give the earlier one an `until`.",
            )


def _keys(raw: Any, known: frozenset[str], where: str) -> None:
    if not isinstance(raw, dict):
        raise DataError("keys with values are wanted.", where=where)
    for key in sorted(set(map(str, raw)) - known):
        raise DataError(
            "unknown key.",
            where=f"{where}: {key}",
            remedy=f"Those that exist: {', '.join(sorted(known))}.",
        )


def _text(raw: Mapping[str, Any], key: str, where: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DataError("it is missing, or no text.", where=f"{where}: {key}")
    return value.strip()


def _one(kind: type[Word], raw: Mapping[str, Any], key: str, *, where: str) -> Word:
    try:
        return kind(str(raw.get(key, "")))
    except ValueError as error:
        known = ", ".join(str(member) for member in kind)
        raise DataError(
            f"{raw.get(key)!r} is none of: {known}.", where=f"{where}: {key}"
        ) from error
