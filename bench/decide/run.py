"""Decide a large portfolio under six measures: `python bench/decide/run.py`.

Expected, written before the first run: 100,000 consignments x 6 measures in under 30 s
in one process and under 1 GB, the making of the chains not counted; every outcome of
the table occurs at least 100 times, so that the mix is no easy one; for 1,000
consignments drawn by a seed all six outcomes, dates, outlooks and other dates equal
those of the one-by-one evaluation of `whence.decide.evaluate.decide`, which remembers
nothing; an explanation on demand (tree, prose in English and in Chinese) takes under
50 ms at the 99th percentile of 500. Appends a row to docs/benchmarks.md.
"""

import argparse
import gc
import random
import resource
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import make  # noqa: E402
import procs  # noqa: E402

from whence.decide.evaluate import World, decide  # noqa: E402
from whence.decide.explain import prose, text  # noqa: E402
from whence.decide.panel import Panel  # noqa: E402
from whence.model.listing import GateResult  # noqa: E402
from whence.model.measure import Outcome  # noqa: E402
from whence.shelf.measures import measures, read_measure  # noqa: E402

ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
KEYS = (
    "us/uflpa",
    "us/s307/xuar-cotton-tomato-2021",
    "us/s307/xpcc-cotton-2020",
    "us/s307/hoshine-2021",
    "us/s307/lop-hair-park-2020",
)
OWN = ROOT / "tests" / "measures" / "invented" / "origin-act.yml"
SECONDS, BYTES, LEAST, SLOWEST = 30.0, 1_000_000_000, 100, 0.050


def gate_of(key):
    """A list that passes for imports from 2023 on."""
    return lambda day: GateResult(key, day.year >= 2023, f"by the bench, for {day}")


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--no-record", action="store_true")
    args = asked.parse_args()
    known = measures()
    chosen = [known[key] for key in KEYS if key in known] + [read_measure(OWN)]
    world = make.World(args.seed)
    facts = {
        "standings": world.standings,
        "gates": {key: gate_of(key) for key in make.LISTS},
        "exhibits": (),
        "names": world.names,
        "as_of": make.LAST,
    }
    panel = Panel(chosen, World(**facts))
    sample = set(random.Random(args.seed).sample(range(args.count), 1000))
    kept, outcomes, held, spent, cpu = [], Counter(), [], 0.0, 0.0
    gc.collect()
    for number, (goods, chain) in enumerate(make.portfolio(world, args.count)):
        start, busy = time.perf_counter(), time.process_time()
        results = panel.results(goods, chain)
        spent += time.perf_counter() - start
        cpu += time.process_time() - busy
        held.append(results)
        outcomes.update(r.outcome for r in results)
        if number in sample:
            kept.append((goods, chain, results))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    wrong = 0
    for goods, chain, results in kept:
        for measure, result in zip(chosen, results, strict=True):
            one = decide(measure, goods, chain, others=chosen, **facts)
            same = (one.outcome, one.on, one.outlook, one.also_on) == (
                result.outcome,
                result.on,
                result.outlook,
                result.also_on,
            )
            wrong += not same
    laps = []
    for goods, chain, results in kept[:500]:
        result = max(results, key=lambda r: r.outcome.severity or 0)
        start = time.perf_counter()
        for language in ("en", "zh"):
            decision = panel.decision(result.measure, goods, chain, language=language)
            shown = (
                text(decision, language=language),
                prose(decision, language=language),
            )
            assert all(shown)
        laps.append((time.perf_counter() - start) / 2)
    slow = sorted(laps)[int(len(laps) * 0.99)]
    table = [o for o in Outcome if o is not Outcome.DECIDED_AGAINST]
    rare = [o.value for o in table if outcomes[o] < LEAST * args.count / 100_000]
    total = args.count * len(chosen)
    print(
        f"{total:,} decisions in {spent:.1f} s ({cpu:.1f} s of CPU),"
        f" peak {peak / 1e9:.2f} GB"
    )
    print(", ".join(f"{o.value} {outcomes[o]:,}" for o in table))
    print(f"unlike the one-by-one evaluation: {wrong} of {len(kept) * len(chosen):,}")
    print(
        f"explanation p99 {slow * 1000:.1f} ms; too rare: {', '.join(rare) or 'none'}"
    )
    good = [spent < SECONDS, peak < BYTES, not wrong, slow < SLOWEST, not rare]
    if not args.no_record:
        spent = f"{spent:.1f} ({cpu:.1f} of CPU)"
        record(
            args,
            spent,
            peak,
            wrong=wrong,
            pairs=len(kept) * len(chosen),
            slow=slow,
            outcomes=outcomes,
        )
    return 0 if all(good) else 1


def record(args, spent, peak, *, wrong, pairs, slow, outcomes) -> None:
    """Append a row to the page of measurements."""
    text_ = PAGE.read_text("utf-8")
    title = "## Deciding a portfolio"
    if title not in text_:
        text_ += (
            f"\n\n{title}\n\n| date | consignments x measures | seconds | peak GB |"
            " unlike one by one | explanation p99 ms | outcomes | machine | command |\n"
            "|---|---|---|---|---|---|---|---|---|\n"
        )
    mix = ", ".join(f"{o.value} {n:,}" for o, n in sorted(outcomes.items()))
    row = (
        f"| {datetime.now(UTC).date()} | {args.count:,} x 6 | {spent} |"
        f" {peak / 1e9:.2f} | {wrong} of {pairs:,} | {slow * 1000:.1f} | {mix} |"
        f" {procs.machine()} | `python bench/decide/run.py` |\n"
    )
    head, _, tail = text_.partition(title)
    at = tail.rfind("|\n", 0, (tail.find("\n## ") + 1) or len(tail)) + 2
    PAGE.write_text(head + title + tail[:at] + row + tail[at:], "utf-8")


if __name__ == "__main__":
    sys.exit(main())
