import csv
import json
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest
from click.testing import CliRunner

from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.steps import trade_spread
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_balance import BalanceRequest, balance
from whence.jobs.trace_build import BuildRequest, build
from whence.jobs.trace_export import ExportRequest, export
from whence.jobs.trace_exposure import ExposureRequest, exposure

DAY = date(2026, 1, 1)
HEADER = ("Bill of Lading", "Shipment Date", "Shipper Name", "Shipper Country",
          "Consignee Name", "Consignee Country", "HS Code", "Weight (kg)")  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = np.random.default_rng(3)
    rows = [
        (f"B{i}", date(2016, 1, 1) + timedelta(int(rng.integers(3000))),
         f"Maker {rng.integers(9)} Ltd", "CN", f"Buyer {rng.integers(9)} Inc", "US",
         ("520100", "620342", "")[rng.integers(3)], int(rng.integers(1, 99)))
        for i in range(200)
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("export")
    path = folder / "trade.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *rows])
    build(BuildRequest((path,), folder / "case", DAY))
    return folder / "case"


def test_what_is_exported_are_the_lanes_of_the_store_and_no_name(case, tmp_path):
    to = tmp_path / "data"
    run = ["trace", "export", "--case", str(case), "--to", str(to), "--records"]
    said = CliRunner().invoke(cli, run, obj=DAY)
    assert said.exit_code == 0, said.output
    lanes = TradeStore(case).lanes
    with duckdb.connect() as con:
        got = con.execute(f"FROM '{to}/lanes/*.parquet' ORDER BY lane").fetchnumpy()
        many = con.execute(f"SELECT count(*) FROM '{to}/records/*.parquet'").fetchone()
    for name in ("src", "dst", "hs", "grams", "count", "undated"):
        assert np.array_equal(got[name], getattr(lanes, name)), name
    assert np.array_equal(np.stack([got["m0"], got["m1"]], axis=1), lanes.mask)
    assert many == (200,)
    assert not any(b"Maker" in p.read_bytes() for p in to.rglob("*") if p.is_file())


def test_an_export_takes_the_place_of_an_earlier_one_and_of_nothing_else(
    case, tmp_path
):
    to = tmp_path / "data"
    export(ExportRequest(case, str(to)))
    export(ExportRequest(case, str(to)))
    other = tmp_path / "mine"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="is not empty"):
        export(ExportRequest(case, str(other)))
    assert (other / "thesis.txt").read_text() == "years of work"


def test_a_cluster_that_cannot_see_the_data_is_refused_before_it_is_asked(case):
    for engine in ("sc://spark.example:15002", "spark://spark.example:7077"):
        with pytest.raises(UsageError, match="does not see this machine's folders"):
            exposure(ExposureRequest(case, DAY, engine=engine))
        with pytest.raises(UsageError, match="does not see this machine's folders"):
            balance(BalanceRequest(case, engine=engine))


def test_an_unknown_engine_and_data_without_an_engine_are_refused(case):
    with pytest.raises(UsageError, match="no engine 'oracle'"):
        exposure(ExposureRequest(case, DAY, engine="oracle"))
    with pytest.raises(UsageError, match="in this process only"):
        exposure(ExposureRequest(case, DAY, engine="sail", by_year=True))
    with pytest.raises(UsageError, match="no engine 'numpy'"):
        balance(BalanceRequest(case, engine="numpy"))
    with pytest.raises(UsageError, match="for another engine"):
        balance(BalanceRequest(case, data="s3://bucket/x"))


def test_the_compiled_search_is_asked_for_only_where_it_is_installed(case, monkeypatch):
    monkeypatch.setattr(trade_spread, "missing", lambda: "it is not installed")
    with pytest.raises(UsageError, match="numba cannot be used: it is not installed"):
        exposure(ExposureRequest(case, DAY, engine="numba"))


def test_both_engines_of_this_process_list_the_same(case, tmp_path, monkeypatch):
    monkeypatch.setattr(trade_spread, "missing", lambda: "")  # interpreted if it must
    flagged = tmp_path / "flagged.txt"
    flagged.write_text("Maker 1 Ltd\n")
    lists = []
    for engine in ("numpy", "numba"):
        out = tmp_path / f"{engine}.csv"
        asked = ExposureRequest(case, DAY, flagged=flagged, out=(out,), engine=engine)
        assert exposure(asked).reached
        lists.append(out.read_bytes())
    assert lists[0] == lists[1]


def test_data_of_another_state_of_the_store_are_refused(case, tmp_path):
    flagged = tmp_path / "flagged.txt"
    flagged.write_text("Maker 1 Ltd\n")
    to = tmp_path / "data"
    asked = ExposureRequest(
        case, DAY, flagged=flagged, engine="sc://x:1", data=str(to), scratch=str(to)
    )
    with pytest.raises(UsageError, match="no whole export"):
        exposure(asked)
    export(ExportRequest(case, str(to)))
    mark = to / "whence-store.json"
    said = json.loads(mark.read_text())
    said["plan"]["whence"] = "0.0.0"
    mark.write_text(json.dumps(said))
    with pytest.raises(UsageError, match="another state"):
        exposure(asked)
