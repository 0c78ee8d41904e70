from dataclasses import replace
from datetime import date

import pytest

from whence.match.standing import standings
from whence.model.listing import Candidate
from whence.model.measure import StandingKind
from whence.model.party import Judgement, Relation, RelationKind, Verdict
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.shelf.matching import reasons

DAY = date(2026, 6, 26)
SINCE = Span(date(2019, 5, 1))
REASON = "different-uscc"
K = StandingKind


@pytest.fixture(scope="module")
def listed(make):
    return make.listing("Hetian Qarlug Textile", scope="and subsidiaries")


@pytest.fixture(scope="module")
def alone(make):
    return make.listing("Hetian Qarlug Textile")


def candidate(listing, identity="", grade=Grade.OFFICIAL, party="p-a"):
    return Candidate(
        f"c-{party}", party, listing.key, "Hetian Qarlug", 0.9, 0.9, 2.0, (),
        identity=identity, identity_grade=grade if identity else Grade.INFERRED,
        left_hash="left", right_hash="right",
    )  # fmt: skip


def said(verdict, *, reason="", on=DAY, left="left", right="right"):
    return Judgement("c-p-a", verdict, "ann", reason, "so", on, left, right)


def relation(left, kind, right, grade=Grade.DOCUMENTED, share=1.0, span=SINCE):
    return Relation(left, kind, right, span, share, grade, Source("cd", "extract"))


def stand(listing, candidates, relations=(), judgements=(), as_of=DAY):
    return standings(candidates, [listing], relations, judgements, as_of=as_of)


def kinds(rows, party="p-a"):
    return [r.kind for r in rows if r.party == party]


def test_a_name_alone_is_a_candidate_whatever_its_height(listed):
    sure = replace(candidate(listed), p_same=0.999)
    (row,) = stand(listed, [sure])
    assert row.kind is K.CANDIDATE
    assert row.grade is Grade.INFERRED


def test_the_rule_of_identity_confirms(listed):
    (row,) = stand(listed, [candidate(listed, "full name and province")])
    assert row.kind is K.IDENTITY
    assert row.grade is Grade.OFFICIAL
    assert "full name and province" in row.why


def test_a_listing_known_from_the_press_confirms_below_recorded(listed):
    pressed = replace(listed, grade=Grade.DECLARED)
    (row,) = stand(pressed, [candidate(pressed, "full name and province")])
    assert not row.grade.reaches(Grade.RECORDED)


def test_judged_the_same_confirms(listed):
    (row,) = stand(listed, [candidate(listed)], (), [said(Verdict.SAME)])
    assert row.kind is K.IDENTITY
    assert row.grade is Grade.RECORDED


@pytest.mark.parametrize("verdict", [Verdict.RELATED, Verdict.UNSURE])
def test_judging_related_or_unsure_never_improves_an_identity(listed, verdict):
    rows = stand(listed, [candidate(listed, "uscc")], (), [said(verdict)])
    assert kinds(rows) == [K.IDENTITY]


@pytest.mark.parametrize("identity", ["", "full name and province"])
@pytest.mark.parametrize("reason", sorted(reasons()))
def test_judged_different_for_a_listed_reason_is_printed_as_different(
    listed, identity, reason
):
    judgement = said(Verdict.DIFFERENT, reason=reason)
    (row,) = stand(listed, [candidate(listed, identity)], (), [judgement])
    assert row.kind is K.DIFFERENT
    assert row.judgement == judgement
    assert reason in row.why


@pytest.mark.parametrize("reason", ["", "I know them", "closed"])
def test_judged_different_without_a_listed_reason_changes_nothing(listed, reason):
    judgement = said(Verdict.DIFFERENT, reason=reason)
    assert kinds(stand(listed, [candidate(listed)], (), [judgement])) == [K.CANDIDATE]
    whole = candidate(listed, "uscc")
    assert kinds(stand(listed, [whole], (), [judgement])) == [K.IDENTITY]


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_that_changed_makes_the_question_open_again(listed, side):
    judgement = said(Verdict.DIFFERENT, reason=REASON, **{side: "old"})
    (row,) = stand(listed, [candidate(listed)], (), [judgement])
    assert row.kind is K.CANDIDATE
    assert "changed" in row.why


def test_a_judgement_after_the_day_of_knowledge_is_not_used(listed):
    judgement = said(Verdict.DIFFERENT, reason=REASON)
    rows = stand(listed, [candidate(listed)], (), [judgement], date(2026, 6, 25))
    assert kinds(rows) == [K.CANDIDATE]
    assert rows[0].judgement is None


def test_the_last_judgement_counts(listed):
    first = said(Verdict.DIFFERENT, reason=REASON, on=date(2026, 1, 1))
    later = said(Verdict.RELATED, on=date(2026, 2, 1))
    assert kinds(stand(listed, [candidate(listed)], (), [later, first])) == [K.RELATED]


def test_judged_related_asks(listed):
    (row,) = stand(listed, [candidate(listed)], (), [said(Verdict.RELATED)])
    assert row.kind is K.RELATED
    assert "related" in row.why


DOWN = [
    ("p-a", RelationKind.PARENT, "p-b", 1.0),
    ("p-a", RelationKind.PARENT, "p-b", None),
    ("p-b", RelationKind.SUBSIDIARY, "p-a", None),
    ("p-a", RelationKind.OWNER, "p-b", 0.51),
    ("p-b", RelationKind.BRANCH, "p-a", None),
]


@pytest.mark.parametrize(("left", "kind", "right", "share"), DOWN)
def test_a_documented_subsidiary_under_a_listing_that_says_so_counts(
    listed, left, kind, right, share
):
    rows = stand(
        listed, [candidate(listed, "uscc")], [relation(left, kind, right, share=share)]
    )
    found = [r for r in rows if r.party == "p-b" and r.kind is K.SUBSIDIARY]
    assert len(found) == 1
    assert found[0].span == SINCE
    assert found[0].grade is Grade.DOCUMENTED
    assert "subsidiar" in found[0].why


@pytest.mark.parametrize(("left", "kind", "right", "share"), DOWN)
def test_without_the_words_of_the_listing_or_a_document_a_subsidiary_only_asks(
    listed, alone, left, kind, right, share
):
    good = relation(left, kind, right, share=share)
    weak = replace(good, grade=Grade.DECLARED)
    by_name = [candidate(listed, "uscc")]
    assert kinds(stand(alone, by_name, [good]), "p-b") == [K.RELATED]
    assert kinds(stand(listed, by_name, [weak]), "p-b") == [K.RELATED]


@pytest.mark.parametrize(
    "link",
    [
        ("p-b", RelationKind.PARENT, "p-a", 1.0),
        ("p-a", RelationKind.OWNER, "p-b", 0.5),
        ("p-a", RelationKind.OWNER, "p-b", None),
        ("p-a", RelationKind.SAME_SITE, "p-b", None),
    ],
)
def test_a_parent_a_minority_and_a_neighbour_only_ask(listed, link):
    left, kind, right, share = link
    rows = stand(
        listed, [candidate(listed, "uscc")], [relation(left, kind, right, share=share)]
    )
    assert kinds(rows, "p-b") == [K.RELATED]


def test_an_unconfirmed_party_confirms_nobody(listed):
    link = relation("p-a", RelationKind.PARENT, "p-b")
    assert kinds(stand(listed, [candidate(listed)], [link]), "p-b") == [K.RELATED]
    declared = candidate(listed, "uscc", Grade.DECLARED)
    assert kinds(stand(listed, [declared], [link]), "p-b") == [K.RELATED]


def test_a_subsidiary_of_a_subsidiary_holds_on_the_days_of_both(listed):
    links = [
        relation("p-a", RelationKind.PARENT, "p-b", span=Span(date(2020, 1, 1))),
        relation(
            "p-b",
            RelationKind.PARENT,
            "p-c",
            span=Span(date(2019, 1, 1), date(2024, 1, 1)),
        ),
    ]
    rows = stand(listed, [candidate(listed, "uscc")], links)
    (row,) = [r for r in rows if r.party == "p-c"]
    assert row.kind is K.SUBSIDIARY
    assert row.span == Span(date(2020, 1, 1), date(2024, 1, 1))


def test_owners_in_a_circle_end(listed):
    links = [
        relation("p-a", RelationKind.PARENT, "p-b"),
        relation("p-b", RelationKind.PARENT, "p-c"),
        relation("p-c", RelationKind.PARENT, "p-b"),
        relation("p-c", RelationKind.PARENT, "p-a"),
    ]
    rows = stand(listed, [candidate(listed, "uscc")], links)
    assert {r.party for r in rows if r.kind is K.SUBSIDIARY} == {"p-b", "p-c"}


def test_a_subsidiary_that_is_also_a_candidate_keeps_both_standings(listed):
    both = [candidate(listed, "uscc"), candidate(listed, party="p-b")]
    link = relation(
        "p-a", RelationKind.PARENT, "p-b", span=Span(date(2019, 1, 1), date(2020, 1, 1))
    )
    rows = stand(listed, both, [link])
    assert kinds(rows, "p-b") == [K.CANDIDATE, K.SUBSIDIARY]


def test_a_documented_former_name_is_the_same_organisation(listed):
    link = relation("p-b", RelationKind.FORMER_NAME, "p-a", share=None)
    rows = stand(listed, [candidate(listed, "uscc")], [link])
    assert K.IDENTITY in kinds(rows, "p-b")


def test_a_subsidiary_of_a_candidate_is_asked_and_never_confirmed(listed):
    below = relation("p-a", RelationKind.PARENT, "p-b")
    rows = stand(listed, [candidate(listed)], [below])
    (row,) = [r for r in rows if r.party == "p-b"]
    assert row.kind is K.RELATED
    assert row.grade is Grade.INFERRED
    assert "nobody confirmed" in row.why


def test_a_subsidiary_of_a_party_judged_different_is_not_asked(listed):
    below = relation("p-a", RelationKind.PARENT, "p-b")
    judged = [said(Verdict.DIFFERENT, reason=REASON)]
    rows = stand(listed, [candidate(listed)], [below], judged)
    assert kinds(rows, "p-b") == []


@pytest.mark.parametrize("weak", [0, 1])
def test_a_weak_step_on_the_way_down_asks_and_does_not_clear(listed, weak):
    grades = [Grade.DOCUMENTED, Grade.DOCUMENTED]
    grades[weak] = Grade.DECLARED
    chain = [
        relation("p-a", RelationKind.PARENT, "p-b", grades[0]),
        relation("p-b", RelationKind.PARENT, "p-c", grades[1]),
    ]
    rows = stand(listed, [candidate(listed, "uscc")], chain)
    assert kinds(rows, "p-c") == [K.RELATED]


def test_a_new_name_of_the_listed_party_carries_its_subsidiaries(listed):
    chain = [
        relation("p-a", RelationKind.FORMER_NAME, "p-new"),
        relation("p-new", RelationKind.PARENT, "p-b"),
    ]
    rows = stand(listed, [candidate(listed, "uscc")], chain)
    assert K.IDENTITY in kinds(rows, "p-new")
    assert K.SUBSIDIARY in kinds(rows, "p-b")
