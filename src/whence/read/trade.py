"""Trade records as columns: a million rows in seconds, each text looked at once.

Everything is done on distinct values and on distinct combinations of them; rows are
only ever integers. Blank is code 0 of texts, refs and HS codes, and -1 of mentions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from whence.model.rows import TradeTable
from whence.read.codes import amended, entry_number
from whence.read.currencies import money_by_row
from whence.read.pools import PARTIES, REFS, TEXTS, Pool, Pools
from whence.read.repeats import merge_repeats
from whence.read.sheet import Sheet
from whence.read.weights import grams_by_row

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

EPOCH = date(1970, 1, 1)


@dataclass(slots=True)
class Records:
    """The columns of the records, in the order of the files and their rows."""

    columns: dict[str, npt.NDArray[np.int32]]
    grams: Longs
    cents: Longs
    notes: list[str]


def records_of(sheet: Sheet, number: int, pools: Pools) -> Records:
    """Turn the used rows of one sheet into columns; `number` is the file's index."""
    rows = np.flatnonzero(sheet.verdict[0])
    columns: dict[str, Ints] = {}
    for role in PARTIES:
        columns[role] = _parties(sheet, role, rows, pools)
    for role in REFS:
        tidy = entry_number if role == "entry" else str
        columns[role] = _texts(sheet, role, rows, pools.refs, tidy)
    for name, role in TEXTS.items():
        columns[name] = _texts(sheet, role, rows, pools.texts, str)
    columns["hs"] = _texts(sheet, "hs", rows, pools.hs, str)
    columns["day"] = _days(sheet, rows)
    columns["amended"] = _amended(sheet, rows)
    columns["file"] = np.full(len(rows), number, dtype=np.int32)
    columns["row"] = sheet.raw.lines[rows].astype(np.int32)
    grams, notes = _grams(sheet, rows)
    cents, codes, kinds = money_by_row(sheet, "value")
    columns["currency"] = pools.texts.all_of(kinds)[codes[rows]]
    return Records(columns, grams, cents[rows], notes)


def _texts(
    sheet: Sheet, role: str, rows: Longs, pool: Pool, tidy: Callable[[str], str]
) -> Ints:
    parsed = sheet.parsed.get(role)
    if parsed is None:
        return np.zeros(len(rows), dtype=np.int32)
    codes = pool.all_of([tidy(v) if v else "" for v in parsed.values])
    found: Ints = codes[sheet.columns[role].codes[rows]]
    return found


def _days(sheet: Sheet, rows: Longs) -> Ints:
    parsed = sheet.parsed.get("date")
    if parsed is None:
        return np.full(len(rows), -1, dtype=np.int32)
    days = [-1 if v is None else (v - EPOCH).days for v in parsed.values]
    found: Ints = np.array(days, dtype=np.int32)[sheet.columns["date"].codes[rows]]
    return found


def _amended(sheet: Sheet, rows: Longs) -> Ints:
    parsed = sheet.parsed.get("amendment")
    if parsed is None:
        return np.zeros(len(rows), dtype=np.int32)
    times = [amended(v) if v else 0 for v in parsed.values]
    found: Ints = np.array(times, np.int32)[sheet.columns["amendment"].codes[rows]]
    return found


MOST_KINDS = 1 << 62
"""Combinations that one whole number can tell apart."""


def _parties(sheet: Sheet, role: str, rows: Longs, pools: Pools) -> Ints:
    """Make a mention for each combination of name, address, country and code."""
    roles = [role, f"{role}_address", f"{role}_country", f"{role}_uscc"]
    if role not in sheet.columns or not len(rows):
        return np.full(len(rows), -1, dtype=np.int32)
    key, kinds = np.zeros(len(rows), dtype=np.int64), 1
    for part in roles:
        column = sheet.columns.get(part)
        if column is not None:
            if kinds > MOST_KINDS // max(1, len(column.values)):
                # Numbered anew: sorting a million rows takes a tenth of a second.
                held, key = np.unique(key, return_inverse=True)
                key, kinds = key.astype(np.int64), len(held)
            key = key * len(column.values) + column.codes[rows]
            kinds *= len(column.values)
    _, first, which = np.unique(key, return_index=True, return_inverse=True)
    made = np.empty(len(first), dtype=np.int32)
    # In order of first appearance, so that codes do not hang on how keys sort.
    for at in np.argsort(first, kind="stable"):
        name, address, country, code = (
            sheet.text(part, int(rows[first[at]])) for part in roles
        )
        mention = pools.parties.mention(
            (name,),
            country=country,
            address=address,
            ids=[pools.parties.uscc(code)] if code else [],
        )
        made[at] = pools.mention(mention)
    found: Ints = made[which]
    return found


def _grams(sheet: Sheet, rows: Longs) -> tuple[Longs, list[str]]:
    """Give each record's weight: net, else gross, else a quantity that is a weight."""
    grams = np.full(len(rows), -1, dtype=np.int64)
    notes: list[str] = []
    for role in ("weight_net", "weight_gross", "quantity"):
        if role not in sheet.parsed:
            continue
        whole, assumed = grams_by_row(sheet, role)
        if role in sheet.heavy:
            whole = np.where(sheet.heavy[role], -1, whole)
        found = whole[rows]
        grams = np.where(grams < 0, found, grams)
        if assumed:
            notes.append(
                f'column "{sheet.headers[role]}": no unit is written; read as {assumed}'
            )
    return grams, notes


def table_of(
    sheets: Sequence[Sheet], pools: Pools
) -> tuple[TradeTable | None, dict[int, int], list[str]]:
    """Build the trade table of all sheets.

    Returns:
        the table, how many rows of each sheet were merged into others, and notes.

    """
    parts = [records_of(sheet, i, pools) for i, sheet in enumerate(sheets)]
    if not parts:
        return None, {}, []
    names = list(parts[0].columns)
    columns = {n: np.concatenate([p.columns[n] for p in parts]) for n in names}
    grams = np.concatenate([p.grams for p in parts])
    cents = np.concatenate([p.cents for p in parts])
    keep = merge_repeats(columns, grams, pools)
    lost = np.bincount(columns["file"][~keep], minlength=len(sheets))
    table = TradeTable(
        mentions=tuple(pools.in_order),
        hs_codes=tuple(pools.hs.codes),
        refs=tuple(pools.refs.codes),
        texts=tuple(pools.texts.codes),
        files=tuple((s.raw.sha256, s.raw.name, s.raw.sheet) for s in sheets),
        grams=grams[keep],
        value_cents=cents[keep],
        **{name: column[keep] for name, column in columns.items()},
    )
    merged = {i: int(n) for i, n in enumerate(lost) if n}
    notes = [
        f"{s.raw.name}: {note}"
        for s, p in zip(sheets, parts, strict=True)
        for note in p.notes
    ]
    return table, merged, notes
