"""Measure how fast names are matched: `python bench/names/speed.py [FACTS]`.

Stated before the first run, on 2 cores, reading the names included everywhere:
  small     20,000 names/s against 1,000 names
  large     10,000 names/s against 100,000 names, under 1 GB over all processes
  planted   5 % of the names are slips of an indexed name (a typo, no form, words
            swapped, another case); at least .95 of them are found
  pairs     1,000,000 pairs/s on one core in `score`, by processor time, for every kind
            of `pairs.py`, each in a process of its own
  import    `import whence` under 0.3 s; one name screened under 200 MB

Each rate of a search is told twice: by the clock, with the processes that the searcher
starts; and by processor time over all processes, which a crowded machine disturbs less
(divided by two cores it is what a quiet one would do). No name is asked twice. The
seconds it takes to build the index stand beside.

Peers stand in the same table where they are installed: rapidfuzz `cdist`, a tf-idf of
letter triples (scikit-learn with sparse_dot_topn), nomenklatura's logic-v2 over every
pair. A peer that would take longer than `--patience` seconds for all names is timed on
as many as it can do.

FACTS is the folder of raw facts, which holds the names of the pairs. `--only` runs one
part: machine, small, pairs, searches.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from invented import asked, companies
from meter import machine, measured
from pairs import KINDS
from searchers import SEARCHERS

HERE = Path(__file__).parent
FACTS = HERE.parents[2] / "shared" / "facts"
SEED = 20261126
SIZES = ((20_000, 1_000), (20_000, 100_000))


def one_search(how: str, size: int, count: int) -> dict[str, float]:
    """Run one searcher in this process; give rate and recall."""
    names = companies(size, SEED)
    rows = asked(names, count, SEED + 1)
    start = time.perf_counter()
    took, found = SEARCHERS[how](names, [q for q, _ in rows])
    prepared = time.perf_counter() - start - took.clock
    meant = [(m, f) for (_, m), f in zip(rows, found, strict=True) if m]
    return {
        "names": count,
        "seconds": took.clock,
        "prepared": prepared,
        "rate": count / took.clock,
        "each": took.processor / count * 1e6,
        "planted": len(meant),
        "found": sum(m in f for m, f in meant),
        "first": sum(f[:1] == [m] for m, f in meant),
    }


def searches(patience: float, scale: float) -> Iterator[str]:
    """Time every searcher that is installed, on fewer names where it is slow."""
    yield (
        "| searcher | names x list | names/s | us of processor a name |"
        " times our rate | found | first | prepared, s | GB |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for count, size in SIZES:
        count, size = int(count * scale), int(size * scale)
        ours = 0.0
        for how in SEARCHERS:
            some = count if how == "whence" else max(100, count // 100)
            run = measured(
                Path(__file__), "--one", how, str(size), str(some), patience=patience
            )
            if run and some < count and run["seconds"] * count / some < patience:
                run = measured(
                    Path(__file__),
                    "--one",
                    how,
                    str(size),
                    str(count),
                    patience=patience,
                )
            if not run:
                continue
            ours = ours or 1 / run["each"]
            planted = run["planted"] or 1
            yield (
                f"| {how} | {run['names']:,} x {size:,} | {run['rate']:,.0f} |"
                f" {run['each']:,.0f} | {1 / run['each'] / ours:.3f} |"
                f" {run['found'] / planted:.3f} | {run['first'] / planted:.3f} |"
                f" {run['prepared']:.1f} | {run['peak'] / 1e9:.2f} |"
            )


def pairs(facts: Path, patience: float) -> Iterator[str]:
    """Time `score` on pairs of every kind."""
    if not facts.is_dir():
        yield f"no folder {facts}: no pair across scripts can be timed"
        return
    yield "| pairs | how many | pairs/s on one core |"
    yield "|---|---|---|"
    for kind, (name, _) in KINDS.items():
        run = measured(HERE / "pairs.py", str(facts), kind, patience=patience)
        rate = f"{run['pairs'] / run['seconds']:,.0f}" if run else "not done in time"
        yield f"| {name} | {run.get('pairs', 0):,.0f} | {rate} |"


def small() -> Iterator[str]:
    """Time `import whence`, and a screen of one name, each in a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    bare = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import whence"], check=True)
    yield f"import whence: {time.perf_counter() - start - bare:.3f} s"
    code = (
        "import resource; from whence.match import Index;"
        "Index(['Acme Textile Co., Ltd']).search(['ACME TEXTILES'], 1);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    yield f"one name against one: {int(out.stdout) / 1024:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, nargs="?", default=FACTS)
    parser.add_argument("--one", nargs=3, metavar=("HOW", "SIZE", "COUNT"))
    parser.add_argument("--only", action="append", default=[], metavar="PART")
    parser.add_argument("--patience", type=float, default=60.0)
    parser.add_argument("--scale", type=float, default=1.0)
    given = parser.parse_args()
    if given.one:
        how, size, count = given.one
        print(json.dumps(one_search(how, int(size), int(count))))
        return
    parts = {
        "machine": machine(),
        "small": small(),
        "pairs": pairs(given.facts, given.patience),
        "searches": searches(given.patience, given.scale),
    }
    for name in given.only or parts:
        for line in parts[name]:
            print(line, flush=True)
        print()
    print(*machine(), sep="\n")


if __name__ == "__main__":
    main()
