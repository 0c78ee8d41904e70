"""Numbers in spelled names."""

import pytest

from whence.match import score
from whence.normalise.names import normal


def keys(name: str) -> list[str]:
    return [k for t in normal(name).tokens for k in t.keys if k.startswith("n:")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Brigade Forty-Four", ["n:44"]),
        ("Brigade Fourty 4", ["n:44"]),
        ("Sunrise Fund XII L.P.", ["n:12"]),
        ("Sunrise Partners V L.P.", ["n:5"]),
        ("Cotton Mill No. 2", ["n:2"]),
        ("Sunrise Solutions II Denmark A/S", ["n:2"]),
    ],
)
def test_a_number_is_read_in_figures_words_and_roman_letters(name, found):
    assert keys(name) == found


@pytest.mark.parametrize(
    "name",
    [
        "Three Gorges Power Co., Ltd.",
        "Zhejiang Nine Dragons Paper Co., Ltd.",
        "Xi An Li Xin Co., Ltd.",
        "IV Therapy Ltd",
        "V Trading Co",
    ],
)
def test_a_word_that_counts_something_inside_a_brand_is_no_number(name):
    assert keys(name) == []


def test_a_numbered_sister_is_another_firm():
    same, _ = score(
        ["Sunrise Textile No. 2 Co., Ltd.", "Sunrise Solutions, Inc."],
        ["Sunrise Textile Co., Ltd.", "Sunrise Solutions II, Inc."],
    )
    assert (same < 0.5).all()
