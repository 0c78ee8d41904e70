"""A brand that is spelt like a place elsewhere, and places that stay places."""

import pytest

from whence.match import score
from whence.model.name import TokenKind
from whence.normalise.names import normal


def brands(name: str) -> list[str]:
    return [t.text for t in normal(name).tokens if t.kind is TokenKind.BRAND]


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("Jinhua Silicon (Xinjiang) Co., Ltd.", "jinhua"),
        ("金华硅业（新疆）有限公司", "金华"),
        ("新疆金华硅业有限公司", "金华"),
        ("Shanghai Textile (Xinjiang) Co., Ltd.", "shanghai"),
    ],
)
def test_a_place_elsewhere_is_the_name_of_a_firm_that_has_no_other(name, brand):
    assert brands(name) == [brand]


@pytest.mark.parametrize(
    "name",
    [
        "Jinhua Textile (Zhejiang) Co., Ltd.",
        "Aksu (Xinjiang) Cotton Co., Ltd.",
        "Shanghai Textile Co., Ltd. Xinjiang Branch",
        "Silicon (Xinjiang) Co., Ltd.",
        "新疆上海贸易有限公司",
        "China Cotton (Xinjiang) Co., Ltd.",
    ],
)
def test_a_place_above_or_within_the_other_and_that_of_a_branch_stay_places(name):
    assert brands(name) == []


def test_a_place_beside_a_brand_stays_a_place_and_still_conflicts():
    same, _ = score(
        ["Jiangsu Wofeng Textile Co., Ltd.", "江苏沃丰纺织有限公司"],
        ["Xinjiang Wofeng Textile Co., Ltd.", "Xinjiang Wofeng Textile Co., Ltd."],
    )
    assert (same < 0.6).all()


def test_the_daughter_is_found_in_both_scripts_and_another_brand_is_not():
    same, _ = score(
        ["Jinhua Silicon (Xinjiang) Co., Ltd."] * 3,
        ["金华硅业（新疆）有限公司", "新疆金华硅业有限公司", "新疆晶虹硅业有限公司"],
    )
    assert same[0] > 0.9
    assert same[1] > 0.9
    assert same[2] < 0.7
