"""A large text by columns at once, through DuckDB, when every line is one plain row.

Cell by cell, a million rows of fourteen columns cost Python three times as long. This
way is taken only where it must give the same as the careful one: sound UTF-8, one row a
line, each row as wide as the header. At the first sign of anything else it gives up and
the careful reader begins anew, so that nothing is read differently for being large.
"""

import importlib
import os
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import numpy.typing as npt

    Codes = npt.NDArray[np.int32]

# Measured: below it, loading DuckDB costs more than it saves; above, memory of the
# child (`limits.yml`) may not hold the texts, and the careful reader needs less.
LEAST_BYTES, MOST_BYTES = 12 << 20, 1 << 30
BLOCK = 1 << 22
GLOB = frozenset("*?[]{}")
MEMORY = "1800MB"
# Columns that are asked for at once: what one does alone, another fills with its own.
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """A whole table: the distinct texts of each column, and a code a row."""

    values: list[list[str]]
    codes: list["array[int]"]
    lines: "array[int]"
    apart: int


def is_large(path: str) -> bool:
    """Whether a file is of a size that is worth it."""
    return LEAST_BYTES <= os.path.getsize(path) <= MOST_BYTES


def preload() -> None:
    """Load what reads large texts, which cannot be loaded once the child is locked in.

    Nothing happens where it is not installed: the careful reader needs none of it.
    """
    try:
        import duckdb
        import numpy as np
        import numpy.ma  # what DuckDB gives; it comes into memory when first used

        # Some of both only comes into memory with the first table.
        got = duckdb.connect().execute("SELECT 'a' AS a, 1 AS b").fetchnumpy()
        np.flatnonzero(np.asarray(got["b"]) == 1)
        importlib.import_module("concurrent.futures.thread")
    except ImportError:
        pass


def bulk_of(
    stream: BinaryIO, separator: str, header: Sequence[str], header_line: int
) -> Columns | None:
    """Read all rows under the header; None when they are not plain.

    Args:
        stream: the open file.
        separator: one character between cells.
        header: the cells of the header, as many as the table is wide.
        header_line: in which line it stands, counted from 1; the rows above it hold
            no line break inside a cell.

    """
    path = stream.name
    if "duckdb" not in sys.modules or not isinstance(path, str):
        return None
    if GLOB & set(path) or not is_large(path):
        return None
    if len(header) < 2:
        return None
    # Loaded before the lock; a file that is not large never needs them.
    from concurrent.futures import ThreadPoolExecutor

    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={"threads": 2, "memory_limit": MEMORY, "temp_directory": os.getcwd()},
    )
    # What a long query prints of its progress would stand in the child's answer.
    connection.execute("SET enable_progress_bar = false")
    try:
        with ThreadPoolExecutor(WORKERS) as pool:
            lines = pool.submit(_lines, path)
            connection.execute(_statement(len(header)), [path, header_line, separator])
            told = connection.execute("SELECT count(*) FROM t").fetchone()
            rows = (lines.result() or 0) - header_line
            if rows < 1 or told != (rows,):
                return None  # a cell went over a line, or a line was blank
            pairs = list(
                pool.map(
                    lambda i: _column(connection.cursor(), i, rows), range(len(header))
                )
            )
    except (duckdb.Error, MemoryError):
        return None
    finally:
        connection.close()
    values, codes = [v for v, _ in pairs], [c for _, c in pairs]
    return columns_of(values, codes, header, header_line)


def _lines(path: str) -> int | None:
    """Count the lines of a file; None when some do not end as lines of text do.

    An own handle: the careful reader, which may go on, keeps its place in the other.
    """
    lines = 0
    last = b""
    with open(path, "rb") as stream:
        while block := stream.read(BLOCK):
            if block[-1:] == b"\r":
                block += stream.read(1)
            lines += block.count(b"\n")
            if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
                return None
            last = block[-1:]
    return lines + (last not in (b"", b"\n"))


def _statement(width: int) -> str:
    names = [f"c{i}" for i in range(width)]
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    filled = ", ".join(f"'{name}'" for name in names)
    return (
        "CREATE TABLE t AS SELECT * FROM read_csv($1, header=false, skip=$2, delim=$3,"
        " quote='\"', escape='\"', auto_detect=false, strict_mode=true,"
        " compression='none', null_padding=false, ignore_errors=false,"
        f" columns={{{types}}}, force_not_null=[{filled}])"
    )


def columns_of(
    values: list[list[str]], codes: list["Codes"], header: Sequence[str], line: int
) -> Columns:
    """Leave out blank rows, and the header (in row `line`) where it stands again."""
    import numpy as np

    rows = len(codes[0])
    keep = ~_all(codes, [_blanks(texts) for texts in values])
    if any(header):
        titled = zip(header, values, strict=True)
        keep &= ~_all(codes, [[v.index(t)] if t in v else [] for t, v in titled])
    lines = np.arange(line + 1, line + 1 + rows, dtype=np.int32)
    apart = rows - int(keep.sum())
    if apart:
        pairs = [_left(v, c[keep]) for v, c in zip(values, codes, strict=True)]
        values, codes = [v for v, _ in pairs], [c for _, c in pairs]
        lines = lines[keep]
    return Columns(values, [_array(c) for c in codes], _array(lines), apart)


def _blanks(texts: list[str]) -> list[int]:
    bare = list(map(str.strip, texts))
    return [i for i, text in enumerate(bare) if not text] if "" in bare else []


def _all(codes: list["Codes"], wanted: list[list[int]]) -> "npt.NDArray[np.bool_]":
    """Tell the rows that have one of the wanted codes in every column."""
    import numpy as np

    found = np.zeros(len(codes[0]), dtype=bool)
    if not all(wanted):
        return found
    found[:] = True
    for column, some in zip(codes, wanted, strict=True):
        found &= np.isin(column, some)
    return found


def _column(
    cursor: "duckdb.DuckDBPyConnection", index: int, rows: int
) -> tuple[list[str], "Codes"]:
    """Give the distinct texts in the order of the rows, and a code a row."""
    import numpy as np

    ask, name = cursor.execute, f"c{index}"
    ask(f"CREATE TEMP TABLE d AS SELECT {name} AS v, min(rowid) AS f FROM t GROUP BY 1")
    found = ask("SELECT v, f FROM d ORDER BY f").fetchnumpy()
    first = np.asarray(found["f"])
    texts: list[str] = np.asarray(found["v"]).tolist()
    if len(texts) == rows:
        return texts, np.arange(rows, dtype=np.int32)
    code_of = np.zeros(rows, dtype=np.int32)
    code_of[first] = np.arange(len(first), dtype=np.int32)
    joined = ask(f"SELECT t.rowid AS r, d.f AS f FROM t JOIN d ON t.{name} = d.v")
    pairs = joined.fetchnumpy()
    codes = np.empty(rows, dtype=np.int32)
    codes[np.asarray(pairs["r"])] = code_of[np.asarray(pairs["f"])]
    return texts, codes


def _left(values: list[str], codes: "Codes") -> tuple[list[str], "Codes"]:
    """Forget the texts that no row has any more; the rest in the order of the rows."""
    import numpy as np

    left, first, moved = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return [values[c] for c in left[order].tolist()], rank[moved]


def _array(codes: "Codes") -> "array[int]":
    found = array("i")
    found.frombytes(codes.tobytes())
    return found
