"""`whence trace build`: trade records of any size to the store of a case.

sources    each file mapped and read once, kept by content      (resumable, reusable)
counted    a bill told twice, amended, or a master bill: once
parties    spellings to firms, with the reason
edges      records by buyer, on disk
lanes      edges folded bucket by bucket
moved      what each party took in and shipped, by product and quarter
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from whence import __version__
from whence.engine.duck import DEFAULT_MEMORY, Duck, texts
from whence.engine.foreign import TextTable
from whence.errors import InputError, UsageError, WhenceError
from whence.jobs.steps.trace_lanes import (
    MONTHS,
    buckets_for,
    fold_bucket,
    index_lanes,
)
from whence.jobs.steps.trace_parties import resolve
from whence.jobs.steps.trace_sources import (
    FAST_FROM,
    PARQUET,
    Sheet,
    SourceNote,
    careful,
    keep_source,
    note_of,
    sheets_of,
)
from whence.model.party import Judgement
from whence.shelf import version_of
from whence.shelf.tables import TABLE_SUFFIXES
from whence.store import generations
from whence.store.case import Case
from whence.store.columns import Writer
from whence.store.generations import Build
from whence.store.inputs import tables_in
from whence.trace.fold import window

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """Which files to put into the store of which case.

    They join what is there already, unless `fresh`. Judgements recorded after `as_of`
    are not used. `link` shares the bytes of the
    inputs instead of copying them. `memory` bounds the engine, in bytes; a build takes
    about twice that. `fast_from`: see `trace_sources`.
    """

    files: tuple[Path, ...]
    case: Path
    as_of: date
    link: bool = False
    fresh: bool = False
    accept_mapping: bool = False
    memory: int = DEFAULT_MEMORY
    fast_from: int = FAST_FROM
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What the store holds now, and what became of the rows.

    rows in = used + set aside; used = counted + not counted (by reason) + nobody.
    """

    generation: str
    sources: tuple[SourceNote, ...]
    records: int
    counted: int
    not_counted: tuple[tuple[str, int], ...]
    parties: int
    lanes: int
    outside: int
    loose: int
    missing_hs: int
    resumed: bool
    failures: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0, or 4 when a file was set aside whole."""
        return 4 if self.failures else 0


def build(request: BuildRequest) -> BuildResult:
    """Read the files and switch the case's store to a generation that holds them.

    Raises:
        NeedsMapping: a table is unclear; the question stands in `case.toml`.
        InputError: no file could be read, or one holds no trade records.
        OutputError: the disk is full, or memory does not suffice; the store in use is
            untouched, and the same command goes on where it stopped.
        CaseBusy: another process is writing the case.

    """
    with Case.open(request.case, who="whence trace build") as case:
        notes, failures = _sources(case, request)
        held = () if request.fresh else _held(case)
        known = {n.key: n for n in (*held, *notes)}
        every = tuple(known[key] for key in sorted(known))
        return _build(case, request, every, failures)


def _held(case: Case) -> tuple[SourceNote, ...]:
    """Give the sources of the generation in use."""
    now = generations.current(case.store)
    if now is None:
        return ()
    keys = generations.manifest_of(now)["sources"]
    return tuple(note_of(case.store, row["key"]) for row in keys)


def _sources(
    case: Case, request: BuildRequest
) -> tuple[list[SourceNote], list[WhenceError]]:
    """Read every file; one that cannot be read is named and the others go on."""
    files = tables_in(request.files, (*TABLE_SUFFIXES, PARQUET))
    if not files:
        raise UsageError("no file was named.", remedy="Give at least one table.")
    notes: list[SourceNote] = []
    failures: list[WhenceError] = []
    for number, path in enumerate(files):
        request.progress("reading", number, len(files))
        try:
            notes += _read(case, request, path)
        except InputError as error:
            failures.append(error)
    request.progress("reading", len(files), len(files))
    if not notes:
        raise failures[0]
    return notes, failures


def _read(case: Case, request: BuildRequest, path: Path) -> list[SourceNote]:
    sheets = sheets_of(
        case,
        path,
        link=request.link,
        accept=request.accept_mapping,
        fast_from=request.fast_from,
    )
    try:
        return [keep_source(case, s, memory=request.memory) for s in sheets]
    except InputError:
        if not isinstance(sheets[0].table, TextTable):
            raise
    # A row that is not as all others are: the careful reader sets such rows aside.
    again: Sequence[Sheet] = careful(
        case, path, link=request.link, accept=request.accept_mapping
    )
    return [keep_source(case, s, memory=request.memory) for s in again]


def _build(
    case: Case,
    request: BuildRequest,
    notes: tuple[SourceNote, ...],
    failures: Sequence[WhenceError],
) -> BuildResult:
    judgements = case.casebook.judgements(request.as_of)
    plan = {
        "sources": [n.key for n in notes],
        "whence": __version__,
        "data": [version_of(f) for f in ("terms", "chains", "places", "policies")],
        "judgements": _told(judgements),
    }
    work = Build(case.store, plan)
    resumed = work.resumed
    step = _Steps(case, work, request, notes)
    dropped = step.counted()
    parties = step.parties(judgements)
    span = step.edges(parties["parties"])
    lanes = step.lanes(parties["parties"], span)
    step.moved(parties["parties"], span)
    work.drop("edges")
    request.progress("switching", 0, 1)
    manifest = {
        "plan": plan,
        "sources": [asdict(n) for n in notes],
        "files": [
            {"sha256": n.sha256, "name": n.name, "sheet": n.sheet} for n in notes
        ],
        "base": span["base"],
        "outside": span["outside"],
        "codes": span["codes"],
        "not_counted": dropped["why"],
        **parties,
        **lanes,
    }
    final = work.commit(manifest)
    keep = frozenset(n.key for n in notes)
    generations.forget_sources(case.store, keep)
    return BuildResult(
        generation=final.name,
        sources=notes,
        records=sum(n.used for n in notes),
        counted=int(lanes["records"]),
        not_counted=tuple(sorted(dropped["why"].items())),
        parties=int(parties["parties"]),
        lanes=int(lanes["lanes"]),
        outside=int(span["outside"]),
        loose=int(lanes.get("loose", 0)),
        missing_hs=sum(n.missing_hs for n in notes),
        resumed=resumed,
        failures=tuple(str(f) for f in failures),
    )


def _told(judgements: Sequence[Judgement]) -> str:
    """Name what judgements say of who is who, in whatever order they were recorded."""
    said = sorted(
        [j.left_hash, j.right_hash, j.verdict.value, j.by, j.on.isoformat()]
        for j in judgements
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]


class _Steps:
    """The steps of one build; each is skipped when an earlier start finished it."""

    def __init__(
        self,
        case: Case,
        work: Build,
        request: BuildRequest,
        notes: tuple[SourceNote, ...],
    ) -> None:
        self.case, self.work, self.request, self.notes = case, work, request, notes

    def _duck(self) -> Duck:
        """Give a connection that sees the records and mentions of every source."""
        root = self.case.store / "sources"
        duck = Duck(self.case.tmp, reach=[self.case.store], memory=self.request.memory)
        found = [root / n.key / "records.parquet" for n in self.notes]
        duck.view("found", found, named=True)
        names = [str(path.absolute()) for path in found]
        numbers = np.arange(len(names), dtype=np.int32)
        duck.table("sources", {"filename": texts(names), "src": numbers})
        duck.view("told", [root / n.key / "mentions.parquet" for n in self.notes])
        return duck.run("all_records").run("all_mentions")

    def counted(self) -> dict[str, Any]:
        """Find the records that tell what another tells already."""
        step = "counted"
        self.request.progress("counting bills once", 0, 1)
        if (note := self.work.note(step)) is not None:
            return note
        folder = self.work.clear(step)
        with self._duck() as duck:
            duck.run("repeats").run("again").run("again_names")
            duck.run("dropped", out=str(folder / "dropped.parquet"))
            duck.view("dropped", [folder / "dropped.parquet"])
            why: dict[str, int] = {}
            for _, reason, count in duck.rows("dropped_counts"):
                why[reason] = why.get(reason, 0) + count
        return self._done(step, {"why": why})

    def parties(self, judgements: Sequence[Judgement]) -> dict[str, Any]:
        """Group the mentions."""
        step = "parties"
        self.request.progress("telling who is who", 0, 1)
        if (note := self.work.note(step)) is not None:
            return note
        folder = self.work.clear(step)
        with self._duck() as duck:
            parties = resolve(duck, folder, judgements)
        return self._done(step, {"parties": parties})

    def edges(self, parties: int) -> dict[str, Any]:
        """Lay the counted records down by buyer."""
        step = "edges"
        self.request.progress("sorting records by buyer", 0, 1)
        if (note := self.work.note(step)) is not None:
            return note
        folder = self.work.clear(step)
        with self._duck() as duck:
            months = duck.columns("months")
            base, outside = window(
                np.asarray(months["month"], np.int64), np.asarray(months["n"], np.int64)
            )
            codes = sorted({"", *(str(hs) for hs, _ in duck.rows("record_codes"))})
            ids = np.arange(len(codes), dtype=np.int32)
            duck.table("codes", {"hs": texts(codes), "id": ids})
            duck.view("dropped", [self.work.folder / "counted" / "dropped.parquet"])
            duck.view("members", [self.work.folder / "parties" / "members.parquet"])
            records = sum(n.used for n in self.notes)
            duck.run(
                "edges",
                base=base,
                span=MONTHS,
                buckets=buckets_for(records),
                parties=parties,
                out=str(folder / "by"),
            )
        note = {"base": base, "outside": outside, "codes": codes}
        return self._done(step, {**note, "buckets": buckets_for(records)})

    def _edges(self, bucket: int) -> tuple[Path, ...]:
        """Give the files of one bucket of edges."""
        folder = self.work.folder / "edges" / "by" / f"bucket={bucket}"
        return tuple(sorted(folder.glob("*.parquet")))

    def lanes(self, parties: int, span: Mapping[str, Any]) -> dict[str, Any]:
        """Fold the records into lanes."""
        step = "lanes"
        if (note := self.work.note(step)) is not None:
            return note
        folder, rows = self.work.clear(step), self.work.clear("rows")
        writers = (Writer(rows), Writer(folder))
        records = 0
        (rows / ".keep").touch()
        with Duck(
            self.case.tmp, reach=[self.case.store], memory=self.request.memory
        ) as duck:
            for bucket in range(span["buckets"]):
                self.request.progress("folding lanes", bucket, span["buckets"])
                if edges := self._edges(bucket):
                    records += fold_bucket(duck, edges, span["base"], writers)
        if not records:
            raise InputError(
                "no record names a seller and a buyer.",
                remedy="Bring trade records with both columns filled.",
            )
        for writer in writers:
            writer.close()
        lanes = index_lanes(
            folder, parties=parties, codes=len(span["codes"]), records=records
        )
        undated, count = (np.load(folder / f"{c}.npy") for c in ("undated", "count"))
        loose = int(count[undated].sum())
        return self._done(step, {"lanes": lanes, "records": records, "loose": loose})

    def moved(self, parties: int, span: Mapping[str, Any]) -> None:
        """Sum what each party took in and shipped by product and quarter."""
        step = "moved"
        if self.work.note(step) is not None:
            return
        folder = self.work.clear(step)
        every = [path for b in range(span["buckets"]) for path in self._edges(b)]
        with Duck(
            self.case.tmp, reach=[self.case.store], memory=self.request.memory
        ) as duck:
            for bucket in range(span["buckets"]):
                self.request.progress("summing quarters", bucket, span["buckets"])
                part = f"{bucket:05d}.parquet"
                if edges := self._edges(bucket):
                    out = str(folder / f"in-{part}")
                    duck.view("edges", edges)
                    duck.run("moved_in", base=span["base"], out=out)
                # The same ranges as the buckets of buyers, rounded as there.
                low = -(-parties * bucket // span["buckets"])
                high = -(-parties * (bucket + 1) // span["buckets"])
                out = str(folder / f"out-{part}")
                duck.view("edges", every)
                duck.run("moved_out", base=span["base"], low=low, high=high, out=out)
        self._done(step, {})

    def _done(self, step: str, note: dict[str, Any]) -> dict[str, Any]:
        self.work.done(step, note)
        return note


__all__ = ["BuildRequest", "BuildResult", "build"]
