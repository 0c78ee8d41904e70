"""Measure tracing on one world: python bench/trace/run.py FOLDER [--keep] [--no-naive]
       or, of a store that is built: run.py FOLDER --keep --exposure numpy|numba

FOLDER is what gen.py wrote. Prints build, exposure, upstream and balance with seconds
and peak memory, whether exposure equals a naive join of single records in DuckDB on
every party, and how well the ranked list finds who truly took in flagged goods.
"""

import argparse
import hashlib
import resource
import shutil
import subprocess
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path

import dirt
import duckdb
import numpy as np

from whence.jobs.steps.trade_flagged import flagged, names_in
from whence.jobs.steps.trade_labels import exposure_in
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.steps.trade_upstream import Upstream
from whence.jobs.trace_balance import BalanceRequest, balance
from whence.jobs.trace_build import BuildRequest, build
from whence.trace.exposure import NEVER, Spread
from whence.trace.months import MONTHS, last_day
from whence.trace.products import Products
from whence.trace.runs import Start
from whence.trace.toward import labels_of

DAY = date(2026, 1, 1)
TIERS, LAG = 6, 12
NAIVE_START = """
CREATE OR REPLACE TEMP TABLE front AS
SELECT DISTINCT e.buyer, e.hs, e.m FROM edges e SEMI JOIN f ON f.party = e.seller
"""
NAIVE_STEP = """
CREATE OR REPLACE TEMP TABLE front AS
SELECT e.buyer, e.hs, e.m FROM edges e JOIN front p ON p.buyer = e.seller
  JOIN fits ON fits.up = p.hs AND fits.down = e.hs
WHERE e.m BETWEEN p.m AND p.m + $lag
GROUP BY ALL
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep", action="store_true", help="use the store of before")
    parser.add_argument("--memory", type=float, default=2.0)
    parser.add_argument("--no-naive", action="store_true")
    parser.add_argument("--buyers", type=int, default=200)
    parser.add_argument("--exposure", choices=("numpy", "numba"),
                        help="only this, as the command asks it")  # fmt: skip
    asked = parser.parse_args()
    case = asked.folder / "case"
    if not asked.keep:
        shutil.rmtree(case, ignore_errors=True)
        files = tuple(sorted(asked.folder.glob("trade*")))
        # A process of its own, so that its peak of memory is its own.
        call = [sys.executable, __file__, "--build", str(asked.memory), str(case)]
        subprocess.run([*call, *map(str, files)], check=True)
    store = TradeStore(case)
    started = time.perf_counter()
    flags = flagged(store, names=names_in(asked.folder / "flagged.txt"))
    marks = np.array([f.party for f in flags])
    print(f"flagged by name: {len(marks):,} in {time.perf_counter() - started:.2f} s")
    if asked.exposure:
        alone(store, marks, kernel=asked.exposure == "numba")
        return
    found = exposed(store, marks)
    upstream(store, marks, asked.buyers)
    weighed(case)
    if not asked.no_naive:
        exact(store, marks, found)
    if (asked.folder / "truth.npz").exists():
        quality(store, found, np.load(asked.folder / "truth.npz"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"peak of all questions: {peak:.2f} GB")


def built(memory: float, case: Path, files: tuple[Path, ...]) -> None:
    """Build, and say how long each stage took."""
    started = time.perf_counter()
    laps: list[tuple[str, float]] = []

    def note(stage: str, done: int, total: int) -> None:
        if not laps or laps[-1][0] != stage:
            laps.append((stage, time.perf_counter()))

    size = int(memory * (1 << 30))
    request = BuildRequest(files, case, DAY, link=True, memory=size, progress=note)
    done = build(request)
    ends = [*(at for _, at in laps[1:]), time.perf_counter()]
    parts = ", ".join(
        f"{s} {end - at:.1f}" for (s, at), end in zip(laps, ends, strict=True)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"build: {done.records:,} records, {done.lanes:,} lanes, {done.parties:,}"
        f" parties, {time.perf_counter() - started:.1f} s"
        f" ({time.process_time():.1f} s of CPU), peak {peak:.2f} GB ({parts})"
    )


def exposed(store, marks):
    """Measure the exposure of every party."""
    started, cpu = time.perf_counter(), time.process_time()
    spread = Spread(store.lanes, Products())
    found = spread.exposure(marks, max_tiers=TIERS, lag=LAG)
    reached = int(((found.tier > 0) & (found.tier < NEVER)).sum())
    print(
        f"exposure: {time.perf_counter() - started:.2f} s"
        f" ({time.process_time() - cpu:.2f} s of CPU), {reached:,} of"
        f" {len(found.tier):,} reached"
    )
    return found


def alone(store, marks, *, kernel: bool):
    """Measure the exposure of every party as the command asks it, in this process."""
    carriers = np.asarray(store.carriers, np.int64)
    shutil.rmtree(store.folder / "labels", ignore_errors=True)
    started, cpu = time.perf_counter(), time.process_time()
    _, found = exposure_in(
        store, marks, tiers=TIERS, lag=LAG, carriers=carriers, kernel=kernel
    )
    wall, used = time.perf_counter() - started, time.process_time() - cpu
    digest = hashlib.sha256()
    for name in ("tier", "via", "share_ppm", "can_ppm", "hidden_ppm"):
        digest.update(np.ascontiguousarray(getattr(found, name)).tobytes())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"exposure by {'numba' if kernel else 'numpy'}, both shares, labels kept:"
          f" {wall:.2f} s ({used:.2f} s of CPU), peak {peak:.2f} GB, answers"
          f" {digest.hexdigest()[:12]}")  # fmt: skip


def upstream(store, marks, count: int):
    """Measure what lies above random buyers: the nearest flagged parties with the best
    paths of each and their evidence, and everybody, each as a question of its own.

    The first is asked with labels that are found once for all questions. Half of what
    is asked is for the goods a buyer took in most of, half for any goods.
    """
    lanes, asked = store.lanes, Upstream(store)
    clock, cpu = time.perf_counter(), time.process_time()
    spread = Spread(lanes, Products())
    labels, _ = labels_of(spread, marks, max_tiers=TIERS, lag=LAG)
    lanes.runs()
    print(f"labels for upstream: {time.perf_counter() - clock:.2f} s"
          f" ({time.process_time() - cpu:.2f} s of CPU), once")  # fmt: skip
    rng = np.random.default_rng(1)
    buyers = rng.choice(np.flatnonzero(np.diff(lanes.lane_at) > 0), count)
    laps: dict[str, list[tuple[float, float]]] = {}

    def lap(name: str, since: tuple[float, float]) -> None:
        now = time.perf_counter() - since[0], time.process_time() - since[1]
        laps.setdefault(name, []).append(now)

    for number, buyer in enumerate(buyers):
        start = asked_of(lanes, int(buyer), any_goods=number % 2 == 1)
        since = time.perf_counter(), time.process_time()
        near = asked.nearest(start, labels, enough=3, tiers=TIERS)
        order = sorted(near.tier_of, key=lambda p, t=near.tier_of: (t[p], p))[:3]
        keys = [lanes.parties[party] for party in order]
        for key in keys:
            list(islice(near.reach.paths(key), 3))
        lap("three flagged, three paths each", since)
        for key in keys:
            list(asked.runs.found(near.reach, key, start))
        lap("the same with days, shares and evidence rows", since)
        since = time.perf_counter(), time.process_time()
        asked.reach(start, tiers=TIERS, lag=LAG)
        lap(f"everybody within {TIERS} tiers", since)
    for name, both in laps.items():
        wall, used = np.array(both).T * 1e3
        (mid, high, top), (low, most) = (np.percentile(wall, [50, 99, 100]),
                                         np.percentile(used, [50, 99]))  # fmt: skip
        print(f"upstream, {name}: p50 {mid:.2f} ms, p99 {high:.1f} ms, max {top:.1f} ms"
              f" (CPU p50 {low:.2f}, p99 {most:.1f} ms)", flush=True)  # fmt: skip


def asked_of(lanes, buyer: int, *, any_goods: bool) -> Start:
    """Ask for the goods a buyer took in most of, or any, by its last purchase."""
    low, high = int(lanes.lane_at[buyer]), int(lanes.lane_at[buyer + 1])
    hs = int(lanes.hs[low + int(np.argmax(lanes.grams[low:high]))])
    bound = last_day(lanes.base + MONTHS - 1)
    last = int(lanes.trade.day[int(lanes.record_at[low + 1]) - 1])
    code = "" if any_goods else lanes.codes[hs]
    return Start(lanes.parties[buyer], code, min(last, bound), 0, "", None, ())


def weighed(case):
    """Measure the balance of every party."""
    started, cpu = time.perf_counter(), time.process_time()
    done = balance(BalanceRequest(case))
    print(
        f"balance: {time.perf_counter() - started:.2f} s"
        f" ({time.process_time() - cpu:.2f} s of CPU), {done.pairs:,} pairs weighed,"
        f" {done.surplus_at_end:,} with a sure surplus at the end"
    )


def exact(store, marks, found):
    """Hold exposure against a naive join of single records, on every party."""
    lanes = store.lanes
    con = duckdb.connect()
    count = np.diff(lanes.record_at)
    lane = np.repeat(np.arange(len(lanes)), count)
    day = np.asarray(lanes.trade.day)
    dated = ~np.asarray(lanes.undated)[lane]
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    part = {  # noqa: F841
        "seller": lanes.src[lane][dated], "buyer": lanes.dst[lane][dated],
        "hs": lanes.hs[lane][dated], "m": (month - lanes.base)[dated],
    }  # fmt: skip
    con.execute("CREATE TEMP TABLE edges AS SELECT * FROM part")
    products = Products()
    fit = np.stack([products.row(code, lanes.codes) > 0 for code in lanes.codes])
    down, up = np.nonzero(fit)
    pairs = {"up": up, "down": down}  # noqa: F841
    con.execute("CREATE TEMP TABLE fits AS SELECT * FROM pairs")
    names = {"party": marks}  # noqa: F841
    con.execute("CREATE TEMP TABLE f AS SELECT * FROM names")
    started = time.perf_counter()
    tier = np.full(len(found.tier), NEVER, np.int64)
    tier[marks] = 0
    con.execute(NAIVE_START)
    for level in range(1, TIERS + 1):
        here = con.execute("SELECT DISTINCT buyer FROM front").fetchnumpy()["buyer"]
        tier[here[tier[here] == NEVER]] = level
        if level < TIERS:
            con.execute(NAIVE_STEP, {"lag": LAG})
    same = int((tier == found.tier).sum())
    undated = int(np.asarray(lanes.undated).sum())
    print(
        f"naive join of records in DuckDB: {time.perf_counter() - started:.1f} s;"
        f" distance equal on {same:,} of {len(tier):,} parties"
        f" ({undated} undated lanes are beyond it)"
    )


def quality(store, found, truth):
    """Say how well the list finds who truly took in at least 5 % flagged goods."""
    people = len(truth["share"])
    names = dirt.names_of(np.arange(people))
    known = store.named(names)
    share, can = np.zeros(people), np.zeros(people)
    for at, name in enumerate(names):
        for party in known.get(name, ()):
            share[at] = max(share[at], found.share_ppm[party] / 1e6)
            can[at] = max(can[at], found.can_ppm[party] / 1e6)
    honest = ~truth["flagged"]
    true = (truth["share"] >= 0.05) & honest
    for label, listed in (
        ("share of 5 % or more", share >= 0.05),
        ("share of 2 % or more", share >= 0.02),
        ("share of 20 % or more", share >= 0.20),
        ("any reach at all", can > 0),
    ):
        listed = listed & honest
        hit = int((listed & true).sum())
        print(
            f"quality, {label}: precision {hit / max(listed.sum(), 1):.3f}, recall"
            f" {hit / max(true.sum(), 1):.3f} ({int(listed.sum()):,} listed,"
            f" {int(true.sum()):,} true)"
        )


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "--build":
        built(float(sys.argv[2]), Path(sys.argv[3]), tuple(map(Path, sys.argv[4:])))
    else:
        main()
