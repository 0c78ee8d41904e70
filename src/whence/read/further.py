"""Columns of names that are left when every role has its column.

A table of suppliers often names one firm twice, in two scripts, or two firms in a row:
who sells and who makes. Neither may be left unread.
"""

from collections.abc import Sequence

from whence.model.table import ColumnRole
from whence.read.columns import Column
from whence.shelf.tables import RoleRule, TableRule

SAID = 0.8
"""So clearly the header says a name; a weaker word is no reason to see a party."""
BEST = 0.9
"""Meanings within this share of the best are what a header may say first of all."""
HALF = 0.5


def further(
    rule: TableRule, columns: Sequence[Column], found: Sequence[ColumnRole]
) -> tuple[ColumnRole, ...]:
    """Give roles to columns of names that are left, those further left first.

    One that says the same party as the name does, in another script, is its local name;
    any other is a party of its own. Persons are none.
    """
    taken = {c.header for c in found}
    roles = {c.role for c in found}
    first = next((c for c in columns if c.header in _headers(found, "name")), None)
    free = [r for r in rule.roles.values() if r.further and r.role not in roles]
    local = "" if "name_local" in roles else "name_local"
    out: list[ColumnRole] = []
    for column in columns:
        if column.header in taken or column.people or not free:
            continue
        if not _says(column, free[0]):
            continue
        sure = round(column.said, 3)
        if first is not None and local and _is_same(first, column):
            why = "the same party in another script"
            out.append(ColumnRole(column.header, local, sure, why))
            local = ""
        else:
            why = "it names a further party"
            out.append(ColumnRole(column.header, free.pop(0).role, sure, why))
    return tuple(out)


def _headers(found: Sequence[ColumnRole], role: str) -> set[str]:
    return {c.header for c in found if c.role == role}


def _says(column: Column, rule: RoleRule) -> bool:
    """Whether a header says a party's name first of all, and the column holds any."""
    said = {meaning for meaning, _ in rule.meanings}
    return bool(column.sample) and column.said >= SAID and column.leading in said


def _is_same(one: Column, other: Column) -> bool:
    """Whether two columns name one party in two scripts."""
    return bool(_first(one) & _first(other)) and _is_latin(one) != _is_latin(other)


def _first(column: Column) -> set[str]:
    """Give what the header may say first of all."""
    least = BEST * column.said
    return {m for m, score in column.meanings.items() if score >= least}


def _is_latin(column: Column) -> bool:
    """Whether most names are written in Latin letters, with marks or without."""
    latin = sum(all(ord(c) < 0x250 for c in v if c.isalpha()) for v in column.sample)
    return latin > HALF * len(column.sample)
