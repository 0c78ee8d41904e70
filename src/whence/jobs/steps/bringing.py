"""Files to mapped tables: each is read once, in a child, and kept by its sha256."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from whence.errors import InputError, NeedsMapping, OutputError, Refused, WhenceError
from whence.jobs.steps.meanwhile import ahead
from whence.model.rows import Tables
from whence.model.table import Mapping as TableMapping
from whence.model.table import RawTable, TableKind
from whence.read.ahead import each_read
from whence.read.roles import map_table
from whence.read.typed import type_tables
from whence.report.counting import counted
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
class Brought:
    """Files that were read and whose columns are known, before any row is typed.

    `tables` are (file, table, mapping) in the order of the files' names; `exhibits` by
    the name that a register writes.
    """

    tables: tuple[tuple[str, RawTable, TableMapping], ...]
    files: tuple[Kept, ...]
    exhibits: Mapping[str, Path]
    failures: tuple[WhenceError, ...]

    def of(self, *, trade: bool) -> list[tuple[RawTable, TableMapping]]:
        """Give the tables of trade records, or all others."""
        return [
            (raw, m)
            for _, raw, m in self.tables
            if (m.kind is TableKind.TRADE) is trade
        ]

    def told(self) -> Tables:
        """Type everything but the trade records."""
        return type_tables(self.of(trade=False)).tables


_Mapped = tuple[list[tuple[str, RawTable, TableMapping]], list[Kept], list[WhenceError]]


def bring(
    case: Case,
    paths: Sequence[Path],
    *,
    exhibits: Mapping[str, Path],
    accept_mapping: bool,
    progress: Progress,
    profiles: Sequence[TableMapping] = (),
) -> Brought:
    """Read every file and map its tables, as `read_case` does first."""
    tabular, others = _sorted_out(paths)

    settled = Settled((*case.saved_mappings(), *profiles))

    def mapped(places: Sequence[Path]) -> _Mapped:
        read, kept, failed = _read_all(case, places, progress, settled)
        raws = [raw for _, raw in read]
        pairs = mapped_tables(case, raws, accept_mapping, settled=settled)
        names = [name for name, _ in read]
        tables = [(n, *pair) for n, pair in zip(names, pairs, strict=True)]
        return tables, kept, failed

    tables, kept, failures = mapped(tabular)
    loose = {p.name: p for p in others}
    registers = {k.sha256: k.given for k in kept if k.given is not None}
    wanted = _named_exhibits([(raw, m) for _, raw, m in tables])
    found = _find(wanted, {**exhibits}, loose, registers)
    more, more_kept, more_failed = mapped(
        [p for p in others if p not in set(found.values())]
    )
    return Brought(
        (*tables, *more), (*kept, *more_kept), found, (*failures, *more_failed)
    )


def brought_too(
    case: Case, brought: Brought, path: Path, *, accept_mapping: bool
) -> Brought:
    """Read one more table, in its place as if it had been among the files."""
    read, kept, failures = _read_all(case, [path], _unsaid)
    raws = [raw for _, raw in read]
    fresh = [(path.name, *pair) for pair in mapped_tables(case, raws, accept_mapping)]
    # Tables come by name; what else turned out to be one stands behind them.
    at = 0
    for name, _, _ in brought.tables:
        if Path(name).suffix.lower() not in TABLE_SUFFIXES or name > path.name:
            break
        at += 1
    return replace(
        brought,
        tables=(*brought.tables[:at], *fresh, *brought.tables[at:]),
        files=(*brought.files, *kept),
        failures=(*brought.failures, *failures),
    )


def _unsaid(stage: str, done: int, total: int) -> None:
    """Report nothing: it is one file of the program's own."""


def _sorted_out(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Part the tables from the rest; the order of the arguments never matters."""
    ordered = sorted(set(paths), key=lambda p: (p.name, str(p)))
    tabular = [p for p in ordered if p.suffix.lower() in TABLE_SUFFIXES]
    return tabular, [p for p in ordered if p not in set(tabular)]


def _read_all(
    case: Case,
    paths: Sequence[Path],
    progress: Progress,
    settled: "Settled | None" = None,
) -> tuple[list[tuple[str, RawTable]], list[Kept], list[WhenceError]]:
    """Read each file; a refused one leaves no trace in the case."""

    def meanwhile() -> Iterator[None]:
        if settled is not None:
            yield from ahead([raw for _, raw in raws], settled)

    raws: list[tuple[str, RawTable]] = []
    kept: list[Kept] = []
    failures: list[WhenceError] = []
    seen: set[str] = set()
    for number, (path, read) in enumerate(
        each_read(paths, work=case.tmp, meanwhile=meanwhile)
    ):
        progress("reading", number, len(paths))
        try:
            tables = read()
        except (InputError, Refused, OutputError) as error:
            failures.append(error)
            kept.append(_unread(case, path, error))
            continue
        sha256 = case.add_input(path)
        where = case.input_path(sha256)
        kept.append(Kept(sha256, path.name, where, "table", given=path))
        if sha256 not in seen:
            raws += [(path.name, raw) for raw in tables]
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
    settled: "Settled | None" = None,
) -> list[tuple[RawTable, TableMapping]]:
    """Give each table with its mapping, a saved one before a guess.

    Raises:
        NeedsMapping: a table is unclear; the question stands in `case.toml`.

    """
    settled = settled or Settled(case.saved_mappings())
    pairs = [(raw, settled(raw)) for raw in raws]
    unclear = [(raw, m) for raw, m in pairs if not m.accepted]
    lacking = any(m.missing for _, m in unclear)
    if unclear and (not accept or lacking):
        case.save_mappings(tuple(m for _, m in pairs))
        # A column that is not there cannot be accepted; only a guess can.
        guess = "" if lacking else ", or use --accept-mapping"
        error = NeedsMapping(
            f"{counted(len(unclear), 'table')} could not be mapped with confidence: "
            + "; ".join(_unclear(m, raw.doubt) for raw, m in unclear),
            where=str(case.toml),
            remedy=f"Correct [[mapping]] there and run again{guess}.",
        )
        error.guessed = bool(guess)
        raise error
    return [(raw, replace(m, accepted=True)) for raw, m in pairs]


class Settled:
    """The mapping of each table, a saved one before a guess; made once."""

    def __init__(self, saved: Sequence[TableMapping]) -> None:
        """Keep what was saved."""
        self._saved = saved
        self._known: list[tuple[RawTable, TableMapping]] = []

    def __call__(self, raw: RawTable) -> TableMapping:
        """Give the mapping of one table."""
        for known, mapping in self._known:
            if known is raw:
                return mapping
        mapping = _settled(raw, self._saved)
        self._known.append((raw, mapping))
        return mapping


def _settled(raw: RawTable, saved: Sequence[TableMapping]) -> TableMapping:
    """Read the columns; what a person saved wins, and is shown as saved only where it
    says something else than the files do. So a second run prints the same bytes."""
    fresh = map_table(raw)
    if all(known.fingerprint != fresh.fingerprint for known in saved):
        return fresh
    kept = map_table(raw, saved=saved)
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
