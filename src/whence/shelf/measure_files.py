"""One measure file in, one checked Measure out; every complaint names file and key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

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
from whence.model.remark import Form, Remark, RemarkKind
from whence.model.span import Span
from whence.shelf import yaml_of
from whence.shelf.references import checked_reference, earliest
from whence.shelf.written import day, one, only, rows, text

MEASURE = frozenset(
    "key title kind form if_law authority first_word asked territory lists versions"
    " notes invented".split()
)
VERSION = frozenset(
    "published in_force reference seen_at verification until ended_by ended_reference"
    " ended_seen_at ended_verification scope says any".split()
)
GROUND = frozenset(
    "key limb predicate value clause reference seen_at verification".split()
)
NOTE = frozenset("about text reference seen_at verification".split())
SCOPE = frozenset({"hs", "words", "text"})
BY_NAME = "by name"
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


@dataclass(frozen=True, slots=True)
class _About:
    """What every row of a file must know of the whole."""

    lists: tuple[str, ...]
    invented: bool
    proposal: bool
    outcome: bool

    def reference(self, written: object, where: str) -> str:
        """Give a reference back, or say what one looks like."""
        return checked_reference(
            written, where, invented=self.invented, proposal=self.proposal
        )


@cache
def vocabulary() -> Mapping[str, Predicate]:
    """Give the closed vocabulary of predicates by name."""
    raw: Mapping[str, Any] = yaml_of("measures/vocabulary.yml")
    return {k: Predicate(k, v["limb"], v["value"], v["means"]) for k, v in raw.items()}


def measure_of(raw: Any, where: str) -> Measure:
    """Check a measure as written and give the noun.

    Raises:
        DataError: a key is unknown or missing, a predicate is not of the vocabulary,
            a reference cites no authority, a version begins before any law, or two
            versions hold on the same day.

    """
    only(raw, MEASURE, where)
    kind, form = one(MeasureKind, raw, "kind", where=where), _form(raw, where)
    if_law = one(MeasureKind, raw, "if_law", where=where) if "if_law" in raw else None
    about = _About(
        lists=tuple(rows(raw, "lists", where)),
        invented=raw.get("invented", False) is True,
        proposal=form is Form.PROPOSAL,
        outcome=kind is not MeasureKind.INFORMATION or if_law is not None,
    )
    versions, doubts = _versions(raw, where, about)
    remarks = [
        _remark(note, f"{where}: notes[{n}]", about)
        for n, note in enumerate(rows(raw, "notes", where))
    ]
    return Measure(
        key=text(raw, "key", where),
        title=text(raw, "title", where),
        kind=kind,
        authority=text(raw, "authority", where),
        first_word=_first_word(raw, kind, where),
        versions=versions,
        lists=about.lists,
        remarks=(*doubts, *remarks),
        invented=about.invented,
        form=form,
        if_law=if_law,
        by_name=_by_name(raw, where),
        territory=str(raw.get("territory", "")),
    )


def _form(raw: Mapping[str, Any], where: str) -> Form:
    """Give the form; only what has no outcome is anything but a law."""
    if "form" not in raw:
        return Form.LAW
    form = one(Form, raw, "form", where=where)
    if raw.get("kind") != MeasureKind.INFORMATION:
        raise DataError(
            f"a {form} has no outcome, so its kind is information.",
            where=f"{where}: form",
        )
    return form


def _by_name(raw: Mapping[str, Any], where: str) -> bool:
    asked = raw.get("asked")
    if asked not in (None, BY_NAME):
        raise DataError(
            f"{asked!r} is not known.",
            where=f"{where}: asked",
            remedy=f'Leave it out, or write "{BY_NAME}".',
        )
    return asked == BY_NAME


def _first_word(
    raw: Mapping[str, Any], kind: MeasureKind, where: str
) -> Outcome | None:
    wanted = FIRST_WORDS.get(kind)
    if wanted is None:
        if "first_word" in raw:
            raise DataError("information has no outcome.", where=f"{where}: first_word")
        return None
    if one(Outcome, raw, "first_word", where=where) is not wanted:
        raise DataError(
            f'the first word of a measure of kind {kind} is "{wanted}".',
            where=f"{where}: first_word",
        )
    return wanted


def _versions(
    raw: Mapping[str, Any], where: str, about: _About
) -> tuple[tuple[Version, ...], list[Remark]]:
    """Read every version, in order; they must not hold on the same day."""
    parts = raw.get("versions")
    if not isinstance(parts, dict) or not parts:
        raise DataError("no version with its first day.", where=f"{where}: versions")
    made: list[Version] = []
    doubts: list[Remark] = []
    for start in sorted(parts, key=str):
        at = f"{where}: versions: {start}"
        if not isinstance(start, date):
            raise DataError("a version begins with a day, YYYY-MM-DD.", where=at)
        if start < earliest():
            raise DataError(
                f"it begins before any law of this kind, which is of {earliest()}.",
                where=at,
                remedy="Look for a slip in the year.",
            )
        version, doubt = _version(parts[start], start, at, about=about)
        made.append(version)
        doubts += doubt
    _apart(made, where)
    return tuple(made), doubts


def _version(
    raw: Any, start: date, where: str, *, about: _About
) -> tuple[Version, list[Remark]]:
    """Read one version; an end that is only remembered becomes a doubt."""
    only(raw, VERSION, where)
    grounds = rows(raw, "any", where)
    if about.outcome and not grounds:
        raise DataError("no ground.", where=f"{where}: any")
    end, doubts = _end(raw, start, where, about=about)
    version = Version(
        span=Span(start, end),
        grounds=tuple(
            _ground(g, f"{where}: any[{n}]", about) for n, g in enumerate(grounds)
        ),
        scope=_scope(raw.get("scope") or {}, f"{where}: scope"),
        reference=about.reference(raw.get("reference"), f"{where}: reference"),
        seen_at=text(raw, "seen_at", where),
        verification=one(Verification, raw, "verification", where=where),
        ended_by=str(raw.get("ended_by", "")) if end else "",
        published=day(raw, "published", where),
        in_force=day(raw, "in_force", where),
        says=str(raw.get("says", "")),
    )
    for key, early in (
        ("published", version.published),
        ("in_force", version.in_force),
    ):
        if early is not None and early > start:
            raise DataError("it is later than the first day.", where=f"{where}: {key}")
    return version, doubts


def _end(
    raw: Mapping[str, Any], start: date, where: str, *, about: _About
) -> tuple[date | None, list[Remark]]:
    """Give the first day after a version, None when that is not verified."""
    end = day(raw, "until", where)
    if end is None:
        return None, []
    if end <= start:
        raise DataError("it ends before it begins.", where=f"{where}: until")
    mark = one(Verification, raw, "ended_verification", where=where)
    reference = about.reference(raw.get("ended_reference"), f"{where}: ended_reference")
    if mark.decides:
        return end, []
    words = f"It may have ended on {end}; the end is not verified and not applied"
    seen = str(raw.get("ended_seen_at", "from memory"))
    return None, [Remark(RemarkKind.DOUBT, words, reference, seen, mark)]


def _remark(raw: Any, where: str, about: _About) -> Remark:
    only(raw, NOTE, where)
    kind = RemarkKind.NOTE
    if "about" in raw:
        kind = one(RemarkKind, raw, "about", where=where)
    mark = one(Verification, raw, "verification", where=where)
    if mark.decides:
        text(raw, "seen_at", where)
    return Remark(
        about=kind,
        text=text(raw, "text", where),
        reference=about.reference(raw.get("reference"), f"{where}: reference"),
        seen_at=str(raw.get("seen_at", "from memory")),
        verification=mark,
    )


def _scope(raw: Any, where: str) -> Scope:
    """Read the goods of an order: codes as digits, words folded."""
    only(raw, SCOPE, where)
    codes = ("".join(c for c in str(h) if c.isdigit()) for h in rows(raw, "hs", where))
    words = (str(word).casefold() for word in rows(raw, "words", where))
    return Scope(tuple(codes), tuple(words), str(raw.get("text", "")))


def _ground(raw: Any, where: str, about: _About) -> Ground:
    only(raw, GROUND, where)
    name = text(raw, "predicate", where)
    word = vocabulary().get(name)
    if word is None:
        raise DataError(
            f"there is no predicate {name!r}.",
            where=f"{where}: predicate",
            remedy=f"Those that exist: {', '.join(sorted(vocabulary()))}.",
        )
    if raw.get("limb") != word.limb:
        raise DataError(f"{name} is of the {word.limb} limb.", where=f"{where}: limb")
    value = text(raw, "value", where)
    if word.value == "list" and value.partition("#")[0] not in about.lists:
        raise DataError(
            f"{value!r} is none of the lists of this measure.", where=f"{where}: value"
        )
    return Ground(
        key=text(raw, "key", where),
        limb=word.limb,
        predicate=name,
        value=value,
        clause=text(raw, "clause", where),
        reference=about.reference(raw.get("reference"), f"{where}: reference"),
        verification=one(Verification, raw, "verification", where=where),
    )


def _apart(versions: Sequence[Version], where: str) -> None:
    """Refuse versions that hold on the same day; an open one ends never."""
    for before, after in pairwise(versions):
        if before.span.end is None or after.span.start < before.span.end:
            raise DataError(
                f"the versions of {before.span.start} and {after.span.start} overlap.",
                where=f"{where}: versions: {after.span.start}",
                remedy="Give the earlier one an `until`.",
            )
