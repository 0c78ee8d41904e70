import errno
import os
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from whence.errors import OutputError
from whence.store import files


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_is_written_whole_and_no_temporary_stays(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a.txt", "one")
    files.write_text(tmp_path / "a.txt", "two")
    assert (tmp_path / "a.txt").read_text() == "two"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_the_old_file_and_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write_text(tmp_path / "a.txt", "old")
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OutputError, match="disk is full") as caught:
        files.write_text(tmp_path / "a.txt", "new")
    assert "Free some space" in caught.value.remedy
    assert (tmp_path / "a.txt").read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_limit_on_file_size_is_a_full_disk(tmp_path: Path) -> None:
    code = f"""
        import resource
        from pathlib import Path
        from whence.errors import OutputError
        from whence.store.files import write_bytes
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_bytes(Path({str(tmp_path / "big")!r}), b"x" * 5000)
        except OutputError as error:
            print(error.what)
    """
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "disk is full" in done.stdout
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EROFS, "may not"),
        (errno.EACCES, "may not"),
        (errno.EIO, "cannot be read or written"),
    ],
)
def test_every_refusal_of_the_system_has_words_and_a_remedy(
    number: int, word: str
) -> None:
    error = files.output_error(OSError(number, "x"), "/somewhere")
    assert word in error.what
    assert error.remedy
    assert error.exit_code == 73
