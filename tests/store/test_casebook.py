import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from whence.errors import InputError, OutputError
from whence.model.party import Judgement, Verdict
from whence.store.casebook import Casebook
from whence.store.chain import GENESIS, Head
from whence.store.judged import Shown

DAY = date(2026, 6, 26)
JUDGED = Judgement(
    *("c-1", Verdict.RELATED, "mk", "", "same owners", DAY), "left", "right", "both"
)


@pytest.fixture
def book(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Casebook(tmp_path / "casebook.sqlite") as opened:
        yield opened


def test_a_new_casebook_is_empty_and_whole(book: Casebook) -> None:
    assert book.head() == Head(0, GENESIS)
    assert book.judgements(DAY) == ()
    assert book.verify_chain() == ()


def test_the_latest_judgement_of_each_candidate_counts(book: Casebook) -> None:
    later = replace(JUDGED, verdict=Verdict.SAME)
    other = replace(JUDGED, candidate="c-0")
    for judgement in (JUDGED, other, later):
        book.record(judgement, left="A", right="B")
    assert book.judgements(DAY) == (other, later)
    assert book.history("c-1") == (JUDGED, later)


def test_what_was_recorded_later_than_as_of_is_not_known(book: Casebook) -> None:
    book.record(JUDGED)
    book.record(replace(JUDGED, verdict=Verdict.SAME, on=date(2026, 6, 27)))
    assert book.judgements(date(2026, 6, 25)) == ()
    assert book.judgements(DAY) == (JUDGED,)


def test_judgements_after_a_head_can_be_left_out(book: Casebook) -> None:
    seq = book.record(JUDGED)
    book.record(replace(JUDGED, verdict=Verdict.SAME))
    assert book.judgements(DAY, head=seq) == (JUDGED,)
    assert book.judgements(DAY, head=0) == ()


@pytest.mark.parametrize("table", ["judgement", "custody", "finding_run", "redirect"])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "UPDATE {} SET seq = seq"])
def test_nothing_recorded_can_be_changed_or_deleted(
    book: Casebook, table: str, act: str
) -> None:
    book.record(JUDGED)
    book.add_run(manifest="m", findings="f", as_of=DAY)
    book.redirect("p-1", "p-2")
    with sqlite3.connect(book.path) as raw:
        with pytest.raises(sqlite3.DatabaseError, match=r"append only|never"):
            raw.execute(act.format(table))
    raw.close()
    assert book.verify_chain() == ()


TAMPER = {
    "a judgement rewritten": (
        "DROP TRIGGER judgement_stays; UPDATE judgement SET verdict = 'different'",
        "judgement 1 is not what was logged",
    ),
    "a judgement deleted": (
        "DROP TRIGGER judgement_kept; DELETE FROM judgement",
        "judgement 1 is missing",
    ),
    "a log row rewritten": (
        "DROP TRIGGER custody_stays; UPDATE custody SET day = '2020-01-01' WHERE seq=1",
        "row 1 of the custody log was changed",
    ),
    "a log row deleted": (
        "PRAGMA foreign_keys=OFF; DROP TRIGGER custody_kept;"
        " DELETE FROM custody WHERE seq = 1",
        "row 1 of the custody log is missing",
    ),
    "a judgement slipped in": (
        "PRAGMA foreign_keys=OFF; INSERT INTO judgement SELECT 9, candidate, verdict,"
        " handle, reason, why, day, left_hash, right_hash, left_text, right_text, shown"
        " FROM judgement",
        "judgement 9 is not what was logged",
    ),
}


@pytest.mark.parametrize("name", sorted(TAMPER))
def test_the_chain_finds(book: Casebook, name: str) -> None:
    script, fault = TAMPER[name]
    book.record(JUDGED)
    book.add_run(manifest="m", findings="f", as_of=DAY)
    raw = sqlite3.connect(book.path)
    raw.executescript(script)
    raw.close()
    assert fault in book.verify_chain()


def test_what_was_shown_is_remembered_over_later_runs(book: Casebook) -> None:
    first = Shown("c-1", "A", "B", "a", "b", 0.9, 0.1, (("token", "x = y", 1.5),))
    book.shown([first, Shown("c-2", "C", "D", "c", "d")])
    book.shown([Shown("c-2", "C2", "D", "c2", "d")])
    assert book.shown_of("c-1") == first
    assert book.shown_of("c-2") == Shown("c-2", "C2", "D", "c2", "d")
    assert book.shown_of("c-3") is None
    assert book.candidates() == ("c-1", "c-2")
    assert first.text == "A | B | token: x = y (+1.50)"


def test_a_redirect_is_followed_by_the_latest_and_kept_once(book: Casebook) -> None:
    book.redirect("p-1", "p-2")
    book.redirect("p-1", "p-2")
    book.redirect("p-2", "p-2")
    assert book.head().seq == 1
    book.redirect("p-1", "p-3")
    assert book.redirects() == {"p-1": "p-3"}


def test_a_copy_ends_where_it_was_told_to(book: Casebook, tmp_path: Path) -> None:
    seq = book.record(JUDGED)
    head = book.head()
    book.record(replace(JUDGED, verdict=Verdict.SAME))
    book.add_run(manifest="m", findings="f", as_of=DAY)
    book.copy_until(tmp_path / "copy.sqlite", seq)
    with Casebook(tmp_path / "copy.sqlite") as copy:
        assert copy.judgements(DAY) == (JUDGED,)
        assert copy.head() == head
        assert copy.verify_chain() == ()
    with pytest.raises(InputError, match="no row 9"):
        book.copy_until(tmp_path / "more.sqlite", 9)


def test_a_file_that_is_no_casebook_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "casebook.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(InputError, match="not a whole casebook"):
        Casebook(tmp_path / "casebook.sqlite")


def test_a_newer_casebook_is_left_alone(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / "casebook.sqlite")
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(InputError, match="newer Whence"):
        Casebook(tmp_path / "casebook.sqlite")


def test_a_folder_that_is_not_there_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be read or written"):
        Casebook(tmp_path / "none" / "casebook.sqlite")


def test_a_full_disk_loses_no_judgement(book: Casebook) -> None:
    book.record(JUDGED)
    (pages,) = book._db.execute("PRAGMA page_count").fetchone()
    book._db.execute(f"PRAGMA max_page_count = {pages}")
    long = replace(JUDGED, candidate="c-2", why="w" * 9000)
    with pytest.raises(OutputError, match="full"):
        book.record(long)
    assert book.judgements(DAY) == (JUDGED,)
    assert book.verify_chain() == ()


WRITER = """
import sys
from datetime import date
from pathlib import Path
from whence.model.party import Judgement, Verdict
from whence.store.casebook import Casebook
book = Casebook(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    book.record(Judgement(f"c-{number}", Verdict.UNSURE, "mk", "", "w" * 300,
                          date(2026, 6, 26), "", ""))
    print(number, flush=True)
"""


@pytest.mark.parametrize("wait", [0.02, 0.11, 0.23])
def test_a_kill_in_the_middle_of_writing_loses_nothing(
    tmp_path: Path, wait: float
) -> None:
    path = tmp_path / "casebook.sqlite"
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "1\n"
    time.sleep(wait)
    child.send_signal(signal.SIGKILL)
    confirmed = child.stdout.read().split()
    child.wait()
    child.stdout.close()
    last = int(confirmed[-1]) if confirmed else 1
    with Casebook(path) as book:
        found = {j.candidate for j in book.judgements(DAY)}
        assert {f"c-{n}" for n in range(1, last + 1)} <= found
        assert len(found) <= last + 1
        assert book.verify_chain() == ()
