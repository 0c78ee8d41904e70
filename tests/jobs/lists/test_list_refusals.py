"""Files that cannot be the whole list, and persons in lists."""

from dataclasses import replace

import pytest
from list_pages import PAGE, TODAY, page, shipped, take

from whence.errors import InputError, UsageError
from whence.jobs.list_update import UpdateRequest, update
from whence.model.listfile import ListRow


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


def test_an_unknown_key_lists_those_that_exist(tmp_path):
    with pytest.raises(UsageError, match="us-uflpa"):
        take(tmp_path, [], key="us-nothing")


def test_a_file_without_a_key_asks_which_list_it_is(tmp_path):
    with pytest.raises(UsageError, match="us-uflpa"):
        take(tmp_path, [], key="")
