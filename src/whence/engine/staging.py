"""A foreign table by its roles: how its cells become texts and numbers in the engine.

Nothing is written down: statements walk the foreign file itself. To find out what
stands in a column its texts are enough as they are written; only where some bear blanks
around them is every one looked at when rows are read.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import duckdb

DECIMAL = "-?[0-9]{1,12}([.][0-9]{1,15})?"
"""A number that CAST reads as the readers do where a point is decimal."""
PLAIN = (
    "-?([0-9]{1,12}([.]([0-9]{1,2}|[0-9]{4,15}))?"
    "|0[0-9]{0,2}[.][0-9]{3}|[0-9]{4,12}[.][0-9]{3})"
)
"""One that it reads so anywhere: a point before one group of three may part thousands,
and is left to the readers."""
NUMERIC = ("DOUBLE", "FLOAT", "DECIMAL", "INTEGER", "BIGINT", "SMALLINT", "TINYINT")
BLANK = duckdb.ConstantExpression("")
NULL = duckdb.ConstantExpression(None)
Cell = Callable[[str], duckdb.Expression]


class Staging(Protocol):
    """A foreign table that a connection can open; see `foreign`."""

    def open(self, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Give its rows, with a column `row`."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A foreign table whose columns are known by roles; "" where a role has none.

    `numbers` are roles of numbers, and of these `decimal` those whose points are all
    decimal; `loose` are roles whose texts may bear blanks around them. The connection
    must know `bare` (see sql/m_bare).
    """

    table: Staging
    roles: Mapping[str, str]
    numbers: Iterable[str]
    loose: Collection[str] = ()
    decimal: Collection[str] = ()

    def rows(self, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Give its rows: a text a role; for each of `numbers` the number where no
        reader is needed to tell it (`n_<role>`) and the text where one is
        (`odd_<role>`), NULL elsewhere; `row`, the number of the row in its file; and
        `alike`, 64 bits over every cell of a row without a bill.
        """
        made = self.table.open(con)
        kinds = dict(zip(made.columns, map(str, made.types), strict=True))

        def text(column: str) -> duckdb.Expression:
            return _text(column, kinds[column])

        cells = {role: self._cell(role, kinds) for role in self.roles}
        columns = [cell.alias(role) for role, cell in cells.items()]
        for role in self.numbers:
            column = self.roles[role]
            pattern = DECIMAL if role in self.decimal else PLAIN
            number = _number(column, kinds.get(column, ""), text, pattern)
            columns.append(number.alias(f"n_{role}"))
        every = [text(c) for c in kinds if c != "row"]
        alike: duckdb.Expression = duckdb.FunctionExpression("hash", *every)
        if self.roles["bill"]:
            none = duckdb.ConstantExpression(0).cast("UBIGINT")
            alike = duckdb.CaseExpression(cells["bill"] == BLANK, alike).otherwise(none)
        row = duckdb.ColumnExpression("row").cast("INTEGER").alias("row")
        plain = made.project(row, *columns, alike.alias("alike"))
        odd = [self._odd(role).alias(f"odd_{role}") for role in self.numbers]
        return plain.project(duckdb.StarExpression(), *odd)

    def _cell(self, role: str, kinds: Mapping[str, str]) -> duckdb.Expression:
        column = self.roles[role]
        if not column:
            return BLANK
        if role in self.loose:
            return _text(column, kinds[column])
        return _written(column, kinds[column])

    def _odd(self, role: str) -> duckdb.Expression:
        """Give the text of a number that is not plain."""
        if not self.roles[role]:
            return NULL.cast("VARCHAR")
        said = duckdb.ColumnExpression(role)
        odd = duckdb.ColumnExpression(f"n_{role}").isnull() & (said != BLANK)
        bare = duckdb.FunctionExpression("bare", said)
        text = duckdb.CaseExpression(bare != BLANK, bare)
        return duckdb.CaseExpression(odd, text).otherwise(NULL.cast("VARCHAR"))


def _written(column: str, kind: str) -> duckdb.Expression:
    """Give a foreign cell as text as it is written, "" for none."""
    text: duckdb.Expression = duckdb.ColumnExpression(column)
    if kind != "VARCHAR":
        text = text.cast("VARCHAR")
    return duckdb.CoalesceOperator(text, BLANK)


def _text(column: str, kind: str) -> duckdb.Expression:
    """Give a foreign cell as text without blanks around it, "" for none."""
    written = _written(column, kind)
    return duckdb.FunctionExpression("bare", written) if kind == "VARCHAR" else written


def _number(column: str, kind: str, text: Cell, plain: str) -> duckdb.Expression:
    """Give a column's numbers of the pattern `plain`, NULL for the rest."""
    if not column:
        return NULL.cast("DOUBLE")
    if kind.startswith(NUMERIC):
        return duckdb.ColumnExpression(column).cast("DOUBLE")
    written, bare = _written(column, kind), text(column)
    found = duckdb.CaseExpression(_is(written, plain), written.cast("DOUBLE"))
    return found.when(_is(bare, plain), bare.cast("DOUBLE"))


def _is(text: duckdb.Expression, pattern: str) -> duckdb.Expression:
    """Whether the whole of a text is of a pattern."""
    said = duckdb.ConstantExpression(pattern)
    return duckdb.FunctionExpression("regexp_full_match", text, said)
