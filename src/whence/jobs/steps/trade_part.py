"""The part of a store that can matter to a case, as a table the case can read.

A store may hold a hundred million records; a case has some hundred suppliers. What lies
on ways from a party looked for to one of the case's own is found in the store, by its
search. The records of everybody on these ways are written out, all that each of them
took in, so that shares are those of the store; of hubs enough to know them for hubs.
Each row says in which file and row of the store it stands.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from whence.errors import UsageError
from whence.jobs.steps.trade_flagged import numbers_of, sought
from whence.jobs.steps.trade_labels import labels_in
from whence.jobs.steps.trade_starts import as_such
from whence.jobs.steps.trade_store import TradeStore
from whence.jobs.steps.trade_upstream import Upstream
from whence.model.rows import Tables
from whence.shelf.paths import policy, search
from whence.store.files import guarded
from whence.trace.chunks import chunks
from whence.trace.fold import Longs
from whence.trace.lanes import Lanes, spread
from whence.trace.toward import EVERY, Labels

NONE = np.zeros(0, np.int64)
MOST_ROWS = 2_000_000
"""Records a case reads at most: `assess` holds its tables in memory."""
NAME = "from-the-store.csv"
HEAD = (
    "Shipment Date", "Shipper Name", "Shipper Address", "Shipper Country",
    "Shipper USCC", "Consignee Name", "Consignee Address", "Consignee Country",
    "Manufacturer Name", "Manufacturer Address", "Manufacturer Country",
    "Notify Party", "Notify Party Address", "HS Code", "Net Weight (kg)",
    "Bill of Lading", "Store File", "Store Row",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """Where a part was written, how many records it has, and as far as how many tiers
    it goes; no records where nobody looked for is upstream of the case's parties."""

    path: Path | None
    records: int
    parties: int
    tiers: int


def part_of(
    store: TradeStore,
    tables: Tables,
    folder: Path,
    *,
    importer: str,
    as_of: date,
    held: frozenset[str] = frozenset(),
) -> Part:
    """Write the part of a store that lies upstream of the importer and of the parties
    that his own tables name.

    `tables` are the case's without its trade records; `held` are the files of those,
    whose records the case has already.

    Raises:
        UsageError: it is larger than a case can read.
        OutputError: it cannot be written.

    """
    flags = sought(store, None, as_of=as_of)
    asked = {name for m in tables.mentions() for name in m.names}
    names = sorted(asked | {importer} - {""})
    own = sorted({at for found in store.named(names).values() for at in found})
    wanted, tiers = NONE, search().tiers
    if flags:
        wanted, tiers = _rows(store, numbers_of(flags), own)
    files = store.manifest["files"]
    new = np.array([f["sha256"] not in held for f in files], bool)
    records = store.lanes.trade
    wanted = wanted[new[records.src[wanted]]]  # type: ignore[attr-defined]
    if not len(wanted):
        return Part(None, 0, len(own), tiers)
    path = folder / NAME
    _write(store, path, wanted)
    return Part(path, len(wanted), len(own), tiers)


def _rows(store: TradeStore, flagged: Longs, own: Sequence[int]) -> tuple[Longs, int]:
    """Give the records into everybody on ways from flagged parties to one's own, as far
    as the search goes or as a case can read, and how far that is.

    Raises:
        UsageError: the first step alone is more than that.

    """
    most, asked, rows = search().tiers, Upstream(store), NONE
    labels = labels_in(store, flagged, tiers=most, lag=search().lag_months)
    for tiers in range(1, most + 1):
        farther = _within(asked, labels, own, tiers)
        if len(farther) <= MOST_ROWS:
            rows = farther
        elif tiers > 1:
            return rows, tiers - 1
        else:
            raise UsageError(
                f"{len(farther):,} records of the store are purchases of this case's"
                f" parties; a case reads {MOST_ROWS:,} at most.",
                where=str(store.case),
                remedy="Name fewer suppliers, or build a store of fewer files.",
            )
    return rows, most


def _within(asked: Upstream, labels: Labels, own: Sequence[int], tiers: int) -> Longs:
    """Give the records into everybody on ways of at most so many tiers."""
    lanes = asked.store.lanes
    buyers, through = set[int](), set[int]()
    for at in own:
        start = as_such(asked.store, lanes.parties[at])
        reach = asked.nearest(start, labels, enough=EVERY, tiers=tiers).reach
        for level in reach.levels[1:]:
            buyers.update(np.unique(lanes.dst[level.lane]).tolist())
            through.update(np.unique(lanes.group_src[level.group]).tolist())
    into, _ = lanes.of_buyer(np.array(sorted(buyers), np.int32))
    hubs = [at for at in through if lanes.partners[at] > policy().hub_counterparties]
    also = np.array(sorted(_partners(lanes, hubs)), np.int64)
    rows, _ = spread(lanes.record_at[into], lanes.record_at[into + 1])
    return np.unique(np.concatenate((rows, lanes.record_at[also])).astype(np.int64))


def _partners(lanes: Lanes, hubs: Iterable[int]) -> Iterator[int]:
    """Give a lane for each of so many partners of a hub that it is known for one."""
    most = policy().hub_counterparties + 1
    held: dict[int, set[int]] = {hub: set() for hub in hubs}
    if not held:
        return
    among = np.array(sorted(held), np.int64)
    for low, high in chunks(lanes.lane_at):
        src, dst = lanes.src[low:high], lanes.dst[low:high]
        for hub, other in ((src, dst), (dst, src)):
            for at in np.flatnonzero(np.isin(hub, among)):
                known = held[int(hub[at])]
                if len(known) < most and int(other[at]) not in known:
                    known.add(int(other[at]))
                    yield low + int(at)


def _write(store: TradeStore, path: Path, wanted: Longs) -> None:
    """Write records as a table with plain headers."""
    records: Any = store.lanes.trade
    columns = {"src": records.src[wanted], "row": records.row[wanted]}
    with store.duck() as duck:
        store.records(duck)
        keys = [row["key"] for row in store.manifest["sources"]]
        sources = store.root / "sources"
        duck.view("told", [sources / key / "mentions.parquet" for key in keys])
        duck.table("wanted", {name: np.asarray(c) for name, c in columns.items()})
        rows = duck.rows("part_records")
    with guarded(path), path.open("w", newline="", encoding="utf-8") as out:
        sheet = csv.writer(out)
        sheet.writerow(HEAD)
        for src, row, *cells, grams, bill in rows:
            # Three decimals alone could be thousands to whoever reads them.
            kg = "" if grams is None else f"{grams / 1000:.4f}"
            name = store.manifest["files"][src]["name"]
            sheet.writerow((*cells, kg, bill, name, row))
