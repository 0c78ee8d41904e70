import numpy as np
import pytest

from whence.match.columns import Columns
from whence.match.crossed import MANY, WEIGHTS, Links
from whence.match.linking import Linking
from whence.match.sides import Rarity, side_of
from whence.normalise.names import normal
from whence.shelf import matching, terms

CHINESE = "深圳市明珠科技股份有限公司"


def met(left: str, right: str):
    rare, weights = Rarity(terms.rarity), matching.weights()
    links = Links(Columns(weights).keys)
    sides = [[side_of(normal(name), rare)] for name in (left, right)]
    first = np.zeros(1, dtype=np.int64)
    return int(Linking(*sides, links, weights).of(first, first)[0]), links.laid


@pytest.mark.parametrize("chinese_first", [True, False])
def test_a_word_that_stands_for_a_chinese_one_is_the_one_link(chinese_first):
    names = [CHINESE, "Shenzhen Pearl Apparel Ltd"]
    number, laid = met(*(names if chinese_first else reversed(names)))
    assert number > 0
    assert laid.things[number].spelled == ("pearl", True)
    assert WEIGHTS[laid["way"][number]] == laid.things[number].bridge.weight


def test_names_that_share_nothing_have_no_link():
    assert met(CHINESE, "Shenzhen Wobble Apparel Ltd")[0] == 0


def test_names_that_share_two_words_are_left_to_be_aligned():
    assert met("金鹰贸易有限公司", "Golden Eagle Shoes")[0] == MANY


def test_a_reading_is_left_to_be_aligned():
    assert met("泰达服饰有限公司", "Taida Shoes")[0] == MANY
