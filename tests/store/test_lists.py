from datetime import date

import pytest

from whence.errors import DataError
from whence.shelf.list_files import COLUMNS, FORMAT, read_version, row_of
from whence.shelf.lists import editions
from whence.store import lists
from whence.store.case import Case

DAY = date(2026, 6, 26)


def listing():
    return editions(DAY)[0].listings[0]


def header(key="us-uflpa", **more):
    return {
        "format": FORMAT,
        "key": key,
        "title": "T",
        "publisher": "P",
        "reference": "R",
        "source": "page.html",
        "sha256": "ab" * 32,
        "published": DAY,
        "retrieved": DAY,
        "known": DAY,
        "seen": DAY,
        "own_copy": True,
        "complete": True,
        "removals_known_since": DAY,
        "events": [],
    } | more


def add(folder, key="us-uflpa", **more):
    row = row_of(listing(), ("Old Name",), (("i", DAY),))
    return lists.add(folder, header(key, **more), [row], columns=COLUMNS)


def test_a_version_is_read_as_it_was_written(tmp_path):
    version = read_version(add(tmp_path))
    (row,) = version.edition.listings
    assert (row.key, row.name, row.span) == (
        listing().key,
        listing().name,
        listing().span,
    )
    assert row.sections == listing().sections
    assert version.printed[row.key] == (("i", DAY),)
    assert version.number == 1


def test_versions_are_numbered_and_share_rows_that_are_the_same(tmp_path):
    add(tmp_path)
    second = add(tmp_path, retrieved=date(2026, 7, 1))
    assert second.name == "0002.version.yml"
    assert len(list(second.parent.glob("*.csv"))) == 1
    assert [p.name for p in lists.versions(tmp_path)] == [
        "0001.version.yml",
        "0002.version.yml",
    ]


def test_a_version_is_written_once_and_only_for_reading(tmp_path):
    place = add(tmp_path)
    assert place.stat().st_mode & 0o222 == 0
    assert next(place.parent.glob("*.csv")).stat().st_mode & 0o222 == 0


def test_rows_that_were_altered_are_noticed(tmp_path):
    place = add(tmp_path)
    rows = next(place.parent.glob("*.csv"))
    rows.chmod(0o644)
    rows.write_text(rows.read_text("utf-8").replace("CN", "US"), "utf-8")
    with pytest.raises(DataError, match="altered"):
        read_version(place)


@pytest.mark.parametrize("text", ["", "format: other\n", "key: [\n"])
def test_a_header_that_is_none_is_an_error_with_its_place(tmp_path, text):
    place = add(tmp_path)
    place.chmod(0o644)
    place.write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"0001\.version\.yml"):
        read_version(place)


@pytest.mark.parametrize("key", ["own/../../x", "own/ä b", "own/.hidden", "own/a\nb"])
def test_no_key_leads_out_of_the_case(tmp_path, key):
    place = add(tmp_path, key)
    assert place.parent.parent == tmp_path / "lists"


def test_a_case_names_its_versions_among_its_lists_and_settings(tmp_path):
    with Case.open(tmp_path / "case") as case:
        assert case.list_files() == ()
        place = add(case.folder)
    with Case.open(tmp_path / "case") as case:
        assert case.list_files() == (place,)
        named = {record.file for record in case.settings}
    assert "lists/us-uflpa/0001.version.yml" in named
    assert sum(n.endswith(".csv") for n in named) == 1
