"""Files are read two at a time, and come in their order, each with its own error."""

from pathlib import Path

import pytest

from whence.errors import InputError
from whence.read.ahead import each_read
from whence.read.files import read_file


def test_files_read_beside_each_other_come_in_their_order(tmp_path: Path) -> None:
    paths = [tmp_path / f"{i}.csv" for i in range(5)]
    for i, path in enumerate(paths):
        path.write_text(f"Supplier,Country\nAcme {i} Ltd,Peru\n" if i != 2 else "")
    read = []
    for path, tables in each_read(paths, work=tmp_path):
        if path == paths[2]:
            with pytest.raises(InputError, match="empty"):
                tables()
        else:
            read.append((path, tables()[0].columns))
    alone = [(p, read_file(p)[0].columns) for p in paths if p != paths[2]]
    assert [(p, [c.values for c in cs]) for p, cs in read] == [
        (p, [c.values for c in cs]) for p, cs in alone
    ]


def test_a_file_that_is_not_there_is_told_in_its_turn(tmp_path: Path) -> None:
    ((_, tables),) = each_read([tmp_path / "none.csv"])
    with pytest.raises(InputError):
        tables()
