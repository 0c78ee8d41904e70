"""What a table is, and what each of its columns means.

map_table   the mapping of one raw table, with confidence and reason per column
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from whence.model.table import ColumnRole, Mapping, RawTable, TableKind
from whence.read.assign import assign
from whence.read.columns import Column, columns_of
from whence.read.further import further
from whence.read.headings import KNOWN
from whence.read.orders import ordered
from whence.read.signs import confidence
from whence.read.twins import without_twins
from whence.shelf.tables import RoleRule, TableRule, accepted_from, folded, table_kinds

LEAST = 0.45
# A header that says another thing clearly better is no sign of this one.
OWN = 0.9
# Below this a header says nothing, and its values may speak alone.
MUTE = 0.7
# From here it says something, if weakly: values that speak for another role lose by it.
SAYS, GAINSAID = 0.5, 0.8
# A table of which less is understood is shown to a person, however sure the rest is.
UNDERSTOOD = 0.5
UNASKED = (
    "it is a form whose questions are not understood: say what they ask, or bring a"
    " table with one supplier a row"
)
# Weights of the choice between kinds, set on the test tables of `tests/read`: a missing
# required role must outweigh three good columns, an unexplained known header a third.
MISSING, HINT, UNEXPLAINED, SIGN = 3.0, 1.0, 0.3, 2.0


@dataclass(frozen=True, slots=True)
class _Reading:
    rule: TableRule
    columns: tuple[ColumnRole, ...]
    missing: tuple[str, ...]
    score: float


def fingerprint_of(headers: Sequence[str]) -> str:
    """Give the sha256 of a header, by which the same form is known again."""
    text = "\x1f".join(folded(header) for header in headers)
    return hashlib.sha256(text.encode()).hexdigest()


def map_table(
    raw: RawTable, *, saved: Sequence[Mapping] = (), kind: TableKind | None = None
) -> Mapping:
    """Say what the table is and what its columns mean; a saved mapping wins.

    Args:
        raw: the table as read.
        saved: mappings of `case.toml`, known by fingerprint, best with the same sheet.
        kind: what a person says the table is; the columns are read for it alone.

    Returns:
        The mapping. When it is not accepted, `missing` names the roles without a
        column, or the confidence is too low; the job asks.

    """
    headers = [column.header for column in raw.columns]
    mark = fingerprint_of(headers)
    same = [m for m in saved if m.fingerprint == mark and kind in (None, m.kind)]
    for known in [m for m in same if m.sheet == raw.sheet] or same:
        return as_saved(raw, known)
    if raw.kind is not None and kind in (None, raw.kind):
        return _as_said(raw, raw.kind, mark)
    columns, dropped = columns_of(raw)
    if raw.form:
        return _form(raw, columns, mark)
    columns, twice = without_twins(raw, columns)
    readings = sorted(
        (
            _read_as(rule, columns, raw)
            for rule in table_kinds().values()
            if (rule.guessed if kind is None else rule.kind == kind.value)
        ),
        key=lambda reading: -reading.score,
    )
    best = readings[0]
    sure = _sureness(best, readings[1] if len(readings) > 1 else None)
    more = further(best.rule, columns, best.columns)
    roles = (*best.columns, *more)
    roles = tuple(sorted(roles, key=lambda c: headers.index(c.header)))
    mapped = {c.header for c in roles}
    dropped += tuple(
        c.header for c in columns if c.header not in mapped and c.is_somebody
    )
    roles, doubts = ordered(raw, TableKind(best.rule.kind), roles)
    doubts += twice
    return Mapping(
        name=raw.name,
        sheet=raw.sheet,
        fingerprint=mark,
        kind=TableKind(best.rule.kind),
        confidence=round(sure, 3),
        columns=roles,
        unmapped=tuple(h for h in headers if h not in mapped and h not in dropped),
        dropped=dropped,
        accepted=not best.missing
        and not raw.doubt
        and sure >= accepted_from()
        and not doubts
        and _understood(columns, mapped) >= UNDERSTOOD,
        missing=best.missing,
        doubts=doubts,
    )


def _form(raw: RawTable, columns: Sequence[Column], mark: str) -> Mapping:
    """Read a form as the answers of one supplier.

    Only what its questions say counts. An answer to a question that is not understood
    may be a person's, and goes no further than one that is known to be.
    """
    asked = [replace(c, speaks=False) for c in columns]
    reading = _read_as(table_kinds()[TableKind.SUPPLIERS.value], asked, raw)
    read = {c.header: c for c in reading.columns}
    sure = _sureness(reading, None)
    accepted = not reading.missing and not raw.doubt and sure >= accepted_from()
    return Mapping(
        name=raw.name,
        sheet=raw.sheet,
        fingerprint=mark,
        kind=TableKind.SUPPLIERS,
        confidence=round(sure, 3),
        columns=tuple(read[c.header] for c in columns if c.header in read),
        dropped=tuple(c.header for c in raw.columns if c.header not in read),
        accepted=accepted,
        missing=reading.missing,
        doubts=() if accepted else (UNASKED,),
    )


def as_saved(raw: RawTable, saved: Mapping) -> Mapping:
    """Apply a saved mapping; a role it gives wrongly shows as missing."""
    rule = table_kinds()[saved.kind.value]
    headers = {column.header for column in raw.columns}
    columns = tuple(
        c for c in saved.columns if c.header in headers and c.role in rule.roles
    )
    used = {c.header for c in columns} | set(saved.dropped)
    missing = _missing(rule, {c.role for c in columns})
    # A profile knows the form, and not in which letters this file was written, nor
    # which way round its days are.
    own = saved.accepted and saved.name == raw.name
    columns, doubts = (columns, ()) if own else ordered(raw, saved.kind, columns)
    return replace(
        saved,
        name=raw.name,
        sheet=raw.sheet,
        columns=columns,
        unmapped=tuple(c.header for c in raw.columns if c.header not in used),
        accepted=saved.accepted and not missing and (own or not (raw.doubt or doubts)),
        missing=missing,
        doubts=doubts,
    )


def _as_said(raw: RawTable, kind: TableKind, mark: str) -> Mapping:
    """Take the kind and the roles that the file's own standard says."""
    rule = table_kinds()[kind.value]
    pairs = zip(raw.columns, raw.roles, strict=True)
    columns = tuple(
        ColumnRole(column.header, role, 1.0, "the standard says so")
        for column, role in pairs
        if role in rule.roles
    )
    missing = _missing(rule, {c.role for c in columns})
    return Mapping(
        name=raw.name,
        sheet=raw.sheet,
        fingerprint=mark,
        kind=kind,
        confidence=1.0,
        columns=columns,
        accepted=not missing,
        missing=missing,
    )


def _read_as(rule: TableRule, columns: Sequence[Column], raw: RawTable) -> _Reading:
    """Find the best roles of the columns if the table is of this kind."""
    rules = [role for role in rule.roles.values() if not role.further]
    sure = [[_confidence(r, c) for c in columns] for r in rules]
    found: list[ColumnRole] = []
    score = 0.0
    for i, at in enumerate(assign([_ranked(row, columns) for row in sure])):
        if at is None:
            continue
        role, column, value = rules[i], columns[at], sure[i][at]
        why = _why(role, column)
        found.append(ColumnRole(column.header, role.role, round(value, 3), why))
        told = role.sign and column.meanings and _is_own(role, column)
        told = told and not column.people  # a clerk under "Buyer" tells no kind
        score += value * (SIGN if told else 1.0)
    missing = _missing(rule, {c.role for c in found})
    score -= MISSING * len(missing) + UNEXPLAINED * _unexplained(found, columns)
    score += HINT * _hinted(rule, raw)
    return _Reading(rule, tuple(found), missing, score)


def _headed(role: RoleRule, column: Column) -> float:
    """How well the header says the role; the role's own name is the best header, but
    of a column that is known to be something else."""
    if folded(column.header) == folded(role.role) and KNOWN not in column.meanings:
        return 1.0
    said = column.meanings
    return max((said[m] * b for m, b in role.meanings if m in said), default=0.0)


def _is_own(role: RoleRule, column: Column) -> bool:
    """Whether the header says what the role is first of all, not a makeshift for it."""
    if not role.meanings or folded(column.header) == folded(role.role):
        return True
    first = column.meanings.get(role.meanings[0][0], 0.0)
    best = max(column.meanings.values(), default=0.0)
    return first >= max(0.5, OWN * best)


def _confidence(role: RoleRule, column: Column) -> float:
    said, headed = max(column.meanings.values(), default=0.0), _headed(role, column)
    alone = column.speaks and role.values and said < MUTE
    value = confidence(headed, role.type, column.sample, alone=alone)
    if headed < SAYS <= said:
        value *= GAINSAID
    return value if value >= LEAST else 0.0


def _ranked(row: Sequence[float], columns: Sequence[Column]) -> list[float]:
    """Break ties: the fuller column first, then the longer texts ("Shipper Full
    Address" beside "Shipper Address"), then the one further left."""
    return [
        value
        and value + 0.02 * column.fill + 0.02 * column.length - 0.0001 * column.index
        for value, column in zip(row, columns, strict=True)
    ]


def _why(role: RoleRule, column: Column) -> str:
    score = _headed(role, column)
    if score < 0.5:
        return f"the values look like {role.type}"
    if folded(column.header) == folded(role.role) or column.is_known:
        return "the header is known"
    return "the header is near a known one"


def _missing(rule: TableRule, roles: set[str]) -> tuple[str, ...]:
    """Name the required groups of which no role has a column."""
    groups = (group for group in rule.required if roles.isdisjoint(group))
    return tuple(" or ".join(group) for group in groups)


def _unexplained(found: Sequence[ColumnRole], columns: Sequence[Column]) -> int:
    """Count known headers that this kind has no use for."""
    mapped = {c.header for c in found}
    return sum(
        1
        for c in columns
        if c.is_known and c.header not in mapped and KNOWN not in c.meanings
    )


def _understood(columns: Sequence[Column], mapped: set[str]) -> float:
    """Say what share of the columns that hold anything is read, or known."""
    full = [c for c in columns if c.sample]
    known = sum(c.header in mapped or c.is_known for c in full)
    return known / len(full) if full else 1.0


def _hinted(rule: TableRule, raw: RawTable) -> bool:
    """Whether the sheet's or the file's name says what the table is."""
    said = f" {folded(raw.sheet)} {folded(raw.name.rsplit('.', 1)[0])} "
    return any(
        f" {hint} " in said if hint.isascii() else hint in said for hint in rule.hints
    )


def _sureness(best: _Reading, second: _Reading | None) -> float:
    """How sure the kind is: by its lead over the next, and its weakest needed role."""
    other = 0.0 if second is None else second.score
    lead = (best.score - other) / max(best.score, 1.0)
    needed = [
        max((c.confidence for c in best.columns if c.role in group), default=0.0)
        for group in best.rule.required
    ]
    return max(0.0, min(1.0, 0.6 + 2 * lead, *needed))
