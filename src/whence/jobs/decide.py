"""`whence decide`: a portfolio under several measures, side by side, on any day."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from whence.errors import UsageError
from whence.jobs.steps.comparing import Look, explained, look, moved
from whence.jobs.steps.informing import refuse_told
from whence.jobs.steps.masking import PUBLIC, masked_parties
from whence.jobs.steps.portfolio import Telling, portfolio_of
from whence.jobs.steps.reading import Reading, read_case
from whence.jobs.steps.scene import Scene, Setting, scene_of
from whence.jobs.steps.screening import Screening
from whence.jobs.steps.supposing import list_day, suppose
from whence.model.chain import Consignment
from whence.model.measure import Outcome, Result
from whence.model.portfolio import (
    Comparison,
    Portfolio,
    Row,
)
from whence.report.masks import quiet
from whence.report.public import published_portfolio
from whence.store import manifest
from whence.store.case import Case
from whence.store.files import guarded
from whence.store.replica import lay_out
from whence.store.switching import MANIFEST

Progress = Callable[[str, int, int], None]
PASSED, HELD_UP, SET_ASIDE = 0, 10, 4
"""Exit codes: done; the gate holds a consignment up; a file was set aside whole."""


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class DecideRequest:
    """Which consignments to decide, under what, and what to say of them.

    `files` may be left out where `case` is one that `whence assess` has used: then the
    files of its last run are taken. `consignments` limits to some, by key or name.
    `reasons` asks for decisions with their reasons: "none", "some" (those of
    `consignments` only) or "all". `what_if` are suppositions, `since` a day or a list
    version (`KEY@DAY`, `KEY@SHA256`) to compare with. `gate` is the mildest outcome
    that holds goods up, None for no gate.
    """

    as_of: date
    files: tuple[Path, ...] = ()
    case: Path | None = None
    measures: tuple[str, ...] = ()
    consignments: tuple[str, ...] = ()
    reasons: bool = False
    what_if: tuple[str, ...] = ()
    since: str = ""
    gate: Outcome | None = None
    language: str = "en"
    audience: str = ""
    accept_mapping: bool = False
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class DecideResult:
    """The portfolio, the consignments that a gate holds up, and what a door returns."""

    portfolio: Portfolio
    held_up: tuple[str, ...]
    messages: tuple[str, ...]
    exit_code: int


def decide(request: DecideRequest) -> DecideResult:
    """Decide every consignment under every measure; stores nothing.

    The user's case is only read: the work is done on a copy, which is gone afterwards.

    Raises:
        UsageError: a measure, consignment, list, document or language does not exist,
            a supposition is of no form that is allowed, or there is nothing to decide.
        NeedsMapping: the columns of a table are unclear.
        InputError: no file could be read.

    """
    if request.what_if and request.since:
        raise UsageError(
            "a supposition and a look back cannot be mixed.",
            remedy="Give --what-if or --since, not both.",
        )
    with _work(request) as (case, files, exhibits, accept):
        reading = read_case(
            case,
            files,
            exhibits=exhibits,
            accept_mapping=accept,
            progress=request.progress,
        )
        return _decided(case, reading, request)


@contextmanager
def _work(
    request: DecideRequest,
) -> Iterator[tuple[Case, tuple[Path, ...], dict[str, Path], bool]]:
    """Open a copy of the case, or an empty one, that is gone afterwards."""
    if request.case is None and not request.files:
        raise UsageError(
            "there is nothing to decide.",
            remedy="Name files, or --case DIR of a case that `whence assess` used.",
        )
    place = Path(tempfile.mkdtemp(prefix="whence-decide-"))
    try:
        if request.case is None:
            with Case.open(place / "case", who="whence decide") as case:
                yield case, request.files, {}, request.accept_mapping
            return
        with Case.open(request.case, create=False, who="whence decide") as own:
            last = _last(own, request)
            copy = lay_out(own, last, place)
            accept = request.accept_mapping or last.arguments.accept_mapping
        with Case.open(copy.case, who="whence decide") as case:
            yield case, request.files or copy.files, dict(copy.exhibits), accept
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _last(case: Case, request: DecideRequest) -> manifest.Manifest:
    """Give what the last run of the case used, judgements being of today."""
    place = case.store / MANIFEST
    with guarded(place):
        known = place.is_file()
    if not known and not request.files:
        raise UsageError(
            "holds no files of a run.",
            where=str(case.folder),
            remedy="Run `whence assess` with this case first, or name the files.",
        )
    if known:
        last = manifest.read(case.store)
        kept = tuple(r for r in last.inputs if r.sha256)
        inputs, exhibits = (() if request.files else kept), last.exhibits
        arguments = last.arguments
    else:
        inputs, exhibits = (), ()
        arguments = manifest.Arguments("", (), (), "", accept_mapping=False)
    return manifest.Manifest(
        manifest.FORMAT,
        "",
        request.as_of,
        (),
        inputs,
        exhibits,
        (),
        replace(arguments, settings=case.settings),
        case.head,
    )


def _decided(case: Case, reading: Reading, request: DecideRequest) -> DecideResult:
    setting = Setting(request.as_of, request.measures)

    def again(setting: Setting) -> Scene:
        return scene_of(case, reading, setting)

    request.progress("screening", 0, 1)
    scene = again(setting)
    if request.gate is not None and not scene.measures:
        refuse_told(scene, "a gate holds goods up at an outcome")
    wanted = _wanted(scene.portfolio.goods, request.consignments)
    now = _look(scene, wanted, request.progress)
    shown, compared = now, None
    if request.what_if:
        supposed = suppose(case, setting, request.what_if)
        shown = _look(again(supposed.setting), wanted, request.progress)
        changes, same = moved(now, shown)
        compared = Comparison("what-if", supposed.said, changes, same)
    elif request.since:
        before, said = _before(case, setting, request.since)
        was = _look(again(before), wanted, request.progress)
        changes, same = moved(was, now)
        changes = explained(changes, was, now, again=again)
        compared = Comparison("since", (said,), changes, same)
    telling = Telling(
        request.as_of, request.language, request.reasons, request.progress
    )
    portfolio = portfolio_of(shown, compared, telling)
    told = _told(portfolio, shown.scene.screening, request)
    held = _held_up(told, request.gate)
    code = SET_ASIDE if reading.failures else PASSED
    if request.gate is not None and (held or not portfolio.rows):
        code = HELD_UP
    messages = tuple(str(f) for f in reading.failures)
    return DecideResult(told, held, messages, code)


def _told(
    portfolio: Portfolio, screening: Screening, request: DecideRequest
) -> Portfolio:
    """Give what may be told to the audience."""
    masked = masked_parties(screening, request.audience)
    if request.audience == PUBLIC:
        return published_portfolio(
            portfolio, screening.parties, masked, language=request.language
        )
    return quiet(portfolio, [p for k, p in screening.parties.items() if k in masked])


def _look(scene: Scene, wanted: frozenset[str] | None, progress: Progress) -> Look:
    progress("deciding", 0, len(scene.portfolio.goods))
    return look(scene, wanted)


def _before(case: Case, setting: Setting, since: str) -> tuple[Setting, str]:
    """Read what to compare with: a day, or one list as it was."""
    if "@" in since:
        key, day = list_day(case, since)
        return replace(setting, listed={key: day}), f"the list {key} of {day}"
    try:
        day = date.fromisoformat(since)
    except ValueError:
        raise UsageError(
            f"{since!r} is no day and no list version.",
            where="--since",
            remedy="Write 2025-04-10, KEY@2025-04-10 or KEY@SHA256.",
        ) from None
    if day > setting.as_of:
        raise UsageError(
            f"{day} lies after {setting.as_of}, the day of the question.",
            where="--since",
            remedy="Give an earlier day, or a later --as-of.",
        )
    return replace(setting, as_of=day), f"what was known on {day}"


def _wanted(
    goods: Sequence[Consignment], names: Sequence[str]
) -> frozenset[str] | None:
    """Find consignments by key or by name; an unknown one lists the nearest."""
    if not names:
        return None
    known = {
        word: c.key
        for c in goods
        for word in (c.key, c.name, c.key.partition(":")[2])
        if word
    }
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=5, cutoff=0.3) or sorted(known)[:5]
            raise UsageError(
                f"there is no consignment {name!r}.",
                remedy=f"Nearest: {', '.join(near) or 'there are none at all'}.",
            )
    return frozenset(known[name] for name in names)


def _held_up(portfolio: Portfolio, gate: Outcome | None) -> tuple[str, ...]:
    """Name the consignments at the outcome of the gate, or worse."""
    if gate is None or gate.severity is None:
        return ()
    least = gate.severity
    return tuple(
        row.name
        for row in portfolio.rows
        if any((r.outcome.severity or 0) >= least for r in _inside(row))
    )


def _inside(row: Row) -> list[Result]:
    """Give the results of the measures that reach a consignment."""
    return [r for r in row.results if r.outcome.severity is not None]
