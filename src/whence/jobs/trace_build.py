"""`whence trace build`: trade records of any size to the store of a case.

sources    each file mapped and read once, kept by content      (resumable, reusable)
parties    spellings to firms, with the reason
once       a bill told twice, amended, or a master bill: counted once
edges      records by buyer, on disk
lanes      edges folded bucket by bucket
moved      what each party took in and shipped, by product and quarter
"""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from whence import __version__
from whence.engine.duck import DEFAULT_MEMORY
from whence.engine.foreign import TextTable
from whence.errors import InputError, NeedsMapping, UsageError, WhenceError
from whence.jobs.steps.trace_engine import Engine
from whence.jobs.steps.trace_relations import Former, former_of, read_former
from whence.jobs.steps.trace_sheets import (
    FAST_FROM,
    PARQUET,
    Sheet,
    careful,
    sheets_of,
)
from whence.jobs.steps.trace_sources import SourceNote, keep_source, note_of
from whence.jobs.steps.trace_steps import Steps, believed
from whence.jobs.steps.trade_unplaced import Unplaced, unplaced_of
from whence.model.party import Judgement
from whence.shelf import version_of
from whence.shelf.tables import TABLE_SUFFIXES
from whence.store import generations
from whence.store.case import Case
from whence.store.generations import Build
from whence.store.inputs import tables_in

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """Which files to put into the store of which case.

    They join what is there already, unless `fresh`; without files the parties are told
    anew. `relations` are sheets of relations between firms, of which former names make
    two names one party; they too join what was said before. Judgements recorded after
    `as_of` are not used. `link` shares the bytes of the inputs instead of copying them.
    `memory` bounds the engine, in bytes; a build takes about twice that. `fast_from`:
    see `trace_sheets`.
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
    relations: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What the store holds now, and what became of the rows.

    rows in = used + set aside. Of those used, some do not count, by reason; of those
    that count, `counted` make lanes and the `unplaced` none, but for those dated in the
    future, whose day is set aside and which may be of any. `loose` are all such.
    """

    generation: str
    sources: tuple[SourceNote, ...]
    records: int
    counted: int
    not_counted: tuple[tuple[str, int], ...]
    parties: int
    lanes: int
    unplaced: tuple[Unplaced, ...]
    loose: int
    missing_hs: int
    resumed: bool
    failures: tuple[str, ...]
    former_names: int = 0
    other_relations: int = 0

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
    files = tables_in(request.files, (*TABLE_SUFFIXES, PARQUET))
    if not files and _before(request) is None:
        raise UsageError("no file was named.", remedy="Give at least one table.")
    with Case.open(request.case, who="whence trace build") as case:
        before = _before(request)
        notes, failures = _sources(case, request, files)
        held, gone = _held(case, request, before, read={n.table for n in notes})
        if gone and not (held or notes):
            raise gone[0]
        failures += gone
        known = {n.key: n for n in (*held, *notes)}
        # In the order in which a case reads its files, whichever came first.
        order = sorted((n.name, n.sha256, n.sheet, n.key) for n in known.values())
        every = tuple(known[key] for *_, key in order)
        former, others = _relations(case, request, before)
        with Engine(case, every, request.memory) as engine:
            done = _build(case, request, every, former, engine=engine)
        return replace(done, failures=tuple(map(str, failures)), other_relations=others)


def _before(request: BuildRequest) -> Mapping[str, Any] | None:
    """Give what the generation in use says of itself, None where there is none or it
    is not to be built upon."""
    store = request.case / "store"
    now = None if request.fresh else generations.current(store)
    return None if now is None else generations.manifest_of(now, older=True)


def _held(
    case: Case,
    request: BuildRequest,
    before: Mapping[str, Any] | None,
    *,
    read: Collection[tuple[str, str]],
) -> tuple[list[SourceNote], list[WhenceError]]:
    """Give the sources of the generation in use but for the tables `read` just now.

    What an earlier version of Whence read is read again, from the case's inputs; what
    cannot be is set aside and named, like a file that cannot be read.
    """
    rows = before["sources"] if before else []
    notes = [note_of(case.store, row["key"]) for row in rows]
    held = [n for n in notes if n.table not in read]
    stale = {n.sha256: n.name for n in held if n.outdated}
    kept, gone = [n for n in held if not n.outdated], list[WhenceError]()
    for sha, name in sorted(stale.items()):
        try:
            kept += _read(case, request, case.input_path(sha))
        except (InputError, NeedsMapping, UsageError) as error:
            gone.append(_unread(name, error))
    return kept, gone


def _unread(name: str, error: WhenceError) -> InputError:
    """Say which file of an earlier version's store is left out, and the way back."""
    return InputError(
        f"was read by an earlier version of Whence, and cannot be read again: {error}",
        where=name,
        remedy="Its records are left out. Bring it again: whence trace build FILE",
    )


def _relations(
    case: Case, request: BuildRequest, before: Mapping[str, Any] | None
) -> tuple[tuple[Former, ...], int]:
    """Give the former names told now or before, and the number of other relations."""
    kept = before.get("former_names", []) if before else []
    former, others = set(former_of(kept)), 0
    for path in request.relations:
        names, rest = read_former(case, path, accept=request.accept_mapping)
        former.update(names)
        others += rest
    return tuple(sorted(former, key=lambda f: (f.where, f.names, f.lands))), others


def _sources(
    case: Case, request: BuildRequest, files: Sequence[Path]
) -> tuple[list[SourceNote], list[WhenceError]]:
    """Read every file; one that cannot be read is named and the others go on."""
    notes: list[SourceNote] = []
    failures: list[WhenceError] = []
    for number, path in enumerate(files):
        request.progress("reading", number, len(files))
        try:
            notes += _read(case, request, path)
        except InputError as error:
            failures.append(error)
    request.progress("reading", len(files), len(files))
    if failures and not notes:
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
    former: tuple[Former, ...],
    *,
    engine: Engine,
) -> BuildResult:
    judgements = case.casebook.judgements(request.as_of)
    until = believed(engine, request.as_of)
    plan = {
        "sources": [n.key for n in notes],
        "whence": __version__,
        "data": [version_of(f) for f in ("terms", "chains", "places", "policies")],
        "judgements": _told(judgements),
        "former_names": [row.told() for row in former],
        "until": until,
    }
    work = Build(case.store, plan)
    resumed = work.resumed
    step = Steps(work, notes, engine=engine, progress=request.progress)
    parties = step.parties(judgements, former)
    dropped = step.once()
    span = step.edges(parties["parties"], until)
    aside = step.unplaced(span)
    unplaced = unplaced_of(aside["unplaced"], [asdict(n) for n in notes])
    lanes = step.lanes(parties["parties"], span, unplaced)
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
        "until": span["until"],
        **aside,
        "codes": span["codes"],
        "not_counted": dropped["why"],
        "former_names": plan["former_names"],
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
        unplaced=unplaced,
        loose=int(lanes.get("loose", 0)),
        missing_hs=sum(n.missing_hs for n in notes),
        resumed=resumed,
        failures=(),
        former_names=len(former),
    )


def _told(judgements: Sequence[Judgement]) -> str:
    """Name what judgements say of who is who, in whatever order they were recorded."""
    said = sorted(
        [j.left_hash, j.right_hash, j.verdict.value, j.by, j.on.isoformat()]
        for j in judgements
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]
