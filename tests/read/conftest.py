import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from whence.model.table import RawColumn, RawTable

Make = Callable[..., RawTable]


def _table(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    name: str = "table.csv",
    sheet: str = "",
) -> RawTable:
    columns = []
    for i, header in enumerate(headers):
        known: dict[str, int] = {}
        codes = [known.setdefault(row[i], len(known)) for row in rows]
        columns.append(RawColumn(header, tuple(known), np.array(codes, dtype=np.int32)))
    return RawTable(
        sha256=hashlib.sha256(repr((headers, rows)).encode()).hexdigest(),
        name=name,
        sheet=sheet,
        columns=tuple(columns),
        lines=np.arange(2, len(rows) + 2, dtype=np.int32),
        header_line=1,
        rows_in=len(rows),
    )


@pytest.fixture
def table() -> Make:
    """Make a raw table without a file."""
    return _table


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file and give its path."""

    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make
