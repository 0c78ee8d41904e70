"""What this run cannot say, and what would let it. The most important page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from whence.decide.hints import hints_for
from whence.jobs.steps.deciding import Decided
from whence.jobs.steps.reading import Reading
from whence.jobs.steps.screening import Screening
from whence.model.findings import LimitFinding
from whence.model.listing import Edition, GateResult
from whence.model.measure import Measure, Outcome, StandingKind
from whence.model.table import Extent
from whence.read.layout import REPEATED
from whence.shelf.measures import unverified
from whence.shelf.methods import limit_text


def limits_of(
    reading: Reading,
    screening: Screening,
    decided: Sequence[Decided],
    *,
    measures: Sequence[Measure],
    editions: Sequence[Edition],
    gates: Sequence[GateResult],
) -> tuple[LimitFinding, ...]:
    """List the limits that hold for this run, each with its remedy and its count."""
    counted = [
        *_of_files(reading),
        *_of_parties(screening),
        *_of_chains(decided),
        *_of_law(measures, editions, gates),
        *_of_hints(screening, decided),
        ("not a sanctions screen", "", 1),
    ]
    return tuple(_limit(key, detail, n) for key, detail, n in counted if n)


def _limit(key: str, detail: str, count: int) -> LimitFinding:
    text, remedy = limit_text(key)
    values = {"count": str(count), "detail": detail}
    return LimitFinding(key, text.format(**values), remedy.format(**values), count)


def _of_files(reading: Reading) -> Iterator[tuple[str, str, int]]:
    # The name only: a path would differ on another machine, and tell of the user's.
    named = [f"{Path(f.where).name}: {f.what.rstrip('.')}" for f in reading.failures]
    yield "files set aside", _some(named), len(named)
    rows = sum(c.set_aside for c in reading.counts.values())
    yield "rows set aside", _reasons(reading, Extent.ROW), rows
    cells = sum(s.extent is Extent.CELL for s in reading.set_aside)
    yield "cells left out", _reasons(reading, Extent.CELL), cells
    twice = [
        f"{raw.name}: {note}"
        for raw, _ in reading.sheets
        for note in raw.notes
        if note.endswith(REPEATED)
    ]
    yield "repeated headers", _some(twice), len(twice)
    unmapped = sorted({h for _, m in reading.sheets for h in m.unmapped})
    yield "unmapped columns", _some(unmapped), len(unmapped)
    dropped = sorted({h for _, m in reading.sheets for h in m.dropped})
    yield "person columns", _some(dropped), len(dropped)
    yield "codes hashed", "", reading.tables.hashed
    if reading.tables.trade is not None:
        trade = reading.tables.trade
        missing = int((trade.hs == _blank(trade.hs_codes)).sum())
        yield "records without HS code", "", missing
    alone = sum(1 for d in reading.tables.documents if not d.exhibit)
    yield "documents without a file", "", alone


def _reasons(reading: Reading, extent: Extent) -> str:
    """Count the reasons for rows, or for cells, that were not used."""
    found = Counter(s.reason for s in reading.set_aside if s.extent is extent)
    return _some(f"{reason} ({n})" for reason, n in found.items())


def _blank(codes: Sequence[str]) -> int:
    return codes.index("") if "" in codes else -1


def _of_parties(screening: Screening) -> Iterator[tuple[str, str, int]]:
    standings = [s for rows in screening.standings.values() for s in rows]
    kinds = Counter(s.kind for s in standings)
    yield "candidates to judge", "", kinds[StandingKind.CANDIDATE]
    masked = sum(1 for p in screening.parties.values() if p.masked)
    yield "masked parties", "", masked


def _of_chains(decided: Sequence[Decided]) -> Iterator[tuple[str, str, int]]:
    stages = Counter(
        f"{i.commodity or i.product}: {i.missing}"
        for d in decided
        for x in d.decisions[:1]
        if x.outcome is Outcome.UNTRACED
        for i in x.inputs
        if not i.traced
    )
    yield "untraced inputs", _some(stages), sum(stages.values())
    breaks = Counter(b.kind.value for d in decided for b in d.chain.breaks)
    detail = _some(f"{kind} ({n})" for kind, n in sorted(breaks.items()))
    yield "breaks", detail, sum(breaks.values())
    yield "leads", "", sum(len(d.chain.leads) for d in decided)
    questions = sum(1 for d in decided if d.consignment.question)
    yield "dates in question", "", questions


def _of_law(
    measures: Sequence[Measure],
    editions: Sequence[Edition],
    gates: Sequence[GateResult],
) -> Iterator[tuple[str, str, int]]:
    for gate in gates:
        if not gate.passes:
            yield "list gate", f"{gate.list_key}: {gate.reason}", 1
    for edition in editions:
        if edition.coverage:
            yield "list coverage", f"{edition.title}: {edition.coverage}", 1
    memory = [m.title for m in unverified()]
    yield "unverified measures", _some(memory), len(memory)
    notes = [f"{m.title}: {note}" for m in measures for note in m.notes]
    for note in notes:
        yield "law notes", note, 1
    invented = [m.title for m in measures if m.invented]
    yield "invented law", _some(invented), len(invented)


def _of_hints(
    screening: Screening, decided: Sequence[Decided]
) -> Iterator[tuple[str, str, int]]:
    """Name the law that is known too little to decide and that these goods touch."""
    told = Counter(
        line.text
        for d in decided
        for line in hints_for(d.consignment, d.chain, screening.standings)
    )
    yield (
        "law hints",
        _some(f"{text} ({n})" for text, n in sorted(told.items())),
        len(told),
    )


def _some(words: Iterable[str], most: int = 8) -> str:
    """List the first few and say how many more there are."""
    listed = list(words)
    shown = "; ".join(listed[:most])
    return shown + (f"; and {len(listed) - most} more" if len(listed) > most else "")
