"""What a screening says of each row: its parties' words, as cells and as lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.jobs.steps.reading import Reading
from whence.jobs.steps.reasons import Seen, dated, pair_reason, place_reason
from whence.model.findings import CandidateFinding, PartyFinding
from whence.model.party import Mention
from whence.model.rows import Tables, TradeTable
from whence.model.source import Source
from whence.model.table import Extent, RawTable
from whence.model.table import Mapping as TableMapping
from whence.report.counting import counted
from whence.report.masks import label
from whence.shelf.tables import table_kinds

COLUMNS = {
    "Whence: found": 14,
    "Whence: party": 30,
    "Whence: why": 70,
    "Whence: list and date": 24,
    "Whence: grade": 10,
    "Whence: chance of the same": 10,
    "Whence: next step": 30,
    "Whence: on versions": 30,
}
"""The columns, and how wide each is, in characters."""
HEADERS = tuple(COLUMNS)
SECOND = "Whence: second opinion"
"""The column of another matcher's score, where one was asked for."""
ORDER = ("listed", "candidate", "in region")
ASIDE = "set aside, not looked at"
NOBODY = "no party read in this row"
"""A blank would look like nothing found."""
Cells = dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Marked:
    """One sheet of the user's, and one cell a header for each row that names a party,
    holds no name or was set aside; rows are numbered as in the file."""

    raw: RawTable
    mapping: TableMapping
    cells: Mapping[int, tuple[str, ...]]
    headers: tuple[str, ...] = HEADERS


@dataclass(frozen=True, slots=True)
class Said:
    """What every cell of a screening says alike.

    `versions` names the lists, `seen` their days. `case` is the folder to judge in, ""
    when the run keeps none. `second` are another matcher's scores by pair, which get a
    column of their own; None where nobody asked for them.
    """

    versions: str
    seen: Seen
    case: str = ""
    second: Mapping[str, float] | None = None

    @property
    def blank(self) -> tuple[str, ...]:
        """Give the cells that stand where there is no second opinion to tell."""
        return () if self.second is None else ("",)


class NameColumns:
    """Finds the column in which a name of a row stands."""

    def __init__(self, raw: RawTable, mapping: TableMapping) -> None:
        """Hold the columns that are read; those about persons are none of them."""
        read = {c.header for c in mapping.columns}
        self._columns = [c for c in raw.columns if c.header in read]
        self._at = {int(line): at for at, line in enumerate(raw.lines)}

    def of(self, name: str, row: int) -> str:
        """Give the header of the column, "" when the name stands in another row."""
        at = self._at.get(row)
        if at is None:
            return ""
        holding = [c for c in self._columns if name in c.text(at)]
        # A column that says the name and nothing else, before an address "care of" it.
        holding.sort(key=lambda c: c.text(at).strip() != name)
        return holding[0].header if holding else ""


def marked(
    reading: Reading,
    parties: Mapping[str, PartyFinding],
    party_of: Mapping[str, str],
    *,
    said: Said,
) -> tuple[Marked, ...]:
    """Give the cells of every sheet that names a party.

    A row that names several shows the one that most needs a look.
    """
    versions, blank = said.versions, said.blank
    headers = (*HEADERS, SECOND) if blank else HEADERS
    best: dict[tuple[str, str], dict[int, PartyFinding]] = {}
    for key, source in met(reading.tables):
        rows = best.setdefault((source.sha256, source.sheet), {})
        party = parties[party_of[key]]
        if source.row not in rows or rank(party) < rank(rows[source.row]):
            rows[source.row] = party
    aside: dict[tuple[str, str], Cells] = {}
    for row in reading.set_aside:
        at = (row.source.sha256, row.source.sheet)
        why = f"{row.reason}: {row.detail}"
        cells = (ASIDE, "", why, "", "", "", row.remedy, versions, *blank)
        aside.setdefault(at, {})[row.source.row] = cells
    found = []
    for raw, mapping in reading.sheets:
        at = (raw.sha256, raw.sheet)
        if at in best:
            columns = NameColumns(raw, mapping)
            rows_said = {
                n: _cells(p, said, columns=columns, row=n)
                for n, p in sorted(best[at].items())
            }
            left = {
                n: c for n, c in aside.get(at, {}).items() if n and n not in best[at]
            }
            nobody = (NOBODY, *("",) * 6, versions, *blank)
            rest = dict.fromkeys(_nameless(raw, mapping), nobody)
            every = {**rest, **rows_said, **left}
            found.append(Marked(raw, mapping, every, headers))
    return tuple(found)


def _nameless(raw: RawTable, mapping: TableMapping) -> Iterator[int]:
    """Give the rows whose every column of names is blank. A row that repeats another
    and was merged with it is none of these."""
    roles = table_kinds()[mapping.kind].roles
    named = {
        c.header
        for c in mapping.columns
        if c.role in roles and roles[c.role].type == "name"
    }
    columns = [c for c in raw.columns if c.header in named]
    for at, line in enumerate(raw.lines):
        if not any(column.text(at) for column in columns):
            yield int(line)


def unnamed(sheets: Iterable[Marked], reading: Reading) -> Iterator[str]:
    """Say where no party was read, so that nobody takes it for nothing found."""
    held = {(m.raw.sha256, m.raw.sheet): m for m in sheets}
    for raw, _ in reading.sheets:
        sheet = f', sheet "{raw.sheet}"' if raw.sheet else ""
        marks = held.get((raw.sha256, raw.sheet))
        if marks is None:
            yield f"{raw.name}{sheet}: no party was read in any of its rows."
        elif rows := [n for n, cells in marks.cells.items() if cells[0] == NOBODY]:
            yield (
                f"{raw.name}{sheet}: {counted(len(rows), 'row')} named no party that"
                f" was read ({_first(rows)}). Look with `whence map` at which columns"
                " hold names."
            )


def left_out(reading: Reading) -> Iterator[str]:
    """Say how many rows of each sheet were set aside, and which."""
    rows: dict[Source, list[int]] = {}
    for aside in reading.set_aside:
        if aside.extent is Extent.ROW and aside.source.row:
            sheet = replace(aside.source, row=0, column="")
            rows.setdefault(sheet, []).append(aside.source.row)
    for place, found in rows.items():
        were = "was" if len(found) == 1 else "were"
        yield (
            f"{place}: {counted(len(found), 'row')} {were} set aside, not looked at"
            f" ({_first(found)}). The result says why beside each."
        )


def _first(rows: Iterable[int]) -> str:
    found = sorted(rows)
    return f"row {', '.join(map(str, found[:5]))}{', ...' if len(found) > 5 else ''}"


def rank(party: PartyFinding) -> tuple[int, float, str]:
    """Order parties: those that most need a look first."""
    word = ORDER.index(party.word) if party.word in ORDER else len(ORDER)
    return word, -max((c.p_same for c in party.candidates), default=0.0), party.id


def name_of(party: PartyFinding) -> str:
    """Give the name to print; one that reads as a natural person's is withheld."""
    return label(party.id) if party.masked else party.name


def best_of(party: PartyFinding) -> CandidateFinding | None:
    """Give the pair that decides the party's word, else the likeliest."""
    sure = ("identity", "subsidiary")
    return max(
        party.candidates,
        key=lambda c: (c.standing in sure, c.p_same, c.p_related, c.id),
        default=None,
    )


def next_step(candidate: CandidateFinding | None, case: str) -> str:
    """Say what a person can do about an open candidate."""
    if candidate is None or not candidate.id or candidate.judgement is not None:
        return ""
    if candidate.standing != "candidate":
        return ""
    if not case:
        return "give --case DIR to judge it and have it remembered"
    return f"whence judge {candidate.id} ... --case {case}"


def _cells(
    party: PartyFinding, said: Said, *, columns: NameColumns, row: int
) -> tuple[str, ...]:
    best = best_of(party)
    if best is None:
        places = place_reason(party.places)
        grade = party.best_grade.value if party.word in ORDER else ""
        cells = (party.word, name_of(party), places, "", grade, "", "", said.versions)
        return *cells, *said.blank
    column = columns.of(best.mention, row) if best.mention else ""
    score = said.second.get(best.id) if said.second is not None else None
    return (
        party.word,
        name_of(party),
        pair_reason(best, party, seen=said.seen, column=column),
        dated(best, said.seen),
        party.best_grade.value,
        f"{best.p_same:.3f}" if best.id else "",
        next_step(best, said.case),
        said.versions,
        *(said.blank if score is None else (f"{score:.3f}",)),
    )


def met(tables: Tables) -> Iterator[tuple[str, Source]]:
    """Yield (mention key, row) wherever a party stands."""
    for mentions, source in _of_sheets(tables):
        for mention in mentions:
            if mention is not None:
                yield mention.key, source
    if tables.trade is not None:
        yield from _of_trade(tables.trade)


def _of_sheets(tables: Tables) -> Iterator[tuple[Sequence[Mention | None], Source]]:
    yield from (((s.mention, *s.others), s.source) for s in tables.suppliers)
    yield from (((o.vendor,), o.source) for o in tables.orders)
    yield from (((m.vendor,), m.source) for m in tables.materials)
    yield from (((p.party,), p.source) for p in tables.production)
    yield from (((w.owner, w.owned), w.source) for w in tables.ownership)
    yield from (((p.payer, p.payee), p.source) for p in tables.payments)
    for entry in tables.entries:
        yield from ((entry.makers, source) for source in entry.sources)


def _of_trade(trade: TradeTable) -> Iterator[tuple[str, Source]]:
    columns: Iterable[list[int]] = (
        codes.tolist()
        for codes in (
            trade.maker,
            trade.seller,
            trade.buyer,
            trade.notify,
            trade.carrier,
        )
    )
    for codes in columns:
        for record, code in enumerate(codes):
            if code >= 0:
                yield trade.mentions[code].key, trade.source(record)
