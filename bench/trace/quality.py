"""Measure quality on planted truth: python bench/trace/quality.py [--seeds 20]

Each seed is a world with all the dirt of `dirt.SHARES`, built and asked as any user
would. Exposure as shipped (an even share of 5 % or more) against a true share of 5 % or
more; balance (the whole interval a surplus, over the whole time) against violators.
What is wanted stands in expected.yml. `bound` is no method: it knows the generator,
sees clean records without party resolution, and takes each shipment for one lot drawn
from the year before, as the world does; it says how much of the truth records hold.
"""

import argparse
import shutil
import tempfile
from datetime import date
from pathlib import Path

import dirt
import duckdb
import gen
import numpy as np
import world

from whence.jobs.steps.trade_flagged import flagged, names_in
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.trace_balance import BalanceRequest, balance
from whence.jobs.trace_build import BuildRequest, build
from whence.trace.calendar import YEARS
from whence.trace.exposure import Spread
from whence.trace.products import Products

DAY = date(2026, 1, 1)
LISTED = (0.02, 0.05, 0.20)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1, help="number of the first seed")
    parser.add_argument("--rows", type=float, default=2e5)
    asked = parser.parse_args()
    lines: dict[str, list[tuple[float, float]]] = {}
    for seed in range(asked.first, asked.first + asked.seeds):
        work = Path(tempfile.mkdtemp(prefix="whence-quality-"))
        try:
            found = measured(int(asked.rows), seed, work)
        finally:
            shutil.rmtree(work)
        for name, pair in found.items():
            lines.setdefault(name, []).append(pair)
        print(f"seed {seed}: " + "; ".join(
            f"{name} P {p:.3f} R {r:.3f}" for name, (p, r) in found.items()
        ), flush=True)  # fmt: skip
    print(f"mean of {asked.seeds} seeds of {int(asked.rows):,} rows, 95 % interval:")
    for name, pairs in lines.items():
        both = np.array(pairs)
        mean = both.mean(axis=0)
        half = 1.96 * both.std(axis=0, ddof=1) / np.sqrt(len(both))
        print(f"{name}: precision {mean[0]:.3f} +- {half[0]:.3f}, recall"
              f" {mean[1]:.3f} +- {half[1]:.3f}")  # fmt: skip


def measured(rows: int, seed: int, work: Path) -> dict[str, tuple[float, float]]:
    """Build one world and measure it."""
    made = world.make(rows, seed)
    truth = gen.true_shares(made)
    dirt.write(dirt.rows(made, seed, dirt=True), work / "trade.parquet")
    names = dirt.names_of(np.flatnonzero(made.flagged))
    (work / "flagged.txt").write_text("\n".join(names) + "\n")
    case = work / "case"
    build(BuildRequest((work / "trade.parquet",), case, DAY, link=True))
    store = TradeStore(case)
    marks = flagged(store, names=names_in(work / "flagged.txt"))
    numbers = np.array([f.party for f in marks])
    spread = Spread(store.lanes, Products())
    exposure = spread.exposure(numbers)
    people = parties_of(store, len(made.kind))
    share = best(people, exposure.share_ppm / 1e6)
    yearly = spread.exposure(numbers, calendar=YEARS).share_ppm
    yearly = best(people, yearly / 1e6)
    honest = ~made.flagged
    true = (truth["share"] >= 0.05) & honest
    found = {
        f"exposure at {cut:.0%}": pair((share >= cut) & honest, true) for cut in LISTED
    }
    found |= {
        f"by year at {cut:.0%}": pair((yearly >= cut) & honest, true) for cut in LISTED
    }
    reach = best(people, exposure.can_ppm / 1e6)
    found["any reach"] = pair((reach > 0) & honest, true)
    chance = bound(made)
    found["bound, chance of one half"] = pair((chance >= 0.5) & honest, true)
    return found | weighed(case, store, people, made)


def parties_of(store, count: int) -> list[tuple[int, ...]]:
    """Give the parties of the store that bear each true party's usual name."""
    names = dirt.names_of(np.arange(count))
    known = store.named(names)
    return [known.get(name, ()) for name in names]


def best(people, figure):
    return np.array([max((figure[p] for p in ps), default=0.0) for ps in people])


def weighed(case, store, people, made):
    """Hold a sure surplus at the end against who shipped more than he can have made."""
    out = case / "balance.parquet"
    balance(BalanceRequest(case, period="all", out=out))
    with duckdb.connect() as con:
        rows = con.execute(
            f"SELECT key, max(surplus_low) FROM '{out}' WHERE last GROUP BY 1"
        ).fetchall()
    surplus = {store.lanes.index[key]: low > 0 for key, low in rows}
    seen = np.array([any(p in surplus for p in ps) for ps in people])
    listed = np.array([any(surplus.get(p, False) for p in ps) for ps in people])
    return {
        "balance": pair(listed & seen, made.violator & seen),
        "balance, unrecorded purchases also true": pair(
            listed & seen, (made.violator | made.unrecorded) & seen
        ),
    }


def pair(listed, true) -> tuple[float, float]:
    """Give precision and recall."""
    hit = int((listed & true).sum())
    return hit / max(int(listed.sum()), 1), hit / max(int(true.sum()), 1)


def bound(made, draws: int = 200):
    """Give the chance of each party that its true share is 5 % or more, knowing how
    the world draws lots."""
    day = (made.day - world.FIRST_DAY).astype(np.int64)
    order = np.argsort(made.buyer.astype(np.int64) * 8192 + day, kind="stable")
    key = (made.buyer.astype(np.int64) * 8192 + day)[order]
    mine = made.seller.astype(np.int64) * 8192
    low = np.searchsorted(key, mine + np.maximum(day - world.LAG, 0))
    high = np.searchsorted(key, mine + day, side="right")
    own = made.flagged[made.seller]
    taint = own.astype(float)
    for _ in range(2 * world.STAGES):
        total = np.concatenate(([0], np.cumsum(taint[order])))
        mean = (total[high] - total[low]) / np.maximum(high - low, 1)
        taint = np.where(own, 1.0, np.where(high > low, mean, 0.0))
    grams, size = made.grams.astype(float), len(made.kind)
    whole = np.maximum(np.bincount(made.buyer, grams, size), 1)
    rng, hits = np.random.default_rng(0), np.zeros(size)
    for _ in range(draws):
        drawn = grams * (rng.random(len(taint)) < taint)
        hits += np.bincount(made.buyer, drawn, size) >= 0.05 * whole
    return hits / draws


if __name__ == "__main__":
    main()
