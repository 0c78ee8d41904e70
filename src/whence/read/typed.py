"""Mapped tables to typed rows, with the account of every row.

type_tables   all tables of a case at once, because suppliers name the vendors of the
              others, and entries of several files join
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whence.model.rows import EntryLine, Supplier, Tables
from whence.model.table import Counts, RawTable, SetAside, TableKind
from whence.model.table import Mapping as TableMapping
from whence.read.build import BUILDERS
from whence.read.joins import Join, joined
from whence.read.numbers import unit_in
from whence.read.parties import Parties
from whence.read.pools import Pools
from whence.read.row_order import numbered
from whence.read.sheet import Sheet
from whence.read.trade import table_of
from whence.shelf.tables import reasons, table_kinds

__all__ = ["Join", "Typed", "type_tables"]

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """Typed rows, and what became of each row that came in.

    `counts` is by (sha256, sheet); `set_aside` holds whole rows and single cells.
    """

    tables: Tables
    counts: Mapping[Key, Counts]
    set_aside: tuple[SetAside, ...]
    joins: tuple[Join, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Account:
    """Rows by fate, while they are typed."""

    counts: dict[Key, Counts]
    aside: list[SetAside]
    notes: list[str]

    def move(self, key: Key, count: int, *, to: str) -> None:
        """Move used rows to "merged" or "set_aside"."""
        now = self.counts[key]
        self.counts[key] = replace(
            now, used=now.used - count, **{to: getattr(now, to) + count}
        )


def type_tables(
    tables: Sequence[tuple[RawTable, TableMapping]], *, key: bytes = b""
) -> Typed:
    """Type every row of every table; each is used, merged or set aside.

    Args:
        tables: raw tables with their mappings; the same file twice counts as repeats.
        key: the case's key, for codes that may be a person's.

    """
    account = _Account({}, [], [])
    sheets = _sheets(tables, account)
    parties = Parties(key)
    rows: dict[TableKind, list[Any]] = {kind: [] for kind in TableKind}
    # Suppliers first: the others may name them by number only.
    for sheet in sorted(
        sheets, key=lambda s: s.mapping.kind is not TableKind.SUPPLIERS
    ):
        if not table_kinds()[sheet.mapping.kind.value].traced:
            _sums(sheet, account)
        elif sheet.mapping.kind is not TableKind.TRADE:
            rows[sheet.mapping.kind] += _rows(sheet, parties, account)
    entries, more = numbered(rows[TableKind.ENTRIES])
    lines, joins = joined(entries, parties)
    _count_joined(entries, account)
    trade_sheets = [s for s in sheets if s.mapping.kind is TableKind.TRADE]
    trade, merged, told = table_of(trade_sheets, Pools(parties))
    for number, count in merged.items():
        account.move(_key(trade_sheets[number]), count, to="merged")
    return Typed(
        Tables(
            suppliers=tuple(rows[TableKind.SUPPLIERS]),
            orders=tuple(rows[TableKind.ORDERS]),
            materials=tuple(rows[TableKind.MATERIALS]),
            production=tuple(rows[TableKind.PRODUCTION]),
            ownership=tuple(rows[TableKind.OWNERSHIP]),
            entries=lines,
            payments=tuple(rows[TableKind.PAYMENTS]),
            documents=tuple(rows[TableKind.DOCUMENTS]),
            trade=trade,
            hashed=parties.hashed,
        ),
        dict(sorted(account.counts.items())),
        tuple(account.aside),
        joins,
        tuple(dict.fromkeys([*account.notes, *more, *told])),
    )


def _key(sheet: Sheet) -> Key:
    return sheet.raw.sha256, sheet.raw.sheet


def _sheets(
    tables: Sequence[tuple[RawTable, TableMapping]], account: _Account
) -> list[Sheet]:
    """Wrap the tables; a second copy of a file is merged row by row into the first."""
    sheets: list[Sheet] = []
    for raw, mapping in tables:
        sheet = Sheet(raw, mapping)
        first = account.counts.get(_key(sheet))
        if first is not None:
            account.counts[_key(sheet)] = replace(
                first,
                rows_in=first.rows_in + raw.rows_in,
                merged=first.merged + raw.rows_in,
                apart=first.apart + raw.apart,
            )
            account.notes.append(f"{raw.name} is the same file as one before")
            continue
        sheets.append(sheet)
        account.counts[_key(sheet)] = sheet.counts
        account.aside += [*raw.set_aside, *sheet.verdict[1]]
        account.notes += [f"{raw.name}: {note}" for note in sheet.notes()]
    return sheets


def _rows(sheet: Sheet, parties: Parties, account: _Account) -> list[Any]:
    """Build the used rows of a sheet; what a builder cannot use is set aside."""
    build = BUILDERS[sheet.mapping.kind]
    found: list[Any] = []
    for row in sheet.used:
        noun = build(sheet, row, parties)
        if isinstance(noun, SetAside):
            account.aside.append(noun)
            account.move(_key(sheet), 1, to="set_aside")
            continue
        found.append(noun)
        if isinstance(noun, Supplier) and noun.vendor_id:
            if not parties.learn(noun.vendor_id, noun.mention):
                account.notes.append(
                    f"{sheet.raw.name}: vendor number {noun.vendor_id} names several"
                    " suppliers; the first is used"
                )
    account.notes += [f"{sheet.raw.name}: {note}" for note in _assumed(sheet)]
    return found


def _sums(sheet: Sheet, account: _Account) -> None:
    """Set a table aside as one whose rows are no deals: sums of months, or a list."""
    reason = table_kinds()[sheet.mapping.kind.value].aside
    count = account.counts[_key(sheet)].used
    account.move(_key(sheet), count, to="set_aside")
    account.aside.append(
        SetAside(
            replace(sheet.raw.source(0), row=0),
            reason,
            f"{count} rows of {sheet.mapping.kind}",
            reasons()[reason].remedy,
        )
    )


def _assumed(sheet: Sheet) -> list[str]:
    """Name a weight column of which nobody wrote the unit."""
    if "weight" not in sheet.columns or "weight_unit" in sheet.columns:
        return []
    header = sheet.headers["weight"]
    bare = any(v is not None and not v[1] for v in sheet.parsed["weight"].values)
    if unit_in(header) or not bare:
        return []
    unit = table_kinds()[sheet.mapping.kind.value].roles["weight"].unit
    return [f'column "{header}": no unit is written; read as {unit}']


def _count_joined(entries: Sequence[EntryLine], account: _Account) -> None:
    """Count, for each file, the rows that went into a line begun by another row."""
    begun: set[tuple[str, str]] = set()
    for entry in entries:
        mark = (entry.entry_number, entry.line)
        source = entry.sources[0]
        if mark in begun:
            account.move((source.sha256, source.sheet), 1, to="merged")
        begun.add(mark)
