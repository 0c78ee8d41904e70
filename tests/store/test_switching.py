import errno
import os
from pathlib import Path

import pytest

from whence.errors import OutputError, UsageError
from whence.store import files, switching


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def dossier(folder: Path, text: str) -> None:
    with switching.switched(folder) as fresh:
        (fresh / "findings.json").write_text(text)
        sha256 = files.sha256_of(fresh / "findings.json")
        row = f'{{"path": "findings.json", "sha256": "{sha256}"}}'
        (fresh / "manifest.json").write_text(f'{{"files": [{row}]}}')


def test_a_dossier_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    dossier(tmp_path / "out", "one")
    dossier(tmp_path / "out", "two")
    assert (tmp_path / "out" / "findings.json").read_text() == "two"
    assert os.listdir(tmp_path) == ["out"]


def test_without_an_exchange_of_names_the_dossier_is_switched_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switching, "_exchanged", lambda left, right: False)
    dossier(tmp_path / "out", "one")
    dossier(tmp_path / "out", "two")
    assert (tmp_path / "out" / "findings.json").read_text() == "two"
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interrupted_dossier_leaves_the_old_one(
    tmp_path: Path, error: type[BaseException]
) -> None:
    dossier(tmp_path / "out", "old")

    def half() -> None:
        with switching.switched(tmp_path / "out") as fresh:
            (fresh / "findings.json").write_text("half")
            raise error

    with pytest.raises(error):
        half()
    assert (tmp_path / "out" / "findings.json").read_text() == "old"
    assert os.listdir(tmp_path) == ["out"]


def test_a_disk_that_fills_up_while_printing_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="disk is full"):
        with switching.switched(tmp_path / "out"):
            full()
    assert os.listdir(tmp_path) == []


def test_a_bug_while_printing_stays_a_bug(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        with switching.switched(tmp_path / "out") as fresh:
            (fresh / "nowhere" / "x").write_text("")


def test_a_crash_between_two_renames_is_mended_at_the_next_run(tmp_path: Path) -> None:
    dossier(tmp_path / "out", "old")
    os.rename(tmp_path / "out", tmp_path / ".out.new-999999999.old")
    (tmp_path / ".out.new-999999999").mkdir()
    with pytest.raises(ValueError, match="stop"), switching.switched(tmp_path / "out"):
        raise ValueError("stop")
    assert (tmp_path / "out" / "findings.json").read_text() == "old"
    assert os.listdir(tmp_path) == ["out"]


def test_what_the_manifest_does_not_vouch_for_is_kept_beside(tmp_path: Path) -> None:
    dossier(tmp_path / "out", "one")
    (tmp_path / "out" / "note.txt").write_text("mine")
    (tmp_path / "out" / "findings.json").write_text("edited")
    dossier(tmp_path / "out", "two")
    kept = tmp_path / "out.kept"
    assert (kept / "note.txt").read_text() == "mine"
    assert (kept / "findings.json").read_text() == "edited"
    assert sorted(os.listdir(tmp_path / "out")) == ["findings.json", "manifest.json"]


def test_a_folder_with_other_things_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("x")
    with pytest.raises(UsageError, match="no dossier"), switching.switched(tmp_path):
        pass
    assert (tmp_path / "thesis.doc").exists()


def test_a_dossier_that_holds_a_case_is_never_replaced(tmp_path: Path) -> None:
    dossier(tmp_path / "out", "one")
    (tmp_path / "out" / "case").mkdir()
    (tmp_path / "out" / "case" / "case.toml").write_text("")
    with pytest.raises(UsageError, match="holds a case"):
        dossier(tmp_path / "out", "two")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        switching.check_target(tmp_path / "out")
