"""`whence assess`: everything the files allow, in one go, offline."""

import gc
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from whence.errors import InputError, Refused, UsageError
from whence.jobs.steps.bringing import Brought, bring, brought_too
from whence.jobs.steps.deciding import decide_all
from whence.jobs.steps.finding import findings_of
from whence.jobs.steps.informing import refuse_told
from whence.jobs.steps.masking import PUBLIC, masked_parties
from whence.jobs.steps.printing import print_dossier
from whence.jobs.steps.reading import Reading, typed
from whence.jobs.steps.scene import Setting, scene_of
from whence.jobs.steps.trade_part import Part, part_of
from whence.jobs.steps.trade_store import TradeStore
from whence.model.findings import Findings
from whence.report.masks import withhold
from whence.report.public import published
from whence.shelf import matching
from whence.store.case import Case, beside
from whence.store.generations import current
from whence.store.profiles import profiles_in

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class AssessRequest:
    """What to assess, where to put it, and as the world was known on which day.

    `case` defaults to a folder beside `out` with the ending `.case`. `measures` are
    keys; empty means those of `case.toml`, else all that ship. `exhibits` maps an
    exhibit, as the register writes it, to its file (used when a dossier is verified).
    `profiles` is a folder of mappings that cases share (`whence map --save`). `store`
    is a case with a store of trade records (`whence trace build`), by default this one
    itself: what of it lies upstream of the files' parties is read as one more table.
    """

    files: tuple[Path, ...]
    out: Path
    as_of: date
    case: Path | None = None
    measures: tuple[str, ...] = ()
    audience: str = ""
    accept_mapping: bool = False
    profiles: Path | None = None
    progress: Progress = _silent
    exhibits: Mapping[str, Path] = field(default_factory=dict)
    store: Path | None = None


@dataclass(frozen=True, slots=True)
class AssessResult:
    """The findings, the files written, and what a door should say and return.

    `expected` is how many parties the match policy lets be shown by mistake, were none
    of them linked to any list. `notes` say what else was read.
    """

    findings: Findings
    files: tuple[Path, ...]
    exit_code: int
    messages: tuple[str, ...]
    timings: tuple[tuple[str, float], ...]
    policy: str = ""
    expected: float = 0.0
    notes: tuple[str, ...] = ()


@contextmanager
def _kept() -> Iterator[None]:
    """Keep the collector of cycles from walking over a run's nouns again and again.

    They live until the run ends and form no cycles; a large run has millions of them,
    and the walks took a tenth of its time. `_Clock.lap` sets aside what a stage left.
    """
    before = gc.get_threshold()
    gc.set_threshold(before[0] * 50, *before[1:])
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


class _Clock:
    """Seconds spent per stage; shown to the user, never written to a finding."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.laps: list[tuple[str, float]] = []

    def lap(self, stage: str) -> None:
        """Close a stage."""
        gc.freeze()
        now = time.perf_counter()
        self.laps.append((stage, round(now - self.started, 3)))
        self.started = now


def assess(request: AssessRequest) -> AssessResult:
    """Read, screen, trace and decide the files, and print the dossier.

    Raises:
        NeedsMapping: a table is unclear; nothing was printed.
        InputError: no file could be read.
        UsageError: the case lies in the dossier, or a measure is unknown.
        OutputError: the case or the dossier cannot be written.

    """
    clock = _Clock()
    at = (request.case or beside(request.out)).absolute()
    _outside(at, request.out.absolute())
    fresh = not at.exists()
    try:
        with _kept(), Case.open(at, who="whence assess") as case:
            return _assess(case, request, clock)
    except (InputError, Refused, UsageError):
        # Nothing was decided, nothing asked: a case made for this call goes with it.
        if fresh:
            shutil.rmtree(at, ignore_errors=True)
        raise


def _outside(case: Path, out: Path) -> None:
    """Refuse a case that lies in the dossier: a new dossier takes the place of the old
    one whole, and a dossier is sent to others.

    Raises:
        UsageError: it does.

    """
    if out.resolve() in (case.resolve(), *case.resolve().parents):
        raise UsageError(
            "the case would lie in the dossier, which is written anew and given away.",
            where=str(case),
            remedy="Give --case a folder beside the dossier, or leave it out.",
        )


def _read(case: Case, request: AssessRequest) -> tuple[Reading, Part | None]:
    """Read the files into the case, and what a store holds upstream of the parties
    they name as one more table; None without a store."""
    brought = bring(
        case,
        request.files,
        exhibits=request.exhibits,
        accept_mapping=request.accept_mapping,
        progress=request.progress,
        profiles=[m for _, m in profiles_in(request.profiles)]
        if request.profiles
        else (),
    )
    part = _part(case, request, brought)
    if part is not None and part.path is not None:
        accept = request.accept_mapping
        brought = brought_too(case, brought, part.path, accept_mapping=accept)
    return typed(case, brought, request.progress), part


def _part(case: Case, request: AssessRequest, brought: Brought) -> Part | None:
    """Write out what a store holds upstream of the parties read, None without one."""
    at = request.store
    if at is None and current(case.store) is not None:
        at = case.folder
    if at is None:
        return None
    request.progress("asking the store", 0, 1)
    return part_of(
        TradeStore(at),
        brought.told(),
        case.tmp,
        importer=case.config.importer,
        as_of=request.as_of,
        held=frozenset(raw.sha256 for raw, _ in brought.of(trade=True)),
    )


def _told(part: Part | None) -> tuple[str, ...]:
    """Say what of a store was read."""
    if part is None:
        return ()
    what = f"{part.records:,} records upstream of {part.parties:,} of its parties"
    far = f"within {part.tiers} tiers"
    return (f"Of the store of trade records were read: {what}, {far}.",)


def _assess(case: Case, request: AssessRequest, clock: _Clock) -> AssessResult:
    reading, part = _read(case, request)
    clock.lap("reading")
    scene = scene_of(
        case, reading, Setting(request.as_of, request.measures), lap=clock.lap
    )
    refuse_told(scene, "a dossier holds decisions only")
    hidden = masked_parties(scene.screening, request.audience or case.config.audience)
    decided = decide_all(scene.portfolio, progress=request.progress)
    clock.lap("deciding")
    found = findings_of(
        case,
        request,
        reading=reading,
        screening=scene.screening,
        decided=decided,
        measures=scene.measures,
        editions=scene.editions,
        regions=scene.regions,
        hidden=hidden,
    )
    findings = withhold(found)
    printed = published(found) if found.asked.audience == PUBLIC else findings
    clock.lap("finding")
    files = print_dossier(
        case,
        request,
        findings=findings,
        printed=printed,
        reading=reading,
        screening=scene.screening,
    )
    clock.lap("printing")
    failed = [str(f) for f in reading.failures]
    policy = matching.policy(dict(case.config.policies).get("match", ""))
    return AssessResult(
        printed,
        files,
        4 if failed else 0,
        tuple(failed),
        tuple(clock.laps),
        policy.name,
        policy.false_alarms * len(findings.parties),
        _told(part),
    )
