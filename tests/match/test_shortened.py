import pytest

from whence.match import score
from whence.match.rest import Context
from whence.match.shortened import shortens
from whence.match.sides import Rarity, side_of
from whence.match.weigh import compare
from whence.normalise.names import normal
from whence.shelf import matching, terms


def same(left: str, right: str) -> float:
    return float(score([left], [right]).same[0])


@pytest.mark.parametrize(
    ("word", "full"),
    [("fd", "food"), ("trdg", "trading"), ("cttn", "cotton"), ("ind", "industry"),
     ("mfg", "manufacturing"), ("srvces", "services"), ("comm", "communication")],
)  # fmt: skip
def test_a_word_of_trade_is_known_cut_short(word, full):
    assert shortens(word, full)


@pytest.mark.parametrize(
    ("word", "full"),
    [("foot", "food"), ("teng", "trading"), ("trading", "trading"), ("f", "food"),
     ("food", "fd"), ("cable", "cotton")],
)  # fmt: skip
def test_another_word_is_no_word_cut_short(word, full):
    assert not shortens(word, full)


def test_a_bill_of_lading_cuts_the_trade_short_and_the_firm_is_found():
    listed = "Shihezi Anbeike Food Co., Ltd."
    assert same("SHIHEZI ANBEIKE FD CO LT", listed) > 0.8
    assert same("SHIHEZI ORTAQ FD CO LT", listed) < 0.3


def test_a_weak_spelling_of_a_place_counts_where_the_other_name_holds_the_place():
    listed = "Alaer Boruida Silicon Industry Co., Ltd."
    assert same("Aral Boruida Silicon Industry Co., Ltd.", listed) > 0.8
    assert same("Ordos Boruida Silicon Industry Co., Ltd.", listed) < 0.5


def test_a_daughter_in_another_country_is_not_the_same():
    assert same("Banco Anbeike S.A.", "Banco Anbeike Chile S.A.") < 0.5
    assert same("Anbeike Textile Co., Ltd", "Hotan Anbeike Textile Co., Ltd") > 0.5


def test_the_same_place_and_trade_do_not_make_two_readable_brands_one():
    listed = "Korla Fuxing Import and Export Trading Co., Ltd."
    assert same("库尔勒复兴进出口贸易有限责任公司", listed) > 0.9
    assert same("库尔勒巨龙进出口贸易有限责任公司", listed) < 0.75


def test_names_without_anything_in_common_are_never_even_odds():
    assert same("CGN Power Co., Ltd.", "MLS Co., Ltd.") < 0.3
    assert same("Yifeng Pharmacy Chain", "ARTS Group Co., Ltd") < 0.3


def test_against_a_whole_list_a_word_that_may_stand_for_another_is_not_enough():
    one, other = (
        side_of(normal(raw), Rarity(terms.rarity))
        for raw in ("Sunway Co., Ltd.", "世纪阳光集团控股有限公司")
    )
    alone = compare(one, other, Context(), matching.weights())
    listed = compare(one, other, Context(whole_list=True), matching.weights())
    assert listed.p_same < matching.policy().p_same < alone.p_same


def test_against_a_whole_list_the_same_brand_counts_as_before():
    one, other = (
        side_of(normal(raw), Rarity(terms.rarity))
        for raw in ("Hetian Taida Apparel", "和田泰达服饰有限公司")
    )
    alone = compare(one, other, Context(), matching.weights())
    listed = compare(one, other, Context(whole_list=True), matching.weights())
    assert listed == alone
    assert listed.p_same > matching.policy("strict").p_same
