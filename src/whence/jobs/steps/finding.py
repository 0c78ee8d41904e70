"""Everything a run knows, as the document it leaves. Computes no law."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from whence import __version__, shelf
from whence.jobs.steps.deciding import Decided
from whence.jobs.steps.limits import limits_of
from whence.jobs.steps.parties import party_findings
from whence.jobs.steps.reading import Reading
from whence.jobs.steps.screening import Screening
from whence.model.findings import (
    NOTICE,
    SCHEMA,
    Asked,
    ConsignmentFinding,
    Findings,
    InputFinding,
    JoinFinding,
    ListFinding,
)
from whence.model.listing import Edition, GateResult
from whence.model.measure import Measure, Outcome
from whence.shelf.lists import gate
from whence.shelf.methods import methods
from whence.store.case import Case

DATA_FOLDERS = (
    ("law", "measures"),
    ("requirements", "requirements"),
    ("lists", "lists"),
    ("places", "places"),
    ("terms", "terms"),
    ("weights", "weights"),
    ("policies", "policies"),
    ("chains", "chains"),
    ("tables", "tables"),
    ("wording", "wording"),
)


class Request(Protocol):
    """What the findings repeat of the call."""

    @property
    def as_of(self) -> date:
        """Give the day as of which the world was known."""

    @property
    def audience(self) -> str:
        """Give who will read the dossier."""


def findings_of(
    case: Case,
    request: Request,
    *,
    reading: Reading,
    screening: Screening,
    decided: Sequence[Decided],
    measures: Sequence[Measure],
    editions: Sequence[Edition],
    regions: Sequence[str],
    hidden: frozenset[str],
) -> Findings:
    """Assemble the findings in the order in which they are printed."""
    touching = _touching(decided)
    found = party_findings(
        screening,
        reading.tables,
        editions=editions,
        regions=regions,
        as_of=request.as_of,
        touching=touching,
    )
    parties = tuple(replace(p, masked=p.id in hidden) for p in found)
    consignments = tuple(_consignment(d) for d in _worst_first(decided))
    gates = _gates(editions, decided)
    return Findings(
        schema=SCHEMA,
        notice=NOTICE,
        as_of=request.as_of,
        asked=Asked(
            case.config.importer,
            tuple(m.key for m in measures),
            tuple(sorted({k.name for k in reading.files})),
            request.audience or case.config.audience,
            case.config.legend,
        ),
        versions=_versions(editions),
        inputs=_inputs(reading),
        joins=tuple(
            JoinFinding(j.entry_number, j.line, j.sources, j.conflicts)
            for j in reading.joins
        ),
        set_aside=tuple(sorted(reading.set_aside, key=lambda s: (s.source, s.reason))),
        lists=tuple(_list(e, request.as_of) for e in editions),
        gates=gates,
        parties=parties,
        relations=screening.relations,
        consignments=consignments,
        methods=methods(),
        limits=limits_of(
            reading,
            screening,
            decided,
            measures=measures,
            editions=editions,
            gates=gates,
        ),
        summary=_summary(consignments, parties, reading),
    )


def _versions(editions: Sequence[Edition]) -> tuple[tuple[str, str], ...]:
    """Name the code, the data and the editions that made these findings."""
    data = [(name, shelf.version_of(folder)) for name, folder in DATA_FOLDERS]
    held = [(f"list {e.list_key}", e.sha256[:16]) for e in editions]
    return (("whence", __version__), *data, *held)


def _inputs(reading: Reading) -> tuple[InputFinding, ...]:
    """Account for every sheet, row by row."""
    rows = []
    for raw, mapping in reading.sheets:
        counts = reading.counts[raw.sha256, raw.sheet]
        rows.append(
            InputFinding(
                raw.name,
                raw.sha256,
                raw.sheet,
                mapping.kind.value,
                counts.rows_in,
                counts.used,
                counts.merged,
                counts.set_aside,
                counts.apart,
                mapping.columns,
                mapping.confidence,
                mapping.unmapped,
                mapping.dropped,
                (*raw.notes, *_notes(reading, raw.name)),
            )
        )
    return tuple(sorted(rows, key=lambda r: (r.name, r.sheet, r.sha256)))


def _notes(reading: Reading, name: str) -> Iterator[str]:
    """Pick the notes of typing that speak of one file."""
    for note in reading.notes:
        head, _, words = note.partition(": ")
        if head == name and words:
            yield words


def _list(edition: Edition, as_of: date) -> ListFinding:
    found = gate(edition, as_of)
    word = "passes" if found.passes else "does not pass"
    return ListFinding(
        edition.list_key,
        edition.title,
        edition.sha256[:16],
        edition.publisher,
        edition.published,
        edition.retrieved,
        edition.rows,
        f"{word} for goods imported on {as_of.isoformat()}: {found.reason}",
        edition.coverage,
        edition.reference,
        edition.invented,
    )


def _gates(
    editions: Sequence[Edition], decided: Sequence[Decided]
) -> tuple[GateResult, ...]:
    """Say once per list and answer how the gate stood for the goods of this run."""
    # In order of days: of a set the last would stand, which differs between runs.
    days = sorted({day for d in decided if (day := d.consignment.latest) is not None})
    found = {
        (r.list_key, r.passes, r.reason): r
        for e in editions
        for day in days
        for r in (gate(e, day),)
    }
    return tuple(found[key] for key in sorted(found))


def _touching(decided: Sequence[Decided]) -> dict[str, tuple[str, ...]]:
    """Map each party to the consignments on whose chain it stands."""
    found: dict[str, set[str]] = {}
    for d in decided:
        for operation in (*d.chain.operations, *d.chain.bystanders):
            if operation.party:
                found.setdefault(operation.party, set()).add(d.consignment.key)
    return {key: tuple(sorted(rows)) for key, rows in found.items()}


def _severity(d: Decided) -> int:
    return max(
        (s for x in d.decisions if (s := x.outcome.severity) is not None), default=-1
    )


def _worst_first(decided: Sequence[Decided]) -> list[Decided]:
    return sorted(decided, key=lambda d: (-_severity(d), d.consignment.key))


def _worst(d: Decided) -> str:
    ranked = [x.outcome for x in d.decisions if x.outcome.severity is not None]
    if ranked:
        return max(ranked, key=lambda o: o.severity or 0).value
    return next((x.outcome.value for x in d.decisions), Outcome.UNTRACED.value)


def _consignment(d: Decided) -> ConsignmentFinding:
    c = d.consignment
    return ConsignmentFinding(
        id=c.key,
        name=c.name,
        goods=c.description,
        hs=c.hs,
        import_date=c.earliest if c.dated else None,
        import_date_latest=c.latest,
        date_basis=c.date_basis,
        entered=c.entered,
        origin_country=c.origin_country,
        weight_kg="" if c.grams is None else _decimal(c.grams, 3),
        value=""
        if c.value_cents is None
        else f"{_decimal(c.value_cents, 2)} {c.currency}".strip(),
        order=c.order,
        entry=c.entry_number,
        worst=_worst(d),
        decisions=d.decisions,
        steps=d.chain.operations,
        ties=d.chain.ties,
        paths=d.chain.paths,
        breaks=d.chain.breaks,
        leads=d.chain.leads,
        sources=c.sources,
        question=c.question,
    )


def _decimal(whole: int, places: int) -> str:
    """Write an integer of thousandths or cents exactly, without a float."""
    sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).rjust(places + 1, "0")
    text = f"{sign}{digits[:-places]}.{digits[-places:]}"
    return text.rstrip("0").rstrip(".") if places == 3 else text


def _summary(
    consignments: Sequence[ConsignmentFinding],
    parties: Sequence[object],
    reading: Reading,
) -> tuple[tuple[str, int], ...]:
    worst = Counter(c.worst for c in consignments)
    words = Counter(getattr(p, "word", "") for p in parties)
    rows = [
        ("consignments", len(consignments)),
        *((f"outcome: {o.value}", worst[o.value]) for o in Outcome if worst[o.value]),
        ("parties", len(parties)),
        *((f"parties: {word}", count) for word, count in sorted(words.items())),
        ("rows in", sum(c.rows_in for c in reading.counts.values())),
        ("rows used", sum(c.used for c in reading.counts.values())),
        ("rows merged", sum(c.merged for c in reading.counts.values())),
        ("rows set aside", sum(c.set_aside for c in reading.counts.values())),
    ]
    return tuple(rows)
