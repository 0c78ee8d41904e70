"""`whence trace export`: a store as Parquet that any engine of a cluster reads.

lanes/      lane, src, dst, hs, undated, m0, m1 (its months in two words of 60), grams,
            count; the numbers of parties and codes are those of the store
fits/       up, down: goods of which code can go into which
parties/    party, key, country, role; names stay in the store
codes/      hs, code
moved_in/   party, hs, quarter, grams, records, unweighed: what each took in
moved_out/  the same, of what each shipped
records/    src, dst, hs, undated, month, grams, only when asked for
"""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from whence.engine.cluster import is_url, send
from whence.engine.duck import DEFAULT_MEMORY, Columns, Duck, texts
from whence.errors import UsageError
from whence.jobs.steps.trade_store import TradeStore
from whence.store.files import guarded, write_text
from whence.trace.lanes import Lanes
from whence.trace.months import months_of
from whence.trace.products import Products

Progress = Callable[[str, int, int], None]
ROWS = 4_000_000
"""Rows of one file: some tens of megabytes, as engines like them."""
MARK = "whence-store.json"


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which store goes where: a folder, or a URL that fsspec can write.

    `records` writes every single record as well.
    """

    case: Path
    to: str
    records: bool = False
    memory: int = DEFAULT_MEMORY
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written where."""

    to: str
    generation: str
    parties: int
    lanes: int
    records: int


def export(request: ExportRequest) -> ExportResult:
    """Write a store as Parquet.

    Raises:
        UsageError: no case or store, or the folder holds something else.
        OutputError: it cannot be written.

    """
    store = TradeStore(request.case, memory=request.memory)
    whole = Path(request.to)
    if not is_url(request.to):
        _empty(whole)
        _write(store, whole, request)
    else:
        with store.duck():
            whole = store.spill / "export"
            _write(store, whole, request)
            request.progress("sending", 0, 1)
            send(whole, request.to)
    return ExportResult(
        to=request.to,
        generation=store.folder.name,
        parties=len(store.lanes.parties),
        lanes=len(store.lanes),
        records=int(store.lanes.record_at[-1]) if request.records else 0,
    )


def _empty(folder: Path) -> None:
    """Make room, but only where nothing but an earlier export lies."""
    with guarded(folder):
        if folder.exists() and any(folder.iterdir()):
            if not (folder / MARK).is_file():
                raise UsageError(
                    "is not empty.",
                    where=str(folder),
                    remedy="Name a new folder, or one of an earlier export.",
                )
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)


def _write(store: TradeStore, folder: Path, request: ExportRequest) -> None:
    """Write every table, and last the mark that says they are whole."""
    with guarded(folder):
        folder.mkdir(parents=True, exist_ok=True)
    spill = folder / ".spill"
    with guarded(spill):
        spill.mkdir()
    reach = [store.root, folder]
    with Duck(spill, reach=reach, memory=request.memory) as duck:
        request.progress("writing lanes", 0, 1)
        _parts(duck, folder / "lanes", _lanes(store.lanes), "export_lanes")
        _parts(duck, folder / "fits", iter([_fits(store.lanes)]), "export_fits")
        _parts(duck, folder / "codes", iter([_codes(store.lanes)]), "export_codes")
        duck.view("parties", [store.folder / "parties" / "parties.parquet"])
        _parts(duck, folder / "parties", iter([{}]), "export_parties")
        for side in ("in", "out"):
            files = sorted((store.folder / "moved").glob(f"{side}-*.parquet"))
            duck.view("moved", files)
            _parts(duck, folder / f"moved_{side}", iter([{}]), "export_moved")
        if request.records:
            request.progress("writing records", 0, 1)
            rows = _records(store.lanes)
            _parts(duck, folder / "records", rows, "export_records")
    shutil.rmtree(spill, ignore_errors=True)
    said = {
        "format": 1,
        "generation": store.folder.name,
        "plan": store.manifest["plan"],
        "base": store.lanes.base,
        "parties": len(store.lanes.parties),
    }
    write_text(folder / MARK, json.dumps(said, indent=1, sort_keys=True) + "\n")


def _parts(duck: Duck, folder: Path, parts: Iterator[Columns], statement: str) -> None:
    """Write arrays part by part, one file each."""
    with guarded(folder):
        folder.mkdir()
    for number, part in enumerate(parts):
        if part:
            duck.table("part", part)
        duck.run(statement, out=str(folder / f"part-{number:05d}.parquet"))


def _lanes(lanes: Lanes) -> Iterator[Columns]:
    for low in range(0, max(len(lanes), 1), ROWS):
        some = slice(low, low + ROWS)
        yield {
            "lane": np.arange(low, low + len(lanes.src[some]), dtype=np.int64),
            "src": lanes.src[some],
            "dst": lanes.dst[some],
            "hs": lanes.hs[some],
            "undated": lanes.undated[some],
            "m0": np.ascontiguousarray(lanes.mask[some, 0]),
            "m1": np.ascontiguousarray(lanes.mask[some, 1]),
            "grams": lanes.grams[some],
            "count": lanes.count[some],
            "unweighed": lanes.unweighed[some],
        }


def _records(lanes: Lanes) -> Iterator[Columns]:
    for first in range(0, len(lanes), ROWS // 8):
        last = min(first + ROWS // 8, len(lanes))
        low, high = int(lanes.record_at[first]), int(lanes.record_at[last])
        lane = np.repeat(
            np.arange(first, last), np.diff(lanes.record_at[first : last + 1])
        )
        day = np.asarray(lanes.trade.day[low:high])
        yield {
            "src": lanes.src[lane],
            "dst": lanes.dst[lane],
            "hs": lanes.hs[lane],
            "undated": lanes.undated[lane],
            "month": months_of(np.maximum(day, 0)) - lanes.base,
            "grams": lanes.trade.grams[low:high],
        }


def _fits(lanes: Lanes) -> Columns:
    """Give which code can go into which, by the chains and editions of the package."""
    products = Products()
    fit = np.stack([products.row(code, lanes.codes) > 0 for code in lanes.codes])
    down, up = np.nonzero(fit)
    return {"up": up.astype(np.int64), "down": down.astype(np.int64)}


def _codes(lanes: Lanes) -> Columns:
    return {"hs": np.arange(len(lanes.codes)), "code": texts(lanes.codes)}
