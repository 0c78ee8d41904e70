"""Make a world and its files: python bench/trace/gen.py ROWS FOLDER [--seed N] [--csv]

FOLDER/trade*.parquet (or trade.csv), truth.npz (what truly happened, by party number),
flagged.txt (names), names are those of `dirt.names_of`.
"""

import argparse
import time
from pathlib import Path

import dirt
import numpy as np
import world


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=float)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--clean", action="store_true", help="no dirt")
    asked = parser.parse_args()
    started = time.perf_counter()
    made = world.make(int(asked.rows), asked.seed)
    truth = true_shares(made)
    flagged = dirt.names_of(np.flatnonzero(made.flagged))
    columns = dirt.rows(made, asked.seed, dirt=not asked.clean)
    asked.folder.mkdir(parents=True, exist_ok=True)
    np.savez(
        asked.folder / "truth.npz",
        kind=made.kind, stage=made.stage, flagged=made.flagged,
        violator=made.violator, unrecorded=made.unrecorded, **truth,
    )  # fmt: skip
    (asked.folder / "flagged.txt").write_text("\n".join(flagged) + "\n")
    del made
    name = "trade.csv" if asked.csv else "trade.parquet"
    size = dirt.write(columns, asked.folder / name, csv=asked.csv)
    seconds = time.perf_counter() - started
    print(f"{size:,} rows, {len(truth['share']):,} parties, {seconds:.1f} s")


def true_shares(made: world.World) -> dict[str, np.ndarray]:
    """Give per party the share of its intake that truly came from a flagged maker,
    and the fewest true steps."""
    n = len(made.kind)
    grams = made.grams.astype(float)
    whole = np.bincount(made.buyer, grams, n)
    part = np.bincount(made.buyer, grams * made.taint, n)
    tier = np.full(n, 99, np.int8)
    np.minimum.at(tier, made.buyer[made.taint], made.tier[made.taint])
    share = np.divide(part, whole, out=np.zeros(n), where=whole > 0)
    return {"share": share, "tier": tier, "intake": whole}


if __name__ == "__main__":
    main()
