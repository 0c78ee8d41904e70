"""The steps from sources to a generation, each done once however often a build dies."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from whence.engine.duck import Duck, texts
from whence.errors import InputError
from whence.jobs.steps.trace_engine import Engine
from whence.jobs.steps.trace_lanes import (
    MONTHS,
    buckets_for,
    fold_bucket,
    index_lanes,
    parties_in,
)
from whence.jobs.steps.trace_parties import resolve
from whence.jobs.steps.trace_relations import Former
from whence.jobs.steps.trace_sources import (
    SourceNote,
)
from whence.jobs.steps.trade_store import borrowing
from whence.jobs.steps.trade_unplaced import FUTURE, UNPLACED, Unplaced
from whence.model.party import Judgement
from whence.store.columns import Writer
from whence.store.generations import Build
from whence.trace.folding import ANY_DAY, leave_out, window_of
from whence.trace.months import days_since_epoch

Progress = Callable[[str, int, int], None]
NO_LANE = -1
"""The bucket of the records that make no lane; see sql/edges."""
NOTHING = {
    "src": np.empty(0, np.int32),
    "row": np.empty(0, np.int32),
    "why": texts(()),
}
"""As many such records as most small stores hold."""


def believed(engine: Engine, today: date) -> int:
    """Give the last day on which records are believed, since 1970: today where one is
    dated later, and else any, so that a store of no such record hangs on no clock."""
    with engine.told() as duck:
        ((latest,),) = duck.rows("latest_day")
    now = days_since_epoch(today)
    return now if latest > now else ANY_DAY


class Steps:
    """The steps of one build; each is skipped when an earlier start finished it."""

    def __init__(
        self,
        work: Build,
        notes: tuple[SourceNote, ...],
        *,
        engine: Engine,
        progress: Progress,
    ) -> None:
        """Keep the build, its sources and its databases."""
        self.work, self.notes = work, notes
        self.engine, self.progress = engine, progress

    def parties(
        self, judgements: Sequence[Judgement], former: Sequence[Former]
    ) -> dict[str, Any]:
        """Group the mentions."""
        step = "parties"
        self.progress("telling who is who", 0, 1)
        if (note := self.work.note(step)) is not None:
            return note
        folder = self.work.clear(step)
        with self.engine.told() as duck:
            parties = resolve(duck, folder, judgements, former)
        return self._done(step, {"parties": parties})

    def once(self) -> dict[str, Any]:
        """Find the records that tell what others tell already."""
        step = "once"
        self.progress("counting bills once", 0, 1)
        if (note := self.work.note(step)) is not None:
            return note
        folder = self.work.clear(step)
        with self._told() as duck:
            leave_out(duck, lending=True)
            duck.run("keep_lent", out=str(folder / "lent.parquet"))
            duck.run("keep_dropped", out=str(folder / "dropped.parquet"))
            why: dict[str, int] = {}
            for _, reason, count in duck.rows("dropped_counts"):
                why[reason] = why.get(reason, 0) + count
        return self._done(step, {"why": why})

    def _told(self) -> Duck:
        """Give a connection that sees the records and whose they are."""
        duck, folder = self.engine.told(), self.work.folder / "parties"
        for name in ("parties", "members"):
            duck.view(name, [folder / f"{name}.parquet"])
        return duck.table("carriers", duck.columns("carriers"))

    def edges(self, parties: int, until: int) -> dict[str, Any]:
        """Lay the counted records down by buyer, and beside them those that make no
        lane; a day after `until` is not believed, and the record may be of any."""
        step = "edges"
        self.progress("sorting records by buyer", 0, 1)
        if (note := self.work.note(step)) is not None:
            return note
        folder = self.work.clear(step)
        with self._told() as duck:
            codes = sorted({"", *(str(hs) for hs, _ in duck.rows("record_codes"))})
            ids = np.arange(len(codes), dtype=np.int32)
            duck.table("codes", {"hs": texts(codes), "id": ids})
            borrowing(duck, self.work.folder / "once")
            duck.view("dropped", [self.work.folder / "once" / "dropped.parquet"])
            base, outside = window_of(duck, until)
            records = sum(n.used for n in self.notes)
            duck.run("m_placed").run(
                "edges",
                base=base,
                span=MONTHS,
                until=until,
                buckets=buckets_for(records),
                parties=parties,
                out=str(folder / "by"),
            )
        note = {"base": base, "outside": outside, "until": until, "codes": codes}
        return self._done(step, {**note, "buckets": buckets_for(records)})

    def unplaced(self, span: Mapping[str, Any]) -> dict[str, Any]:
        """Tell the counted records that make no lane, and those of a day to come."""
        step = "unplaced"
        self.progress("telling what makes no lane", 0, 1)
        if (note := self.work.note(step)) is not None:
            return note
        folder = self.work.clear(step)
        with self._told() as duck:
            duck.view("dropped", [self.work.folder / "once" / "dropped.parquet"])
            duck.run("counted")
            made = self._edges(NO_LANE)
            if made:
                duck.view("edges", made)
            else:
                duck.table("edges", NOTHING)
            duck.run("unplaced", out=str(folder / "records.parquet"))
            duck.view("unplaced", [folder / "records.parquet"])
            why = duck.rows("unplaced_counts")
            ((future, *first),) = duck.rows("future_counts", until=span["until"])
        if future:
            why.append((FUTURE, future, *first))
        told = [dict(zip(UNPLACED, w, strict=False)) for w in why]
        return self._done(step, {"unplaced": told})

    def _edges(self, bucket: int) -> tuple[Path, ...]:
        """Give the files of one bucket of edges."""
        folder = self.work.folder / "edges" / "by" / f"bucket={bucket}"
        return tuple(sorted(folder.glob("*.parquet")))

    def lanes(
        self, parties: int, span: Mapping[str, Any], unplaced: Sequence[Unplaced]
    ) -> dict[str, Any]:
        """Fold the records into lanes.

        Raises:
            InputError: none makes one.

        """
        step = "lanes"
        if (note := self.work.note(step)) is not None:
            return note
        folder, rows = self.work.clear(step), self.work.clear("rows")
        writers = (Writer(rows), Writer(folder))
        folded = Counter[str]()
        (rows / ".keep").touch()
        with self.engine.plain() as duck:
            for bucket in range(span["buckets"]):
                self.progress("folding lanes", bucket, span["buckets"])
                if edges := self._edges(bucket):
                    folded += fold_bucket(duck, edges, span["base"], writers)
        if not folded["lines"]:
            said = "; ".join(str(u) for u in unplaced) or "there are none"
            raise InputError(
                f"no record says that one firm sold to another: {said}.",
                remedy="Bring trade records that name a shipper and another consignee.",
            )
        for writer in writers:
            writer.close()
        lanes = index_lanes(
            folder, parties=parties, codes=len(span["codes"]), records=folded["lines"]
        )
        placed, loose = folded["placed"], folded["loose"]
        return self._done(step, {"lanes": lanes, "records": placed, "loose": loose})

    def moved(self, parties: int, span: Mapping[str, Any]) -> None:
        """Sum what each party took in and shipped by product and quarter."""
        step = "moved"
        if self.work.note(step) is not None:
            return
        folder = self.work.clear(step)
        every = [path for b in range(span["buckets"]) for path in self._edges(b)]
        with self.engine.plain() as duck:
            for bucket in range(span["buckets"]):
                self.progress("summing quarters", bucket, span["buckets"])
                part = f"{bucket:05d}.parquet"
                if edges := self._edges(bucket):
                    out = str(folder / f"in-{part}")
                    duck.view("edges", edges)
                    duck.run("moved_in", base=span["base"], out=out)
                asked = parties_in(bucket, span["buckets"], parties)
                duck.view("edges", every)
                duck.run(
                    "moved_out", base=span["base"], low=asked.start, high=asked.stop,
                    out=str(folder / f"out-{part}"),
                )  # fmt: skip
        self._done(step, {})

    def _done(self, step: str, note: dict[str, Any]) -> dict[str, Any]:
        self.work.done(step, note)
        return note
