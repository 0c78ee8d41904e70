"""Records with parties to lanes on disk: bucket by bucket of buyers, out of core."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from whence.engine.duck import Duck
from whence.store.columns import Writer, mapped, save
from whence.trace.fold import fold, groups, partners
from whence.trace.months import MONTHS, months_of

BUCKET_ROWS = 4_000_000
"""Records folded at once: about half a gigabyte, whatever the size of the store."""


def buckets_for(records: int) -> int:
    """Give how many buckets of buyers a store of this size is folded in."""
    return max(1, -(-records // BUCKET_ROWS))


def fold_bucket(
    duck: Duck, edges: tuple[Path, ...], base: int, writers: tuple[Writer, Writer]
) -> int:
    """Fold one bucket of edges and append it to the columns of lanes and rows.

    Returns:
        the number of records folded.

    """
    duck.view("edges", edges)
    part = duck.columns("bucket")
    rows, lanes = writers
    undated = part["undated"].astype(bool)
    day = part["day"].astype(np.int32)
    folded = fold(
        (_ints(part["seller"]), _ints(part["buyer"]), _ints(part["hs"])),
        undated,
        month=months_of(np.maximum(day, 0)) - base,
        grams=part["grams"].astype(np.int64),
    )
    rows.add(
        {
            "day": day,
            "grams": part["grams"].astype(np.int64),
            "src": _ints(part["src"]),
            "row": _ints(part["row"]),
            "kind": part["kind"].astype(np.int8),
        }
    )
    lanes.add(
        {
            "src": folded.src,
            "dst": folded.dst,
            "hs": folded.hs,
            "undated": folded.undated,
            "mask": folded.mask,
            "grams": folded.grams,
            "count": folded.count.astype(np.int32),
        }
    )
    return len(day)


def _ints(column: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
    return column.astype(np.int32)


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
            "group_at": np.searchsorted(group_src, numbers).astype(np.int64),
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
