"""Columns on disk: what is written is read, and a full disk is told as one."""

import mmap
from pathlib import Path

import numpy as np
import pytest

from whence.errors import OutputError
from whence.store.columns import Writer, let_go, mapped, save


@pytest.mark.parametrize(
    "column",
    [
        np.arange(12, dtype=np.int64).reshape(6, 2),
        np.array([True, False]),
        np.array([b"p-1", b"p-22"], "S18"),
        np.zeros(0, np.int32),
        np.arange(10, dtype=np.int32)[::2],
    ],
    ids=["masks", "flags", "keys", "none", "every other"],
)
def test_a_column_is_read_as_it_was_written(tmp_path, column):
    save(tmp_path, {"a": column})
    found = mapped(tmp_path, "a")
    assert found.dtype == column.dtype
    assert found.shape == column.shape
    assert (found == column).all()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_as_one(tmp_path):
    (tmp_path / "a.npy").symlink_to("/dev/full")
    writer = Writer(tmp_path)
    with pytest.raises(OutputError, match="full"):
        writer.add({"a": np.zeros(1 << 20, np.int64)})


@pytest.mark.parametrize("part", [slice(None), slice(700, 5_000), slice(3, 4)])
def test_a_column_that_was_let_go_is_read_again(tmp_path, part):
    column = np.arange(40_000, dtype=np.int32).reshape(-1, 2)
    save(tmp_path, {"a": column})
    found = mapped(tmp_path, "a").view(np.ndarray)
    for held in (found[part], column[part].copy()):
        let_go(held)
        assert (held == column[part]).all()
    assert (found == column).all()


def test_memory_that_is_let_go_is_given_back(tmp_path):
    save(tmp_path, {"a": np.ones(1 << 22, np.int64)})
    found = mapped(tmp_path, "a").view(np.ndarray)
    assert found.sum() == 1 << 22

    def resident():
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * mmap.PAGESIZE

    if not Path("/proc/self/statm").exists():
        pytest.skip("no /proc here")
    before = resident()
    let_go(found)
    assert before - resident() > found.nbytes * 0.9
