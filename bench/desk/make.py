"""Folders of papers with planted gaps, contradictions and lies about quantities.

`python bench/desk/make.py OUT [--seed 0] [--faults 5]` writes one folder and prints
what was planted. The seed decides everything.
"""

import argparse
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "examples" / "detention")]

from faults import plant  # noqa: E402
from looks import write  # noqa: E402
from world import Folder, build  # noqa: E402

MOST = 5


def make(out: Path, *, seed: int, faults: int = MOST) -> Folder:
    """Invent a chain, plant faults, write the folder; give it with the truth."""
    rng = random.Random(seed)
    folder = build(rng)
    plant(folder, rng, many=faults)
    write(folder, out, rng)
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", type=int, default=MOST)
    asked = parser.parse_args()
    for truth in make(asked.out, seed=asked.seed, faults=asked.faults).truths:
        print(truth)
