"""Columns on disk: what is written is read, and a full disk is told as one."""

from pathlib import Path

import numpy as np
import pytest

from whence.errors import OutputError
from whence.store.columns import Writer, mapped, save


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
