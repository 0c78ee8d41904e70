"""`whence map`: what each column of a table is taken for, how sure, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from pathlib import Path

from whence.errors import UsageError
from whence.model.table import (
    ColumnRole,
    Extent,
    Mapping,
    RawTable,
    SetAside,
    TableKind,
    Written,
)
from whence.read.files import read_file
from whence.read.quantities import sums_by_unit
from whence.read.roles import as_saved, map_table
from whence.read.sheet import Sheet
from whence.read.signs import sample_of
from whence.shelf.tables import reasons, table_kinds
from whence.store.profiles import profiles_in, save_profile

EXAMPLES = 3
NOT_READ = "not read"
BY_HAND = "set by hand"


@dataclass(frozen=True, slots=True)
class MapRequest:
    """A file, and what a person says of its columns.

    `roles` maps a header to a role, "" for none and "not read" for a column about a
    person; `kind` sets the kind of table. Both go for the sheet that `sheet` names, or
    for the only one. `save` names a profile in `profiles`.
    """

    file: Path
    sheet: str = ""
    kind: str = ""
    roles: Dict[str, str] = field(default_factory=dict)
    profiles: Path | None = None
    save: str = ""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column: its role ("" none, "not read" a person's), examples, and why."""

    header: str
    role: str
    confidence: float
    reason: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """One table: its mapping, how many rows it has, and its columns in file order."""

    mapping: Mapping
    rows: int
    header_line: int
    columns: tuple[ColumnView, ...]
    profile: str
    notes: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapResult:
    """The tables of the file, and the profile that was written, if any."""

    sheets: tuple[SheetView, ...]
    saved: Path | None = None


def map_file(request: MapRequest) -> MapResult:
    """Read a file and show, or set, what its columns mean.

    Raises:
        InputError: the file cannot be read, or a profile is broken.
        Refused: it is a list of people.
        UsageError: a sheet, a header, a kind or a role does not exist.
        OutputError: the profile cannot be written.

    """
    known = profiles_in(request.profiles) if request.profiles else ()
    raws = read_file(request.file)
    chosen = _chosen(raws, request)
    views = tuple(_view(raw, request if raw is chosen else None, known) for raw in raws)
    saved = None
    if request.save:
        if request.profiles is None:
            raise UsageError(
                "there is no folder for profiles.", where="--save", remedy="Name one."
            )
        settled = [replace(v.mapping, accepted=not v.mapping.missing) for v in views]
        saved = save_profile(request.profiles, request.save, settled)
    return MapResult(views, saved)


def _chosen(raws: tuple[RawTable, ...], request: MapRequest) -> RawTable | None:
    if not (request.roles or request.kind or request.sheet):
        return None
    fits = [r for r in raws if not request.sheet or r.sheet == request.sheet]
    if len(fits) != 1:
        names = ", ".join(repr(r.sheet) for r in raws)
        raise UsageError(
            f"the file has the sheets {names}.",
            where="--sheet",
            remedy="Name the one that is meant.",
        )
    return fits[0]


def _view(
    raw: RawTable, request: MapRequest | None, known: tuple[tuple[str, Mapping], ...]
) -> SheetView:
    said = request.kind if request is not None else ""
    kind = TableKind(_one_of(said, [*TableKind], "--kind")) if said else None
    mapping = map_table(raw, saved=[m for _, m in known], kind=kind)
    if request is not None and (request.roles or request.kind):
        mapping = _edited(raw, mapping, request)
    profile = next((n for n, m in known if m.fingerprint == mapping.fingerprint), "")
    by_header = {c.header: c for c in mapping.columns}
    columns = []
    for column in raw.columns:
        role = by_header.get(column.header)
        dropped = column.header in mapping.dropped
        columns.append(
            ColumnView(
                column.header,
                role.told if role else NOT_READ if dropped else "",
                role.confidence if role else 0.0,
                role.reason if role else "about a person" if dropped else "",
                () if dropped else tuple(sample_of(column.values)[:EXAMPLES]),
            )
        )
    return SheetView(
        mapping,
        raw.rows_in,
        raw.header_line,
        tuple(columns),
        profile,
        (*raw.notes, *_apart(raw), *_summed(raw, mapping)),
        tuple(d for d in (raw.doubt, *mapping.doubts) if d),
        _aside(raw, mapping),
    )


def _aside(raw: RawTable, mapping: Mapping) -> tuple[str, ...]:
    """Say what of the table would not be used as it is mapped, and where first."""
    if not mapping.accepted:
        return tuple(_told(raw.set_aside))
    return tuple(_told((*raw.set_aside, *Sheet(raw, mapping).verdict[1])))


def _summed(raw: RawTable, mapping: Mapping) -> Iterator[str]:
    """Say what the quantities come to, so that a wrong unit is seen at once."""
    if mapping.accepted and (sums := sums_by_unit(Sheet(raw, mapping))):
        yield f"quantities, each unit for itself: {sums}"


def _apart(raw: RawTable) -> Iterator[str]:
    """Say which lines of the sheet were taken for no rows."""
    if raw.apart_of:
        said = ", ".join(f"{count:,} {what}" for what, count in raw.apart_of)
        yield f"lines that are no rows: {said}"


def _told(aside: Sequence[SetAside]) -> Iterator[str]:
    first: dict[tuple[str, Extent], SetAside] = {}
    counts = Counter((a.reason, a.extent) for a in aside)
    for one in aside:
        first.setdefault((one.reason, one.extent), one)
    for key, count in sorted(counts.items()):
        what = "row" if key[1] is Extent.ROW else "cell"
        where = f"row {first[key].source.row}"
        if first[key].source.column:
            where += f', "{first[key].source.column}"'
        many = "s" if count > 1 else ""
        said = reasons()[key[0]].says
        yield f"{count:,} {what}{many} set aside: {said} (first: {where})"


def _edited(raw: RawTable, mapping: Mapping, request: MapRequest) -> Mapping:
    """Apply what a person said; all else stays as it was read."""
    headers = [c.header for c in raw.columns]
    roles = {c.role: c for c in mapping.columns}
    dropped = [h for h in mapping.dropped if h not in request.roles]
    for header, role in request.roles.items():
        _one_of(header, headers, "--set")
        roles = {r: c for r, c in roles.items() if c.header != header}
        if role == NOT_READ:
            dropped.append(header)
        elif role:
            said = _role(header, role)
            _one_of(said.role, list(table_kinds()[mapping.kind.value].roles), "--set")
            roles[said.role] = said
    edited = replace(
        mapping,
        columns=tuple(roles.values()),
        dropped=tuple(dropped),
        accepted=True,
    )
    return as_saved(raw, edited)


def _role(header: str, told: str) -> ColumnRole:
    try:
        return ColumnRole.of(header, told, BY_HAND)
    except ValueError:
        ways = ", ".join(w for w in Written if w)
        raise UsageError(
            f"{told[:60]!r} does not exist here.",
            where="--set",
            remedy=f"After the comma, one of: {ways}.",
        ) from None


def _one_of(said: str, known: list[str], where: str) -> str:
    if said not in known:
        raise UsageError(
            f"{said[:60]!r} does not exist here.",
            where=where,
            remedy=f"One of: {', '.join(known)}.",
        )
    return said
