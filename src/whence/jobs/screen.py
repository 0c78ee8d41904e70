"""`whence screen`: one table against the lists, and the same table back with words."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from whence.errors import NeedsMapping
from whence.jobs.steps import marking
from whence.jobs.steps.chosen_lists import chosen, seen, versions_of
from whence.jobs.steps.handing_back import to_csv, to_jsonl, to_workbook
from whence.jobs.steps.marking import marked
from whence.jobs.steps.odd_names import odd
from whence.jobs.steps.outputs import check_out
from whence.jobs.steps.parties import party_findings
from whence.jobs.steps.reading import Reading, read_case
from whence.jobs.steps.screening import Screening
from whence.jobs.steps.screening import screen as hold_against
from whence.jobs.steps.second import Second, logic_v2, opinions
from whence.model.findings import CandidateFinding, PartyFinding
from whence.model.listing import Edition
from whence.shelf import matching
from whence.shelf.measures import measures
from whence.store.case import Case
from whence.store.files import guarded, write_text
from whence.store.judged import Shown

Progress = Callable[[str, int, int], None]
SUFFIXES = (".xlsx", ".csv", ".jsonl")


def _silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class ScreenRequest:
    """Which table to hold against which lists, and where to write what was found.

    `lists` are keys of lists held, YAML descriptions of own lists, or tables of names;
    empty means every list held. Without `case` nothing is kept. `policy` names the
    thresholds ("": those of the case, else the default). With `second_opinion` each
    pair shown is scored by nomenklatura's logic-v2 as well, which decides nothing.
    """

    file: Path
    out: Path
    as_of: date
    lists: tuple[str, ...] = ()
    policy: str = ""
    case: Path | None = None
    accept_mapping: bool = False
    second_opinion: bool = False
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class ListUsed:
    """A list as it was held against: its key, version and the day it is of."""

    key: str
    title: str
    version: str
    rows: int
    seen: date | None


@dataclass(frozen=True, slots=True)
class ScreenResult:
    """The parties, those that most need a look first, and what was written where.

    `words` counts parties by word. `expected` is how many of them the policy lets be
    shown by mistake, were none of them linked to any list.
    """

    out: Path
    parties: tuple[PartyFinding, ...]
    words: tuple[tuple[str, int], ...]
    lists: tuple[ListUsed, ...]
    policy: str
    rate: float
    expected: float
    notes: tuple[str, ...]
    exit_code: int = 0

    @property
    def to_judge(self) -> tuple[tuple[PartyFinding, CandidateFinding], ...]:
        """Give the pairs that wait for a person, the likeliest first.

        Other pairs of a party that is listed anyway do not wait.
        """
        waiting = {
            c.id: (p, c)
            for p in self.parties
            for c in p.candidates
            if p.word == "candidate"
            and c.standing == "candidate"
            and c.judgement is None
        }
        return tuple(
            sorted(waiting.values(), key=lambda pair: (-pair[1].p_same, pair[1].id))
        )


def screen(request: ScreenRequest) -> ScreenResult:
    """Screen every party of a table and give the table back with what was found.

    Raises:
        UsageError: there is no such list, policy or way to write, or `out` is `file`.
        NeedsMapping: the columns are unclear; nothing was written.
        InputError: the file, or a list, cannot be read.
        OutputError: the result cannot be written.

    """
    check_out(request.out, SUFFIXES, file=request.file)
    matching.policy(request.policy)
    second = logic_v2() if request.second_opinion else None
    with _case_of(request) as case:
        try:
            reading = read_case(
                case,
                [request.file],
                exhibits={},
                accept_mapping=request.accept_mapping,
                progress=request.progress,
            )
        except NeedsMapping as error:
            if request.case is not None:
                raise
            raise NeedsMapping(
                error.what,
                where=str(request.file),
                remedy=("Use --accept-mapping, or give" if error.guessed else "Give")
                + " --case DIR and correct the mapping in its case.toml.",
            ) from None
        return _screened(case, request, reading, second)


@contextmanager
def _case_of(request: ScreenRequest) -> Iterator[Case]:
    """Open the case, or one beside the result that is gone afterwards."""
    if request.case is not None:
        with Case.open(request.case, who="whence screen") as case:
            yield case
        return
    folder = request.out.absolute().parent
    with guarded(folder):
        folder.mkdir(parents=True, exist_ok=True)
        held = Path(mkdtemp(prefix=f".{request.out.stem[:40]}.", dir=folder))
    try:
        with Case.open(held / "case", who="whence screen") as case:
            yield case
    finally:
        shutil.rmtree(held, ignore_errors=True)


def _screened(
    case: Case, request: ScreenRequest, reading: Reading, second: Second | None
) -> ScreenResult:
    request.progress("screening", 0, 1)
    used = chosen(case, request.lists, as_of=request.as_of)
    policy = matching.policy(
        request.policy or dict(case.config.policies).get("match", "")
    )
    found = hold_against(
        reading.tables,
        (),
        editions=used,
        judgements=case.casebook.judgements(request.as_of),
        as_of=request.as_of,
        policy=policy.name,
    )
    parties = party_findings(
        found,
        reading.tables,
        editions=used,
        regions=_regions(case),
        as_of=request.as_of,
        touching={},
    )
    parties = tuple(sorted(parties, key=marking.rank))
    scores, unscored = opinions(parties, second) if second else (None, ())
    request.progress("writing", 0, 1)
    out, notes = _written(
        request,
        reading,
        found,
        parties=parties,
        used=used,
        work=case.tmp,
        second=scores,
    )
    if request.case is not None:
        case.casebook.shown(_shown(found, parties))
    words = Counter(p.word for p in parties)
    return ScreenResult(
        out,
        parties,
        tuple(sorted(words.items())),
        tuple(
            ListUsed(e.list_key, e.title, e.sha256[:16], e.rows, seen(e)) for e in used
        ),
        policy.name,
        policy.false_alarms,
        policy.false_alarms * len(parties),
        (*reading.notes, *notes, *unscored, *odd(parties)),
        4 if reading.failures else 0,
    )


def _regions(case: Case) -> tuple[str, ...]:
    """List the places that the place limbs of the known measures look at."""
    return tuple(
        sorted(
            {
                ground.value
                for measure in measures(case.measure_files()).values()
                for version in measure.versions
                for ground in version.grounds
                if ground.limb == "place"
            }
        )
    )


def _written(
    request: ScreenRequest,
    reading: Reading,
    found: Screening,
    *,
    parties: Sequence[PartyFinding],
    used: Sequence[Edition],
    work: Path,
    second: Mapping[str, float] | None,
) -> tuple[Path, tuple[str, ...]]:
    """Write the result in one step; give its place and what should be said of it."""
    versions = versions_of(used)
    sheets = marked(
        reading,
        {p.id: p for p in parties},
        found.party_of,
        said=marking.Said(
            versions,
            {e.list_key: seen(e) for e in used},
            str(request.case or ""),
            second,
        ),
    )
    said = (*marking.left_out(reading), *marking.unnamed(sheets, reading))
    suffix = request.out.suffix.lower()
    with guarded(request.out):
        request.out.absolute().parent.mkdir(parents=True, exist_ok=True)
    if suffix == ".csv":
        write_text(request.out, to_csv(sheets))
        return request.out, said
    if suffix == ".jsonl":
        text = to_jsonl(parties, as_of=request.as_of, versions=versions, second=second)
        write_text(request.out, text)
        return request.out, said
    out, notes = to_workbook(request.out, reading, sheets, work=work)
    return out, (*said, *notes)


def _shown(found: Screening, parties: Sequence[PartyFinding]) -> Iterator[Shown]:
    """Keep what each candidate showed, so that it can be judged."""
    listed = {c.id: c.listed_name for p in parties for c in p.candidates}
    for c in found.candidates:
        party = found.parties[c.party]
        yield Shown(
            c.key,
            " / ".join(dict.fromkeys((party.name, *party.names[:3]))),
            listed[c.key],
            c.left_hash,
            c.right_hash,
            c.p_same,
            c.p_related,
            c.explanation,
        )
