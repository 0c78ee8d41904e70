"""What cells of countries say: cases of single rules, and `country_cells.csv`, a table
of cells as customs data really write them."""

import csv
from pathlib import Path

import pytest

from whence.shelf.lands import country_code, letters_of

TABLE = Path(__file__).parent / "country_cells.csv"
MANY = 200_000


def cells():
    lines = TABLE.read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [(row["cell"], row["code"] or "") for row in rows]


@pytest.mark.parametrize(("cell", "code"), cells())
def test_a_cell_of_a_trade_record_says_its_country_in_any_case(cell, code):
    assert letters_of(cell) == code
    assert letters_of(cell.upper()) == letters_of(cell.lower()) == code


def test_a_country_that_somebody_names_may_be_namibia_where_a_cell_says_nothing():
    assert (country_code("NA"), letters_of("NA")) == ("NA", "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("China", "CN"), ("CN", "CN"), ("CHN", "CN"), ("P.R. China", "CN"),
        ("China (Zhejiang)", "CN"), ("Guangdong, PRC", "CN"), ("MADE IN CHINA", "CN"),
        ("Produit de Chine", "CN"), ("CHINA (CN)", "CN"), ("No. 5 Road, China", "CN"),
        ("China except Xinjiang", "CN"), ("People's Republic of China, made in", "CN"),
        ("Hong Kong, China", "HK"), ("China Hong Kong", "HK"), ("中国 香港", "HK"),
        ("Hong Kong SAR, China", "HK"), ("Macau, China", "MO"), ("Taiwan, China", "TW"),
        ("Taiwan (R.O.C.)", "TW"), ("Made in Equatorial Guinea", "GQ"),
        ("Guinea Bissau", "GW"), ("Made in South Sudan", "SS"),
        ("the Democratic Republic of the Congo", "CD"), ("Korea, Republic of", "KR"),
    ],
)  # fmt: skip
def test_a_country_is_read_by_its_longest_name_among_other_words(text, code):
    assert country_code(text) == letters_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Not China", "not made in China", "Non China", "no China", "ex China",
        "Asia ex China", "All countries except China", "Outside of China",
        "anywhere other than China", "nicht aus China", "pas de Chine", "sin China",
        "Shipped from Vietnam, not China",
    ],
)  # fmt: skip
def test_a_word_that_takes_a_country_back_leaves_a_cell_that_says_none(text):
    assert country_code(text) == letters_of(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Made in China, USA", "China / Vietnam", "China and USA", "China, IN",
        "China (not Vietnam)", "Vietnam USA", "UK / China", "China mainland, HK",
        "Georgia, USA", "Indonesia or China",
    ],
)  # fmt: skip
def test_a_cell_that_names_two_countries_says_none(text):
    assert country_code(text) == letters_of(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * MANY + "b1",
        "1" + "\t" * MANY + "b",
        "a" + "-" * MANY + "b",
        "- " * 20_000,
    ],
    ids=["blanks", "tabs", "hyphens", "dashes"],
)
def test_a_cell_of_very_many_blanks_or_hyphens_ends(text):
    """The way from each of them to the end took many minutes."""
    assert country_code(text) == ""


def test_blanks_within_a_cell_say_nothing():
    assert country_code("20   %   China") == country_code("China   (  N  )") == ""
    assert country_code("China ( N ) 100 %") == ""
    assert country_code("100   %   China") == "CN"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN-71", "TW"), ("cn-91", "HK"), ("CN-92", "MO"), ("CN-810000", "HK"),
        ("CN-71, China", "TW"), ("China (CN-91)", ""), ("CN-65", "CN"),
    ],
)  # fmt: skip
def test_a_division_of_china_with_letters_of_its_own_says_these(text, code):
    assert country_code(text) == letters_of(text) == code
