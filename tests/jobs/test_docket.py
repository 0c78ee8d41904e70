from datetime import date

import pytest

from whence.errors import InputError, UsageError
from whence.jobs.docket_log import LogRequest, log_message
from whence.jobs.docket_open import OpenRequest, open_docket
from whence.jobs.docket_show import show_docket
from whence.model.docket import Mark, Track
from whence.store.case import Case

TODAY = date(2026, 6, 12)
AT = "2026-06-12T08:30:00+00:00"
NOTICE = """\
NOTICE OF DETENTION
Detention Number: 2026-4601-00417
Date of Detention: 06/10/2026
Date presented for examination: 06/03/2026
Entry Number: MRX-4471009-2
"""


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, "utf-8")
    return path


def opened(tmp_path, **given):
    return open_docket(OpenRequest(tmp_path / "case", TODAY, AT, **given))


def logged(tmp_path, **given):
    given = {"on": TODAY, **given}
    return log_message(
        LogRequest(case=tmp_path / "case", recorded=TODAY, at=AT, **given)
    )


def test_a_notice_opens_a_docket_with_its_number_and_is_kept(tmp_path, notice):
    result = opened(tmp_path, notices=(notice,))
    docket = result.docket
    assert docket.key == "2026-4601-00417"
    assert docket.day(Mark.PRESENTED) == date(2026, 6, 3)
    assert result.timeline.mine.due == date(2026, 7, 3)
    (message,) = docket.messages
    assert message.way == "from authority"
    with Case.open(tmp_path / "case", create=False) as case:
        assert case.exhibit_path(message.exhibit).read_text("utf-8") == NOTICE


def test_a_day_given_by_hand_holds_before_the_notices_own(tmp_path, notice):
    days = ((Mark.PRESENTED, date(2026, 6, 1)),)
    docket = opened(tmp_path, notices=(notice,), days=days).docket
    assert docket.day(Mark.PRESENTED) == date(2026, 6, 1)


def test_a_notice_of_an_unknown_layout_is_refused_with_the_way_by_hand(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear importer, your goods are with us.", "utf-8")
    with pytest.raises(InputError, match="--presented"):
        opened(tmp_path, notices=(path,))
    days = ((Mark.ARRIVED, date(2026, 6, 1)),)
    result = opened(tmp_path, notices=(path,), days=days, key="D-1")
    assert "kept, not read" in result.unread[0]
    assert result.docket.messages[0].exhibit


def test_nothing_but_a_day_needs_a_name(tmp_path):
    with pytest.raises(UsageError, match="which detention"):
        opened(tmp_path, days=((Mark.PRESENTED, TODAY),))


def test_a_docket_is_opened_once(tmp_path, notice):
    opened(tmp_path, notices=(notice,))
    with pytest.raises(UsageError, match="open already"):
        opened(tmp_path, notices=(notice,))


def test_an_order_starts_the_three_months_beside(tmp_path):
    days = ((Mark.IMPORTED, date(2026, 6, 1)),)
    result = opened(tmp_path, days=days, key="D-1", order=True)
    assert result.docket.tracks == (Track.DETENTION, Track.WRO)
    assert "wro_proof" in {s.key for s in result.timeline.steps}


def test_a_message_moves_the_clocks_by_what_it_sets(tmp_path, notice):
    opened(tmp_path, notices=(notice,))
    before = show_docket(tmp_path / "case", today=TODAY)
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 letter")
    result = logged(
        tmp_path,
        way="from authority",
        kind="exclusion letter",
        sets=((Mark.EXCLUDED, TODAY),),
        papers=(letter,),
    )
    steps = {s.key: s for s in result.timeline.steps}
    assert steps["protest"].due == date(2026, 12, 9)
    assert before.timeline.mine.key == "determination"
    assert result.timeline.mine.key == "protest"
    assert result.docket.messages[-1].exhibit


def test_extensions_are_two_and_none_is_written_that_was_refused(tmp_path, notice):
    opened(tmp_path, notices=(notice,))
    with pytest.raises(UsageError, match="no day of the task"):
        logged(tmp_path, extended_to=date(2026, 7, 1))
    logged(tmp_path, sets=((Mark.TASK_DUE, date(2026, 6, 20)),))
    for day in (24, 28):
        logged(tmp_path, extended_to=date(2026, 6, day))
    with pytest.raises(UsageError, match="at most two"):
        logged(tmp_path, extended_to=date(2026, 7, 2))
    shown = show_docket(tmp_path / "case", today=TODAY)
    assert shown.docket.task_due == date(2026, 6, 28)
    assert len(shown.docket.extensions) == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"on": date(2026, 6, 13), "text": "x"}, "yet to come"),
        ({}, "nothing to log"),
        ({"docket": "D-9", "text": "x"}, "no docket 'D-9'"),
    ],
)
def test_a_message_that_cannot_be_is_refused(tmp_path, notice, given, words):
    opened(tmp_path, notices=(notice,))
    with pytest.raises(UsageError, match=words):
        logged(tmp_path, **given)


def test_every_message_is_chained_and_an_altered_one_is_told(tmp_path, notice):
    import sqlite3

    opened(tmp_path, notices=(notice,))
    logged(tmp_path, way="from authority", kind="call", text="papers by Friday")
    assert show_docket(tmp_path / "case", today=TODAY).faults == ()
    book = tmp_path / "case" / "casebook.sqlite"
    with sqlite3.connect(book) as raw:
        raw.executescript(
            "DROP TRIGGER custody_stays;"
            "UPDATE custody SET detail = replace(detail, 'Friday', 'Monday');"
        )
    raw.close()
    assert "was changed" in show_docket(tmp_path / "case", today=TODAY).faults[0]


def test_the_calendar_has_every_open_day_and_the_same_bytes(tmp_path, notice):
    opened(tmp_path, notices=(notice,))
    found = []
    for name in ("a.ics", "b.ics"):
        show_docket(tmp_path / "case", today=TODAY, calendar=tmp_path / name)
        found.append((tmp_path / name).read_bytes())
    assert found[0] == found[1]
    text = found[0].decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 4
    assert "DTSTART;VALUE=DATE:20260703" in text
    assert all(len(line) <= 75 for line in found[0].split(b"\r\n"))
