import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from whence.model.table import RawTable
from whence.read.files import read_file
from whence.read.roles import map_table
from whence.read.typed import Typed, type_tables

Rows = list[dict[str, str]]


def rows_of(raw: RawTable) -> Rows:
    """Give the rows of a table by role; blank cells are left out."""
    return [
        {
            role: text
            for role, column in zip(raw.roles, raw.columns, strict=True)
            if (text := column.text(i))
        }
        for i in range(len(raw))
    ]


class Read:
    """What one file of a standard reads as."""

    def __init__(self, path: Path) -> None:
        self.raws = read_file(path)
        self.tables = {raw.sheet: raw for raw in self.raws}
        self.notes = [note for raw in self.raws for note in raw.notes]

    def __getitem__(self, sheet: str) -> Rows:
        return rows_of(self.tables[sheet])

    @property
    def typed(self) -> Typed:
        """Give the typed rows, each table mapped as `assess` would."""
        return type_tables([(raw, map_table(raw)) for raw in self.raws], key=b"k" * 32)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    """Write a document, or several records a line each, and read it."""

    def make(what: Any, name: str = "file.json") -> Read:
        path = tmp_path / name
        lines = not isinstance(what, Mapping) and name.endswith("l")
        records: Sequence[Any] = what if lines else [what]
        path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records))
        return Read(path)

    return make
