"""Weigh names that bear no name of their own: `python bench/names/unnamed.py`.

Stated before the first run, of `own/unnamed.csv` (a place and a trade and no more, in
one script and in two; units of the Corps, by every word for it):
  other     names of another town, province, trade or unit: at most .05 read as the
            same at one half, for a place and a trade in common identify nobody
  same      the same place and trade, or the same unit: at least .9 read as the same
  units     of the Corps, held against the Corps: none read as the same, at least .95 as
            related at the default policy
  no units  other armies, other corps, other firms of Xinjiang: none either way
"""

from pathlib import Path

import cases
import run

from whence.match import score
from whence.shelf import matching

HELD = Path(__file__).parent / "own/unnamed.csv"


def main() -> None:
    rows = cases.table(HELD)
    same, related = score([r["left"] for r in rows], [r["right"] for r in rows])
    bar = matching.policy("").p_related
    said = {
        "same": (same >= 0.5, "same"), "related": (related >= bar, "related")
    }  # fmt: skip
    for what, (found, column) in said.items():
        for told in ("yes", "no"):
            some = [at for at, r in enumerate(rows) if r[column] == told]
            hits = found[some]
            print(f"{what}, told {told}: read as {what} "
                  f"{run.share(hits.sum(), len(some))}")  # fmt: skip
    for row, one, kin in zip(rows, same, related, strict=True):
        wrong = (one >= 0.5) != (row["same"] == "yes")
        wrong |= bool(row["related"]) and (kin >= bar) != (row["related"] == "yes")
        if wrong:
            print(f"  {row['kind']}: {row['left']} | {row['right']}: same {one:.2f},"
                  f" related {kin:.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
