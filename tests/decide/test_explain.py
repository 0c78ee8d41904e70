"""What is cut, counted or left to the tree when a decision is written out."""

from dataclasses import replace
from datetime import date

import pytest

from whence.decide.evaluate import decide
from whence.decide.explain import papers, prose, text, tree
from whence.decide.links import context_of
from whence.decide.predicates import is_named
from whence.decide.same import Same
from whence.decide.sentences import per_cent, said
from whence.decide.shape import LEFT_OUT
from whence.decide.trials import facts_of
from whence.decide.wording import Voice, voice
from whence.model import chain as chains
from whence.model.chain import Claim, Fact
from whence.model.listing import GateResult
from whence.model.measure import Paper, Step, Verification
from whence.model.source import Grade, Source
from whence.shelf.measures import measures

UFLPA = measures()["us/uflpa"]
SEWER = {
    "party": "Sewer",
    "role": "maker recorded",
    "site": "BD recorded",
    "tie": "entry line recorded",
}
TRIAL = {"name": "x", "imported": date(2025, 4, 10), "goods": "610910 T-shirts"}


def works(count, **more):
    """Give so many makers in the region above one sewer."""
    row = {"role": "maker recorded", "into": "Sewer", "tie": "lot recorded", **more}
    site = {} if "standing" in more else {"site": "CN-XJ recorded"}
    return [SEWER, *({**row, **site, "party": f"Works {n:02}"} for n in range(count))]


def decided(chain, gate=None, language="en", measure=UFLPA, **more):
    facts = facts_of({**TRIAL, "chain": chain, **more})
    gates = {} if gate is None else {"us-uflpa": lambda _: gate}
    return decide(
        measure,
        facts.consignment,
        facts.chain,
        standings=facts.standings,
        gates=gates,
        exhibits=facts.exhibits,
        names=facts.names,
        as_of=facts.as_of,
        editions={"us-uflpa": "2026-06-26 (abcd)"},
        language=language,
    )


@pytest.mark.parametrize(("count", "more"), [(12, 0), (13, 1), (15, 3)])
def test_twelve_touches_of_a_ground_are_written_out_and_the_rest_counted(count, more):
    ground = next(s for s in decided(works(count)).steps if s.template == "ground.met")
    rest = [c for c in ground.children if c.template == "ground.more"]
    assert len(ground.children) - len(rest) == min(count, 12)
    assert [dict(c.values) for c in rest] == ([{"count": str(more)}] if more else [])


def test_of_one_party_the_best_touch_is_told_and_the_rest_counted():
    one = {**works(1)[1], "site": ["CN-XJ recorded", "CN-653100 declared"]}
    told = prose(decided([SEWER, one]))
    assert told.count("has its site in") == 1
    assert voice().say("prose.more", party="Works 00", count="1") in told


def test_of_the_papers_to_ask_of_one_party_five_are_written_and_the_rest_counted():
    found = decided([SEWER])
    paper = Paper("kind", "sew", "p", "why", "19 CFR 12.43", Verification.SEEN)
    for count, more in ((5, 0), (6, 1), (8, 3)):
        rows = tuple(replace(paper, kind=f"kind {n}") for n in range(count))
        lines = prose(replace(found, papers=rows), names={"p": "Sewer"}).splitlines()
        written = [x for x in lines if x.startswith("  kind ")]
        assert len(written) == min(count, 5)
        assert written[0] == "  kind 0, for sew (19 CFR 12.43)."
        assert "From Sewer:" in lines
        rest = [voice().say("prose.more_papers", count=str(n)) for n in range(1, 9)]
        shown = [r for r in rest if f"  {r}" in lines]
        assert shown == ([rest[more - 1]] if more else [])


def test_a_paper_of_nobody_in_particular_is_asked_of_the_supplier():
    paper = Paper("map", "", "", "why", "19 CFR 12.43", Verification.MEMORY)
    found = replace(decided([SEWER]), papers=(paper, replace(paper, stage="sew")))
    told = prose(found).splitlines()
    assert "From the supplier:" in told
    assert "  map, for sew (19 CFR 12.43; memory, not verified)." in told
    assert papers(found, {}).splitlines() == [
        "the importer's supplier: map: why [19 CFR 12.43; memory, not verified]",
        "the importer's supplier: map (sew): why [19 CFR 12.43; memory, not verified]",
    ]
    named = replace(paper, party="p", verification=Verification.SEEN)
    assert papers(replace(found, papers=(named,)), {"p": "Gin"}) == (
        "Gin: map: why [19 CFR 12.43]"
    )
    assert papers(replace(found, papers=()), {}) == "No paper is missing."


def test_a_tree_is_cut_to_a_width_only_when_asked():
    found = decided([SEWER])
    whole, cut = text(found), text(found, width=40)
    assert max(map(len, cut.splitlines())) == 40
    assert max(map(len, whole.splitlines())) > 40
    for long, short in zip(whole.splitlines(), cut.splitlines(), strict=True):
        assert short == (long if len(long) <= 40 else f"{long[:39]}…")


def test_a_line_carries_mark_grade_law_and_at_most_three_places():
    rows = tuple(Source("ab", "f.csv", "", n) for n in (2, 3, 4, 5))
    step = Step("t", (), "said.", True, Grade.RECORDED, rows, "19 CFR 1", ())
    under = Step("t", (), "below.", None, children=(replace(step, met=False),))
    places = "f.csv, row 2; f.csv, row 3; f.csv, row 4"
    assert tree([step, under]) == [
        f"+ said. [recorded; 19 CFR 1; {places}]",
        ". below.",
        f"  - said. [recorded; 19 CFR 1; {places}]",
    ]
    assert tree([replace(step, sources=rows[:1] * 2, grade=None, reference="")]) == [
        "+ said. [f.csv, row 2]"
    ]


def test_a_row_cited_twice_keeps_its_number():
    told = prose(decided(works(2)))
    last = told.partition("Where it was read\n")[2].splitlines()
    numbers = [line.partition("  ")[0] for line in last if line[:1].isdigit()]
    assert numbers == [str(n + 1) for n in range(len(numbers))]
    assert len(set(last)) == len(last)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "read on 2025-01-01, before the import date 2025-04-10"),
        ("zh", "获取于2025-01-01，早于进口日2025-04-10"),
    ],
)
def test_why_a_list_fails_is_said_in_the_language_asked(language, says):
    about = (("seen", "2025-01-01"), ("imported", "2025-04-10"))
    gate = GateResult("us-uflpa", False, "in English only", "older", about)
    found = decided([SEWER], gate, language)
    assert says in voice(language).say("gate_reason.older", **dict(about))
    fails = next(s for s in found.steps if s.template == "gate.fails")
    assert says in fails.text
    assert says in found.steps[0].text
    assert "2026-06-26 (abcd); " in found.steps[0].text
    plain = GateResult("us-uflpa", False, "its own words")
    assert "its own words" in decided([SEWER], plain, language).steps[0].text


def test_a_break_names_its_goods_where_they_are_known():
    facts = facts_of({**TRIAL, "chain": [SEWER], "breaks": ["forwarder"]})
    for product, says in (("", "tier 1: forwarder."), ("yarn", "tier 1, yarn")):
        breaks = (replace(facts.chain.breaks[0], product=product, party="p Sewer"),)
        chain = replace(facts.chain, breaks=breaks)
        found = decide(
            UFLPA, facts.consignment, chain, standings={}, gates={}, exhibits=(),
            names=facts.names, as_of=facts.as_of,
        )  # fmt: skip
        line = next(s for s in found.steps if s.template == "note.break")
        assert says in line.text
        assert "Sewer" in line.text


def test_the_words_a_fact_was_read_from_are_quoted_with_their_method():
    def told(note, about, language="en"):
        fact = Fact(Claim.SITE, "BD", Grade.RECORDED, (), note, about)
        return said(fact, Voice(language))

    assert told("Plot 7", "address") == "address: “Plot 7”"
    assert told("Plot 7", "") == "“Plot 7”"
    assert told("", "address") == "address"
    assert told("", "") == ""
    assert told("甲路7号", "postal code", "zh") == "邮政编码：“甲路7号”"


def test_shares_are_written_in_per_cent_of_three_figures():
    assert per_cent(235_000) == "23.5 %"
    assert per_cent(1_000_000) == "100 %"
    assert per_cent(12_345) == "1.23 %"


def test_things_are_the_same_only_when_they_are_one():
    one, twin = ("a",), tuple("a")
    other = tuple(["a", "b"][:1])
    assert Same(one) == Same(one)
    assert hash(Same(one, 1)) == hash(Same(one, 1))
    assert Same([1]) != Same([1])
    assert Same(one) != one
    assert twin == other
    assert (Same(one, [1]) == Same(one, [1])) is False


def test_what_is_left_out_of_a_shape_is_named_by_noun():
    assert set(LEFT_OUT) == {
        "Consignment", "Operation", "Fact", "Tie", "Path", "Break", "InputNeed",
        "Chain",
    }  # fmt: skip
    assert all(hasattr(chains, noun) for noun in LEFT_OUT)


@pytest.mark.parametrize(
    ("listed", "order", "named"),
    [
        ("Hoshine Silicon Co., Ltd.", "Hoshine Silicon Co. Ltd.", True),
        ("Hoshine-Silicon Co Ltd", "hoshine silicon CO., LTD", True),
        ("Hoshine Silicone Co.", "Hoshine Silicon", False),
        ("HoshineSilicon Co.", "Hoshine Silicon", False),
        ("The Hoshine Silicon", "Hoshine Silicon", False),
    ],
)
def test_an_order_names_a_party_by_whole_words_whatever_the_signs(listed, order, named):
    assert is_named((listed,), order) is named


def ahead(**standing):
    row = {**SEWER, "standing": {"as": "identity documented", **standing}}
    facts = facts_of({"name": "later", "goods": "610910 T-shirts", "chain": [row]})
    found = decide(
        UFLPA, facts.consignment, facts.chain, standings=facts.standings, gates={},
        exhibits=(), names=facts.names, as_of=facts.as_of,
    )  # fmt: skip
    return [(day, outcome.value) for day, outcome in found.ahead]


def test_goods_not_entered_show_each_later_day_on_which_the_outcome_turns():
    begins, ends = date(2026, 8, 3), date(2027, 8, 3)
    assert ahead(**{"from": begins}) == [(begins, "presumed")]
    assert ahead(**{"from": begins, "until": ends}) == [
        (begins, "presumed"),
        (ends, "untraced"),
    ]
    assert ahead(**{"from": date(2026, 6, 26), "until": ends}) == [(ends, "untraced")]
    assert ahead(**{"from": date(2022, 6, 21)}) == []
    assert ahead(**{"from": begins, "known": "declared"}) == [(begins, "to answer")]


def test_nothing_lies_ahead_of_goods_that_were_entered():
    row = {**SEWER, "standing": {"as": "identity documented", "from": date(2026, 8, 3)}}
    assert decided([row]).ahead == ()


def test_papers_are_asked_of_the_first_of_the_parties_next_below():
    rows = [
        {**SEWER, "stage": "sew"},
        {"party": "Spin B", "role": "maker recorded", "stage": "spin", "into": "Sewer",
         "tie": "lot recorded"},
        {"party": "Spin A", "role": "maker recorded", "stage": "spin", "into": "Sewer",
         "tie": "lot recorded"},
    ]  # fmt: skip
    needs = [{"product": "TS", "commodity": "cotton", "description": "Lint"}]
    found = decided(rows, needs=needs)
    asked = {(p.stage, p.party) for p in found.papers}
    assert ("gin", "p Spin A") in asked
    assert ("gin", "p Spin B") not in asked
    assert {p for s, p in asked if s == "spin"} == {"p Spin A", "p Spin B"}
    assert {p for s, p in asked if s == ""} == {"p Sewer"}


def test_a_finding_in_its_authors_favour_asks_and_does_not_meet():
    paper = {"kind": "finding on north korean labour", "party": "Sewer"}
    law = measures()["us/caatsa-321"]
    facts = facts_of(
        {**TRIAL, "chain": [SEWER], "documents": [{**paper, "grade": "documented"}]}
    )
    for favours, outcome in ((False, "presumed"), (True, "to answer")):
        exhibits = (replace(facts.exhibits[0], favours=favours),)
        found = decide(
            law, facts.consignment, facts.chain, standings={}, gates={},
            exhibits=exhibits, names=facts.names, as_of=facts.as_of,
        )  # fmt: skip
        assert found.outcome == outcome


def test_what_is_contrary_is_told_once_and_in_a_fixed_order():
    row = {**SEWER, "site": ["CN-XJ recorded", "CN-SD declared", "BD declared"]}
    found = decided([row]).contrary
    texts = [s.text for s in found]
    assert texts == sorted(set(texts))
    assert len(texts) == 2


def test_a_context_links_acts_nearest_first():
    facts = facts_of({**TRIAL, "chain": works(2)})
    context = context_of(facts.consignment, facts.chain)
    assert [a.key for a in context.linked] == ["op Sewer", "op Works 00", "op Works 01"]
    assert context.makes_goods(context.linked[0])
    assert not context.makes_goods(context.linked[1])
