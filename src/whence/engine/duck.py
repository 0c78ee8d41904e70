"""One DuckDB connection, bounded: memory, threads, and which folders it may touch.

Statements are files under `sql/`: one each, with a head that says what comes in and
what goes out. Values and paths are parameters; nothing of the user's is ever spliced
into a statement.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import numpy as np
import numpy.typing as npt

from whence.engine.refused import said

Columns = Mapping[str, npt.NDArray[Any]]
Relation = Callable[[duckdb.DuckDBPyConnection], duckdb.DuckDBPyRelation]
DEFAULT_MEMORY = 2 << 30
"""Bytes DuckDB may hold before it spills to the case's own folder."""


@cache
def statement(name: str) -> str:
    """Give the text of one statement file, without its ending."""
    return (files("whence.engine") / "sql" / f"{name}.sql").read_text("utf-8")


def _opened(
    spill: Path | None,
    places: Iterable[Path],
    *,
    memory: int,
    threads: int,
    ordered: bool,
) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that can touch nothing but these places."""
    con = duckdb.connect(":memory:")
    run = con.execute
    run("SET memory_limit = ?", [f"{memory}B"])
    run("SET temp_directory = ?", [str(spill or "")])
    run("SET preserve_insertion_order = ?", [ordered])
    if ordered:
        # How many rows a text file has is not known, and guessed as next to none: the
        # engine would then hold the file, and walk along the few meanings of a column.
        run("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    run("SET enable_progress_bar = false")
    run("SET autoinstall_known_extensions = false")
    if threads:
        run("SET threads = ?", [threads])
    inside = [str(p.absolute()) for p in places]
    folders = [f"{p}/" for p in inside if Path(p).is_dir()]
    plain = [p for p in inside if not Path(p).is_dir()]
    run("SET allowed_directories = ?", [folders])
    run("SET allowed_paths = ?", [plain])
    run("SET enable_external_access = false")
    run("SET lock_configuration = true")
    return con


@cache
def _shared() -> duckdb.DuckDBPyConnection:
    """Open the one database of this process that reaches no file."""
    return _opened(None, (), memory=DEFAULT_MEMORY, threads=1, ordered=False)


class Duck:
    """A connection; use as a context manager.

    Everything but `reach` (files and folders) is closed to it, and so is the network;
    spill goes to `spill`. Row order is kept only where a statement says ORDER BY.
    """

    def __init__(
        self,
        spill: Path,
        *,
        reach: Iterable[Path] = (),
        memory: int = DEFAULT_MEMORY,
        threads: int = 0,
        ordered: bool = False,
    ) -> None:
        """Connect in memory and shut every door but those named.

        `ordered` keeps rows in the order of the file they come from, and joins them to
        what is named after them.
        """
        self._memory = memory
        places = (spill, *reach)
        self._con = _opened(
            spill, places, memory=memory, threads=threads, ordered=ordered
        )

    @classmethod
    def bare(cls) -> Self:
        """Connect to one database of this process, without files or spill; one thread.

        For small tables that arrays hold: a database of its own would cost more than
        the statements. Nothing is seen by another connection, and all is temporary.
        """
        duck = cls.__new__(cls)
        duck._memory = DEFAULT_MEMORY
        duck._con = _shared().cursor()
        return duck

    def beside(self) -> Self:
        """Connect once more to the same database, within the same bounds.

        It sees nothing that this connection was shown, and is closed with it. A
        database of its own would cost fifty times as much to open.
        """
        duck = type(self).__new__(type(self))
        duck._memory = self._memory
        duck._con = self._con.cursor()
        return duck

    def __enter__(self) -> Self:
        """Give the connection."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the connection and drop its spill."""
        self._con.close()

    def run(self, name: str, /, **values: object) -> "Duck":
        """Run a statement file with its parameters.

        Raises:
            OutputError: the disk is full or closed, or memory does not suffice.
            InputError: a file it reads is not what it should be.

        """
        try:
            self._con.execute(statement(name), values or None)
        except duckdb.Error as error:
            raise said(error, memory=self._memory) from error
        return self

    def columns(self, name: str, /, **values: object) -> dict[str, npt.NDArray[Any]]:
        """Run a statement and give its result as one array a column.

        NULL becomes a masked entry; statements coalesce where that may not be.
        """
        self.run(name, **values)
        try:
            return dict(self._con.fetchnumpy())
        except duckdb.Error as error:
            raise said(error, memory=self._memory) from error

    def rows(self, name: str, /, **values: object) -> list[tuple[Any, ...]]:
        """Run a statement and give its result as rows; for small results."""
        self.run(name, **values)
        try:
            return list(self._con.fetchall())
        except duckdb.Error as error:
            raise said(error, memory=self._memory) from error

    def table(self, name: str, columns: Columns) -> "Duck":
        """Let statements see arrays under this name; texts as arrays of objects."""
        self._con.register(name, dict(columns))
        return self

    def view(self, name: str, paths: Iterable[Path], *, named: bool = False) -> "Duck":
        """Let statements see Parquet files under this name.

        `named` adds the column `filename`.

        Raises:
            InputError: a file is no Parquet, or is damaged.

        """
        listed = [str(path.absolute()) for path in paths]
        try:
            made = self._con.read_parquet(listed, filename=named)
            made.create_view(name, replace=True)
        except duckdb.Error as error:
            raise said(error, memory=self._memory) from error
        return self

    def lay(self, name: str, make: Relation) -> "Duck":
        """Let statements see what `make` gives of the connection under this name.

        Raises:
            InputError: the file behind it is not what it should be.

        """
        try:
            make(self._con).create_view(name, replace=True)
        except duckdb.Error as error:
            raise said(error, memory=self._memory) from error
        return self


def texts(values: Iterable[str]) -> npt.NDArray[np.object_]:
    """Give texts as an array that DuckDB reads as VARCHAR."""
    listed = list(values)
    made = np.empty(len(listed), dtype=object)
    made[:] = listed
    return made
