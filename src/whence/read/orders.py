"""Whether the day or the month comes first, where a column's own cells do not tell.

Another column of days in the same table was written by the same program. The language
of the headers is a hint only: it is shown, and a person is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from whence.model.table import ColumnRole, RawTable, TableKind, Written
from whence.read.dates import order_in
from whence.read.grammar import languages_of
from whence.read.signs import likeness, sample_of
from whence.shelf.tables import day_first_languages, table_kinds

DAYS, SURE = ("date", "month", "period"), 0.8


def ordered(
    raw: RawTable, kind: TableKind, columns: Sequence[ColumnRole]
) -> tuple[tuple[ColumnRole, ...], tuple[str, ...]]:
    """Give the columns with the order of their days, and what a person must say.

    Args:
        raw: the table.
        kind: what it is.
        columns: its columns with their roles.

    """
    rules = table_kinds()[kind.value].roles
    found: list[ColumnRole] = []
    doubts: list[str] = []
    for column in columns:
        rule = rules[column.role]
        if rule.kept and rule.type in DAYS and not column.written:
            values = next(c.values for c in raw.columns if c.header == column.header)
            if order_in(values, column.header) is None:
                column, doubt = _told(raw, column)
                doubts += [doubt] if doubt else []
        found.append(column)
    return tuple(found), tuple(doubts)


def _told(raw: RawTable, column: ColumnRole) -> tuple[ColumnRole, str]:
    """Ask the other columns, then the language; say what is left to a person."""
    others = {
        order
        for other in raw.columns
        if other.header != column.header and _are_days(other.values)
        if (order := order_in(other.values, other.header))
    }
    if len(others) == 1:
        (order,) = others
        reason = f"{column.reason}; {order}, as in another column"
        return replace(column, written=order, reason=reason), ""
    doubt = f'in the column "{column.header}" day and month cannot be told apart'
    first = languages_of([c.header for c in raw.columns])[0]
    if first not in day_first_languages():
        return column, doubt
    hint = f"{doubt}; its headers are in a language ({first}) that sets the day first"
    return replace(column, written=Written.DAY_FIRST), hint


def _are_days(values: Sequence[str]) -> bool:
    return (likeness("date", sample_of(values)) or 0.0) >= SURE
