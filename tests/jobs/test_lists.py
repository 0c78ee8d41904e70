"""Updating lists: invented pages of the described shape, on loopback or from a file."""

import html
import json
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from whence.cli import cli
from whence.errors import InputError, UsageError
from whence.jobs.assess import AssessRequest, assess
from whence.jobs.list_diff import DiffRequest, diff
from whence.jobs.list_update import UpdateRequest, update
from whence.jobs.lists import show, standing_on, status
from whence.jobs.verify import verify
from whence.model.listfile import ListRow
from whence.shelf import rows_of
from whence.shelf.lists import editions, gate
from whence.store.case import Case

PAGE = date(2026, 6, 26)
TODAY = date(2026, 9, 1)
HEADS = {
    "i": "mine, produce, or manufacture goods",
    "ii": "are working with the government of the region",
    "v": "source material from the region",
}


def shipped():
    """The rows of the shipped list on the day of its page, as a page prints them."""
    edition = next(e for e in editions(PAGE) if e.list_key == "us-uflpa")
    rows = []
    for x in edition.listings:
        for section, span in x.sections:
            if span.end is None:
                names = tuple(x.names[1:])
                rows.append(
                    ListRow(
                        x.name, names, section=section, day=span.start, scope=x.scope
                    )
                )
    return rows


def page(rows, updated="08/20/2026", tail="</body></html>", sections=("i", "ii", "v")):
    parts = ["<!DOCTYPE html><html><body><h1>Entity List</h1>"]
    for section in sections:
        parts.append(f"<p>Entities that {HEADS[section]}</p><table><tr>")
        parts.append("<th>Name of Entity</th><th>Effective Date</th></tr>")
        for row in rows:
            if row.section == section:
                text = html.escape(printed(row))
                day = f"{row.day:%B} {row.day.day}, {row.day.year}"
                parts.append(f"<tr><td>{text}</td><td>{day}</td></tr>")
        parts.append("</table>")
    said = f"<p>Last Updated: {updated}</p>" if updated else ""
    return "".join([*parts, said, tail])


def printed(row):
    alias = f" (also known as {'; '.join(row.aliases)})" if row.aliases else ""
    return f"{row.name}{alias} {row.scope}".strip()


def later():
    """The page after the shipped events of 2026-07-31."""
    edition = next(e for e in editions(TODAY) if e.list_key == "us-uflpa")
    return [
        ListRow(
            x.name,
            tuple(x.names[1:]),
            section=s,
            day=p.start,
            scope=x.scope,
        )
        for x in edition.listings
        for s, p in (x.sections or (("v", x.span),))
        if p.end is None
    ]


def changed(rows, who, /, **more):
    assert any(r.name == who for r in rows)
    return [replace(r, **more) if r.name == who else r for r in rows]


def take(tmp_path, rows, **more):
    text = rows if isinstance(rows, str) else page(rows)
    path = tmp_path / "page.html"
    path.write_text(text, "utf-8")
    request = UpdateRequest(tmp_path / "case", TODAY, "us-uflpa", path)
    return update(replace(request, **more)).updated[0]


def kinds(updated, *wanted):
    return [(e.kind, e.name, e.detail) for e in updated.events if e.kind in wanted]


def held(tmp_path, as_of=TODAY):
    with Case.open(tmp_path / "case") as case:
        return next(
            e for e in editions(as_of, case.list_files()) if e.list_key == "us-uflpa"
        )


def named(edition, name):
    return next((x for x in edition.listings if name in x.names), None)


NEW = ListRow(
    "Qarlug Example Mills Co., Ltd.", ("Qarlug EM",), section="v", day=date(2026, 8, 20)
)


def test_the_page_as_shipped_brings_no_change_and_opens_the_gate(tmp_path):
    found = take(tmp_path, page(shipped(), "06/26/2026"))
    assert (found.rows, found.entities) == (160, 144)
    assert found.events == ()
    assert found.own_copy
    assert gate(held(tmp_path, PAGE), PAGE).passes
    assert not gate(held(tmp_path, PAGE), date(2025, 8, 18)).passes
    assert not gate(held(tmp_path, PAGE), date(2026, 6, 27)).passes


def test_later_shipped_events_are_not_hidden_by_an_older_page(tmp_path):
    take(tmp_path, page(shipped(), "06/26/2026"))
    assert named(held(tmp_path, PAGE), "TBEA Co., Ltd.") is None
    assert named(held(tmp_path), "TBEA Co., Ltd.") is not None


def test_an_addition_is_an_event_and_a_listing_with_aliases(tmp_path):
    found = take(tmp_path, [*later(), NEW])
    assert kinds(found, "add", "remove") == [("add", NEW.name, "(v)")]
    row = named(held(tmp_path), "Qarlug EM")
    assert row.key == "us-uflpa/2026-08-20/qarlug-example-mills-co-ltd"
    assert row.span.start == NEW.day
    assert row.grade == "official"


def test_a_removal_is_refused_by_name_and_nothing_is_stored(tmp_path):
    rows = [r for r in later() if r.name != "Camel Group Co., Ltd."]
    with pytest.raises(InputError, match=r"Camel Group .*accept-removals"):
        take(tmp_path, rows)
    assert not list((tmp_path / "case" / "lists").glob("*/*"))


def test_a_removal_is_accepted_with_a_reference_and_the_past_stays(tmp_path):
    rows = [r for r in later() if r.name != "Camel Group Co., Ltd."]
    found = take(tmp_path, rows, accept_removals="91 FR 1")
    assert kinds(found, "remove") == [
        ("remove", "Camel Group Co., Ltd.", "accepted: 91 FR 1")
    ]
    row = named(held(tmp_path), "Camel Group Co., Ltd.")
    assert date(2026, 8, 19) in row.span
    assert date(2026, 8, 20) not in row.span
    assert "91 FR 1" in row.note


def test_a_party_removed_and_listed_again_is_a_second_listing(tmp_path):
    rows = [r for r in later() if r.name != "Camel Group Co., Ltd."]
    take(tmp_path, rows, accept_removals="91 FR 1")
    again = ListRow("Camel Group Co., Ltd.", section="ii", day=date(2026, 8, 30))
    found = take(tmp_path, page([*rows, again], "08/30/2026"))
    assert kinds(found, "add") == [("add", "Camel Group Co., Ltd.", "(ii)")]
    spans = [x.span.start for x in held(tmp_path).listings if x.name == again.name]
    assert sorted(spans) == [date(2023, 8, 2), date(2026, 8, 30)]


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
    found = take(tmp_path, page(rows, "08/25/2026"), accept_removals="91 FR 2")
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
    found = take(tmp_path, page(less, "08/22/2026"), accept_removals="91 FR 3")
    assert kinds(found, "alias-removed") != []
    assert named(held(tmp_path), alias) is None


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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (lambda: page(shipped()[:40]), "expected 150 to 400 rows, seen 40"),
        (lambda: page([]), "seen 0"),
        (lambda: "", "blank"),
        (lambda: page(shipped(), sections=("i", "v")), "150 to 400|section ii"),
        (lambda: page(shipped(), tail=""), "cut off"),
        (lambda: page(shipped())[:9000], "cut off"),
        (lambda: page(shipped() * 3), "seen 480"),
        (lambda: page(shipped()).replace("Effective Date", "Since"), "no table"),
        (lambda: page(shipped()).replace(" Co., Ltd.", " Co., Ltd.â€™"), "encoding"),
    ],
)
def test_an_implausible_page_is_refused_and_nothing_is_stored(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        take(tmp_path, text())
    assert not list((tmp_path / "case" / "lists").glob("*/*"))


def test_a_missing_table_is_named_even_when_the_rows_are_enough(tmp_path):
    rows = [replace(r, section="v") if r.section == "i" else r for r in shipped()]
    rows += [ListRow(f"Example {n} Co.", section="v", day=PAGE) for n in range(9)]
    with pytest.raises(InputError, match="section i are missing"):
        take(tmp_path, page(rows, sections=("ii", "v")))


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


# --- CBP's page


def orders(strings, status="Active"):
    rows = "".join(
        f"<tr><td>{n}</td><td>{html.escape(s)}</td><td>09/03/2020</td>"
        f"<td>{status if n == 0 else 'Active'}</td></tr>"
        for n, s in enumerate(strings)
    )
    return (
        "<!DOCTYPE html><html><body><h3>China</h3><table><tr><th>#</th>"
        f"<th>Entities</th><th>Date</th><th>Status</th></tr>{rows}</table>"
        "<p>Last Updated: 08/20/2026</p></body></html>"
    )


def strings():
    rows = rows_of("lists/us-wro.names.csv")
    return list(dict.fromkeys(r["raw"] for r in rows))


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


# --- other lists


def test_persons_in_a_list_are_counted_and_nothing_of_them_is_kept(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_text("name,type,from\nA Mill Co.,,2024-01-01\nJane Roe,person,\n")
    found = take(tmp_path, [], key="own/watch", file=path)
    assert (found.entities, found.persons) == (1, 1)
    for kept in (tmp_path / "case").rglob("*"):
        if kept.is_file():
            assert b"Jane" not in kept.read_bytes(), kept


def test_a_persons_name_in_a_table_of_names_is_dropped_and_counted(tmp_path):
    path = tmp_path / "watch.csv"
    path.write_text("name\nA Mill Ltd\n张伟\n", "utf-8")
    request = UpdateRequest(
        tmp_path / "case", TODAY, "own/watch", path, retrieved=TODAY
    )
    found = update(request).updated[0]
    assert (found.entities, found.persons) == (1, 1)
    text = "".join(
        p.read_text("utf-8", "replace")
        for p in (tmp_path / "case").rglob("*")
        if p.is_file()
    )
    assert "张伟" not in text


def test_the_remedy_of_a_removal_is_a_command_that_can_be_run(tmp_path):
    with pytest.raises(InputError) as said:
        take(tmp_path, page(later()[:-3]), retrieved=TODAY)
    path, case = tmp_path / "page.html", tmp_path / "case"
    assert (
        f"`whence lists update us-uflpa --from {path} --retrieved {TODAY}"
        f" --case {case} --accept-removals REFERENCE`" in said.value.remedy
    )
    assert "3 of 152 listed before" in said.value.what


def test_an_unknown_key_lists_those_that_exist(tmp_path):
    with pytest.raises(UsageError, match="us-uflpa"):
        take(tmp_path, [], key="us-nothing")


def test_the_status_says_what_is_held_and_what_is_due(tmp_path):
    before = {s.key: s for s in status(None, on=TODAY)}
    assert before["us-uflpa"].held.rows == 152
    assert before["us-csl"].held is None
    assert before["us-uflpa"].is_due
    take(tmp_path, later(), retrieved=TODAY)
    after = {s.key: s for s in status(tmp_path / "case", on=TODAY)}
    assert not after["us-uflpa"].is_due
    assert after["us-uflpa"].gate.passes


# --- whose parties are touched, and the dossier


SUPPLIERS = (
    "Supplier Name,Country,Address,Product\n"
    'Qarlug Example Mills,CN,"Shule County, Kashgar, Xinjiang",Yarn\n'
    'Meghna Sewing Ltd,BD,"Savar, Dhaka",Shirts\n'
)


def run(tmp_path, as_of=TODAY):
    (tmp_path / "suppliers.csv").write_text(SUPPLIERS, "utf-8")
    return assess(
        AssessRequest(
            files=(tmp_path / "suppliers.csv",),
            out=tmp_path / "out",
            case=tmp_path / "case",
            as_of=as_of,
            measures=("us/uflpa",),
            accept_mapping=True,
        )
    ).findings


def changes(tmp_path, key="", **more):
    return diff(DiffRequest(tmp_path / "case", TODAY, key, **more))


def test_diff_names_my_party_that_the_newest_version_touches(tmp_path):
    run(tmp_path)
    take(tmp_path, later())
    assert changes(tmp_path, "us-uflpa").lists[0].touched == ()
    take(tmp_path, page([*later(), NEW], "08/21/2026"))
    (found,) = changes(tmp_path, "").lists
    (hit,) = found.touched
    assert hit.party == "Qarlug Example Mills"
    assert hit.listed_name == NEW.name
    assert hit.change == "add: (v)"
    assert hit.places == ("suppliers.csv, row 2",)


def test_diff_finds_a_party_by_the_name_that_a_listing_had_before(tmp_path):
    run(tmp_path)
    take(tmp_path, [*later(), NEW])
    less = [replace(NEW, name="Other Words Ltd", aliases=("Qarlug EM",))]
    take(tmp_path, page([*later(), *less], "08/22/2026"), accept_removals="91 FR 4")
    (found,) = changes(tmp_path, "us-uflpa").lists
    assert {h.party for h in found.touched} == {"Qarlug Example Mills"}


def test_a_list_read_again_unchanged_hides_no_change_before_it(tmp_path):
    run(tmp_path)
    take(tmp_path, later())
    take(tmp_path, page([*later(), NEW], "08/21/2026"))
    take(tmp_path, page([*later(), NEW], "08/28/2026"))
    (found,) = changes(tmp_path).lists
    assert [h.party for h in found.touched] == ["Qarlug Example Mills"]
    assert (found.seen, found.unchanged) == (date(2026, 8, 21), date(2026, 8, 28))


def test_diff_since_a_day_tells_every_change_after_it(tmp_path):
    run(tmp_path)
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


def test_a_party_that_is_only_alike_as_a_sister_says_so(tmp_path):
    run(tmp_path)
    take(tmp_path, later())
    sister = replace(NEW, name="Qarlug Example Chemical Co., Ltd.", aliases=())
    take(tmp_path, page([*later(), sister], "08/21/2026"))
    (found,) = changes(tmp_path).lists
    (hit,) = found.touched
    assert hit.word == "related by name"
    assert hit.p_related > hit.p_same


def test_diff_is_written_as_a_workbook_and_as_csv(tmp_path):
    run(tmp_path)
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


def test_diff_without_a_version_says_what_to_do(tmp_path):
    run(tmp_path)
    with pytest.raises(UsageError, match="lists update"):
        changes(tmp_path, "")


def test_a_dossier_uses_the_newest_version_and_can_be_made_again(tmp_path):
    before = run(tmp_path)
    take(tmp_path, [*later(), NEW], retrieved=TODAY)
    after = run(tmp_path)
    assert "Qarlug" in str([p.name for p in after.parties if p.candidates])
    assert before.lists[0].version != after.lists[0].version
    # A version that comes later does not disturb an older dossier.
    take(tmp_path, page(later(), "08/31/2026"), accept_removals="91 FR 5")
    found = verify(tmp_path / "out")
    assert found.ok, found.faults
    assert found.rerun == "same bytes"


# --- the network, on loopback only


class Server:
    """Answers with what a test lays down; remembers what was asked."""

    def __init__(self):
        self.answers, self.asked = [], []

    def say(self, code, body=b"", **headers):
        body = body.encode() if isinstance(body, str) else body
        self.answers.append((code, body, headers))


@contextmanager
def serving():
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append(dict(self.headers))
            code, body, headers = (
                server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
            )
            self.send_response(code)
            headers = dict(headers)
            length = headers.pop("length", len(body))
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_port}/list"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def fetch(tmp_path, server, **more):
    slept = []
    request = UpdateRequest(
        tmp_path / "case", TODAY, "us-uflpa", url=server.url, wait=slept.append
    )
    return update(replace(request, **more)).updated[0], slept


def network(tmp_path):
    with Case.open(tmp_path / "case") as case:
        rows = case.casebook._rows("SELECT event, subject, detail FROM custody")
        assert case.casebook.verify_chain() == ()
    return [(subject, detail) for event, subject, detail in rows if event == "network"]


def test_a_fetched_page_opens_the_gate_and_every_request_is_logged(tmp_path):
    with serving() as server:
        server.say(200, page(later(), "08/20/2026"), ETag='"one"')
        found, _ = fetch(tmp_path, server)
        assert found.own_copy
        assert found.retrieved == TODAY
        assert gate(held(tmp_path), TODAY).passes
        assert [a for a, _ in found.requests] == [server.url]
        assert network(tmp_path)[0][0] == server.url
        assert server.asked[0]["User-Agent"].startswith("whence/")


def test_a_fetched_page_is_not_left_lying_in_the_case(tmp_path):
    with serving() as server:
        server.say(200, page(later()))
        fetch(tmp_path, server)
    assert list((tmp_path / "case" / "tmp").iterdir()) == []


def test_a_page_that_has_not_changed_is_not_sent_again_but_its_day_counts(tmp_path):
    with serving() as server:
        server.say(200, page(later(), "08/20/2026"), ETag='"one"')
        fetch(tmp_path, server)
        server.answers[:] = []
        server.say(304)
        found, _ = fetch(tmp_path, server, on=date(2026, 9, 8))
        assert server.asked[-1]["If-None-Match"] == '"one"'
        assert found.events == ()
        assert found.retrieved == date(2026, 9, 8)
        assert gate(held(tmp_path, date(2026, 9, 8)), date(2026, 9, 8)).passes


def test_a_server_that_stumbles_is_asked_again_with_pauses(tmp_path):
    with serving() as server:
        server.say(503, **{"Retry-After": "7"})
        server.say(500)
        server.say(200, page(later()))
        found, slept = fetch(tmp_path, server)
        assert slept == [7.0, 14.0]
        assert len(found.requests) == 3


def test_a_moment_given_for_the_next_try_is_waited_for(tmp_path):
    with serving() as server:
        soon = datetime.now(UTC) + timedelta(seconds=20)
        server.say(429, **{"Retry-After": format_datetime(soon, usegmt=True)})
        server.say(200, page(later()))
        _, slept = fetch(tmp_path, server)
        assert 15 < slept[0] <= 20


def test_who_asks_for_a_long_pause_is_left_alone(tmp_path):
    with serving() as server:
        server.say(429, **{"Retry-After": "3600"})
        with pytest.raises(InputError, match="3600 seconds"):
            fetch(tmp_path, server)
        assert len(server.asked) == 1


def test_nothing_has_changed_is_no_answer_to_who_has_nothing(tmp_path):
    with serving() as server:
        server.say(304)
        with pytest.raises(InputError, match="HTTP 304"):
            fetch(tmp_path, server)


@pytest.mark.parametrize(("code", "asked"), [(403, 1), (404, 1), (500, 3)])
def test_a_refusal_says_how_to_save_the_page_by_hand(tmp_path, code, asked):
    with serving() as server:
        server.say(code, "no")
        with pytest.raises(InputError, match=f"HTTP {code}.*--from FILE"):
            fetch(tmp_path, server)
        assert len(server.asked) == asked
        assert len(network(tmp_path)) == asked


def test_a_page_that_breaks_off_is_not_taken(tmp_path):
    whole = page(later()).encode()
    with serving() as server:
        server.say(200, whole[:5000], length=len(whole))
        with pytest.raises(InputError, match="IncompleteRead"):
            fetch(tmp_path, server)
    assert not list((tmp_path / "case" / "lists").glob("*/*"))


def test_a_redirect_to_another_host_is_not_followed(tmp_path):
    with serving() as server:
        server.say(302, Location="http://localhost:1/other")
        with pytest.raises(InputError, match="another place"):
            fetch(tmp_path, server)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.dhs.gov/uflpa-entity-list",
        "https://example.org/list",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
    ],
)
def test_only_the_publishers_https_address_or_this_machine_is_asked(tmp_path, url):
    with pytest.raises(UsageError, match="not the publisher"):
        update(UpdateRequest(tmp_path / "case", TODAY, "us-uflpa", url=url))


def test_a_file_without_a_key_asks_which_list_it_is(tmp_path):
    with pytest.raises(UsageError, match="us-uflpa"):
        take(tmp_path, [], key="")


# --- the door


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
