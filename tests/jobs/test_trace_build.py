import csv
import errno
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest

from whence.engine.duck import Duck
from whence.errors import InputError, OutputError, UsageError
from whence.jobs.steps import trace_engine, trace_sources
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_build import BuildRequest, build
from whence.model.party import Judgement, Verdict
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import type_tables
from whence.trace.tabled import lanes_of

DAY = date(2026, 1, 1)
HEADER = (
    "Bill of Lading", "Master Bill of Lading", "Amendment", "Shipment Date",
    "Shipper Name", "Shipper Country", "Consignee Name", "Consignee Country", "HS Code",
    "Weight (kg)",
)  # fmt: skip


def table(path: Path, rows: list[tuple[object, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADER, *rows])
    return path


def row(bill, seller, buyer, hs="520100", *, day="2024-01-10", kg="10", **more):
    return (
        bill, more.get("master", ""), more.get("amended", ""), day, seller,
        more.get("country", "CN"), buyer, "US", hs, kg,
    )  # fmt: skip


def many(count: int, seed: int = 1) -> list[tuple[object, ...]]:
    rng = np.random.default_rng(seed)
    return [
        row(
            f"B{seed}-{i}",
            f"Maker {rng.integers(30)} Co., Ltd.",
            f"Buyer {rng.integers(30)} Inc",
            ["520100", "520511", "", "620342"][rng.integers(4)],
            day=str(date(2023, 1, 1) + timedelta(int(rng.integers(700)))),
            kg=str(rng.integers(1, 900)),
        )
        for i in range(count)
    ]


def built(tmp_path: Path, *files: Path, case: str = "case", **more: object):
    return build(BuildRequest(files, tmp_path / case, DAY, **more))  # type: ignore[arg-type]


def columns(case: Path) -> dict[str, np.ndarray]:
    folder = TradeStore(case).folder
    found = {
        f"{p.parent.name}/{p.stem}": np.load(p) for p in sorted(folder.glob("*/*.npy"))
    }
    assert len(found) > 15
    return found


def same(left: dict[str, np.ndarray], right: dict[str, np.ndarray]) -> None:
    assert left.keys() == right.keys()
    for name, column in left.items():
        assert np.array_equal(column, right[name]), name


def test_the_store_holds_the_lanes_that_a_table_in_memory_folds_into(tmp_path):
    file = table(tmp_path / "trade.csv", many(400))
    built(tmp_path, file)
    store = TradeStore(tmp_path / "case").lanes
    (raw,) = read_file(file)
    typed = type_tables([(raw, map_table(raw))])
    trade = typed.tables.trade
    assert trade is not None
    memory = lanes_of(trade, {m.key: m.names[0] for m in trade.mentions})
    shown = TradeStore(tmp_path / "case").shown(range(len(store.parties)))

    def lines(lanes, name):
        return sorted(
            (name(s), name(d), lanes.codes[h], bool(u), tuple(m), int(g), int(c))
            for s, d, h, u, m, g, c in zip(
                lanes.src.tolist(), lanes.dst.tolist(), lanes.hs, lanes.undated,
                lanes.mask.tolist(), lanes.grams, lanes.count, strict=True,
            )
        )  # fmt: skip

    assert lines(store, lambda at: shown[at].name) == lines(
        memory, lambda at: memory.parties[at]
    )
    assert store.base == memory.base


DEEPER = [
    pytest.param(column, marks=pytest.mark.heavy)
    for column in range(len(HEADER))
    if column not in (3, 9)
]


@pytest.mark.parametrize("column", [3, 9, *DEEPER])
def test_blanks_around_the_texts_of_any_column_change_nothing(tmp_path, column):
    rows = many(60)
    loose = [
        tuple(f" {c}\u00a0" if i == column else c for i, c in enumerate(cells))
        for cells in rows
    ]
    built(tmp_path, table(tmp_path / "trade.csv", rows), case="bare", fast_from=0)
    built(tmp_path, table(tmp_path / "loose.csv", loose), case="loose", fast_from=0)
    same(columns(tmp_path / "bare"), columns(tmp_path / "loose"))


def test_a_weight_beyond_all_goods_is_told_whatever_its_unit_multiplies(tmp_path):
    path = tmp_path / "trade.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        lines = csv.writer(out)
        lines.writerow([*HEADER, "Weight Unit"])
        lines.writerow([*row("B1", "Maker Co", "Buyer Inc", kg="5"), "kg"])
        lines.writerow([*row("B2", "Maker Co", "Buyer Inc", kg="7"), "million tonnes"])
    found = built(tmp_path, path, fast_from=0)
    told = "1 weight of zero, less, or beyond all goods: left out"
    assert told in found.sources[0].notes


def test_the_fast_reader_and_the_careful_one_leave_the_same_store(tmp_path):
    rows = many(120)
    rows[7] = row(
        "", 'Quoted "Name", Ltd', "  Buyer 1 Inc ", day="2023-02-01", kg="1,250.5"
    )
    rows[8] = row("X", "甲乙纺织有限公司", "Buyer 2 Inc", "5205.11", kg="12.5 t")
    file = table(tmp_path / "trade.csv", rows)
    careful = built(tmp_path, file, case="careful")
    fast = built(tmp_path, file, case="fast", fast_from=0)
    assert fast.sources[0].used == careful.sources[0].used == 120
    same(columns(tmp_path / "careful"), columns(tmp_path / "fast"))


def test_a_broken_row_is_set_aside_and_the_others_keep_their_numbers(tmp_path):
    file = table(tmp_path / "trade.csv", many(30))
    lines = file.read_text().splitlines()
    lines.insert(5, ",".join(["too"] * 14))
    lines.insert(9, "")
    file.write_text("\n".join(lines))
    found = built(tmp_path, file, fast_from=0)
    assert (found.sources[0].used, found.sources[0].set_aside) == (30, 1)
    records = TradeStore(tmp_path / "case").lanes.trade
    assert sorted(records.row)[3:8] == [5, 7, 8, 9, 11]


def test_adding_files_one_by_one_is_the_same_as_all_at_once(tmp_path):
    one = table(tmp_path / "a.csv", many(90, 1))
    two = table(tmp_path / "b.csv", [*many(90, 2), *many(5, 1)])
    built(tmp_path, one, two, case="whole")
    built(tmp_path, two, case="parts")
    after = built(tmp_path, one, case="parts")
    assert after.not_counted == (("told twice", 5),)
    same(columns(tmp_path / "whole"), columns(tmp_path / "parts"))
    assert (tmp_path / "parts" / "store" / "current").read_text() == (
        "generation-000002\n"
    )


def test_the_same_goods_told_again_count_once(tmp_path):
    rows = [
        row("H1", "Maker", "Buyer", kg="10", master="M1"),
        row("M1", "Blue Freight Forwarding", "Box Logistics Ltd", kg="10"),
        row("H2", "Maker", "Buyer", kg="20"),
        row("H2", "Maker", "Buyer", kg="20"),
        row("H3", "Maker", "Buyer", kg="30"),
        row("H3", "Maker", "Buyer", kg="33", amended="1"),
        row("H3", "Maker", "Buyer", "520511", kg="5", amended="1"),
        row("", "Maker", "Buyer", kg="1"),
        row("", "Maker", "Buyer", kg="2"),
        row("", "Maker", "Buyer", kg="2"),
    ]
    found = built(tmp_path, table(tmp_path / "trade.csv", rows))
    assert dict(found.not_counted) == {"amended": 1, "master bill": 1, "told twice": 2}
    lanes = TradeStore(tmp_path / "case").lanes
    assert sorted(lanes.grams.tolist()) == [5_000, 66_000]


def test_one_firm_under_many_spellings_is_one_party_with_a_reason(tmp_path):
    spellings = [
        "EASTERN GOLDEN TEXTILE CO LTD", "Eastern Golden Textile Co., Ltd.",
        "Eastern-Golden  Textile Company Limited", "eastern golden textile co.,ltd",
    ]  # fmt: skip
    rows = [row(f"B{i}", name, "Buyer") for i, name in enumerate(spellings)]
    rows.append(row("B9", spellings[0], "Buyer", country="VN"))
    built(tmp_path, table(tmp_path / "trade.csv", rows))
    store = TradeStore(tmp_path / "case")
    found = store.named(["Eastern Golden Textile Co Ltd"])
    (parties,) = found.values()
    shown = store.shown(parties)
    assert sorted((p.country, p.mentions) for p in shown.values()) == [
        ("CN", 4),
        ("VN", 1),
    ]
    (cluster,) = (p for p in shown.values() if p.mentions == 4)
    assert "but for case, marks" in cluster.why


def test_names_that_are_only_alike_stay_two(tmp_path):
    rows = [row("B1", "Golden Textile 1 Ltd", "Buyer"),
            row("B2", "Golden Textile 2 Ltd", "Buyer")]  # fmt: skip
    built(tmp_path, table(tmp_path / "trade.csv", rows))
    assert len(TradeStore(tmp_path / "case").lanes.parties) == 3


def test_odd_records_are_named_and_lose_nothing_else(tmp_path):
    rows = [
        row("B1", "Maker", "Maker", country="US"),
        row("B2", "Maker", "Buyer", kg="0"),
        row("B3", "Maker", "Buyer", day="2099-05-05"),
        row("B4", "Maker", "Buyer", kg="9e30"),
        row("B5", "Buyer", "Maker", kg="7"),
        row("B6", "Maker", "Buyer", "", kg="3 quux"),
        row("B7", "Maker", "Buyer", day="not a day"),
        *[row(f"C{i}", "Maker", "Buyer", kg="1") for i in range(5)],
    ]
    found = built(tmp_path, table(tmp_path / "trade.csv", rows))
    note = found.sources[0]
    assert (note.rows_in, note.used, note.set_aside) == (12, 11, 1)
    assert found.missing_hs == 1
    lanes = TradeStore(tmp_path / "case").lanes
    assert int(lanes.count.sum()) == 10  # the self-shipment is no lane
    assert int(lanes.undated.sum()) == 1  # the future may be any time
    assert any("weights" in n or "weight" in n for n in note.notes)


def test_a_build_that_dies_goes_on_and_ends_with_the_same_store(tmp_path, monkeypatch):
    file = table(tmp_path / "trade.csv", many(200))
    built(tmp_path, file, case="whole")
    from whence.jobs.steps import trace_steps

    real = trace_steps.index_lanes

    def dies(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(trace_steps, "index_lanes", dies)
    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, file, case="killed")
    monkeypatch.setattr(trace_steps, "index_lanes", real)
    reads: list[object] = []
    monkeypatch.setattr(
        trace_sources, "_fill", lambda *a: reads.append(a)
    )  # nothing may be read again
    found = built(tmp_path, file, case="killed")
    assert found.resumed
    assert not reads
    same(columns(tmp_path / "whole"), columns(tmp_path / "killed"))


def test_a_build_that_dies_at_every_stage_goes_on_from_each(tmp_path):
    file = table(tmp_path / "trade.csv", many(60))
    whole = built(tmp_path, file, case="whole")
    died: list[str] = []

    def dies(stage: str, done: int, total: int) -> None:
        if stage not in died:
            died.append(stage)
            raise KeyboardInterrupt

    while True:
        try:
            found = built(tmp_path, file, case="killed", progress=dies)
            break
        except KeyboardInterrupt:
            continue
    assert len(died) == 8  # from reading to switching
    assert found == replace(whole, resumed=True)
    same(columns(tmp_path / "whole"), columns(tmp_path / "killed"))


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_build_killed_outright_leaves_a_case_that_builds(tmp_path):
    file = table(tmp_path / "trade.csv", many(3000))
    case = tmp_path / "case"
    call = [
        sys.executable,
        "-c",
        "import sys; from whence.cli import main; main(sys.argv[1:])",
        "trace", "build", str(file), "--case", str(case), "--verbose",
    ]  # fmt: skip
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        for line in child.stderr:
            if "telling who is who" in line:
                os.kill(child.pid, signal.SIGKILL)
                break
    assert child.returncode == -signal.SIGKILL
    with pytest.raises(UsageError):
        TradeStore(case)
    done = built(tmp_path, file)
    assert done.resumed
    whole = built(tmp_path, file, case="whole")
    assert (done.counted, done.lanes) == (whole.counted, whole.lanes)
    same(columns(case), columns(tmp_path / "whole"))


def test_steps_that_share_a_database_leave_the_store_that_each_alone_leaves(
    tmp_path, monkeypatch
):
    file = table(tmp_path / "trade.csv", many(40))
    shared = built(tmp_path, file, case="shared")
    monkeypatch.setattr(trace_engine, "SMALL", 0)
    assert built(tmp_path, file, case="alone") == shared
    same(columns(tmp_path / "shared"), columns(tmp_path / "alone"))


def test_a_judgement_that_changed_its_mind_is_another_build():
    """Their number alone named the plan: an interrupted build went on with old ones."""
    from whence.jobs.trace_build import _told

    same = Judgement(
        "c", Verdict.SAME, "ana", "", "", DAY, "m-1", "m-2"
    )  # fmt: skip
    other = replace(same, verdict=Verdict.DIFFERENT)
    later = replace(same, right_hash="m-3")
    assert _told([same]) != _told([other]) != _told([later])
    assert _told([same, later]) == _told([later, same])
    assert _told([same]) != _told([same, later])


def test_a_full_disk_says_so_and_keeps_the_store_in_use(tmp_path, monkeypatch):
    file = table(tmp_path / "trade.csv", many(50, 1))
    built(tmp_path, file)
    before = columns(tmp_path / "case")
    real = Duck.run

    def full(self: Duck, name: str, /, **values: object) -> Duck:
        if name == "edges":
            from whence.engine.refused import said

            text = 'Could not write file "x": No space left on device'
            raise said(duckdb.IOException(text))
        return real(self, name, **values)

    monkeypatch.setattr(Duck, "run", full)
    more = table(tmp_path / "more.csv", many(50, 2))
    with pytest.raises(OutputError, match="disk is full"):
        built(tmp_path, more)
    same(before, columns(tmp_path / "case"))
    monkeypatch.setattr(Duck, "run", real)
    assert built(tmp_path, more).counted > len(before["rows/day"])


@pytest.mark.parametrize(("name", "call"), [("t.parquet", "text"), ("t.csv", "bytes")])
def test_a_disk_full_at_the_head_of_a_file_says_so(tmp_path, monkeypatch, name, call):
    path = tmp_path / name
    with duckdb.connect() as con:
        kind = path.suffix[1:]
        con.execute(f"COPY (SELECT 1 AS \"Shipper\") TO '{path}' (FORMAT {kind})")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    real = getattr(Path, f"write_{call}")
    monkeypatch.setattr(
        Path,
        f"write_{call}",
        lambda p, *a: full() if p.parent.name == "heads" else real(p, *a),
    )
    with pytest.raises(OutputError, match="disk is full"):
        built(tmp_path, path, fast_from=0)


def test_parquet_and_csv_of_the_same_rows_are_the_same_store(tmp_path):
    file = table(tmp_path / "trade.csv", many(80))
    with duckdb.connect() as con:
        con.execute(
            f"COPY (FROM read_csv('{file}', all_varchar = true))"
            f" TO '{tmp_path / 'trade.parquet'}' (FORMAT parquet)"
        )
    built(tmp_path, file, case="csv")
    built(tmp_path, tmp_path / "trade.parquet", case="parquet", link=True)
    left, right = columns(tmp_path / "csv"), columns(tmp_path / "parquet")
    # A CSV file counts its header as row 1.
    right["rows/row"] = right["rows/row"] + 1
    same(left, right)


def test_other_tables_and_damaged_files_are_refused_with_a_remedy(tmp_path):
    other = tmp_path / "suppliers.csv"
    other.write_text("Vendor Name,Address\nAcme Ltd,1 Road\nBolt Ltd,2 Road\n")
    with pytest.raises(InputError, match="no trade records"):
        built(tmp_path, other)
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and nothing more")
    with pytest.raises(InputError):
        built(tmp_path, broken)
    shutil.rmtree(tmp_path / "case")
    with pytest.raises(UsageError, match="is no case"):
        TradeStore(tmp_path / "case")
