"""No sentence is stronger than the grade under it, and none says more than it may."""

import re
import string
from collections import defaultdict

import pytest

from whence.decide.wording import RANK, carries, render, variant
from whence.errors import DataError
from whence.model.measure import Outcome
from whence.model.source import Grade
from whence.shelf.wording import NO_GRADE, sentences

ALL = sorted(sentences().values(), key=lambda s: s.key)
GRADED = [s for s in ALL if s.least != NO_GRADE]
FILLED = defaultdict(lambda: "x")


def outcome_for(sentence):
    return next(o for o in Outcome if not sentence.outcomes or o in sentence.outcomes)


@pytest.mark.parametrize("sentence", ALL, ids=lambda s: s.key)
def test_a_sentence_is_printed_at_every_grade_it_allows(sentence):
    for grade in Grade:
        if carries(sentence, grade):
            text = render(
                sentence.key, FILLED, grade=grade, outcome=outcome_for(sentence)
            )
            assert text


@pytest.mark.parametrize("sentence", GRADED, ids=lambda s: s.key)
def test_a_sentence_fails_at_every_lower_grade(sentence):
    lower = [None, *(g for g in Grade if RANK[g] > sentence.least)]
    for grade in lower:
        with pytest.raises(DataError, match="or better"):
            render(sentence.key, FILLED, grade=grade, outcome=outcome_for(sentence))


@pytest.mark.parametrize(
    "sentence", [s for s in ALL if s.outcomes], ids=lambda s: s.key
)
def test_a_sentence_fails_under_any_other_outcome(sentence):
    for outcome in {*Outcome, None} - sentence.outcomes:
        with pytest.raises(DataError, match="may not stand"):
            render(sentence.key, FILLED, grade=Grade.OFFICIAL, outcome=outcome)


@pytest.mark.parametrize("sentence", ALL, ids=lambda s: s.key)
def test_a_blank_without_a_value_fails(sentence):
    blanks = [b for _, b, _, _ in string.Formatter().parse(sentence.text) if b]
    if blanks:
        with pytest.raises(DataError, match="blank"):
            render(
                sentence.key, {}, grade=Grade.OFFICIAL, outcome=outcome_for(sentence)
            )


@pytest.mark.parametrize("outcome", Outcome)
def test_every_conclusion_names_law_reference_date_and_lists(outcome):
    text = sentences()[f"outcome.{outcome}"].text
    for blank in ("{title}", "{reference}", "{when}", "{lists}"):
        assert blank in text


@pytest.mark.parametrize("sentence", ALL, ids=lambda s: s.key)
def test_no_sentence_condemns_or_clears(sentence):
    words = re.findall(r"[a-z]+", sentence.text.lower())
    banned = {"guilty", "clean", "innocent", "violator", "criminal", "proven", "safe"}
    assert not banned & set(words)


def test_a_first_word_asks_for_a_record():
    for outcome in (Outcome.PRESUMED, Outcome.UNDER_ORDER):
        assert sentences()[f"outcome.{outcome}"].least == RANK[Grade.RECORDED]


def test_the_strongest_sentence_a_grade_carries_is_chosen():
    chosen = {g: variant("identity", g) for g in Grade}
    assert chosen[Grade.OFFICIAL] == "identity.documented"
    assert chosen[Grade.RECORDED] == "identity.inferred"
    assert variant("site", Grade.INFERRED) == "site.inferred"


def test_an_unknown_sentence_or_language_fails():
    with pytest.raises(DataError, match="no such sentence"):
        render("no.such", {}, grade=None, outcome=None)
    with pytest.raises(DataError):
        render("lists.none", {}, grade=None, outcome=None, language="xx")
    with pytest.raises(DataError):
        variant("no", Grade.OFFICIAL)


def test_braces_in_a_value_stay_as_written():
    values = {"date": "{title} 2025"}
    assert "{title}" in render("when.imported", values, grade=None, outcome=None)
