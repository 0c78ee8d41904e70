import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from whence.errors import CaseBusy, InputError, OutputError, UsageError
from whence.model.table import Mapping, TableKind
from whence.store import inputs
from whence.store.case import Case, beside


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "suppliers.csv"
    path.write_bytes(b"name\nAcme\n")
    return path


def test_a_new_case_has_its_rooms_and_a_readable_toml(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        assert case.config.importer == ""
    found = {p.name for p in (tmp_path / "case").iterdir()}
    rooms = {"inputs", "store", "vault", "tmp", "case.lock"}
    assert found == rooms | {"case.toml", "casebook.sqlite"}
    assert (tmp_path / "case" / "case.toml").read_text().count("format = 1") == 1


def test_a_case_is_opened_again_as_it_was_left(tmp_path: Path, sheet: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        sha256, key = case.add_input(sheet), case.key
    with Case.open(tmp_path / "case", create=False) as case:
        assert case.inputs() == ((sha256, "suppliers.csv"),)
        assert case.key == key
        assert case.head.seq == 0


def test_a_folder_that_is_no_case_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no case"):
        Case.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_dossier_never_becomes_a_case(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(UsageError, match="is a dossier"):
        Case.open(tmp_path)


def test_one_process_at_a_time_writes_a_case(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case", who="whence assess"):
        with pytest.raises(CaseBusy, match="whence assess"):
            Case.open(tmp_path / "case")
    Case.open(tmp_path / "case").close()


def test_a_broken_toml_gives_the_lock_back(tmp_path: Path) -> None:
    Case.open(tmp_path / "case").close()
    toml = tmp_path / "case" / "case.toml"
    toml.write_text("format = 1\nimporter = \n")
    with pytest.raises(InputError, match="not TOML") as caught:
        Case.open(tmp_path / "case")
    assert "line 2" in caught.value.where
    toml.write_text("format = 1\n")
    Case.open(tmp_path / "case").close()


def test_an_input_is_kept_once_with_its_name(tmp_path: Path, sheet: Path) -> None:
    twin = tmp_path / "other.csv"
    twin.write_bytes(sheet.read_bytes())
    with Case.open(tmp_path / "case") as case:
        sha256 = case.add_input(sheet)
        assert case.add_input(twin) == sha256
        assert case.inputs() == ((sha256, "suppliers.csv"),)
        assert case.read_input(sha256) == b"name\nAcme\n"
        assert os.listdir(case.tmp) == []


def test_an_altered_input_is_noticed_on_reading(tmp_path: Path, sheet: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        sha256 = case.add_input(sheet)
        case.input_path(sha256).write_bytes(b"name\nBcme\n")
        with pytest.raises(InputError, match="was altered"):
            case.read_input(sha256)
        with pytest.raises(InputError, match="was altered"):
            case.add_input(sheet)


def test_a_linked_input_shares_its_bytes_and_a_change_is_noticed(
    tmp_path: Path, sheet: Path
) -> None:
    with Case.open(tmp_path / "case") as case:
        sha256 = case.add_input(sheet, link=True)
        assert case.input_path(sha256).samefile(sheet)
        sheet.write_bytes(b"changed")
        with pytest.raises(InputError, match="was altered"):
            case.input_path(sha256)


def test_a_missing_input_is_a_matter_of_the_call(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        with pytest.raises(UsageError, match="no such file"):
            case.add_input(tmp_path / "none.csv")
        with pytest.raises(UsageError, match="has no input"):
            case.input_path("ab" * 32)


def test_a_disk_that_fills_up_while_copying_leaves_no_half_input(
    tmp_path: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    with Case.open(tmp_path / "case") as case:
        monkeypatch.setattr(inputs, "_copy", full)
        with pytest.raises(OutputError, match="disk is full"):
            case.add_input(sheet)
        assert case.inputs() == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_an_unreadable_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    with pytest.raises(OutputError, match="may not be read"):
        Case.open(tmp_path / "closed" / "case")


def test_a_file_where_the_case_should_be_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("x")
    with pytest.raises(OutputError):
        Case.open(tmp_path / "case")


def test_the_key_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a") as one, Case.open(tmp_path / "b") as two:
        assert len(one.key) == 32
        assert one.key == one.key != two.key
        mode = stat.S_IMODE((tmp_path / "a" / "case.key").stat().st_mode)
        assert mode == 0o600
        (tmp_path / "a" / "case.key").write_bytes(b"short")
        with pytest.raises(InputError, match="5 bytes"):
            _ = one.key


def test_a_question_is_asked_once_and_its_answer_kept(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        case.toml.write_text(case.toml.read_text() + "# my note")
        case.ask('import date of "A\\1"', "When did it arrive?\nBox 11.")
        case.ask('import date of "A\\1"', "When did it arrive?")
        text = case.toml.read_text()
        assert text.count("[[question]]") == 1
        assert "# my note" in text
        assert case.answers() == {}
        case.toml.write_text(text.replace('answer = ""', "answer = 2025-04-10"))
        assert case.answers() == {'import date of "A\\1"': "2025-04-10"}


def test_mappings_are_saved_beside_questions_and_comments(tmp_path: Path) -> None:
    mapping = Mapping("a.csv", "", "ff", TableKind.TRADE, 0.5, ())
    with Case.open(tmp_path / "case") as case:
        case.ask("k", "Why?")
        case.save_mappings((mapping,))
        case.ask("l", "How?")
        case.save_mappings(())
        assert [m.fingerprint for m in case.saved_mappings()] == ["ff"]
        assert case.toml.read_text().count("[[question]]") == 2
        assert "Whence keeps your comments" in case.toml.read_text()


def test_the_users_own_lists_are_kept_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "own.yml").write_text("a: 1")
    (folder / "case.toml").write_text("format = 1\nlists = ['own.yml']\n")
    with Case.open(folder) as case:
        (folder / "own.yml").write_text("a: 2")
        kept = {record.file: record.sha256 for record in case.settings}
        assert case.list_files() == (folder / "own.yml",)
        assert case.measure_files() == ()
        assert case.vault.read(kept["own.yml"]) == b"a: 1"
        assert case.exhibit_path(kept["case.toml"]).is_file()


def test_what_a_crash_left_behind_is_cleared_on_opening(tmp_path: Path) -> None:
    Case.open(tmp_path / "case").close()
    (tmp_path / "case" / "tmp" / "input-1").write_text("half")
    (tmp_path / "case" / ".case.toml.77.tmp").write_text("half")
    with Case.open(tmp_path / "case") as case:
        assert os.listdir(case.tmp) == []
        assert not (case.folder / ".case.toml.77.tmp").exists()


def test_the_case_of_a_dossier_lies_beside_it_and_not_in_it() -> None:
    assert beside(Path("/w/out")) == Path("/w/out.case")


def test_opening_a_case_loads_no_numbers_library(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from whence.store.case import Case;"
        f"Case.open(Path({str(tmp_path / 'case')!r})).close();"
        "sys.exit('numpy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_tables_of_a_folder_are_sorted_and_each_is_taken_once(tmp_path: Path) -> None:
    for name in ("b.csv", "a.XLSX", "note.md", "~$a.xlsx", ".hidden.csv"):
        (tmp_path / name).write_text("")
    (tmp_path / "old.csv").mkdir()
    endings = (".csv", ".xlsx")
    found = inputs.tables_in(
        [tmp_path / "b.csv", tmp_path, tmp_path / "note.md"], endings
    )
    assert [p.name for p in found] == ["b.csv", "a.XLSX", "note.md"]


def test_a_folder_without_tables_lists_the_endings(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no table") as caught:
        inputs.tables_in([tmp_path], (".csv",))
    assert ".csv" in caught.value.remedy
    with pytest.raises(UsageError, match="no such file"):
        inputs.tables_in([tmp_path / "none"], (".csv",))
