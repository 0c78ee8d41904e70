"""The words that go back into the user's own workbook, row by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whence.jobs.steps.chosen_lists import seen
from whence.jobs.steps.marking import best_of, rank
from whence.jobs.steps.reading import Reading
from whence.jobs.steps.reasons import Seen, dated, pair_reason, place_reason
from whence.model.findings import ConsignmentFinding, Findings, PartyFinding
from whence.model.table import Mapping as TableMapping
from whence.model.table import RawColumn, RawTable, SetAside, TableKind
from whence.report.csvs import written
from whence.report.partyword import NOTHING
from whence.report.words import leading, reason_of

PARTY_HEADERS = (
    "Whence: found",
    "Whence: why",
    "Whence: list and date",
    "Whence: grade",
    "Whence: next step",
)
GOODS_HEADERS = (
    "Whence: outcome",
    "Whence: why",
    "Whence: if imported today",
    "Whence: next step",
)

FORM = "it is a form, and its answers hold more than is asked of it"
SheetCells = Mapping[int, tuple[str, ...]]
Own = tuple[tuple[str, ...], dict[int, tuple[str, ...]]]
"""Headers, and the cells below them by row number."""


@dataclass(frozen=True, slots=True)
class SheetNotes:
    """What to add to one sheet: headers, and cells by row number."""

    header_line: int
    headers: tuple[str, ...]
    cells: SheetCells
    raw: RawTable
    mapping: TableMapping


def own_of(raw: RawTable, mapping: TableMapping) -> Own:
    """Give the user's own columns by row, for a new workbook beside his.

    Columns about persons stay where they are; a form has no rows to stand beside.
    """
    if raw.form:
        return (), {}
    return columns_of(raw, (c for c in raw.columns if c.header not in mapping.dropped))


def columns_of(raw: RawTable, columns: Iterable[RawColumn]) -> Own:
    """Give columns of a table: their headers, and by row what they say."""
    kept = tuple(columns)
    rows = {
        int(line): tuple(column.text(at) for column in kept)
        for at, line in enumerate(raw.lines)
    }
    return tuple(column.header for column in kept), rows


def cells_csv(
    headers: Iterable[str], sheets: Iterable[tuple[RawTable, SheetCells]]
) -> str:
    """Write one line per row that has cells to add; no column of the user's but where
    the row stands."""
    heads = (header.removeprefix("Whence: ") for header in headers)
    rows = (
        (raw.name, raw.sheet, str(row), *said)
        for raw, cells in sheets
        for row, said in sorted(cells.items())
    )
    return written(("file", "sheet", "row", *heads), rows)


def is_form(sheets: Iterable[RawTable]) -> str:
    """Say why a workbook is not given back whole: it holds a form; "" if none does."""
    return FORM if any(raw.form for raw in sheets) else ""


def notes_of(
    reading: Reading, findings: Findings, party_of: Mapping[str, str]
) -> dict[str, dict[str, SheetNotes]]:
    """Give what to add, by file sha256 and sheet."""
    parties = {p.id: p for p in findings.parties}
    days = {x.key: seen(x) for x in findings.lists}
    goods = {s: c for c in findings.consignments for s in c.sources}
    sheets = {(r.sha256, r.sheet): (r, m) for r, m in reading.sheets}
    rows: dict[tuple[str, str], dict[int, tuple[str, ...]]] = {}
    kinds: dict[tuple[str, str], TableKind] = {}
    for supplier in reading.tables.suppliers:
        at = (supplier.source.sha256, supplier.source.sheet)
        named = (supplier.mention, *supplier.others)
        party = min((parties[party_of[m.key]] for m in named), key=rank)
        rows.setdefault(at, {})[supplier.source.row] = _party(party, days)
        kinds[at] = TableKind.SUPPLIERS
    for source, consignment in goods.items():
        at = (source.sha256, source.sheet)
        if kinds.setdefault(at, TableKind.ENTRIES) is TableKind.ENTRIES:
            rows.setdefault(at, {})[source.row] = _goods(consignment, findings)
    for aside in reading.set_aside:
        at = (aside.source.sha256, aside.source.sheet)
        if at in rows and aside.source.row not in rows[at]:
            rows[at][aside.source.row] = _unread(aside, kinds[at])
    notes: dict[str, dict[str, SheetNotes]] = {}
    for at, cells in sorted(rows.items()):
        raw, mapping = sheets[at]
        sheet = SheetNotes(raw.header_line, _headers(kinds[at]), cells, raw, mapping)
        notes.setdefault(at[0], {})[at[1]] = sheet
    return notes


def _unread(aside: SetAside, kind: TableKind) -> tuple[str, ...]:
    """Say that a row was not looked at: a blank would read as nothing found."""
    blanks = ("",) * (len(_headers(kind)) - 3)
    why = f"{aside.reason}: {aside.detail}"
    return "set aside, not looked at", why, *blanks, aside.remedy


def _headers(kind: TableKind) -> tuple[str, ...]:
    return PARTY_HEADERS if kind is TableKind.SUPPLIERS else GOODS_HEADERS


def _party(party: PartyFinding, days: Seen) -> tuple[str, ...]:
    best = best_of(party)
    if best is None:
        grade = party.best_grade.value if party.word != NOTHING else ""
        return party.word, place_reason(party.places), "", grade, ""
    judged = best.judgement.verdict.value if best.judgement else ""
    waits = best.standing == "candidate" and best.id and not judged
    ask = f"whence judge {best.id} ..." if waits else ""
    return (
        party.word,
        pair_reason(best, party, seen=days),
        dated(best, days),
        party.best_grade.value,
        ask,
    )


def _goods(found: ConsignmentFinding, findings: Findings) -> tuple[str, ...]:
    decision = leading(found)
    if decision is None:
        return "", "", "", ""
    ask = decision.papers[0].why if decision.papers else ""
    return (
        f"{found.worst} ({decision.measure})",
        reason_of(decision),
        f"{decision.outlook.value} on {findings.as_of.isoformat()}",
        ask,
    )
