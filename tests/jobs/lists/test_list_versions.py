"""Which day a version has, which one counts, and what the door says of it."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from list_pages import NEW, PAGE, TODAY, held, later, named, page, shipped, take

from whence.cli import cli
from whence.errors import UsageError
from whence.jobs.lists import show, standing_on, status
from whence.shelf.lists import gate


def test_later_shipped_events_are_not_hidden_by_an_older_page(tmp_path):
    take(tmp_path, page(shipped(), "06/26/2026"))
    assert named(held(tmp_path, PAGE), "TBEA Co., Ltd.") is None
    assert named(held(tmp_path), "TBEA Co., Ltd.") is not None


def test_a_saved_page_without_a_date_counts_from_its_newest_entry(tmp_path):
    found = take(tmp_path, page(shipped(), ""))
    assert found.published == date(2025, 1, 15)
    assert "--retrieved" in found.notes[0]
    assert not gate(held(tmp_path), date(2026, 6, 1)).passes


def test_a_saved_page_counts_as_read_on_the_day_the_user_says(tmp_path):
    found = take(tmp_path, page(later(), ""), retrieved=date(2026, 8, 31))
    assert found.retrieved == date(2026, 8, 31)
    assert gate(held(tmp_path), date(2026, 8, 31)).passes
    with pytest.raises(UsageError, match="future"):
        take(tmp_path, page(later(), ""), retrieved=date(2026, 9, 2))


def test_a_day_of_publication_in_the_future_is_not_believed(tmp_path):
    found = take(tmp_path, page(later(), "01/01/2030"), retrieved=TODAY)
    assert found.published is None


def test_a_copy_as_csv_supports_grounds_and_passes_no_gate(tmp_path):
    lines = ["name,section,effective_date_as_printed,aliases"]
    lines += [
        f'"{r.name}",{r.section},{r.day},"{"|".join(r.aliases)}"' for r in later()
    ]
    path = tmp_path / "copy.csv"
    path.write_text("\n".join(lines), "utf-8")
    found = take(tmp_path, later(), file=path)
    assert not found.own_copy
    assert not gate(held(tmp_path), date(2026, 8, 3)).passes


def test_a_copy_in_the_full_shape_of_a_transcript_is_read(tmp_path):
    head = "row,section,name,aliases,formerly,scope,effective_date_as_printed,raw_text"
    rows = [
        f'{at},{r.section},"{r.name}","{"|".join(r.aliases)}",,'
        f'{"and subsidiaries" if at == 1 else ""},{r.day},"{r.name} as printed"'
        for at, r in enumerate(later(), 1)
    ]
    path = tmp_path / "copy.csv"
    path.write_text("\n".join([head, *rows]), "utf-8")
    found = take(tmp_path, later(), file=path)
    assert not found.own_copy
    first = named(held(tmp_path), later()[0].name)
    assert first is not None
    assert first.covers_subsidiaries


def test_versions_are_numbered_never_altered_and_chosen_by_the_day(tmp_path):
    take(tmp_path, page(shipped(), "06/26/2026"))
    take(tmp_path, [*later(), NEW])
    names = sorted(p.name for p in (tmp_path / "case/lists/us-uflpa").glob("*.yml"))
    assert names == ["0001.version.yml", "0002.version.yml"]
    assert named(held(tmp_path, date(2026, 8, 19)), NEW.name) is None
    assert named(held(tmp_path, date(2026, 8, 20)), NEW.name) is not None
    edition, events = show("us-uflpa", tmp_path / "case", as_of=date(2026, 7, 1))
    assert len(standing_on(edition, date(2026, 7, 1))) == 144
    assert events == ()


def test_the_same_file_on_the_same_day_is_no_further_version(tmp_path):
    first = take(tmp_path, page([*later(), NEW], "08/21/2026"))
    again = take(tmp_path, page([*later(), NEW], "08/21/2026"))
    assert (first.number, again.number, again.is_stored) == (1, 1, False)
    assert "same file" in again.notes[-1]
    assert again.events == first.events


def test_an_older_page_brought_later_hides_no_newer_version(tmp_path):
    take(tmp_path, [*later(), NEW])
    take(tmp_path, page(shipped(), "06/26/2026"))
    assert named(held(tmp_path), NEW.name) is not None


def test_chinese_names_of_the_shipped_table_stay_with_a_new_version(tmp_path):
    take(tmp_path, later())
    row = named(held(tmp_path), "Zijin Mining Group Co., Ltd.")
    assert "紫金矿业集团股份有限公司" in {n for n, _, _ in row.local_names}
    assert named(held(tmp_path), "Hetian Taida Apparel Co., Ltd").province == "CN-XJ"


def test_the_status_says_what_is_held_and_what_is_due(tmp_path):
    before = {s.key: s for s in status(None, on=TODAY)}
    assert before["us-uflpa"].held.rows == 152
    assert before["us-csl"].held is None
    assert before["us-uflpa"].is_due
    take(tmp_path, later(), retrieved=TODAY)
    after = {s.key: s for s in status(tmp_path / "case", on=TODAY)}
    assert not after["us-uflpa"].is_due
    assert after["us-uflpa"].gate.passes


def test_the_command_line_updates_shows_and_compares(tmp_path):
    path, case = tmp_path / "page.html", str(tmp_path / "case")
    path.write_text(page(shipped(), "06/26/2026"), "utf-8")
    runner = CliRunner()

    def say(*words):
        done = runner.invoke(cli, ["lists", *words, "--case", case])
        assert done.exit_code == 0, done.output
        return done.output

    said = say("update", "us-uflpa", "--from", str(path))
    assert "160 rows, 144 organisations" in said
    assert "gate: open" in said
    rows = {r["key"]: r for r in json.loads(say("status", "--json"))["lists"]}
    assert rows["us-uflpa"]["versions"] == 1
    assert "144 organisations" in say("show", "us-uflpa", "--as-of", "2026-06-26")
    assert "none of the parties" in say("diff")
    said = say("show", "us-uflpa", "--as-of", "2020-01-01")
    assert "no clear result: no entry was known" in said
