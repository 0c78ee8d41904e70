"""What must hold of every decision, whatever the facts."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.decide.evaluate import World, decide
from whence.decide.panel import Panel
from whence.decide.shape import LEFT_OUT, shape_of
from whence.decide.trial_facts import standing_of
from whence.decide.trials import facts_of, said
from whence.decide.wording import RANK
from whence.model import chain as chains
from whence.model.chain import (
    Break,
    BreakKind,
    Claim,
    Fact,
    Operation,
    Tie,
    TieKind,
)
from whence.model.chain import (
    Path as Lane,
)
from whence.model.listing import GateResult
from whence.model.measure import Outcome, Result, StandingKind, Verification
from whence.model.party import Role
from whence.model.rows import DocumentRow
from whence.model.source import Grade, Source
from whence.model.view import Exhibit
from whence.shelf.measures import measures, read_measure

ACT = read_measure(
    Path(__file__).parents[1] / "measures" / "invented" / "origin-act.yml"
)
ORDER = measures()["us/s307/xuar-cotton-tomato-2021"]
LIST = "invented/list"
ORIGIN = (Source("", "property"),)

GRADES = st.sampled_from([g.value for g in Grade])
GOOD = st.sampled_from(["recorded", "documented"])
ROLES = st.sampled_from(["maker", "maker", "maker", "trader", "warehouse", "unknown"])
PLACES = st.sampled_from(["IN", "CN-JS", "CN-XJ", "CN-653100"])
ADVERSE_PLACES = st.sampled_from(["CN-XJ", "CN-653100"])
STAGES = st.sampled_from(["field", "gin", "spin", ""])
KINDS = st.sampled_from(["identity", "subsidiary", "related", "candidate", "different"])


@st.composite
def standing_rows(draw):
    kind = draw(KINDS)
    judged = draw(st.sampled_from([None, "same", "unsure"]))
    if kind == "different":
        judged = "different"
    row = {
        "as": f"{kind} {draw(GRADES)}",
        "list": LIST,
        "from": draw(st.sampled_from([date(2023, 1, 1), date(2025, 6, 1)])),
        "known": draw(st.sampled_from(["official", "declared"])),
        "scope": draw(st.sampled_from(["", "and subsidiaries"])),
    }
    if judged:
        row["judged"] = judged
    return row


@st.composite
def chain_rows(draw):
    """Make up to four acts, each tied to the goods or to an act before it."""
    rows = []
    for number in range(draw(st.integers(1, 4))):
        stage = draw(STAGES)
        row = {
            "party": f"P{number}",
            "role": f"{draw(ROLES)} {draw(GRADES)}",
            "stage": stage,
            "tie": draw(
                st.sampled_from(["lot", "order", "entry line"]).flatmap(
                    lambda kind: GRADES.map(lambda grade: f"{kind} {grade}")
                )
            ),
            "makes": draw(st.sampled_from(["", "520100 Cotton lint", "9606 Buttons"])),
            "site": [
                f"{p} {g}"
                for p, g in draw(st.lists(st.tuples(PLACES, GRADES), max_size=2))
            ],
        }
        if draw(st.booleans()):
            row["signal"] = f"{draw(PLACES)} {draw(GRADES)}"
        if stage and draw(st.booleans()):
            favour = draw(st.sampled_from(["", " in its favour"]))
            row["traced"] = f"{stage} {draw(GRADES)}{favour}"
        if number and draw(st.booleans()):
            row["into"] = f"P{draw(st.integers(0, number - 1))}"
        if draw(st.integers(0, 3)) == 0:
            row["tie"], row["share"] = "lanes", 60
            row["passes"] = draw(st.booleans())
        if draw(st.integers(0, 2)) == 0:
            row["standing"] = draw(st.lists(standing_rows(), min_size=1, max_size=2))
        rows.append(row)
    return rows


DOCUMENTED = [
    {
        "party": "P0",
        "role": "maker recorded",
        "stage": "spin",
        "site": "IN recorded",
        "tie": "entry line recorded",
        "traced": "spin documented",
    },
    {
        "party": "P1",
        "role": "maker recorded",
        "stage": "gin",
        "site": "IN recorded",
        "into": "P0",
        "tie": "lot documented",
        "traced": "gin documented",
    },
    {
        "party": "P2",
        "role": "maker recorded",
        "stage": "field",
        "site": "IN recorded",
        "into": "P1",
        "tie": "lot documented",
        "traced": "field documented",
    },
]


@st.composite
def cases(draw, whole=True):
    """Make a case; often one that is documented to the field and clear."""
    rows = DOCUMENTED if whole and draw(st.booleans()) else draw(chain_rows())
    when = draw(
        st.sampled_from(
            [
                date(2025, 5, 10),
                date(2022, 12, 31),
                [date(2022, 6, 1), date(2025, 7, 1)],
            ]
        )
    )
    return facts_of(
        {
            "name": "a property",
            "imported": when,
            "goods": "520512 Cotton yarn",
            "chain": rows,
            "needs": draw(
                st.sampled_from(
                    [[], [{"product": "L", "commodity": "cotton", "kg": 100}]]
                )
            ),
            "gate": draw(st.sampled_from(["passes", "passes", "fails"])),
        }
    )


def outcome_of(facts, measure=ACT):
    return decision_of(facts, measure).outcome


def decision_of(facts, measure=ACT):
    return decide(
        measure,
        facts.consignment,
        facts.chain,
        standings=facts.standings,
        gates={LIST: lambda day: GateResult(LIST, facts.passes, f"held on {day}")},
        exhibits=facts.exhibits,
        names=facts.names,
        as_of=facts.as_of,
    )


def bad(outcome):
    return -1 if outcome.severity is None else outcome.severity


def never_improves(before, after):
    for measure in (ACT, ORDER):
        was, now = decision_of(before, measure), decision_of(after, measure)
        assert bad(now.outcome) >= bad(was.outcome)
        assert bad(now.outlook) >= bad(was.outlook)


def with_chain(facts, **fields):
    return replace(facts, chain=replace(facts.chain, **fields))


def without_papers(act):
    return replace(
        act, facts=tuple(f for f in act.facts if f.claim is not Claim.TRACED)
    )


def with_act(facts, number, change):
    acts = list(facts.chain.operations)
    place = number % len(acts)
    acts[place] = change(acts[place])
    return with_chain(facts, operations=tuple(acts))


@given(cases(), st.integers(0, 3), ADVERSE_PLACES, GRADES, st.booleans())
def test_a_place_in_the_region_never_improves(facts, number, code, grade, favours):
    for claim in (Claim.SITE, Claim.SIGNAL, Claim.ORIGIN):
        fact = Fact(claim, code, Grade(grade), ORIGIN, "words", "how", favours)
        after = with_act(
            facts, number, lambda o, f=fact: replace(o, facts=(*o.facts, f))
        )
        never_improves(facts, after)


@given(cases(), st.integers(0, 3), standing_rows())
def test_a_standing_never_improves(facts, number, row):
    acts = facts.chain.operations
    party = acts[number % len(acts)].party
    rows = (*facts.standings.get(party, ()), standing_of(row, party))
    never_improves(facts, replace(facts, standings={**facts.standings, party: rows}))


@given(cases(), st.integers(0, 3), GRADES, st.sampled_from(list(TieKind)))
def test_a_path_never_improves(facts, number, grade, kind):
    acts = facts.chain.operations
    act = acts[number % len(acts)]
    tie = Tie(act.key, "", kind, Grade(grade), ORIGIN)
    lane = Lane("more", (act.key,), (tie,), 1, Grade(grade), passes=True)
    if kind is not TieKind.LANES:
        # A better tie may also bring a benign paper to the goods; that is no harm.
        facts = with_chain(facts, operations=tuple(map(without_papers, acts)))
    never_improves(facts, with_chain(facts, paths=(*facts.chain.paths, lane)))


@given(cases(), ROLES, GRADES, GRADES, STAGES, standing_rows())
def test_one_more_party_upstream_never_improves(
    facts, role, role_grade, grade, stage, row
):
    act = Operation("op N", "p N", Role(role), Grade(role_grade), 9, stage=stage)
    tie = Tie("op N", facts.chain.operations[0].key, TieKind.LOT, Grade(grade), ORIGIN)
    after = with_chain(
        facts,
        operations=(*facts.chain.operations, act),
        ties=(*facts.chain.ties, tie),
    )
    rows = {**facts.standings, "p N": (standing_of(row, "p N"),)}
    never_improves(facts, after)
    never_improves(facts, replace(after, standings=rows))


@given(cases(), st.sampled_from(list(BreakKind)))
def test_a_break_never_improves(facts, kind):
    end = Break(kind, "p N", 3, "cotton")
    never_improves(facts, with_chain(facts, breaks=(*facts.chain.breaks, end)))


@given(cases(), st.data())
def test_taking_a_benign_paper_away_never_improves(facts, data):
    def spare(act):
        benign = [
            f
            for f in act.facts
            if f.claim is Claim.TRACED
            or (
                f.claim is Claim.SITE
                and not f.value.startswith("CN-6")
                and f.value != "CN-XJ"
            )
        ]
        if not benign:
            return act
        gone = data.draw(st.sampled_from(benign))
        return replace(act, facts=tuple(f for f in act.facts if f is not gone))

    acts = tuple(spare(a) for a in facts.chain.operations)
    never_improves(facts, with_chain(facts, operations=acts))
    never_improves(facts, replace(facts, passes=False))


@given(cases(whole=False), st.sampled_from(["related", "candidate"]), st.data())
def test_judging_related_or_unsure_never_improves(facts, kind, data):
    asked = [
        (party, place)
        for party, rows in facts.standings.items()
        for place, s in enumerate(rows)
        if s.kind is StandingKind.CANDIDATE
    ]
    if not asked:
        return
    party, place = data.draw(st.sampled_from(asked))
    rows = list(facts.standings[party])
    rows[place] = replace(rows[place], kind=StandingKind(kind), grade=Grade.DECLARED)
    never_improves(
        facts, replace(facts, standings={**facts.standings, party: tuple(rows)})
    )


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_facts_never_matters(facts, random):
    def mixed(rows):
        rows = list(rows)
        random.shuffle(rows)
        return tuple(rows)

    acts = [replace(o, facts=mixed(o.facts)) for o in facts.chain.operations]
    chain = replace(
        facts.chain,
        operations=mixed(acts),
        ties=mixed(facts.chain.ties),
        paths=mixed(facts.chain.paths),
        needs=mixed(facts.chain.needs),
    )
    parties = mixed(facts.standings)
    after = replace(
        facts, chain=chain, standings={p: mixed(facts.standings[p]) for p in parties}
    )
    for measure in (ACT, ORDER):
        assert decision_of(facts, measure) == decision_of(after, measure)


@given(cases())
def test_an_unverified_row_never_decides(facts):
    version = ACT.versions[0]
    grounds = tuple(
        replace(g, verification=Verification.MEMORY) for g in version.grounds
    )
    doubtful = replace(ACT, versions=(replace(version, grounds=grounds),))
    assert bad(outcome_of(facts, doubtful)) <= 1
    forgotten = replace(version, verification=Verification.MEMORY)
    measure = replace(ACT, versions=(forgotten,))
    assert outcome_of(facts, measure) is Outcome.NOT_IN_EFFECT


@given(cases())
def test_every_outcome_prints_law_reference_date_and_list(facts):
    decision = decision_of(facts)
    first = decision.steps[0].text
    for word in (ACT.title, ACT.versions[0].reference, str(decision.on), LIST):
        assert word in first
    assert f"held on {decision.on}" in first
    assert decision.outcome in decision.steps[0].template


@given(cases())
def test_leads_touch_no_ground_and_are_counted(facts):
    act = Operation(
        "op L",
        "p L",
        Role.MAKER,
        Grade.RECORDED,
        5,
        facts=(Fact(Claim.SITE, "CN-XJ", Grade.OFFICIAL, ORIGIN),),
    )
    tie = Tie("op L", "", TieKind.LANES, Grade.INFERRED, ORIGIN)
    lead = Lane("lead", ("op L",), (tie,), 5, Grade.INFERRED, passes=False)
    after = with_chain(
        facts,
        operations=(*facts.chain.operations, act),
        leads=(*facts.chain.leads, lead),
    )
    was, now = decision_of(facts), decision_of(after)
    assert now.outcome is was.outcome
    if now.outcome.severity is not None:
        assert any("below the path policy" in t for t in said(now.steps))


@given(cases(), st.sampled_from(["release after review", "exclusion notice"]))
def test_an_answer_never_changes_the_outcome(facts, kind):
    goods = replace(facts.consignment, entry_number="ABC-1")
    row = DocumentRow(Source("", "d", "", 1), "D-1", kind, entry="ABC1")
    papers = (Exhibit(row, Grade.OFFICIAL, ""),)
    was = decision_of(replace(facts, consignment=goods))
    now = decision_of(replace(facts, consignment=goods, exhibits=papers))
    assert now.outcome is was.outcome
    assert now.answer is not was.answer


def world_of(facts, language="en"):
    return World(
        standings=facts.standings,
        gates={LIST: lambda day: GateResult(LIST, facts.passes, f"held on {day}")},
        exhibits=facts.exhibits,
        names=facts.names,
        as_of=facts.as_of,
        language=language,
    )


def result_of(decision):
    return Result(
        decision.measure,
        decision.outcome,
        decision.on,
        decision.outlook,
        decision.outlook_on,
        decision.answer,
        decision.also_on,
        decision.ahead,
    )


def moved(facts, grams):
    """Give the same facts under other keys, rows, lots and weights."""
    keys = {o.key: f"other {o.key}" for o in facts.chain.operations}
    rows = (Source("", "another file", "", 9),)

    def tie(t):
        down = keys.get(t.downstream, t.downstream)
        return replace(t, upstream=keys[t.upstream], downstream=down, sources=rows)

    def path(p):
        acts = tuple(keys[k] for k in p.operations)
        return replace(p, operations=acts, ties=tuple(map(tie, p.ties)))

    chain = replace(
        facts.chain,
        operations=tuple(
            replace(o, key=keys[o.key], grams=grams, sources=rows)
            for o in facts.chain.operations
        ),
        ties=tuple(map(tie, facts.chain.ties)),
        paths=tuple(map(path, facts.chain.paths)),
        leads=tuple(map(path, facts.chain.leads)),
    )
    return replace(facts, chain=chain)


@given(
    cases(),
    st.lists(
        st.tuples(
            st.sampled_from([None, 1, 100_000, 200_000]),
            st.sampled_from([date(2021, 2, 1), date(2024, 1, 1), date(2025, 6, 2)]),
            st.booleans(),
        ),
        max_size=3,
    ),
)
def test_a_panel_that_remembers_says_what_one_by_one_says(facts, others):
    panel = Panel((ACT, ORDER), world_of(facts))
    asked = [facts]
    for grams, day, entered in others:
        again = moved(facts, grams)
        goods = replace(
            facts.consignment, earliest=day, latest=day, entered=entered, grams=grams
        )
        asked.append(replace(again, consignment=goods))
    for case in asked:
        found = panel.results(case.consignment, case.chain)
        assert found == tuple(result_of(decision_of(case, m)) for m in (ACT, ORDER))


@given(cases())
def test_reasons_in_another_language_are_the_same_reasons(facts):
    def bones(steps):
        return [
            (s.template, s.met, s.grade, s.sources, bones(s.children)) for s in steps
        ]

    panel = Panel((ACT, ORDER), world_of(facts))
    for measure in (ACT, ORDER):
        pair = [
            panel.decision(measure.key, facts.consignment, facts.chain, language=word)
            for word in ("en", "zh")
        ]
        assert result_of(pair[0]) == result_of(pair[1])
        # asides are sorted by their words, so their order may differ
        assert sorted(map(str, bones(pair[0].steps))) == sorted(
            map(str, bones(pair[1].steps))
        )


@given(cases())
def test_every_line_under_a_ground_has_its_grade_its_rows_and_its_law(facts):
    decision = decision_of(facts)
    for ground in (s for s in decision.steps if s.template.startswith("ground.")):
        assert ground.reference
        for touch in (s for s in ground.children if s.template != "ground.more"):
            assert touch.reference == ground.reference
            for element in touch.children:
                assert element.grade is not None
                assert element.sources
                assert element.reference == ground.reference
                assert max(RANK[e.grade] for e in touch.children) == RANK[touch.grade]


@given(cases())
def test_a_reading_is_computed_both_ways_and_never_changes_the_outcome(facts):
    decision = decision_of(facts)
    for reading in decision.readings:
        assert reading.used is decision.outcome
        assert reading.text in decision.reading
        assert reading.reference
        if reading.key in ("input_by_listed", "input_in_place", "other_role"):
            assert bad(reading.other) <= bad(reading.used)
        else:
            assert bad(reading.other) >= bad(reading.used)


USED = {
    "Consignment": "hs description",
    "Operation": "party role role_grade stage product hs lot facts goods",
    "Fact": "claim value grade sources favours",
    "Tie": "upstream downstream kind grade",
    "Path": "operations ties passes",
    "Break": "kind party",
    "InputNeed": "product commodity description hs",
    "Chain": "operations ties paths breaks needs",
}


@pytest.mark.parametrize("noun", sorted(USED))
def test_every_field_of_a_chain_is_in_its_shape_or_left_out_on_purpose(noun):
    have = {f.name for f in fields(getattr(chains, noun))}
    used, left = set(USED[noun].split()), set(LEFT_OUT[noun].split())
    assert used | left == have
    assert not used & left


@given(cases(), st.integers(0, 3), st.sampled_from(["goods", "product", "hs", "stage"]))
def test_chains_that_differ_in_what_was_made_have_different_shapes(facts, n, field):
    value = (("520100", "lint"),) if field == "goods" else "52 other"
    after = with_act(facts, n, lambda o: replace(o, **{field: value}))

    def shape(f):
        return shape_of(f.consignment, f.chain, known=f.standings, kinds={})

    assert shape(facts) != shape(after)
    assert shape(facts) == shape(moved(facts, 5))
