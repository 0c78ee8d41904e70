"""Files to typed rows: what the files of a case say, and what became of each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from whence.errors import InputError, Refused, WhenceError
from whence.jobs.steps.bringing import Brought, Kept, Progress, bring
from whence.model.rows import DocumentRow, Tables
from whence.model.source import Source
from whence.model.table import Counts, Extent, RawTable, SetAside
from whence.model.table import Mapping as TableMapping
from whence.read.typed import Join, type_tables
from whence.store.case import Case


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
    brought = bring(
        case,
        paths,
        exhibits=exhibits,
        accept_mapping=accept_mapping,
        progress=progress,
        profiles=profiles,
    )
    return typed(case, brought, progress)


def typed(case: Case, brought: Brought, progress: Progress) -> Reading:
    """Type what was read, and keep exhibits and mappings in the case.

    Raises:
        WhenceError: not one file could be read (the first failure is raised).

    """
    mapped = [(raw, m) for _, raw, m in brought.tables]
    if not mapped:
        raise (
            brought.failures[0]
            if brought.failures
            else InputError(
                "no table was found.", remedy="Give at least one CSV or XLSX file."
            )
        )
    progress("rows", 0, 1)
    rows = type_tables(mapped, key=case.key)
    progress("rows", 1, 1)
    exhibit_files = _keep_exhibits(case, brought.exhibits)
    tables = replace(
        rows.tables, documents=_with_exhibits(rows.tables.documents, exhibit_files)
    )
    case.save_mappings(tuple(m for _, m in mapped))
    files = (*brought.files, *exhibit_files.values())
    unread = [k for k in files if k.kind in ("unreadable", "refused")]
    return Reading(
        tables,
        tuple(mapped),
        rows.counts,
        (*rows.set_aside, *map(_whole, brought.failures, unread)),
        rows.joins,
        tuple(sorted(files, key=lambda k: (k.kind, k.name, k.sha256, k.written))),
        brought.failures,
        rows.notes,
    )


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
