"""No sentence is stronger than the grade under it, and none says more than it may."""

import re
import string
from collections import defaultdict
from datetime import date

import pytest

from whence.decide.effect import in_effect
from whence.decide.inform import as_law
from whence.decide.paper_predicates import ABOUT_PAPERS
from whence.decide.wording import RANK, Voice, carries, render, variant
from whence.errors import DataError, UsageError
from whence.model.chain import BreakKind, TieKind
from whence.model.measure import AnswerState, Outcome, StandingKind
from whence.model.party import Role
from whence.model.remark import TOLD
from whence.model.source import Grade
from whence.shelf.documents import title_of
from whence.shelf.measures import measures, unverified
from whence.shelf.requirements import commodities, requirements, ways, whole_chain
from whence.shelf.sectors import sectors
from whence.shelf.wording import NO_GRADE, languages, law_words, sentences, words

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


def blanks(text):
    return {b for _, b, _, _ in string.Formatter().parse(text) if b}


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_sentence_with_its_grade_outcomes_and_blanks(language):
    english, other = sentences(), sentences(language)
    assert set(english) == set(other)
    for key, sentence in english.items():
        assert other[key].least == sentence.least, key
        assert other[key].outcomes == sentence.outcomes, key
        assert blanks(other[key].text) == blanks(sentence.text), key


def test_chinese_names_every_word_that_a_noun_can_hold():
    held = words("zh")
    kinds = (Outcome, Grade, Role, TieKind, BreakKind, StandingKind, AnswerState)
    for kind in kinds:
        for member in kind:
            assert member.value in held, member


def test_chinese_never_writes_what_condemns_or_clears():
    told = "".join(s.text for s in sentences("zh").values())
    for word in ("有罪", "清白", "无辜", "涉嫌", "违法", "安全"):
        assert word not in told


EVERY = {m.key: m for m in (*measures().values(), *unverified())}


def test_chinese_calls_only_measures_that_exist():
    assert set(law_words("zh")) == set(EVERY)


@pytest.mark.parametrize("measure", EVERY.values(), ids=lambda m: m.key)
def test_chinese_says_every_text_of_a_measure(measure):
    """Titles, grounds, goods, territory, notes, and what ended it."""
    held, texts = law_words("zh")[measure.key], words("zh")
    grounds = {g.key for v in measure.versions for g in v.grounds}
    scopes = {v.scope.text for v in measure.versions} - {""}
    wanted = {"title", *grounds, *(["scope"] if scopes else [])}
    wanted |= {"territory"} if measure.territory else set()
    assert set(held) == wanted
    told = [r.text for r in measure.remarks if r.about in TOLD]
    told += [r.verification.value for r in measure.remarks]
    told += [v.says for v in measure.versions if v.says]
    told += [
        v.ended_by for v in measure.versions if v.ended_by and v.ended_by not in EVERY
    ]
    assert [t for t in told if t not in texts] == []


def test_chinese_says_all_that_is_asked_for():
    rules, stages = [], set()
    for key in EVERY:
        for way in ("", *ways(key)):
            rules += whole_chain(key, way)
        for commodity in commodities():
            for stage in requirements(commodity, key):
                stages.add(stage.key)
                rules += stage.requirements
    asked = {r.text for r in rules} | {kind for r in rules for kind in r.ask} | stages
    asked |= {*commodities()} - {"any"}
    asked |= {s.title for s in sectors()} | {"by code", "by word"}
    assert sorted(asked - set(words("zh"))) == []


def test_chinese_names_the_papers_that_a_ground_asks_for():
    kinds = {
        g.value
        for m in EVERY.values()
        for v in m.versions
        for g in v.grounds
        if g.predicate in ABOUT_PAPERS
    }
    assert [k for k in kinds if title_of(k) not in words("zh")] == []


def test_a_proposal_asked_as_law_says_so_in_every_language():
    law = as_law(measures()["proposed/narrow-presumption-2022"])
    assert Voice().title(law).endswith("(a proposal, asked as if it were law)")
    assert Voice("zh").title(law).endswith("（提案，假定其为法律而询问）")
    plain = measures()["proposed/narrow-presumption-2022"]
    assert "假定" not in Voice("zh").title(plain)


def test_a_rendering_is_chinese_and_no_measure_is_left_in_english():
    for key, held in law_words("zh").items():
        for text in held.values():
            assert re.search("[\u4e00-\u9fff]", text), (key, text)


def test_a_note_says_its_text_its_reference_and_how_far_it_was_verified():
    act = measures()["us/uflpa"]
    assert Voice().notes(act)[0] == act.notes[0]
    assert [*Voice().notes(act)] == [*act.notes]
    told = Voice("zh").notes(act)
    assert told[0].endswith("（Pub. L. 117-78, s. 6；凭记忆，未核实）")
    assert told[1].startswith("出路：适用性审查")
    assert not any("。（" in line for line in told)


def test_a_law_that_ended_an_order_is_called_by_its_name():
    order = measures()["us/s307/hetian-taida-2019"]
    after = date(2025, 4, 10)
    name = "Uyghur Forced Labor Prevention Act (us/uflpa)"
    assert in_effect(order, after).endswith(f"by {name}")
    told = in_effect(order, after, "zh")
    assert "因维吾尔强迫劳动预防法（UFLPA） (us/uflpa)而终止" in told
    finding = measures()["us/s307/kingtom-2024"]
    assert "撤销该认定的判决" in in_effect(finding, date(2026, 4, 10), "zh")


def test_a_rule_is_named_half_by_half_and_an_unknown_one_as_it_is():
    tongue = Voice("zh")
    assert tongue.why("identity by the rule: full name and province") == (
        "依身份规则认定：全称与省份一致"
    )
    assert tongue.why("by a rule nobody named") == "by a rule nobody named"


def test_an_unknown_language_lists_those_that_exist():
    with pytest.raises(UsageError, match="en, zh"):
        Voice("xx")
