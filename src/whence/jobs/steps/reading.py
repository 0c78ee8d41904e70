"""Files to typed rows: read in a child, mapped, typed, kept in the case by sha256."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from whence.errors import InputError, NeedsMapping, OutputError, Refused, WhenceError
from whence.model.rows import DocumentRow, Tables
from whence.model.source import Source
from whence.model.table import Counts, Extent, RawTable, SetAside, TableKind
from whence.model.table import Mapping as TableMapping
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import Join, type_tables
from whence.shelf.tables import TABLE_SUFFIXES
from whence.store.case import Case

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the user's as it lies in the case.

    `path` is where it lies; `kind` is table, exhibit, unreadable or refused; `written`
    is how the document register names an exhibit. `given` is where the user had it.
    """

    sha256: str
    name: str
    path: Path
    kind: str
    written: str = ""
    given: Path | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files say, what became of each row, and what could not be read."""

    tables: Tables
    sheets: tuple[tuple[RawTable, TableMapping], ...]
    counts: Mapping[tuple[str, str], Counts]
    set_aside: tuple[SetAside, ...]
    joins: tuple[Join, ...]
    files: tuple[Kept, ...]
    failures: tuple[WhenceError, ...]
    notes: tuple[str, ...]


def read_case(
    case: Case,
    paths: Sequence[Path],
    *,
    exhibits: Mapping[str, Path],
    accept_mapping: bool,
    progress: Progress,
    profiles: Sequence[TableMapping] = (),
) -> Reading:
    """Read every file once, map and type its tables, and keep it in the case.

    `profiles` are mappings kept outside the case; those of `case.toml` go before them.

    Raises:
        NeedsMapping: a table is unclear; the question stands in `case.toml`.
        WhenceError: not one file could be read (the first failure is raised).

    """
    tabular, others = _sorted_out(paths)
    raws, kept, failures = _read_all(case, tabular, progress)
    mapped = mapped_tables(case, raws, accept_mapping, profiles=profiles)
    loose = {p.name: p for p in others}
    registers = {k.sha256: k.given for k in kept if k.given is not None}
    wanted = _named_exhibits(mapped)
    found = _find(wanted, {**exhibits}, loose, registers)
    unnamed = [p for p in others if p not in set(found.values())]
    more, more_kept, more_failed = _read_all(case, unnamed, progress)
    mapped += mapped_tables(case, more, accept_mapping, profiles=profiles)
    failures += more_failed
    if not mapped:
        raise (
            failures[0]
            if failures
            else InputError(
                "no table was found.", remedy="Give at least one CSV or XLSX file."
            )
        )
    progress("rows", 0, 1)
    typed = type_tables(mapped, key=case.key)
    progress("rows", 1, 1)
    exhibit_files = _keep_exhibits(case, found)
    tables = replace(
        typed.tables, documents=_with_exhibits(typed.tables.documents, exhibit_files)
    )
    case.save_mappings(tuple(m for _, m in mapped))
    files = (*kept, *more_kept, *exhibit_files.values())
    unread = [k for k in files if k.kind in ("unreadable", "refused")]
    return Reading(
        tables,
        tuple(mapped),
        typed.counts,
        (*typed.set_aside, *map(_whole, failures, unread)),
        typed.joins,
        tuple(sorted(files, key=lambda k: (k.kind, k.name, k.sha256, k.written))),
        tuple(failures),
        typed.notes,
    )


def _sorted_out(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Part the tables from the rest; the order of the arguments never matters."""
    ordered = sorted(set(paths), key=lambda p: (p.name, str(p)))
    tabular = [p for p in ordered if p.suffix.lower() in TABLE_SUFFIXES]
    return tabular, [p for p in ordered if p not in set(tabular)]


def _read_all(
    case: Case, paths: Sequence[Path], progress: Progress
) -> tuple[list[RawTable], list[Kept], list[WhenceError]]:
    """Read each file; a refused one leaves no trace in the case."""
    raws: list[RawTable] = []
    kept: list[Kept] = []
    failures: list[WhenceError] = []
    seen: set[str] = set()
    for number, path in enumerate(paths):
        progress("reading", number, len(paths))
        try:
            tables = read_file(path, work=case.tmp)
        except (InputError, Refused, OutputError) as error:
            failures.append(error)
            kept.append(_unread(case, path, error))
            continue
        sha256 = case.add_input(path)
        where = case.input_path(sha256)
        kept.append(Kept(sha256, path.name, where, "table", given=path))
        if sha256 not in seen:
            raws.extend(tables)
        seen.add(sha256)
    progress("reading", len(paths), len(paths))
    return raws, kept, failures


def _unread(case: Case, path: Path, error: WhenceError) -> Kept:
    """Keep a file that could not be read, so that a run can be made again; of a
    refused one, and one that may not be read, only the name."""
    if isinstance(error, InputError):
        sha256 = case.add_input(path)
        return Kept(sha256, path.name, case.input_path(sha256), "unreadable")
    return Kept("", path.name, path, "refused")


def mapped_tables(
    case: Case,
    raws: Sequence[RawTable],
    accept: bool,
    *,
    profiles: Sequence[TableMapping] = (),
) -> list[tuple[RawTable, TableMapping]]:
    """Give each table with its mapping, a saved one before a guess.

    Raises:
        NeedsMapping: a table is unclear; the question stands in `case.toml`.

    """
    saved = (*case.saved_mappings(), *profiles)
    pairs = [(raw, _settled(raw, saved)) for raw in raws]
    unclear = [(raw, m) for raw, m in pairs if not m.accepted]
    lacking = any(m.missing for _, m in unclear)
    if unclear and (not accept or lacking):
        case.save_mappings(tuple(m for _, m in pairs))
        # A column that is not there cannot be accepted; only a guess can.
        guess = "" if lacking else ", or use --accept-mapping"
        error = NeedsMapping(
            f"{len(unclear)} table(s) could not be mapped with confidence: "
            + "; ".join(_unclear(m, raw.doubt) for raw, m in unclear),
            where=str(case.toml),
            remedy=f"Correct [[mapping]] there and run again{guess}.",
        )
        error.guessed = bool(guess)
        raise error
    return [(raw, replace(m, accepted=True)) for raw, m in pairs]


def _settled(raw: RawTable, saved: Sequence[TableMapping]) -> TableMapping:
    """Read the columns; what a person saved wins, and is shown as saved only where it
    says something else than the files do. So a second run prints the same bytes."""
    fresh, kept = map_table(raw), map_table(raw, saved=saved)
    same = fresh.kind is kept.kind and _roles(fresh) == _roles(kept)
    return replace(fresh, accepted=kept.accepted) if same else kept


def _roles(mapping: TableMapping) -> set[tuple[str, str]]:
    return {(c.header, c.told) for c in mapping.columns}


def _unclear(mapping: TableMapping, doubt: str) -> str:
    sheet = f' sheet "{mapping.sheet}"' if mapping.sheet else ""
    missing = f", no column for {', '.join(mapping.missing)}" if mapping.missing else ""
    looked = "".join(f", {d}" for d in (doubt, *mapping.doubts) if d)
    return f"{mapping.name}{sheet} read as {mapping.kind}{missing}{looked}"


def _named_exhibits(
    mapped: Sequence[tuple[RawTable, TableMapping]],
) -> list[tuple[str, str]]:
    """List (register's sha256, exhibit as written) of every document register."""
    wanted: list[tuple[str, str]] = []
    for raw, mapping in mapped:
        if mapping.kind is not TableKind.DOCUMENTS:
            continue
        header = next((c.header for c in mapping.columns if c.role == "file"), None)
        for column in raw.columns:
            if column.header == header:
                wanted += [(raw.sha256, text) for text in column.values if text]
    return sorted(set(wanted))


def _find(
    wanted: Sequence[tuple[str, str]],
    given: Mapping[str, Path],
    loose: Mapping[str, Path],
    registers: Mapping[str, Path],
) -> dict[str, Path]:
    """Find each exhibit: as given, beside its register, or among the arguments."""
    found: dict[str, Path] = {}
    for register, written in wanted:
        relative = Path(written.replace("\\", "/"))
        places = [given.get(written), loose.get(relative.name)]
        if not relative.is_absolute() and ".." not in relative.parts:
            beside = registers[register].parent
            places[1:1] = [beside / relative]
        hit = next((p for p in places if p is not None and p.is_file()), None)
        if hit is not None:
            found[written] = hit
    return found


def _keep_exhibits(case: Case, found: Mapping[str, Path]) -> dict[str, Kept]:
    kept = {}
    for written, path in sorted(found.items()):
        sha256 = case.add_exhibit(path)
        where = case.exhibit_path(sha256)
        kept[written] = Kept(sha256, path.name, where, "exhibit", written)
    return kept


def _with_exhibits(
    rows: Sequence[DocumentRow], exhibits: Mapping[str, Kept]
) -> tuple[DocumentRow, ...]:
    return tuple(
        replace(row, exhibit=exhibits[row.file].sha256) if row.file in exhibits else row
        for row in rows
    )


def _whole(error: WhenceError, kept: Kept) -> SetAside:
    """A whole file that was not read, as one line of the account."""
    reason = "refused" if isinstance(error, Refused) else "unreadable file"
    source = Source(kept.sha256, kept.name)
    return SetAside(source, reason, error.what, error.remedy, Extent.FILE)
