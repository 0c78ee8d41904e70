import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.match import linking, score, vector
from whence.match.rest import Context
from whence.match.sides import Rarity, side_of
from whence.match.weigh import compare
from whence.normalise.names import normal
from whence.shelf import matching, terms

# Invented firms beside published ones, so that every kind of agreement occurs.
ENGLISH = (
    "Hetian Taida Apparel Co., Ltd",
    "Hotan Tai Da Garment Company Limited",
    "Hetian Taidda Apparel",
    "HETIAN BOSTAN APPAREL",
    "Xinjiang Zhongtai Chemical Co., Ltd. Urumqi Branch",
    "Xinjiang Zhongtai Group Co Ltd",
    "Zhongtai Chemical (Shanghai) Trading Co., Ltd.",
    "Hoshine Silicon Industry (Shanshan) Co., Ltd",
    "Hesheng Silicon Industry Co.",
    "Shenzhen Bright Orient Technology Co., Ltd.",
    "Shenzhen Bright Pearl Technology Co., Ltd.",
    "Guangdong Eastern Eagle Home Textile No. 3 Factory",
    "Guangdong Eastern Eagle Home Textile No. 4 Factory",
    "Shanghai Energy Investment Co., Ltd.",
    "Shanghai Energy Investment Corporation",
    "Beijing Energy Investment Co., Ltd.",
    "JY Intelligent Materials Inc",
    "Konka Electronics",
    "Golden Dragon Biotech",
    "Suzhou Tarim Pharmaceutical Development Co.",
    "Tarim",
    "Luzhou Laojiao",
    "Acme Trading LLC",
    "Textile Co., Ltd.",
    "",
)
CHINESE = (
    "和田泰达服饰有限公司",
    "和田泰達服飾",
    "泰达服饰",
    "新疆中泰化学股份有限公司",
    "新疆中泰化学股份有限公司乌鲁木齐分公司",
    "合盛硅业(鄯善)有限公司",
    "深圳市明珠科技股份有限公司",
    "深圳市东方科技有限公司",
    "广东东方鹰家纺第三厂",
    "广东东方鹰家纺第四厂",
    "上海能源投资有限公司",
    "北京能源投资有限公司",
    "金宇智能材料有限公司",
    "康佳电子",
    "金龙生物科技有限公司",
    "泸州老窖股份有限公司",
    "塔里木药业发展有限公司",
    "苏州塔里木",
    "有限公司",
)
MIXED = (
    "合盛硅业 (Hoshine)",
    "TCL科技集团股份有限公司",
    "شىنجاڭ",
    "Ürümqi Gözəl",
    "😀 ☃",
)
NAMES = (*ENGLISH, *CHINESE, *MIXED)


def one_by_one(left: list[str], right: list[str]) -> tuple[list[float], list[float]]:
    rare, weights = Rarity(terms.rarity), matching.weights()
    found = [
        compare(side_of(normal(a), rare), side_of(normal(b), rare), Context(), weights)
        for a, b in zip(left, right, strict=True)
    ]
    return [f.p_same for f in found], [f.p_related for f in found]


def crossed(left, right):
    return [a for a in left for _ in right], list(right) * len(left)


@pytest.mark.parametrize("sparse", [1, 0], ids=["table", "pair by pair"])
def test_every_pair_is_weighed_as_it_is_one_by_one(monkeypatch, sparse):
    monkeypatch.setattr(linking, "ALIGNED", sparse)
    monkeypatch.setattr(linking, "WEIGHED", sparse)
    left, right = crossed(NAMES, NAMES)
    same, related = score(left, right)
    mine, theirs = one_by_one(left, right)
    np.testing.assert_allclose(same, mine, rtol=0, atol=1e-12)
    np.testing.assert_allclose(related, theirs, rtol=0, atol=1e-12)
    assert (same > 0.9).sum() > len(NAMES)
    assert (same < 0.01).mean() > 0.4


def test_small_blocks_and_batches_change_nothing(monkeypatch):
    left, right = crossed(NAMES, NAMES)
    whole = score(left, right)
    monkeypatch.setattr(linking, "TABLE", 3 * len(NAMES))
    monkeypatch.setattr(vector, "BATCH", 7)
    parts = score(left, right)
    assert (whole.same == parts.same).all()
    assert (whole.related == parts.related).all()


def test_a_pair_is_weighed_alike_whoever_else_is_asked_for():
    left, right = crossed(NAMES, NAMES)
    whole = score(left, right)
    few = slice(None, None, 17)
    alone = score(left[few], right[few])
    assert (whole.same[few] == alone.same).all()
    np.testing.assert_allclose(whole.related[few], alone.related, rtol=0, atol=1e-15)


WORDS = (
    "hetian taida bright orient golden eagle shenzhen urumqi xinjiang apparel textile"
    " technology energy home no 3 4 tai da zhong hesheng hoshen co ltd group branch"
    " 和田 泰达 东方 金鹰 深圳市 新疆 服饰 家纺 科技 能源 第三 有限公司 集团 分公司"
).split()
NAME = st.lists(st.sampled_from(WORDS), max_size=6).map(
    lambda some: "".join(f" {w} " if w.isascii() else w for w in some)
)


@given(st.lists(NAME, min_size=1, max_size=6), st.lists(NAME, min_size=1, max_size=6))
def test_names_put_together_at_random_are_weighed_the_same_both_ways(left, right):
    pairs = crossed(left, right)
    mine, theirs = one_by_one(*pairs)
    same, related = score(*pairs)
    np.testing.assert_allclose(same, mine, rtol=0, atol=1e-12)
    np.testing.assert_allclose(related, theirs, rtol=0, atol=1e-12)


def test_the_result_unpacks_and_names_its_arrays():
    found = score(["泰达服饰"], ["Taida Apparel"])
    same, related = found
    assert same is found.same
    assert related is found.related
    assert same.shape == (1,)


def test_nothing_against_nothing_is_empty():
    same, related = score([], [])
    assert len(same) == len(related) == 0


def test_two_lengths_are_refused():
    with pytest.raises(ValueError, match="1 names against 2"):
        score(["a"], ["b", "c"])


@pytest.mark.parametrize(
    "name",
    [
        "新疆天禾化工有限公司",
        "Xinjiang Tianhe Chemical Co., Ltd",
        "Xin Jiang Tian He Hua Gong",
    ],
)
def test_another_trade_under_one_brand_in_one_place_is_a_sister(name: str) -> None:
    sister = score([name], ["Xinjiang Tianhe Textile Co., Ltd"])
    silent = score(["新疆天禾"], ["Xinjiang Tianhe Textile Co., Ltd"])
    assert sister.same[0] < silent.same[0]
    assert sister.same[0] < 0.85
    assert sister.related[0] > sister.same[0] / 2


def test_a_link_to_a_word_of_two_trades_is_weighed_as_one_by_one():
    two = sorted(
        t.text for t in terms.trades() if len(t.keys) > 1 and t.text.isascii()
    )[:6]
    zh = [text for text, keys in terms.han_trades().items() if len(keys) > 1][:6]
    left = [f"Wobble Pearl {word.title()} Shoes Ltd" for word in two]
    right = [f"和田明珠{word}棉麻有限公司" for word in zh]
    pairs = crossed(left, right)
    mine, theirs = one_by_one(*pairs)
    same, related = score(*pairs)
    np.testing.assert_allclose(same, mine, rtol=0, atol=1e-12)
    np.testing.assert_allclose(related, theirs, rtol=0, atol=1e-12)


def test_a_pair_that_is_asked_for_again_and_again_is_weighed_as_once():
    left, right = crossed(NAMES[:9], NAMES)
    once, often = score(left, right), score(left * 5, right * 5)
    for few, many in zip(once, often, strict=True):
        assert (np.tile(few, 5) == many).all()
