"""What changed between two readings of a list, and what stays of the past."""

from datetime import date

from list_pages import (
    NEW,
    PAGE,
    TODAY,
    changed,
    held,
    kinds,
    later,
    named,
    orders,
    page,
    shipped,
    strings,
    take,
)

from whence.jobs.steps.accepting import Acceptance
from whence.model.listfile import ListRow
from whence.shelf.lists import editions, gate
from whence.store.case import Case


def test_the_page_as_shipped_brings_no_change_and_opens_the_gate(tmp_path):
    found = take(tmp_path, page(shipped(), "06/26/2026"))
    assert (found.rows, found.entities) == (160, 144)
    assert found.events == ()
    assert found.own_copy
    assert gate(held(tmp_path, PAGE), PAGE).passes
    assert not gate(held(tmp_path, PAGE), date(2025, 8, 18)).passes
    assert not gate(held(tmp_path, PAGE), date(2026, 6, 27)).passes


def test_an_addition_is_an_event_and_a_listing_with_aliases(tmp_path):
    found = take(tmp_path, [*later(), NEW])
    assert kinds(found, "add", "remove") == [("add", NEW.name, "(v)")]
    row = named(held(tmp_path), "Qarlug EM")
    assert row.key == "us-uflpa/2026-08-20/qarlug-example-mills-co-ltd"
    assert row.span.start == NEW.day
    assert row.grade == "official"


def test_a_rename_keeps_key_first_day_and_old_name_over_later_versions(tmp_path):
    rows = changed(
        later(),
        "Camel Group Co., Ltd.",
        name="Dromedary Example Co., Ltd.",
        formerly=("Camel Group Co., Ltd.",),
        aliases=("Camel Group Co., Ltd.",),
        day=date(2026, 8, 20),
    )
    found = take(tmp_path, rows)
    assert kinds(found, "rename", "add", "remove") == [
        ("rename", "Dromedary Example Co., Ltd.", "before: Camel Group Co., Ltd.")
    ]
    rows = changed(rows, "Dromedary Example Co., Ltd.", aliases=())
    found = take(tmp_path, page(rows, "08/25/2026"), accept=Acceptance("91 FR 2", "mk"))
    assert kinds(found, "alias-removed", "remove") == []
    row = named(held(tmp_path), "Camel Group Co., Ltd.")
    assert row.name == "Dromedary Example Co., Ltd."
    assert row.key == "us-uflpa/2023-08-02/camel-group-co-ltd"
    assert row.span.start == date(2023, 8, 2)


def test_a_corrected_spelling_is_a_rename_not_a_removal(tmp_path):
    rows = changed(
        later(), "COFCO Sugar Holdings Co., Ltd.", name="COFCO Sugar Holding Co., Ltd."
    )
    found = take(tmp_path, rows)
    assert [k for k, _, _ in kinds(found, "rename", "add", "remove")] == ["rename"]


def test_a_move_closes_one_section_and_opens_the_other(tmp_path):
    rows = changed(later(), "Camel Group Co., Ltd.", section="v", day=date(2026, 8, 20))
    found = take(tmp_path, rows)
    assert kinds(found, "move", "place", "unplace") == [
        ("move", "Camel Group Co., Ltd.", "(ii) to (v)")
    ]
    sections = dict(named(held(tmp_path), "Camel Group Co., Ltd.").sections)
    assert sections["ii"].end == sections["v"].start == date(2026, 8, 20)


def test_a_further_section_is_a_place_and_keeps_the_first(tmp_path):
    more = ListRow("Camel Group Co., Ltd.", section="v", day=date(2026, 8, 20))
    found = take(tmp_path, [*later(), more])
    assert kinds(found, "place", "add") == [("place", "Camel Group Co., Ltd.", "(v)")]
    sections = dict(named(held(tmp_path), "Camel Group Co., Ltd.").sections)
    assert sections["ii"].start == date(2023, 8, 2)


def test_a_date_that_the_page_overwrites_changes_no_first_day(tmp_path):
    rows = changed(later(), "Camel Group Co., Ltd.", day=date(2026, 8, 20))
    found = take(tmp_path, rows)
    assert [k for k, n, _ in kinds(found, "restated", "add")] == ["restated"]
    row = named(held(tmp_path), "Camel Group Co., Ltd.")
    assert row.span.start == date(2023, 8, 2)
    assert dict(row.sections)["ii"].start == date(2023, 8, 2)
    again = take(tmp_path, page(rows, "08/21/2026"))
    assert again.events == ()


def test_a_short_name_of_the_press_becomes_the_whole_name(tmp_path):
    whole = "Chacha Food Example Company Limited"
    rows = changed(later(), "Chacha Food", name=whole)
    found = take(tmp_path, rows)
    assert [(k, n) for k, n, _ in kinds(found, "rename", "add", "unconfirmed")] == [
        ("rename", whole)
    ]
    assert named(held(tmp_path), whole).grade == "official"


def test_a_name_of_the_press_that_is_not_printed_stays_and_says_so(tmp_path):
    rows = [r for r in later() if r.name != "Chacha Food"]
    found = take(tmp_path, rows)
    assert kinds(found, "unconfirmed", "remove") == [
        ("unconfirmed", "Chacha Food", "kept: not accepted")
    ]
    assert named(held(tmp_path), "Chacha Food").grade == "declared"


def test_orders_keep_their_parties_and_an_undated_one_gets_its_printed_day(tmp_path):
    found = take(tmp_path, orders(strings()), key="us-wro")
    assert kinds(found, "add", "remove", "ended") == []
    with Case.open(tmp_path / "case") as case:
        wro = next(
            e for e in editions(TODAY, case.list_files()) if e.list_key == "us-wro"
        )
    row = named(wro, "Da Wei Chemical Factory")
    assert row.span.start == date(2020, 9, 3)
    assert row.grade == "official"
    hoshine = named(wro, "Hoshine Silicon Industry Co. Ltd.")
    assert hoshine.span.start == date(2021, 6, 24)


def test_an_order_that_the_page_calls_inactive_has_ended(tmp_path):
    first = ["Da Wei Chemical Factory"]
    rest = [s for s in strings() if s not in first]
    found = take(tmp_path, orders(first + rest, "Inactive"), key="us-wro")
    assert [n for _, n, _ in kinds(found, "ended", "remove")] == first
