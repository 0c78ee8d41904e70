"""The document that a run leaves: what `findings.json` holds, field by field.

`report/` renders this and computes nothing. Everything is sorted and free of clocks,
so that the same inputs, versions and `as_of` give the same bytes on every machine.
"""

from dataclasses import dataclass
from datetime import date

from whence.model.chain import Break, Operation, Path, Tie
from whence.model.listing import GateResult
from whence.model.measure import Decision
from whence.model.party import Judgement, PlaceReading, Relation
from whence.model.source import Grade, Source
from whence.model.table import ColumnRole, SetAside

SCHEMA = "whence/findings/1"
NOTICE = "On the facts in this file. Only the authority decides."


@dataclass(frozen=True, slots=True)
class InputFinding:
    """One sheet of one file, and what became of its rows."""

    name: str
    sha256: str
    sheet: str
    kind: str
    rows_in: int
    rows_used: int
    rows_merged: int
    rows_set_aside: int
    rows_apart: int
    mapping: tuple[ColumnRole, ...]
    mapping_confidence: float
    unmapped: tuple[str, ...]
    dropped: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinFinding:
    """Rows of several files that are one entry line, and on what they disagree."""

    entry_number: str
    line: str
    sources: tuple[Source, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListFinding:
    """One edition of one list as used in this run."""

    key: str
    title: str
    version: str
    publisher: str
    published: date | None
    retrieved: date | None
    rows: int
    gate: str
    coverage: str
    reference: str
    invented: bool = False


@dataclass(frozen=True, slots=True)
class CandidateFinding:
    """A pair to judge, or judged, with the waterfall that adds up to its score.

    `standing` is identity, subsidiary, related, candidate or different.
    """

    id: str
    list: str
    listing: str
    listed_name: str
    listed_from: date
    listed_until: date | None
    sections: tuple[str, ...]
    mention: str
    p_same: float
    p_related: float
    score: float
    explanation: tuple[tuple[str, str, float], ...]
    identity: str
    standing: str
    why: str
    conflicts: tuple[str, ...]
    judgement: Judgement | None
    consignments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyFinding:
    """An organisation named in the files.

    `word` is the supplier-level word: listed, candidate, in region, or "nothing found
    on these versions". `best_grade` is the best grade of any fact behind that word.
    """

    id: str
    name: str
    names: tuple[str, ...]
    masked: bool
    country: str
    identifiers: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]
    places: tuple[PlaceReading, ...]
    roles: tuple[str, ...]
    word: str
    best_grade: Grade
    candidates: tuple[CandidateFinding, ...]
    sources: tuple[Source, ...]
    mentions: int
    why: str
    consignments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsignmentFinding:
    """One consignment: what it is, what each measure says, and on what."""

    id: str
    name: str
    goods: str
    hs: str
    import_date: date | None
    import_date_latest: date | None
    date_basis: str
    entered: bool
    origin_country: str
    weight_kg: str
    value: str
    order: str
    entry: str
    worst: str
    decisions: tuple[Decision, ...]
    steps: tuple[Operation, ...]
    ties: tuple[Tie, ...]
    paths: tuple[Path, ...]
    breaks: tuple[Break, ...]
    leads: tuple[Path, ...]
    sources: tuple[Source, ...]
    question: str = ""


@dataclass(frozen=True, slots=True)
class LimitFinding:
    """One thing this run cannot say, and what would let it."""

    key: str
    text: str
    remedy: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asked for, and how."""

    importer: str
    measures: tuple[str, ...]
    files: tuple[str, ...]
    audience: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """A whole run, ready to be printed."""

    schema: str
    notice: str
    as_of: date
    asked: Asked
    versions: tuple[tuple[str, str], ...]
    inputs: tuple[InputFinding, ...]
    joins: tuple[JoinFinding, ...]
    set_aside: tuple[SetAside, ...]
    lists: tuple[ListFinding, ...]
    gates: tuple[GateResult, ...]
    parties: tuple[PartyFinding, ...]
    relations: tuple[Relation, ...]
    consignments: tuple[ConsignmentFinding, ...]
    methods: tuple[tuple[str, str], ...]
    limits: tuple[LimitFinding, ...]
    summary: tuple[tuple[str, int], ...]
