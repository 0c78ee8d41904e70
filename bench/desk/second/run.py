"""Hold the finder of gaps against folders of the second hand: recall and precision.

`python bench/desk/second/run.py [--seeds 20] [--from 0] [--faults 6] [--show]`

What is expected stands in the README, written before the finder was run on any of these
folders. One consignment is read twice: as it is, and with faults.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from run import Found, Score, Wanted, found_in, report  # noqa: E402

from whence.jobs.docket_gaps import GapsRequest, find_gaps  # noqa: E402

WANTED = Wanted(kind=0.0, total=0.8, false=2.0)
"""As the README says: over all faults; nothing was stated of single kinds."""
AS_OF = date(2026, 11, 26)


def hits(found: Found, fault: dict[str, Any]) -> bool:
    """Whether a finding names this fault, by its key or by another of its names."""
    keys = [fault["key"], *fault.get("alt", [])]
    named = (found.stage == key or key in found.said for key in keys)
    return found.kind == fault["kind"] and any(named)


def follows(found: Found, fault: dict[str, Any]) -> bool:
    """Whether a finding is what a fault brings with it."""
    return any(
        found.kind == kind and (key == found.stage or key in found.said)
        for kind, key in fault.get("also", [])
    )


def judge(
    faults: list[dict[str, Any]], found: list[Found], score: Score, *, show: bool
) -> None:
    """Count one folder; several findings of one fault count once."""
    for fault in faults:
        score.planted[fault["kind"]] += 1
        hit = any(hits(f, fault) for f in found)
        score.hit[fault["kind"]] += hit
        score.right[fault["kind"]] += hit
        if show and not hit:
            print("  missed", fault["kind"], fault["key"], fault["stage"])
    for one in found:
        if not any(hits(one, f) or follows(one, f) for f in faults):
            score.wrong[one.kind] += 1
            if show:
                print("  false ", one.kind, one.stage, one.said[:160])


def main() -> int:
    """Run the bench; 0 when the figures stated are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--faults", type=int, default=6)
    parser.add_argument("--limit", type=float, default=1e9, help="seconds")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    score, clean, folders = Score(), Score(), 0
    kinds: Counter[str] = Counter()
    begun, used = time.perf_counter(), 0.0
    for seed in range(asked.first, asked.first + asked.seeds):
        if time.perf_counter() - begun > asked.limit:
            print(f"stopped before seed {seed}: time is up")
            break
        for faults in (0, asked.faults):
            with tempfile.TemporaryDirectory() as place:
                make = [sys.executable, str(HERE / "make.py"), place]
                make += ["--seed", str(seed), "--faults", str(faults)]
                subprocess.run(make, check=True, capture_output=True)
                truth = json.loads(Path(place, "truth.json").read_text("utf-8"))
                start = time.perf_counter()
                result = find_gaps(GapsRequest(Path(place, "papers"), as_of=AS_OF))
                used += time.perf_counter() - start
            kinds.update(p.kind for p in result.papers)
            if asked.show:
                print(f"seed {seed}, {faults} faults: {result.commodity}")
            held = score if faults else clean
            judge(truth["faults"], found_in(result), held, show=asked.show)
        folders += 1
    print("papers by kind:", dict(kinds.most_common()))
    papers = kinds.total()
    return report(
        score, clean, folders, papers=papers, used=used, begun=begun, wanted=WANTED
    )


if __name__ == "__main__":
    sys.exit(main())
