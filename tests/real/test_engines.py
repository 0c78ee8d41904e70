"""Every engine gives the same answers, to the last gram: numpy and DuckDB on this
machine, and the same expressions on Sail and on Spark."""

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest

from whence.jobs.trace_balance import BalanceRequest, balance
from whence.jobs.trace_export import ExportRequest, export
from whence.jobs.trace_exposure import ExposureRequest, exposure

pytestmark = [
    pytest.mark.real,
    # Ibis and its engines warn of each other's coming versions.
    pytest.mark.filterwarnings("default"),
]

DAY = date(2026, 1, 1)
ENGINES = ("duckdb", "sail", "spark")
"""Those of the extra whence[cluster]; whence[kernel] is numba, for exposure only."""
NEEDED = {
    "numba": ("numba",),
    "duckdb": ("ibis",),
    "sail": ("ibis", "pysail"),
    "spark": ("ibis", "pyspark"),
}


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no engine of an earlier test say how the next is reached."""
    for name in ("SPARK_CONNECT_MODE_ENABLED", "SPARK_REMOTE", "SPARK_LOCAL_REMOTE"):
        monkeypatch.delenv(name, raising=False)


def needs(engine: str) -> None:
    """Skip where the extra, or Java for Spark, is not on this machine."""
    for name in NEEDED[engine]:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("no Java on this machine")


@pytest.mark.parametrize("engine", ["numba", *ENGINES])
@pytest.mark.parametrize(("tiers", "lag"), [(6, 12), (2, 0), (4, 59)])
def test_exposure_of_every_party_is_the_same_to_the_byte(
    case: Path, tmp_path: Path, engine: str, tiers: int, lag: int
) -> None:
    needs(engine)
    written = []
    for name in ("numpy", engine):
        out = tmp_path / f"e{name}.csv"
        asked = ExposureRequest(
            case, DAY, flagged=case.parent / "flagged.txt", out=(out,), tiers=tiers,
            lag=lag, paths=0, engine=name,
        )  # fmt: skip
        found = exposure(asked)
        assert found.reached > 60
        assert any(row.hidden_ppm > row.share_ppm for row in found.rows) or tiers < 4
        written.append(out.read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("period", ["quarter", "all"])
def test_balance_of_every_party_is_the_same_to_the_gram(
    case: Path, tmp_path: Path, engine: str, period: str
) -> None:
    needs(engine)
    tables = []
    for name in ("", engine):
        out = tmp_path / f"b{name}.parquet"
        found = balance(BalanceRequest(case, period=period, out=out, engine=name))
        assert found.pairs > 20
        with duckdb.connect() as con:
            tables.append(con.execute(f"SELECT * FROM '{out}'").fetchall())
        tables[-1].append((found.surplus_at_end, found.surplus_ever))
    assert tables[0] == tables[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_records_fold_into_the_lanes_of_the_store(
    case: Path, tmp_path: Path, engine: str
) -> None:
    needs(engine)
    from whence.engine.cluster import open_engine
    from whence.trace.bulk_lanes import lanes_of

    whole = export(ExportRequest(case, str(tmp_path / "data"), records=True))
    with open_engine(engine, scratch=str(tmp_path / "scratch")) as bulk:
        made = bulk.fetch(lanes_of(bulk, bulk.read(f"{whole.to}/records")))
    with duckdb.connect() as con:
        kept = con.execute(f"FROM '{whole.to}/lanes/*.parquet'").fetchnumpy()
    assert len(kept["lane"]) > 1000
    assert made.keys() == kept.keys()
    order = np.argsort(made["lane"])
    for name, column in kept.items():
        assert np.array_equal(made[name][order], column), name
