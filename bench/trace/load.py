"""From a CSV of trade records to a store: python bench/trace/load.py FOLDER

FOLDER is what gen.py wrote (7.5e6 rows there make ten million records with the dirt).
They are written as one CSV as people have them: the names of seller and buyer on each
row, dates and weights as text. Then, each in a process of its own, with the clock, the
processor (children too) and the peak of memory:

read    every column of the CSV, two times over, in DuckDB: what no load can go below
plain   the naive load: CSV to Parquet, distinct names as ids, types by TRY_CAST
naive   the same with names cleaned on each row (case, marks, blanks), as is usual
build   `whence trace build`, with the seconds of each stage

Expected (written before the first run): ours at most ten seconds beyond reading twice;
as many records read, and as many distinct names as the plain load knows.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from whence.jobs.trace_build import BuildRequest, build
from whence.store.generations import required

DAY = date(2026, 1, 1)
CALLS = ("read", "plain", "naive", "build")
MADE = "COPY (SELECT * FROM read_parquet($files)) TO '{}' (FORMAT csv, HEADER)"
READ = """
SELECT count(*), {} FROM read_csv($file, header = true, all_varchar = true)
"""
# What is read has to be looked at, or the reader leaves it out.
LOOKED_AT = "sum(strlen(COLUMNS(*)))"
ROWS = """
CREATE TEMP TABLE told AS
SELECT "Bill of Lading" AS bill, TRY_CAST("Shipment Date" AS DATE) AS day,
  {seller} AS seller, "Shipper Country" AS seller_country,
  {buyer} AS buyer, "Consignee Country" AS buyer_country,
  "HS Code" AS hs, TRY_CAST("Weight (kg)" AS DOUBLE) AS kg,
  "Master Bill of Lading" AS master, TRY_CAST("Amendment" AS INTEGER) AS amended
FROM read_csv($file, header = true, all_varchar = true)
"""
CLEAN = "trim(regexp_replace(upper(strip_accents({})), '[^A-Z0-9]+', ' ', 'g'))"
NAMES = """
CREATE TEMP TABLE names AS
SELECT name, CAST(row_number() OVER () AS INTEGER) AS id FROM (
  SELECT seller AS name FROM told UNION SELECT buyer FROM told)
WHERE name IS NOT NULL
"""
LAID = """
COPY (
  SELECT bill, day, s.id AS seller, seller_country, b.id AS buyer, buyer_country,
    hs, kg, master, amended
  FROM told LEFT JOIN names s ON s.name = seller LEFT JOIN names b ON b.name = buyer
) TO '{}' (FORMAT parquet)
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default=",".join(CALLS))
    parser.add_argument("--memory", type=float, default=2.0, help="of our engine, GB")
    parser.add_argument("--one", help="run this one here; for the script itself")
    asked = parser.parse_args()
    place = asked.folder / "load"
    if asked.one:
        measured(asked.one, place, int(asked.memory * (1 << 30)))
        return
    file = csv_of(asked.folder, place)
    print(f"{file.name}: {file.stat().st_size / 1e9:.2f} GB")
    found: dict[str, dict[str, float]] = {}
    for call in asked.only.split(","):
        again = [sys.executable, __file__, str(asked.folder), "--one", call]
        again += ["--memory", str(asked.memory)]
        done = subprocess.run(again, check=True, stdout=subprocess.PIPE, text=True)
        found[call] = told = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{call}: {told['wall']:.1f} s, {told['cpu']:.1f} s of CPU, peak"
            f" {told['peak']:.2f} GB; {told['rows']:,.0f} rows, {told['names']:,.0f}"
            f" names; {told['said']}",
            flush=True,
        )
    compared(found)


def compared(found: dict[str, dict[str, float]]) -> None:
    """Say what ours costs beyond reading twice, and whether the answers agree."""
    if "build" not in found:
        return
    ours = found["build"]
    if "read" in found:
        wall, cpu = (ours[k] - found["read"][k] for k in ("wall", "cpu"))
        print(f"beyond reading twice: {wall:.1f} s, {cpu:.1f} s of CPU (asked: 10 s)")
    for other in ("read", "plain"):
        for what in ("rows", "names"):
            if found.get(other, {}).get(what):
                same = ours[what] == found[other][what]
                print(f"as many {what} as {other}: {'yes' if same else 'NO'}")


def csv_of(folder: Path, place: Path) -> Path:
    """Give the records of the world as one CSV; written once."""
    file = place / "trade.csv"
    if not file.exists():
        place.mkdir(exist_ok=True)
        files = sorted(map(str, folder.glob("trade*.parquet")))
        fresh = place / "fresh.csv"
        duckdb.execute(MADE.format(fresh), {"files": files})
        fresh.rename(file)
    return file


def measured(call: str, place: Path, memory: int) -> None:
    """Run one of the calls in this process and print what it cost, as JSON."""
    calls: dict[str, Callable[[], tuple[int, int, str]]] = {
        "read": lambda: read(place),
        "plain": lambda: load(place, '"{}"'),
        "naive": lambda: load(place, CLEAN.format('"{}"')),
        "build": lambda: ours(place, memory),
    }
    started = time.perf_counter()
    rows, names, said = calls[call]()
    wall = time.perf_counter() - started
    use = [resource.getrusage(w) for w in (resource.RUSAGE_SELF,
                                           resource.RUSAGE_CHILDREN)]  # fmt: skip
    cpu = sum(u.ru_utime + u.ru_stime for u in use)
    peak = use[0].ru_maxrss / 1e6
    print(json.dumps(dict(wall=wall, cpu=cpu, peak=peak, rows=rows, names=names,
                          said=said)))  # fmt: skip


def read(place: Path) -> tuple[int, int, str]:
    """Read every cell two times over."""
    laps, rows = [], 0
    for _ in range(2):
        since = time.perf_counter()
        asked = READ.format(LOOKED_AT)
        found = duckdb.execute(asked, {"file": str(place / "trade.csv")}).fetchone()
        rows = found[0]
        laps.append(f"{time.perf_counter() - since:.1f}")
    return rows, 0, "one and the other time " + ", ".join(laps)


def load(place: Path, name: str) -> tuple[int, int, str]:
    """Load as most would: one table, names to ids, one Parquet file."""
    out = place / "naive.parquet"
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = false")
    con.execute(f"SET temp_directory = '{place / 'spill'}'")
    cells = {"seller": name.format("Shipper Name"), "buyer": name.format(
        "Consignee Name")}  # fmt: skip
    laps: list[str] = []

    def lap(what: str, statement: str, **values: object) -> None:
        since, cpu = time.perf_counter(), time.process_time()
        con.execute(statement, values or None)
        laps.append(f"{what} {time.perf_counter() - since:.1f}"
                    f" ({time.process_time() - cpu:.1f})")  # fmt: skip

    lap("parse", ROWS.format(**cells), file=str(place / "trade.csv"))
    lap("names", NAMES)
    lap("write", LAID.format(out))
    ((rows,),) = con.execute("SELECT count(*) FROM told").fetchall()
    ((names,),) = con.execute("SELECT count(*) FROM names").fetchall()
    out.unlink()
    return rows, names, ", ".join(laps) + " (CPU)"


def ours(place: Path, memory: int) -> tuple[int, int, str]:
    """Build a store anew, and say how long each stage took."""
    case = place / "case"
    shutil.rmtree(case, ignore_errors=True)
    laps: list[tuple[str, float, float]] = []

    def note(stage: str, done: int, total: int) -> None:
        if not laps or laps[-1][0] != stage:
            laps.append((stage, time.perf_counter(), time.process_time()))

    files = (place / "trade.csv",)
    done = build(BuildRequest(files, case, DAY, link=True, memory=memory,
                              progress=note))  # fmt: skip
    ends = [*laps[1:], ("", time.perf_counter(), time.process_time())]
    said = ", ".join(
        f"{stage} {end - at:.1f} ({ended - cpu:.1f})"
        for (stage, at, cpu), (_, end, ended) in zip(laps, ends, strict=True)
    )
    rows = sum(n.rows_in for n in done.sources)
    told = [str(case / "store" / "sources" / n.key / "mentions.parquet")
            for n in done.sources]  # fmt: skip
    ((names,),) = duckdb.execute(
        "SELECT count(DISTINCT name) FROM read_parquet($told)", {"told": told}
    ).fetchall()
    size = sum(f.stat().st_size for f in required(case / "store").rglob("*") if
               f.is_file())  # fmt: skip
    return rows, names, f"{said} (CPU); {done.lanes:,} lanes, {size / 1e9:.2f} GB"


if __name__ == "__main__":
    main()
