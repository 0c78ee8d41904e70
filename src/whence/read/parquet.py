"""Parquet to rows of text, through DuckDB: as many rows at a time as a chunk holds.

DuckDB is loaded only here, only in the child, and before it is locked in.
"""

from collections.abc import Iterator
from typing import Any

from whence.errors import InputError
from whence.read.request import Bounds
from whence.read.rows import Rows

BLOCK = 8192


def parquet_sheets(
    path: str, bounds: Bounds
) -> Iterator[tuple[str, list[str], Iterator[Rows]]]:
    """Yield the one table of a Parquet file; nested fields come as JSON text.

    Raises:
        InputError: the file is damaged or encrypted.

    """
    import duckdb

    connection = duckdb.connect(":memory:", config={"threads": 1})
    # What a long query prints of its progress would stand in the child's answer.
    connection.execute("SET enable_progress_bar = false")
    try:
        reading = connection.execute("SELECT * FROM read_parquet($1)", [path])
        header = [column[0] for column in reading.description or ()]
        if len(header) > bounds.columns:
            raise InputError(
                f"the table has {len(header)} columns, more than {bounds.columns}.",
                remedy="Pass only the columns about organisations and goods.",
            )
        yield "", [], _rows(reading, header)
    except duckdb.Error as error:
        said = str(error).splitlines()[0][:200]
        raise InputError(
            f"the Parquet file cannot be read ({said}).",
            remedy="Write it again, unencrypted, or export it to CSV.",
        ) from None
    finally:
        connection.close()


def _rows(reading: Any, header: list[str]) -> Iterator[Rows]:
    from whence.read.texts import text_of

    yield Rows(1, [header])
    number = 2
    while block := reading.fetchmany(BLOCK):
        cells = [
            ["" if c is None else c if type(c) is str else text_of(c) for c in row]
            for row in block
        ]
        yield Rows(number, cells)
        number += len(cells)
