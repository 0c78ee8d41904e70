from datetime import date

import pytest

from whence.errors import DataError
from whence.jobs.screen import ScreenRequest, screen
from whence.shelf.lists import editions

DAY = date(2026, 6, 26)
HEAD = "listed_name,alias,reference,known\n"
NINESTAR = "Ninestar Corporation"
ROW = f'"{NINESTAR}",Blue Heron Imaging,"letter of counsel, p. 3",2026-05-04\n'


def described(folder, rows, about="key: us-uflpa\naliases: names.csv\n"):
    (folder / "names.csv").write_text(rows, "utf-8")
    path = folder / "known-as.yml"
    path.write_text(about, "utf-8")
    return path


def of(found, key="us-uflpa"):
    return next(e for e in found if e.list_key == key)


def test_an_entry_bears_the_name_with_its_source_and_stays_itself(tmp_path):
    plain, more = (
        of(editions(DAY, extra)) for extra in ((), (described(tmp_path, HEAD + ROW),))
    )
    (mine,) = [x for x in more.listings if x.name == NINESTAR]
    assert mine.local_names[-1] == (
        "Blue Heron Imaging",
        "own",
        "letter of counsel, p. 3",
    )
    assert [x.key for x in more.listings] == [x.key for x in plain.listings]
    assert more.sha256 != plain.sha256
    assert (more.complete, more.own_copy) == (plain.complete, plain.own_copy)


def test_it_is_not_used_before_the_day_it_was_known(tmp_path):
    path = described(tmp_path, HEAD + ROW)
    found = of(editions(date(2026, 5, 3), (path,)))
    assert "Blue Heron Imaging" not in str(found.listings)


def test_it_finds_a_candidate_and_never_an_identity(tmp_path):
    path = described(tmp_path, HEAD + ROW)
    table = tmp_path / "suppliers.csv"
    table.write_text("Supplier,Country,Address\nBlue Heron Imaging,CN,\n", "utf-8")
    words = {
        bool(lists): screen(
            ScreenRequest(table, tmp_path / "o.csv", DAY, lists)
        ).parties[0].word
        for lists in ((), (str(path),))
    }  # fmt: skip
    assert words == {False: "nothing found on these versions", True: "candidate"}


@pytest.mark.parametrize(
    ("rows", "what", "where"),
    [
        (HEAD + ROW.replace(NINESTAR, "Nobody"), "no name on us-uflpa", "line 2"),
        (HEAD + '"Ninestar Corporation",X,,2026-05-04\n', "no reference", "line 2"),
        (HEAD + '"Ninestar Corporation",X,y,May\n', "no date", "line 2"),
        ("name,alias\n", "the columns are", "line 1"),
        ("", "the columns are none", "line 1"),
    ],
)
def test_a_row_that_says_too_little_is_named_by_its_line(tmp_path, rows, what, where):
    with pytest.raises(DataError, match=what) as caught:
        editions(DAY, (described(tmp_path, rows),))
    assert where in caught.value.where


def test_names_of_a_list_that_is_not_there_are_refused(tmp_path):
    path = described(tmp_path, HEAD, "key: own/none\naliases: names.csv\n")
    with pytest.raises(DataError, match="no list 'own/none'"):
        editions(DAY, (path,))
