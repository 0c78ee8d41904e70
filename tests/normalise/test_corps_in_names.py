"""Units of the Production and Construction Corps inside names of firms."""

import pytest

from whence.match import score
from whence.model.name import TokenKind
from whence.normalise.names import normal

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


def test_a_unit_that_bears_the_name_of_the_corps_is_a_candidate_for_it():
    units = ["XPCC 143rd Regiment", "新疆生产建设兵团第八师石河子市143团"]
    assert (score(units, [CORPS, CORPS]).same > 0.92).all()
