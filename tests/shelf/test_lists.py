from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from whence.errors import DataError
from whence.model.listing import Edition, Listing
from whence.shelf import rows_of, yaml_of
from whence.shelf.lists import editions, gate

PAGE = date(2026, 6, 26)
TRIALS = yaml_of("lists/us-uflpa.trials.yml")


def uflpa(as_of: date) -> Edition:
    return next(e for e in editions(as_of) if e.list_key == "us-uflpa")


def named(edition: Edition, name: str) -> Listing | None:
    return next((row for row in edition.listings if name in row.names), None)


def own(
    folder: Path, rows: str = "", header: str = "name,from,until", **about: object
) -> Path:
    lines = {
        "key": "own/list",
        "title": "T",
        "publisher": "P",
        "reference": "R",
        "rows": "list.csv",
        "published": "2026-06-04",
        "retrieved": "2026-06-05",
        "complete": "true",
    } | about
    path = folder / "list.yml"
    path.write_text("".join(f"{k}: {v}\n" for k, v in lines.items() if v is not None))
    body = rows or "Alpha Mill Ltd,2022-06-21,\n"
    (folder / "list.csv").write_text(f"{header}\n{body}")
    return path


@pytest.mark.parametrize("trial", TRIALS, ids=lambda t: f"{t['name']} on {t['date']}")
def test_a_name_stands_on_the_list_on_its_days_and_in_its_sections(trial):
    row = named(uflpa(trial.get("as_of", trial["date"])), trial["name"])
    assert (row is not None and trial["date"] in row.span) is trial["listed"]
    if row is not None and "sections" in trial:
        assert sorted(s for s, days in row.sections if trial["date"] in days) == sorted(
            trial["sections"]
        )
    if row is not None and "scope" in trial:
        assert trial["scope"] in row.scope
        assert row.covers_subsidiaries
    if row is not None and "grade" in trial:
        assert row.grade == trial["grade"]


def test_the_page_of_2026_06_26_held_144_entities_in_160_rows():
    rows = uflpa(PAGE).listings
    assert len(rows) == 144
    assert sum(span.end is None for r in rows for _, span in r.sections) == 160


def test_each_batch_adds_as_many_entities_as_its_notice_says():
    about = yaml_of("lists/us-uflpa.yml")
    added = Counter(r.span.start for r in uflpa(date(2026, 12, 31)).listings)
    assert added == {b["effective"]: b.get("held", b["new"]) for b in about["batches"]}


def test_every_event_has_a_reference_and_none_is_from_memory():
    for row in rows_of("lists/us-uflpa.events.csv"):
        assert row["reference"]
        assert row["verification"] in ("seen", "seen-secondary")


def test_a_wrong_chinese_name_is_kept_in_the_data_and_never_matched():
    kinds = {r["zh"]: r["kind"] for r in rows_of("lists/us-uflpa.names.csv")}
    assert kinds["宏源綠色能源有限公司"] == "wrong"
    known = {n for row in uflpa(PAGE).listings for n, _, _ in row.local_names}
    assert "宏源綠色能源有限公司" not in known
    assert "弘元绿色能源股份有限公司" in known


def test_every_listing_has_a_cited_chinese_name_or_says_that_none_is_known():
    rows = rows_of("lists/us-uflpa.names.csv")
    keys = {r["key"] for r in rows_of("lists/us-uflpa.events.csv")}
    named = {r["key"] for r in rows if r["zh"] and r["kind"] != "wrong"}
    unknown = {r["key"] for r in rows if r["kind"] == "unknown"}
    assert named | unknown == keys
    assert not named & unknown
    assert all(not r["zh"] for r in rows if r["kind"] == "unknown")


def test_an_unknown_name_is_never_matched():
    rows = uflpa(PAGE).listings
    assert all(raw for row in rows for raw, _, _ in row.local_names)


def test_every_chinese_name_belongs_to_a_listing():
    keys = {r["key"] for r in rows_of("lists/us-uflpa.events.csv")}
    assert {r["key"] for r in rows_of("lists/us-uflpa.names.csv")} <= keys
    assert {r["key"] for r in rows_of("lists/us-uflpa.places.csv")} <= keys


def test_a_rename_keeps_the_key_and_the_old_name():
    before = named(uflpa(PAGE), "Xinjiang GCL New Energy Material Technology, Co. Ltd")
    after = named(uflpa(date(2026, 8, 3)), "Xinjiang Goens Energy Technology Co., Ltd.")
    assert before is not None
    assert after is not None
    assert before.key == after.key
    assert before.name in after.names


def test_the_list_with_thirty_five_missing_names_is_not_complete():
    assert uflpa(date(2026, 7, 30)).complete
    assert not uflpa(date(2026, 7, 31)).complete
    assert "8" in uflpa(date(2026, 8, 3)).coverage


def test_a_third_partys_copy_passes_no_gate():
    assert not gate(uflpa(PAGE), date(2026, 1, 5)).passes
    assert not gate(uflpa(PAGE), PAGE).passes


def test_removals_before_2025_08_19_keep_the_gate_shut_even_on_the_publishers_page():
    page = replace(uflpa(PAGE), own_copy=True)
    assert not gate(page, date(2025, 8, 18)).passes
    assert gate(page, date(2025, 8, 19)).passes
    assert not gate(page, date(2026, 6, 27)).passes


def test_a_list_of_three_weeks_ago_covers_goods_of_five_weeks_ago_not_of_yesterday(
    tmp_path,
):
    edition = editions(PAGE, [own(tmp_path)])[0]
    assert gate(edition, date(2026, 5, 22)).passes
    assert not gate(edition, date(2026, 6, 25)).passes


def test_without_known_removals_an_older_import_does_not_pass(tmp_path):
    edition = editions(
        PAGE, [own(tmp_path, header="name,from", rows="A,2022-06-21\n")]
    )[0]
    assert not gate(edition, date(2026, 5, 22)).passes
    assert gate(edition, date(2026, 6, 5)).passes


@pytest.mark.parametrize("change", [{"complete": "false"}, {"own_copy": "false"}])
def test_a_thin_list_or_a_copy_never_passes(tmp_path, change):
    edition = editions(PAGE, [own(tmp_path, **change)])[0]
    assert not gate(edition, date(2026, 6, 5)).passes


def test_a_list_published_after_the_day_of_knowledge_is_not_used(tmp_path):
    path = own(tmp_path)
    assert len(editions(date(2026, 6, 3), [path])) == 2
    assert len(editions(date(2026, 6, 4), [path])) == 3


def test_a_thin_list_under_a_shipped_key_hides_nothing_and_a_whole_one_replaces(
    tmp_path,
):
    thin = own(tmp_path, key="us-uflpa", complete="false")
    joined = next(e for e in editions(PAGE, [thin]) if e.list_key == "us-uflpa")
    assert joined.rows == 145
    assert not joined.complete
    whole = own(tmp_path, key="us-uflpa")
    edition = next(e for e in editions(PAGE, [whole]) if e.list_key == "us-uflpa")
    assert [row.name for row in edition.listings] == ["Alpha Mill Ltd"]


@pytest.mark.parametrize(
    ("rows", "header", "says"),
    [
        ("Alpha,2022-13-01,\n", "name,from,until", "line 2"),
        ("Alpha,2022-06-21,\n,2022-06-21,\n", "name,from,until", "line 3"),
        ("Alpha,2022-06-21,2022-06-21\n", "name,from,until", "until"),
        ("Alpha,2022-06-21,,x\n", "name,from,until", "cells"),
        ("Alpha,2022-06-21,CHN\n", "name,from,country", "CHN"),
        ("Alpha,2022-06-21,x\n", "name,from,phone", "phone"),
        ("Alpha,2022-06-21,\nAlpha,2022-06-21,\n", "name,from,until", "twice"),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(tmp_path, rows, header, says):
    path = own(tmp_path, rows=rows, header=header)
    with pytest.raises(DataError, match=says) as caught:
        editions(PAGE, [path])
    assert "list.csv" in str(caught.value)


@pytest.mark.parametrize("word", ["key", "reference", "title"])
def test_a_description_without_a_needed_word_is_refused(tmp_path, word):
    with pytest.raises(DataError, match=word):
        editions(PAGE, [own(tmp_path, **{word: None})])


def test_local_names_codes_and_sections_of_an_own_list_are_read(tmp_path):
    path = own(
        tmp_path,
        header="name,aliases,name_local,country,province,uscc,from,until,section,scope",
        rows='"A Co., Ltd.",Al|Alf,甲有限公司,CN,CN-XJ,91650100MA7TE5T00B,'
        "2022-06-21,,i|v,and subsidiaries\n",
        invented="true",
    )
    edition = editions(PAGE, [path])[0]
    (row,) = edition.listings
    assert row.names == ("A Co., Ltd.", "Al", "Alf")
    assert row.local_names == (("甲有限公司", "list", "R"),)
    assert row.identifiers == (("uscc", "91650100MA7TE5T00B"),)
    assert [s for s, _ in row.sections] == ["i", "v"]
    assert row.covers_subsidiaries
    assert edition.invented


def wro() -> Edition:
    return next(e for e in editions(PAGE) if e.list_key == "us-wro")


def test_a_string_that_names_two_parties_is_two_listings():
    assert named(wro(), "Yili Zhuowan Garment Manufacturing Co., Ltd.") is not None
    assert named(wro(), "Baoding LYSZD Trade and Business Co., Ltd.") is not None


def test_the_parent_of_hoshine_stands_on_the_order_with_its_subsidiaries():
    row = named(wro(), "Hoshine Silicon Industry Co. Ltd.")
    assert row is not None
    assert row.covers_subsidiaries
    assert row.span.start == date(2021, 6, 24)


def test_other_names_after_aka_are_aliases():
    row = named(wro(), "Tianjin No. 2 Prison")
    assert row is not None
    assert row.name == "Tianjin Malleable Iron Factory"


def test_an_order_of_unknown_date_is_never_missed_and_never_official():
    undated = [r for r in wro().listings if r.span.start == date(1930, 6, 17)]
    assert undated
    assert all(r.grade == "declared" for r in undated)


def test_regions_goods_and_vessels_are_kept_and_never_matched():
    kinds = Counter(r["kind"] for r in rows_of("lists/us-wro.names.csv"))
    assert kinds["region"] == 1
    assert kinds["vessel"] >= 5
    assert all("Vessel" not in r.name for r in wro().listings)


def test_every_listing_has_relatives_with_a_citation_or_says_that_none_is_known():
    rows = rows_of("lists/us-uflpa.relations.csv")
    held = next(e for e in editions(date(2026, 9, 1)) if e.list_key == "us-uflpa")
    assert {r["key"] for r in rows} == {x.key.rpartition("/")[2] for x in held.listings}
    for row in rows:
        known = row["relation"] != "unknown"
        filled = {c: bool(row[c]) for c in ("relative", "reference", "verification")}
        assert set(filled.values()) == {known}, row
        assert not known or "FR Doc." in row["reference"]


def test_a_relative_not_read_at_the_authority_is_told_and_asks_about_nobody():
    marks = {
        (r["name"], r["relation"], r["relative"]): r["verification"]
        for r in rows_of("lists/us-uflpa.relations.csv")
    }
    held = next(e for e in editions(date(2026, 9, 1)) if e.list_key == "us-uflpa")
    told = [(x, r) for x in held.listings for r in x.relatives]
    assert told
    for listing, relative in told:
        mark = marks[listing.name, relative.kind.value, relative.name]
        assert relative.asks is (mark == "seen")
        assert relative.asks or "seen only at: " in relative.reference
