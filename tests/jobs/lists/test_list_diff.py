"""Whose parties a new version touches, and the dossier that uses it."""

import shutil
from dataclasses import replace
from datetime import date

import pytest
from list_pages import NEW, TODAY, changes, later, page, run, take
from openpyxl import load_workbook

from whence.errors import UsageError
from whence.jobs.steps.accepting import Acceptance
from whence.jobs.verify import verify


@pytest.fixture(scope="module")
def assessed(tmp_path_factory):
    """Assess the suppliers once for the tests that only need their case."""
    folder = tmp_path_factory.mktemp("assessed")
    run(folder)
    return folder


@pytest.fixture
def case(assessed, tmp_path):
    """Give a copy of the case of the suppliers."""
    shutil.copytree(assessed / "case", tmp_path / "case")


@pytest.mark.usefixtures("case")
def test_diff_names_my_party_that_the_newest_version_touches(tmp_path):
    take(tmp_path, later())
    assert changes(tmp_path, "us-uflpa").lists[0].touched == ()
    take(tmp_path, page([*later(), NEW], "08/21/2026"))
    (found,) = changes(tmp_path, "").lists
    (hit,) = found.touched
    assert hit.party == "Qarlug Example Mills"
    assert hit.listed_name == NEW.name
    assert hit.change == "add: (v)"
    assert hit.places == ("suppliers.csv, row 2",)


@pytest.mark.usefixtures("case")
def test_diff_finds_a_party_by_the_name_that_a_listing_had_before(tmp_path):
    take(tmp_path, [*later(), NEW])
    less = [replace(NEW, name="Other Words Ltd", aliases=("Qarlug EM",))]
    take(
        tmp_path,
        page([*later(), *less], "08/22/2026"),
        accept=Acceptance("91 FR 4", "mk"),
    )
    (found,) = changes(tmp_path, "us-uflpa").lists
    assert {h.party for h in found.touched} == {"Qarlug Example Mills"}


@pytest.mark.usefixtures("case")
def test_a_list_read_again_unchanged_hides_no_change_before_it(tmp_path):
    take(tmp_path, later())
    take(tmp_path, page([*later(), NEW], "08/21/2026"))
    take(tmp_path, page([*later(), NEW], "08/28/2026"))
    (found,) = changes(tmp_path).lists
    assert [h.party for h in found.touched] == ["Qarlug Example Mills"]
    assert (found.seen, found.unchanged) == (date(2026, 8, 21), date(2026, 8, 28))


@pytest.mark.usefixtures("case")
def test_diff_since_a_day_tells_every_change_after_it(tmp_path):
    take(tmp_path, later())
    take(tmp_path, page([*later(), NEW], "08/21/2026"))
    other = replace(NEW, name="Meghna Sewing Ltd", aliases=())
    take(tmp_path, page([*later(), NEW, other], "08/28/2026"))
    (newest,) = changes(tmp_path).lists
    assert {h.party for h in newest.touched} == {"Meghna Sewing Ltd"}
    (both,) = changes(tmp_path, since=date(2026, 8, 20)).lists
    assert {h.party for h in both.touched} == {
        "Qarlug Example Mills",
        "Meghna Sewing Ltd",
    }
    (last,) = changes(tmp_path, since=date(2026, 8, 21)).lists
    assert {h.party for h in last.touched} == {"Meghna Sewing Ltd"}


@pytest.mark.usefixtures("case")
def test_a_party_that_is_only_alike_as_a_sister_says_so(tmp_path):
    take(tmp_path, later())
    sister = replace(NEW, name="Qarlug Example Chemical Co., Ltd.", aliases=())
    take(tmp_path, page([*later(), sister], "08/21/2026"))
    (found,) = changes(tmp_path).lists
    (hit,) = found.touched
    assert hit.word == "related by name"
    assert hit.p_related > hit.p_same


@pytest.mark.usefixtures("case")
def test_diff_is_written_as_a_workbook_and_as_csv(tmp_path):
    take(tmp_path, later())
    take(tmp_path, page([*later(), NEW], "08/21/2026"))
    changes(tmp_path, out=tmp_path / "d.xlsx")
    book = load_workbook(tmp_path / "d.xlsx")
    assert book.sheetnames == ["Touched", "Changes"]
    assert [c.value for c in book["Touched"][2]][:2] == [
        "Qarlug Example Mills",
        "suppliers.csv, row 2",
    ]
    assert book["Changes"]["D2"].value == NEW.name
    changes(tmp_path, out=tmp_path / "d.csv")
    assert "Qarlug Example Mills," in (tmp_path / "d.csv").read_text("utf-8")
    with pytest.raises(UsageError, match=r"\.doc"):
        changes(tmp_path, out=tmp_path / "d.doc")


@pytest.mark.usefixtures("case")
def test_diff_without_a_version_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="lists update"):
        changes(tmp_path, "")


def test_a_dossier_uses_the_newest_version_and_can_be_made_again(tmp_path):
    before = run(tmp_path)
    take(tmp_path, [*later(), NEW], retrieved=TODAY)
    after = run(tmp_path)
    assert "Qarlug" in str([p.name for p in after.parties if p.candidates])
    assert before.lists[0].version != after.lists[0].version
    # A version that comes later does not disturb an older dossier.
    take(tmp_path, page(later(), "08/31/2026"), accept=Acceptance("91 FR 5", "mk"))
    found = verify(tmp_path / "out")
    assert found.ok, found.faults
    assert found.rerun == "same bytes"
