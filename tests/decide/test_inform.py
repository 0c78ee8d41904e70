"""What has no outcome is told; what has one is not."""

import pytest

from whence.decide.inform import as_law, inform
from whence.decide.trials import AS_OF, facts_of
from whence.errors import UsageError
from whence.model.information import Status
from whence.model.measure import MeasureKind, Outcome
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
