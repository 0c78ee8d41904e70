"""One engine of many for the bulk questions: DuckDB, Sail or Spark, through Ibis.

    duckdb            on this machine, in this process
    sail              on this machine, in this process (pysail)
    spark             on this machine, in a Java process (pyspark)
    spark://HOST:PORT the master of a Spark cluster (pyspark)
    sc://HOST:PORT    a Spark Connect server, which a Spark or a Sail cluster offers

Ibis has no loops, and a plan that grows with every turn is planned again with every
turn: what a turn gives is kept, in a table of DuckDB or in Parquet under `scratch`.
Whole numbers are 64 bits wide throughout, since the engines disagree on others.
"""

import contextlib
import importlib
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from whence.errors import OutputError, UsageError

LOCAL = ("duckdb", "sail", "spark")
REMOTE = ("spark://", "sc://")
EXTRA = "pip install 'whence[cluster]'"
Columns = Mapping[str, npt.NDArray[Any]]


def known(engine: str) -> bool:
    """Whether this names an engine of this module.

    >>> known("sail"), known("sc://spark.example:15002"), known("oracle")
    (True, True, False)
    """
    return engine in LOCAL or engine.startswith(REMOTE)


def is_local(engine: str) -> bool:
    """Whether the engine reads the folders of this machine."""
    return engine in LOCAL


class Bulk:
    """A connection to one engine; see the module."""

    def __init__(self, con: Any, scratch: str, *, name: str) -> None:
        """Take an Ibis connection, and where what is kept goes."""
        self.con, self.name = con, name
        self.ibis = importlib.import_module("ibis")
        self._scratch = f"{scratch.rstrip('/')}/whence-{uuid.uuid4().hex[:12]}"
        self._kept = 0
        self.bit_or = _bit_or(self.ibis)

    def read(self, folder: str) -> Any:
        """Give the Parquet files of a folder as a table."""
        if self.name == "duckdb":
            return self.con.read_parquet(f"{folder}/*.parquet")
        return self.con.read_parquet(folder)

    def small(self, columns: Columns) -> Any:
        """Give arrays of this process as a table; for what fits into one message."""
        pyarrow = importlib.import_module("pyarrow")
        arrays = {
            name: pyarrow.array(np.asarray(column).tolist(), _arrow(pyarrow, column))
            for name, column in columns.items()
        }
        return self.keep(self.ibis.memtable(pyarrow.table(arrays)))

    def whole(self, number: int) -> Any:
        """Give a number that every engine takes as one of 64 bits."""
        # Spark takes a bare literal for one of 32, and Ibis drops a cast to the same.
        return self.ibis.literal(number).cast("int64")

    def keep(self, table: Any) -> Any:
        """Work a table out now, so that later steps begin with it."""
        self._kept += 1
        name = f"kept_{self._kept}"
        if self.name == "duckdb":
            return self.con.create_table(name, table, temp=True)
        place = f"{self._scratch}/{name}"
        self.con.to_parquet(table, place)
        return self.con.read_parquet(place)

    def fetch(self, table: Any) -> dict[str, npt.NDArray[Any]]:
        """Bring a table to this process, one array a column."""
        made = self.con.to_pyarrow(table)
        return {
            name: made.column(name).to_numpy(zero_copy_only=False)
            for name in made.column_names
        }

    def save(self, table: Any, path: Path) -> None:
        """Bring a table of any size to a Parquet file of this machine."""
        if self.name == "duckdb":
            self.con.to_parquet(table, str(path))
            return
        parquet = importlib.import_module("pyarrow.parquet")
        batches = self.con.to_pyarrow_batches(self.keep(table))
        with parquet.ParquetWriter(str(path), batches.schema) as out:
            for batch in batches:
                out.write_batch(batch)

    def count(self, table: Any) -> int:
        """Count the rows of a table."""
        return int(self.con.execute(table.count()))

    def forget(self) -> None:
        """Remove what was kept."""
        if self._kept and self.name != "duckdb":
            remove(self._scratch)


@contextlib.contextmanager
def open_engine(engine: str, *, scratch: str, memory: int = 2 << 30) -> Iterator[Bulk]:
    """Connect to an engine; whatever it keeps on the way lies under `scratch`.

    `scratch` is a folder, or a URL that both the engine and fsspec can reach.

    Raises:
        UsageError: no such engine, or the extra is not installed.
        OutputError: the engine cannot be reached, or gave up.

    """
    if not known(engine):
        raise UsageError(
            f"no engine {engine!r}.",
            remedy=f"One of: {', '.join(LOCAL)}, spark://HOST:PORT, sc://HOST:PORT.",
        )
    with contextlib.ExitStack() as stack:
        try:
            con = _connect(engine, memory, stack)
        except ImportError as error:
            raise UsageError(
                f"the engine {engine!r} needs {error.name}, which is not installed.",
                remedy=f"{EXTRA}, or leave --engine away.",
            ) from error
        except Exception as error:
            raise _gave_up(engine, error) from error
        bulk = Bulk(con, scratch, name=engine)
        try:
            yield bulk
        except (UsageError, OutputError):
            raise
        except Exception as error:
            if not _is_foreign(error):
                raise
            raise _gave_up(engine, error) from error
        finally:
            bulk.forget()


def _connect(engine: str, memory: int, stack: contextlib.ExitStack) -> Any:
    ibis = importlib.import_module("ibis")
    if engine == "duckdb":
        con = ibis.duckdb.connect()
        stack.callback(con.disconnect)
        con.raw_sql(f"SET memory_limit = '{int(memory)}B'")
        con.raw_sql("SET preserve_insertion_order = false")
        return con
    session = _session(engine, memory, stack)
    stack.callback(session.stop)
    return ibis.pyspark.connect(session=session)


def _session(engine: str, memory: int, stack: contextlib.ExitStack) -> Any:
    """Open a Spark session, starting the engine where it is one of this machine."""
    sql = importlib.import_module("pyspark.sql")
    builder = sql.SparkSession.builder
    if engine == "sail":
        server = importlib.import_module("pysail.spark").SparkConnectServer()
        server.start(background=True)
        stack.callback(server.stop)
        host, port = server.listening_address
        return builder.remote(f"sc://{host}:{port}").create()
    if engine.startswith("sc://"):
        return builder.remote(engine).create()
    master = "local[*]" if engine == "spark" else engine
    kept = {
        "spark.driver.memory": f"{max(memory >> 20, 512)}m",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "8" if engine == "spark" else "",
        "spark.driver.bindAddress": "127.0.0.1" if engine == "spark" else "",
        "spark.driver.host": "127.0.0.1" if engine == "spark" else "",
    }
    builder = builder.master(master).appName("whence")
    for name, value in kept.items():
        if value:
            builder = builder.config(name, value)
    return builder.getOrCreate()


def _bit_or(ibis: Any) -> Callable[[Any], Any]:
    """Give the aggregate that joins bits; Ibis knows it for some engines only."""

    def bit_or(word: int) -> int:
        # Ibis reads the signature alone: the engine's own bit_or stands in for it.
        raise NotImplementedError(word)

    made: Callable[[Any], Any] = ibis.udf.agg.builtin(
        bit_or, signature=(("int64",), "int64")
    )
    return made


def _arrow(pyarrow: Any, column: npt.NDArray[Any]) -> Any:
    kind = np.asarray(column).dtype.kind
    if kind in "iu":
        return pyarrow.int64()
    return pyarrow.bool_() if kind == "b" else pyarrow.string()


def _is_foreign(error: Exception) -> bool:
    """Whether an engine or its client raised this, and not our own code."""
    room = type(error).__module__.partition(".")[0]
    return room in ("pyspark", "py4j", "grpc", "duckdb", "_duckdb", "ibis", "pyarrow")


def _gave_up(engine: str, error: Exception) -> OutputError:
    words = (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
    return OutputError(
        f"the engine gave up ({words}).",
        where=engine,
        remedy="Check that it runs, that it can reach the data and the scratch folder,"
        " and its own log.",
    )


def is_url(place: str) -> bool:
    """Whether a place is a URL of a store of objects, and no folder.

    >>> is_url("s3://bucket/trade"), is_url("/data/trade")
    (True, False)
    """
    return len(urlsplit(place).scheme) > 1


def send(folder: Path, place: str) -> None:
    """Copy a folder to a place, a URL through fsspec.

    Raises:
        UsageError: fsspec, or its driver for this kind of URL, is not installed.
        OutputError: the place refused it.

    """
    system, path = _system(place)
    try:
        system.makedirs(path, exist_ok=True)
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            inside = file.relative_to(folder).as_posix()
            target = f"{path.rstrip('/')}/{inside}"
            system.makedirs(target.rpartition("/")[0], exist_ok=True)
            system.put_file(str(file), target)
    except Exception as error:
        raise _gave_up(place, error) from error


def text_at(place: str) -> str:
    """Read a small text at a path or URL.

    Raises:
        FileNotFoundError: nothing is there.
        UsageError: fsspec, or its driver for this kind of URL, is not installed.
        OutputError: the place refused it.

    """
    if not is_url(place):
        return Path(place).read_text("utf-8")
    system, path = _system(place)
    try:
        return bytes(system.cat_file(path)).decode("utf-8")
    except FileNotFoundError:
        raise
    except Exception as error:
        raise _gave_up(place, error) from error


def remove(place: str) -> None:
    """Remove a folder or the objects under a URL; what is gone already is no error."""
    if not is_url(place):
        shutil.rmtree(place, ignore_errors=True)
        return
    system, path = _system(place)
    with contextlib.suppress(FileNotFoundError):
        system.rm(path, recursive=True)


def _system(place: str) -> tuple[Any, str]:
    """Give what can write to a place, and the place as it calls it."""
    try:
        fsspec = importlib.import_module("fsspec.core")
        system, path = fsspec.url_to_fs(place)
    except ImportError as error:
        raise UsageError(
            f"{place} needs {error.name or error}, which is not installed.",
            remedy=f"{EXTRA}; for s3:// also `pip install s3fs`, for gs:// gcsfs.",
        ) from error
    except ValueError as error:
        raise UsageError(str(error), where=place, remedy="Name a known URL.") from error
    return system, str(path)
