"""Units of the Production and Construction Corps inside names of firms."""

import pytest

from whence.match import score
from whence.model.name import TokenKind
from whence.normalise.names import normal
from whence.shelf.matching import policy

CORPS = "Xinjiang Production and Construction Corps"
SHIHEZI, SHAWAN = "CN-659001", "CN-654203"


def places(name: str) -> list[str]:
    return [
        key
        for token in normal(name).tokens
        if token.kind is TokenKind.PLACE
        for key in token.keys
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("新疆生产建设兵团第八师143团", SHAWAN),
        ("新疆生产建设兵团第八师一四三团", SHAWAN),
        ("新疆生产建设兵团第8师", SHIHEZI),
        ("XPCC 143rd Regiment", SHAWAN),
        ("XPCC Regiment No. 143", SHAWAN),
        (f"{CORPS} 8th Agricultural Division", SHIHEZI),
        (f"{CORPS} Eighth Division", SHIHEZI),
    ],
)
def test_a_unit_is_read_as_its_place_however_its_number_is_written(name, code):
    assert code in places(name)


@pytest.mark.parametrize(
    "name",
    ["北京101团购有限公司", "Acme 8th Division LLC", "Ohio 143rd Regiment Museum"],
)
def test_what_is_no_unit_of_the_corps_is_read_as_no_place_of_xinjiang(name):
    assert not {SHAWAN, SHIHEZI} & set(places(name))


@pytest.mark.parametrize(
    "name",
    [
        "XPCC 143rd Regiment",
        "新疆生产建设兵团第八师石河子市143团",
        "XPCC 8th Division Cotton",
        "XPCC No. 8 Division Cotton",
        "Xinjiang Corps Agricultural Division No. 8",
        "农八师棉麻公司",
        "XPCC Tianhe Chemical Co., Ltd.",
    ],
)
def test_a_unit_that_bears_the_name_of_the_corps_is_related_and_not_the_corps(name):
    (same,), (related,) = score([name], [CORPS])
    assert same < 0.5 < policy("").p_related < related


@pytest.mark.parametrize("name", ["XPCC", "Xinjiang Corps", "新疆兵团", "兵团"])
def test_every_word_for_the_corps_is_the_corps(name):
    assert score([name], [CORPS]).same[0] > 0.9


@pytest.mark.parametrize(
    "name",
    [
        "8th Division Cotton",
        "US Army 8th Division Supply",
        "Peace Corps Trading",
        "黑龙江生产建设兵团",
        "南京军区第八师服装厂",
        "新疆棉业有限公司",
    ],
)
def test_other_armies_other_corps_and_other_firms_of_xinjiang_are_not_the_corps(name):
    (same,), (related,) = score([name], [CORPS])
    assert max(same, related) < 0.5
