"""Many pairs at once against the careful way, one by one, on names that share much."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.match import Index, score
from whence.match.rest import Context
from whence.match.sides import Rarity, side_of
from whence.match.weigh import compare
from whence.normalise.names import normal
from whence.shelf import matching, terms

# Every way in which two names of one script can agree, and almost agree.
PLACES = ("", "Xinjiang", "Hotan", "Hetian", "Urumqi", "Shanghai", "Khotan", "Viet Nam",
          "XPCC 8th Division")  # fmt: skip
BRANDS = (
    "", "Taida", "Tai Da", "Taidda", "Hoshine", "Hoshin", "Bright Orient",
    "BrightOrient", "Orient Bright", "Golden Eagle", "Goldn Eagle", "Esquel", "Esqel",
    "MLS", "Weiqiao", "Weiqao", "Tarim", "Junggar", "Hotan Taida",
    "Alpha Beta Gamma Delta Omega Sigma",
)  # fmt: skip
TRADES = (
    "", "Textile", "Txtl", "Textil", "Apparel", "Appl", "Garment", "Trading", "Trdg",
    "Technology", "Tech", "Techology", "Silicon Industry", "Import and Export",
    "Home Textile", "Electronics Technology", "Energy", "Food", "Fd",
)  # fmt: skip
ENDS = ("", "Co., Ltd", "Limited", "Inc", "Group", "Branch", "No. 3 Factory",
        "No 4", "(Group) Co Ltd", "Kashi", "(Shanghai) Co., Ltd")  # fmt: skip
HAN = (
    ("", "新疆", "和田", "上海市", "乌鲁木齐", "兵团第八师"),
    ("", "泰达", "金鹰", "大金鹰", "泰达金鹰", "合盛", "合盛达", "准噶尔", "TCL"),
    ("", "纺织", "服饰", "科技", "硅业", "棉麻", "贸易"),
    ("", "有限公司", "股份有限公司", "集团", "第三厂", "分公司", "(上海)有限公司"),
)


def english(dice: random.Random) -> str:
    words = [dice.choice(some) for some in (PLACES, BRANDS, TRADES, ENDS)]
    if dice.random() < 0.2:
        words[1:3] = words[2:0:-1]
    return " ".join(filter(None, words))


def chinese(dice: random.Random) -> str:
    return "".join(dice.choice(some) for some in HAN)


def one_by_one(left: list[str], right: list[str]) -> list[tuple[float, float]]:
    rare, weights = Rarity(terms.rarity), matching.weights()
    sides = {raw: side_of(normal(raw), rare) for raw in (*left, *right)}
    found = (compare(sides[a], sides[b], Context(), weights)
             for a, b in zip(left, right, strict=True))  # fmt: skip
    return [(f.p_same, f.p_related) for f in found]


def held_to_the_careful_way(names: list[str], others: list[str]) -> None:
    left, right = [a for a in names for _ in others], list(others) * len(names)
    found = score(left, right)
    careful = np.array(one_by_one(left, right)).reshape(-1, 2)
    for pair in zip(left, right, found.same, found.related, careful, strict=True):
        assert pair[2:4] == pytest.approx(list(pair[4]), abs=1e-12), pair[:2]


@given(st.integers(0, 1_000_000))
def test_names_that_agree_in_every_way_are_weighed_as_one_by_one(seed):
    dice = random.Random(seed)
    names = [english(dice) for _ in range(9)] + [chinese(dice) for _ in range(4)]
    others = [english(dice) for _ in range(9)] + [chinese(dice) for _ in range(4)]
    held_to_the_careful_way(names, others)


@given(st.integers(0, 1_000_000))
def test_a_search_gives_the_chances_of_the_careful_way(seed):
    dice = random.Random(seed)
    index = Index(make(dice) for make in (english, chinese) for _ in range(20))
    queries = [make(dice) for make in (english, chinese) for _ in range(5)]
    rows = [
        (query, hit)
        for query, hits in zip(queries, index.search(queries, 4), strict=True)
        for hit in hits
    ]
    careful = one_by_one([q for q, _ in rows], [h.name for _, h in rows])
    for (query, hit), chances in zip(rows, careful, strict=True):
        assert hit[1:] == pytest.approx(chances, abs=1e-12), (query, hit.name)


def test_names_asked_for_anew_have_the_same_chances_as_names_asked_for_before():
    dice = random.Random(3)
    names = [english(dice) for _ in range(40)] + [chinese(dice) for _ in range(20)]
    index, one_at_a_time = Index(names), Index()
    for name in names:
        one_at_a_time.add([name])
        one_at_a_time.search([name], 1)
    queries = [make(dice) for make in (english, chinese) for _ in range(20)]
    whole = index.search(queries, 5)
    assert whole == one_at_a_time.search(queries, 5)
    assert whole == [index.search([query], 5)[0] for query in queries]
