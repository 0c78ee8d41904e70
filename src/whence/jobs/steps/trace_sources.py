"""One foreign table to records of the store: mapped, read by distinct values, kept.

What a source gave is kept by its content, its mapping and the version of the readers,
so that a build that died, or a later one with more files, does not read it again.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from whence.engine.duck import Duck, Staging, texts
from whence.engine.foreign import ColumnTable, ParquetTable, TextTable, parquet_head
from whence.errors import InputError
from whence.jobs.steps.reading import mapped_tables
from whence.model.table import Mapping as TableMapping
from whence.model.table import RawTable, TableKind
from whence.read import values
from whence.read.files import read_file
from whence.read.large import head_file, shape_of
from whence.read.parties import Parties
from whence.read.values import NUMBERS, Read
from whence.shelf import version_of
from whence.store.case import Case
from whence.store.files import write_text
from whence.store.generations import source as kept_source

Progress = Callable[[str, int, int], None]

FAST_FROM = 64 << 20
"""Bytes from which a text file is read by columns instead of cell by cell."""
HEAD_ROWS = 2000
PARQUET = ".parquet"
READERS = 1
"""Raised when sources have to be read anew, because a statement or reader changed."""
ROLES = (
    "seller", "seller_address", "seller_country", "seller_uscc", "buyer",
    "buyer_address", "buyer_country", "maker", "maker_address", "maker_country", "hs",
    "date", "weight_net", "weight_gross", "weight_unit", "quantity", "unit", "bill",
    "master", "amendment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One foreign table, mapped, and how to open it whole.

    `aside` are rows its reader could not read: (row, reason, detail).
    """

    sha256: str
    name: str
    raw: RawTable
    mapping: TableMapping
    table: Staging
    columns: Mapping[str, str]
    aside: tuple[tuple[int, str, str], ...] = ()

    @property
    def key(self) -> str:
        """Name what this table gives, by content, mapping and readers."""
        said = [self.sha256, self.raw.sheet, sorted(self.columns.items()), READERS]
        said.append(version_of("tables"))
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]

    def header(self, role: str) -> str:
        """Give the header of a role's column, "" when there is none."""
        found = (c.header for c in self.mapping.columns if c.role == role)
        return next(found, "")


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What became of the rows of one source."""

    key: str
    sha256: str
    name: str
    sheet: str
    rows_in: int
    used: int
    set_aside: int
    missing_hs: int
    notes: tuple[str, ...]


def sheets_of(
    case: Case,
    path: Path,
    *,
    link: bool,
    accept: bool,
    fast_from: int = FAST_FROM,
) -> tuple[Sheet, ...]:
    """Bring a file into the case, and map each trade table in it.

    Raises:
        NeedsMapping: a table is unclear; the question stands in `case.toml`.
        InputError: the file is no table, or holds no trade records.
        Refused: the file is a list of people.

    """
    if path.suffix.lower() == PARQUET:
        found = _parquet(case, path, link=link, accept=accept)
    else:
        found = _text(case, path, link=link, accept=accept, fast_from=fast_from)
    trade = tuple(s for s in found if s.mapping.kind is TableKind.TRADE)
    if not trade:
        kinds = ", ".join(sorted({s.mapping.kind.value for s in found}))
        raise InputError(
            f"holds no trade records; it reads as {kinds}.",
            where=str(path),
            remedy="Bring trade records: shipper, consignee, date. Other tables go to"
            " `whence assess`. If the reading is wrong, correct it in case.toml.",
        )
    return trade


def _parquet(case: Case, path: Path, *, link: bool, accept: bool) -> list[Sheet]:
    columns, rows = parquet_head(path, HEAD_ROWS)
    head = case.tmp / "heads" / f"{path.stem}.csv"
    head.parent.mkdir(parents=True, exist_ok=True)
    head.write_text(_as_csv([columns, *rows]), "utf-8")
    (raw,) = read_file(head, work=case.tmp)
    raw = replace(raw, name=path.name)
    sha256 = case.add_input(path, link=link)
    ((_, mapping),) = mapped_tables(case, [raw], accept)
    places = {h.header: c for h, c in zip(raw.columns, columns, strict=True)}
    table = ParquetTable(case.input_place(sha256))
    return [_sheet(sha256, path, (raw, mapping), table, places)]


def _as_csv(rows: Sequence[Sequence[object]]) -> str:
    """Write the head of a Parquet file as text, for the reader that knows headers."""

    def cell(value: object) -> str:
        return '"' + ("" if value is None else str(value)).replace('"', '""') + '"'

    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)


def _text(
    case: Case, path: Path, *, link: bool, accept: bool, fast_from: int
) -> list[Sheet]:
    large = path.suffix.lower() in (".csv", ".tsv", ".txt")
    if large and path.stat().st_size >= fast_from:
        head = head_file(path, case.tmp / "heads")
        raws = read_file(head, work=case.tmp)
        shape = shape_of(head, path, raws[0]) if len(raws) == 1 else None
        if shape is not None:
            sha256 = case.add_input(path, link=link)
            raw = replace(raws[0], sha256=sha256)
            ((_, mapping),) = mapped_tables(case, [raw], accept)
            names = tuple(f"c{i}" for i in range(len(raw.columns)))
            place = case.input_place(sha256)
            table = TextTable(place, shape.separator, shape.header_line, names)
            places = {c.header: n for c, n in zip(raw.columns, names, strict=True)}
            return [_sheet(sha256, path, (raw, mapping), table, places)]
    return careful(case, path, link=link, accept=accept)


def careful(case: Case, path: Path, *, link: bool, accept: bool) -> list[Sheet]:
    """Read a file cell by cell, as `whence assess` does.

    Raises:
        InputError: the file cannot be read.

    """
    raws = read_file(path, work=case.tmp)
    sha256 = case.add_input(path, link=link)
    found = []
    for raw, mapping in mapped_tables(case, list(raws), accept):
        names = [f"c{i}" for i in range(len(raw.columns))]
        columns = {
            n: texts(c.values)[c.codes] for n, c in zip(names, raw.columns, strict=True)
        }
        places = {c.header: n for c, n in zip(raw.columns, names, strict=True)}
        table = ColumnTable(columns, raw.lines)
        aside = tuple((a.source.row, a.reason, a.detail) for a in raw.set_aside)
        sheet = _sheet(sha256, path, (raw, mapping), table, places)
        found.append(replace(sheet, aside=aside))
    return found


def _sheet(
    sha256: str,
    path: Path,
    read: tuple[RawTable, TableMapping],
    table: Staging,
    places: Mapping[str, str],
) -> Sheet:
    raw, mapping = read
    columns = {c.role: places[c.header] for c in mapping.columns if c.role in ROLES}
    return Sheet(sha256, path.name, raw, mapping, table, columns)


def keep_source(case: Case, sheet: Sheet, *, memory: int) -> SourceNote:
    """Turn a table into records and mentions on disk, unless that was done before.

    Raises:
        InputError: a row breaks the table; the careful reader must take it.
        OutputError: the disk is full.

    """
    with kept_source(case.store, sheet.key) as (folder, whole):
        if not whole:
            _fill(case, sheet, folder, memory)
    return note_of(case.store, sheet.key)


def note_of(root: Path, key: str) -> SourceNote:
    """Give what a kept source says of itself."""
    plain = json.loads((root / "sources" / key / "note.json").read_text("utf-8"))
    return SourceNote(**{**plain, "notes": tuple(plain["notes"])})


def _fill(case: Case, sheet: Sheet, folder: Path, memory: int) -> None:
    roles = {role: sheet.columns.get(role, "") for role in ROLES}
    reach = (case.store, case.folder / "inputs", *_outside(sheet))
    with Duck(case.tmp, reach=reach, memory=memory, ordered=True) as duck:
        duck.run("m_mention").run("m_weight")
        duck.stage(sheet.table, roles, NUMBERS)
        duck.run("stage", out=str(case.tmp / "staged.parquet"))
        duck.view("staged", [case.tmp / "staged.parquet"])
        notes, bad = _meanings(case, sheet, duck)
        duck.run(
            "records",
            out=str(folder / "records.parquet"),
            source=sheet.key,
            f_net=values.factor("weight_net", sheet.header("weight_net")),
            f_gross=values.factor("weight_gross", sheet.header("weight_gross")),
            f_quantity=values.factor("quantity", sheet.header("quantity")),
        )
        duck.run("mentions", out=str(folder / "mentions.parquet"))
        duck.table("why", bad)
        duck.run("aside", out=str(folder / "aside.parquet"))
        ((rows, _),) = duck.rows("staged_counts")
        duck.view("records", [folder / "records.parquet"])
        counted = duck.rows("record_codes")
        duck.view("aside", [folder / "aside.parquet"])
        notes += _shortcomings(duck)
    (case.tmp / "staged.parquet").unlink(missing_ok=True)
    used = sum(n for _, n in counted)
    note = {
        "key": sheet.key,
        "sha256": sheet.sha256,
        "name": sheet.name,
        "sheet": sheet.raw.sheet,
        "rows_in": rows + len(sheet.aside),
        "used": used,
        "set_aside": rows - used + len(sheet.aside),
        "missing_hs": sum(n for code, n in counted if code == ""),
        "notes": sorted(set(notes)),
    }
    write_text(folder / "note.json", json.dumps(note, ensure_ascii=False))


def _shortcomings(duck: Duck) -> list[str]:
    """Say why rows are not used, and what records lack."""
    said = [
        f"{_many(count, 'row')} set aside: {reason}, first row {row} ({detail[:40]!r})"
        for reason, count, row, detail in duck.rows("aside_counts")
    ]
    ((weightless, dayless, own),) = duck.rows("record_counts")
    for count, words in (
        (weightless, "without a weight that can be told: by number only"),
        (dayless, "without a day: at any time"),
        (own, "of a firm to itself: in no lane"),
    ):
        if count:
            said.append(f"{_many(count, 'record')} {words}")
    return said


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _outside(sheet: Sheet) -> tuple[Path, ...]:
    """Give where a linked input really lies, so that the engine may read it."""
    path = getattr(sheet.table, "path", None)
    return (path, path.resolve()) if isinstance(path, Path) else ()


def _meanings(case: Case, sheet: Sheet, duck: Duck) -> tuple[list[str], dict[str, Any]]:
    """Read the distinct texts of each column and lay the meanings beside the rows."""

    def asked(name: str) -> list[str]:
        return [str(t) for t in duck.columns(name)["t"]]

    days = values.days(asked("distinct_dates"), sheet.header("date"))
    codes = values.codes(asked("distinct_codes"))
    units = values.units(asked("distinct_units"))
    idents = values.idents(asked("distinct_idents"), Parties(case.key))
    amended = values.amendments(asked("distinct_amendments"))
    duck.table("days", {"t": texts(days.texts), "day": _ints(days)})
    duck.table("codes", {"t": texts(codes.texts), "code": _words(codes)})
    duck.table("units", {"t": texts(units.texts), "grams": _floats(units)})
    duck.table("amended", {"t": texts(amended.texts), "number": _ints(amended)})
    pairs = [v for v in idents.values if isinstance(v, tuple)]
    duck.table(
        "idents",
        {
            "t": texts(idents.texts),
            "kind": texts(k for k, _ in pairs),
            "code": texts(c for _, c in pairs),
        },
    )
    odd, odd_bad, odd_notes = _odd(sheet, duck)
    duck.table("odd", odd)
    notes = [*days.notes, *odd_notes, *_assumed(sheet, duck)]
    ((absurd,),) = duck.rows("not_positive")
    if absurd:
        what = "of zero, less, or beyond all goods: left out"
        notes.append(f"{_many(absurd, 'weight')} {what}")
    for what, found in (
        ("HS code", codes.bad),
        ("unit", units.bad),
        ("weight", odd_bad),
    ):
        if found:
            first = sorted(found)[0]
            notes.append(
                f"{_many(len(found), 'different text')} of no {what}, left out, such as"
                f" {first[:40]!r} ({found[first].reason})"
            )
    why = {
        "t": texts(days.bad),
        "reason": texts(bad.reason for bad in days.bad.values()),
    }
    return notes, why


def _odd(sheet: Sheet, duck: Duck) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Read the numbers that are not plain, each column by its own evidence."""
    found = duck.rows("odd_numbers")
    rows: list[tuple[str, str, float, float | None]] = []
    bad: dict[str, Any] = {}
    notes: list[str] = []
    for role in NUMBERS:
        listed = [t for r, t in found if r == role]
        if not listed:
            continue
        read = values.weights(listed, role=role, header=sheet.header(role))
        bad |= read.bad
        notes += read.notes
        for text, value in zip(read.texts, read.values, strict=True):
            if isinstance(value, tuple):
                rows.append((role, text, *value))
    table = {
        "role": texts(r[0] for r in rows),
        "t": texts(r[1] for r in rows),
        "number": np.array([r[2] for r in rows], np.float64),
        "factor": _nullable([r[3] for r in rows]),
    }
    return table, bad, notes


def _assumed(sheet: Sheet, duck: Duck) -> list[str]:
    """Name the units that were taken because none is written."""
    found = []
    for role, count in duck.rows("unsaid_units"):
        unit = values.assumed(role, sheet.header(role))
        if count and unit and sheet.columns.get(role):
            header = sheet.header(role)
            found.append(f'column "{header}": no unit is written; read as {unit}')
    return found


def _ints(read: Read) -> Any:
    return np.array(read.values, np.int64)


def _floats(read: Read) -> Any:
    return np.array(read.values, np.float64)


def _words(read: Read) -> Any:
    return texts(str(v) for v in read.values)


def _nullable(numbers: Sequence[float | None]) -> Any:
    blank = np.array([n is None for n in numbers], bool)
    return np.ma.masked_array(
        np.array([0.0 if n is None else n for n in numbers], np.float64), blank
    )
