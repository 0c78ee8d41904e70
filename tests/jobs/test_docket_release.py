import json
from datetime import date

import pytest
import typst

from whence.errors import InputError, UsageError
from whence.jobs.docket_ask import AnsweredRequest, AskRequest, answered, ask
from whence.jobs.docket_binder import BinderRequest
from whence.jobs.docket_compare import compare, take_fingerprint
from whence.jobs.docket_log import LogRequest, log_message
from whence.jobs.docket_open import OpenRequest, open_docket
from whence.jobs.docket_review import ReviewRequest, outcomes, review
from whence.model.docket import Mark
from whence.model.measure import AnswerState
from whence.model.release import PointState

DAY = date(2026, 6, 15)
AT = "2026-06-15T08:00:00+00:00"
HEAD = "File,Kind,Stage,Number,Date,From,To,Lots in,Lots out\n"
ROWS = (
    "gin.txt,gin record,gin,G-1,2025-11-12,Caprock Gin LLC,,,L-1\n"
    "spin.txt,production record,spin,S-1,2026-01-20,Kalindri Mills,,L-1,Y-1\n"
)
NAMES = "gin.txt", "spin.txt"


@pytest.fixture
def case(tmp_path):
    for key in ("D-1", "D-2"):
        days = ((Mark.PRESENTED, date(2026, 6, 3)),)
        open_docket(
            OpenRequest(
                tmp_path / "case", DAY, AT, days=days, key=key, commodity="cotton"
            )
        )
    return tmp_path / "case"


def papers(tmp_path, name="a", rows=ROWS):
    folder = tmp_path / name
    folder.mkdir()
    for file in NAMES:
        (folder / file).write_text(f"{file}\n", "utf-8")
    index = tmp_path / f"{name}.csv"
    index.write_text(HEAD + rows, "utf-8")
    return folder, index


def told(case, way, kind, *, day=DAY, docket="D-1", paper=None, sets=()):
    log_message(
        LogRequest(
            case,
            DAY,
            day,
            AT,
            way,
            kind,
            docket=docket,
            sets=sets,
            papers=(paper,) if paper else (),
        )
    )


def state(case, key="D-1"):
    return next(row for row in outcomes(case) if row.docket == key).state


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(typst.compile(b"Released"))
    return path


def test_an_answer_is_none_then_prepared_then_submitted(case):
    assert state(case) is AnswerState.NONE
    review(ReviewRequest(case, DAY, "D-1", "ar:gin:bale-level", "in preparation"))
    assert state(case) is AnswerState.IN_PREPARATION
    told(case, "to authority", "applicability review submission")
    assert state(case) is AnswerState.SUBMITTED
    assert state(case, "D-2") is AnswerState.NONE


@pytest.mark.parametrize(
    ("way", "with_paper", "expected"),
    [
        ("from authority", True, AnswerState.ACCEPTED),
        ("from authority", False, AnswerState.NONE),
        ("note", True, AnswerState.NONE),
        ("from supplier", True, AnswerState.NONE),
    ],
)
def test_only_the_authoritys_own_paper_accepts(case, letter, way, with_paper, expected):
    told(case, way, "release", paper=letter if with_paper else None)
    assert state(case) is expected


def test_a_later_decision_counts_and_a_refusal_of_the_same_day(case, letter):
    told(
        case, "from authority", "exclusion notice", paper=letter, day=date(2026, 6, 10)
    )
    assert state(case) is AnswerState.REFUSED
    told(case, "from authority", "release", paper=letter, day=date(2026, 6, 12))
    assert state(case) is AnswerState.ACCEPTED
    told(
        case, "from authority", "exclusion notice", paper=letter, day=date(2026, 6, 12)
    )
    assert state(case) is AnswerState.REFUSED
    told(case, "to authority", "protest")
    assert state(case) is AnswerState.REFUSED


def test_a_state_said_of_one_way_says_nothing_of_the_other(case):
    found = review(
        ReviewRequest(case, DAY, "D-1", "ar:gin:bale-level", "ready", "all bales")
    ).points
    by_key = {p.key: p for p in found}
    assert by_key["ar:gin:bale-level"].state is PointState.READY
    assert by_key["ar:gin:bale-level"].note == "all bales"
    assert by_key["e:gin:bale-level"].state is PointState.OPEN
    assert {p.way for p in found} == {"applicability review", "exception"}
    assert len(by_key) == len(found)
    assert "e:no-forced-labour" in by_key
    assert "ar:no-forced-labour" not in by_key
    assert {p.state for p in review(ReviewRequest(case, DAY, "D-2")).points} == {
        PointState.OPEN
    }


def test_a_paper_that_came_stands_at_the_points_of_its_stage(case):
    found = ask(
        AskRequest(case, "Caprock Gin LLC", "gin", DAY, ("bale list",), country="US")
    )
    answered(AnsweredRequest(case, found[0].key, DAY))
    held = {p.key: p.held for p in review(ReviewRequest(case, DAY, "D-1")).points}
    assert held["ar:gin:bale-level"] == (found[0].key,)
    assert held["ar:field:point-of-origin"] == ()


@pytest.mark.parametrize(
    ("point", "word", "words"),
    [("ar:nothing", "ready", "no point"), ("ar:gin:bale-level", "done", "no state")],
)
def test_a_point_or_state_that_is_none_is_refused(case, point, word, words):
    with pytest.raises(UsageError, match=words):
        review(ReviewRequest(case, DAY, "D-1", point, word))


# ---- fingerprints


def test_without_the_authoritys_release_there_is_no_fingerprint(case, tmp_path):
    folder, index = papers(tmp_path)
    told(case, "from authority", "release")
    request = BinderRequest(case, folder, tmp_path / "f.json", DAY, "D-1", index)
    with pytest.raises(UsageError, match="only a chain that the authority released"):
        take_fingerprint(request)
    assert not request.out.exists()


@pytest.fixture
def released(case, tmp_path, letter):
    folder, index = papers(tmp_path)
    told(case, "from authority", "release", paper=letter)
    take_fingerprint(
        BinderRequest(case, folder, tmp_path / "f.json", DAY, "D-1", index)
    )
    return tmp_path / "f.json"


def held_against(case, tmp_path, released, rows, name="b"):
    folder, index = papers(tmp_path, name, rows)
    out = tmp_path / f"{name}.txt"
    request = BinderRequest(case, folder, out, DAY, "D-2", index)
    return compare(request, released), out


def test_an_identical_chain_gets_a_summary_with_a_record_a_stage(
    case, tmp_path, released
):
    rows = ROWS.replace("L-1", "L-9").replace("G-1", "G-9").replace("2026", "2027")
    found, out = held_against(case, tmp_path, released, rows)
    assert found.differences == ()
    text = out.read_text("utf-8")
    assert "Caprock Gin LLC" in text
    assert "gin record G-9 (exhibit 2-1)" in text
    assert "A release is not a finding" in text
    assert json.loads(released.read_text("utf-8"))["released"] == DAY.isoformat()


@pytest.mark.parametrize(
    ("change", "sort", "was", "now"),
    [
        (("Kalindri Mills", "Kushiara Mills"), "makers", "Kalindri Mills", ""),
        (("Kalindri Mills", "KALINDRI  MILLS"), "", "", ""),
        (("production record", "invoice"), "kinds", "production_record", ""),
        (
            ("Caprock Gin LLC,", "Caprock Gin LLC,New Trader"),
            "parties",
            "",
            "New Trader",
        ),
        ((ROWS.splitlines()[1] + "\n", ""), "makers", "Kalindri Mills", ""),
    ],
)
def test_every_difference_of_the_next_chain_is_listed(
    case, tmp_path, released, change, sort, was, now
):
    found, out = held_against(case, tmp_path, released, ROWS.replace(*change))
    listed = {(d.sort, d.was, d.now) for d in found.differences}
    if not sort:
        assert listed == set()
        return
    assert (sort, was, now) in listed
    assert found.report == ""
    assert not out.exists()


def test_a_file_that_is_no_fingerprint_is_refused(case, tmp_path):
    wrong = tmp_path / "x.json"
    wrong.write_text('{"steps": []}', "utf-8")
    with pytest.raises(InputError, match="no fingerprint"):
        held_against(case, tmp_path, wrong, ROWS)
