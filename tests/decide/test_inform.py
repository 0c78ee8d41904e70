"""What has no outcome is told; what has one is not."""

from dataclasses import replace
from datetime import date

import pytest

from whence.decide.inform import as_law, inform
from whence.decide.trials import AS_OF, facts_of
from whence.errors import UsageError
from whence.model.information import Status
from whence.model.measure import MeasureKind, Outcome
from whence.model.span import Span
from whence.shelf.measures import measures

GOODS = facts_of({"name": "told", "goods": "5201000000 Cotton lint", "chain": []})


def told(key, as_of=AS_OF):
    return inform(measures()[key], GOODS.consignment, GOODS.chain, as_of)


def test_goods_not_entered_are_told_of_on_the_day_of_the_question():
    assert told("ca/bill-c-35").on == AS_OF
    assert told("ca/bill-c-35").status is Status.PROPOSED
    assert told("us/s301-2026").status is Status.NOT_YET


def test_a_law_with_an_outcome_is_not_told():
    with pytest.raises(UsageError, match="has an outcome"):
        told("us/uflpa")


def test_only_a_proposal_that_says_what_it_would_be_is_asked_as_law():
    law = as_law(measures()["proposed/narrow-presumption-2022"])
    assert law.kind is MeasureKind.PRESUMPTION
    assert law.first_word is Outcome.PRESUMED
    for key in ("us/uflpa", "ca/bill-c-35", "us/s301-2026"):
        with pytest.raises(UsageError, match="no proposal"):
            as_law(measures()[key])


def test_whether_goods_are_meant_is_told_where_a_draft_says_which():
    assert told("proposed/narrow-presumption-2022").applies is True
    assert told("ca/bill-c-35").applies is None


def lines(key, language="en", as_of=AS_OF):
    goods = GOODS.consignment
    found = inform(measures()[key], goods, GOODS.chain, as_of, language=language)
    return [s.text for s in found.steps]


@pytest.mark.parametrize(
    ("key", "says"),
    [
        (
            "us/s301-2026",
            "is a tariff, owed or not by the country of origin; not yet in",
        ),
        (
            "ca/bill-c-35",
            "is a bill, which binds nobody until it becomes law; proposed",
        ),
        ("proposed/narrow-presumption-2022", "is a proposal, which binds nobody; prop"),
    ],
)
def test_each_form_has_a_sentence_of_its_own(key, says):
    first = lines(key)[0]
    assert first.startswith("Told, with no outcome: ")
    assert says in first
    assert measures()[key].versions[0].says in first


def test_where_the_goods_would_have_to_go_is_said_to_be_supposed():
    assert lines("ca/bill-c-35")[1] == (
        "It is about goods imported into Canada. That these are such goods is supposed"
        " by the question; the file does not show it."
    )


def test_whether_goods_are_meant_is_said_with_yes_no_or_not_known():
    draft = "proposed/narrow-presumption-2022"
    assert "Are these goods of that kind? yes." in lines(draft)[1]
    baskets = facts_of({"name": "told", "goods": "7326908688 Baskets", "chain": []})
    told = inform(measures()[draft], baskets.consignment, baskets.chain, AS_OF)
    assert told.applies is False
    assert "Are these goods of that kind? no." in told.steps[1].text


def test_it_is_told_in_chinese_with_law_and_notes():
    told = " ".join(lines("us/s301-2026", "zh", date(2026, 9, 1)))
    assert "仅予告知，不作判断" in told
    assert "自2026-07-24起生效" in told
    assert "自2026-03-12起调查六十个经济体" in told
    assert "proposal" not in told


def test_of_a_range_of_days_the_last_is_told_and_an_ended_text_says_so():
    measure = measures()["us/s301-2026"]
    span = measure.versions[0].span
    ended = replace(
        measure,
        versions=(
            replace(measure.versions[0], span=Span(span.start, date(2026, 8, 1))),
        ),
    )
    goods = replace(
        GOODS.consignment,
        entered=True,
        earliest=date(2026, 7, 1),
        latest=date(2026, 8, 1),
    )
    found = inform(ended, goods, GOODS.chain, date(2026, 9, 1))
    assert (found.on, found.status) == (date(2026, 8, 1), Status.ENDED)
    day = replace(goods, latest=date(2026, 7, 31))
    assert inform(ended, day, GOODS.chain, AS_OF).status is Status.IN_EFFECT


def test_a_draft_that_nobody_had_made_yet_is_no_law_of_that_day():
    told = lines("ca/bill-c-35", as_of=date(2026, 6, 11))[0]
    assert "; not yet made then (it is of 2026-06-12)." in told
    assert "; proposed since 2026-06-12, not law." in lines("ca/bill-c-35")[0]
