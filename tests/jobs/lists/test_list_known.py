"""Names and relations of the user's own: from a sheet into the case, each sourced."""

from datetime import date

import openpyxl
import pytest

from whence.errors import InputError, UsageError
from whence.jobs.list_known import KnownRequest, known
from whence.jobs.screen import ScreenRequest, screen
from whence.shelf.lists import editions
from whence.store.case import Case

DAY = date(2026, 6, 26)
NINESTAR, TAIDA = "Ninestar Corporation", "Hetian Taida Apparel Co., Ltd."
HEAD = ("Listed name", "Name", "Relation", "Source", "Known on")
ALIAS = (NINESTAR, "Blue Heron Imaging", "trade name", "counsel, p. 3", "2026-05-04")
CHILD = (
    TAIDA,
    "Quillmere Garments Co., Ltd.",
    "subsidiary",
    "annual report 2024, p. 34",
    date(2026, 5, 4),
)


def sheet(folder, *rows, head=HEAD):
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    path = folder / "known.xlsx"
    book.save(path)
    return path


def take(folder, *rows, head=HEAD, on=DAY):
    file = sheet(folder, *rows, head=head)
    return known(KnownRequest(folder / "case", file, on))


def screened(folder, name, *, as_of=DAY, address=""):
    table = folder / "suppliers.csv"
    table.write_text(f"Supplier,Country,Address\n{name},CN,{address}\n", "utf-8")
    request = ScreenRequest(table, folder / "o.csv", as_of, case=folder / "case")
    (party,) = screen(request).parties
    return party, (folder / "o.csv").read_text("utf-8")


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    """One case that was told a trade name and a subsidiary."""
    folder = tmp_path_factory.mktemp("known")
    return folder, take(folder, ALIAS, CHILD)


def test_a_sheet_of_names_and_relations_is_taken_with_its_sources(taken):
    _, result = taken
    assert [(r.name, r.relation, r.reference) for r in result.taken] == [
        ("Blue Heron Imaging", "alias", "counsel, p. 3"),
        ("Quillmere Garments Co., Ltd.", "subsidiary", "annual report 2024, p. 34"),
    ]
    assert not result.set_aside


def test_a_supplier_under_the_name_is_a_candidate_and_the_source_is_told(taken):
    party, text = screened(taken[0], "Blue Heron Imaging")
    assert party.word == "candidate"
    assert party.candidates[0].listed_name == NINESTAR
    assert "counsel, p. 3" in text


def test_a_relative_asks_as_related_and_is_never_the_listed_one(taken):
    party, text = screened(
        taken[0], "Quillmere Garments Co Ltd", address="Hotan Xinjiang"
    )
    found = party.candidates[0]
    assert (party.word, found.standing) == ("candidate", "related")
    assert found.p_related > 0.9 > 0.5 > found.p_same
    assert "subsidiary of the listed" in found.why
    assert "annual report 2024, p. 34" in text


def test_a_relative_does_not_count_before_it_was_known(taken):
    day = date(2026, 5, 3)
    party, _ = screened(taken[0], "Quillmere Garments Co Ltd", as_of=day)
    assert party.candidates == ()


def test_a_relation_that_has_ended_takes_no_candidate_by_name_away(tmp_path):
    name = "Ninestar Imaging Ltd"
    first, _ = screened(tmp_path, name)
    row = (NINESTAR, name, "subsidiary", "register", "2026-05-04", "2020-01-01")
    assert take(tmp_path, row, head=(*HEAD, "Until")).taken
    then, _ = screened(tmp_path, name)
    before = {c.listing: c for c in first.candidates}
    after = {c.listing: c for c in then.candidates}
    assert {c.standing for c in before.values()} == {"candidate"}
    assert {k: after[k].standing for k in before} == {k: "candidate" for k in before}
    assert "by register, until 2020-01-01" in " ".join(c.why for c in after.values())


def test_the_case_shows_them_among_the_entries(taken):
    with Case.open(taken[0] / "case", create=False) as case:
        held = {e.list_key: e for e in editions(DAY, case.list_files())}
    (mine,) = [x for x in held["us-uflpa"].listings if TAIDA.startswith(x.name)]
    relative = mine.relatives[-1]
    assert (relative.name, relative.kind.value) == (CHILD[1], "subsidiary")


def test_the_same_sheet_again_adds_nothing_and_a_further_row_joins(tmp_path):
    take(tmp_path, ALIAS)
    assert take(tmp_path, ALIAS).taken == ()
    assert [r.name for r in take(tmp_path, ALIAS, CHILD).taken] == [CHILD[1]]
    assert screened(tmp_path, ALIAS[1])[0].word == "candidate"


BAD = [
    ((NINESTAR, "Blue Heron", "", "", ""), "no source"),
    ((NINESTAR, "", "", "counsel", ""), "no name"),
    (("", "Blue Heron", "", "counsel", ""), "no listed name"),
    (("Ninestar Corp", "Blue Heron", "", "counsel", ""), "not on a list"),
    ((NINESTAR, "Blue Heron", "cousin", "counsel", ""), "unknown relation"),
    ((NINESTAR, "Blue Heron", "", "counsel", "soon"), "no date"),
    ((NINESTAR, "Blue Heron", "", "counsel", "2027-01-01"), "not yet known"),
    ((NINESTAR, "张伟", "owner", "register", ""), "a person's name"),
    ((NINESTAR, "🏭", "", "counsel", ""), "no name"),
    ((NINESTAR, NINESTAR, "parent", "counsel", ""), "its own name"),
]


def test_rows_that_cannot_stand_are_set_aside_and_a_person_leaves_nothing(tmp_path):
    result = take(tmp_path, ALIAS, *(row for row, _ in BAD))
    found = [(a.source.row, a.reason) for a in result.set_aside]
    assert found == [(n, reason) for n, (_, reason) in enumerate(BAD, start=3)]
    assert all(a.remedy for a in result.set_aside)
    assert [r.name for r in result.taken] == [ALIAS[1]]
    for path in (tmp_path / "case").rglob("*"):
        assert not path.is_file() or "张伟".encode() not in path.read_bytes()


def reloaded(folder):
    with Case.open(folder / "case", create=False) as case:
        return {e.list_key: e for e in editions(DAY, case.list_files())}


def test_a_row_under_an_own_name_is_kept_under_the_printed_one_and_the_case_opens(
    tmp_path,
):
    take(tmp_path, ALIAS)
    row = (ALIAS[1], "Quillmere Toner Ltd.", "subsidiary", "annual report", "")
    result = take(tmp_path, row)
    assert [(r.listed_name, r.name) for r in result.taken] == [(NINESTAR, row[1])]
    (mine,) = [x for x in reloaded(tmp_path)["us-uflpa"].listings if x.name == NINESTAR]
    assert row[1] in [r.name for r in mine.relatives]
    assert take(tmp_path, row).taken == ()
    assert screened(tmp_path, "Quillmere Toner Ltd.")[0].word == "candidate"


def test_lists_that_print_a_name_with_and_without_a_point_make_one_row(tmp_path):
    take(tmp_path, (TAIDA, "和田泰达服饰", "", "register", ""))
    result = take(tmp_path, ("和田泰达服饰", "Quillmere Two", "", "page", ""))
    assert [(r.name, r.lists) for r in result.taken] == [
        ("Quillmere Two", ("us-uflpa", "us-wro"))
    ]
    assert reloaded(tmp_path)


def test_the_listed_one_is_no_relative_of_its_own_other_name(tmp_path):
    take(tmp_path, ALIAS)
    result = take(tmp_path, (ALIAS[1], NINESTAR, "parent", "counsel", ""))
    assert reasons(result) == [("its own name", NINESTAR)]
    assert reloaded(tmp_path)


PERSONS = ["John Smith", "Maria Gonzalez Lopez", "Ivan Petrov", "Fatma Çelik"]
PERSONS += ["GARCIA, Maria", "R. Quillon", "Nguyễn Văn Sơn", "ИП Иванов И.И."]


def reasons(result):
    return [(a.reason, a.detail) for a in result.set_aside]


@pytest.mark.parametrize("relation", ["shareholder", "subsidiary", "alias"])
def test_a_person_of_any_script_is_not_kept_nor_shown(relation, tmp_path):
    rows = [(NINESTAR, name, relation, "annual report", "") for name in PERSONS]
    unsourced = [(NINESTAR, name, relation, "", "") for name in PERSONS]
    result = take(tmp_path, ALIAS, *rows, *unsourced)
    assert [r.name for r in result.taken] == [ALIAS[1]]
    assert reasons(result) == [("a person's name", "")] * 2 * len(PERSONS)
    kept = [p.read_bytes() for p in (tmp_path / "case").rglob("*") if p.is_file()]
    assert not any(name.encode() in data for name in PERSONS for data in kept)


@pytest.mark.parametrize("name", ["Orla Quillon", "Zindrova", "John Mills"])
def test_an_owner_without_a_word_of_a_firm_is_not_kept(name, tmp_path):
    result = take(tmp_path, (NINESTAR, name, "owner", "annual report", ""))
    assert result.taken == ()
    ((reason, shown),) = reasons(result)
    assert "person" in reason
    assert shown == ""
    assert "Ltd." in result.set_aside[0].remedy


OWNERS = ["Quillmere Holdings", "Robert Quillon GmbH", "Ali & Sons", "Quillmere Steel"]
OWNERS += ["新疆生产建设兵团", "Mehmet Demir A.Ş.", "Ministry of Finance"]


def test_owners_that_are_organisations_are_taken(tmp_path):
    rows = [(NINESTAR, name, "owner", "annual report", "") for name in OWNERS]
    result = take(tmp_path, *rows)
    assert [r.name for r in result.taken] == OWNERS
    assert result.set_aside == ()


def test_a_firm_called_after_a_person_is_taken_as_a_name(tmp_path):
    names = ["Maria Textiles", "Walter Cotton Mill", "溢达", "Blue Heron", "清水建設"]
    result = take(tmp_path, *((NINESTAR, n, "", "counsel", "") for n in names))
    assert [r.name for r in result.taken] == names


def test_headers_in_chinese_and_any_order_are_read(tmp_path):
    head = ("来源", "关系", "名称", "名单名称")
    result = take(tmp_path, ("年报", "子公司", "某某纺织有限公司", TAIDA), head=head)
    assert [(r.name, r.relation) for r in result.taken] == [
        ("某某纺织有限公司", "subsidiary")
    ]
    assert result.taken[0].known == DAY


def test_a_sheet_without_a_column_of_sources_is_refused_with_the_headers(tmp_path):
    with pytest.raises(InputError, match="source") as caught:
        take(tmp_path, (NINESTAR, "Blue Heron"), head=("Listed name", "Name"))
    assert "Listed name" in caught.value.remedy


def test_a_case_that_is_not_there_is_made_and_a_list_that_is_not_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no list"):
        known(KnownRequest(tmp_path / "case", sheet(tmp_path, ALIAS), DAY, "own/x"))


def test_a_judgement_is_asked_again_when_a_relative_is_added(tmp_path):
    hashes = []
    for row in (ALIAS, CHILD):
        take(tmp_path, row)
        found = screened(tmp_path, "Hetian Taida Apparel")[0].candidates[0]
        with Case.open(tmp_path / "case") as case:
            shown = case.casebook.shown_of(found.id)
        assert shown is not None
        hashes.append(shown.right_hash)
    assert hashes[0] != hashes[1]


def test_an_entry_that_came_later_than_the_day_of_the_run_stops_nothing(tmp_path):
    row = ("Huafu Fashion Co., Ltd.", "Blue Heron", "", "counsel", "2021-05-04")
    take(tmp_path, row)
    party, _ = screened(tmp_path, "Blue Heron", as_of=date(2022, 7, 1))
    assert party.candidates == ()
    assert screened(tmp_path, "Blue Heron")[0].word == "candidate"
