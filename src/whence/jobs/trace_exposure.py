"""`whence trace exposure`: every party's distance and share to the flagged ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from whence.engine.duck import DEFAULT_MEMORY, Duck
from whence.errors import UsageError
from whence.jobs.steps.bulk_engine import Where, checked, opened
from whence.jobs.steps.outputs import check_out
from whence.jobs.steps.trade_flagged import numbers_sought, unknown
from whence.jobs.steps.trade_labels import exposure_in, labels_in
from whence.jobs.steps.trade_spread import check_kernel
from whence.jobs.steps.trade_starts import as_such
from whence.jobs.steps.trade_store import MASKED, TradeStore
from whence.jobs.steps.trade_upstream import Upstream
from whence.model.trade_answers import ExposureRow
from whence.normalise.somebody import names_persons
from whence.report.exposure_files import WRITERS
from whence.shelf.paths import policy, search
from whence.shelf.places import point_of
from whence.store.files import copy_whole, write_text
from whence.trace.bulk import exposure as bulk_exposure
from whence.trace.calendar import WHOLE, YEARS
from whence.trace.exposure import NEVER, Exposure
from whence.trace.hidden import steps_of
from whence.trace.runs import Start
from whence.trace.toward import EVERY, Labels
from whence.trace.weighing import unweighed_of

Progress = Callable[[str, int, int], None]
TABLES = (".parquet", ".csv")
BUILT_IN = {"numpy": False, "numba": True}
"""Engines of this process, and whether each is the compiled one."""
MOST_TRIED = 50
"""Flagged parties of whom paths are looked for at one distance, the nearest first."""


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class ExposureRequest:
    """Which case, whom to look for (see `trace_up`), and where the answer goes.

    `out` names files by ending: Parquet and CSV hold every party reached, GeoJSON,
    GraphML and FollowTheMoney (`.ftm`, `.jsonl`) the first `most`. Paths are looked for
    the first `paths` rows only. `by_year` tells shares by year (see `calendar`), which
    takes longer and lists fewer who are innocent. `engine`, `data`, `scratch`: see
    `bulk_engine.Where`.
    """

    case: Path
    as_of: date
    flagged: Path | None = None
    out: tuple[Path, ...] = ()
    tiers: int = 0
    lag: int | None = None
    by_year: bool = False
    most: int = 1000
    paths: int = 20
    memory: int = DEFAULT_MEMORY
    engine: str = ""
    data: str = ""
    scratch: str = ""
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class ExposureResult:
    """How many parties are reached at each distance, how many stand out by share and
    steps, how many may be hidden behind who only carries, and the first of them."""

    flagged: int
    parties: int
    reached: int
    standing_out: int
    hidden: int
    by_tier: tuple[int, ...]
    rows: tuple[ExposureRow, ...]
    files: tuple[Path, ...]
    notes: tuple[str, ...]


def exposure(request: ExposureRequest) -> ExposureResult:
    """Find every party that flagged goods can have reached, and rank them by share.

    Raises:
        UsageError: no case or store, nobody to look for, or an unknown ending.
        OutputError: a file cannot be written, or the engine gave up.

    """
    where = Where(request.engine, request.data, request.scratch)
    elsewhere = checked(where, tuple(BUILT_IN))
    _refuse(request, elsewhere=elsewhere)
    store = TradeStore(request.case, memory=request.memory)
    request.progress("looking for flagged parties", 0, 1)
    numbers = numbers_sought(store, request.flagged, as_of=request.as_of)
    request.progress("going downstream", 0, 1)
    tiers = request.tiers or search().tiers
    lag = search().lag_months if request.lag is None else request.lag
    carriers = np.asarray(store.carriers, np.int64)
    labels: Labels | None = None
    if elsewhere:
        with opened(store, where) as (bulk, data):
            found = bulk_exposure(
                bulk, data, numbers, parties=len(store.lanes.parties),
                max_tiers=tiers, lag=lag, carriers=carriers,
            )  # fmt: skip
    else:
        labels, found = exposure_in(
            store, numbers, tiers=tiers, lag=lag, carriers=carriers,
            calendar=YEARS if request.by_year else WHOLE,
            kernel=BUILT_IN.get(where.engine),
        )  # fmt: skip
    if labels is None and request.paths > 0:
        labels = labels_in(store, numbers, tiers=tiers, lag=lag)
    return _result(store, request, labels, found)


def _refuse(request: ExposureRequest, *, elsewhere: bool) -> None:
    """Refuse what cannot be done before anything is read."""
    for out in request.out:
        check_out(out, (*TABLES, *WRITERS))
    if BUILT_IN.get(request.engine):
        check_kernel()
    if elsewhere and request.by_year:
        raise UsageError(
            "shares by year are told in this process only.",
            where=request.engine,
            remedy="Leave out --engine, or --by-year.",
        )


def _result(
    store: TradeStore,
    request: ExposureRequest,
    labels: Labels | None,
    found: Exposure,
) -> ExposureResult:
    reached = np.flatnonzero((found.tier > 0) & (found.tier < NEVER))
    request.progress("ranking", 0, 1)
    with store.duck() as duck:
        _rank(duck, store, found, reached)
        rows = [
            _row(row) for row in duck.rows("exposed_top", most=max(request.most, 1))
        ]
        ((standing_out, hidden),) = duck.rows("exposed_counts")
        files = _tables(duck, store, request)
    if labels is not None:
        first = rows[: request.paths]
        rows[: request.paths] = _with_paths(store, request, first, labels)
    for out in request.out:
        writer = WRITERS.get(out.suffix.lower())
        if writer is not None:
            write_text(out, writer(rows))
            files.append(out)
    return ExposureResult(
        flagged=int((found.tier == 0).sum()),
        parties=len(found.tier),
        reached=len(reached),
        standing_out=standing_out,
        hidden=hidden,
        by_tier=tuple(int(n) for n in np.bincount(found.tier[reached])[1:]),
        rows=tuple(rows),
        files=tuple(files),
        notes=(*unknown(store, request.flagged), *_notes(store)),
    )


def _rank(duck: Duck, store: TradeStore, found: Exposure, reached: np.ndarray) -> None:
    """Lay the ranked rows down as `exposed`; names of persons are withheld."""
    via = found.via[reached]
    supplier = np.where(via >= 0, store.lanes.src[np.maximum(via, 0)], -1)
    duck.table(
        "found",
        {
            "party": reached.astype(np.int32),
            "tiers": found.tier[reached].astype(np.int32),
            "steps": steps_of(store.lanes, found, store.carriers)[reached],
            "share_ppm": found.share_ppm[reached],
            "can_ppm": found.can_ppm[reached],
            "hidden_ppm": found.hidden_ppm[reached],
            "unweighed_ppm": unweighed_of(store.lanes)[reached],
            "via": supplier.astype(np.int32),
        },
    )
    doubtful = duck.rows("formless")
    persons = [party for party, names in doubtful if names_persons(names)]
    duck.table("withheld", {"party": np.array(persons, np.int32)})
    duck.run(
        "exposed",
        least_share=policy().least_share_ppm,
        most_tiers=policy().most_tiers + 1,
        withheld_name=MASKED,
    )


def _tables(duck: Duck, store: TradeStore, request: ExposureRequest) -> list[Path]:
    """Write the whole table where it was asked for."""
    files = []
    for out in request.out:
        kind = out.suffix.lower()
        if kind in TABLES:
            part = store.spill / f"exposed{kind}"
            duck.run(f"exposed_{kind[1:]}", out=str(part))
            copy_whole(part, out)
            files.append(out)
    return files


def _row(row: tuple[object, ...]) -> ExposureRow:
    _, key, name, country, role, *numbers, via, stands_out, hidden = row
    tiers, share, can, behind, unweighed = (int(str(n)) for n in numbers)
    return ExposureRow(
        str(key), str(name), str(country), str(role), tiers, share, can, str(via),
        bool(stands_out), unweighed_ppm=unweighed, hidden_ppm=behind,
        hidden=bool(hidden),
        point=point_of(str(country)) if country else None,
    )  # fmt: skip


def _with_paths(
    store: TradeStore,
    request: ExposureRequest,
    rows: Sequence[ExposureRow],
    labels: Labels,
) -> list[ExposureRow]:
    """Look for the best path of each of these rows whose days agree."""
    asked = Upstream(store)
    found: list[ExposureRow] = []
    for place, row in enumerate(rows):
        request.progress("looking for paths", place, len(rows))
        found.append(_with_path(asked, as_such(store, row.key), row, labels))
    keys = {key for row in found for key in row.path}
    shown = store.shown(store.lanes.index[key] for key in keys)
    names = {line.key: line.name for line in shown.values()}
    return [replace(r, path_names=tuple(names[k] for k in r.path)) for r in found]


def _with_path(
    asked: Upstream, start: Start, row: ExposureRow, labels: Labels
) -> ExposureRow:
    """Give a row with its best path: nearest flagged party first, then the widest."""
    parties = asked.store.lanes.parties
    for tiers in range(row.tiers, labels.tiers + 1):
        near = asked.nearest(start, labels, enough=EVERY, tiers=tiers)
        order = sorted(near.tier_of, key=lambda at: (near.tier_of[at], at))
        best = [
            run
            for at in order[:MOST_TRIED]
            for run in asked.runs.found(near.reach, parties[at], start)
        ]
        if best:
            top = min(best, key=lambda f: (f.path.tiers, -(f.path.share_ppm or 0),
                                           f.path.key))  # fmt: skip
            return replace(row, path=(*top.via, row.key))
    return row


def _notes(store: TradeStore) -> tuple[str, ...]:
    return (
        "Reach is not evidence. The share assumes that every firm passed its intake on"
        " evenly; within a month the order of days is checked only where a path is"
        " written out.",
        f"Who stands out has a share of at least {policy().least_share_ppm / 10_000:g}"
        f" % and at most {policy().most_tiers + 1} steps; who only carries or pays is"
        " none. '+' would if such firms had passed on flagged goods only; '*' is below."
        " Whether a path to it counts is another question: `whence trace up` asks the"
        " lag, the hubs and the goods of each step as well, so that who stands out here"
        " may have leads only there.",
        *store.shortcomings(),
    )
