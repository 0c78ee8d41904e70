"""What a decision says beside its outcome."""

from dataclasses import replace
from datetime import date

import pytest

from whence.decide.evaluate import World, decide
from whence.decide.explain import papers, text
from whence.decide.panel import Panel
from whence.decide.trials import facts_of, said
from whence.errors import DataError, UsageError
from whence.model.listing import GateResult
from whence.model.measure import MeasureKind, Outcome, Verification
from whence.model.rows import DocumentRow
from whence.model.source import Grade, Source
from whence.model.view import Exhibit
from whence.shelf.measures import measures

UFLPA = measures()["us/uflpa"]
REGION = measures()["us/s307/xuar-cotton-tomato-2021"]
PASTE = {
    "name": "paste",
    "imported": date(2025, 4, 10),
    "entry": "ABC-1",
    "goods": "2002908050 Tomato paste",
    "chain": [
        {
            "party": "Paste maker",
            "role": "maker recorded",
            "stage": "paste",
            "lot": "T-22",
            "site": ["CN-652800 recorded", "CN-HE declared in its favour"],
            "tie": "order recorded",
        }
    ],
    "needs": [{"product": "TOM", "commodity": "tomato", "description": "Tomatoes"}],
}


def decided(trial, measure=UFLPA, gates=None, exhibits=(), **more):
    facts = facts_of(trial)
    return decide(
        measure,
        facts.consignment,
        facts.chain,
        standings=facts.standings,
        gates={} if gates is None else gates,
        exhibits=exhibits,
        names=facts.names,
        as_of=facts.as_of,
        **more,
    )


def test_a_list_that_nobody_holds_passes_no_gate():
    (result,) = decided(PASTE).gate
    assert not result.passes
    assert result.list_key == "us-uflpa"
    assert "no edition" in result.reason


def test_the_gate_is_asked_for_the_date_of_importation():
    asked = []

    def gate(day):
        asked.append(day)
        return GateResult("us-uflpa", passes=True, reason="held")

    decision = decided(PASTE, gates={"us-uflpa": gate})
    assert asked[0] == date(2025, 4, 10)
    assert decision.gate[0].passes


def test_the_version_of_a_list_is_printed_when_it_is_known():
    decision = decided(PASTE, editions={"us-uflpa": "edition of 2026-06-26"})
    assert "edition of 2026-06-26" in decision.steps[0].text


def test_steps_carry_sources_grades_and_the_law():
    decision = decided(PASTE)
    ground = next(s for s in decision.steps if s.template == "ground.met")
    assert ground.reference == "Pub. L. 117-78, s. 3(a)"
    site = ground.children[0].children[0]
    assert site.grade is Grade.RECORDED
    assert site.sources == (Source("", "trial", "Paste maker", 0, "site"),)
    assert dict(site.values)["party"] == "Paste maker"
    assert "Bayin" in site.text


def test_a_statement_in_favour_is_contrary_and_changes_nothing():
    decision = decided(PASTE)
    (line,) = decision.contrary
    assert "Hebei" in line.text
    assert line.grade is Grade.DECLARED
    assert decision.outcome is Outcome.PRESUMED


@pytest.mark.parametrize(
    ("field", "number", "shown"),
    [("lot", "t22", True), ("entry", "ABC1", True), ("lot", "T-23", False)],
)
def test_a_paper_about_these_goods_that_names_a_place_is_contrary(field, number, shown):
    row = DocumentRow(
        Source("", "documents.csv", "", 4),
        "D-9",
        "certificate_of_origin",
        place="Baoding",
        **{field: number},
    )
    decision = decided(PASTE, exhibits=(Exhibit(row, Grade.DECLARED, ""),))
    assert ("Baoding" in "".join(said(decision.contrary))) is shown


def test_nothing_is_contrary_where_nothing_is_touched():
    clear = {**PASTE, "chain": [{**PASTE["chain"][0], "site": "CN-TJ recorded"}]}
    row = DocumentRow(Source("", "d", "", 4), "D-9", "x", lot="T-22", place="Baoding")
    decision = decided(clear, exhibits=(Exhibit(row, Grade.DECLARED, ""),))
    assert decision.outcome is Outcome.UNTRACED
    assert decision.contrary == ()


def test_papers_name_stage_party_rule_and_how_far_it_was_verified():
    decision = decided(PASTE)
    stages = [p.stage for p in decision.papers]
    assert stages[:2] == ["paste", "paste"]
    assert "field" in stages
    assert {p.party for p in decision.papers} == {"p Paste maker"}
    marks = {p.stage: p.verification for p in reversed(decision.papers)}
    assert marks["paste"] is Verification.MEMORY
    assert marks["field"] is Verification.SEEN
    assert all(p.reference.startswith("CBP ") for p in decision.papers)


def test_an_input_says_stage_by_stage_what_is_shown():
    (trace,) = decided(PASTE).inputs
    assert trace.origin_stage == "field"
    assert trace.stages == (("field", ""), ("paste", ""))
    assert not trace.traced
    assert trace.missing == "field, paste"
    assert trace.grams is None


def test_of_two_dates_the_worse_is_printed_and_the_other_kept():
    trial = {**PASTE, "imported": [date(2022, 6, 10), date(2022, 7, 5)]}
    decision = decided(trial)
    assert decision.on == date(2022, 7, 5)
    assert decision.also_on == ((date(2022, 6, 10), Outcome.NOT_IN_EFFECT),)
    assert any("not in effect" in s.text for s in decision.steps)
    assert decided(trial, REGION).on == date(2022, 6, 10)


def test_of_two_dates_with_one_outcome_the_earlier_is_printed():
    trial = {**PASTE, "imported": [date(2025, 6, 10), date(2025, 7, 5)]}
    decision = decided(trial)
    assert decision.on == date(2025, 6, 10)
    assert decision.also_on == ((date(2025, 7, 5), Outcome.PRESUMED),)


def test_an_unknown_end_of_the_range_is_the_day_of_the_question():
    facts = facts_of(PASTE)
    goods = replace(facts.consignment, latest=None)
    decision = decide(
        UFLPA,
        goods,
        facts.chain,
        standings={},
        gates={},
        exhibits=(),
        names={},
        as_of=facts.as_of,
    )
    assert [d for d, _ in decision.also_on] == [facts.as_of]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("measure", [UFLPA, REGION])
def test_of_a_day_that_nothing_bounds_the_worst_is_printed_and_no_day_made_up(
    measure, language
):
    """It was decided from 1970-01-01, and sentences said the goods came that day."""
    facts = facts_of(PASTE)
    goods = replace(facts.consignment, earliest=None, latest=facts.as_of, dated=False)
    decision = decide(
        measure,
        goods,
        facts.chain,
        standings={},
        gates={},
        exhibits=(),
        names={},
        as_of=facts.as_of,
        language=language,
    )
    assert decision.outcome is measure.first_word
    told = " ".join(s.text for s in decision.steps)
    assert "1970" not in told
    assert "1930" not in told
    assert f"imported on {decision.on}" not in told
    assert ("is not known" if language == "en" else "进口日不详") in told
    ends = {UFLPA: facts.as_of, REGION: REGION.versions[0].span.start}
    assert decision.on == ends[measure]


def test_a_panel_decides_goods_without_a_day_as_the_single_decision_does():
    facts = facts_of(PASTE)
    goods = replace(facts.consignment, earliest=None, latest=facts.as_of, dated=False)
    world = World({}, {}, (), {}, facts.as_of, {})
    panel = Panel((UFLPA, REGION), world)
    for result in panel.results(goods, facts.chain):
        one = panel.decision(result.measure, goods, facts.chain)
        assert (one.outcome, one.on, one.also_on) == (
            result.outcome,
            result.on,
            result.also_on,
        )


def test_in_effect_says_since_when_and_until_when():
    assert decided(PASTE).in_effect == "in force since 2022-06-21"
    over = decided(PASTE, REGION).in_effect
    for word in ("2021-01-13", "2022-06-20", "Uyghur Forced Labor Prevention Act"):
        assert word in over


def test_an_order_that_ended_has_no_inputs_papers_or_gate():
    decision = decided(PASTE, REGION)
    assert decision.outcome is Outcome.NOT_IN_EFFECT
    assert (decision.inputs, decision.papers, decision.gate) == ((), (), ())


def test_other_measures_are_named_only_where_this_one_does_not_apply():
    both = (UFLPA, REGION)
    assert decided(PASTE, others=both).others == ()
    assert decided(PASTE, REGION, others=both).others == ("us/uflpa",)


def test_a_measure_without_outcome_is_refused():
    tariff = replace(UFLPA, kind=MeasureKind.INFORMATION)
    with pytest.raises(UsageError, match="no outcome"):
        decided(PASTE, tariff)


@pytest.mark.parametrize("day", [None, date(2026, 6, 26), date(2026, 6, 27)])
def test_a_paper_from_after_the_question_is_not_known(day):
    row = DocumentRow(
        Source("", "d", "", 4),
        "D-1",
        "authority_decision_release",
        entry="ABC-1",
        day=day,
    )
    decision = decided(PASTE, exhibits=(Exhibit(row, Grade.OFFICIAL, ""),))
    known = day is None or day <= date(2026, 6, 26)
    assert (decision.answer == "accepted") is known
    assert bool(decision.answer_sources) is known


def test_the_latest_decision_of_the_authority_is_the_answer():
    def paper(number, kind, day):
        row = DocumentRow(
            Source("", "d", "", number), f"D-{number}", kind, entry="ABC-1", day=day
        )
        return Exhibit(row, Grade.OFFICIAL, "")

    refused = paper(1, "refusal", date(2025, 5, 1))
    released = paper(2, "release", date(2025, 6, 1))
    submitted = paper(3, "submission", date(2025, 7, 1))
    every = (refused, released, submitted)
    assert decided(PASTE, exhibits=every).answer == "accepted"
    assert decided(PASTE, exhibits=every[::-1]).answer == "accepted"
    assert decided(PASTE, exhibits=(refused, submitted)).answer == "refused"
    assert decided(PASTE, exhibits=(submitted,)).answer == "submitted"


def test_the_text_of_a_decision_says_everything_once():
    decision = decided(PASTE)
    shown = text(decision)
    assert shown.startswith(f"{UFLPA.title}: PRESUMED on 2025-04-10\n+ ")
    assert "Only the authority decides." in shown
    assert "What speaks against it:" in shown
    assert "no reading was needed" in shown
    for sentence in said(decision.steps):
        assert sentence in shown
    assert max(map(len, text(decision, width=60).splitlines())) == 60


def test_the_papers_of_a_decision_name_parties_and_marks():
    shown = papers(decided(PASTE), {"p Paste maker": "Paste maker"})
    assert shown.startswith("Paste maker: ")
    assert "memory, not verified" in shown
    empty = replace(decided(PASTE), papers=())
    assert papers(empty, {}) == "No paper is missing."


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red"},
        {"chain": [{"party": "P", "role": "maker recorded", "tie": "rope recorded"}]},
        {"chain": [{"party": "P", "role": "maker recorded", "smell": "x"}]},
    ],
)
def test_a_trial_outside_its_language_is_refused(wrong):
    with pytest.raises(DataError):
        facts_of({"name": "wrong", **wrong})


SHOWN = {
    "name": "shown",
    "imported": date(2025, 4, 10),
    "goods": "520100 Cotton lint",
    "chain": [
        {
            "party": "Gin",
            "role": "maker recorded",
            "stage": "gin",
            "tie": "order recorded",
            "traced": "gin documented",
        },
        {
            "party": "Growers",
            "role": "maker recorded",
            "stage": "field",
            "into": "Gin",
            "tie": "lot documented",
        },
    ],
    "needs": [{"product": "SC", "commodity": "cotton", "description": "Seed cotton"}],
}


def test_the_party_of_a_missing_stage_is_asked_for_it_and_no_other():
    asked = {(p.stage, p.party) for p in decided(SHOWN).papers if p.stage}
    assert asked == {("field", "p Growers")}


def test_where_all_is_shown_no_paper_is_asked_for():
    rows = [dict(row) for row in SHOWN["chain"]]
    rows[1]["traced"] = "field documented"
    decision = decided({**SHOWN, "chain": rows})
    assert all(t.traced for t in decision.inputs)
    assert decision.papers == ()


def test_a_stage_of_which_nobody_is_known_is_asked_of_the_next_party_down():
    decision = decided({**SHOWN, "chain": SHOWN["chain"][:1]})
    paper = next(p for p in decision.papers if p.stage == "field")
    assert paper.party == "p Gin"
    assert "must name it" in paper.why


def test_goods_not_entered_are_decided_on_the_day_of_the_question_whatever_is_planned():
    facts = facts_of(PASTE)
    goods = replace(facts.consignment, entered=False)
    decision = decide(
        UFLPA,
        goods,
        facts.chain,
        standings={},
        gates={},
        exhibits=(),
        names={},
        as_of=facts.as_of,
    )
    assert decision.on == decision.outlook_on == facts.as_of
    assert decision.also_on == ()
    assert any("not yet entered" in s.text for s in decision.steps)


def test_a_signal_elsewhere_speaks_against_nothing():
    row = {**PASTE["chain"][0], "site": "CN-XJ recorded", "signal": "CN-HE recorded"}
    assert decided({**PASTE, "chain": [row]}).contrary == ()


def test_only_another_role_is_read_as_one():
    standing = {"as": "identity documented", "from": date(2023, 1, 1)}
    row = {**PASTE["chain"][0], "site": "CN-TJ recorded", "standing": standing}
    made = decided({**PASTE, "chain": [row]}).reading
    sold = decided({**PASTE, "chain": [{**row, "role": "trader recorded"}]}).reading
    assert "no reading was needed" in made
    assert "did not make the goods" in sold


def test_an_order_that_began_and_ended_between_the_two_days_is_not_missed():
    unsure = {**PASTE, "imported": [date(2020, 1, 1), date(2025, 4, 10)]}
    decision = decided(unsure, REGION)
    assert decision.outcome is Outcome.UNDER_ORDER
    assert decision.on == REGION.versions[0].span.start
    assert [o for _, o in decision.also_on] == [Outcome.NOT_IN_EFFECT] * 2


def test_a_seller_with_a_site_in_the_region_is_asked_though_no_record_says_he_made():
    chain = [{**PASTE["chain"][0], "role": "seller recorded"}]
    assert decided({**PASTE, "chain": chain}).outcome is Outcome.TO_ANSWER
