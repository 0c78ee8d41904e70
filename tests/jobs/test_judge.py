from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from whence.errors import CaseBusy, UsageError
from whence.jobs.judge import JudgeRequest, judge
from whence.model.party import Verdict
from whence.shelf.matching import reasons
from whence.store.case import Case
from whence.store.judged import Shown

DAY = date(2026, 6, 26)
SHOWN = Shown("c-0a1b2c", "Qarlug Textiles", "Hetian Qarlug", "l1", "r1", 0.9, 0.4)


@pytest.fixture
def asked(tmp_path: Path) -> JudgeRequest:
    with Case.open(tmp_path / "case") as case:
        case.casebook.shown([SHOWN, Shown("c-ffffff", "x", "y", "l2", "r2")])
    return JudgeRequest(tmp_path / "case", "c-0a1b2c", "related", "mk", DAY)


def test_a_verdict_is_kept_with_both_sides_and_what_was_shown(
    asked: JudgeRequest,
) -> None:
    found = judge(replace(asked, why=" same owners "))
    with Case.open(asked.case) as case:
        (kept,) = case.casebook.judgements(DAY)
        assert case.casebook.verify_chain() == ()
    assert kept == found.judgement
    assert (kept.verdict, kept.by, kept.why) == (Verdict.RELATED, "mk", "same owners")
    assert (kept.left_hash, kept.right_hash) == ("l1", "r1")
    assert kept.shown == "Qarlug Textiles | Hetian Qarlug"
    assert found.follows is None


def test_a_second_verdict_follows_the_first_and_deletes_nothing(
    asked: JudgeRequest,
) -> None:
    first = judge(asked).judgement
    second = judge(replace(asked, verdict="same", by="ab"))
    assert second.follows == first
    with Case.open(asked.case) as case:
        assert case.casebook.history("c-0a1b2c") == (first, second.judgement)


def test_different_needs_a_reason_of_the_closed_list(asked: JudgeRequest) -> None:
    with pytest.raises(UsageError, match="needs a reason") as caught:
        judge(replace(asked, verdict="different"))
    key = sorted(reasons())[0]
    assert key in caught.value.remedy
    assert (
        judge(replace(asked, verdict="different", reason=key)).judgement.reason == key
    )


@pytest.mark.parametrize("verdict", ["different", "same"])
def test_an_unknown_reason_lists_what_there_is(
    asked: JudgeRequest, verdict: str
) -> None:
    with pytest.raises(UsageError, match="no reason 'because'") as caught:
        judge(replace(asked, verdict=verdict, reason="because"))
    assert all(key in caught.value.remedy for key in reasons())


def test_an_unknown_candidate_names_the_nearest(asked: JudgeRequest) -> None:
    with pytest.raises(UsageError, match="no candidate") as caught:
        judge(replace(asked, candidate="c-0a1b2d"))
    assert "Nearest: c-0a1b2c" in caught.value.remedy


def test_without_any_run_the_remedy_is_a_run(tmp_path: Path) -> None:
    Case.open(tmp_path / "case").close()
    with pytest.raises(UsageError) as caught:
        judge(JudgeRequest(tmp_path / "case", "c-1", "same", "mk", DAY))
    assert "whence assess" in caught.value.remedy


@pytest.mark.parametrize("by", ["", "  ", "mk@example.org", "Anna Bell", "x" * 41])
def test_a_user_is_known_by_a_handle_only(asked: JudgeRequest, by: str) -> None:
    with pytest.raises(UsageError, match="handle"):
        judge(replace(asked, by=by))
    with Case.open(asked.case) as case:
        assert case.casebook.judgements(DAY) == ()


def test_an_unknown_verdict_lists_the_four(asked: JudgeRequest) -> None:
    with pytest.raises(UsageError, match="'maybe' is no verdict") as caught:
        judge(replace(asked, verdict="maybe"))
    assert "same, different, related, unsure" in caught.value.remedy


def test_a_clock_set_back_cannot_hide_a_verdict(asked: JudgeRequest) -> None:
    judge(asked)
    with pytest.raises(UsageError, match="2026-06-26, after 2026-06-25"):
        judge(replace(asked, on=date(2026, 6, 25)))


def test_a_folder_that_is_no_case_is_not_made_one(asked: JudgeRequest) -> None:
    with pytest.raises(UsageError, match="is no case"):
        judge(replace(asked, case=asked.case.parent / "other"))
    assert not (asked.case.parent / "other").exists()


def test_a_busy_case_is_left_alone(asked: JudgeRequest) -> None:
    with Case.open(asked.case), pytest.raises(CaseBusy):
        judge(asked)
