"""Hold tracing to naive joins of single records: python bench/trace/exact.py FOLDER

FOLDER is what gen.py wrote and run.py built. Expected (written before the first run):
exposure equal on every party; upstream equal for every party above each of --buyers
random buyers; balance equal to the gram on every party, product and quarter. A record
of an unknown day, which the tracer lets be at any time, is one row for each month here.
"""

import argparse
import time
from pathlib import Path

import duckdb
import numpy as np

from whence.jobs.steps.trade_flagged import flagged, names_in
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.steps.trade_upstream import Upstream
from whence.jobs.trace_balance import BalanceRequest, balance
from whence.shelf.chains import within
from whence.shelf.yields import yields
from whence.trace.exposure import NEVER, Spread
from whence.trace.months import MONTHS, last_day
from whence.trace.products import Products
from whence.trace.runs import Start

TIERS, LAG = 6, 12
# A record leaves in a month what came in within the lag before; what is known to leave
# is not asked again, nor are records walked again that carried before.
DOWN = """
CREATE OR REPLACE TEMP TABLE hit AS
SELECT DISTINCT k.seller, k.hs, k.m FROM kept k
  JOIN fits ON fits.down = k.hs
  JOIN front p ON p.buyer = k.seller AND p.hs = fits.up
WHERE k.m BETWEEN p.m AND p.m + $lag;
CREATE OR REPLACE TEMP TABLE kept AS
FROM kept ANTI JOIN hit USING (seller, hs, m);
CREATE OR REPLACE TEMP TABLE front AS
SELECT DISTINCT e.buyer, e.hs, e.m FROM edges e SEMI JOIN hit USING (seller, hs, m)
"""
UP = """
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT e.seller, e.hs, e.m FROM edges e JOIN front p ON p.seller = e.buyer
  JOIN fits ON fits.down = p.hs AND fits.up = e.hs
WHERE e.m BETWEEN p.m - $lag AND p.m
GROUP BY ALL
"""
BALANCE = """
WITH known AS (
  SELECT seller, buyer, hs, kind, grams, m // 3 AS q FROM records
), moves AS (
  SELECT seller AS party, product, q, greatest(grams, 0) AS s, 0 AS b, 0 AS lo, 0 AS hi,
    0 AS i FROM known JOIN goods USING (hs)
  UNION ALL SELECT buyer, product, q, 0, greatest(grams, 0), 0, 0, 0
    FROM known JOIN goods USING (hs) WHERE kind >= 2
), used AS (
  SELECT buyer AS party, product, low, high, hs, q, sum(greatest(grams, 0))::BIGINT AS g
  FROM known JOIN inputs USING (hs) WHERE kind >= 2 GROUP BY ALL
), every AS (
  SELECT * FROM moves
  UNION ALL SELECT party, product, q, 0, 0,
    CASE WHEN high IS NULL THEN 0 ELSE least(g, 9000000000000000) * 1000 // high END,
    least(g, 9000000000000000) * 1000 // low, CASE WHEN high IS NULL THEN 0 ELSE g END
  FROM used
), ended AS (
  SELECT party, product, q, sum(s) AS s, sum(b) AS b, sum(lo) AS lo, sum(hi) AS hi,
    sum(i) AS i FROM every GROUP BY ALL
), kept AS (
  SELECT party, product FROM ended GROUP BY ALL HAVING sum(s) > 0 AND sum(i) > 0
)
SELECT a.party, a.product, a.q, sum(z.s)::BIGINT, sum(z.b)::BIGINT, sum(z.lo)::BIGINT,
  sum(z.hi)::BIGINT
FROM ended a JOIN ended z ON z.party = a.party AND z.product = a.product AND z.q <= a.q
SEMI JOIN kept k ON k.party = a.party AND k.product = a.product
GROUP BY ALL ORDER BY 1, 2, 3
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--buyers", type=int, default=20)
    parser.add_argument("--memory", default="6GB")
    parser.add_argument("--only", default="exposure,upstream,balance")
    asked = parser.parse_args()
    store = TradeStore(asked.folder / "case")
    con = duckdb.connect()
    con.execute(f"SET memory_limit = '{asked.memory}'")
    con.execute(f"SET temp_directory = '{asked.folder / 'naive'}'")
    rows(con, store.lanes)
    flags = flagged(store, names=names_in(asked.folder / "flagged.txt"))
    parts = asked.only.split(",")
    if "exposure" in parts:
        exposure(con, store, np.array([f.party for f in flags]))
    if "upstream" in parts:
        upstream(con, store, asked.buyers)
    if "balance" in parts:
        weighed(con, store, asked.folder)


def rows(con, lanes):
    """Lay every record down as a row; one of any time once for each month."""
    lane = np.repeat(np.arange(len(lanes)), np.diff(lanes.record_at))
    day = np.asarray(lanes.trade.day)
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    part = {  # noqa: F841
        "seller": lanes.src[lane], "buyer": lanes.dst[lane], "hs": lanes.hs[lane],
        "undated": np.asarray(lanes.undated)[lane], "m": month - lanes.base,
        "grams": np.asarray(lanes.trade.grams), "kind": np.asarray(lanes.kinds),
    }  # fmt: skip
    con.execute("CREATE TEMP TABLE records AS SELECT * FROM part WHERE NOT undated")
    con.execute(
        "CREATE TEMP TABLE edges AS SELECT seller, buyer, hs, m FROM records"
        " UNION ALL SELECT seller, buyer, hs, unnest(range(120)) FROM part"
        " WHERE undated"
    )
    products = Products()
    fit = np.stack([products.row(code, lanes.codes) > 0 for code in lanes.codes])
    down, up = np.nonzero(fit)
    pairs = {"up": up, "down": down}  # noqa: F841
    con.execute("CREATE TEMP TABLE fits AS SELECT * FROM pairs")


def exposure(con, store, marks):
    names = {"party": marks}  # noqa: F841
    con.execute("CREATE TEMP TABLE f AS SELECT * FROM names")
    laps = clock()
    found = Spread(store.lanes, Products()).exposure(marks, max_tiers=TIERS, lag=LAG)
    ours = laps()
    tier = np.full(len(found.tier), NEVER, np.int64)
    tier[marks] = 0
    con.execute("CREATE OR REPLACE TEMP TABLE front AS SELECT DISTINCT e.buyer, e.hs,"
                " e.m FROM edges e SEMI JOIN f ON f.party = e.seller")  # fmt: skip
    con.execute("CREATE OR REPLACE TEMP TABLE kept AS SELECT DISTINCT seller, hs, m"
                " FROM edges ANTI JOIN f ON f.party = edges.seller")  # fmt: skip
    for level in range(1, TIERS + 1):
        here = con.execute("SELECT DISTINCT buyer FROM front").fetchnumpy()["buyer"]
        tier[here[tier[here] == NEVER]] = level
        if level < TIERS:
            for statement in DOWN.replace("$lag", str(LAG)).split(";"):
                con.execute(statement)
    same = int((tier == found.tier).sum())
    print(f"exposure: ours {ours}; naive {laps()}; distance equal on {same:,} of"
          f" {len(tier):,} parties", flush=True)  # fmt: skip


def upstream(con, store, count):
    """Compare everybody upstream of random buyers, and how near."""
    lanes, asked = store.lanes, Upstream(store)
    rng = np.random.default_rng(1)
    buyers = rng.choice(np.flatnonzero(np.diff(lanes.lane_at) > 0), count)
    bound = last_day(lanes.base + MONTHS - 1)
    equal = parties = 0
    laps = clock()
    for buyer in buyers:
        lane = int(lanes.lane_at[buyer])
        last = int(lanes.trade.day[int(lanes.record_at[lane + 1]) - 1])
        hs, day = int(lanes.hs[lane]), min(last, bound)
        start = Start(
            lanes.parties[int(buyer)], lanes.codes[hs], day, 0, "", None, ()
        )  # fmt: skip
        ours = asked.reach(start, tiers=TIERS, lag=LAG).tiers()
        mine = {lanes.index[party]: tier for party, tier in ours.items()}
        theirs = naive_up(con, int(buyer), hs, int(month(day)) - lanes.base)
        equal += mine == theirs
        parties += len(theirs)
    print(f"upstream: {equal} of {count} buyers equal on all of {parties:,} parties;"
          f" both {laps()}", flush=True)  # fmt: skip


def month(day: int) -> np.int64:
    return np.int64(day).astype("datetime64[D]").astype("datetime64[M]").astype(int)


def naive_up(con, buyer: int, hs: int, by: int) -> dict[int, int]:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE fresh AS SELECT DISTINCT e.seller, e.hs, e.m"
        " FROM edges e JOIN fits ON fits.down = $hs AND fits.up = e.hs"
        " WHERE e.buyer = $buyer AND e.m BETWEEN $by - $lag AND $by",
        {"buyer": buyer, "hs": hs, "by": by, "lag": LAG},
    )
    con.execute("CREATE OR REPLACE TEMP TABLE seen AS FROM fresh")
    found: dict[int, int] = {}
    for level in range(1, TIERS + 1):
        for (seller,) in con.execute("SELECT DISTINCT seller FROM fresh").fetchall():
            found.setdefault(seller, level)
        con.execute("CREATE OR REPLACE TEMP TABLE front AS FROM fresh")
        if level < TIERS:
            con.execute(UP, {"lag": LAG})
            con.execute("CREATE OR REPLACE TEMP TABLE fresh AS FROM fresh ANTI JOIN"
                        " seen USING (seller, hs, m)")  # fmt: skip
            con.execute("INSERT INTO seen FROM fresh")
    return found


def weighed(con, store, folder):
    """Compare balance, every party, product and quarter, to the gram."""
    out = folder / "balance.parquet"
    laps = clock()
    balance(BalanceRequest(folder / "case", out=out))
    ours = laps()
    codes = store.lanes.codes

    def under(code, prefix):
        return within(code, prefix) and len(code) >= len(prefix)

    goods = {(y.product, at) for y in yields() for at, code in enumerate(codes)
             if any(under(code, p) for p in y.to_hs)}  # fmt: skip
    inputs = [(y.product, at, y.low, y.high) for y in yields()
              for at, code in enumerate(codes)
              if any(under(code, p) for p in y.from_hs)]  # fmt: skip
    for product in {y.product for y in yields()}:
        low = min(y.low for y in yields() if y.product == product)
        inputs.append((product, codes.index(""), low, None))
    con.execute("CREATE TEMP TABLE goods (product TEXT, hs INT)")
    con.executemany("INSERT INTO goods VALUES (?, ?)", sorted(goods))
    con.execute(
        "CREATE TEMP TABLE inputs (product TEXT, hs INT, low BIGINT, high BIGINT)"
    )
    con.executemany("INSERT INTO inputs VALUES (?, ?, ?, ?)", inputs)
    con.execute(f"CREATE TEMP TABLE naive AS {BALANCE}")
    parties = store.lanes.parties
    keys = {  # noqa: F841
        "party": np.arange(len(parties)),
        "key": np.array([parties[i] for i in range(len(parties))], object),
    }
    con.execute("CREATE TEMP TABLE named AS SELECT * FROM keys")
    mine = (
        "SELECT k.party, b.product, b.period, b.shipped, b.bought, b.possible_low,"
        f" b.possible_high FROM '{out}' b JOIN named k USING (key)"
    )
    (count,) = con.execute("SELECT count(*) FROM naive").fetchone()
    extra, short = (
        con.execute(f"SELECT count(*) FROM (({a}) EXCEPT ({b}))").fetchone()[0]
        for a, b in ((mine, "FROM naive"), ("FROM naive", mine))
    )
    print(
        f"balance: ours {ours}; naive {laps()}; of {count:,} rows {extra} only ours,"
        f" {short} only naive",
        flush=True,
    )
    out.unlink()


def clock():
    """Give what tells the seconds since it was asked last, by the clock and of CPU."""
    last = [time.perf_counter(), time.process_time()]

    def lap() -> str:
        now = [time.perf_counter(), time.process_time()]
        said = f"{now[0] - last[0]:.2f} s ({now[1] - last[1]:.2f} s of CPU)"
        last[:] = now
        return said

    return lap


if __name__ == "__main__":
    main()
