"""Files are read two at a time, and come in their order, each with its own error."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from threading import Event
from time import sleep

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


def test_other_work_is_done_while_a_large_file_is_read_and_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, bits = Event(), []

    def slow(path: Path, *, work: Path | None) -> tuple[str]:
        begun.wait(20)
        return (path.name,)

    def meanwhile() -> Iterator[int]:
        for at in count():
            bits.append(at)
            if at == 3:
                begun.set()
            yield at

    monkeypatch.setattr("whence.read.ahead.read_file", slow)
    monkeypatch.setattr("whence.read.ahead.SMALL", -1)
    ((_, tables),) = each_read([tmp_path / "large.csv"], meanwhile=meanwhile)
    (tmp_path / "large.csv").write_text("x")
    assert tables() == ("large.csv",)
    assert bits[:4] == [0, 1, 2, 3]


def test_a_large_file_is_waited_for_when_there_is_no_other_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "large.csv").write_text("Supplier,Country\nAcme Ltd,Peru\n")
    monkeypatch.setattr("whence.read.ahead.SMALL", -1)
    ((_, tables),) = each_read(
        [tmp_path / "large.csv"], work=tmp_path, meanwhile=lambda: iter("ab")
    )
    assert [c.values for c in tables()[0].columns] == [("Acme Ltd",), ("Peru",)]


def test_what_goes_wrong_in_the_other_work_is_no_fault_of_the_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile() -> Iterator[int]:
        yield 1
        raise InputError("another table is wrong.")

    monkeypatch.setattr("whence.read.ahead.read_file", _read_late)
    monkeypatch.setattr("whence.read.ahead.SMALL", -1)
    ((_, tables),) = each_read([tmp_path / "large.csv"], meanwhile=meanwhile)
    assert tables() == ("large.csv",)


def _read_late(path: Path, *, work: Path | None) -> tuple[str]:
    sleep(0.1)
    return (path.name,)
