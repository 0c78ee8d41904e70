"""`whence assess`: everything the files allow, in one go, offline."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from whence.errors import UsageError
from whence.evidence.grade import exhibits
from whence.jobs.steps.deciding import decide_all
from whence.jobs.steps.finding import findings_of
from whence.jobs.steps.masking import masked_parties
from whence.jobs.steps.printing import print_dossier
from whence.jobs.steps.reading import Reading, read_case
from whence.jobs.steps.screening import Screening, screen
from whence.model.findings import Findings
from whence.model.measure import Measure, MeasureKind
from whence.model.view import CaseView, Exhibit
from whence.normalise.names import normal
from whence.normalise.places import read_places
from whence.report.masks import withhold
from whence.shelf.lists import editions
from whence.shelf.measures import measures as shelf_measures
from whence.store.case import Case, beside

Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class AssessRequest:
    """What to assess, where to put it, and as the world was known on which day.

    `case` defaults to a folder beside `out` with the ending `.case`. `measures` are
    keys; empty means those of `case.toml`, else all that ship. `exhibits` maps an
    exhibit, as the register writes it, to its file (used when a dossier is verified).
    """

    files: tuple[Path, ...]
    out: Path
    as_of: date
    case: Path | None = None
    measures: tuple[str, ...] = ()
    audience: str = ""
    accept_mapping: bool = False
    progress: Progress = _silent
    exhibits: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AssessResult:
    """The findings, the files written, and what a door should say and return."""

    findings: Findings
    files: tuple[Path, ...]
    exit_code: int
    messages: tuple[str, ...]
    timings: tuple[tuple[str, float], ...]


class _Clock:
    """Seconds spent per stage; shown to the user, never written to a finding."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.laps: list[tuple[str, float]] = []

    def lap(self, stage: str) -> None:
        """Close a stage."""
        now = time.perf_counter()
        self.laps.append((stage, round(now - self.started, 3)))
        self.started = now


def assess(request: AssessRequest) -> AssessResult:
    """Read, screen, trace and decide the files, and print the dossier.

    Raises:
        NeedsMapping: a table is unclear; nothing was printed.
        InputError: no file could be read.
        OutputError: the case or the dossier cannot be written.

    """
    clock = _Clock()
    with Case.open(request.case or beside(request.out), who="whence assess") as case:
        return _assess(case, request, clock)


def _assess(case: Case, request: AssessRequest, clock: _Clock) -> AssessResult:
    reading = read_case(
        case,
        request.files,
        exhibits=request.exhibits,
        accept_mapping=request.accept_mapping,
        progress=request.progress,
    )
    clock.lap("reading")
    asked = _measures(case, request)
    held = editions(request.as_of, case.list_files())
    wanted = {key for m in asked for key in m.lists}
    used = tuple(e for e in held if e.list_key in wanted)
    regions = _regions(asked)
    graded = _graded(reading, regions, request.as_of)
    judgements = case.casebook.judgements(request.as_of)
    screening = screen(
        reading.tables,
        graded,
        editions=used,
        judgements=judgements,
        as_of=request.as_of,
        policy=dict(case.config.policies).get("match", ""),
    )
    clock.lap("screening")
    hidden = masked_parties(screening, request.audience or case.config.audience)
    view = _view(case, reading, screening, graded)
    decided = decide_all(
        view,
        screening,
        measures=asked,
        editions=used,
        regions=regions,
        answers=case.answers(),
        as_of=request.as_of,
        progress=request.progress,
    )
    clock.lap("deciding")
    found = findings_of(
        case,
        request,
        reading=reading,
        screening=screening,
        decided=decided,
        measures=asked,
        editions=used,
        regions=regions,
        hidden=hidden,
    )
    findings = withhold(found)
    clock.lap("finding")
    files = print_dossier(
        case, request, findings=findings, reading=reading, screening=screening
    )
    clock.lap("printing")
    failed = [str(f) for f in reading.failures]
    return AssessResult(
        findings, files, 4 if failed else 0, tuple(failed), tuple(clock.laps)
    )


def _measures(case: Case, request: AssessRequest) -> tuple[Measure, ...]:
    """Pick the measures asked; an unknown key lists those that exist."""
    known = shelf_measures(case.measure_files())
    has_outcome = [
        key for key, m in known.items() if m.kind is not MeasureKind.INFORMATION
    ]
    wanted = (
        request.measures
        or case.config.measures
        or tuple(key for key in has_outcome if not known[key].by_name)
    )
    chosen: dict[str, Measure] = {}
    for key in wanted:
        # A whole name is taken at its word; the beginning of one means what decides.
        hits = [k for k in has_outcome if k.startswith(f"{key}/")]
        hits += [key] if key in known else []
        if not hits:
            raise _unknown(key, tuple(sorted(known)))
        chosen.update({k: known[k] for k in sorted(hits)})
    return tuple(chosen.values())


def _unknown(key: str, known: tuple[str, ...]) -> UsageError:
    return UsageError(
        f"there is no measure {key!r}.", remedy=f"Those that exist: {', '.join(known)}."
    )


def _regions(measures: tuple[Measure, ...]) -> tuple[str, ...]:
    """List the places that the place limbs of these measures look at."""
    return tuple(
        sorted(
            {
                ground.value
                for m in measures
                for v in m.versions
                for ground in v.grounds
                if ground.limb == "place"
            }
        )
    )


def _graded(
    reading: Reading, regions: tuple[str, ...], as_of: date
) -> tuple[Exhibit, ...]:
    folded = frozenset(
        normal(name).core for m in reading.tables.mentions() for name in m.names
    )
    return exhibits(
        reading.tables.documents,
        chain_names=folded,
        normal=lambda text: normal(text).core,
        adverse_regions=frozenset(regions),
        region_of=_region_of,
        as_of=as_of,
    )


def _region_of(text: str) -> str:
    """Give the region that a register's words name, "" when none is read."""
    return next((r.region for r in read_places(text) if not r.is_signal), "")


def _view(
    case: Case,
    reading: Reading,
    screening: Screening,
    graded: tuple[Exhibit, ...],
) -> CaseView:
    return CaseView(
        reading.tables,
        screening.parties,
        screening.party_of,
        screening.places,
        graded,
        screening.relations,
        case.config.importer,
    )
