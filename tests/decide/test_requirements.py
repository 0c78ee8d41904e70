"""What must be shown: typed, cited, and spoken in the stages of the chains."""

import pytest

from whence.model.measure import AnswerState
from whence.model.source import Grade
from whence.shelf.chains import commodity
from whence.shelf.references import is_reference
from whence.shelf.requirements import (
    answers,
    commodities,
    plain,
    requirements,
    stages_to,
    ways,
    whole_chain,
)
from whence.shelf.sectors import sectors

US = "us/uflpa"


@pytest.mark.parametrize("key", commodities())
def test_the_stages_asked_are_those_of_the_chain_in_their_order(key):
    known = commodity(key)
    assert known is not None
    assert [s.key for s in requirements(key, US)] == [s.key for s in known.stages]


@pytest.mark.parametrize("key", [*commodities(), "unheard of"])
def test_every_requirement_cites_an_authority_and_asks_for_what_it_accepts(key):
    for stage in requirements(key, US):
        assert stage.requirements
        for rule in stage.requirements:
            assert is_reference(rule.reference)
            assert {plain(a) for a in rule.ask} <= rule.documents


def test_a_remembered_requirement_is_asked_under_its_own_measure_only():
    assert [s.verified for s in requirements("cotton", US)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert all(s.verified for s in requirements("cotton", "invented/act"))


def test_goods_of_a_code_ask_for_the_stages_down_to_it():
    def keys(hs):
        return [s.key for s in stages_to("cotton", US, hs)]

    assert keys("520100") == ["field", "gin"]
    assert keys("6109100012")[-1] == "sew"
    assert keys("732690") == keys("") == ["field", "gin", "spin", "weave", "sew"]


def test_a_material_without_a_page_has_one_stage():
    assert [s.key for s in requirements("rubber", US)] == ["origin"]
    assert [s.key for s in requirements("", US)] == ["origin"]


def test_a_declaration_or_certificate_of_origin_shows_no_stage():
    never = {"declaration", "certificate of origin", "supply chain map", "affidavit"}
    for key in commodities():
        for stage in requirements(key, US):
            assert not never & stage.documents


def test_every_requirement_says_by_whom_and_how_strong():
    for key in (*commodities(), "unheard of"):
        for stage in requirements(key, US):
            for rule in stage.requirements:
                assert rule.by
                assert rule.strength is Grade.DOCUMENTED


def test_a_page_stands_for_every_priority_sector_but_apparel():
    pages = {*commodities()}
    same = {"aluminum": "aluminium", "silica_polysilicon": "polysilicon"}
    same |= {"tomatoes": "tomato", "lithium": "battery"}
    for sector in sectors():
        name = same.get(sector.key, sector.key.replace("_", " "))
        assert name in pages or sector.key == "apparel", sector.key


def test_an_order_also_asks_the_two_papers_of_its_regulation():
    order = {r.key: r for r in whole_chain("us/s307/hoshine-2021")}
    assert order["certificate of the foreign seller"].reference == "19 CFR 12.43(a)"
    assert order["statement of the ultimate consignee"].by == ("ultimate consignee",)
    assert "certificate of the foreign seller" not in {r.key for r in whole_chain(US)}


def test_each_way_out_has_papers_of_its_own():
    assert ways(US) == ("applicability review", "exception")
    review = {r.key for r in whole_chain(US, "applicability review")}
    exception = {r.key for r in whole_chain(US, "exception")}
    assert "identical chain" in review - exception
    assert "diligence system" in exception - review
    assert ways("eu/2024-3015") == ()


def test_where_an_authority_publishes_no_list_another_is_borrowed_and_says_so():
    eu = requirements("cotton", "eu/2024-3015")
    assert all(r.borrowed for stage in eu for r in stage.requirements)
    own = [r for r in whole_chain("eu/2024-3015") if not r.borrowed]
    assert [r.key for r in own] == ["product, manufacturer, suppliers"]
    assert not any(
        r.borrowed for stage in requirements("cotton", US) for r in stage.requirements
    )
    assert not any(r.borrowed for r in whole_chain("invented/act"))


def test_every_kind_of_answer_has_a_state():
    assert set(answers().values()) == {
        AnswerState.ACCEPTED,
        AnswerState.REFUSED,
        AnswerState.SUBMITTED,
    }
    assert answers()[plain("authority_decision_release")] is AnswerState.ACCEPTED


def test_the_whole_chain_is_asked_for_a_map_and_the_materials():
    assert {r.key for r in whole_chain(US)} == {"flow chart", "bill of materials"}
