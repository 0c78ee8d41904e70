"""What one piece of evidence does to the chance that two names are one."""

import pytest

from whence.match import score


def same(left: str, right: str) -> float:
    return float(score([left], [right]).same[0])


def related(left: str, right: str) -> float:
    return float(score([left], [right]).related[0])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hotan No. 1 Cotton Mill", "Hotan No. 2 Cotton Mill"),
        ("和田第一棉纺厂", "和田第二棉纺厂"),
        ("和田第一棉纺厂", "Hotan No. 2 Cotton Spinning Mill"),
        ("Lumenar Cement Plant 3", "Lumenar Cement Plant 5"),
    ],
)
def test_two_mills_of_one_house_with_other_numbers_are_not_the_same(left, right):
    assert same(left, right) < 0.2
    assert same(left, left) > 0.9


def test_funds_of_one_house_come_in_series_where_the_number_says_little():
    mills = same("Lumenar Weaving III", "Lumenar Weaving IV")
    assert (
        same("Lumenar Asian Fund III L.P.", "Lumenar Asian Fund IV L.P.") > 0.5 > mills
    )


@pytest.mark.parametrize(
    ("han", "one", "other"),
    [
        ("和田明泰服装有限公司", "Hotan Mingtai Garment", "Hotan Luhua Garment"),
        ("新疆利泽硅业有限公司", "Xinjiang Lize Silicon", "Xinjiang Guohe Silicon"),
        ("喀什海润进出口贸易", "Kashgar Hairun Import", "Kashgar Denghe Import"),
    ],
)
def test_another_brand_in_one_place_and_trade_is_another_firm_in_two_scripts(
    han, one, other
):
    """The surer, the more alike the rest is; such a pair is a question at most."""
    assert same(han, one) > 0.9
    assert same(han, other) < 0.65


def test_a_word_of_english_that_only_looks_like_pinyin_says_nothing_against():
    """`Lumen` is read, `Sunrise` is not: su-n-ri-se is nobody's spelling."""
    foreign = same("新疆博卓纺织有限公司", "Xinjiang Machine Textile")
    spelled = same("新疆博卓纺织有限公司", "Xinjiang Mazhune Textile")
    assert foreign > spelled


def test_a_brand_spelled_by_syllables_is_found_inside_a_longer_one():
    assert same("明珠新业服装有限公司", "Ming Zhu Garment Co., Ltd.") > same(
        "明珠新业服装有限公司", "Long Hua Garment Co., Ltd."
    )
    assert same("明珠新业服装有限公司", "Ming Zhu Garment Co., Ltd.") == same(
        "明珠新业服装有限公司", "Mingzhu Garment Co., Ltd."
    )


@pytest.mark.parametrize("place", ["قەشقەر", "Qeshqer", "Kashgar", "Kaxgar"])
def test_place_and_brand_without_a_trade_are_likely_those_of_the_whole_name(place):
    """In any script of the place; another trade is another matter."""
    whole = "Kashgar Taihe Textile Co., Ltd."
    assert same(f"{place} Taihe", whole) > 0.5
    assert same(f"{place} Taihe", "Kashgar Luming Textile Co., Ltd.") < 0.2
    assert same(f"{place} Taihe Cement", whole) < 0.2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("新疆博卓能源", "Xinjiang Energy (Group) Co., Ltd."),
        ("Xin Jiang Bo Zhuo Neng Yuan", "Xinjiang Energy (Group) Co., Ltd."),
        ("新疆能源集团", "Xinjiang Bozhuo Energy"),
    ],
)
def test_a_brand_that_can_be_read_speaks_against_a_name_without_one(left, right):
    """Place and trade are all that they share; which brand is foreign nobody knows."""
    bare = same(left, right)
    assert bare < 0.8
    assert bare < same("新疆能源集团", "Xinjiang Esquel Energy")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("XPCC 8th Division Cotton", "XPCC 7th Division Cotton"),
        ("新疆和田棉业", "新疆喀什棉业"),
    ],
)
def test_names_of_a_region_and_a_trade_stand_apart_by_their_towns(left, right):
    assert same(left, right) < 0.5
    assert same(left, left) > 0.9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("阿克苏棉业有限公司", "Kashgar Cotton Industry Co., Ltd."),
        ("阿克苏棉业有限公司", "喀什棉业有限公司"),
        ("新疆棉业有限公司", "Aksu Cotton Industry Co., Ltd."),
        ("阿克苏棉业有限公司", "Aksu Chemical Co., Ltd."),
        ("兵团第八师棉业", "XPCC 7th Division Cotton Industry"),
    ],
)
def test_a_place_and_a_trade_in_common_identify_nobody(left, right):
    assert same(left, right) < 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("阿克苏棉业有限公司", "Aksu Cotton Industry Co., Ltd."),
        ("兵团第八师棉业", "XPCC 8th Division Cotton Industry"),
        ("中国铝业股份有限公司", "Aluminum Corporation of China Limited"),
    ],
)
def test_a_firm_named_by_its_place_and_trade_is_found_by_both(left, right):
    assert same(left, right) > 0.9
