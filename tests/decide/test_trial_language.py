"""Trials in YAML become these very nouns, and every difference is named."""

from datetime import date

import pytest

from whence.decide.inform import inform
from whence.decide.trial_facts import (
    bystander_of,
    operation_of,
    path_of,
    standing_of,
    unlisted,
    words,
)
from whence.decide.trials import AS_OF, differences, facts_of, run
from whence.errors import DataError
from whence.model.chain import (
    Break,
    BreakKind,
    Chain,
    Claim,
    Consignment,
    Fact,
    InputNeed,
    Operation,
    Path,
    Tie,
    TieKind,
)
from whence.model.listing import Listing
from whence.model.measure import Standing, StandingKind
from whence.model.party import Judgement, Role, Verdict
from whence.model.rows import DocumentRow
from whence.model.source import Grade, Source
from whence.model.span import Span
from whence.model.view import Exhibit
from whence.shelf.measures import measures

KNOWN = measures()
UFLPA = "us/uflpa"


def at(sheet, column):
    return (Source("", "trial", sheet, 0, column),)


GIN = {
    "party": "Gin",
    "role": "maker recorded",
    "makes": "520100 Cotton lint",
    "stage": "gin",
    "lot": "L-1",
    "kg": 2,
    "site": ["CN-XJ recorded", "CN-JS declared in its favour"],
    "signal": "CN-650000 declared",
    "origin": "CN inferred",
    "traced": "gin documented",
    "into": "Sewer",
    "tie": "bill of materials recorded",
    "share": 23.5,
}
SEWER = {
    "party": "Sewer",
    "role": "notify party declared",
    "tie": "entry line official",
}


def test_a_row_is_an_act_with_what_it_made_and_what_is_said_of_it():
    act = operation_of(GIN, "trial", [SEWER, GIN])
    told = {
        Claim.SITE: [("CN-XJ", "recorded", False), ("CN-JS", "declared", True)],
        Claim.SIGNAL: [("CN-650000", "declared", False)],
        Claim.ORIGIN: [("CN", "inferred", False)],
        Claim.TRACED: [("gin", "documented", False)],
    }
    facts = tuple(
        Fact(
            claim,
            value,
            Grade(grade),
            at("Gin", claim.value),
            f"{claim.value} stated in the trial",
            favours=favours,
        )
        for claim, rows in told.items()
        for value, grade, favours in rows
    )
    assert act == Operation(
        "op Gin",
        "p Gin",
        Role.MAKER,
        Grade.RECORDED,
        1,
        "gin",
        "Cotton lint",
        "520100",
        "L-1",
        None,
        2000,
        facts,
        at("Gin", "role"),
    )


def test_a_bare_row_says_nothing_it_was_not_told():
    act = bystander_of({"party": "Bank", "role": "bank recorded"}, "trial")
    assert act == Operation(
        "op Bank", "p Bank", Role.BANK, Grade.RECORDED, 0, sources=at("Bank", "role")
    )


def test_a_path_leads_down_to_the_goods_with_its_weakest_grade_and_share():
    up = Tie(
        "op Gin",
        "op Sewer",
        TieKind.MATERIALS,
        Grade.RECORDED,
        at("Gin", "tie"),
        235_000,
    )
    down = Tie("op Sewer", "", TieKind.ENTRY, Grade.OFFICIAL, at("Sewer", "tie"))
    rows = [SEWER, GIN]
    assert path_of(GIN, rows, "t") == Path(
        "path Gin", ("op Gin", "op Sewer"), (up, down), 1, Grade.RECORDED, True, 235_000
    )
    assert path_of(SEWER, rows, "t").tiers == 0
    weak = {**GIN, "tie": "lanes", "passes": False}
    path = path_of(weak, [SEWER, weak], "t")
    assert (path.ties[0].kind, path.grade) == (TieKind.LANES, Grade.INFERRED)
    assert path.passes is False
    below = {**SEWER, "passes": False}
    assert path_of(GIN, [below, GIN], "t").passes is False


@pytest.mark.parametrize("tie", ["", "by hand recorded", "lot", "lot sure"])
def test_what_is_no_tie_is_named_with_its_trial(tie):
    with pytest.raises((DataError, ValueError)) as caught:
        facts_of({"name": "odd", "chain": [{**SEWER, "tie": tie}]})
    if isinstance(caught.value, DataError):
        assert caught.value.where == "trial 'odd': tie"
        assert caught.value.what == f"{tie!r} is no tie."


def test_words_are_parted_from_behind():
    assert words("bill of materials recorded", 2) == ["bill of materials", "recorded"]
    assert words("one two three", 1) == ["one two three"]
    assert words("a b c", 3) == ["a", "b", "c"]


TRIAL = {
    "name": "whole",
    "imported": [date(2025, 1, 2), date(2025, 3, 4)],
    "as_of": date(2026, 1, 1),
    "entry": "E-1",
    "goods": "610910 Cotton T-shirts",
    "chain": [SEWER, GIN, {**GIN, "party": "Far", "tie": "lanes", "passes": False}],
    "bystanders": [{"party": "Bank", "role": "bank recorded"}],
    "needs": [
        {"product": "TS", "commodity": "cotton", "description": "Lint", "kg": 3},
        {"product": "BT", "hs": "960621"},
    ],
    "breaks": ["to order"],
    "documents": [
        {
            "kind": "bale list",
            "author": "Gin",
            "day": date(2025, 1, 1),
            "entry": "E-1",
            "lot": "L-1",
            "order": "PO-1",
            "party": "Gin",
            "place": "Aksu",
            "grade": "declared",
        },
        {"kind": "invoice", "grade": "documented"},
    ],
    "gate": "passes",
}


def test_a_trial_is_goods_with_a_chain_papers_and_a_day():
    facts = facts_of(TRIAL)
    assert facts.consignment == Consignment(
        "goods",
        "the goods of a trial",
        "610910",
        "Cotton T-shirts",
        date(2025, 1, 2),
        date(2025, 3, 4),
        "stated",
        "",
        (Source("", "trial"),),
        entry_number="E-1",
    )
    rows = TRIAL["chain"]
    paths = [path_of(r, rows, "") for r in rows]
    assert facts.chain == Chain(
        "goods",
        tuple(operation_of(r, "", rows) for r in rows),
        (paths[0].ties[0], paths[1].ties[0]),
        tuple(paths[:2]),
        (paths[2],),
        (Break(BreakKind.TO_ORDER, "", 1),),
        (
            InputNeed("TS", "cotton", "Lint", grams=3000),
            InputNeed("BT", "", "", "960621"),
        ),
        (bystander_of(TRIAL["bystanders"][0], ""),),
    )
    assert facts.names == {
        "p Sewer": "Sewer", "p Gin": "Gin", "p Far": "Far", "p Bank": "Bank",
    }  # fmt: skip
    assert (facts.as_of, facts.passes) == (date(2026, 1, 1), True)
    full = DocumentRow(
        source=Source("", "documents", "", 1), document="D-1", kind="bale list",
        author="Gin", day=date(2025, 1, 1), entry="E-1", lot="L-1", order="PO-1",
        party="Gin", place="Aksu",
    )  # fmt: skip
    bare = DocumentRow(
        source=Source("", "documents", "", 2), document="D-2", kind="invoice"
    )
    assert facts.exhibits == (
        Exhibit(full, Grade.DECLARED, "stated in the trial"),
        Exhibit(bare, Grade.DOCUMENTED, "stated in the trial"),
    )


def test_a_trial_without_a_day_is_of_goods_not_entered():
    facts = facts_of({"name": "bare"})
    goods = facts.consignment
    assert (goods.entered, goods.earliest, goods.latest) == (False, None, None)
    assert (goods.hs, goods.description, goods.date_basis) == ("", "", "")
    assert (facts.as_of, facts.passes, facts.standings) == (AS_OF, False, {})


def test_a_standing_is_read_with_its_listing_and_its_judgement():
    raw = {
        "as": "subsidiary documented",
        "list": "invented/list",
        "name": "Mother",
        "from": date(2024, 1, 1),
        "until": date(2025, 1, 1),
        "section": "ii",
        "scope": "and subsidiaries",
        "known": "declared",
        "judged": "different",
        "holds": [date(2023, 1, 1), None],
        "score": 0.5,
    }
    span = Span(date(2024, 1, 1), date(2025, 1, 1))
    listing = Listing(
        "invented/list/2024-01-01/Mother",
        "invented/list",
        "Mother",
        ("Mother",),
        (),
        span,
        (("ii", span),),
        "and subsidiaries",
        "CN",
        "",
        (),
        Grade.DECLARED,
        Source("", "edition of invented/list"),
    )
    judgement = Judgement(
        "c", Verdict.DIFFERENT, "analyst-1", "different-register-code",
        "stated in the trial", date(2026, 6, 1), "", "",
    )  # fmt: skip
    assert standing_of(raw, "p Daughter") == Standing(
        "p Daughter",
        listing,
        StandingKind.SUBSIDIARY,
        Grade.DOCUMENTED,
        "stated in the trial",
        at("p Daughter", "standing"),
        0.5,
        0.0,
        "c p Daughter",
        judgement,
        Span(date(2023, 1, 1), None),
    )


def test_a_bare_standing_is_to_the_list_of_the_act_and_by_nobody_judged():
    found = standing_of({"as": "candidate inferred", "from": date(2024, 1, 1)}, "p")
    assert (found.listing.list_key, found.listing.name) == (
        "us-uflpa",
        "Listed Company",
    )
    assert (found.listing.sections, found.listing.grade) == ((), Grade.OFFICIAL)
    assert (found.judgement, found.span, found.p_same) == (None, None, 0.0)
    same = standing_of(
        {"as": "identity inferred", "from": date(2024, 1, 1), "judged": "same"}, "p"
    )
    assert same.judgement.reason == ""


def test_one_standing_or_several_may_be_written():
    one = {"as": "candidate inferred", "from": date(2024, 1, 1)}
    for raw, count in ((one, 1), ([one, one], 2), ([], 0)):
        row = {**SEWER, "standing": raw}
        found = facts_of({"name": "x", "chain": [row]}).standings
        assert len(found.get("p Sewer", ())) == count


def test_a_name_of_the_shipped_list_is_taken_as_known_on_the_day():
    name = "Camel Group Co., Ltd."
    known = standing_of({"as": "identity documented", "of": name}, "p")
    first = known.listing.span.start
    assert unlisted({"unlisted": name}, date(2022, 6, 22))
    assert not unlisted({"of": name}, AS_OF)
    with pytest.raises(DataError, match="the list holds") as caught:
        unlisted({"unlisted": name}, AS_OF)
    assert str(AS_OF) in caught.value.where
    with pytest.raises(DataError, match="no listing 'Camel Group") as caught:
        standing_of({"as": "identity documented", "of": name}, "p X", date(2022, 6, 22))
    assert "2022-06-22" in caught.value.what
    assert caught.value.where == "trial: p X"
    assert first > date(2022, 6, 22)


@pytest.mark.parametrize(
    ("trial", "where"),
    [
        ({"name": "odd", "colour": 1}, "trial 'odd': colour"),
        ({"name": "odd", "chain": [{**SEWER, "size": 1}]}, "trial 'odd': size"),
        (
            {"name": "odd", "bystanders": [{**SEWER, "size": 1}]},
            "trial 'odd': size",
        ),
        (
            {"name": "odd", "chain": [{**SEWER, "standing": {"since": 1}}]},
            "standing of p Sewer: since",
        ),
    ],
)
def test_a_word_that_is_not_of_the_language_is_named(trial, where):
    with pytest.raises(DataError, match="unknown key") as caught:
        facts_of(trial)
    assert caught.value.where == where


@pytest.mark.parametrize("beside", [[], [UFLPA]])
def test_an_unknown_measure_is_named_with_its_trial(beside):
    trial = {"name": "odd", "beside": [*beside, "no/such"]}
    with pytest.raises(DataError, match="there is no measure no/such") as caught:
        run(trial, UFLPA, KNOWN)
    assert caught.value.where == "odd"
    with pytest.raises(DataError, match="there is no measure no/own"):
        run({"name": "odd"}, "no/own", KNOWN)


def test_every_difference_is_said_with_what_is_and_what_was_expected():
    trial = {
        "name": "d",
        "imported": [date(2022, 6, 10), date(2022, 7, 5)],
        "goods": "2002908050 Tomato paste",
        "chain": [{**SEWER, "role": "maker recorded", "site": "CN-XJ recorded"}],
    }
    found = differences(
        run(trial, UFLPA, KNOWN),
        {
            "outcome": "untraced",
            "outlook": "untraced",
            "answer": "accepted",
            "on": None,
            "also_on": {},
            "others": ["x"],
            "reading": False,
            "says": ["Sewer", "unicorn"],
            "never": ["SEWER", "unicorn"],
            "contrary": ["jiangsu"],
            "odd": 1,
        },
    )
    assert found == [
        "outcome is 'presumed', not 'untraced'",
        "outlook is 'presumed', not 'untraced'",
        "answer is 'none', not 'accepted'",
        "on is datetime.date(2022, 7, 5), not None",
        "also_on is {datetime.date(2022, 6, 10): 'not in effect'}, not {}",
        "others is [], not ['x']",
        "reading is True, not False",
        "nothing says 'unicorn'",
        "something says 'SEWER'",
        "nothing contrary says 'jiangsu'",
        "'odd' is no word of the language of trials",
    ]


def test_what_speaks_against_is_looked_for_without_regard_to_capitals():
    row = {**SEWER, "role": "maker recorded"}
    row["site"] = ["CN-XJ recorded", "CN-JS declared"]
    trial = {"name": "d", "imported": date(2025, 1, 1), "chain": [row]}
    found = differences(run(trial, UFLPA, KNOWN), {"contrary": ["JIANGSU", "Anhui"]})
    assert found == ["nothing contrary says 'Anhui'"]


def test_differences_of_what_is_told_are_said_too():
    goods = facts_of({"name": "t", "goods": "520100 Cotton"})
    told = inform(
        KNOWN["proposed/narrow-presumption-2022"], goods.consignment, goods.chain, AS_OF
    )
    assert differences(told, {"status": "proposed", "applies": True}) == []
    assert differences(
        told,
        {
            "status": "ended",
            "applies": False,
            "says": ["unicorn", "PROPOSAL"],
            "never": ["proposal"],
            "odd": 1,
        },
    ) == [
        "status is 'proposed', not 'ended'",
        "applies is True, not False",
        "nothing says 'unicorn'",
        "something says 'proposal'",
        "'odd' is no word of what has no outcome",
    ]


def test_a_list_that_no_trial_holds_passes_no_gate_and_one_held_says_so():
    trial = {"name": "g", "imported": date(2025, 1, 1), "gate": "passes"}
    (gate,) = run(trial, UFLPA, KNOWN).gate
    assert (gate.passes, gate.reason) == (True, "constructed, for 2025-01-01")
    (gate,) = run({**trial, "gate": "shut"}, UFLPA, KNOWN).gate
    assert gate.passes is False
    (gate,) = run(trial, "us/caatsa-321", KNOWN).gate
    assert gate.passes is False
    (gate,) = run(trial, "us/s307/hoshine-2021", KNOWN).gate
    assert gate.passes is True
