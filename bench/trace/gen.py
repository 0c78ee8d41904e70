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
    parser.add_argument(
        "--worlds",
        type=int,
        default=1,
        help="as many worlds joined at every twentieth party",
    )
    asked = parser.parse_args()
    if asked.worlds > 1:
        joined(asked)
        return
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


def joined(asked: argparse.Namespace) -> None:
    """Write one world several times, each with its own parties, bills and dirt.

    They share the forwarders, and every twentieth party, which joins them. What truly
    happened across them is not known: for speed only.
    """
    started, size = time.perf_counter(), 0
    flagged: list[str] = []
    made = world.make(int(asked.rows) // asked.worlds, asked.seed)
    people = len(made.kind)
    ids = np.arange(people)
    print(f"made: {time.perf_counter() - started:.0f} s")
    for number in range(asked.worlds):
        own = np.where(ids % 20 == 0, ids, ids + people * number)
        flagged += dirt.names_of(own[np.flatnonzero(made.flagged)])
        columns = dirt.rows(made, asked.seed + number, dirt=not asked.clean)
        for side in ("seller", "buyer"):
            ours = columns[side]
            columns[side] = np.where(ours >= 0, own[np.maximum(ours, 0)], ours)
        for bill in ("bill", "master"):
            known = columns[bill] >= 0
            columns[bill][known] += number * 10**11
        path = asked.folder / f"trade{number:02d}.parquet"
        size += dirt.write(columns, path)
        print(f"world {number}: {size:,} rows, {time.perf_counter() - started:.0f} s")
    (asked.folder / "flagged.txt").write_text("\n".join(sorted(set(flagged))) + "\n")


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
