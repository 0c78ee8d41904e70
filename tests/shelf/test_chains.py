import pytest

from whence.errors import DataError
from whence.model.party import Role
from whence.shelf import paths
from whence.shelf.chains import (
    commodities,
    commodity,
    commodity_of,
    feeds,
    hs_pairs,
    leads_to,
    stage_of,
)
from whence.shelf.roles import carries, is_to_order, states_origin

STAGES = {
    "Cut & Sew": "sew",
    "纺纱": "spin",
    "ginning mill": "gin",
    "quartzite quarry": "quartz",
    "Metallurgical-grade silicon": "metallurgical silicon",
    "solar cell line": "cell",
    "tomato paste": "paste",
    "": "",
    "assorted": "",
}


@pytest.mark.parametrize("text", STAGES)
def test_a_stage_is_known_by_its_longest_word(text):
    assert stage_of(text) == STAGES[text]


def test_a_word_that_two_commodities_share_goes_to_the_one_asked_for():
    assert stage_of("farm", "tomato") == "field"
    assert stage_of("farm", "cotton") == "field"


def test_every_stage_is_known_by_its_own_key():
    for item in commodities():
        for stage in item.stages:
            assert stage_of(stage.key, item.key) == stage.key


def test_a_commodity_begins_at_its_first_stage():
    assert commodity("cotton").origin == "field"
    assert commodity("polysilicon").origin == "quartz"
    assert commodity("no such thing") is None


def test_a_code_names_a_commodity_before_a_description_does():
    assert commodity_of("2002908050", "cotton bags of paste") == "tomato"
    assert commodity_of("6203424011") == "cotton"
    assert commodity_of("620343", "Trousers") == ""
    assert commodity_of("620343", "棉混纺长裤") == "cotton"
    assert commodity_of("7326908688", "Wire baskets") == ""


def test_every_pair_and_commodity_has_a_reference_and_its_mark():
    for row in (*hs_pairs(), *commodities()):
        assert row.reference
        assert row.verification == "analyst mapping"


def test_chains_lead_downstream_and_never_back():
    assert feeds("520100", "520512")
    assert not feeds("520100", "610910")
    assert leads_to("520100", "610910")
    assert leads_to("250610", "854143")
    assert not leads_to("854143", "250610")


def test_names_that_only_carry_are_known_and_makers_are_not():
    assert carries("Eastern Freight Forwarding Ltd") is Role.FORWARDER
    assert carries("中国银行") is Role.BANK
    assert carries("Riverbank Cotton Mills") is Role.UNKNOWN
    assert carries("Freightliner Textile") is Role.UNKNOWN


def test_to_order_stands_at_the_start_of_a_name():
    assert is_to_order("TO ORDER")
    assert not is_to_order("Suits Made To Order Ltd")


def test_a_text_that_says_where_goods_come_from_is_noticed():
    assert states_origin("T-shirts; cotton from Texas")
    assert not states_origin("Cotton T-shirts")


def test_the_default_policy_is_the_one_that_the_design_states():
    rule = paths.policy()
    assert (rule.most_tiers, rule.most_lag_months) == (3, 12)
    assert rule.least_share_ppm == 50_000
    assert rule.product_known


def test_a_missing_section_of_the_policy_is_an_error_that_says_where():
    with pytest.raises(DataError, match=r"paths\.yml"):
        paths._section("nothing")
