"""What the world looks like in files: names in many spellings, bills told twice.

Rows are written through DuckDB in chunks, so that a hundred million fit anywhere. What
is added on purpose, each with its share, is in SHARES and comes back in `truth`.
"""

from pathlib import Path

import duckdb
import numpy as np
from world import CODES, FIRST_DAY, World

SHARES = {
    "name written another way": 0.15,
    "typing error in the name": 0.01,
    "missing HS": 0.08,
    "behind a forwarder": 0.04,
    "master bill beside the house bill": 0.08,
    "bill told twice": 0.02,
    "bill amended": 0.02,
    "no weight": 0.01,
    "weight of zero": 0.002,
    "absurd weight": 0.0001,
    "day in the future": 0.0001,
    "self-shipment": 0.002,
}
FIRST = tuple(
    "Eastern Golden Jade River Sunrise Harbor Northern Great Bright Silver Crown Ocean"
    " Summit Lotus Cedar Falcon Grand Pearl Royal Delta".split()
)
SECOND = tuple(
    "Textile Metal Polymer Solar Garment Cotton Alloy Resin Fabric Module Weaving"
    " Casting Spinning Profile Floor".split()
)
COUNTRIES = tuple("CN CN CN VN IN BD TH MY ID TR US US US DE MX".split())

NAMED = """
CREATE OR REPLACE MACRO shown(id, how) AS
  CASE
    WHEN id < 0 THEN 'Blue Anchor Freight Forwarding ' || (-id) || ' Ltd'
    WHEN how = 1 THEN upper(stem(id)) || ' CO LTD'
    WHEN how = 2 THEN stem(id) || ' Company Limited'
    WHEN how = 3 THEN stem(id) || ' Co.,Ltd'
    WHEN how = 4 THEN replace(stem(id), 'e', 'ee') || ' Co., Ltd.'
    ELSE stem(id) || ' Co., Ltd.'
  END
"""
STEM = """
CREATE OR REPLACE MACRO stem(id) AS
  first_words[1 + id % {a}] || ' ' || second_words[1 + (id // {a}) % {b}] || ' '
  || upper(to_base(id // {ab} + 1, 36))
"""


def named(con: duckdb.DuckDBPyConnection) -> None:
    """Give a connection the macros that turn a number into a name."""
    first = "['" + "','".join(FIRST) + "']"
    second = "['" + "','".join(SECOND) + "']"
    countries = "['" + "','".join(COUNTRIES) + "']"
    text = STEM.format(a=len(FIRST), b=len(SECOND), ab=len(FIRST) * len(SECOND))
    con.execute(text.replace("first_words", first).replace("second_words", second))
    con.execute(NAMED)
    con.execute(f"CREATE OR REPLACE MACRO land(id) AS {countries}[1 + id % 15]")


def rows(world: World, seed: int, *, dirt: bool) -> dict[str, np.ndarray]:
    """Give the columns of the file, dirt included; one row a record."""
    rng = np.random.default_rng(seed + 1)
    n = len(world.seller)
    base = {
        "seller": world.seller.astype(np.int64),
        "buyer": world.buyer.astype(np.int64),
        "hs": world.hs.astype(np.int16),
        "day": world.day.copy(),
        "grams": world.grams.copy(),
        "bill": np.arange(n, dtype=np.int64),
        "master": np.full(n, -1, np.int64),
        "amended": np.zeros(n, np.int8),
    }
    if not dirt:
        return {**base, "how_s": np.zeros(n, np.int8), "how_b": np.zeros(n, np.int8)}
    return _dirty(base, n, rng)


def _dirty(base, n, rng):
    def some(what):
        return rng.random(n) < SHARES[what]

    base["hs"][some("missing HS")] = -1
    base["grams"][some("no weight")] = -1
    base["grams"][some("weight of zero")] = 0
    absurd = some("absurd weight") & (base["grams"] > 0)
    base["grams"][absurd] *= 1_000_000
    base["day"][some("day in the future")] += 20_000
    selfs = some("self-shipment")
    hidden = np.flatnonzero(some("behind a forwarder") & ~selfs)
    master = np.flatnonzero(some("master bill beside the house bill") & ~selfs)
    twice = np.flatnonzero(some("bill told twice"))
    amended = np.flatnonzero(some("bill amended"))
    agents = max(n // 50_000, 3)
    agent = -1 - rng.integers(0, agents, n)
    extra = []
    first = {k: v[hidden].copy() for k, v in base.items()}
    first["buyer"] = agent[hidden]
    second = {k: v[hidden].copy() for k, v in base.items()}
    second["seller"] = agent[hidden]
    second["day"] += 5
    second["bill"] += 10 * n
    extra += [first, second]
    over = {k: v[master].copy() for k, v in base.items()}
    over["seller"], over["buyer"] = agent[master], np.roll(agent, 7)[master]
    over["bill"] = 20 * n + master
    base["master"][master] = 20 * n + master
    extra.append(over)
    extra.append({k: v[twice].copy() for k, v in base.items()})
    later = {k: v[amended].copy() for k, v in base.items()}
    later["grams"] = np.where(later["grams"] > 0, later["grams"] * 11 // 10, -1)
    later["amended"] = np.ones(len(amended), np.int8)
    extra.append(later)
    base["buyer"][selfs] = base["seller"][selfs]
    keep = np.ones(n, bool)
    keep[hidden] = False
    kept = {k: v[keep] for k, v in base.items()}
    done = {k: np.concatenate([kept[k], *(e[k] for e in extra)]) for k in base}
    size = len(done["bill"])
    for side in ("how_s", "how_b"):
        how = np.where(rng.random(size) < SHARES["name written another way"],
                       rng.integers(1, 4, size), 0)  # fmt: skip
        how[rng.random(size) < SHARES["typing error in the name"]] = 4
        done[side] = how.astype(np.int8)
    order = rng.permutation(size) if size < 20_000_000 else np.arange(size)
    return {k: v[order] for k, v in done.items()}


SELECT = """
SELECT
  CASE WHEN bill < 0 THEN NULL ELSE 'B' || bill END AS "Bill of Lading",
  CASE WHEN master < 0 THEN NULL ELSE 'B' || master END AS "Master Bill of Lading",
  amended AS "Amendment",
  strftime(DATE '1970-01-01' + day::INT, '%Y-%m-%d') AS "Shipment Date",
  shown(seller, how_s) AS "Shipper Name",
  land(abs(seller)) AS "Shipper Country",
  shown(buyer, how_b) AS "Consignee Name",
  land(abs(buyer)) AS "Consignee Country",
  CASE WHEN hs < 0 THEN NULL ELSE codes[1 + hs] END AS "HS Code",
  CASE WHEN grams < 0 THEN NULL ELSE grams / 1000.0 END AS "Weight (kg)"
FROM chunk
"""


def write(columns: dict[str, np.ndarray], path: Path, *, csv: bool = False) -> int:
    """Write the rows as Parquet (or CSV) and give their number."""
    con = duckdb.connect()
    named(con)
    codes = "['" + "','".join(CODES) + "']"
    select = SELECT.replace("codes[", codes + "[")
    size = len(columns["bill"])
    step = 5_000_000
    path.parent.mkdir(parents=True, exist_ok=True)
    files = []
    for start in range(0, size, step):
        chunk = {k: v[start : start + step] for k, v in columns.items()}  # noqa: F841
        name = path
        if size > step and not csv:
            name = path.with_name(f"{path.stem}-{start // step:03d}{path.suffix}")
        how = "(FORMAT csv, HEADER)" if csv else "(FORMAT parquet)"
        con.execute("CREATE OR REPLACE TEMP TABLE part AS SELECT * FROM chunk")
        text = select.replace("FROM chunk", "FROM part")
        if csv and start:
            name = path.with_name(f"{path.stem}-{start // step:03d}{path.suffix}")
        con.execute(f"COPY ({text}) TO '{name}' {how}")
        files.append(name)
    con.close()
    return size


def names_of(ids: np.ndarray) -> list[str]:
    """Give the names of parties as most rows write them."""
    con = duckdb.connect()
    named(con)
    asked = {"id": ids.astype(np.int64)}  # noqa: F841
    found = con.execute("SELECT shown(id, 0) AS n FROM asked").fetchnumpy()["n"]
    con.close()
    return [str(name) for name in found]


def last_day() -> int:
    """Give the last day a record can honestly bear."""
    return FIRST_DAY + 3652 + 10
