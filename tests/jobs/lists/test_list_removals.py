"""Who is gone from a list: refused, accepted for all or for some, or kept."""

from datetime import date

import pytest
from list_pages import NEW, TODAY, changed, held, kinds, later, named, page, take

from whence.errors import InputError, UsageError
from whence.jobs.steps.accepting import KEPT, Acceptance
from whence.model.listfile import ListRow
from whence.shelf.list_files import read_version


def test_a_removal_is_refused_by_name_and_nothing_is_stored(tmp_path):
    rows = [r for r in later() if r.name != "Camel Group Co., Ltd."]
    with pytest.raises(InputError, match=r"Camel Group .*accept-removals"):
        take(tmp_path, rows)
    assert not list((tmp_path / "case" / "lists").glob("*/*"))


def test_a_removal_is_accepted_with_a_reference_and_the_past_stays(tmp_path):
    rows = [r for r in later() if r.name != "Camel Group Co., Ltd."]
    found = take(tmp_path, rows, accept=Acceptance("91 FR 1", "mk"))
    assert kinds(found, "remove") == [
        ("remove", "Camel Group Co., Ltd.", "accepted: 91 FR 1, by mk")
    ]
    row = named(held(tmp_path), "Camel Group Co., Ltd.")
    assert date(2026, 8, 19) in row.span
    assert date(2026, 8, 20) not in row.span
    assert "91 FR 1" in row.note


def test_a_party_removed_and_listed_again_is_a_second_listing(tmp_path):
    rows = [r for r in later() if r.name != "Camel Group Co., Ltd."]
    take(tmp_path, rows, accept=Acceptance("91 FR 1", "mk"))
    again = ListRow("Camel Group Co., Ltd.", section="ii", day=date(2026, 8, 30))
    found = take(tmp_path, page([*rows, again], "08/30/2026"))
    assert kinds(found, "add") == [("add", "Camel Group Co., Ltd.", "(ii)")]
    spans = [x.span.start for x in held(tmp_path).listings if x.name == again.name]
    assert sorted(spans) == [date(2023, 8, 2), date(2026, 8, 30)]


def test_an_alias_that_is_gone_stays_until_a_reference_is_given(tmp_path):
    rows = later()
    row = next(r for r in rows if r.name == "Kingherbs Limited")
    alias = row.aliases[0]
    less = changed(rows, row.name, aliases=())
    found = take(tmp_path, less)
    assert kinds(found, "alias-removed") == [
        ("alias-removed", row.name, f"{alias} (kept: not accepted)")
    ]
    assert named(held(tmp_path), alias) is not None
    found = take(tmp_path, page(less, "08/22/2026"), accept=Acceptance("91 FR 3", "mk"))
    assert kinds(found, "alias-removed") != []
    assert named(held(tmp_path), alias) is None


def test_the_remedy_of_a_removal_is_a_command_that_can_be_run(tmp_path):
    with pytest.raises(InputError) as said:
        take(tmp_path, page(later()[:-3]), retrieved=TODAY)
    path, case = tmp_path / "page.html", tmp_path / "case"
    assert (
        f"`whence lists update us-uflpa --from {path} --retrieved {TODAY}"
        f" --case {case} --accept-removals REFERENCE --by HANDLE`" in said.value.remedy
    )
    assert "3 of 152 listed before" in said.value.what


GONE = ("Camel Group Co., Ltd.", "Kingherbs Limited")


def without_both():
    return [r for r in later() if r.name not in GONE]


def test_some_removals_are_accepted_and_the_others_stay_listed(tmp_path):
    accept = Acceptance("91 FR 6", "mk", names=("camel group co. ltd",))
    found = take(tmp_path, without_both(), accept=accept)
    assert kinds(found, "remove", "unprinted") == [
        ("remove", GONE[0], "accepted: 91 FR 6, by mk"),
        ("unprinted", GONE[1], KEPT),
    ]
    removed, kept = (named(held(tmp_path), name) for name in GONE)
    assert removed.span.end == date(2026, 8, 20)
    assert "91 FR 6, by mk" in removed.note
    assert kept.span.end is None


def test_who_was_kept_is_said_again_and_stops_no_later_update(tmp_path):
    take(tmp_path, without_both(), accept=Acceptance(keep=True))
    rows = [*without_both(), NEW]
    again = take(tmp_path, page(rows, "08/25/2026"))
    assert {name for _, name, _ in kinds(again, "unprinted")} == set(GONE)
    assert kinds(again, "add") != []
    less = [r for r in rows if r.name != "COFCO Sugar Holdings Co., Ltd."]
    with pytest.raises(InputError, match=r"1 of .*COFCO"):
        take(tmp_path, page(less, "08/26/2026"))
    accept = Acceptance("91 FR 7", "mk")
    last = take(tmp_path, page(rows, "08/27/2026"), accept=accept)
    assert {name for _, name, _ in kinds(last, "remove")} == set(GONE)


def test_who_is_printed_again_is_no_longer_said_to_be_kept(tmp_path):
    take(tmp_path, without_both(), accept=Acceptance(keep=True))
    back = take(tmp_path, page(later(), "08/25/2026"))
    assert kinds(back, "unprinted", "add", "remove") == []
    with pytest.raises(InputError, match="2 of"):
        take(tmp_path, page(without_both(), "08/26/2026"))


def test_an_alias_stays_when_the_notice_names_another(tmp_path):
    less = changed(without_both(), "COFCO Sugar Holdings Co., Ltd.", aliases=())
    accept = Acceptance("91 FR 8", "mk", names=GONE)
    found = take(tmp_path, less, accept=accept)
    assert all(KEPT in detail for _, _, detail in kinds(found, "alias-removed"))
    assert len(kinds(found, "remove")) == 2


@pytest.mark.parametrize(
    ("accept", "key", "says"),
    [
        (Acceptance("91 FR 9"), "us-uflpa", "--by HANDLE"),
        (Acceptance("91 FR 9", "a@b.example"), "us-uflpa", "e-mail"),
        (Acceptance("", "mk", names=GONE), "us-uflpa", "by which notice"),
        (Acceptance("91 FR 9", "mk"), "", "none is named"),
        (Acceptance("91 FR 9", "mk", names=("Acme",)), "us-uflpa", "Camel Group"),
        (Acceptance("91 FR 9", "mk", keep=True), "us-uflpa", "they are to stay"),
        (Acceptance("91 FR 9", "mk", names=("..",)), "us-uflpa", "without letters"),
    ],
)
def test_an_acceptance_that_nobody_could_check_is_refused(tmp_path, accept, key, says):
    with pytest.raises(UsageError, match=says):
        take(tmp_path, without_both(), accept=accept, key=key)
    assert not list((tmp_path / "case" / "lists").glob("*/*"))


def test_the_case_remembers_who_accepted_what(tmp_path):
    take(tmp_path, without_both(), accept=Acceptance("91 FR 6", "mk", names=GONE[:1]))
    path = next((tmp_path / "case" / "lists" / "us-uflpa").glob("*.version.yml"))
    header = read_version(path).header
    assert header["removals_reference"] == "91 FR 6"
    assert header["removals_accepted_by"] == "mk"
    assert header["removed"] == [GONE[0]]
    assert [key.rpartition("/")[2] for key in header["unprinted"]] == [
        "kingherbs-limited"
    ]
