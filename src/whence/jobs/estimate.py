"""`whence estimate`: a model of ranges, run under its scenarios."""

from dataclasses import dataclass, replace
from pathlib import Path

from whence.errors import DataError, UsageError
from whence.estimate.guard import compared
from whence.estimate.resolve import Ready, ready
from whence.estimate.run import Terms, run, shifts
from whence.estimate.sample import POWER
from whence.estimate.sorts import SortError
from whence.jobs.steps.handing_figures import (
    SUFFIXES,
    estimate_rows,
    write_estimates,
)
from whence.jobs.steps.outputs import check_out
from whence.model.estimate import (
    Dependence,
    Mark,
    ModelRun,
    Published,
    ScenarioRun,
    Shape,
)
from whence.shelf import figures as shelf
from whence.shelf import models
from whence.shelf.kinds import kinds
from whence.store.files import guarded, write_text

POWERS = range(8, 19)
FILES = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class EstimateRequest:
    """Which model to run and how.

    `model` is the key of a shipped model or a YAML file ("": every shipped model);
    `scenario` one of its scenarios ("": all). `power` makes 2**power draws. `out` is a
    folder for pages, tables and pictures, or one .csv, .xlsx or .json.
    """

    model: str = ""
    scenario: str = ""
    dependence: Dependence = Dependence.INDEPENDENT
    shape: Shape = Shape.FLAT
    power: int = POWER
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class EstimateResult:
    """What came of each model, and the files written."""

    outcomes: tuple[ModelRun, ...]
    files: tuple[Path, ...]


def estimate(request: EstimateRequest) -> EstimateResult:
    """Run models: intervals first, then draws conditional on the stated ranges.

    Raises:
        UsageError: there is no such model or scenario, or too few or many draws.
        DataError: the model is not as it should be; names file, line and remedy.
        OutputError: the result cannot be written.

    """
    if request.power not in POWERS:
        raise UsageError(
            f"2 to the power of {request.power} draws.",
            where="--power",
            remedy=f"Use a power from {POWERS[0]} to {POWERS[-1]}.",
        )
    if request.out is not None and request.out.suffix:
        check_out(request.out, SUFFIXES)
    if request.scenario and not request.model:
        raise UsageError(
            "a scenario belongs to a model.",
            where="--scenario",
            remedy=f"Name the model: {', '.join(models.model_keys())}.",
        )
    terms = Terms(request.dependence, request.shape, request.power)
    outcomes = tuple(_outcome(held, request, terms) for held in _models(request.model))
    files = _written(outcomes, terms, request.out) if request.out else ()
    return EstimateResult(outcomes, files)


def _models(name: str) -> list[Ready]:
    if not name:
        return [ready(models.model_of(k), kinds()) for k in models.model_keys()]
    path = Path(name)
    if path.suffix.lower() in FILES or path.is_file():
        return [ready(models.read_model(path), kinds())]
    return [ready(models.model_of(name), kinds())]


def _outcome(held: Ready, request: EstimateRequest, terms: Terms) -> ModelRun:
    terms = replace(terms, caveats=models.caveats(held.model))
    chosen = request.scenario
    keys = [chosen] if chosen else [s.key for s in held.model.scenarios]
    runs = tuple(run(held, key, terms) for key in keys)
    return ModelRun(
        model=held.model,
        runs=runs,
        shifts=() if chosen else shifts(held, terms),
        published=tuple(_published(m, held, runs) for m in held.model.published),
    )


def _published(mark: Mark, held: Ready, runs: tuple[ScenarioRun, ...]) -> Published:
    """Hold a claim against the estimates of its part, if both count the same."""
    figure = shelf.shipped()[mark.claim]
    stands = []
    for done in runs:
        pair = [done.interval, done.sampled, *done.parts]
        own = [e for e in pair if e.part == mark.part]
        if figure.measured is None or len(own) != 2:
            continue
        try:
            said = [compared(figure.measured, e, kinds()) for e in own]
        except SortError as error:
            raise DataError(
                f"{figure.key} does not belong beside `{mark.part}`: {error}.",
                where=held.model.file,
                remedy="Take it out of `published`.",
            ) from None
        stands.append((done.scenario.key, said[0], said[1]))
    return Published(mark.part, figure, tuple(stands))


def _written(
    outcomes: tuple[ModelRun, ...], terms: Terms, out: Path
) -> tuple[Path, ...]:
    """Write the result where it was asked for; give the names of the files."""
    rows = [row for o in outcomes for row in estimate_rows(o.model, o.runs)]
    if out.suffix:
        write_estimates(rows, out)
        return (out,)
    with guarded(out):
        out.mkdir(parents=True, exist_ok=True)
    names = [out / f"estimates{s}" for s in (".csv", ".xlsx", ".json")]
    for name in names:
        write_estimates(rows, name)
    # Pages and pictures are a fifth of a second: only for those who want them.
    from whence.jobs.steps.picturing import estimate_pages

    for outcome in outcomes:
        for file, text in estimate_pages(outcome, terms).items():
            write_text(out / file, text)
            names.append(out / file)
    return tuple(names)
