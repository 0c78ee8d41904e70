import pytest

from whence.match.bridged import Across
from whence.match.sides import Rarity, side_of
from whence.normalise.names import normal
from whence.shelf import terms


def side(name):
    return side_of(normal(name), Rarity(terms.rarity))


LISTED = (
    "Hetian Taida Apparel Co., Ltd",
    "Oriental Energy Co., Ltd.",
    "Konka Group Co., Ltd",
    "Esquel Textile Co., Ltd.",
    "金龙生物科技有限公司",
)


@pytest.fixture(scope="module")
def across():
    return Across([side(name) for name in LISTED])


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("和田泰达服饰有限公司", 0),
        ("新疆泰达", 0),
        ("东方能源股份有限公司", 1),
        ("Jinlong Biotech", 4),
    ],
)
def test_a_reading_a_translation_or_a_sound_finds_the_name(across, name, listed):
    assert listed in set(across.near(side(name)))


@pytest.mark.parametrize("name", ["若雨纺织有限公司", "有限公司", "", "Acme Metal Ltd"])
def test_nothing_in_common_finds_nothing(across, name):
    assert set(across.near(side(name))) <= {3}
    assert 0 not in set(across.near(side(name)))


def test_names_of_the_same_script_are_left_to_the_other_index(across):
    assert 0 not in set(across.near(side("Hetian Taida Apparel")))


def test_without_names_nothing_is_found():
    assert list(Across([]).near(side("泰达"))) == []
