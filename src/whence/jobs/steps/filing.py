"""A folder of papers, and the index that says what each is, as filed papers."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from whence.desk.index import filed_of, parties_of_index
from whence.errors import InputError, UsageError
from whence.model.binder import Filed, PartyRow
from whence.model.table import RawTable
from whence.read.files import read_file
from whence.store.files import guarded

SKIPPED = (".", "~$")


def files_of(folder: Path) -> dict[str, Path]:
    """Give every file under a folder by its path in it, in order; links are left out.

    Raises:
        UsageError: there is no such folder, or it holds nothing.

    """
    if not folder.is_dir():
        raise UsageError("there is no such folder.", where=str(folder))
    with guarded(folder):
        found = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink()
            if not path.name.startswith(SKIPPED)
        }
    if not found:
        raise UsageError("holds no paper.", where=str(folder))
    return found


def filed_by(
    index: Path, known: Mapping[str, Filed]
) -> tuple[list[Filed], tuple[PartyRow, ...]]:
    """Put an index over what was read; a paper that it does not name is left out.

    Raises:
        InputError: the index is none, or names a file that is not there.

    """
    filed: list[Filed] = []
    parties: tuple[PartyRow, ...] = ()
    for table in read_file(index):
        rows = list(_rows(table))
        heads = {c.header.strip().casefold() for c in table.columns}
        if "file" in heads:
            for row, line in rows:
                where = f"{index.name}, sheet {table.sheet!r}, row {line}"
                name = row["file"]
                if name and name not in known:
                    raise InputError(
                        f"{name!r} is no paper of the folder: not there, or a list of"
                        " people, which enters nothing.",
                        where=where,
                        remedy="Give its path inside the folder, with forward slashes.",
                    )
                if name:
                    new = filed_of(row, known[name].paper, where)
                    text = known[name].text
                    filed.append(replace(new, text=text, trouble=known[name].trouble))
        elif "name" in heads:
            parties = parties_of_index(row for row, _ in rows)
    if not filed:
        raise InputError(
            "has no column File, or no row.",
            where=str(index),
            remedy="Fill the index that `whence docket binder` writes.",
        )
    return filed, parties


def _rows(table: RawTable) -> list[tuple[dict[str, str], int]]:
    heads = [c.header.strip().casefold() for c in table.columns]
    return [
        (
            dict(zip(heads, (c.text(n).strip() for c in table.columns), strict=True)),
            int(table.lines[n]),
        )
        for n in range(len(table))
    ]
