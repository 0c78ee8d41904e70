"""Foreign tables as DuckDB opens them: Parquet, separated text, columns in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from whence.engine.refused import said
from whence.errors import InputError, OutputError


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """A Parquet file; its rows count from 1."""

    path: Path

    def open(self, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Give its rows, with a column `row`."""
        found = con.read_parquet(str(self.path.absolute()), file_row_number=True)
        number = duckdb.ColumnExpression("file_row_number")
        others = [
            duckdb.ColumnExpression(c) for c in found.columns if c != "file_row_number"
        ]
        one = duckdb.ConstantExpression(1)
        return found.project((number + one).alias("row"), *others)


@dataclass(frozen=True, slots=True)
class TextTable:
    """Separated text in UTF-8 with this header line; every cell is text.

    `headers` are unique names for its columns. Rows count as in a spreadsheet.
    """

    path: Path
    separator: str
    header_line: int
    headers: tuple[str, ...]

    def open(self, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Give its rows, with a column `row`; the connection must be ordered."""
        found = con.read_csv(
            str(self.path.absolute()),
            header=False,
            skiprows=self.header_line,
            sep=self.separator,
            quotechar='"',
            escapechar='"',
            all_varchar=True,
            auto_detect=False,
            strict_mode=True,
            columns=dict.fromkeys(self.headers, "VARCHAR"),
        )
        first = duckdb.ConstantExpression(self.header_line)
        count = duckdb.SQLExpression("row_number() OVER ()")
        others = [duckdb.ColumnExpression(c) for c in found.columns]
        return found.project((count + first).alias("row"), *others)


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """Columns in memory, by unique names; `lines` are the numbers of the rows."""

    columns: Mapping[str, npt.NDArray[np.object_]]
    lines: npt.NDArray[np.int32]

    def open(self, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Give its rows, with a column `row`."""
        con.register("held", {"row": self.lines, **self.columns})
        return con.table("held")


def parquet_head(path: Path, rows: int) -> tuple[Sequence[str], list[tuple[Any, ...]]]:
    """Give the columns of a Parquet file and its first rows.

    Raises:
        InputError: it is no Parquet, or is damaged.
        OutputError: it cannot be read for want of room.

    """
    try:
        with duckdb.connect(":memory:") as con:
            con.execute("SET autoinstall_known_extensions = false")
            found = con.read_parquet(str(path.absolute()))
            return list(found.columns), found.limit(rows).fetchall()
    except duckdb.Error as error:
        raise _at(said(error), path) from error


def _at(error: InputError | OutputError, path: Path) -> InputError | OutputError:
    return type(error)(error.what, where=str(path), remedy="Export it again.")
