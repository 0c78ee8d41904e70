"""The same question to other tools: python bench/trace/peers.py FOLDER [--only A,B]

FOLDER is what gen.py wrote and run.py built. The question is exposure: the fewest
steps from a flagged party to every other, in time (lag of 12 months) and by kind, six
steps. Expected, before the first run: who answers all of it finds the same distances;
who knows neither time nor kind (networkx, igraph on the graph of parties) reaches more
parties, and its accuracy is the part of parties whose distance is right. CPU and memory
of Java, a process beside, are counted where /proc tells them. Each tool answers in a
process of its own; seconds by the clock and of CPU, peak memory, and the share of
parties whose distance equals that of the naive join of single records.

numpy       whence trace exposure, built in              mapped lanes of the store
numba       the same by compiled loops, loading counted  mapped lanes of the store
ibis-duckdb the same as expressions on DuckDB            Parquet of trace export
sail, spark the same on Sail, on Spark (local)           Parquet of trace export
naive       naive join of single records in DuckDB       records
cte         one recursive CTE in DuckDB over records     records
spark-sql   the naive join as Spark SQL, local           records
networkx    shortest paths over pairs of parties         pairs
igraph      the same                                     pairs
networkx-t  the same over (party, code, month) states    records; small worlds only
"""

import argparse
import importlib.metadata
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

TIERS, LAG, NEVER = 6, 12, 127
TOOLS = ("naive", "numpy", "numba", "ibis-duckdb", "sail", "spark", "cte", "spark-sql",
         "networkx", "igraph", "networkx-t")  # fmt: skip
PACKAGES = ("duckdb", "numpy", "numba", "networkx", "igraph", "ibis-framework",
            "pysail", "pyspark")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default=",".join(TOOLS))
    parser.add_argument("--timeout", type=float, default=900)
    parser.add_argument("--answer", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.answer:
        answer(asked.folder, asked.answer)
        return
    versions = ", ".join(f"{p} {v}" for p in PACKAGES if (v := version(p)))
    print(versions)
    prepare(asked.folder)
    truth = None
    for tool in asked.only.split(","):
        call = [sys.executable, __file__, str(asked.folder), "--answer", tool]
        try:
            done = subprocess.run(
                call, capture_output=True, text=True, timeout=asked.timeout
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            print(f"{tool}: stopped after {asked.timeout:g} s", flush=True)
            continue
        if done.returncode:
            words = (done.stderr.strip().splitlines() or ["?"])[-1][:150]
            print(f"{tool}: failed ({words})", flush=True)
            continue
        said = json.loads(done.stdout.strip().splitlines()[-1])
        tier = np.load(asked.folder / f"tier-{tool}.npy")
        truth = tier if truth is None else truth
        same = float((tier == truth).mean())
        print(f"{tool}: {said['wall']:.2f} s ({said['cpu']:.2f} s of CPU, of that"
              f" {said['load']:.2f} s loading), peak {said['peak']:.2f} GB;"
              f" {int((tier < NEVER).sum()):,} reached,"
              f" right on {same:.4%} of {len(tier):,}", flush=True)  # fmt: skip


def version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def prepare(folder: Path) -> None:
    """Write the records as Parquet once, as every tool but ours reads them."""
    from whence.jobs.steps.trade_flagged import flagged, names_in
    from whence.jobs.steps.trade_store import TradeStore
    from whence.jobs.trace_export import ExportRequest, export

    case = folder / "case"
    export(ExportRequest(case, str(folder / "data"), records=True))
    store = TradeStore(case)
    flags = flagged(store, names=names_in(folder / "flagged.txt"))
    np.save(folder / "marks.npy", np.array([f.party for f in flags], np.int64))
    (folder / "size").write_text(str(len(store.lanes.parties)))


def answer(folder: Path, tool: str) -> None:
    """Answer in this process, and say what it took."""
    marks, size = np.load(folder / "marks.npy"), int((folder / "size").read_text())
    wall, cpu = time.perf_counter(), cpu_time()
    tier, load = ANSWERS[tool](folder, marks, size)
    tier[marks] = 0
    said = {"wall": time.perf_counter() - wall, "cpu": cpu_time() - cpu, "load": load}
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    child = max([child, *(kilobytes(pid) for pid in living())])
    np.save(folder / f"tier-{tool}.npy", tier)
    print(json.dumps({**said, "peak": max(own, child) / 1e6}))


def cpu_time() -> float:
    """Give the seconds of CPU of this process, of children that ended, and of those
    that live, as the Java of Spark does."""
    used = [resource.getrusage(w) for w in
            (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]  # fmt: skip
    ended = sum(u.ru_utime + u.ru_stime for u in used)
    return ended + sum(map(sum, living().values())) / os.sysconf("SC_CLK_TCK")


def living() -> dict[int, tuple[int, int]]:
    """Give the ticks of user and system time of all living children of children."""
    parent, ticks = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(path.parent.name)
        parent[pid], ticks[pid] = int(fields[1]), (int(fields[11]), int(fields[12]))
    mine = {os.getpid()}
    while more := {pid for pid, up in parent.items() if up in mine} - mine:
        mine |= more
    return {pid: ticks[pid] for pid in mine - {os.getpid()}}


def kilobytes(pid: int) -> int:
    """Give the most memory a living process ever held."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(text.partition("VmHWM:")[2].split()[0])


def by_lanes(kernel):
    def ask(folder, marks, size):
        from whence.trace.exposure import Spread
        from whence.trace.products import Products
        from whence.trace.stored import open_lanes

        (generation,) = sorted((folder / "case" / "store").glob("generation-*"))[-1:]
        spread = Spread(open_lanes(generation), Products(), kernel=kernel)
        found = spread.exposure(marks, max_tiers=TIERS, lag=LAG)
        return found.tier.astype(np.int64), 0.0

    return ask


def by_engine(engine):
    def ask(folder, marks, size):
        from whence.engine.cluster import open_engine
        from whence.trace.bulk import exposure

        scratch = folder / "scratch"
        with open_engine(engine, scratch=str(scratch), memory=4 << 30) as bulk:
            found = exposure(bulk, str(folder / "data"), marks, parties=size,
                             max_tiers=TIERS, lag=LAG)  # fmt: skip
        shutil.rmtree(scratch, ignore_errors=True)
        return found.tier.astype(np.int64), 0.0

    return ask


VIEWS = """
CREATE TEMP TABLE edges AS
SELECT src, dst, hs, month AS m FROM '{data}/records/*.parquet' WHERE undated = 0
UNION ALL SELECT src, dst, hs, unnest(range(120)) FROM '{data}/records/*.parquet'
  WHERE undated <> 0;
CREATE TEMP TABLE fits AS FROM '{data}/fits/*.parquet';
CREATE TEMP TABLE f AS SELECT unnest($marks) AS party;
"""


def connected(folder, marks):
    import duckdb

    con = duckdb.connect()
    con.execute("SET memory_limit = '8GB'")
    con.execute(f"SET temp_directory = '{folder / 'naive'}'")
    first, second, third, _ = VIEWS.format(data=folder / "data").split(";")
    con.execute(first)
    con.execute(second)
    con.execute(third, {"marks": marks.tolist()})
    return con


def by_naive(folder, marks, size):
    con = connected(folder, marks)
    tier = np.full(size, NEVER, np.int64)
    tier[marks] = 0
    con.execute("CREATE TEMP TABLE front AS SELECT DISTINCT dst, e.hs, m FROM edges e"
                " SEMI JOIN f ON f.party = e.src")  # fmt: skip
    for level in range(1, TIERS + 1):
        here = con.execute("SELECT DISTINCT dst FROM front").fetchnumpy()["dst"]
        tier[here[tier[here] == NEVER]] = level
        if level < TIERS:
            con.execute(
                "CREATE OR REPLACE TEMP TABLE front AS SELECT DISTINCT e.dst, e.hs, e.m"
                " FROM edges e JOIN front p ON p.dst = e.src"
                " JOIN fits ON fits.up = p.hs AND fits.down = e.hs"
                f" WHERE e.m BETWEEN p.m AND p.m + {LAG}"
            )
    return tier, 0.0


def by_cte(folder, marks, size):
    con = connected(folder, marks)
    got = con.execute(f"""
        WITH RECURSIVE walk AS (
          SELECT DISTINCT dst, e.hs, m, 1 AS level FROM edges e
            SEMI JOIN f ON f.party = e.src
          UNION
          SELECT e.dst, e.hs, e.m, p.level + 1 FROM edges e
            JOIN walk p ON p.dst = e.src
            JOIN fits ON fits.up = p.hs AND fits.down = e.hs
          WHERE e.m BETWEEN p.m AND p.m + {LAG} AND p.level < {TIERS}
        ) SELECT dst, min(level) AS level FROM walk GROUP BY 1
    """).fetchnumpy()
    tier = np.full(size, NEVER, np.int64)
    tier[got["dst"]] = got["level"]
    return tier, 0.0


def by_spark_sql(folder, marks, size):
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.memory", "6g").config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "8").getOrCreate()
    )  # fmt: skip
    data = folder / "data"
    records = spark.read.parquet(str(data / "records"))
    records.createOrReplaceTempView("records")
    spark.read.parquet(str(data / "fits")).createOrReplaceTempView("fits")
    spark.createDataFrame([(int(m),) for m in marks], "party bigint") \
        .createOrReplaceTempView("f")  # fmt: skip
    spark.sql("SELECT src, dst, hs, month AS m FROM records WHERE undated = 0 UNION ALL"
              " SELECT src, dst, hs, explode(sequence(0L, 119L)) FROM records WHERE"
              " undated <> 0").cache().createOrReplaceTempView("edges")  # fmt: skip
    tier = np.full(size, NEVER, np.int64)
    tier[marks] = 0
    front = spark.sql("SELECT DISTINCT dst, hs, m FROM edges LEFT SEMI JOIN f ON"
                      " f.party = src").localCheckpoint()  # fmt: skip
    for level in range(1, TIERS + 1):
        front.createOrReplaceTempView("front")
        here = np.array([r[0] for r in spark.sql("SELECT DISTINCT dst FROM front")
                         .collect()], np.int64)  # fmt: skip
        tier[here[tier[here] == NEVER]] = level
        if level < TIERS:
            front = spark.sql(
                "SELECT DISTINCT e.dst, e.hs, e.m FROM edges e JOIN front p ON p.dst ="
                " e.src JOIN fits ON fits.up = p.hs AND fits.down = e.hs"
                f" WHERE e.m BETWEEN p.m AND p.m + {LAG}"
            ).localCheckpoint()
    spark.stop()
    return tier, 0.0


def pairs_of(folder):
    import duckdb

    with duckdb.connect() as con:
        lanes = f"'{folder}/data/lanes/*.parquet'"
        got = con.execute(f"SELECT DISTINCT src, dst FROM {lanes}")
        return np.stack(list(got.fetchnumpy().values()), axis=1)


def by_networkx(folder, marks, size):
    import networkx as nx

    started = time.process_time()
    graph = nx.DiGraph()
    graph.add_edges_from(pairs_of(folder).tolist())
    graph.add_edges_from((-1, int(m)) for m in marks)
    load = time.process_time() - started
    steps = nx.single_source_shortest_path_length(graph, -1, cutoff=TIERS + 1)
    tier = np.full(size, NEVER, np.int64)
    for party, step in steps.items():
        if party >= 0:
            tier[party] = step - 1
    return tier, load


def by_igraph(folder, marks, size):
    import igraph

    started = time.process_time()
    graph = igraph.Graph(n=size + 1, edges=pairs_of(folder), directed=True)
    graph.add_edges([(size, int(m)) for m in marks])
    load = time.process_time() - started
    steps = np.array(graph.distances(source=[size], mode="out")[0]) - 1
    return np.where(steps[:size] <= TIERS, steps[:size], NEVER).astype(np.int64), load


def by_networkx_states(folder, marks, size):
    """Walk a graph of single records: two are joined where goods can have gone on."""
    import networkx as nx

    started = time.process_time()
    con = connected(folder, marks)
    got = con.execute("SELECT DISTINCT src, dst, hs, m FROM edges").fetchnumpy()
    fits: dict[int, set[int]] = {}
    for up, down in con.execute("FROM fits").fetchall():
        fits.setdefault(up, set()).add(down)
    sold: dict[int, list[tuple[int, int, int]]] = {}
    for src, dst, hs, m in zip(*(c.tolist() for c in got.values()), strict=True):
        sold.setdefault(src, []).append((dst, hs, m))
    graph = nx.DiGraph()
    for lines in sold.values():
        for dst, hs, m in lines:
            for far, other, later in sold.get(dst, ()):
                if m <= later <= m + LAG and other in fits.get(hs, ()):
                    graph.add_edge((dst, hs, m), (far, other, later))
    graph.add_edges_from(("start", line) for m in marks.tolist()
                         for line in sold.get(m, ()))  # fmt: skip
    load = time.process_time() - started
    tier = np.full(size, NEVER, np.int64)
    steps = nx.single_source_shortest_path_length(graph, "start", cutoff=TIERS)
    for state, step in steps.items():
        if state != "start":
            tier[state[0]] = min(tier[state[0]], step)
    return tier, load


ANSWERS = {
    "numpy": by_lanes(kernel=False),
    "numba": by_lanes(kernel=True),
    "ibis-duckdb": by_engine("duckdb"),
    "sail": by_engine("sail"),
    "spark": by_engine("spark"),
    "naive": by_naive,
    "cte": by_cte,
    "spark-sql": by_spark_sql,
    "networkx": by_networkx,
    "igraph": by_igraph,
    "networkx-t": by_networkx_states,
}


if __name__ == "__main__":
    main()
