"""Foreign tables of trade records: opened as fast as each allows, and mapped."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from whence.engine.duck import texts
from whence.engine.foreign import ColumnTable, ParquetTable, TextTable, parquet_head
from whence.engine.staging import Staging
from whence.errors import InputError
from whence.jobs.steps.bringing import mapped_tables
from whence.model.table import ColumnRole, RawTable, TableKind
from whence.model.table import Mapping as TableMapping
from whence.read.files import read_file
from whence.read.large import head_file, shape_of
from whence.read.values import NUMBERS
from whence.shelf import version_of
from whence.store.case import Case
from whence.store.files import guarded

FAST_FROM = 64 << 20
"""Bytes from which a text file is read by columns instead of cell by cell."""
HEAD_ROWS = 2000
PARQUET = ".parquet"
READERS = 5
"""Raised when sources have to be read anew, because a statement or reader changed.
3: records tell the notify party who stands for a buyer "to order".
4: of those, not who clears or carries, words for nobody, or persons.
5: a point before three digits parts thousands where the file shows it; of goods "to
order", who cannot be the buyer is told from nobody."""
ROLES = (
    "seller", "seller_address", "seller_country", "seller_uscc", "buyer",
    "buyer_address", "buyer_country", "maker", "maker_address", "maker_country",
    "notify", "notify_address", "hs", "date", "weight_net", "weight_gross",
    "weight_unit", "quantity", "unit", "bill", "master", "amendment",
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
        said += [dated.written.value] if (dated := self.role("date")) else []
        said += [c.told for r in NUMBERS if (c := self.role(r)) and c.written]
        said.append(version_of("tables"))
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]

    def header(self, role: str) -> str:
        """Give the header of a role's column, "" when there is none."""
        found = self.role(role)
        return found.header if found else ""

    def role(self, role: str) -> ColumnRole | None:
        """Give a role's column, None when there is none."""
        return next((c for c in self.mapping.columns if c.role == role), None)


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
    with guarded(head):
        head.parent.mkdir(parents=True, exist_ok=True)
        head.write_text(_as_csv([columns, *rows]), "utf-8")
    (raw,) = read_file(head, work=case.tmp, as_written=True)
    raw = replace(raw, name=path.name)
    sha256 = case.add_input(path, link=link)
    ((_, mapping),) = mapped_tables(case, [raw], accept)
    places = {h.header: c for h, c in zip(raw.columns, columns, strict=True)}
    table = ParquetTable(case.input_place(sha256))
    return [_sheet(sha256, path, (raw, mapping), table, places)]


def _as_csv(rows: Sequence[Sequence[object]]) -> str:
    """Write the head of a Parquet file as text, for the reader that knows headers.

    Parquet may hold bytes that no text does; they say nothing of what a column is.
    """

    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        plain = "".join(c if c.isprintable() else " " for c in text)
        return '"' + plain.replace('"', '""') + '"'

    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)


def _text(
    case: Case, path: Path, *, link: bool, accept: bool, fast_from: int
) -> list[Sheet]:
    large = path.suffix.lower() in (".csv", ".tsv", ".txt")
    if large and path.stat().st_size >= fast_from:
        with guarded(case.tmp, refusals_only=True):
            head = head_file(path, case.tmp / "heads")
        raws = read_file(head, work=case.tmp, as_written=True)
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
