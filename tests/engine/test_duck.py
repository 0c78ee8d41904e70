"""One DuckDB connection, bounded."""

import json

import duckdb
import numpy as np
import pytest

from whence.engine.duck import Duck
from whence.engine.refused import said
from whence.errors import OutputError


def test_bare_connections_see_nothing_of_one_another():
    with Duck.bare() as one, Duck.bare() as two:
        for duck, told in ((one, [7, 7, 8]), (two, [9])):
            duck.table("records", {"told": np.array(told, np.int64)}).run("repeats")
        repeats = [duck._con.sql("FROM repeats").fetchall() for duck in (one, two)]
    assert repeats == [[(7,)], []]


def test_a_bare_connection_leaves_nothing_behind():
    with Duck.bare() as duck:
        duck.table("records", {"told": np.array([7, 7])}).run("repeats")
    with Duck.bare() as duck, pytest.raises(duckdb.CatalogException):
        duck._con.sql("FROM repeats")


def test_a_bare_connection_reaches_no_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    with Duck.bare() as duck, pytest.raises(duckdb.PermissionException):
        duck._con.read_csv(str(path))


def test_a_connection_beside_another_has_its_bounds_and_sees_nothing_of_it(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "b.csv"
    inside.mkdir()
    for path in (inside / "a.csv", outside):
        path.write_text("a\n1\n")
    told = {"told": np.array([7, 7], np.int64)}
    with Duck(inside, reach=[inside], memory=1 << 28, threads=1) as first:
        first.table("records", told).run("repeats")
        duck = first.beside()
        with pytest.raises(duckdb.CatalogException):
            duck._con.sql("FROM repeats")
        assert duck._con.read_csv(str(inside / "a.csv")).fetchall() == [(1,)]
        with pytest.raises(duckdb.PermissionException):
            duck._con.read_csv(str(outside))
        for name, value in (("memory_limit", "256.0 MiB"), ("threads", 1)):
            found = duck._con.execute("SELECT current_setting(?)", [name]).fetchone()
            assert found == (value,), name


def test_a_disk_that_is_full_is_told_in_a_sentence_whichever_thread_met_it():
    place = 'Could not write file "/case/records.parquet": No space left on device'
    inner = json.dumps({"exception_type": "IO", "exception_message": place})
    for text in (place, f"IO Error: Async write failed for range [offset=1]: {inner}"):
        told = said(duckdb.IOException(text))
        assert isinstance(told, OutputError)
        assert place in told.what
        assert "exception_type" not in told.what
