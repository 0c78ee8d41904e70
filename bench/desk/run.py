"""Read invented folders: are the planted faults found, and nothing else cried out?

`python bench/desk/run.py [--seeds 20] [--from 0] [--clean 5] [--show] [--limit S]`

Twenty folders with up to five faults each, and five in which everything adds up. A
finding is right when its kind is that of a planted fault and it names what was
planted (stage, number or lot); what a fault brings with it (`also`) counts neither
way, nor does what concerns the whole chain and no stage. Stated before the first run:
  recall      at least .90 over all faults, .80 for each kind
  precision   at least .90 over all findings, .80 for each kind
  clean       at most one false finding a folder in which everything adds up
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from make import MOST, make  # noqa: E402
from world import Folder, Truth  # noqa: E402

from whence.jobs.docket_gaps import GapsRequest, GapsResult, find_gaps  # noqa: E402

AS_OF = date(2026, 6, 30)
PLANTED = frozenset(
    {
        "missing stage",
        "missing document",
        "missing quantity",
        "invoice without payment",
        "fits two stages",
        "one number on two papers",
        "dates out of order",
        "quantities disagree",
        "lot from nowhere",
        "does not add up",
        "parties disagree",
    }
)


@dataclass(frozen=True)
class Found:
    """What the program says, in the bench's terms."""

    kind: str
    stage: str
    said: str


@dataclass
class Score:
    """Counts by kind of fault."""

    planted: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


def found_in(result: GapsResult) -> list[Found]:
    """Lay the program's findings out; those about the whole chain are left out."""
    found = [
        Found(g.kind, g.stage, " ".join((g.key, g.text, *g.papers)))
        for g in result.gaps
        if g.stage or g.kind != "missing document"
    ]
    found += [
        Found(c.kind, c.stage, " ".join((c.key, c.text, *(s.value for s in c.said))))
        for c in result.clashes
    ]
    return [f for f in found if f.kind in PLANTED]


def names(found: Found, truth: Truth) -> bool:
    """Whether a finding is this fault."""
    if found.kind != truth.kind:
        return False
    if truth.by_stage:
        return found.stage == truth.key
    return truth.key in found.said


def follows(found: Found, truth: Truth) -> bool:
    """Whether a finding is what a fault brings with it."""
    return any(
        found.kind == kind and (key == found.stage or key in found.said)
        for kind, key in truth.also
    )


def judge(folder: Folder, found: list[Found], score: Score, *, show: bool) -> None:
    """Count one folder."""
    for truth in folder.truths:
        score.planted[truth.kind] += 1
        if any(names(f, truth) for f in found):
            score.hit[truth.kind] += 1
        elif show:
            print("  missed", truth.kind, truth.key, truth.stage)
    for one in found:
        if any(names(one, t) for t in folder.truths):
            score.right[one.kind] += 1
        elif not any(follows(one, t) for t in folder.truths):
            score.wrong[one.kind] += 1
            if show:
                print("  false ", one.kind, one.stage, one.said[:150])


def main() -> int:
    """Run the bench; 0 when the figures stated are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--clean", type=int, default=5)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--limit", type=float, default=1e9, help="seconds")
    asked = parser.parse_args()
    score, clean, papers = Score(), Score(), 0
    begun, used = time.perf_counter(), 0.0
    # Folders that add up come first, so that a run cut short has both sorts.
    last = asked.first + asked.seeds
    for seed in (*range(last, last + asked.clean), *range(asked.first, last)):
        if time.perf_counter() - begun > asked.limit:
            print(f"stopped before seed {seed}: time is up")
            break
        faults = MOST if seed < asked.first + asked.seeds else 0
        with tempfile.TemporaryDirectory() as place:
            folder = make(Path(place) / "papers", seed=seed, faults=faults)
            start = time.perf_counter()
            result = find_gaps(GapsRequest(Path(place) / "papers", as_of=AS_OF))
            used += time.perf_counter() - start
        papers += len(result.papers)
        if asked.show:
            print(f"seed {seed}: {folder.commodity}, {len(folder.truths)} planted")
        found = found_in(result)
        judge(folder, found, score if faults else clean, show=asked.show)
    return report(score, clean, asked.clean, papers=papers, used=used, begun=begun)


@dataclass(frozen=True)
class Wanted:
    """What was stated before the first run: of each kind, over all, false a folder."""

    kind: float = 0.8
    total: float = 0.9
    false: float = 1.0


def report(
    score: Score,
    clean: Score,
    folders: int,
    *,
    papers: int,
    used: float,
    begun: float,
    wanted: Wanted = Wanted(),
) -> int:
    """Print the table and say whether what was stated is met."""
    met = True
    print(f"{'kind':28} planted  recall  findings  precision")
    for kind in sorted(score.planted | score.wrong):
        planted, hit = score.planted[kind], score.hit[kind]
        right, wrong = score.right[kind], score.wrong[kind]
        recall = hit / planted if planted else 1.0
        precision = right / (right + wrong) if right + wrong else 1.0
        met &= recall >= wanted.kind and precision >= wanted.kind
        print(
            f"{kind:28} {planted:7}  {recall:6.2f}  {right + wrong:8}  {precision:9.2f}"
        )
    planted, hit = score.planted.total(), score.hit.total()
    right, wrong = score.right.total(), score.wrong.total()
    recall, precision = hit / max(planted, 1), right / max(right + wrong, 1)
    met &= recall >= wanted.total and precision >= wanted.total
    print(f"{'all':28} {planted:7}  {recall:6.2f}  {right + wrong:8}  {precision:9.2f}")
    false = clean.wrong.total()
    met &= false <= wanted.false * folders
    print(f"false findings in {folders} folders that add up: {false}")
    took = time.perf_counter() - begun
    print(f"{papers} papers read and compared in {used:.1f} s of {took:.1f}")
    print("met" if met else "NOT met")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
