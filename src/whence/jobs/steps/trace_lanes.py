"""Records with parties to lanes on disk: bucket by bucket of buyers, out of core."""

from collections import Counter
from pathlib import Path

import numpy as np

from whence.engine.duck import Duck
from whence.store.columns import Writer, mapped, save
from whence.trace.fold import groups, partners
from whence.trace.folding import folded
from whence.trace.lanes import PRIMARY
from whence.trace.months import MONTHS

BUCKET_ROWS = 4_000_000
"""Records folded at once: about half a gigabyte, whatever the size of the store."""


def buckets_for(records: int) -> int:
    """Give how many buckets of buyers a store of this size is folded in."""
    return max(1, -(-records // BUCKET_ROWS))


def parties_in(bucket: int, buckets: int, parties: int) -> range:
    """Give the parties of a bucket: those of whom `edges.sql` says so as buyers."""
    low, high = (-(-parties * at // buckets) for at in (bucket, bucket + 1))
    return range(low, high)


def fold_bucket(
    duck: Duck, edges: tuple[Path, ...], base: int, writers: tuple[Writer, Writer]
) -> Counter[str]:
    """Fold one bucket of edges and append it to the columns of lanes and rows.

    Returns:
        how many `lines` it has, how many records are `placed` by them (one with a
        maker besides its seller has two), and how many of these are `loose`: of any.

    """
    duck.view("edges", edges)
    lines, folds = folded(duck, base)
    rows, lanes = writers
    rows.add(
        {
            "day": lines.day,
            "grams": lines.grams,
            "src": lines.src,
            "row": lines.row,
            "kind": lines.kind,
        }
    )
    lanes.add(
        {
            "src": folds.src,
            "dst": folds.dst,
            "hs": folds.hs,
            "undated": folds.undated,
            "mask": folds.mask,
            "grams": folds.grams,
            "count": folds.count.astype(np.int32),
            "unweighed": folds.unweighed.astype(np.int32),
        }
    )
    primary = (lines.kind & PRIMARY) > 0
    loose = int((primary & np.repeat(folds.undated, folds.count)).sum())
    return Counter(lines=len(lines), placed=int(primary.sum()), loose=loose)


def index_lanes(folder: Path, *, parties: int, codes: int, records: int) -> int:
    """Write the indexes over folded lanes: by buyer, by record, by seller and product.

    Returns:
        the number of lanes.

    """
    src, dst = (mapped(folder, name).view(np.ndarray) for name in ("src", "dst"))
    count = mapped(folder, "count").view(np.ndarray)
    group, group_src, group_hs = groups(src, mapped(folder, "hs"), codes)
    save(folder, {"group": group, "group_src": group_src, "group_hs": group_hs})
    numbers = np.arange(parties + 1)
    save(
        folder,
        {
            "lane_at": np.searchsorted(dst, numbers).astype(np.int64),
            "record_at": np.concatenate(([0], np.cumsum(count, dtype=np.int64))).astype(
                np.int64
            ),
            "partners": partners(src, dst, parties),
        },
    )
    if int(mapped(folder, "record_at")[-1]) != records:
        raise AssertionError("lanes and records do not add up")
    return len(src)


__all__ = ["MONTHS", "buckets_for", "fold_bucket", "index_lanes"]
