"""Everybody above every buyer, against single records:
python bench/trace/everybody.py FOLDER [--part K/N] [--skip N] [--most N] [--seconds S]

FOLDER is what gen.py wrote and run.py built. Each buyer asks for the goods it took in
most of, by its last purchase. Expected (written before the first run): for every buyer
the same parties at the same fewest tiers, by `upstream` and by the walk below.

The walk knows no lanes, no masks of months and no levels of groups. It holds one row
for each distinct (seller, buyer, goods, month) of single records, and asks of many
buyers at once: a row's word has a bit for each of them. A step looks for every row at
all rows by which its buyer sold something it can go into within the months that follow.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from whence.jobs.steps.trade_store import TradeStore
from whence.trace.months import MONTHS, last_day, month_of
from whence.trace.products import Products
from whence.trace.upstream import Searcher

TIERS, LAG, WORDS = 6, 12, 4
BATCH = 64 * WORDS


class Rows:
    """Distinct (seller, goods, month, buyer) of records, and what each may go into."""

    def __init__(self, lanes, fit) -> None:
        lane = np.repeat(np.arange(len(lanes)), np.diff(lanes.record_at))
        day = np.asarray(lanes.trade.day)
        month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        month -= lanes.base
        dated = ~np.asarray(lanes.undated)[lane]
        loose = np.flatnonzero(lanes.undated)
        lane = np.concatenate((lane[dated], np.repeat(loose, MONTHS)))
        month = np.concatenate((month[dated], np.tile(np.arange(MONTHS), len(loose))))
        codes = len(lanes.codes)
        made = (lanes.src[lane].astype(np.int64) * codes + lanes.hs[lane]) * MONTHS
        every = np.stack((made + month, lanes.dst[lane].astype(np.int64)))
        every = every[:, np.lexsort(every[::-1])]
        first = np.ones(every.shape[1], bool)
        first[1:] = (np.diff(every, axis=1) != 0).any(axis=0)
        key, self.buyer = every[:, first]
        self.month = key % MONTHS
        self.hs = key // MONTHS % codes
        # Goods of a seller, numbered; and the distinct (seller, goods, month).
        self.made, number = np.unique(key // MONTHS, return_inverse=True)
        self.seller_of = self.made // codes
        self.at = np.flatnonzero(np.diff(key, prepend=-1))
        self.slot = (number * MONTHS + self.month)[self.at]
        self.owner = (key // MONTHS // codes)[self.at]
        # For each row, the goods that its buyer sells and that it can go into.
        low = np.searchsorted(self.seller_of, self.buyer)
        many = np.searchsorted(self.seller_of, self.buyer, side="right") - low
        row = np.repeat(np.arange(len(low)), many)
        sold = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many - low, many)
        able = fit[self.made[sold] % codes, self.hs[row]]
        row, sold = row[able], sold[able]
        self.has = np.unique(row)
        self.run = np.flatnonzero(np.diff(row, prepend=-1))
        self.next = sold * MONTHS + self.month[row]
        self.by_buyer = np.argsort(self.buyer, kind="stable")
        self.buyer_at = np.searchsorted(
            self.buyer[self.by_buyer], np.arange(len(lanes.parties) + 1)
        )

    def walk(self, starts, fit, parties: int):
        """Yield for each tier the parties first reached, with a bit for each start."""
        bits = np.zeros((len(self.buyer), WORDS), np.uint64)
        for at, (buyer, hs, by) in enumerate(starts):
            rows = self.by_buyer[self.buyer_at[buyer] : self.buyer_at[buyer + 1]]
            ago = by - self.month[rows]
            rows = rows[fit[hs, self.hs[rows]] & (ago >= 0) & (ago <= LAG)]
            bits[rows, at // 64] |= np.uint64(1 << at % 64)
        seen = np.zeros((parties, WORDS), np.uint64)
        for tier in range(1, TIERS + 1):
            slots = np.bitwise_or.reduceat(bits, self.at, axis=0)
            here = np.zeros((parties, WORDS), np.uint64)
            first = np.flatnonzero(np.diff(self.owner, prepend=-1))
            here[self.owner[first]] = np.bitwise_or.reduceat(slots, first, axis=0)
            yield here & ~seen
            seen |= here
            if tier < TIERS:
                bits = self._before(slots)

    def _before(self, slots):
        """Give each row the bits of all rows that it can have gone into."""
        held = np.zeros((len(self.made), MONTHS, WORDS), np.uint64)
        held.reshape(-1, WORDS)[self.slot] = slots
        done = 0
        while done < LAG:
            step = min(done + 1, LAG - done)
            held[:, :-step] |= held[:, step:].copy()
            done += step
        bits = np.zeros((len(self.buyer), WORDS), np.uint64)
        for low in range(0, len(self.run), 1 << 20):
            ends = self.run[low : low + (1 << 20) + 1]
            stop = ends[-1] if len(ends) > 1 << 20 else len(self.next)
            some = held.reshape(-1, WORDS).take(self.next[ends[0] : stop], 0)
            at = ends[: 1 << 20] - ends[0]
            has = self.has[low : low + (1 << 20)]
            bits[has] = np.bitwise_or.reduceat(some, at, axis=0)
        return bits


def asked_of(lanes, buyer: int) -> tuple[int, int, int]:
    """Give buyer, goods and the month of the last purchase."""
    low, high = int(lanes.lane_at[buyer]), int(lanes.lane_at[buyer + 1])
    hs = int(lanes.hs[low + int(np.argmax(lanes.grams[low:high]))])
    last = int(lanes.trade.day[int(lanes.record_at[low + 1]) - 1])
    bound = min(last, last_day(lanes.base + MONTHS - 1))
    day = np.datetime64(bound, "D").astype("O")
    return buyer, hs, month_of(day) - lanes.base


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="1/1", help="which of how many parts")
    parser.add_argument("--skip", type=int, default=0, help="buyers of that part")
    parser.add_argument("--most", type=int, default=1 << 40)
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after these")
    asked = parser.parse_args()
    lanes = TradeStore(asked.folder / "case").lanes
    products = Products()
    fit = np.stack([products.row(code, lanes.codes) > 0 for code in lanes.codes])
    part, parts = map(int, asked.part.split("/"))
    buyers = np.flatnonzero(np.diff(lanes.lane_at) > 0)
    print(f"{len(buyers):,} of {len(lanes.parties):,} parties bought anything")
    buyers = np.random.default_rng(2).permutation(buyers)[part - 1 :: parts]
    buyers = buyers[asked.skip :][: asked.most]
    rows, began = Rows(lanes, fit), time.perf_counter()
    print(
        f"{len(rows.buyer):,} distinct records, {len(rows.next):,} steps between them"
    )
    equal = done = found = 0
    spent = [0.0, 0.0]
    for low in range(0, len(buyers), BATCH):
        if time.perf_counter() - began > asked.seconds:
            break
        starts = [asked_of(lanes, int(b)) for b in buyers[low : low + BATCH]]
        clock = time.process_time()
        theirs = list(rows.walk(starts, fit, len(lanes.parties)))
        spent[1] += time.process_time() - clock
        clock = time.process_time()
        ours = [np.zeros_like(theirs[0]) for _ in theirs]
        searcher = Searcher(lanes, products)
        for at, (buyer, hs, by) in enumerate(starts):
            key, code = lanes.parties[buyer], lanes.codes[hs]
            reach = searcher.toward(
                key, code, by + lanes.base, max_tiers=TIERS, lag=LAG, goal=None
            )
            seen = np.zeros(len(lanes.parties), bool)
            for tier, level in enumerate(reach.levels[1:]):
                here = np.unique(lanes.group_src[level.group])
                here = here[~seen[here]]
                seen[here] = True
                ours[tier][here, at // 64] |= np.uint64(1 << at % 64)
        spent[0] += time.process_time() - clock
        wrong = np.zeros(WORDS, np.uint64)
        for mine, other in zip(ours, theirs, strict=True):
            wrong |= np.bitwise_or.reduce(mine ^ other, axis=0)
            found += int(np.bitwise_count(other).sum())
        bad = int(np.bitwise_count(wrong).sum())
        equal, done = equal + len(starts) - bad, done + len(starts)
        print(f"{equal:,} of {done:,} buyers equal, {found:,} parties above them;"
              f" ours {spent[0]:.0f} s of CPU, single records {spent[1]:.0f} s",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
